import Diagnostics
import LuaHost
import Testing

/// The words of errors. Each case gives a line of a script, the message, and what is underlined.
struct ErrorWordsTests {
    @Test(arguments: [
        ("local a = {} local b = a.b.c", "`b` is nil, so it has no fields", "b"),
        ("local a = {} a.b.c = 1", "`b` is nil, so it has no fields", "b"),
        ("local a local b = a.b", "`a` is nil, so it has no fields", "a"),
        ("local a = 1 local b = a.b", "`a` is a number, so it has no fields", "a"),
        ("local a = {} a.go()", "there is no function `go` to call: it is nil", "go"),
        ("local a = {} a:go()", "there is no method `go` to call: it is nil", "go"),
        ("local a = {} a()", "`a` is a table, and cannot be called", "a"),
        ("local a = {} local b = a.sum + 1", "`sum` is nil, so nothing can be calculated with it", "sum"),
        ("local a = {} local b = 1 - a", "`a` is a table, so nothing can be calculated with it", "a"),
        ("local a = {} local b = 'x' .. a.name", "`name` is nil, and cannot be joined to text with `..`", "name"),
        (
            "local a = {} if a.name == 0 then end local b = 'x' .. a.name",
            "`name` is nil, and cannot be joined to text with `..`", "name"
        ),
        ("local a = #nil", "a value is nil, so it has no length", "local a = #nil"),
        ("local a = 1 < 'x'", "a number and text cannot be compared by size", "local a = 1 < 'x'"),
        ("local a = nil < 1", "nil and a number cannot be compared by size", "local a = nil < 1"),
        ("local a = {} < {}", "two values of which each is a table cannot be compared by size", "local a = {} < {}"),
        ("local a = 1 // 0", "a whole number cannot be divided by zero", "//"),
        ("local a = 1 % 0", "there is no remainder of a division by zero", "%"),
        ("for i = 1, nil do end", "the limit of `for` must be a number, not nil", "for"),
        ("for i = 1, 2, 0 do end", "the step of `for` is zero", "for"),
        ("local t = {} t[nil] = 1", "nil cannot be a key of a table", "local t = {} t[nil] = 1"),
        ("math.floor('x')", "argument 1 of `floor` must be a number, not text", "floor"),
        ("math.floor()", "argument 1 of `floor` is missing: it must be a number", "floor"),
        ("table.insert(nil, 1)", "argument 1 of `insert` must be a table, not nil", "insert"),
        ("table.insert({}, 5, 1)", "argument 2 of `insert`: position out of bounds", "insert"),
        ("table.insert({}, 0.5, 1)", "argument 2 of `insert` must be a whole number", "insert"),
        (
            "local a = table.concat({ 'a', {} })", "entry 2 of the table given to `concat` is not text or a number",
            "concat"
        ),
        ("assert(false)", "an assertion does not hold", "assert"),
        ("assert(nil, 'must be met')", "must be met", "assert(nil, 'must be met')"),
        ("error('`UPO5` is closed') -- UPO5", "`UPO5` is closed", "UPO5"),
        ("error(12)", "12", "error(12)"),
        ("error({})", "the script raised an error with a table instead of a message", "error"),
        ("error(nil)", "the script raised an error without a message", "error"),
        ("error()", "the script raised an error without a message", "error"),
        ("error(true)", "the script raised an error with `true` instead of a message", "error"),
        ("error(print)", "the script raised an error with a function instead of a message", "error"),
        ("error(line(1))", "the script raised an error with an object instead of a message", "error"),
        ("error(gbp(100))", "£1", "error(gbp(100))"),
        ("error('x', 0)", "x", "error('x', 0)"),
        ("local a <close> = {}", "`a` is marked `<close>`, and nothing here can be closed", "a"),
    ])
    func `An error while the script runs`(text: String, message: String, marked: String) throws {
        let found = try error(of: "\n  " + text)
        #expect(found.kind == .runtime)
        #expect(found.diagnostic.message == message)
        #expect(found.diagnostic.place?.line == 2)
        #expect(found.marked == marked)
    }

