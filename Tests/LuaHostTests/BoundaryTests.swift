import Diagnostics
import LuaHost
import Testing

/// No object may be lost and nothing may crash, wherever between Swift, C and Lua a run ends.
@Suite struct BoundaryTests {
    private static let busyScript = """
        local kept = {}
        for round = 1, 12 do
          local one = thing("a name that is too long to be held inline " .. round)
          kept[#kept + 1] = one
          kept[#kept + 1] = one:name() .. one.length .. tostring(pence(round) + pence(1))
          for _, pair in ipairs(things(5)) do kept[#kept + 1] = pair[1]:name() .. pair[2] end
          kept = { table.unpack(kept, 1, 40) }
          if round == 11 then fail(round) end
        end
        """

    @Test func `With the memory limit moved byte by byte no object is lost and nothing crashes`() throws {
        var ranOut = 0
        var ranThrough = 0
        var made = 0
        for limit in stride(from: UInt64(0), through: 60_000, by: 61) {
            let counter: Tracked.Counter
            do {
                let test = try TestMachine(
                    limits: LuaLimits(
                        instructions: 1_000_000, softBytes: 1 << 30, hardBytes: limit, printedBytes: 1000,
                        sourceBytes: 10_000))
                counter = test.counter
                switch try test.failure(Self.busyScript).kind {
                case .memory: ranOut += 1
                case .refusal: ranThrough += 1
                default: Issue.record("limit \(limit) ended in neither way")
                }
            }
            made += counter.total
            #expect(counter.alive == 0, "limit \(limit)")
        }
        #expect(ranOut > 100 && ranThrough > 100 && made > 10_000, "\(ranOut), \(ranThrough), \(made)")
    }

    @Test func `A machine that stays open gives its objects back as soon as they are collected`() throws {
        let test = try TestMachine()
        _ = try test.returned("for n = 1, 20000 do local t = thing 'x' end return 1")
        #expect(test.counter.total == 20_000)
        #expect(test.counter.alive < 20_000, "the collector runs while the script does")
    }

    @Test func `A Swift error reaches the script with its line and comes back as itself`() throws {
        let test = try TestMachine()
        let error = try test.failure(
            "local function boom() fail(7) end\nlocal function outer()\n  boom()\nend\nouter()")
        #expect(error.underlying as? HostFailure == HostFailure(number: 7))
        #expect(error.kind == .refusal)
        #expect(error.diagnostic.code == "test.fail")
        #expect(error.diagnostic.message == "failure 7 of held across a throw")
        #expect(error.diagnostic.place?.description == "test.lua:1:23" || error.diagnostic.place?.line == 1)
        #expect(error.diagnostic.trace.map(\.line) == [3, 5])
        #expect(error.diagnostic.trace.map(\.name) == ["outer", nil] || error.diagnostic.trace.count == 2)
        #expect(test.counter.alive == 0)
    }

    @Test func `A function that the script returned can be called, and its error comes back too`() throws {
        let test = try TestMachine()
        try test.machine.run(
            LuaSource(name: "test.lua", text: "return { ok = function(x) print(x) end, bad = function() fail(9) end }"))
        try test.machine.callReturned("ok", [.string("hello")])
        #expect(test.machine.printed == "hello\n")
        let error = #expect(throws: LuaError.self) { try test.machine.callReturned("bad", []) }
        #expect(error?.underlying as? HostFailure == HostFailure(number: 9))
        let none = #expect(throws: LuaError.self) { try test.machine.callReturned("none", []) }
        #expect(none?.diagnostic.message.contains("no function 'none'") == true)
        try test.machine.callReturned("ok", [.string("again")])
        #expect(test.machine.printed == "hello\nagain\n")
    }

    @Test func `An error of the script's own is not mistaken for an earlier one of the host`() throws {
        let test = try TestMachine()
        try test.machine.run(
            LuaSource(
                name: "test.lua", text: "return { bad = function() fail(9) end, own = function() error 'mine' end }"))
        _ = try? test.machine.callReturned("bad", [])
        let error = #expect(throws: LuaError.self) { try test.machine.callReturned("own", []) }
        #expect(error?.kind == .runtime && error?.underlying == nil && error?.diagnostic.message == "mine")
    }

    @Test func `Values cross unchanged in both directions`() throws {
        let test = try TestMachine()
        let script = """
            local t = { 1, "b", { x = true } , n = 2.5, m = pence(-5), big = 9223372036854775807 }
            local same = echo(t)
            assert(same == t)
            local a, b, c, d, e = echo(nil, false, "zero\\0byte £", 1.5, pence(0))
            assert(a == nil and b == false and #c == 12 and d == 1.5 and e == pence(0))
            return { t, f = print, deep = { { {} } }, e = e }
            """
        guard case .table(let table) = try test.returned(script) else {
            Issue.record("a table was returned")
            return
        }
        #expect(table["e"] == .money(pence: 0) && table["f"] == .function)
        guard case .table(let inner) = table.positional[0] else { return }
        #expect(inner.positional[0] == .integer(1) && inner.positional[1] == .string("b"))
        #expect(inner.named.map(\.key) == ["big", "m", "n"])
        #expect(inner.named.map(\.value) == [.integer(.max), .money(pence: -5), .number(2.5)])
    }

    @Test func `Objects are known by class, and a method refuses any other receiver`() throws {
        let test = try TestMachine()
        let wrong = [
            "thing('x').name()", "thing('x').name(other())", "thing('x').name(5)", "thing('x').name(pence(0))",
        ]
        for call in wrong {
            let test = try TestMachine()
            #expect(try test.failure(call).diagnostic.code == "script.method.receiver", "\(call)")
        }
        #expect(
            try test.returned("local t = thing 'x' return { t == t, thing 'x' == thing 'x', type(t), tostring(t) }")
                == {
                    var table = LuaTable()
                    table.positional = [.boolean(true), .boolean(false), .string("Thing"), .string("a thing")]
                    return .table(table)
                }())
    }
}
