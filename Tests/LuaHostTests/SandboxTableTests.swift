import Diagnostics
import LuaHost
import Testing

/// Every part of Lua 5.4's library, row by row: what it could do in a script of anybody, and what it does here.
struct SandboxTableTests {
    /// A row: what a script tries, and what comes of it.
    struct Row: CustomTestStringConvertible, Sendable {
        let name: String
        let script: String
        /// What is printed, or the code of the error.
        let outcome: String

        init(_ name: String, _ script: String, _ outcome: String) {
            self.name = name
            self.script = script
            self.outcome = outcome
        }

        var testDescription: String { name }
    }

    static let rows: [Row] = [
        Row("load makes no code", "load('return 1')", "lua.unknown-global"),
        Row("loadfile reads no code", "loadfile('x')", "lua.unknown-global"),
        Row("dofile reads no code", "dofile('x')", "lua.unknown-global"),
        Row("require finds no module", "require 'x'", "lua.unknown-global"),
        Row("package loads no library", "package.loadlib('x', 'y')", "lua.unknown-global"),
        Row("string.dump shows no compiled code", "string.dump(print)", "lua.unknown-field"),
        Row("io opens no file", "io.open('x')", "lua.unknown-global"),
        Row("os tells no time and runs no program", "os.execute('x')", "lua.unknown-global"),
        Row("debug reaches no inside", "debug.getregistry()", "lua.unknown-global"),
        Row("print writes into the report", "print('x')", "x"),
        Row("warn writes nowhere", "warn('@on')", "lua.unknown-global"),
        Row("collectgarbage tells no bytes", "collectgarbage('count')", "lua.unknown-global"),
        Row("getmetatable shows no strings' methods", "getmetatable('').__index = {}", "lua.unknown-global"),
        Row("a text's methods cannot be replaced", "('x').upper = print", "lua.index"),
        Row("a text's methods come from the library", "print(('x'):rep(3, '-'), ('x'):upper())", "x-x-x\tX"),
        Row("a text's unknown method gets a suggestion", "('x'):uper()", "lua.unknown-field"),
        Row("a text is no number", "local x = '10' + 5", "lua.arithmetic"),
        Row("setmetatable changes no meaning", "setmetatable({}, { __gc = print })", "lua.unknown-global"),
        Row("rawset goes round no proxy", "rawset(math, 'pi', 3)", "lua.unknown-global"),
        Row("rawget goes round no proxy", "rawget(math, 'pi')", "lua.unknown-global"),
        Row("rawequal goes round no comparison", "rawequal(1, 1)", "lua.unknown-global"),
        Row("rawlen goes round no length", "rawlen({})", "lua.unknown-global"),
        Row("next tells no order", "next({})", "lua.unknown-global"),
        Row(
            "empty takes the place of next", "print(empty({}), empty({ x = 1 }), empty({ false }))",
            "true\tfalse\tfalse"),
        Row("a library cannot be written", "math.pi = 3", "lua.library-assigned"),
        Row("a library cannot be written through table", "table.move({ 1 }, 1, 1, 1, math)", "lua.argument"),
        Row("a library cannot be sorted", "table.sort(table)", "lua.argument"),
        Row("a library cannot be gone over", "for k in pairs(math) do print(k) end", "lua.argument"),
        Row("coroutine starts no thread without limits", "coroutine.wrap(print)", "lua.unknown-global"),
        Row("pcall holds an error", "print(pcall(error, 'x'))", "false\tx"),
        Row("xpcall holds an error", "print(xpcall(error, function(e) return e .. '!' end, 'x'))", "false\tx!"),
        Row("__gc is out of reach", "local t = { __gc = function() end } t = nil print('x')", "x"),
        Row("string.rep has a size", "('x'):rep(1e9)", "lua.text-too-long"),
        Row("string.rep has a size with a separator", "(''):rep(1e9, 'xy')", "lua.text-too-long"),
        Row("joined texts have a size", "local s = ('x'):rep(1e7) while true do s = s .. s end", "lua.memory"),
        Row(
            "string.format joins no more than memory holds",
            "local s = ('x'):rep(1e7) print(('%s%s%s%s%s%s%s%s'):format(s, s, s, s, s, s, s, s))", "lua.memory"),
        Row(
            "table.concat joins no more than memory holds",
            "local s, t = ('x'):rep(1e6), {} for i = 1, 100 do t[i] = s end table.concat(t)", "lua.memory"),
        Row("gsub makes no more than memory holds", "(('x'):rep(1e5)):gsub('x', ('y'):rep(1e5))", "lua.memory"),
        Row("find is not kept busy", "(('a'):rep(800)):find('.-.-.-.-b')", "lua.pattern-steps"),
        Row("match is not kept busy", "(('a'):rep(30)):match(('a?'):rep(30) .. ('a'):rep(30))", "lua.pattern-steps"),
        Row("gmatch is not kept busy", "for x in (('a'):rep(800)):gmatch('.-.-.-.-b') do end", "lua.pattern-steps"),
        Row("gsub is not kept busy", "(('a'):rep(800)):gsub('.-.-.-.-b', '')", "lua.pattern-steps"),
        Row(
            "find of a plain text is quick",
            "print((('a'):rep(400000)):find(('a'):rep(200000) .. 'b', 1, true))", "nil"),
        Row("a pattern of great depth is refused", "('x'):match(('(x?'):rep(30) .. ('a?'):rep(300))", "lua.pattern"),
        Row(
            "table.sort survives a comparison that contradicts itself",
            "local t = {} for i = 1, 500 do t[i] = i % 7 end table.sort(t, function() return true end) print(#t)", "500"
        ),
        Row("table.sort refuses what has no order", "table.sort({ 1, 'a' })", "lua.compare"),
        Row("table.sort sorts amounts", "local t = { gbp(300), gbp(100) } table.sort(t) print(t[1], t[2])", "£1\t£3"),
        Row("table.unpack has a bound", "table.unpack({}, 1, 1e6)", "lua.unpack"),
        Row("string.byte has the stack's bound", "(('x'):rep(2e6)):byte(1, -1)", "lua.too-many-values"),
        Row("select counts", "print(select('#', 1, nil, nil))", "3"),
        Row("string.format shows no address", "('%p'):format({})", "lua.format"),
        Row("string.format of a table shows no address", "print(('%s %s'):format({}, print))", "table function"),
        Row(
            "string.format takes amounts and objects", "print(('%s|%8s|%s'):format(gbp(500), true, line(4)))",
            "£5|    true|Line 4"),
        Row("string.format has a width", "('%999d'):format(1)", "lua.format"),
        Row("utf8 counts letters", "print(utf8.len('é€'), utf8.char(233), utf8.codepoint('€'))", "2\té\t8364"),
        Row("utf8.codes refuses stray bytes", "for _, c in utf8.codes('ab\\x80') do end", "lua.utf8"),
        Row("utf8.codes refuses a letter with too many bytes", "for _, c in utf8.codes('é\\x80b') do end", "lua.utf8"),
        Row("math.random is named elsewhere", "math.random()", "lua.unknown-field"),
        Row("math.exp is not exact", "math.exp(1)", "lua.unknown-field"),
        Row("math.sqrt is exact", "print(math.sqrt(2) == 1.4142135623730951, math.fmod(-7, 3))", "true\t-1"),
        Row("a recursion ends", "local function f() return 1 + f() end f()", "lua.recursion"),
        Row(
            "a recursion through the library ends",
            "local function f() return (('x'):gsub('x', f)) end f()", "lua.recursion"),
        Row(
            "a recursion through sort ends",
            "local function f() table.sort({ 1, 2 }, f) end f()", "lua.recursion"),
        Row("tostring of a table shows no address", "print(tostring({}), tostring(print))", "table\tfunction"),
        Row("type tells amounts and objects", "print(type(gbp(1)), type(line(1)), type({}))", "money\tLine\ttable"),
        Row(
            "the order of texts is that of their bytes", "print('a' < 'B', 'é' > 'z', 'a\\0b' > 'a\\0a')",
            "false\ttrue\ttrue"),
        Row(
            "error takes any value, and pcall gives it back",
            "local t = {} print(select(2, pcall(error, t)) == t, select(2, pcall(error, gbp(100))), pcall(error))",
            "true\t£1\tfalse\tnil"),
    ]

    @Test(arguments: rows)
    func `Every row of the sandbox table`(row: Row) throws {
        let machine = try makeMachine()
        do throws(LuaError) {
            try machine.run(LuaSource(name: "scenario.lua", text: row.script))
            #expect(String(machine.printed.dropLast()) == row.outcome)
        } catch {
            #expect(error.diagnostic.code == row.outcome, "\(error.diagnostic.message)")
            #expect(error.diagnostic.place?.line == 1)
        }
    }
}
