// What is known to end Lua 5.4.4's process, or would: by its C stack, its parser, or its error reporter.

extension Attack {
    static let crashers = AttackGroup("crashers of 5.4.4") { group in
        group.script(
            "concatenation in a deep call", .refused("lua.concatenate"),
            before(
                """
                local function f(n) if n == 0 then return 'x' .. gbp(1) .. 'y' end return (f(n - 1)) end f(150)
                """))
        group.script(
            "concatenation at every depth", .passed,
            before(
                """
                local function f(n) if n == 0 then return '' end return f(n - 1) .. 'a' .. 'b' end
                for i = 1, 400 do assert(#f(i) == 2 * i) end
                """))
        for (name, link) in [
            ("fields", ".b"), ("indexes", "[1]"), ("texts", "['b']"), ("calls", "()"), ("methods", ":m()"),
            ("texts called", "'x'"), ("tables called", "{}"),
        ] {
            for count in [201, 20_000] {
                group.script(
                    "\(count) \(name) in a chain", .refused("lua.chain"),
                    before("local a = {} local x = a\(times(count, link))"))
            }
        }
        group.script(
            "fields and indexes mixed", .refused("lua.chain"), before("local a local x = a\(times(9_000, ".b[1].c"))"))
        group.script(
            "a chain in parentheses", .refused("lua.chain"),
            before("local a local x = \(times(90, "("))a\(times(90, ".b.b.b)"))"))
        group.script(
            "a chain in parentheses on both sides", .refused("lua.chain"),
            before("local a local x = (((a\(times(150, ".b"))))\(times(150, ".b")))"))
        group.script("a chain assigned to", .refused("lua.chain"), before("local a = {} a\(times(20_000, ".b")) = 1"))
        group.script(
            "a chain over lines and comments", .refused("lua.chain"),
            before("local a = {} local x = a\(times(10_000, "\n--x\n.b"))"))
        group.script(
            "a chain within an index", .refused("lua.index"),
            before("local a = {} local x = a[a\(times(150, ".b"))]\(times(150, ".b"))"))
        group.script(
            "a chain within an index each time", .refused("lua.nesting"), .refused("lua.chain"),
            before("local a = {} local x = \(times(150, "a[a.b."))b\(times(150, "]"))"))
        group.script("a bit operation with a parenthesised or", .refused("lua.bits"), before("local x = 1 | (2 or 3)"))
        group.script(
            "a bit operation in a long function", .refused("lua.bits"),
            before("local t = { \(numbered(300) { "\($0).5," }) } local x = 1 ~ (2 or 3)"))
        group.script(
            "utf8 with stray bytes", .refused("lua.utf8"), .refused("lua.argument"), .refused("lua.error"),
            before("for _, c in utf8.codes('a\\x80\\x80') do end"))
        group.script(
            "utf8 of surrogates", .passed,
            before("print(utf8.len('\\xED\\xA0\\x80'), pcall(utf8.codepoint, '\\xF8\\x88\\x80\\x80\\x80', 1))"))
        group.script(
            "utf8 offset far away", .passed,
            before(
                "print(pcall(utf8.offset, 'x', math.mininteger), pcall(utf8.offset, 'x', math.maxinteger), pcall(utf8.codepoint, 'x', math.mininteger, math.maxinteger))"
            ))
        group.script(
            "closing within closing", .refused("lua.unknown-global"),
            before(
                "local c = coroutine.create(function() end) for i = 1, 20000 do local d = c c = coroutine.create(function() coroutine.close(d) end) end"
            ))
        group.script("201 locals", .refused("lua.syntax.too-much"), before(numbered(201) { "local a\($0) = 1 " }))
        group.script("200 locals", .passed, .refused("lua.syntax"), before(numbered(199) { "local a\($0) = 1 " }))
        group.script(
            "256 upvalues", .refused("lua.syntax.too-much"),
            before(
                """
                local function o() \(numbered(150) { "local a\($0) = 1 " }) local function p() \(numbered(150) { "local b\($0) = 1 " })
                return function() return \(numbered(150) { "a\($0) + b\($0) + " }) 1 end end end
                """))
        group.script(
            "many constants", .passed, before("local t = { \(numbered(15_000) { "\($0).5," }) } assert(#t == 15000)"))
        group.script("many registers", .refused("lua.syntax.too-much"), before("local x = f(\(times(300, "1,"))1)"))
        group.script(
            "many parameters", .refused("lua.syntax.too-much"),
            before("local function f(\(numbered(300) { "a\($0)," })b) end"))
        group.script(
            "many targets", .refused("lua.syntax.too-much"),
            before("local t = {} \(numbered(300) { "t[\($0)]," })t[0] = 1"))
        group.script(
            "many results", .refused("lua.unpack"), .refused("lua.too-many-values"), .refused("lua.recursion"),
            before("local t = {} for i = 1, 2e6 do t[i] = i end print(select('#', table.unpack(t)))"))
        group.script(
            "unpacked to the end of numbers", .refused("lua.unpack"), .refused("lua.too-many-values"),
            before("table.unpack({}, 1, math.maxinteger)"))
        group.script(
            "unpacked from the end of numbers", .refused("lua.unpack"), .refused("lua.too-many-values"),
            before("table.unpack({}, math.mininteger, math.maxinteger)"))
        group.script(
            "for over the end of numbers", .passed,
            before("local n = 0 for i = math.maxinteger - 2, math.maxinteger do n = n + 1 end assert(n == 3)"))
        group.script("for with a step of nothing", .refused("lua.for"), before("for i = 1, 2, 0 do end"))
        group.script("for from a nan", .passed, .refused("lua.for"), before("for i = 0/0, 1 do end"))
        group.script(
            "division of the smallest", .passed,
            before("print(math.mininteger // -1, math.mininteger % -1, math.fmod(math.mininteger, -1))"))
        group.script("division by nothing", .refused("lua.zero"), before("local x = 1 // 0"))
        group.script("remainder of nothing", .refused("lua.zero"), before("local x = 1 % 0"))
        group.script(
            "a table moved over the end", .refused("lua.argument"), before("table.move({}, 1, math.maxinteger, 2)"))
        group.script(
            "a table inserted into far away", .refused("lua.argument"), before("table.insert({}, math.maxinteger, 1)"))
        group.script(
            "a table concatenated over the end", .refused("lua.argument"), .refused("lua.concatenate"),
            before("table.concat({ 1 }, ',', math.maxinteger - 1, math.maxinteger)"))
        group.script("ipairs to the end", .passed, before("for i in ipairs { [math.maxinteger] = 1 } do end"))
        group.script(
            "a length with holes", .passed, before("local t = { [1] = 1, [2] = 2, [4] = 4, [8] = 8 } print(#t > 0)"))
        group.script("a key of nan", .refused("lua.key"), before("local t = {} t[0/0] = 1"))
        group.script("a key of nil", .refused("lua.key"), before("local t = {} t[nil] = 1"))
        group.script("a numeral of many digits", .passed, before("local x = \(times(10_000, "9")) print(x)"))
        group.script("a numeral of many hex digits", .passed, before("local x = 0x\(times(10_000, "F")) print(x)"))
        group.script("a malformed numeral", .refused("lua.syntax.number"), before("local x = 0x1p"))
        group.script("an escape beyond Unicode", .refused("lua.syntax"), before("local x = '\\u{FFFFFFFFFF}'"))
        group.script("an escape of 31 bits", .passed, before("print('\\u{7FFFFFFF}')"))
        group.script("an unfinished text", .refused("lua.syntax.text"), before("local x = 'abc"))
        group.script("an unfinished long text", .refused("lua.syntax.text"), before("local x = [==[ abc ]=]"))
        group.script("an unfinished long comment", .refused("lua.syntax.text"), before("--[==[ abc ]=]"))
    }

