import Diagnostics
import LuaHost
import Testing

/// Counts the objects of one test: tests run beside each other.
final class Census {
    var living = 0
    var born = 0
}

/// An object that is counted while it lives.
final class Tracked {
    let census: Census
    let value: Int64

    init(_ value: Int64, _ census: Census) {
        self.census = census
        self.value = value
        census.living += 1
        census.born += 1
    }

    deinit { census.living -= 1 }
}

/// An error of the core, to see whether it comes back as itself.
struct UnknownFunder: Error, Equatable {
    var name: String
}

/// A machine with the functions that most tests need: `gbp(pence)`, `double(n)`, `line(n)`, `fail(name)`.
func makeMachine(limits: LuaLimits = .standard, census: Census = Census()) throws -> LuaMachine {
    let machine = try LuaMachine(limits: limits)
    machine.define(
        LuaFunction("gbp") { (call) throws(LuaCallError) in
            call.push(.money(pence: try call.integer(1, "the pence")))
        })
    machine.define(
        LuaFunction("double") { (call) throws(LuaCallError) in
            call.push(.integer(try call.integer(1, "the number") &* 2))
        })
    machine.define(
        LuaFunction("fail") { (call) throws(LuaCallError) in
            let name = try call.string(1, "the funder")
            throw LuaCallError(
                "plan.unknown-funder", "there is no funder `\(name)`", reason: "the plan names each funder",
                help: "add it to the plan", underlying: UnknownFunder(name: name))
        })
    let lineClass = machine.declare("Line")
    machine.define(
        LuaClass(
            "Line",
            methods: [
                LuaFunction("plus") { (call) throws(LuaCallError) in
                    let line = call.receiver(as: Tracked.self)
                    let sum = line.value &+ (try call.integer(2, "the number"))
                    call.push(.object(lineClass, Tracked(sum, line.census)))
                },
                LuaFunction("itself") { (call) throws(LuaCallError) in
                    call.push(.object(lineClass, call.receiver(as: Tracked.self)))
                },
            ],
            properties: [
                LuaClass.Property("total") { (call) throws(LuaCallError) in
                    call.push(.integer(call.receiver(as: Tracked.self).value))
                }
            ],
            assignmentHelp: "use plan:move", text: { "Line \((($0 as? Tracked)?.value).map(String.init) ?? "?")" }))
    machine.define(
        LuaFunction("line") { (call) throws(LuaCallError) in
            call.push(.object(lineClass, Tracked(try call.integer(1, "the number"), census)))
        })
    machine.defineMoney(
        LuaClass(
            "Money",
            methods: [
                LuaFunction("is_zero") { (call) throws(LuaCallError) in
                    call.push(.boolean(try call.pence(1, "the amount") == 0))
                }
            ],
            properties: [
                LuaClass.Property("pence") { (call) throws(LuaCallError) in
                    call.push(.integer(try call.pence(1, "the amount")))
                }
            ]))
    return machine
}

/// What keeps the functions of a script, so that they can be called.
private final class Kept {}

extension LuaMachine {
    /// Runs a script that returns a table of functions; gives the object of which they are called.
    func keep(_ source: LuaSource) throws(LuaError) -> AnyObject {
        let kept = Kept()
        let type = define(LuaClass("Kept"))
        define(LuaFunction("keep") { (call) throws(LuaCallError) in call.push(type, kept, keeping: 1) })
        defineUse()
        offer(try compile(source), as: "kept")
        try run(LuaSource(name: "keep.lua", text: "return keep(use \"kept\")"))
        return kept
    }
}

/// Runs a script and gives what it printed, without the last line break.
func printed(_ text: String, limits: LuaLimits = .standard) throws -> String {
    let machine = try makeMachine(limits: limits)
    try machine.run(LuaSource(name: "scenario.lua", text: text))
    return String(machine.printed.dropLast())
}

/// Runs a script that must fail, and gives its error.
func error(
    of text: String, limits: LuaLimits = .standard, sourceLocation: SourceLocation = #_sourceLocation
) throws -> LuaError {
    let machine = try makeMachine(limits: limits)
    return try #require(throws: LuaError.self, sourceLocation: sourceLocation) {
        try machine.run(LuaSource(name: "scenario.lua", text: text))
    }
}

extension LuaError {
    /// The part of the excerpt that is underlined.
    var marked: String? {
        guard let excerpt = diagnostic.place?.excerpt, let range = diagnostic.place?.marked else { return nil }
        return String(Array(excerpt)[range])
    }
}

extension LuaValue {
    /// The value in a short form to compare with.
    var brief: String {
        switch self {
        case .nil: "nil"
        case .boolean(let value): "\(value)"
        case .integer(let value): "\(value)"
        case .number(let value): "\(value)"
        case .string(let value): "\"\(value)\""
        case .money(let pence): "\(pence)p"
        case .object(_, let object): "object \((object as? Tracked)?.value ?? -1)"
        case .array(let values): "[\(values.map(\.brief).joined(separator: ", "))]"
        case .table(let table):
            "{"
                + (table.positional.map(\.brief) + table.named.map { "\($0.key)=\($0.value.brief)" })
                .joined(separator: ", ") + "}"
        case .function: "function"
        case .other(let typeName): typeName
        }
    }
}
