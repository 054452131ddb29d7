import Diagnostics

/// Reads the rules of an agreement, and notes everything that is wrong with them.
package struct TermsReading {
    /// What the rules may name.
    package struct Known: Sendable {
        /// The partners of the pool, by id; `nil` when they could not be read, and then none is refused.
        package var partners: [String]?
        /// The lines that may be named; `nil` when that is looked at later.
        package var lines: [String]?
        /// The sources that may be named; `nil` when that is looked at later.
        package var sources: [String]?
        /// The amounts that a contingency may name, by id.
        package var amounts: [String: Money]
        /// The contingency of the pool, where it has one.
        package var contingency: RiskContingency?

        /// Makes what the rules may name.
        package init(
            partners: [String]?, lines: [String]? = nil, sources: [String]? = nil, amounts: [String: Money] = [:],
            contingency: RiskContingency? = nil
        ) {
            self.partners = partners
            self.lines = lines
            self.sources = sources
            self.amounts = amounts
            self.contingency = contingency
        }
    }

    /// A line or a source that a rule names, to be looked at when the tables are read.
    package struct Mention: Hashable, Sendable {
        /// Its id.
        package let id: String
        /// The mark of the value.
        package let mark: Int
    }

    /// What may be named.
    package var known: Known
    /// What is wrong so far.
    package private(set) var problems: [TermsProblem] = []
    /// The lines that rules name.
    package private(set) var lines: [Mention] = []
    /// The sources that rules name.
    package private(set) var sources: [Mention] = []

    /// Reads with what may be named.
    package init(_ known: Known) { self.known = known }

    // MARK: Values

    mutating func note(_ code: String, _ message: String, _ mark: Int, reason: String, help: String) {
        problems.append(TermsProblem(code: code, message: message, reason: reason, help: help, mark: mark))
    }

    mutating func text(_ value: TermsValue, _ key: String) -> String? {
        if case .text(let text) = value.content, !text.allSatisfy(\.isWhitespace) { return text }
        note(
            "pool.value", "`\(key)` is text, and not \(value.words)", value.mark, reason: "it names or tells something",
            help: "write `\(key)` as text")
        return nil
    }

    mutating func money(_ value: TermsValue, _ key: String) -> Money? {
        let amount: Money?
        switch value.content {
        case .money(let money): amount = money
        case .text(let text) where text.contains("£"): amount = try? MoneyText.parse(text)
        default: amount = nil
        }
        guard let amount, !amount.isNegative else {
            note(
                "pool.amount", "`\(key)` is an amount that is not below zero, and not \(value.words)", value.mark,
                reason: "the sign says that the figure is money, and in pounds", help: "write it as £100,000")
            return nil
        }
        return amount
    }

    mutating func rate(_ value: TermsValue, _ key: String) -> Rate? {
        let rate: Rate?
        switch value.content {
        case .rate(let given): rate = given
        case .text(let text) where text.hasSuffix("%"): rate = Rate(percentage: text)
        default: rate = nil
        }
        guard let rate, RiskShare.weight(rate) != nil else {
            note(
                "pool.percentage", "`\(key)` is a percentage that is not below zero, and not \(value.words)",
                value.mark,
                reason: "shares are exact, with up to 12 decimals", help: "write it as 50%")
            return nil
        }
        return rate
    }

    mutating func list(_ value: TermsValue, _ key: String) -> [TermsValue]? {
        if case .list(let items) = value.content { return items }
        // An empty table of a script could be either.
        if case .map(let entries) = value.content, entries.isEmpty { return [] }
        note(
            "pool.value", "`\(key)` is a list, and not \(value.words)", value.mark, reason: "it may hold several",
            help: "write it as a list")
        return nil
    }

    mutating func map(_ value: TermsValue, _ key: String) -> [TermsValue.Entry]? {
        if case .map(let entries) = value.content { return entries }
        if case .list(let items) = value.content, items.isEmpty { return [] }
        note(
            "pool.value", "`\(key)` gives names their values, and is not \(value.words)", value.mark,
            reason: "what a value means is told by its name", help: "write `strategy: …`, or `{ strategy = \"…\" }`")
        return nil
    }

    /// The entries of a table by key; notes those that are not known.
    mutating func fields(_ value: TermsValue, _ what: String, _ keys: [String]) -> [String: TermsValue]? {
        guard let entries = map(value, what) else { return nil }
        var fields: [String: TermsValue] = [:]
        for entry in entries {
            if keys.contains(entry.key) {
                fields[entry.key] = entry.value
                continue
            }
            note(
                "pool.key.unknown", "`\(what)` has no `\(entry.key.prefix(60))` here", entry.mark,
                reason: "a key that is not known would be left unread without a word",
                help: Suggestion.didYouMean(entry.key, in: keys) ?? "known: \(keys.joined(separator: ", "))")
        }
        return fields
    }

    mutating func required(
        _ fields: [String: TermsValue], _ key: String, of what: String, _ mark: Int, help: String
    ) -> TermsValue? {
        if let value = fields[key] { return value }
        note(
            "pool.key.missing", "`\(what)` needs `\(key)`", mark, reason: "the rule cannot be used without it",
            help: help)
        return nil
    }

    package mutating func partner(_ value: TermsValue, _ key: String) -> String? {
        text(value, key).flatMap { partner(named: $0, value.mark) }
    }

    /// A partner of the pool.
    package mutating func partner(named id: String, _ mark: Int) -> String? {
        guard let partners = known.partners, !partners.contains(id) else { return id }
        note(
            "pool.partner.unknown", "`\(id.prefix(60))` is not a partner of the pool", mark,
            reason: "only the pool's partners share its risk",
            help: Suggestion.didYouMean(id, in: partners) ?? "the partners are \(partners.joined(separator: ", "))")
        return nil
    }

    package mutating func line(_ value: TermsValue, _ key: String) -> String? {
        guard let id = text(value, key) else { return nil }
        lines.append(Mention(id: id, mark: value.mark))
        if let known = known.lines, !known.contains(id) {
            note(
                "pool.line.unknown", "the pool has no line `\(id.prefix(60))`", value.mark,
                reason: "a rule is about lines that have money in the pool",
                help: Suggestion.didYouMean(id, in: known) ?? "name a line that spends the pool's money")
            return nil
        }
        return id
    }

    mutating func source(_ value: TermsValue, _ key: String) -> String? {
        guard let id = text(value, key) else { return nil }
        sources.append(Mention(id: id, mark: value.mark))
        if let known = known.sources, !known.contains(id) {
            note(
                "pool.source.unknown", "the pool has no funding source `\(id.prefix(60))`", value.mark,
                reason: "money can be ring-fenced only where there is some",
                help: Suggestion.didYouMean(id, in: known) ?? "known: \(known.joined(separator: ", "))")
            return nil
        }
        return id
    }

    mutating func word<Word: RawRepresentable<String> & CaseIterable>(
        _ value: TermsValue, _ key: String, _: Word.Type
    ) -> Word? {
        guard let text = text(value, key) else { return nil }
        if let word = Word(rawValue: text) { return word }
        unknown(text, key, Word.allCases.map(\.rawValue), value.mark)
        return nil
    }

    mutating func unknown(_ text: String, _ key: String, _ words: [String], _ mark: Int) {
        note(
            "pool.\(key).unknown", "`\(text.prefix(60))` is not a known `\(key)`", mark,
            reason: "`\(key)` is one of a list of words",
            help: Suggestion.didYouMean(text, in: words) ?? "write one of \(words.joined(separator: ", "))")
    }
}
