// Ways out of a Lua sandbox that others were found to have.

extension Attack {
    /// What reaches files, processes, code or the inside of Lua, by its name.
    static let absentLibrary = AttackGroup("absent library") { group in
        for call in [
            "io.open('/etc/passwd')", "io.popen('id')", "io.lines('/etc/passwd')", "io.write('x')", "io.read()",
            "os.execute('id')", "os.exit(0)", "os.getenv('HOME')", "os.remove('/tmp/x')", "os.rename('a', 'b')",
            "os.setlocale('C')", "os.time()", "os.clock()", "os.date()", "os.tmpname()", "debug.getregistry()",
            "debug.sethook()", "debug.getupvalue(print, 1)", "debug.setmetatable('', {})",
            "package.loadlib('libc.so', '*')",
            "package.loaded.os", "require 'os'", "load('return 1')()", "loadstring('return 1')()", "loadfile('x')()",
            "dofile('x')", "coroutine.wrap(print)()", "coroutine.create(print)", "collectgarbage('count')",
            "collectgarbage('generational')", "getmetatable('').__index", "setmetatable({}, {})", "rawget({}, 1)",
            "rawset({}, 1, 1)", "rawequal({}, {})", "rawlen({})", "next({})", "warn('@on')", "_G.print", "_VERSION",
            "getfenv()", "setfenv(1, {})", "newproxy(true)", "jit.off()", "ffi.C", "bit32.band(1)",
        ] { group.script(call, .refused("lua.unknown-global"), before("local x = \(call)")) }
        for call in [
            "string.dump(print)", "string.pack('i', 1)", "string.unpack('i', 'x')", "math.random()",
            "math.randomseed(1)", "math.exp(1)", "math.sin(1)", "table.getn({})",
        ] { group.script(call, .refused("lua.unknown-field"), before("local x = \(call)")) }
        group.script("method dump", .refused("lua.unknown-field"), before("local x = ('x'):dump()"))
    }

