import Diagnostics
import LuaHost
import Testing

/// What a script can see and change.
struct SandboxTests {
    @Test(arguments: [
        "_G", "collectgarbage", "coroutine", "debug", "dofile", "getmetatable", "io", "load", "loadfile", "next", "os",
        "package", "rawequal", "rawget", "rawlen", "rawset", "require", "setmetatable", "warn", "_VERSION",
    ])
    func `Parts of Lua that reach outside are not there`(name: String) throws {
        let found = try error(of: "local x = \(name)").diagnostic
        #expect(found.code == "lua.unknown-global")
        #expect(found.message == "there is no `\(name)` for scripts")
        #expect(found.reason != nil)
    }

    @Test(arguments: [
        "string.dump", "string.pack", "string.packsize", "string.unpack", "math.random", "math.randomseed", "math.exp",
        "math.log", "math.sin", "math.cos", "math.tan", "math.asin", "math.acos", "math.atan", "math.deg", "math.rad",
    ])
    func `Parts of the libraries that are not safe are not there`(name: String) throws {
        let found = try error(of: "local x = \(name)").diagnostic
        #expect(found.message == "there is no `\(name)` for scripts")
        #expect(found.reason != nil)
    }

    @Test func `What is allowed works`() throws {
        #expect(
            try printed(
                """
                print(assert(1), select("#", 1, 2), select(2, 1, 2), tonumber("12"), tonumber("x"), type(nil), tostring(nil))
                for i, v in ipairs({ "a", "b" }) do print(i, v) end
                print(math.abs(-1), math.ceil(1.2), math.floor(1.8), math.max(1, 2), math.min(1, 2), math.tointeger(3.0),
                  math.type(1), math.huge, math.maxinteger, math.mininteger)
                local s = "héllo"
                print(s:len(), s:upper(), ("AB"):lower(), ("abc"):reverse(), ("abc"):sub(2), ("a"):byte(), string.char(65))
                local t = { 1, 2 }
                table.insert(t, 3) table.insert(t, 1, 0) print(table.concat(t, ","), table.remove(t), table.remove(t, 1))
                print(table.concat(t, ","), table.unpack(t))
                print(table.remove({}), #t, table.concat({}, ","), table.concat({ 1, 2, 3 }, "-", 2, 3))
                goto done
                print("never")
                ::done::
                """) == """
                    1\t2\t2\t12\tnil\tnil\tnil
                    1\ta
                    2\tb
                    1\t2\t1\t2\t1\t3\tinteger\tinf\t9223372036854775807\t-9223372036854775808
                    6\tHéLLO\tab\tcba\tbc\t97\tA
                    0,1,2,3\t3\t0
                    1,2\t1\t2
                    nil\t2\t\t2-3
                    """)
    }

    @Test func `An unknown global suggests the nearest one`() throws {
        let found = try error(of: "local a = 1\nlocal b = doubel(a)")
        #expect(found.kind == .runtime)
        #expect(found.diagnostic.message == "there is no `doubel`")
        #expect(found.diagnostic.help == "did you mean `double`?")
        #expect(found.marked == "doubel")
        #expect(found.diagnostic.place?.line == 2)
        #expect(try error(of: "local x = math.flor(1)").diagnostic.help == "did you mean `math.floor`?")
        #expect(try error(of: "local x = ('x'):uper()").diagnostic.help == "did you mean `string.upper`?")
        #expect(try error(of: "local x = math[1]").diagnostic.code == "lua.unknown-field")
    }

    @Test func `A global cannot be assigned`() throws {
        let found = try error(of: "total = 1")
        #expect(found.diagnostic.help == "write `local total = …`")
        #expect(found.marked == "total")
        #expect(try error(of: "function total() end").diagnostic.help == "write `local function total(…)`")
        #expect(try error(of: "print = nil").diagnostic.message == "`print` cannot be replaced")
        #expect(try error(of: "math = nil").diagnostic.code == "lua.global-assigned")
    }

    @Test(arguments: [
        "math.floor = nil", "math.x = 1", "string.len = print", "table.insert(table, 1)", "table.insert(math, 1, 2)",
        "('x').len = 1", "table.remove(string)",
    ])
    func `A library cannot be changed`(text: String) throws {
        _ = try error(of: text)
        #expect(try printed("print(math.floor(1.5), ('abc'):len())") == "1\t3")
    }

    @Test func `One machine leaves no trace in another`() throws {
        #expect(throws: LuaError.self) { try printed("string.len = nil") }
        #expect(try printed("print(string.len('abc'))") == "3")
    }

    @Test(arguments: [
        "local x = _ENV", "local _ENV = {}", "_ENV.x = 1", "local function f(_ENV) end", "x = 1 --\n_ENV = 1",
        "local a = 'x\\z\n  y' _ENV = 1", "local a = [[ ]] _ENV = 1", "local a = [==[ ]=]==] _ENV = 1",
        "local a = '\\'' _ENV = 1", "--[==[ ]] ]==] _ENV = 1", "local a = 0x10 _ENV = 1", "local a = 1 .. _ENV",
        "--[=x\n_ENV = 1", "local a = 'x\\\r\ny' _ENV = 1", "local a = {}\nlocal b = a[_ENV]",
        "local a = 'x' .._ENV", "local t = {} local x = t.a.._ENV.b", "goto _ENV", "::_ENV::", "local t = { _ENV = 1 }",
        "local b = ({}).x _ENV = 1", "local a = '\\q' _ENV = 1", "local a = 1x _ENV = 1", "local a = [=x _ENV = 1",
    ])
    func `The environment is out of reach`(text: String) throws {
        let found = try error(of: text)
        #expect(found.kind == .syntax)
        #expect(found.diagnostic.code == "lua.environment")
        #expect(found.marked == "_ENV")
    }

    @Test(arguments: [
        "local x = '_ENV'", "-- _ENV\n", "--[[ _ENV ]]", "local x = [==[ _ENV ]] ]=] ]==]", "local my_ENV = 1",
        "local x = \"\\\"_ENV\"", "local x = { a = '&|~', 'x' ~= 'y' } -- ~ & |", "local _ENV2 = 1",
        "local x = 'a\\z\n _ENV'",
        "local t = {} t._ENV = 1 t . _ENV = t._ENV + 1", "local t = {} function t._ENV() end t._ENV()",
        "local t = {} function t:_ENV() end t:_ENV()", "--[==[\n_ENV\n]==]", "--[=x _ENV", "local a = 'x\\\n_ENV'",
    ])
    func `A text or a comment may say anything`(text: String) throws {
        #expect(try printed(text + "\nprint('fine')") == "fine")
    }

    @Test(arguments: ["1 | 2", "1 & 2", "1 ~ 2", "~1", "1 << 2", "1 >> 2"])
    func `Operators on bits are refused`(expression: String) throws {
        #expect(try error(of: "local x = \(expression)").diagnostic.code == "lua.bits")
    }

    @Test func `Text is not calculated with`() throws {
        for expression in ["'10' + 5", "'10' * '2'", "-'10'", "10 - '5'", "'a' + 1"] {
            let found = try error(of: "local x = \(expression)")
            #expect(found.diagnostic.code == "lua.arithmetic", "\(expression)")
            #expect(found.diagnostic.help == "turn text into a number with tonumber(…)")
        }
        #expect(try printed("print('10' .. 5)") == "105")
    }

    @Test func `No address is ever shown`() throws {
        #expect(
            try printed("print({}, print, function() end, tostring({}), math)")
                == "table\tfunction\tfunction\ttable\ttable")
        #expect(try printed("print(0/0, -(0/0))") == "nan\tnan")
    }

    @Test func `Printing ends at its limit, with a whole line`() throws {
        var limits = LuaLimits.standard
        limits.printedBytes = 100
        let machine = try makeMachine(limits: limits)
        let found = try #require(throws: LuaError.self) {
            try machine.run(LuaSource(name: "a.lua", text: "for i = 1, 1000 do\n  print('line', i)\nend"))
        }
        #expect(found.diagnostic.code == "lua.printed-too-much")
        #expect(found.diagnostic.place?.line == 2)
        #expect(machine.printed.utf8.count <= 100)
        #expect(machine.printed.hasSuffix("\n"))
    }

    @Test func `Printed bytes that are not text are shown as such`() throws {
        #expect(try printed("print(string.char(255, 65))") == "\u{FFFD}A")
    }

    @Test func `A value and a class that Swift defines are globals`() throws {
        let machine = try LuaMachine()
        machine.define(.table(LuaTable(positional: [.integer(1)], named: [("name", .string("x"))])), as: "plan")
        machine.define(.money(pence: 0), as: "nothing")
        try machine.run(LuaSource(name: "a.lua", text: "print(plan[1], plan.name, nothing)"))
        #expect(machine.printed == "1\tx\t£0\n")
    }
}
