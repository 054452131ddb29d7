import Diagnostics
import LuaHost
import Testing

/// Limits: a script ends within them, with an error that says where, and leaves nothing behind.
struct LimitTests {
    /// A script that makes objects, texts, tables, money and errors in each way.
    private static let work = """
        local kept = {}
        local function build(n)
          local l = line(n):plus(1)
          kept[#kept + 1] = { l, name = "line " .. n .. " of " .. tostring(l), amount = gbp(n) + gbp(1) }
          return l:itself().total, list(n)
        end
        for i = 1, 40 do
          build(i)
          table.insert(kept, 1, string.upper("x" .. i))
          print(kept[1], line(i))
        end
        local text = table.concat({ "a", "b", "c" }, ", ")
        for i = 1, 6 do text = text .. text end
        if text:len() > 3 then fail(text:sub(1, 3)) end
        """

    private func makeWorker(_ limits: LuaLimits, _ census: Census) throws -> LuaMachine {
        let machine = try makeMachine(limits: limits, census: census)
        let line = machine.declare("Line")
        machine.define(
            LuaFunction("list") { (call) throws(LuaCallError) in
                let start = try call.integer(1, "the number")
                call.push(.array((0..<5).map { .object(line, Tracked(start + $0, census)) }))
                call.push(.table(LuaTable(named: [("first", .object(line, Tracked(start, census)))])))
            })
        return machine
    }

