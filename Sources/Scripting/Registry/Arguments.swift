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
    /// One value a parameter, `nil` (of Lua) where it was left out; more at the end for a variadic function. Beyond
    /// `count` there is only room.
    private var values: [LuaValue] { room.values }
    private let room: ArgumentRoom
    private let count: Int
    private let whereabouts: LuaWhereabouts

    /// The script and line that call. Found when it is asked for, as few functions need it.
    var caller: Place? { whereabouts.caller.map { Place(file: $0.source, line: $0.line) } }

    /// Reads and checks the arguments of a call.
    ///
    /// - Parameters:
    ///   - first: the place of the first argument: 2 for a method, whose first is the object before the colon.
    ///   - given: how many arguments there are from that place on.
    ///   - room: where the values are put; it is taken for this call.
    init(
        _ call: inout LuaCall, of function: APIFunction, first: Int, given: Int, in room: ArgumentRoom
    ) throws(LuaCallError) {
        self.function = function
        whereabouts = call.whereabouts
        receiver = first == 2 ? try call[1] : .nil
        self.room = room
        count =
            switch function.style {
            case .named: try Arguments.readNamed(&call, function, first, given, room)
            case .positional: try Arguments.readPositional(&call, function, first, given, isVariadic: false, room)
            case .variadic: try Arguments.readPositional(&call, function, first, given, isVariadic: true, room)
            }
    }

    private static func readNamed(
        _ call: inout LuaCall, _ function: APIFunction, _ first: Int, _ given: Int, _ room: ArgumentRoom
    ) throws(LuaCallError) -> Int {
        let parameters = function.parameters
        if given == 1, try room.read(function.keys, in: first, of: &call) {
            for index in parameters.indices { try check(room.values[index], parameters[index], function) }
            return parameters.count
        }
        // Something is wrong with it, unless nothing was given and nothing is needed.
        switch given >= 1 ? try call[first] : .nil {
        case .table(let table) where given == 1:
            if let extra = table.positional.first { throw .unnamedArgument(extra, function: function) }
            for entry in table.named where !function.parameters.contains(where: { $0.name == entry.key }) {
                throw .unknownArgument(entry.key, function: function)
            }
            preconditionFailure("a table with known names only is read above")
        case .nil where given <= 1 && !function.parameters.contains(where: \.isRequired): return parameters.count
        default: throw .notATable(function)
        }
    }

    private static func readPositional(
        _ call: inout LuaCall, _ function: APIFunction, _ first: Int, _ given: Int, isVariadic: Bool,
        _ room: ArgumentRoom
    ) throws(LuaCallError) -> Int {
        let parameters = function.parameters
        guard isVariadic || given <= parameters.count else { throw .tooManyArguments(given, function) }
        let count = max(given, parameters.count)
        for index in 0..<count {
            let parameter = parameters[min(index, parameters.count - 1)]
            let isRepeat = index >= parameters.count
            let value = index < given ? try call[first + index] : .nil
            if isVariadic, index >= given, !parameter.isRequired { return index }
            // A nil among repeated arguments is a value that was not there: a slip, not an absent argument.
            if isVariadic, index < given, isRepeat || !parameter.isRequired, case .nil = value {
                room.set(index, to: value)
                continue
            }
            try check(value, parameter, function)
            room.set(index, to: value)
        }
        return count
    }

    private static func check(
        _ value: LuaValue, _ parameter: APIParameter, _ function: APIFunction
    ) throws(LuaCallError) {
        if parameter.plainKinds.contains(ValueKinds(of: value)) { return }
        if case .nil = value {
            if parameter.isRequired { throw .missingArgument(parameter, function) }
            return
        }
        guard parameter.type.accepts(value) else { throw .wrongType(value, parameter, function) }
    }

    private func value(_ name: String) -> LuaValue? {
        for index in function.names.indices where function.names[index] == name {
            guard index < count else { return nil }
            if case .nil = values[index] { return nil }
            return values[index]
        }
        preconditionFailure("\(function.spelling) has no parameter \(name)")
    }

    /// The arguments that were given, with their parameters.
    func forEachGiven(_ body: (APIParameter, LuaValue) -> Void) {
        let parameters = function.parameters
        for index in 0..<min(count, parameters.count) {
            if case .nil = values[index] { continue }
            body(parameters[index], values[index])
        }
    }

    /// Whether the argument was given.
    func has(_ name: String) -> Bool { value(name) != nil }

    /// The value as it was given.
    func raw(_ name: String) -> LuaValue? { value(name) }

    /// All values from a position on, for variadic functions.
    func rest(from position: Int) -> [LuaValue] { Array(values[..<count].dropFirst(position)) }

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
