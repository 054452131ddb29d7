import Diagnostics
import Finance
import LuaHost

// Makes the functions, classes and fields of the API known to a machine. Nothing here knows any of them by name.

extension API {
    /// Defines the whole API in a machine for one run.
    static func bind(to machine: LuaMachine, _ session: ScenarioSession) {
        for function in functions where function.owner == nil {
            if function.isOfMachine {
                assert(function.name == "use", "the machine has no other function of the API")
                machine.defineUse()
            } else {
                machine.define(bound(function, session))
            }
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
        // Arguments count from 1, and a method's first is the object before the colon.
        let first = function.owner == nil ? 1 : 2
        return LuaFunction(function.name) { (call: inout LuaCall) throws(LuaCallError) in
            let given = max(0, call.argumentCount - first + 1)
            session.room.take(max(given, function.parameters.count))
            defer { session.room.giveBack() }
            let arguments = try Arguments(&call, of: function, first: first, given: given, in: session.room)
            defer { session.chargeWork(to: call) }
            let result = try function.body(arguments, session)
            if function.keepsArgument, case .object(let type, let object) = result {
                call.push(type, object, keeping: first)
            } else if function.returns != nil {
                call.push(result)
            }
        }
    }

    private static func classDescription(_ name: APIClassName, _ session: ScenarioSession) -> LuaClass {
        LuaClass(
            name.rawValue,
            methods: functions.filter { $0.owner == name }.map { bound($0, session) },
            properties: properties.filter { $0.owner == name }.map { property in
                LuaClass.Property(property.name) { (call: inout LuaCall) throws(LuaCallError) in
                    defer { session.chargeWork(to: call) }
                    call.push(try property.read(try call[1], session))
                }
            },
            dynamicFields: name == .levers ? leverFields(session) : nil,
            assignmentHelp: "use plan:move, plan:contribute, plan:withdraw, plan:scale or plan:close_line",
            isEqual: name == .money ? nil : { left, right in name.isEqual(left, right) },
            isLess: name == .rate ? { left, right in name.isLess(left, right) } : nil,
            text: { object in (object as? any ScriptObject)?.text ?? name.rawValue })
    }

    /// The levers of a run are fields whose names the scenario chose.
    private static func leverFields(_ session: ScenarioSession) -> LuaClass.DynamicFields {
        LuaClass.DynamicFields(
            value: { [unowned session] (object, name) throws(LuaCallError) -> LuaValue? in
                guard let levers = object as? LeversHandle, let lever = levers.levers.first(where: { $0.name == name })
                else { return nil }
                return switch lever.value {
                case .money(let amount): .money(pence: amount.pence)
                case .rate(let rate): session.value(RateHandle(rate))
                case .integer(let number): .integer(number)
                case .boolean(let flag): .boolean(flag)
                }
            },
            names: { object in (object as? LeversHandle)?.levers.map(\.name) ?? [] },
            missing: { name in
                (
                    "the levers have no `\(name)`",
                    "declare it in the scenario: levers = { \(name) = lever { default = … } }"
                )
            })
    }
}