    /// Roads round the list of what is there.
    static let escapes = AttackGroup("escapes") { group in
        group.script("the environment", .refused("lua.environment"), before("local e = _ENV"))
        group.script("an environment of its own", .refused("lua.environment"), before("local _ENV = { print = print }"))
        group.script(
            "an environment as parameter", .refused("lua.environment"), before("local function f(_ENV) x = 1 end"))
        group.script(
            "an environment indexed by a comparison", .refused("lua.environment"), before("local x = _ENV[1<2]"))
        group.script("an environment as label", .refused("lua.environment"), before("goto _ENV ::_ENV::"))
        group.script(
            "an environment behind a long comment", .refused("lua.environment"), before("--[==[ ]] ]==] _ENV = 1"))
        group.script(
            "an environment behind a line of escapes", .refused("lua.environment"),
            before("local a = 'x\\z\n' _ENV = 1"))
        group.script("a global assigned", .refused("lua.global-assigned"), before("leak = 1"))
        group.script("a global function", .refused("lua.global-assigned"), before("function leak() end"))
        group.script("print replaced", .refused("lua.global-assigned"), before("print = nil"))
        group.script("a library replaced", .refused("lua.global-assigned"), before("string = {}"))
        group.script("a library changed", .refused("lua.library-assigned"), before("string.rep = function() end"))
        group.script("a library changed by insert", .refused("lua.argument"), before("table.insert(table, 1)"))
        group.script("a library emptied by remove", .refused("lua.argument"), before("table.remove(string)"))
        group.script(
            "a library sorted", .refused("lua.argument"), before("table.sort(math, function() return true end)")
        )
        group.script(
            "a library moved over", .refused("lua.argument"), before("table.move({ 1 }, 1, 1, 1, string)"))
        group.script(
            "a library listed", .refused("lua.argument"), before("for k, v in pairs(string) do print(k, v) end"))
        group.script("strings given a field", .refused("lua.index"), before("('x').len = 1"))
        group.script("money given a field", .refused("lua.field-assigned"), before("gbp(1).x = 1"))
        group.script("a chunk made by hand", .refused("lua.call"), before("local f = '\\27Lua' f()"))
        group.script("print to find an address", .passed, before("print(print, {}, function() end, string)"))
        group.script("format to find an address", .refused("lua.format"), before("print(('%p'):format({}))"))
        group.script("a pointer out of a table's text", .passed, before("assert(tostring({}) == 'table')"))
        group.script("goto into a block", .refused("lua.syntax.goto"), before("goto inside do ::inside:: end"))
        group.script("goto over a local", .refused("lua.syntax.goto"), before("goto over local x ::over:: print(x)"))
        group.script(
            "goto out of a closure", .refused("lua.syntax.goto"), before("local function f() goto out end ::out::"))
        group.script(
            "goto backward keeps a fresh local", .passed,
            before(
                """
                local t = {} do local i = 1 ::top:: local x = i t[i] = function() return x end
                i = i + 1 if i < 50 then goto top end end for k, f in ipairs(t) do assert(f() == k) end
                """))
        group.script("a variable closed", .refused("lua.close"), before("local x <close> = {}"))
        group.script("a variable closed that is a function", .refused("lua.close"), before("local x <close> = print"))
        group.script("a variable closed that is nil", .passed, before("local x <close> = nil"))
        group.script("a constant assigned", .refused("lua.syntax.constant"), before("local x <const> = 1 x = 2"))
        group.script("an attribute of no meaning", .refused("lua.syntax"), before("local x <evil> = 1"))
        group.script("for with a closing value", .refused("lua.close"), before("for i in print, nil, nil, {} do end"))
        group.script(
            "upvalues shared by closures", .passed,
            before(
                """
                local function f() local x = 0 return function() x = x + 1 return x end, function() return x end end
                local a, b = f() for i = 1, 1000 do a() end assert(b() == 1000)
                """))
        group.script(
            "pcall of the whole library", .refused("lua.argument"),
            before(
                """
                for _, lib in ipairs { string, table, math, utf8 } do
                  for _, f in pairs(lib) do if type(f) == 'function' then
                    pcall(f) pcall(f, nil) pcall(f, {}) pcall(f, '') pcall(f, -1, -1, -1) pcall(f, '', '', 1 / 0, {})
                  end end end
                """))
        group.script(
            "pcall of itself", .passed, .refused("lua.recursion"), before("print(pcall(pcall, pcall, pcall, pcall))"))
        group.script(
            "xpcall whose handler is xpcall", .passed, .refused("lua.recursion"),
            before("print(xpcall(error, xpcall, error))"))
        group.script(
            "pcall around a loop", .refused("lua.instructions"), slow: true,
            before("while true do pcall(function() while true do end end) end"))
        group.script(
            "xpcall around a loop", .refused("lua.instructions"), slow: true,
            before("while true do xpcall(function() while true do end end, function() while true do end end) end"))
    }

    /// Metatables where there are none.
    static let metatables = AttackGroup("metatables") { group in
        for key in [
            "__gc", "__close", "__index", "__newindex", "__call", "__concat", "__mode", "__eq", "__len", "__name",
            "__tostring", "__metatable", "__pairs",
        ] {
            group.script(
                "a table with \(key) stays a table", .passed,
                before(
                    "local t = { \(key) = function() error('ran') end } print(t.x, #t, t == {}, tostring(t)) t = nil"))
        }
        group.script("a string's metatable by index", .refused("lua.unknown-field"), before("local x = ('').__index"))
        group.script(
            "a plan's metatable by index", .refused("lua.unknown-field"), scenario(change: "local x = plan.__index"))
        group.script("money's metatable by index", .refused("lua.unknown-field"), before("local x = gbp(1).__add"))
        group.script("money's metatable by name", .refused("lua.unknown-field"), before("local x = gbp(1).__metatable"))
        group.script("text calculated with", .refused("lua.arithmetic"), before("local x = '10' + 1"))
        group.script("tables compared", .refused("lua.compare"), before("local x = {} < {}"))
        group.script("tables joined", .refused("lua.concatenate"), before("local x = {} .. {}"))
        group.script("money joined", .refused("lua.concatenate"), before("local x = 'x' .. gbp(1) .. 'y'"))
        group.script("a number called", .refused("lua.call"), before("local x = (1)()"))
        group.script("nil indexed", .refused("lua.index"), before("local x local y = x.y.z"))
    }
}
