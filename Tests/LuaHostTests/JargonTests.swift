import Diagnostics
import LuaHost
import Testing

/// No error of a script speaks of the inside of Lua. The scripts come to all errors that Lua's machine and the parts of
/// its library that scripts have can raise.
struct JargonTests {
    private static let jargon = [
        "userdata", "a Money", "[C]", "light ", "upvalue", "`?`", "'?'", "(global", "(field", "integer index",
        "iterator",
        "metamethod", " nil value", "attempt to", "expected, got", "bad argument", "registers", "<name>", "<eof>",
        "chunk", " near ", "<\\", "'for'", "value expected", "out of range",
    ]

    static let scripts = [
        "local t = {} t[1].x = 1", "local t = {} local i = 1 print(t[i].x)", "local t = {} local k = 'a' print(t[k].x)",
        "local t = { total = 1 } print(t.totl.x)", "local t = { total = 1 } print(t.totl + 1)", "local t = {} t[1]()",
        "local t = {} local i = 1 t[i]()", "local t = { go = print } t:goo()", "local x = gbp(1) .. 'x'",
        "print('a' .. gbp(1))",
        "print(line(1) .. 'x')", "local l = line(1) print('x' .. l)", "print('a' .. {})", "print(gbp(1) + 1)",
        "print(gbp(1) < 1)", "print(1 <= gbp(1))", "print(line(1) < line(1))", "print(line(1) + 1)",
        "print(line(1) < 1)",
        "for i = gbp(1), 2 do end", "for i = 1, gbp(2) do end", "for i = 1, 2, gbp(1) do end",
        "for i = line(1), 2 do end",
        "for _ in ipairs(nil) do end", "for _ in ipairs(gbp(1)) do end", "for _ in ipairs(line(1)) do end",
        "for _ in ipairs() do end",
        "for _ in ipairs('x') do end", "for _ in {} do end", "for _ in nil do end", "for _ in gbp(1) do end",
        "for _ in line(1) do end",
        "print('1' + 1)", "print('x' + 1)", "local s = 'x' print(s * 2)", "print(-{})", "print(#gbp(1))",
        "print(#line(1))", "print(#5)",
        "print(gbp(1)())", "line(1)()", "local g = gbp(1) g()", "('x')()", "(nil)()", "(1)()", "local s = 'x' s.y()",
        "local s = 'x' print(s.y.z)",
        "local n = 1 n:go()", "local up = nil local function f() return up.x end f()",
        "local up = nil local function f() return up() end f()",
        "local up = nil local function f() return up + 1 end f()",
        "local up = {} local function f() return up.a.b end f()",
        "local function f() f() end local function g() local x = nil x() end g()", "print(1 < nil)", "print({} < 1)",
        "print('a' < 1)", "print(nil < nil)", "print(true < true)",
        "print(print < print)", "print(1 // 0)", "print(1 % 0)", "local t = {} t[0/0] = 1", "local t = {} t[nil] = 1",
        "string.char(256)", "string.char(-1)", "string.char('x')", "tonumber('1', 99)", "tonumber({}, 10)",
        "tonumber()", "tonumber(1, 10)", "select(0)", "select('x')", "select(-5, 1)",
        "print(math.floor({}))", "math.floor(gbp(1))", "math.max()", "math.max(1, gbp(1))", "math.max(1, 'x')",
        "math.abs(line(1))", "math.type()",
        "string.upper()", "string.upper({})", "string.upper(gbp(1))", "string.sub('x')", "string.sub('x', 1.5)",
        "('x'):sub('a')", "('x').sub()", "string.byte('x', 1, {})", "string.len(nil)",
        "table.insert({})", "table.insert({}, 1, 2, 3)", "table.insert(gbp(1), 1)", "table.insert(line(1), 1)",
        "table.insert({}, 'x', 1)", "table.remove({}, 5)", "table.remove(nil)",
        "table.concat({ {} })", "table.concat({ gbp(1) })", "table.concat({ 1, nil, 3 }, ',', 1, 3)", "table.concat(1)",
        "table.concat({}, {})", "table.concat({ line(1) })", "table.unpack()", "table.unpack({}, 1, 1e8)",
        "table.unpack({}, 'x')",
        "tostring()", "type()", "assert()", "assert(false)", "assert(nil, nil)", "assert(false, {})", "error()",
        "local t = {} t.x.y.z = 1", "string.x()", "math.foo = 1", "gbp.x = 1", "print(gbp.x)",
        "print(gbp(1).x.y)", "line(1).foo = 1", "print(line(1)[1])", "print(line(1)[{}])", "print(line(1)[gbp(1)])",
        "line(1).plus(1)", "line(1):plus()", "gbp('x')", "gbp({})", "gbp(1.5)", "gbp()", "local a <close> = 1",
        "local f f = function(n) return 1 + f(n + 1) end f(1)",
        "local t = {} for i = 1, 10 do t[i] = t end print(t.a.b.c)", "local x <const> = nil print(x.y)", "print((1).x)",
        "local a = true print(a.x)",
        "print(gbp(1) // gbp(2))", "print(gbp(1) % 2)", "print(gbp(9e15) * 9e15)", "print(gbp(1) * 0.5)",
        "print(gbp(1) ^ 2)", "print(-gbp(math.mininteger))", "local t = { gbp(1) } print(t[1] + t[2])",
        "local t = {} t[gbp(1)].x = 1", "local a, b = 1 print(a + b)", "local a, b = 1 print(b .. a)",
        "local a, b = 1 print(a < b)", "local a = {} print(a.b.c.d)", "local t = {} t.f.g()", "print(nope)", "nope()",
        "nope.x = 1", "nope = 1", "next({})",
        "local t = { a = { b = 1 } } print(t.a.c.d)", "local s = string.dump(print)", "print(#nil)",
        "for i = 1, 10, 0 do end", "for i = 'a', 2 do end", "for i = nil, 2 do end", "for i = {}, 2 do end",
        "return nil .. nil", "return {} .. {}",
        "local t = {} return t.x .. 'a'", "local t = {} return 'a' .. t[1]", "string.sub()", "string.sub('x', {}, 1)",
        "return -nil", "return -gbp", "return gbp + 1", "return gbp < 1", "return math + 1", "return math.x",
    ]

