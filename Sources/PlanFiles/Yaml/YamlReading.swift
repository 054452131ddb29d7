import Diagnostics
import Finance
import Yams

/// Reads the values of a YAML document; each step notes what is wrong and returns `nil`, so that the file is read to its
/// end.
struct YamlReading {
    /// The file, for places.
    let source: YamlSource
    /// What was found wrong so far.
    let findings: Findings
    /// The format that the file should name.
    var format = PlanManifest.format

    /// The values of a mapping by key. Notes keys that nobody knows and required ones that are not there.
    ///
    /// - Parameter what: the mapping as a message names it, such as "a partner".
    func fields(of node: Node, _ what: String, _ keys: PlanManifest.Keys) -> [String: Node]? {
        guard case .mapping(let mapping) = node else {
            note(
                "yaml.not-a-mapping", "\(what) is a list of `key: value` lines", at: node,
                reason: "what a value means is told by its key",
                help: "write \(keys.required.map { "`\($0): …`" }.joined(separator: ", "))")
            return nil
        }
        let known = keys.required + keys.optional
        var values: [String: Node] = [:]
        // A mistyped key is one slip, and not also a missing key.
        var meant: Set<String> = []
        for (key, value) in mapping {
            if case .scalar(let scalar) = key, known.contains(scalar.string) {
                values[scalar.string] = value
                continue
            }
            let name = key.scalar?.string ?? "…"
            if let near = Suggestion.nearest(to: name, in: known) { meant.insert(near) }
            note(
                "yaml.key.unknown", "\(what) has no key `\(Quoting.short(name))`", at: key,
                reason: "a key that is not known would be left unread without a word",
                help: Suggestion.didYouMean(name, in: known) ?? "the keys are \(Quoting.list(known))")
        }
        for name in keys.required where values[name] == nil && !meant.contains(name) {
            note(
                "yaml.key.missing", "\(what) has no `\(name)`", at: node, reason: "\(what) cannot be read without it",
                help: "add `\(name): \(name == "format" ? format : "…")`")
        }
        return values
    }

    /// The items of a list; `nil` when there is none.
    func items(of node: Node?, _ key: String) -> [Node]? {
        guard let node else { return nil }
        guard case .sequence(let items) = node else {
            note(
                "yaml.not-a-list", "`\(key)` is a list", at: node, reason: "it may hold any number of items",
                help: "write each item on a line of its own that starts with `- `; write `\(key): []` for none")
            return nil
        }
        return Array(items)
    }

    /// Text that is not blank; `nil` when the key is not there, which is noted elsewhere.
    func text(_ node: Node?, _ key: String) -> String? {
        guard let node else { return nil }
        guard case .scalar(let scalar) = node else {
            note(
                "yaml.not-text", "`\(key)` is text", at: node, reason: "it has no parts of its own",
                help: "write `\(key): …` on one line")
            return nil
        }
        let isNull = scalar.style == .plain && ["~", "null", "Null", "NULL"].contains(scalar.string)
        guard !isNull, !Quoting.isBlank(scalar.string) else {
            note(
                "yaml.blank", "`\(key)` is blank", at: node, reason: "a blank could mean nothing or not known",
                help: "write the value, or delete the line if the key is optional")
            return nil
        }
        return scalar.string
    }

    /// An id.
    func identifier(_ node: Node?, _ key: String) -> String? {
        guard let node, let value = text(node, key) else { return nil }
        guard let problem = Identifier.problem(with: value) else { return value }
        note(
            "yaml.id.form", "`\(Quoting.short(value))` is not an id: \(problem)", at: node,
            reason: Identifier.reason, help: Identifier.help)
        return nil
    }

    /// An amount of money, which carries a pound sign, as there is no heading to tell its unit.
    func money(_ node: Node?, _ key: String) -> Money? {
        guard let node, let value = text(node, key) else { return nil }
        let shown = Quoting.short(value)
        guard value.contains("£") else {
            note(
                "money.no-sign", "`\(shown)` has no pound sign", at: node,
                reason: "the sign says that the figure is money, and in pounds",
                help: "write it as £1,388,000 or £1.388m")
            return nil
        }
        do throws(MoneyText.Failure) {
            return try MoneyText.parse(value)
        } catch {
            note(
                error.code, error.message(for: (value).onOneLine), at: node,
                reason: "amounts are exact, to the penny", help: error.help)
            return nil
        }
    }

    /// `yes` or `no`.
    func yesOrNo(_ node: Node?, _ key: String) -> Bool? {
        guard let node, let value = text(node, key) else { return nil }
        switch value.lowercased() {
        case "yes", "true": return true
        case "no", "false": return false
        default:
            note(
                "yaml.yes-no", "`\(key)` is yes or no, and not `\(Quoting.short(value))`", at: node,
                reason: "anything else could mean either", help: "write `\(key): yes` or `\(key): no`")
            return nil
        }
    }

    /// One of the words of an enumeration.
    func word<Word: RawRepresentable<String> & CaseIterable>(
        _ node: Node?, _ key: String, _: Word.Type
    ) -> Word? {
        word(node, key, among: Array(Word.allCases))
    }

    /// One of a list of words.
    func word<Word: RawRepresentable<String>>(_ node: Node?, _ key: String, among words: [Word]) -> Word? {
        guard let node, let value = text(node, key) else { return nil }
        if let word = words.first(where: { $0.rawValue == value }) { return word }
        let known = words.map(\.rawValue)
        note(
            "yaml.word.unknown", "`\(Quoting.short(value))` is not a value of `\(key)`", at: node,
            reason: "`\(key)` is one of a list of words",
            help: Suggestion.didYouMean(value, in: known) ?? "write one of \(Quoting.list(known))")
        return nil
    }

    /// Notes an error about a node.
    func note(
        _ code: String, _ message: @autoclosure () -> String, at node: Node,
        reason: @autoclosure () -> String? = nil, help: @autoclosure () -> String
    ) {
        findings.add(Diagnostic(code, message(), at: source.place(node), reason: reason(), help: help()))
    }
}
