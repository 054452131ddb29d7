import Diagnostics
import Finance
import LuaHost

// What is said of a call whose arguments are wrong.

extension LuaCallError {
    static func notATable(_ function: APIFunction) -> LuaCallError {
        LuaCallError(
            code: "script.arguments.not-a-table",
            message: "\(function.spelling) takes its arguments by name, in braces",
            reason: usage(function), help: "for example: \(function.example)")
    }

    static func unnamedArgument(_ value: LuaValue, function: APIFunction) -> LuaCallError {
        LuaCallError(
            code: "script.argument.unnamed", message: "\(function.spelling) was given \(value.words) without a name",
            reason: usage(function), help: "for example: \(function.example)")
    }

    static func unknownArgument(_ name: String, function: APIFunction) -> LuaCallError {
        let names = function.parameters.map(\.name)
        return LuaCallError(
            code: "script.argument.unknown", message: "\(function.spelling) has no argument `\(name)`",
            reason: usage(function), help: Suggestion.didYouMean(name, in: names) ?? "for example: \(function.example)")
    }

    static func tooManyArguments(_ count: Int, _ function: APIFunction) -> LuaCallError {
        LuaCallError(
            code: "script.arguments.too-many",
            message: "\(function.spelling) takes \(function.parameters.count) arguments and was given \(count)",
            reason: usage(function), help: "for example: \(function.example)")
    }

    static func missingArgument(_ parameter: APIParameter, _ function: APIFunction) -> LuaCallError {
        LuaCallError(
            code: "script.argument.missing", message: "\(function.spelling) needs `\(parameter.name)`",
            reason: "`\(parameter.name)` is \(parameter.doc)", help: "for example: \(function.example)")
    }

    static func wrongType(_ value: LuaValue, _ parameter: APIParameter, _ function: APIFunction) -> LuaCallError {
        LuaCallError(
            code: "script.argument.wrong-type",
            message: "`\(parameter.name)` of \(function.spelling) must be \(parameter.type.words), not \(value.words)",
            reason: "`\(parameter.name)` is \(parameter.doc)",
            help: parameter.type.advice ?? "for example: \(function.example)")
    }

    /// A plan's refusal, in the script's terms.
    init(_ error: PlanError) {
        self.init(
            code: error.code, message: error.message, reason: error.reason, help: error.help, underlying: error)
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
        case .argument: "a value"
        case .other(let name): "a \(name)"
        }
    }

    /// The value as `print` shows it: amounts as people write them, objects by class and name.
    var text: String {
        switch self {
        case .money(let pence): Money(pence: pence).description
        case .object(_, let object as RateHandle): object.rate.description
        case .object(_, let object as PlanHandle): "Plan \(object.plan.identity.id)"
        case .object(_, let object as LineHandle): "Line \(object.line.id)"
        case .object(_, let object as SourceHandle): "Source \(object.source.id)"
        case .object(_, let object as any ScriptObject): object.className.rawValue
        default: words
        }
    }
}
