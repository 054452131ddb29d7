import Diagnostics
import LuaHost
import Testing

/// `table.sort`.
struct SortTests {
    @Test func `Equals keep their order, with and without a comparison`() throws {
        #expect(
            try printed(
                """
                local seed, checked = 7, 0
                local function chance(n) seed = (seed * 1103515245 + 12345) % 2147483648 return seed // 65536 % n + 1 end
                for round = 1, 60 do
                  local t = {}
                  for i = 1, chance(120) - 1 do t[i] = { key = chance(9), place = i } end
                  table.sort(t, function(a, b) return a.key < b.key end)
                  for i = 2, #t do
                    local a, b = t[i - 1], t[i]
                    assert(a.key < b.key or (a.key == b.key and a.place < b.place))
                    checked = checked + 1
                  end
                end
                local mixed = { 1, 1.0, 1 }
                table.sort(mixed)
                print(checked > 2000, mixed[1], mixed[2], mixed[3])
                """) == "true\t1\t1.0\t1")
    }

    @Test func `A comparison that fails leaves the table as it was, and its error passes`() throws {
        #expect(
            try printed(
                """
                local t, calls = { 5, 4, 3, 2, 1 }, 0
                print(pcall(table.sort, t, function(a, b)
                  calls = calls + 1
                  if calls == 4 then error("enough", 0) end
                  return a < b
                end))
                print(table.concat(t, " "))
                """) == "false\tenough\n5 4 3 2 1")
        #expect(try error(of: "table.sort({ 2, 1 }, function() fail('GLA') end)").kind == .callback)
    }

    @Test func `A comparison that changes the table does no harm`() throws {
        #expect(
            try printed(
                """
                local t = { 3, 1, 2 }
                table.sort(t, function(a, b)
                  t[1], t[2], t[3], t[4] = nil, nil, nil, nil
                  return a < b
                end)
                print(table.concat(t, " "))
                """) == "1 2 3")
    }

    @Test func `A comparison without end is stopped`() throws {
        var limits = LuaLimits.standard
        limits.instructions = 100_000
        let found = try error(of: "table.sort({ 2, 1 }, function() while true do end end)", limits: limits)
        #expect(found.kind == .instructions)
        let quick = try error(
            of: "local t = {} for i = 1, 20000 do t[i] = i * 7919 % 20011 end table.sort(t)", limits: limits)
        #expect(quick.kind == .instructions)
    }

    @Test(arguments: [
        ("{ 1, 'a' }", "text and a number cannot be compared by size"),
        ("{ gbp(1), 1 }", "an amount of money and a number cannot be compared by size"),
        ("{ true, false }", "two values of which each is true or false cannot be compared by size"),
        ("{ {}, {} }", "two values of which each is a table cannot be compared by size"),
        ("{ line(1), line(2) }", "two values of which each is a Line cannot be compared by size"),
    ])
    func `What has no order is refused in the words of the operator`(table: String, message: String) throws {
        let found = try error(of: "table.sort(\(table))")
        #expect(found.diagnostic.message == message || found.diagnostic.code == "lua.money.mixed")
    }
}
