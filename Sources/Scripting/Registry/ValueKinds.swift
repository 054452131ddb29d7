import LuaHost

/// Kinds of values. Most arguments are right by their kind alone, which is told without a look at the value.
struct ValueKinds: OptionSet, Sendable {
    let rawValue: UInt16

    static let `nil` = ValueKinds(rawValue: 1 << 0)
    static let boolean = ValueKinds(rawValue: 1 << 1)
    static let integer = ValueKinds(rawValue: 1 << 2)
    static let number = ValueKinds(rawValue: 1 << 3)
    static let text = ValueKinds(rawValue: 1 << 4)
    static let money = ValueKinds(rawValue: 1 << 5)
    static let object = ValueKinds(rawValue: 1 << 6)
    static let table = ValueKinds(rawValue: 1 << 7)
    static let function = ValueKinds(rawValue: 1 << 8)
    static let other = ValueKinds(rawValue: 1 << 9)

    init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The kind of a value.
    init(of value: LuaValue) {
        switch value {
        case .nil: self = .nil
        case .boolean: self = .boolean
        case .integer: self = .integer
        case .number: self = .number
        case .string: self = .text
        case .money: self = .money
        case .object: self = .object
        case .array, .table: self = .table
        case .function: self = .function
        case .other: self = .other
        }
    }
}

extension APIType {
    /// The kinds of values of which every one is of this type. Values of other kinds may be too: ``accepts(_:)`` tells.
    var plainKinds: ValueKinds {
        switch self {
        case .money: .money
        case .integer: .integer
        case .number: [.integer, .number]
        case .text, .line, .source, .end: .text
        case .boolean: .boolean
        case .function: .function
        case .either(let types): types.reduce(into: []) { $0.formUnion($1.plainKinds) }
        case .anything, .rate, .object, .list, .map: []
        }
    }
}
