import Diagnostics
import LuaHost

// Makes the functions, classes and fields of the API known to a machine. Nothing here knows any of them by name.

extension API {
    /// Defines the whole API in a machine for one run.
    static func bind(to machine: LuaMachine, _ session: ScenarioSession) {
        for function in functions where function.owner == nil {
            machine.define(bound(function, session))
        }
        for name in APIClassName.allCases {
            let description = classDescription(name, session)
            if name == .money {
                machine.defineMoney(description)
            } else {
                session.classes[name] = machine.define(description)
            }
        }
    }

    private static func bound(_ function: APIFunction, _ session: ScenarioSession) -> LuaFunction {
        LuaFunction(name: function.name) { (call: inout LuaCall) throws(LuaCallError) in
            let isMethod = function.owner != nil
            let receiver: LuaValue = isMethod ? call[0] : .nil
            var values: [LuaValue] = []
            for index in (isMethod ? 1 : 0)..<max(call.count, isMethod ? 1 : 0) { values.append(call[index]) }
            let caller = call.caller.map { Place(file: $0.source, line: $0.line) }
            let arguments = try Arguments(values, function: function, receiver: receiver, caller: caller)
            let result = try function.body(arguments, session)
            if function.returns != nil { call.push(result) }
        }
    }

    private static func classDescription(_ name: APIClassName, _ session: ScenarioSession) -> LuaClass {
        LuaClass(
            name: name.rawValue,
            methods: functions.filter { $0.owner == name }.map { bound($0, session) },
            properties: properties.filter { $0.owner == name }.map { property in
                LuaFunction(name: property.name) { (call: inout LuaCall) throws(LuaCallError) in
                    call.push(try property.read(call[0], session))
                }
            })
    }
}
