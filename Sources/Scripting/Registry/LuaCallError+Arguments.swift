import Diagnostics
import Finance
import LuaHost

// What is said of a call whose arguments are wrong.

extension LuaCallError {
    static func notATable(_ function: APIFunction) -> LuaCallError {
        LuaCallError(
            "script.arguments.not-a-table",
            "\(function.spelling) takes its arguments by name, in braces",
            reason: usage(function), help: "for example: \(function.example)")
    }

    static func unnamedArgument(_ value: LuaValue, function: APIFunction) -> LuaCallError {
        LuaCallError(
            "script.argument.unnamed", "\(function.spelling) was given \(value.words) without a name",
            reason: usage(function), help: "for example: \(function.example)")
    }

    static func unknownArgument(_ name: String, function: APIFunction) -> LuaCallError {
        let names = function.parameters.map(\.name)
        return LuaCallError(
            "script.argument.unknown", "\(function.spelling) has no argument `\(name)`",
            reason: usage(function), help: Suggestion.didYouMean(name, in: names) ?? "for example: \(function.example)")
    }

    static func tooManyArguments(_ count: Int, _ function: APIFunction) -> LuaCallError {
        LuaCallError(
            "script.arguments.too-many",
            "\(function.spelling) takes \(function.parameters.count) arguments and was given \(count)",
            reason: usage(function), help: "for example: \(function.example)")
    }

    static func missingArgument(_ parameter: APIParameter, _ function: APIFunction) -> LuaCallError {
        LuaCallError(
            "script.argument.missing", "\(function.spelling) needs `\(parameter.name)`",
            reason: "`\(parameter.name)` is \(parameter.doc)", help: "for example: \(function.example)")
    }

    static func wrongType(_ value: LuaValue, _ parameter: APIParameter, _ function: APIFunction) -> LuaCallError {
        LuaCallError(
            "script.argument.wrong-type",
            "`\(parameter.name)` of \(function.spelling) must be \(parameter.type.words), not \(value.words)",
            reason: "`\(parameter.name)` is \(parameter.doc)",
            help: parameter.type.advice ?? "for example: \(function.example)")
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

extension LuaValue {
    /// The value in words, for messages: `the number 390000`, `the text "abc"`.
    var words: String {
        switch self {
        case .nil: "nil"
        case .boolean(let flag): flag ? "true" : "false"
        case .integer(let number): "the number \(number)"
        case .number(let number): "the number \(number)"
        case .string(let text): "the text \"\(text.prefix(40))\(text.count > 40 ? "…" : "")\""
        case .money(let pence): "the amount \(Money(pence: pence))"
        case .object(_, let object): (object as? any ScriptObject).map { "a \($0.className.rawValue)" } ?? "an object"
        case .array: "a list"
        case .table: "a table"
        case .function: "a function"
        case .other(let name): "a \(name)"
        }
    }
}
