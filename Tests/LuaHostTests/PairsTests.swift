import Diagnostics
import LuaHost
import Testing

/// `pairs`: an order that is the same on every run, over the keys of the moment of the call.
struct PairsTests {
    @Test func `Keys come in order: numbers, amounts, texts, false, true`() throws {
        #expect(
            try printed(
                """
                local t = { [true] = 1, [false] = 1, b = 1, a = 1, ["é"] = 1, B = 1, [""] = 1, [3] = 1, [-1] = 1, [2.5] = 1,
                  [math.huge] = 1, [-math.huge] = 1, [math.maxinteger] = 1, [2^53] = 1, [2^53 + 1] = 1, [gbp(200)] = 1,
                  [gbp(-100)] = 1, [gbp(0)] = 1, [1] = 1 }
                local keys = {}
                for key in pairs(t) do keys[#keys + 1] = tostring(key) end
                print(table.concat(keys, " "))
                """)
                == "-inf -1 1 2.5 3 9007199254740992 9223372036854775807 inf -£1 £0 £2  B a b é false true")
    }

    @Test func `A whole number and a fraction beside it keep their order beyond what a fraction can tell`() throws {
        #expect(
            try printed(
                """
                local t = { [9007199254740993] = "c", [9007199254740992.0] = "b", [9007199254740991] = "a", [1e300] = "e",
                  [math.maxinteger] = "d", [math.mininteger] = "-", [-1e300] = "--", [0.5] = "0" }
                local values = {}
                for _, value in pairs(t) do values[#values + 1] = value end
                print(table.concat(values, " "))
                """) == "-- - 0 a b c d e")
    }

    @Test func `The order is the same in every machine, and that of ipairs for a list`() throws {
        let text = """
            local t, keys = {}, {}
            for i = 1, 200 do t["key" .. i * 7919 % 211] = i end
            for key, value in pairs(t) do keys[#keys + 1] = key .. value end
            for key, value in pairs({ "a", "b", "c" }) do keys[#keys + 1] = key .. value end
            print(table.concat(keys, ","))
            """
        let first = try printed(text)
        #expect(first.hasSuffix(",1a,2b,3c"))
        for _ in 0..<5 { #expect(try printed(text) == first) }
    }

    @Test(arguments: [
        ("{ a = 1, b = 2, c = 3 }", "t[k] = nil", "a1 b2 c3", 0), ("{ a = 1, b = 2, c = 3 }", "t.b = nil", "a1 c3", 2),
        ("{ 1, 2, 3 }", "t[2] = nil", "11 33", 2), ("{ 1, 2, 3 }", "t[k] = nil", "11 22 33", 0),
        ("{ a = 1, b = 2 }", "t[k .. k] = 1", "a1 b2", 4), ("{ 1, 2 }", "t[#t + 1] = 9", "11 22", 4),
        ("{ a = 1, b = 2 }", "t.b = 7", "a1 b7", 2), ("{}", "t[1] = 1", "", 0),
        ("{ [1] = 1, [3] = 3, x = 4 }", "t[3], t[2] = nil, 5", "11 x4", 3),
    ])
    func `A loop may change the table`(table: String, change: String, seen: String, left: Int) throws {
        #expect(
            try printed(
                """
                local t, seen, left = \(table), {}, 0
                for k, v in pairs(t) do
                  seen[#seen + 1] = k .. v
                  \(change)
                end
                for _ in pairs(t) do left = left + 1 end
                print(table.concat(seen, " "), left)
                """) == "\(seen)\t\(left)")
    }

    @Test(arguments: [("{}", "a table"), ("print", "a function"), ("line(1)", "an object")])
    func `A key without an order is refused`(key: String, words: String) throws {
        let found = try error(of: "local t = { [\(key)] = 1 }\nfor k in pairs(t) do end")
        #expect(found.diagnostic.code == "lua.pairs-order")
        #expect(
            found.diagnostic.message == "pairs cannot put the keys of this table in order: one of them is \(words)")
        #expect(found.diagnostic.place?.line == 2)
        #expect(found.marked == "pairs")
    }

    @Test func `Only tables are gone over`() throws {
        #expect(
            try error(of: "for k in pairs(nil) do end").diagnostic.message
                == "argument 1 of `pairs` must be a table, not nil")
        #expect(try error(of: "for k in pairs(line(1)) do end").diagnostic.code == "lua.argument")
        #expect(try error(of: "print(empty(gbp(1)))").diagnostic.code == "lua.argument")
    }

    @Test func `Going over a large table counts as the work it is`() throws {
        var limits = LuaLimits.standard
        limits.instructions = 1_000_000
        let found = try error(
            of:
                "local t = {} for i = 1, 20000 do t['k' .. i] = i end\nfor i = 1, 100 do for k in pairs(t) do break end end",
            limits: limits)
        #expect(found.kind == .instructions)
        #expect(found.diagnostic.place?.line == 2)
    }

    @Test func `Going over a table counts the same in every machine`() throws {
        // Machines that live at the same time are at different addresses, of which Lua makes its seeds.
        let machines = try (0..<20).map { _ in try makeMachine() }
        var counts: Set<UInt64> = []
        for machine in machines {
            try machine.run(
                LuaSource(
                    name: "a.lua",
                    text: "local t = {} for i = 6, 1, -1 do t[i], t['k' .. i] = i, i end for k in pairs(t) do end"))
            counts.insert(machine.statistics.instructions)
        }
        #expect(counts.count == 1)
    }
}
