package import Diagnostics
import LuaHost

extension API {
    /// What to tell a person about a name of the API, as plain text for a terminal: a function (`gbp`, `plan:move`), a
    /// field (`line.total`), a class (`Line`) or a name of Lua's own library (`math.floor`). A name that is not known is
    /// answered with the nearest that is; without a name, everything is listed.
    package static func help(for name: String?) -> String {
        guard let name else { return HelpPage.overview }
        do throws(Diagnostic) {
            return try page(for: name)
        } catch {
            return "\(error.message): \(error.help ?? "")\n"
        }
    }

    /// The same for a name that must be known: throws with the nearest where it is not.
    package static func page(for name: String) throws(Diagnostic) -> String {
        let wanted = HelpPage.plain(name)
        if wanted.isEmpty { return HelpPage.overview }
        if let page = HelpPage.whole[wanted] { return page() }
        // `move` alone, or `p:move` of a variable with another name.
        let member = wanted.split(separator: ".").last.map(String.init) ?? wanted
        let owners = HelpPage.members[member] ?? []
        if owners.count == 1, let page = HelpPage.whole[HelpPage.plain(owners[0])] { return page() }
        if owners.count > 1 {
            return "`\(HelpPage.trimmed(name).onOneLine)` is several things: \(owners.joined(separator: ", "))\n"
        }
        throw HelpPage.unknown(HelpPage.trimmed(name))
    }
}

/// The pages of `help`.
enum HelpPage {
    /// A page by the name that leads to it, in the form that ``plain(_:)`` gives.
    static let whole: [String: @Sendable () -> String] = {
        var pages: [String: @Sendable () -> String] = [:]
        for entry in LuaLibrary.entries { pages[plain(entry.spelling)] = { library(entry) } }
        for absence in ScriptLibrary.absences { pages[plain(absence.spelling)] = { page(of: absence) } }
        for name in APIClassName.allCases { pages[plain(name.rawValue)] = { page(of: name) } }
        for property in API.properties {
            pages[plain(property.spelling)] = { page(of: property) }
            pages[plain("\(property.owner.rawValue).\(property.name)")] = { page(of: property) }
        }
        for function in API.functions {
            pages[plain(function.spelling)] = { page(of: function) }
            if let owner = function.owner {
                pages[plain("\(owner.rawValue):\(function.name)")] = { page(of: function) }
            }
        }
        return pages
    }()

    /// What a name without its owner can mean, in the order of the registry.
    static let members: [String: [String]] = {
        var members: [String: [String]] = [:]
        for function in API.functions where function.owner != nil {
            members[plain(function.name), default: []].append(function.spelling)
        }
        for property in API.properties { members[plain(property.name), default: []].append(property.spelling) }
        // `move` is money that moves, before it is `table.move`.
        for entry in LuaLibrary.entries where !entry.library.isEmpty && members[plain(entry.name)] == nil {
            members[plain(entry.name), default: []].append(entry.spelling)
        }
        return members
    }()

    /// The form of a name under which pages are kept: a person may write `Plan.move()` for `plan:move`.
    static func plain(_ name: String) -> String {
        var text = name.lowercased()
        if let bracket = text.firstIndex(where: { "({".contains($0) }) { text = String(text[..<bracket]) }
        return trimmed(String(text.map { $0 == ":" ? "." : $0 }))
    }

    static func trimmed(_ text: String) -> String {
        let start = text.drop(while: \.isWhitespace)
        return String(
            start[..<(start.lastIndex(where: { !$0.isWhitespace }).map { start.index(after: $0) } ?? start.startIndex)])
    }

    static func page(of function: APIFunction) -> String {
        var text = "\(function.signature)\n\n" + wrapped(function.summary, indent: 2)
        let parameters = function.parameters.map { parameter in
            let choice = parameter.words.isEmpty ? "" : ": one of \(parameter.words.joined(separator: ", "))"
            return (
                parameter.name + (parameter.isRequired ? "" : "?"),
                words(parameter.doc + choice, parameter.type, parameter.unit)
            )
        }
        let isNamed = if case .named = function.style { true } else { false }
        text += list(isNamed ? "Arguments, by name in braces (? may be left out)" : "Arguments", parameters)
        if let returns = function.returns {
            text += "\nGives\n" + wrapped(words(returns.words, nil, function.unit), indent: 2)
        }
        text += list("Refused with", function.errors.map { ($0.code, $0.when) })
        return text + example(function.example) + "\nSince \(function.since)\n"
    }

