import Diagnostics
import LuaHost
import Testing

@Suite struct SandboxTests {
    @Test(arguments: [
        "load", "loadstring", "loadfile", "dofile", "require", "package", "io", "os", "debug", "collectgarbage",
        "rawset",
        "rawget", "rawequal", "rawlen", "next", "pairs", "getmetatable", "setmetatable", "coroutine", "pcall", "xpcall",
        "warn", "utf8", "_G", "_VERSION",
    ])
    func `What a script has no need of is absent`(name: String) throws {
        let test = try TestMachine()
        #expect(try test.failure("local x = \(name)").diagnostic.code == "script.name.unknown")
    }

    @Test(arguments: [
        "string.dump", "string.format", "string.rep", "string.find", "string.match", "string.gmatch", "string.gsub",
        "string.pack", "table.sort", "table.move", "table.pack", "math.random", "math.randomseed", "math.sin",
    ])
    func `What could stall, leak or vary is absent from the libraries`(name: String) throws {
        let test = try TestMachine()
        #expect(try test.failure("local x = \(name)").diagnostic.code == "script.field.unknown")
        let method = name.split(separator: ".")[1]
        let again = try TestMachine()
        #expect(try again.failure("local x = ('x').\(method)").diagnostic.code == "script.field.unknown")
    }

    @Test func `What is offered works as in the manual`() throws {
        let test = try TestMachine()
        let script = """
            assert(math.max(1, 3, 2) == 3 and math.floor(1.5) == 1 and math.ceil(1.2) == 2 and math.abs(-1) == 1)
            assert(math.type(1) == "integer" and math.tointeger(3.0) == 3 and math.min(2, 1) == 1)
            assert(("abc"):upper() == "ABC" and string.sub("abc", 2) == "bc" and ("abc"):len() == 3 and #"abc" == 3)
            assert(string.byte "A" == 65 and string.char(66) == "B" and ("ab"):reverse() == "ba" and ("A"):lower() == "a")
            local t = { 1, 2 } table.insert(t, 3) assert(table.remove(t, 1) == 1 and table.concat(t, ",") == "2,3")
            assert(select("#", table.unpack(t)) == 2 and select(2, "a", "b") == "b")
            assert(tonumber "0x10" == 16 and tonumber("zz", 36) == 1295 and tonumber "x" == nil)
            assert(tostring(nil) == "nil" and tostring(1.5) == "1.5" and tostring(true) == "true")
            assert(type(nil) == "nil" and type(print) == "function" and type({}) == "table" and type(pence(1)) == "money")
            local sum = 0 for i, v in ipairs { 5, 6 } do sum = sum + i * v end assert(sum == 17)
            return sum
            """
        #expect(try test.returned(script) == .integer(17))
    }

    @Test func `No text of a value holds an address`() throws {
        let test = try TestMachine()
        _ = try test.returned("print({}, print, thing, thing 'x', math, string, ('x').len) return tostring({})")
        #expect(test.machine.printed == "table\tfunction\tfunction\ta thing\ttable\ttable\tfunction\n")
        #expect(try test.machine.returned() == .string("table"))
    }

    @Test func `Strings have lost their arithmetic`() throws {
        for text in ["'10' + 5", "'10' * '2'", "-'3'", "'2' ^ 2", "'7' // 2", "'7' % 2"] {
            let test = try TestMachine()
            #expect(try test.failure("return \(text)").kind == .runtime, "\(text)")
        }
    }

    @Test(arguments: [
        "print = nil", "x = 1", "math.floor = nil", "string.x = 1", "math = nil", "thing('x').name = 1",
        "pence(1).x = 1",
        "table.insert(math, 1)", "local s = 'x' s.y = 1", "table.remove(string)",
    ])
    func `Nothing that scripts share can be changed`(text: String) throws {
        let test = try TestMachine()
        #expect([.refusal, .runtime].contains(try test.failure(text).kind))
    }

