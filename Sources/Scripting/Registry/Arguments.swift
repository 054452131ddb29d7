import Diagnostics
import Finance
import LuaHost

/// The arguments of one call, checked against the function's description: every name known, every required argument
/// there, every value of the right kind.
struct Arguments {
    /// The function that is called.
    let function: APIFunction
    /// The object before the colon, for methods.
    let receiver: LuaValue
    /// The script and line that call.
    let caller: Place?
    /// One value a parameter, `nil` where it was left out; more at the end for a variadic function.
    private let values: [LuaValue?]

    /// Checks the values of a call by position. `values` leaves out the receiver.
    init(
        _ values: [LuaValue], function: APIFunction, receiver: LuaValue, caller: Place?
    ) throws(LuaCallError) {
        self.function = function
        self.receiver = receiver
        self.caller = caller
        switch function.style {
        case .named(let parameters):
            self.values = try Arguments.named(values, parameters, function)
        case .positional(let parameters):
            self.values = try Arguments.positional(values, parameters, function, isVariadic: false)
        case .variadic(let parameters):
            self.values = try Arguments.positional(values, parameters, function, isVariadic: true)
        }
    }

    private static func named(
        _ values: [LuaValue], _ parameters: [APIParameter], _ function: APIFunction
    ) throws(LuaCallError) -> [LuaValue?] {
        let table: LuaTable
        switch values.first ?? .nil {
        case .table(let given) where values.count == 1: table = given
        case .nil where values.count <= 1 && !parameters.contains(where: \.isRequired): table = LuaTable()
        default: throw .notATable(function)
        }
        if let extra = table.positional.first {
            throw .unnamedArgument(extra, function: function)
        }
        for entry in table.named where !parameters.contains(where: { $0.name == entry.key }) {
            throw .unknownArgument(entry.key, function: function)
        }
        var checked: [LuaValue?] = []
        checked.reserveCapacity(parameters.count)
        for parameter in parameters {
            let value = table[parameter.name] ?? .nil
            checked.append(try check(value, parameter, function))
        }
        return checked
    }

    private static func positional(
        _ values: [LuaValue], _ parameters: [APIParameter], _ function: APIFunction, isVariadic: Bool
    ) throws(LuaCallError) -> [LuaValue?] {
        guard isVariadic || values.count <= parameters.count else { throw .tooManyArguments(values.count, function) }
        var checked: [LuaValue?] = []
        for index in 0..<max(values.count, parameters.count) {
            let parameter = parameters[min(index, parameters.count - 1)]
            let isRepeat = index >= parameters.count
            let value = index < values.count ? values[index] : .nil
            if isVariadic, index >= values.count, !parameter.isRequired { break }
            // A nil among repeated arguments is a value that was not there: a slip, not an absent argument.
            if isVariadic, index < values.count, isRepeat || !parameter.isRequired, case .nil = value {
                checked.append(value)
                continue
            }
            checked.append(try check(value, parameter, function))
        }
        return checked
    }

    private static func check(
        _ value: LuaValue, _ parameter: APIParameter, _ function: APIFunction
    ) throws(LuaCallError) -> LuaValue? {
        if case .nil = value {
            if parameter.isRequired { throw .missingArgument(parameter, function) }
            return nil
        }
        guard parameter.type.accepts(value) else { throw .wrongType(value, parameter, function) }
        return value
    }

    private func value(_ name: String) -> LuaValue? {
        guard let index = function.parameters.firstIndex(where: { $0.name == name }) else {
            preconditionFailure("\(function.spelling) has no parameter \(name)")
        }
        return index < values.count ? values[index] : nil
    }

    /// Whether the argument was given.
    func has(_ name: String) -> Bool { value(name) != nil }

    /// The value as it was given.
    func raw(_ name: String) -> LuaValue? { value(name) }

    /// All values from a position on, for variadic functions.
    func rest(from position: Int) -> [LuaValue] { values.dropFirst(position).map { $0 ?? .nil } }

    func money(_ name: String) -> Money? {
        guard case .money(let pence) = value(name) else { return nil }
        return Money(pence: pence)
    }

    func text(_ name: String) -> String? {
        guard case .string(let text) = value(name) else { return nil }
        return text
    }

    func boolean(_ name: String) -> Bool? {
        guard case .boolean(let flag) = value(name) else { return nil }
        return flag
    }

    func rate(_ name: String) -> Rate? { object(name, as: RateHandle.self)?.rate }

    func object<Object: AnyObject>(_ name: String, as type: Object.Type) -> Object? {
        guard case .object(_, let object) = value(name) else { return nil }
        return object as? Object
    }

    /// A required argument, which the check has already found to be there.
    func required<Value>(_ value: Value?) -> Value {
        guard let value else { preconditionFailure("\(function.spelling): a required argument was not checked") }
        return value
    }
}
