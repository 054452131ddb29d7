import LuaHost

/// What a call costs across the boundary between Lua and Swift, with the instruction budget's hook on.
enum LuaCalls {
    /// One measurement: a loop body, and the same loop with less in it, whose cost is taken away.
    private struct Case {
        let name: String
        let body: String
        let baseline: String
        let goal: String
    }

    private static let cases = [
        Case(name: "Lua's own C function math.abs (the peer)", body: "x = abs(i)", baseline: "x = i", goal: ""),
        Case(name: "Swift closure, integer to integer", body: "x = double(i)", baseline: "x = i", goal: "goal: 50 ns"),
        Case(name: "money + money", body: "m = a + b", baseline: "m = a", goal: "goal: 40 ns"),
        Case(name: "money < money", body: "m = a < b", baseline: "m = a", goal: ""),
        Case(name: "method of a Swift object", body: "x = thing:number()", baseline: "x = i", goal: ""),
        Case(name: "property of a Swift object", body: "x = thing.size", baseline: "x = i", goal: ""),
    ]

    private final class Thing {}

    /// Prints the median of nine runs of each case, in nanoseconds a call.
    static func measure() throws {
        print("Calls from Lua, each less its empty loop: with the instruction budget counted, and without a budget")
        let rounds = 9
        let count = 1_000_000
        for test in cases {
            var line = "  " + test.name + String(repeating: " ", count: 42 - test.name.count)
            for isCounted in [true, false] {
                var nanoseconds: [Double] = []
                for _ in 0..<rounds {
                    let full = try time(test.body, count, isCounted: isCounted)
                    let empty = try time(test.baseline, count, isCounted: isCounted)
                    nanoseconds.append((full - empty) * 1e9 / Double(count))
                }
                let median = String(Int(nanoseconds.sorted()[rounds / 2].rounded()))
                line += String(repeating: " ", count: max(0, 4 - median.count)) + median + " ns"
            }
            print(line + (test.goal.isEmpty ? "" : "   (\(test.goal))"))
        }
    }

    private static func time(_ body: String, _ count: Int, isCounted: Bool) throws -> Double {
        var limits = LuaLimits.standard
        if !isCounted { limits.instructions = .max }
        let machine = try LuaMachine(limits: limits)
        machine.define(
            LuaFunction("double") { (call: inout LuaCall) throws(LuaCallError) in
                call.push(.integer(try call.integer(1, "a number") &* 2))
            })
        machine.define(
            LuaFunction("pence") { (call: inout LuaCall) throws(LuaCallError) in
                if case .integer(let number) = try call[1] { call.push(.money(pence: number)) }
            })
        let number: LuaFunction.Body = { (call: inout LuaCall) throws(LuaCallError) in call.push(.integer(7)) }
        let thing = machine.define(
            LuaClass("Thing", methods: [LuaFunction("number", number)], properties: [.init("size", number)]))
        machine.define(
            LuaFunction("make") { (call: inout LuaCall) throws(LuaCallError) in call.push(.object(thing, Thing())) })
        let script = """
            local one, two, object = pence(1234), pence(99), make()
            return {
              loop = function()
                local abs, double, a, b, thing, x, m = math.abs, double, one, two, object
                for i = 1, \(count) do \(body) end
                return x, m
              end,
            }
            """
        let kept = try machine.keep(LuaSource(name: "benchmark", text: script))
        return try ContinuousClock().measure { _ = try machine.call("loop", of: kept, []) }.seconds
    }
}
