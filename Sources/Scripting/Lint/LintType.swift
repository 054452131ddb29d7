import LuaHost

/// What a check knows of a value before the script runs. What is not certain is `unknown`, and nothing is said of it.
indirect enum LintType: Equatable {
    case unknown, `nil`, boolean, integer, fraction, number, text, money, table
    case object(APIClassName)
    case list(LintType)
    /// What `ipairs` gives for a list.
    case walk(LintType)
    /// A library of Lua: `math`.
    case library(String)
    /// A function of Lua, by its library or "", and its name.
    case lua(String, String)
    /// A function of the API, by its place in ``API/functions``.
    case api(Int)
    /// A method that was taken with a dot.
    case method(String)
    /// A function of the script.
    case function

    /// What a function of the API gives, or a field holds.
    init(_ type: APIType) {
        self =
            switch type {
            case .money: .money
            case .rate: .object(.rate)
            case .integer: .integer
            case .number: .number
            case .text: .text
            case .boolean: .boolean
            case .object(let name): .object(name)
            case .list(let element): .list(LintType(element))
            default: .unknown
            }
    }

    /// The class whose fields and methods it has.
    var className: APIClassName? {
        switch self {
        case .money: .money
        case .object(let name): name
        default: nil
        }
    }

    var isNumber: Bool { self == .integer || self == .fraction || self == .number }

    var isFunction: Bool {
        switch self {
        case .function, .lua, .api, .method: true
        default: false
        }
    }

    /// What it is in words; `nil` for what is not certain.
    var words: String? {
        switch self {
        case .unknown: nil
        case .nil: "nil"
        case .boolean: "true or false"
        case .integer, .fraction, .number: "a number"
        case .text: "text"
        case .money: "an amount of money"
        case .table, .library: "a table"
        case .object(.rate): "a percentage"
        case .object(let name): name.withArticle
        case .list, .walk: "a list"
        case .lua, .api, .method, .function: "a function"
        }
    }
}

extension APIType {
    /// Whether a value may be of this kind, as far as is known of it.
    func mayAccept(_ type: LintType) -> Bool {
        if type == .unknown || type == .nil { return true }
        switch self {
        case .anything: return true
        case .money: return type == .money
        case .rate: return type == .object(.rate)
        case .integer: return type == .integer || type == .number
        case .number: return type.isNumber
        case .text: return type == .text
        case .boolean: return type == .boolean
        case .function: return type.isFunction
        case .line, .end: return type == .text || type == .object(.line)
        case .source: return type == .text || type == .object(.source)
        case .object(let name): return type == .object(name)
        case .list:
            if case .list = type { return true }
            return type == .table
        case .map: return type == .table
        case .either(let types): return types.contains { $0.mayAccept(type) }
        }
    }
}