    private static let hostile: [(String, LuaError.Kind)] = [
        ("while true do end", LuaError.Kind.instructions), ("repeat until false", .instructions),
        ("::a:: goto a", .instructions), ("for i = 1, 1e308 do end", .instructions),
        ("local function f() return f() end f()", .instructions),
        ("local function f() return 1 + f() end f()", .runtime),
        ("local t = {} for i = 1, 1e9 do t[i] = i end", .memory),
        ("local s = 'x' while true do s = s .. s end", .memory),
        ("local t = {} while true do t = { t } end", .memory),
        ("local s = 'x' while true do s = table.concat { s, s, s, s } end", .memory),
        ("while true do print 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' end", .output),
        ("local t = {} t = { table.unpack(t, 1, 1e8) }", .runtime),
        ("local s = string.char(table.unpack({}, 1, 1e7))", .runtime),
        ("error(setmetatable)", .refusal), ("error({})", .runtime), ("error(nil)", .runtime), ("error()", .runtime),
        ("error(thing 'x')", .runtime), ("local x <close> = {}", .runtime), ("return 1 < {}", .runtime),
        ("local a = {} return a.b.c", .runtime), ("x(", .syntax), ("return '", .syntax), ("goto nowhere", .syntax),
        ("break", .syntax), (String(repeating: "(", count: 1000), .syntax),
        (String(repeating: "{", count: 500) + String(repeating: "}", count: 500), .syntax),
        ("local a = '" + String(repeating: "x", count: 200_000) + "'", .source),
    ]

    @Test(arguments: hostile)
    func `A hostile script ends in a clean error of its kind`(text: String, kind: LuaError.Kind) throws {
        let test = try TestMachine(
            limits: LuaLimits(
                instructions: 5_000_000, softBytes: 32 << 20, hardBytes: 64 << 20, printedBytes: 10_000,
                sourceBytes: 128 << 10))
        let error = try test.failure(text)
        #expect(error.kind == kind, "\(error.diagnostic.message)")
        #expect(!error.diagnostic.message.isEmpty && error.diagnostic.place?.file == "test.lua")
        #expect(!DiagnosticRenderer().render(error.diagnostic).contains("[C]"))
    }

    @Test func `A very long chain of fields, which crashes Debian's Lua 5.4.4, is within the source limit and safe`()
        throws
    {
        let test = try TestMachine()
        let chain = "local a = {} return a" + String(repeating: ".b", count: 60_000)
        #expect(try test.failure(chain).kind == .runtime)
    }

    @Test func `The source limit, bytecode, control bytes and _ENV are refused before anything is compiled`() throws {
        for (text, code) in [
            (String(repeating: " ", count: 131_073), "script.too-long"), ("\u{1B}LuaT", "script.not-text"),
            ("return '\0'", "script.not-text"), ("local _ENV = {}", "script.environment"),
            ("return function() return _ENV end", "script.environment"),
        ] {
            let test = try TestMachine()
            let error = try test.failure(text)
            #expect(error.kind == .source && error.diagnostic.code == code)
        }
    }

    @Test func `Random bytes and mutilated scripts never do more than fail`() throws {
        let seed: UInt64 = 54
        var state = seed
        func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        let whole = Array(
            "local t = { 1, x = 'y' } for i = 1, 3 do t[i] = (t.x .. i):upper() end return fail(#t) or thing 'z' -- [["
                .utf8)
        for number in 0..<1_500 {
            var bytes = whole
            for _ in 0..<(1 + below(4)) {
                let place = below(bytes.count)
                switch below(3) {
                case 0: bytes[place] = UInt8(below(128))
                case 1: bytes.remove(at: place)
                default: bytes.insert(contentsOf: whole[below(whole.count)...].prefix(below(12)), at: place)
                }
            }
            let test = try TestMachine(
                limits: LuaLimits(
                    instructions: 100_000, softBytes: 4 << 20, hardBytes: 8 << 20, printedBytes: 1000,
                    sourceBytes: 10_000))
            do {
                _ = try test.returned(String(decoding: bytes, as: UTF8.self))
            } catch let error as LuaError {
                #expect(!error.diagnostic.message.isEmpty, "seed \(seed), case \(number)")
            }
        }
    }
}