    /// Everything that can stand within itself, many times.
    static let deepSource = AttackGroup("deep source") { group in
        let deep: [(String, String, String, String)] = [
            ("parentheses", "local x = ", "(", ")"), ("tables", "local x = ", "{", "}"),
            ("indexes", "local a = {} local x = ", "a[", "]"), ("calls", "local a local x = ", "a(", ")"),
            ("functions", "local x = ", "function() return ", " end"), ("do", "", "do ", " end"),
            ("while", "", "while true do ", " end"), ("repeat", "", "repeat ", " until true"),
            ("if", "", "if true then ", " end"), ("for", "", "for i = 1, 2 do ", " end"),
            ("for in", "", "for i in x do ", " end"), ("local functions", "", "local function f() ", " end"),
            ("else", "", "if true then else ", " end"), ("not", "local x = ", "not ", ""),
            ("minus", "local x = ", "- ", ""), ("length", "local x = ", "# ", ""), ("power", "local x = ", "2 ^ ", ""),
            ("concatenation", "local x = ", "'a' .. ", ""), ("minus and not", "local x = ", "- not ", ""),
            ("mixed brackets", "local a local x = ", "({a[", "]})"),
            ("tables in functions", "local x = ", "{ f = function() return ", " end }"),
            ("calls with tables", "local f local x = ", "f{", "}"),
            ("methods with functions", "local f local x = ", "f:m(function() return ", " end)"),
        ]
        for (name, start, open, close) in deep {
            for count in [250, 100_000 / (open.utf8.count + close.utf8.count)] {
                let inner = start.isEmpty ? "" : "1"
                group.script(
                    "\(name), \(count) deep", .refused("lua.nesting"), .refused("lua.syntax.too-much"),
                    .refused("lua.chain"),
                    before("\(start)\(times(count, open))\(inner)\(times(count, close))"))
                group.script(
                    "\(name), \(count) open", .refused("lua.nesting"), .refused("lua.syntax.too-much"),
                    .refused("lua.chain"),
                    before("\(start)\(times(count, open))"))
            }
        }
        group.script("elseif, 6,000 times", .passed, before("local x if x then \(times(6_000, "elseif x then ")) end"))
        group.script("or, 12,000 times", .passed, before("local x = false\(times(12_000, " or false"))"))
        group.script("a sum of 30,000", .passed, before("local a = 1 local x = a\(times(30_000, "+a"))"))
        group.script(
            "labels, 5,000", .passed, .refused("lua.syntax.too-much"), before(numbered(5_000) { "::l\($0):: " }))
        group.script("gotos, 5,000", .passed, before(numbered(5_000) { "goto l\($0) ::l\($0):: " }))
        group.script(
            "a name of 100,000 letters", .refused("lua.unknown-global"), before("local x = \(times(100_000, "a"))"))
        group.script(
            "a field of 100,000 letters", .refused("lua.index"),
            before("local a = {} local x = a.\(times(100_000, "b")).c"))
        group.script("semicolons", .passed, before(times(100_000, ";")))
        group.script("a return in the middle", .refused("lua.syntax"), "return 1 local x = 2")
    }
}