    @Test(arguments: [
        ("local x = = 1", "`=` is not expected here", "="),
        ("local x = £5", "`£` is not expected here", "£"),
        ("if x = 1 then end", "`then` is missing before `=`", "="),
        ("local t = { 1 2 }", "`}` is missing before `2`", "2"),
        ("local s = 'abc\n", "a text has no closing quote on its line", "'abc"),
        ("local x = 1.39m", "`1.39m` is not a number", "1.39m"),
        ("local x <const> = 1 x = 2", "`x` is constant, and cannot be assigned", "x"),
        ("local function (x) end", "a name is missing before `(`", "("),
        ("x.y y()", "`y` cannot stand here", "y"),
        ("local s = '\\q'", "a `\\` in a text begins something that Lua does not know", "'\\q"),
        ("for i = 1 do end", "`,` is missing before `do`", "do"),
        ("local a end", "`end` has nothing before it that it belongs to", "end"),
        ("return 1 local a", "`local` stands after `return`", "local"),
        ("break", "`break` stands outside of a loop", "break"),
        ("goto nowhere", "there is no label `nowhere` to go to from here", "nowhere"),
    ])
    func `An error of the compiler`(text: String, message: String, marked: String) throws {
        let found = try error(of: "\n  " + text)
        #expect(found.kind == .syntax)
        #expect(found.diagnostic.message == message)
        #expect(found.diagnostic.place?.line == 2)
        #expect(found.marked == marked)
    }

    @Test(arguments: [
        ("local t = {\n  a = 1\n  b = 2\n}", "the `{` of line 1 is not closed before `b`", 3, "b"),
        ("local t = {\n  a = 1,\n", "the `{` of line 1 is not closed at the end of the script", 1, "{"),
        (
            "local function f()\n  if true then\n  end\n",
            "the `function` of line 1 has no `end` at the end of the script", 1, "function"
        ),
        (
            "return {\n  change = function()\n    for i = 1, 2 do\n      print(i)\n  end,\n}",
            "the `for` of line 3 seems to have no `end`", 3, "for"
        ),
        (
            "return {\n  change = function()\n    if true then\n      print(1)\n  end,\n}",
            "the `if` of line 3 seems to have no `end`", 3, "if"
        ),
        (
            "return {\n  change = function()\n    print(1)\n}",
            "the `function` of line 2 seems to have no `end`", 2, "function"
        ),
        (
            "return {\n  change = function()\n    if a then\n      print(1)\n    else if b then\n      print(2)\n    end\n  end,\n}",
            "the `if` of line 3 seems to have no `end`", 3, "if"
        ),
        ("print(\n  1\n", "the `(` of line 1 is not closed at the end of the script", 1, "("),
        ("local s = [[\n\n", "the long text that begins at line 1 is not closed", 1, "[["),
        ("--[[\n\n", "the long comment that begins at line 1 is not closed", 1, "--[["),
    ])
    func `Something that is not closed`(text: String, message: String, line: Int, marked: String) throws {
        let found = try error(of: text)
        #expect(found.diagnostic.message == message)
        #expect(found.diagnostic.place?.line == line)
        #expect(found.marked == marked)
    }

    @Test func `An error at another level speaks of the line that it means`() throws {
        let found = try error(of: "local function check(x)\n  error('no', 2)\nend\ncheck(1)\n")
        #expect(found.diagnostic.message == "no")
        #expect(found.diagnostic.place?.line == 4)
        #expect(found.diagnostic.trace.isEmpty)
    }

    @Test func `A very long message is cut, and is still text`() throws {
        let found = try error(of: "local s = 'é' for i = 1, 16 do s = s .. s end error('x' .. s)")
        #expect(found.diagnostic.message.utf8.count <= 8200)
        #expect(found.diagnostic.message.hasPrefix("xéé"))
    }

    @Test func `A name in a text that a script raised itself is not taken for a failed call`() throws {
        let machine = try makeMachine()
        #expect(throws: LuaError.self) { try machine.run(LuaSource(name: "a.lua", text: "fail('x')")) }
        let found = try #require(throws: LuaError.self) {
            try machine.run(LuaSource(name: "a.lua", text: "error('there is no funder `x`')"))
        }
        #expect(found.kind == .runtime)
        #expect(found.underlying == nil)
    }

    @Test func `An error of a called function names that function`() throws {
        let machine = try makeMachine()
        let kept = try machine.keep(
            LuaSource(
                name: "a.lua",
                text: "local function inner() fail('x') end\nreturn {\n  change = function()\n    inner()\n  end }"))
        let found = try #require(throws: LuaError.self) { _ = try machine.call("change", of: kept, []) }
        #expect(found.diagnostic.trace == [Place(file: "a.lua", line: 4, name: "change")])
    }
}