    @Test func `Wherever memory ends, no Swift object is lost`() throws {
        let census = Census()
        var ends: [LuaError.Kind: Int] = [:]
        // Below the first byte count nothing of the script fits, above the last all of it does.
        for step in 0..<1000 {
            var limits = LuaLimits.standard
            limits.hardBytes = 15_000 + step * 131
            let machine = try makeWorker(limits, census)
            let found = try #require(throws: LuaError.self) {
                try machine.run(LuaSource(name: "a.lua", text: Self.work))
            }
            ends[found.kind, default: 0] += 1
        }
        #expect(census.living == 0)
        #expect(census.born > 100_000)
        #expect(ends[.memory, default: 0] > 100)
        #expect(ends[.callback, default: 0] > 100)
        #expect(Set(ends.keys) == [.memory, .callback])
    }

    @Test func `Wherever memory ends in a called function, no Swift object is lost`() throws {
        let census = Census()
        for step in 0..<400 {
            var limits = LuaLimits.standard
            limits.hardBytes = 30_000 + step * 61
            let machine = try makeWorker(limits, census)
            let line = machine.declare("Line")
            let arguments = LuaValue.array((0..<20).map { .object(line, Tracked($0, census)) })
            do {
                let kept = try machine.keep(
                    LuaSource(name: "a.lua", text: "return { f = function(l) local x = { list(1) } return l, x end }"))
                for _ in 1...4 { _ = try machine.call("f", of: kept, [arguments, .string("text")]) }
            } catch { #expect(error.kind == .memory) }
        }
        #expect(census.living == 0)
        #expect(census.born > 8_000)
    }

    @Test func `The soft limit moved in steps ends with a place`() throws {
        let census = Census()
        for step in 0..<40 {
            var limits = LuaLimits.standard
            limits.softBytes = 100_000 + step * 50_021
            let machine = try makeWorker(limits, census)
            let found = try #require(throws: LuaError.self) {
                try machine.run(
                    LuaSource(
                        name: "a.lua", text: "local kept = {}\nfor i = 1, 1e7 do\n  kept[i] = { line(i) }\nend"))
            }
            #expect(found.kind == .memory)
            #expect(found.diagnostic.place?.line == 3 || found.diagnostic.place?.line == 2)
        }
        #expect(census.living == 0)
    }

    @Test func `An endless loop ends`() throws {
        var limits = LuaLimits.standard
        limits.instructions = 100_000
        for loop in [
            "while true do end", "repeat until false", "::again:: goto again", "for i = 1, math.huge do end",
            "local function f() return f() end f()", "local t = { 1 } while true do for i, v in ipairs(t) do end end",
            "while true do local x = ('x'):upper() end", "while true do double(1) end",
        ] {
            let found = try error(of: "local a = 1\n" + loop, limits: limits)
            #expect(found.kind == .instructions, "\(loop)")
            #expect(found.diagnostic.place?.line == 2)
            #expect(found.diagnostic.message == "the script ran for more than 100,000 instructions, and was stopped")
        }
    }

    @Test func `Long texts and tables count as the work they are`() throws {
        var limits = LuaLimits.standard
        limits.instructions = 200_000
        for work in [
            "local s = 'x' for i = 1, 20 do s = s .. s end for i = 1, 1000 do local t = s .. i end",
            "local s = 'x' for i = 1, 20 do s = s .. s end for i = 1, 1000 do local t = s:upper() end",
            "local t = {} for i = 1, 5000 do table.insert(t, 1, i) end",
            "local t = {} for i = 1, 5000 do t[i] = '' end for i = 1, 5000 do local s = table.concat(t) end",
            "local s = ('1'):rep(1e5) for i = 1, 20 do tonumber(s) end",
            "local s = ('1'):rep(1e5) for i = 1, 20 do tonumber(s, 36) end",
            "local s = ('a'):rep(1e5) for i = 1, 20 do s:find(('a'):rep(1000) .. 'b', 1, true) end",
        ] {
            #expect(try error(of: work, limits: limits).kind == .instructions, "\(work)")
        }
    }

    @Test func `The budget is for each entry, and the count of instructions is the same each time`() throws {
        var limits = LuaLimits.standard
        limits.instructions = 100_000
        var counts: Set<UInt64> = []
        for _ in 0..<3 {
            let machine = try makeMachine(limits: limits)
            let kept = try machine.keep(
                LuaSource(name: "a.lua", text: "return { f = function() for i = 1, 30000 do local x = i end end }"))
            for _ in 0..<10 { _ = try machine.call("f", of: kept, []) }
            counts.insert(machine.statistics.instructions)
        }
        #expect(counts.count == 1)
        #expect(counts.allSatisfy { $0 > 300_000 })
    }

    @Test func `A text that doubles ends within the memory`() throws {
        for text in [
            "local s = 'xxxxxxxxxxxxxxxx'\nwhile true do\n  s = s .. s\nend",
            "local t = {}\nfor i = 1, 200 do t[i] = ('x'):upper() end\nwhile true do t[1] = table.concat(t) t[2] = t[1] end",
        ] {
            let machine = try makeMachine()
            let found = try #require(throws: LuaError.self) {
                try machine.run(LuaSource(name: "scenario.lua", text: text))
            }
            #expect(found.kind == .memory)
            #expect(found.diagnostic.place?.line == 3)
            #expect(machine.statistics.peakBytes <= LuaLimits.standard.hardBytes)
        }
    }

    @Test func `A function that calls itself without end is named as such`() throws {
        for text in [
            "local function f() return 1 + f() end f()", "local function f(...) return 1 + f(1, ...) end f()",
        ] {
            let found = try error(of: text)
            #expect(found.diagnostic.code == "lua.recursion", "\(text): \(found.kind)")
            #expect(found.diagnostic.trace.count < 5)
        }
    }

    @Test func `Unpacking has a bound`() throws {
        #expect(try error(of: "local t = {} print(table.unpack(t, 1, 1e8))").kind == .runtime)
        #expect(try error(of: "print(table.unpack({}, math.mininteger, math.maxinteger))").kind == .runtime)
        #expect(try error(of: "print(table.concat({}, '', 1, math.maxinteger))").kind == .runtime)
        #expect(try printed("print(select('#', table.unpack({}, 1, 10000)))") == "10000")
    }

    @Test func `Tables and functions nested without measure are refused by the compiler`() throws {
        for text in [
            "return " + String(repeating: "{", count: 10_000), "return " + String(repeating: "(", count: 10_000) + "1",
            String(repeating: "do ", count: 10_000), "local x = " + String(repeating: "-", count: 2) + "\n return not",
        ] {
            #expect(try error(of: text).kind == .syntax)
        }
    }

    @Test(arguments: [("(", ")"), ("{", "}"), ("print(", ")"), ("t[", "]")])
    func `A hundred brackets may stand within each other, and no more`(open: String, close: String) throws {
        func nested(_ count: Int) -> String {
            "local t = { 1 } t[1] = 1 local x = "
                + String(repeating: open, count: count) + "1" + String(repeating: close, count: count)
        }
        let found = try error(of: nested(101))
        #expect(found.diagnostic.code == "lua.nesting")
        #expect(found.marked == String(open.last ?? " "))
        // A hundred are not refused for their number; `1()` and the like may fail when it runs.
        do { _ = try printed(nested(100)) } catch { #expect((error as? LuaError)?.kind == .runtime) }
    }

    @Test func `Chains of fields have a bound, and long ways round it do no harm`() throws {
        let chain = try error(of: "local a = {}\nreturn a" + String(repeating: ".b", count: 60_000))
        #expect(chain.diagnostic.code == "lua.chain")
        #expect(chain.diagnostic.place?.line == 2)
        #expect(
            try error(of: "local a = {} return a" + String(repeating: "[1]", count: 40_000)).diagnostic.code
                == "lua.chain")
        #expect(try error(of: "return print" + String(repeating: "{}", count: 40_000)).diagnostic.code == "lua.chain")
        // Parentheses around a part of a chain do not make it shorter.
        for part in [".b", "[1]", "'x'", "{}", "()", ":b()"] {
            let long = "(((a\(String(repeating: part, count: 90)))\(String(repeating: part, count: 90)))"
            let text = "local a = {} return \(long)\(String(repeating: part, count: 30)))"
            #expect(try error(of: text).diagnostic.code == "lua.chain", "\(part)")
        }
        _ = try error(of: "local a = {} return (a" + String(repeating: ".b", count: 150) + ").c")
        #expect(try printed("local a = {} a.b = a print((a\(String(repeating: ".b", count: 150))) == a)") == "true")
        // What the bound does not see: the reporter follows the assignments back.
        let way = "local a = {} a.b = a " + String(repeating: "a=a.b ", count: 20_000) + "return a.c.d"
        #expect(try error(of: way).diagnostic.message == "`c` is nil, so it has no fields")
        #expect(
            try printed(
                "local a = { 1 } local x = a[1] print(\(Array(repeating: "a[1]", count: 400).joined(separator: " + ")))"
            ) == "400")
    }

    @Test func `A machine with hardly any memory reports it`() throws {
        var limits = LuaLimits.standard
        limits.hardBytes = 0
        let found = try error(of: "return 1", limits: limits)
        #expect(found.kind == .memory)
        #expect(found.diagnostic.place?.file == "scenario.lua")
    }

    @Test func `Instructions that each copy a million values are stopped by processor time`() throws {
        let machine = try LuaMachine(limits: LuaLimits(seconds: 0.2))
        let error = #expect(throws: LuaError.self) {
            try machine.run(
                LuaSource(name: "time.lua", text: "local function f(...) return f(1, ...) end\nreturn f()"))
        }
        #expect(error?.kind == .instructions && error?.diagnostic.code == "lua.time")
        #expect(error?.diagnostic.place?.line == 1)
    }
}