    @Test("An error while the script runs says what, in words of the person who wrote it", arguments: scripts)
    func running(script: String) throws {
        let found = try error(of: script)
        #expect(found.kind == .runtime || found.kind == .callback)
        let diagnostic = found.diagnostic
        let words = [diagnostic.message, diagnostic.reason ?? "", diagnostic.help ?? ""].joined(separator: "\n")
        for word in Self.jargon { #expect(!words.contains(word), "\(words)") }
        #expect(diagnostic.place?.line == 1)
        #expect(diagnostic.place?.excerpt == script)
    }

    @Test(
        "What Lua's own words do not say is said",
        arguments: [
            (
                "local t = {} t[1].x = 1", "an entry of a table is nil, so it has no fields",
                "check the position or the name: an entry that was never set is nil"
            ),
            (
                "local t = {} t[1]()", "an entry of a table is nil, and cannot be called",
                "check the position or the name: an entry that was never set is nil"
            ),
            ("local t = { total = 1 } print(t.totl.x)", "`totl` is nil, so it has no fields", "did you mean `total`?"),
            (
                "local t = {} t.total = 1 print(t.totl + 1)", "`totl` is nil, so nothing can be calculated with it",
                "did you mean `total`?"
            ),
            (
                "local t = {} function t.go() end t:goo()", "there is no method `goo` to call: it is nil",
                "did you mean `go`?"
            ),
            (
                "for i = gbp(1), 2 do end", "the start of `for` must be a number, not an amount of money",
                "count in whole numbers and multiply: for step = 0, 10 do … gbp(500) * step"
            ),
            (
                "for _ in ipairs(nil) do end", "`ipairs` goes over a list, and was given nil",
                "check the spelling of what stands in its brackets: a field that was never set is nil"
            ),
            ("for _ in ipairs('x') do end", "text has no entries", "`ipairs` goes over a list: { \"a\", \"b\" }"),
            (
                "for _ in nil do end", "there is nothing for `for … in` to go over: it is nil",
                "write for _, line in ipairs(plan:lines()) do"
            ),
            (
                "local l = line(1) print('x' .. l)", "`l` is a Line, and cannot be joined to text with `..`",
                "join one of its fields, such as its title: fmt(\"… {}\", object.title)"
            ),
            (
                "local m = gbp(1) print('x' .. m)", "`m` is an amount of money, and cannot be joined to text with `..`",
                "use fmt(\"… {}\", amount)"
            ),
            (
                "print(1 < nil)", "a number and nil cannot be compared by size",
                "check where the nil comes from: a field that was never set is nil"
            ),
            (
                "print('5' < 5)", "text and a number cannot be compared by size",
                "turn text into a number with tonumber(…)"
            ),
            (
                "print(gbp(1) + nil)", "an amount of money and nil cannot be added",
                "check where the nil comes from: a field that was never set is nil"
            ),
            (
                "print(gbp(1) + '5')", "an amount of money and text cannot be added",
                "write the text as an amount: gbp \"390,000\""
            ),
            ("table.insert({})", "`insert` takes a table and a value, or a table, a position and a value", nil),
            ("string.char(256)", "argument 1 of `char` must be the code of a byte, from 0 to 255", nil),
            ("local a = true print(a.x)", "`a` is true or false, so it has no fields", nil),
        ] as [(String, String, String?)])
    func words(script: String, message: String, help: String?) throws {
        let found = try error(of: script)
        #expect(found.diagnostic.message == message)
        #expect(found.diagnostic.help == help)
    }

    @Test(
        "An error of the compiler says what, in words of the person who wrote it",
        arguments: [
            ("local s = “x”", "`“` is not expected here", "“"), ("local a = 5 – 3", "`–` is not expected here", "–"),
            ("local a\u{A0}= 5", "an invisible character is not expected here", "\u{A0}"),
            ("local a = é", "`é` is not expected here", "é"),
            ("local function f() return ... end", "`...` stands outside of a function that takes it", "..."),
            ("local a <constant> = 1", "`<constant>` means nothing", "constant"),
            ("local a <close>, b <close> = nil, nil", "one `local` can have one `<close>`", "close"),
            ("::a:: ::a::", "the label `a` is there twice", "a"),
            ("goto a; local b; ::a:: print(b)", "`goto a` would jump over the local variable `b`", "a"),
            (
                (0...200).map { "local a\($0)" }.joined(separator: " "),
                "a function has more than 200 local variables at once", nil
            ),
            (
                String(repeating: "do ", count: 300), "the script is nested too deeply, or has too much in one place",
                nil
            ),
            (
                "return " + String(repeating: "'x' .. ", count: 300) + "'x'",
                "the script is nested too deeply, or has too much in one place", nil
            ),
            (
                "local function f() return " + (0...255).map { "{" + "\($0)" }.joined(separator: ", ") + " end",
                "more than 100 brackets stand within each other", "{"
            ),
        ] as [(String, String, String?)])
    func compiling(script: String, message: String, marked: String?) throws {
        let found = try error(of: script)
        #expect(found.kind == .syntax)
        #expect(found.diagnostic.message == message)
        if let marked { #expect(found.marked == marked) }
        let words = [found.diagnostic.message, found.diagnostic.reason ?? "", found.diagnostic.help ?? ""]
        for word in Self.jargon { #expect(!words.joined().contains(word)) }
    }
}