    static func page(of property: APIProperty) -> String {
        var text = "\(property.spelling)\n\n"
        text += wrapped(words(property.doc, property.type, property.unit), indent: 2)
        text += list("Refused with", property.errors.map { ($0.code, $0.when) })
        return text + example(property.example) + "\nSince \(property.since)\n"
    }

    static func page(of name: APIClassName) -> String {
        var text = "\(name.rawValue)\n\n" + wrapped(name.summary, indent: 2)
        let properties = API.properties.filter { $0.owner == name }
        text += list("Fields", properties.map { ($0.spelling, $0.doc) })
        let functions = API.functions.filter { $0.owner == name }
        text += list("Methods", functions.map { ($0.spelling, firstSentence($0.summary)) })
        return text + example(name.example)
    }

    static func library(_ entry: LuaLibrary.Entry) -> String {
        guard let function = ScriptLibrary.functions.first(where: { $0.spelling == entry.spelling }) else { return "" }
        var text = "\(function.signature)\n\n" + wrapped(function.summary, indent: 2)
        text += wrapped(function.difference.map { "Unlike Lua 5.4: \($0)" } ?? "As in Lua 5.4.", indent: 2)
        return text
    }

    static func page(of absence: LibraryAbsence) -> String {
        let advice = absence.instead.map { " Instead: \($0)." } ?? ""
        return wrapped("Scripts do not have `\(absence.spelling)`: \(absence.reason).\(advice)", indent: 0)
    }

    static let overview: String = {
        var text =
            "What a scenario script can use. Ask for a name to learn more of it, such as plan:move, Line or gbp.\n"
        let functions = API.functions.filter { $0.owner == nil }
        text += list("Functions", functions.map { ($0.name, firstSentence($0.summary)) })
        text += list("Classes", APIClassName.allCases.map { ($0.rawValue, firstSentence($0.summary)) })
        for name in APIClassName.allCases {
            let methods = API.functions.filter { $0.owner == name }.map(\.spelling)
            let fields = API.properties.filter { $0.owner == name }.map(\.spelling)
            if methods.isEmpty && fields.isEmpty { continue }
            text += "\n\(name.rawValue)\n" + wrapped((methods + fields).joined(separator: ", "), indent: 2)
        }
        text += "\nOf Lua itself\n"
        text += wrapped(LuaLibrary.entries.map(\.spelling).joined(separator: ", "), indent: 2)
        return text
    }()

    static func unknown(_ name: String) -> Diagnostic {
        let known =
            API.functions.map(\.spelling) + API.properties.map(\.spelling) + APIClassName.allCases.map(\.rawValue)
            + LuaLibrary.entries.map(\.spelling)
        let nearest =
            Suggestion.nearest(to: name, in: known)
            ?? Suggestion.nearest(to: name, in: members.keys.sorted()).flatMap { members[$0]?.first }
        return Diagnostic(
            "api.unknown-name", "there is no `\(String(name.onOneLine.prefix(80)))`",
            help: nearest.map { "did you mean `\($0)`?" } ?? "ask without a name for a list of everything")
    }

    // MARK: Form

    private static func words(_ doc: String, _ type: APIType?, _ unit: APIUnit?) -> String {
        doc + (type.map { "; \($0.words)" } ?? "") + (unit.map { " (unit: \($0.words))" } ?? "")
    }

    private static func firstSentence(_ text: String) -> String {
        guard let end = text.ranges(of: ". ").first else { return text }
        return String(text[..<end.lowerBound]) + "."
    }

    private static func example(_ script: String) -> String {
        "\nExample\n" + script.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)\n" }.joined()
    }

    /// A heading and rows of a name and what there is to say of it; nothing without rows.
    private static func list(_ heading: String, _ rows: [(name: String, text: String)]) -> String {
        guard !rows.isEmpty else { return "" }
        let width = min(32, rows.map(\.name.count).max() ?? 0)
        var text = "\n\(heading)\n"
        for row in rows {
            let gap = String(repeating: " ", count: max(0, width - row.name.count) + 2)
            var body = wrapped(row.text, indent: width + 4)
            body.removeFirst(width + 4)
            text += "  \(row.name)\(gap)\(body)"
        }
        return text
    }

    /// Text in lines of at most 100 characters, each indented.
    private static func wrapped(_ text: String, indent: Int) -> String {
        let margin = String(repeating: " ", count: indent)
        var lines = [margin]
        for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            let last = lines[lines.count - 1]
            if last.count > indent, last.count + 1 + word.count > 100 {
                lines.append(margin + word)
            } else {
                lines[lines.count - 1] += (last.count > indent ? " " : "") + word
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }
}
