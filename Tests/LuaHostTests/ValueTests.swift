import Diagnostics
import LuaHost
import Testing

/// What a script returns, and what it passes.
struct ValueTests {
    private func returned(_ text: String) throws -> LuaValue {
        let machine = try makeMachine()
        try machine.run(LuaSource(name: "scenario.lua", text: text))
        return machine.returned
    }

    @Test func `A script returns any value, or none`() throws {
        #expect(try returned("").brief == "nil")
        #expect(try returned("return true, 2").brief == "true")
        #expect(try returned("return 'é\\0x'").brief == "\"é\0x\"")
        #expect(try returned("return math.mininteger").brief == "-9223372036854775808")
        #expect(try returned("return 1.0").brief == "1.0")
        #expect(try returned("return gbp(0)").brief == "0p")
        #expect(try returned("return print").brief == "function")
        #expect(try returned("return {}").brief == "{}")
        #expect(try returned("return math").brief == "{}")
    }

    @Test func `Names of a table come in the order of their bytes`() throws {
        #expect(
            try returned("return { b = 1, a = 2, B = 3, ['é'] = 4, [''] = 5, aa = 6, 10, 20, [3] = 30 }").brief
                == "{10, 20, 30, =5, B=3, a=2, aa=6, b=1, é=4}")
    }

    @Test func `A table is read by name, by bytes`() throws {
        guard case .table(let table) = try returned("return { alpha = 1, ['e\\u{301}'] = 2, ['\\u{e9}'] = 3 }") else {
            Issue.record("not a table")
            return
        }
        #expect(table["alpha"]?.brief == "1")
        #expect(table["alph"] == nil)
        #expect(table["zeta"] == nil)
        #expect(table["e\u{301}"]?.brief == "2")
        #expect(table["\u{e9}"]?.brief == "3")
    }

    @Test(arguments: [
        ("return { 1, nil, 3 }", "lua.table.gap"), ("return { [0] = 1 }", "lua.table.gap"),
        ("return { [math.maxinteger] = 1 }", "lua.table.gap"), ("return { [0.5] = 1 }", "lua.table.key"),
        ("return { [true] = 1 }", "lua.table.key"), ("return { [gbp(1)] = 1 }", "lua.table.key"),
        ("return { [{}] = 1 }", "lua.table.key"), ("return { [line(1)] = 1 }", "lua.table.key"),
        ("return string.char(255)", "lua.not-utf-8"), ("return { x = '\\xC3' }", "lua.not-utf-8"),
        ("return { ['\\xED\\xA0\\x80'] = 1 }", "lua.not-utf-8"), ("return '\\xC0\\x80'", "lua.not-utf-8"),
        ("local t = {} t.t = t return t", "lua.table.too-deep"),
        ("return {{{{{{{{{}}}}}}}}}", "lua.table.too-deep"),
        ("local t = {} for i = 1, 100001 do t[i] = i end return t", "lua.table.too-many"),
    ])
    func `A value that cannot be read is refused with its reason`(text: String, code: String) throws {
        let found = try error(of: text)
        #expect(found.kind == .conversion)
        #expect(found.diagnostic.code == code)
        // The same value as an argument is the call's error, with its line.
        let call = text.replacing("return ", with: "see(") + ")"
        let machine = try makeMachine()
        machine.define(LuaFunction("see") { (call) throws(LuaCallError) in _ = try call[1] })
        let passed = try #require(throws: LuaError.self) { try machine.run(LuaSource(name: "a.lua", text: call)) }
        #expect(passed.kind == .callback)
        #expect(passed.diagnostic.code == code)
        #expect(passed.diagnostic.place?.line == 1)
    }

    @Test func `Tables up to the bounds are read`() throws {
        #expect(try returned("return {{{{{{{{}}}}}}}}").brief == "{{{{{{{{}}}}}}}}")
        guard case .table(let table) = try returned("local t = {} for i = 1, 100000 do t[i] = i end return t") else {
            Issue.record("not a table")
            return
        }
        #expect(table.positional.count == 100_000)
        #expect(table.positional.last?.brief == "100000")
    }

    @Test func `A list that was filled backwards is in order`() throws {
        #expect(try returned("local t = {} for i = 5, 1, -1 do t[i] = i end return t").brief == "{1, 2, 3, 4, 5}")
    }

    @Test func `All valid letters pass, short and long`() throws {
        for text in [
            "", "a", "£", "日本語", "👩‍👩‍👧‍👦", "ascii that is longer than fifteen bytes", "exactly 8", "\u{10FFFF}\u{E000}",
        ] {
            let machine = try makeMachine()
            let kept = try machine.keep(LuaSource(name: "a.lua", text: "return { f = function(x) return x end }"))
            #expect(try machine.call("f", of: kept, [.string(text)]).first?.brief == "\"\(text)\"")
        }
    }
}
