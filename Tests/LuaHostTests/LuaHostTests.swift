import Diagnostics
import LuaHost
import Testing

/// A counted object, to see that none is left behind.
final class Tracked {
    nonisolated(unsafe) static var live = 0
    let value: Int64
    init(_ value: Int64) {
        self.value = value
        Tracked.live += 1
    }
    deinit { Tracked.live -= 1 }
}

struct SmokeTests {
    @Test func `smoke`() throws {
        let machine = try LuaMachine()
        machine.define(LuaFunction("double") { (call) throws(LuaCallError) in
            call.push(.integer(try call.integer(1, "the number") * 2))
        })
        try machine.run(LuaSource(name: "a.lua", text: "print(double(21)) return { f = function(x) return double(x), x end }"))
        #expect(machine.printed == "42\n")
        let results = try machine.callReturned("f", [.integer(4)])
        print(results, machine.statistics)
        for text in ["local x = y", "x = 1", "local a = {} \n  local b = a.b.c", "double('x')", "return {", "return math.flor", "error({})", "local function f() f() end f()", "while true do end", "local s = 'xxxxxxxxxxx' while true do s = s .. s end", "local t = {} for i=1,1e9 do t[i] = {} end", "local t = _ENV", "string.foo()", "return '10'+5", "print(tostring(math))\nerror('x')", "local t = {1 2}", "for i = 1, nil do end", "return #nil", "math.floor('x')", "assert(false)", "table.insert(math, 1)"] {
            let machine = try LuaMachine()
            machine.define(LuaFunction("double") { (call) throws(LuaCallError) in
                call.push(.integer(try call.integer(1, "the number") * 2))
            })
            do { try machine.run(LuaSource(name: "a.lua", text: text)); print("fine", text, machine.returned) } catch { print(error.kind, DiagnosticRenderer().render(error.diagnostic)) }
        }
    }
}
