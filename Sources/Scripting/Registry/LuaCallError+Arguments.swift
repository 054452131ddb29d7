import Diagnostics
import Finance
import LuaHost

// What is said of a call whose arguments are wrong.

extension LuaCallError {
    static func notATable(_ function: APIFunction) -> LuaCallError {
        LuaCallError(
            "script.arguments.not-a-table",
            "\(function.spelling) takes its arguments by name, in braces",
            reason: usage(function), help: "for example: \(function.exampleLine)")
    }

    static func unnamedArgument(_ value: LuaValue, function: APIFunction) -> LuaCallError {
        LuaCallError(
            "script.argument.unnamed", "\(function.spelling) was given \(value.words) without a name",
            reason: usage(function), help: "for example: \(function.exampleLine)")
    }

    static func unknownArgument(_ name: String, function: APIFunction) -> LuaCallError {
        let names = function.parameters.map(\.name)
        return LuaCallError(
            "script.argument.unknown", "\(function.spelling) has no argument `\(name)`",
            reason: usage(function),
            help: Suggestion.didYouMean(name, in: names) ?? "for example: \(function.exampleLine)")
    }

    static func tooManyArguments(_ count: Int, _ function: APIFunction) -> LuaCallError {
        let most = function.parameters.count
        let takes = most == 0 ? "no arguments" : most == 1 ? "1 argument" : "\(most) arguments"
        return LuaCallError(
            "script.arguments.too-many", "\(function.spelling) takes \(takes) and was given \(count)",
            reason: most == 0 ? nil : usage(function),
            help: function.name == "gbp"
                ? "write the amount without its commas, or in quotes: gbp(390000) or gbp \"390,000\""
                : "for example: \(function.exampleLine)")
    }

    static func missingArgument(_ parameter: APIParameter, _ function: APIFunction) -> LuaCallError {
        LuaCallError(
            "script.argument.missing", "\(function.spelling) needs `\(parameter.name)`",
            reason: "`\(parameter.name)` is \(parameter.doc)", help: "for example: \(function.exampleLine)")
    }

    static func wrongType(_ value: LuaValue, _ parameter: APIParameter, _ function: APIFunction) -> LuaCallError {
        if let entry = parameter.type.misfit(in: value) { return wrongEntry(entry, parameter, function) }
        if case .list(let element) = parameter.type, element.accepts(value) {
            return LuaCallError(
                "script.argument.wrong-type",
                "`\(parameter.name)` of \(function.spelling) must be \(parameter.type.words), not \(value.words)",
                reason: "`\(parameter.name)` is \(parameter.doc)",
                help: element == .object(.scenario)
                    ? "put it in braces: \(parameter.name) = { use \"…\" }"
                    : "put it in braces, as a list of one: { … }")
        }
        return LuaCallError(
            "script.argument.wrong-type",
            "`\(parameter.name)` of \(function.spelling) must be \(parameter.type.words), not \(value.words)",
            reason: "`\(parameter.name)` is \(parameter.doc)",
            help: parameter.advice ?? "for example: \(function.exampleLine)")
    }

    /// One entry of a list or of a table with names is of a wrong kind.
    private static func wrongEntry(
        _ entry: APIType.Misfit, _ parameter: APIParameter, _ function: APIFunction
    ) -> LuaCallError {
        let help: String? =
            switch (entry.element, entry.value) {
            case (.object(.scenario), .string(let name)):
                "write \(parameter.name) = { use \"\(name.prefix(40).description.onOneLine)\" }"
            case (.object(.lever), let value):
                "write \(entry.name) = lever { default = \(value.literal ?? "…") }"
            default: entry.element.advice
            }
        return LuaCallError(
            "script.argument.wrong-type",
            "\(entry.words) of `\(parameter.name)` must be \(entry.element.words), not \(entry.value.words)",
            reason: "`\(parameter.name)` of \(function.spelling) is \(parameter.doc)",
            help: help ?? "for example: \(function.exampleLine)")
    }

    /// A plan's refusal, in the script's terms.
    init(_ error: PlanError) {
        self.init(
            error.code, error.message, reason: error.reason, help: error.help, underlying: error)
    }

    private static func usage(_ function: APIFunction) -> String {
        let names = function.parameters.map { $0.isRequired ? $0.name : "\($0.name) (optional)" }
        return "it takes \(names.joined(separator: ", "))"
    }
}

extension APIParameter {
    /// How to write the argument, where people often write something else.
    var advice: String? {
        type == .boolean ? "write \(name) = true or \(name) = false, without quotes" : type.advice
    }
}

extension APIFunction {
    /// The example on one line, as messages show it.
    var exampleLine: String { example.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}

extension APIType {
    /// An entry that is not of the kind that its list or table must hold.
    struct Misfit {
        /// Its name; for an entry of a list its position.
        let name: String
        /// Whether it has a name.
        let isNamed: Bool
        /// What it should be.
        let element: APIType
        let value: LuaValue

        var words: String { isNamed ? "`\(name.onOneLine)`" : "entry \(name)" }
    }

    /// The first entry of a table that is not of the kind that is wanted; `nil` where the table itself is wrong.
    func misfit(in value: LuaValue) -> Misfit? {
        guard case .table(let table) = value else { return nil }
        switch self {
        case .list(let element) where table.named.isEmpty:
            guard let index = table.positional.firstIndex(where: { !element.accepts($0) }) else { return nil }
            return Misfit(name: String(index + 1), isNamed: false, element: element, value: table.positional[index])
        case .map(let element) where table.positional.isEmpty:
            guard let entry = table.named.first(where: { !element.accepts($0.value) }) else { return nil }
            return Misfit(name: entry.key, isNamed: true, element: element, value: entry.value)
        default: return nil
        }
    }
}

extension LuaValue {
    /// How a script writes the value, for a lever.
    fileprivate var literal: String? {
        switch self {
        case .boolean(let flag): String(flag)
        case .integer(let number): String(number)
        case .money(let pence): ReplLevers.literal(.money(Money(pence: pence)))
        case .object(_, let rate as RateHandle): ReplLevers.literal(.rate(rate.rate))
        default: nil
        }
    }

    /// The value in words, for messages: `the number 390000`, `the text "abc"`.
    var words: String {
        switch self {
        case .nil: "nil"
        case .boolean(let flag): flag ? "true" : "false"
        case .integer(let number): "the number \(number)"
        case .number(let number): "the number \(number)"
        case .string(let text): "the text \"\(text.prefix(40))\(text.count > 40 ? "…" : "")\""
        case .money(let pence): "the amount \(Money(pence: pence))"
        case .object(_, let object): (object as? any ScriptObject).map { $0.className.withArticle } ?? "an object"
        case .array: "a list"
        case .table: "a table"
        case .function: "a function"
        case .other(let name): "a \(name)"
        }
    }
}
