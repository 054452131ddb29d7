import Diagnostics
import LuaHost
import Testing

/// `pcall` and `xpcall`: they hold errors, and never the end of a script.
struct GuardTests {
    @Test func `An error is held, with its place, and the script goes on`() throws {
        #expect(
            try printed(
                """
                local fine, message = pcall(function() local a = nil return a.b end)
                print(fine, message)
                print(pcall(error, "plain", 0))
                print(pcall(function() error("placed") end))
                print(pcall(string.rep))
                print(pcall(fail, "GLA"))
                print(pcall(function(...) return select("#", ...), ... end, 1, nil, 3))
                """)
                    == """
                    false\tscenario.lua:1: attempt to index a nil value (local 'a')
                    false\tplain
                    false\tscenario.lua:4: placed
                    false\tbad argument #1 to '?' (string expected, got no value)
                    false\tscenario.lua:6: there is no funder `GLA`
                    true\t3\t1\tnil\t3
                    """)
    }

    @Test func `xpcall hands the error to its handler; an error in the handler is held too`() throws {
        #expect(
            try printed(
                """
                print(xpcall(function(a, b) return a + b end, print, 1, 2))
                print(xpcall(function() error({ code = 7 }) end, function(e) return e.code, 8 end))
                print(xpcall(error, function(e) error("again " .. e, 0) end, "once"))
                print(xpcall(error, error, "twice"))
                print(pcall(xpcall, print), pcall(xpcall), pcall(pcall))
                print(xpcall(print, function() end, "x"))
                """)
                    == """
                    true\t3
                    false\t7\t8
                    false\tagain once
                    false\ttwice
                    false\tfalse\tfalse\tbad argument #1 to '?' (value expected)
                    x
                    true
                    """)
    }

    /// Ways to go on after the end; each is tried with each end.
    private static let holders = [
        "pcall(%)", "pcall(pcall, %)", "xpcall(%, print)", "xpcall(%, function(e) while true do end end)",
        "while true do pcall(%) end", "pcall(function() pcall(%) while true do end end)",
        "for i = 1, 3 do pcall(%) end", "pcall(string.gsub, 'x', 'x', %)", "pcall(table.sort, { 2, 1 }, %)",
        "xpcall(error, %, 'x')",
    ]

    @Test(arguments: holders)
    func `No pcall holds the end of a script`(holder: String) throws {
        var limits = LuaLimits.standard
        limits.instructions = 4_000_000
        limits.printedBytes = 1000
        for (end, code) in [
            ("while true do end", "lua.instructions"),
            ("local s = ('x'):rep(1e6)\nlocal t = {} for i = 1, 1e4 do t[i] = s .. i end", "lua.memory"),
            ("local s = ('x'):rep(1e7)\nlocal t = s .. s .. s .. s .. s .. s .. s", "lua.memory"),
            ("local t = {} for i = 1, 1e9 do t[i] = i end", "lua.memory"),
            ("for i = 1, 1e9 do print(i) end", "lua.printed-too-much"),
            ("local x = (('a'):rep(800)):find('.-.-.-.-b')", "lua.pattern-steps"),
        ] {
            let script =
                "print('on')\nlocal function work()\n\(end)\nend\n"
                + holder.replacing("%", with: "work") + "\nprint('after')"
            var wide = limits
            if code == "lua.memory" {
                wide.instructions = 100_000_000
                (wide.softBytes, wide.hardBytes) = (20 << 20, 24 << 20)
            }
            let machine = try makeMachine(limits: wide)
            let found = try #require(throws: LuaError.self, "\(end)") {
                try machine.run(LuaSource(name: "scenario.lua", text: script))
            }
            #expect(found.diagnostic.code == code, "\(end): \(found.diagnostic.message)")
            #expect((3...4).contains(found.diagnostic.place?.line ?? 0), "\(end)")
            #expect(!machine.printed.contains("after"))
        }
    }

    @Test func `Processor time cannot be held`() throws {
        let found = try error(
            of: "while true do pcall(function(...) local function f(...) return f(1, ...) end f() end) end",
            limits: LuaLimits(instructions: .max - 1, seconds: 0.2))
        #expect(found.diagnostic.code == "lua.time" || found.diagnostic.code == "lua.memory")
    }

    @Test func `An end within an end keeps the first place`() throws {
        var limits = LuaLimits.standard
        limits.instructions = 10_000
        let found = try error(
            of: "local function deep()\n  while true do end\nend\npcall(function()\n  pcall(deep)\nend)", limits: limits
        )
        #expect(found.diagnostic.place?.line == 2)
        #expect(found.diagnostic.trace.map(\.line) == [5, 4])
    }

    @Test func `A refusal that was held is not reported for a later error of the script`() throws {
        let later = try error(of: "pcall(fail, 'GLA') error('there is no funder `GLA`', 0)")
        #expect(later.kind == .runtime && later.underlying == nil)
        let same = try error(of: "pcall(fail, 'GLA') local x = nil + 1")
        #expect(same.diagnostic.code == "lua.arithmetic")
        let second = try error(of: "pcall(fail, 'GLA')\nfail('DFG')")
        #expect(second.underlying as? UnknownFunder == UnknownFunder(name: "DFG"))
        #expect(second.diagnostic.place?.line == 2)
    }

    @Test func `Nested without measure, they end`() throws {
        for text in [
            "local function f() return pcall(f) end print(f())",
            "local t = {} for i = 1, 5000 do t[i] = pcall end print(pcall(table.unpack(t)))",
            "local function f() return xpcall(f, f) end print((f()))",
            "local function f() error(pcall(f)) end print((pcall(f)))",
            "local function f() return tostring(select(2, pcall(f))) .. 'x' end print(#f() > 0)",
        ] {
            do throws(LuaError) {
                let machine = try LuaMachine(limits: LuaLimits(instructions: 5_000_000))
                try machine.run(LuaSource(name: "a.lua", text: text))
                #expect(!machine.printed.isEmpty)
            } catch {
                #expect(["lua.recursion", "lua.instructions", "lua.memory"].contains(error.diagnostic.code), "\(text)")
            }
        }
    }

    @Test func `Wherever memory ends below a pcall, no Swift object is lost and nothing is held`() throws {
        let census = Census()
        var ends: [LuaError.Kind?: Int] = [:]
        for step in 0..<400 {
            let machine = try makeMachine(limits: LuaLimits(hardBytes: 30_000 + step * 211), census: census)
            do throws(LuaError) {
                try machine.run(
                    LuaSource(
                        name: "a.lua",
                        text: """
                            local kept = {}
                            for i = 1, 60 do
                              local fine, e = pcall(function()
                                kept[i] = { line(i):plus(1), ("x"):rep(i * 8), ("%d %s"):format(i, line(i)) }
                                for k, v in pairs({ a = i, b = line(i), i }) do kept[k] = v end
                                table.sort({ "c", "b", "a" .. i }, function(a, b) return a < b end)
                                if i % 7 == 0 then fail((("gla"):gsub("%w", string.upper))) end
                              end)
                              if not fine then assert(e == "a.lua:7: there is no funder `GLA`", e) end
                            end
                            """))
                ends[nil, default: 0] += 1
            } catch { ends[error.kind, default: 0] += 1 }
        }
        #expect(census.living == 0)
        #expect(Set(ends.keys) == [nil, .memory])
        #expect(ends.values.allSatisfy { $0 > 20 })
    }
}
