// What goes on until a limit ends it: time, memory, stack, output.

extension Attack {
    private static let stopped: [End] = [.refused("lua.instructions")]

    static let patterns = AttackGroup("patterns") { group in
        let bombs: [(String, String)] = [
            ("optional letters", "('a'):rep(26):find(('a?'):rep(26) .. ('a'):rep(26) .. 'b')"),
            ("lazy dots", "('a'):rep(800):find('.-.-.-b')"),
            ("many lazy dots", "('a'):rep(200):find(('.-'):rep(10) .. 'b')"),
            ("greedy dots", "('a'):rep(40000):find('.*.*.*b')"),
            ("a lazy dot on a long text", "('a'):rep(60000):find('.-b')"),
            ("a star on a long text", "('a'):rep(60000):match('a*a*b')"),
            ("captures", "('a'):rep(2000):match(('(a*)'):rep(30) .. 'b')"),
            ("back-references", "('a'):rep(3000):find('(.-)%1(.-)%2b')"),
            ("a back-reference to a long capture", "('ab'):rep(20000):find('(.+)%1x')"),
            ("balance", "('('):rep(60000):find('%b()%b()')"),
            ("balance at each place", "('('):rep(30000):gsub('%b()', '')"),
            ("frontiers", "('a '):rep(30000):find('%f[%w].-%f[%W].-%f[%w].-x')"),
            ("sets", "('a'):rep(5000):find(('[%w%p%s%c]*'):rep(5) .. '!b')"),
            ("a long set", "('a'):rep(5000):find('[' .. ('xyz'):rep(20000) .. ']*b')"),
            ("gmatch", "(function() for a in ('a'):rep(20000):gmatch('.-.-b') do end end)()"),
            ("gsub", "('a'):rep(20000):gsub('a*a*b', '')"),
        ]
        for (name, bomb) in bombs {
            group.script(
                name, .refused("lua.pattern-steps"), .refused("lua.instructions"), .passed, before("local x = \(bomb)"))
            group.script(
                "\(name), caught", .refused("lua.pattern-steps"), .refused("lua.instructions"), .passed,
                before("for i = 1, 20 do pcall(function() local x = \(bomb) end) end"))
        }
        for (name, pattern) in [
            ("a % at the end", "%"), ("a set without end", "[a"), ("a set of a range without end", "[a-"),
            ("a set with % at the end", "[%"), ("%b without letters", "%b"), ("%b with one letter", "%bx"),
            ("%f without a set", "%f"), ("a reference to nothing", "%1"), ("a reference to itself", "(%1)"),
            ("a capture without end", "(a"),
            ("33 captures", "()()()()()()()()()()()()()()()()()()()()()()()()()()()()()()()()()"),
            ("a reference out of range", "%9"),
        ] {
            group.script(
                "a pattern with \(name)", .refused("lua.pattern"), before("local x = ('aaa'):find('\(pattern)')"))
        }
        group.script(
            "a deep pattern", .refused("lua.pattern"), .refused("lua.pattern-steps"), .passed,
            before("local x = ('a'):rep(300000):find(('a?'):rep(100000))"))
        group.script(
            "a replacement of nothing", .refused("lua.replacement"), .refused("lua.pattern"),
            before("('x'):gsub('x', '%2')"))
        group.script(
            "a replacement that is a table of tables", .refused("lua.replacement"),
            before("('x'):gsub('x', { x = {} })"))
        group.script(
            "a replacement that replaces", .passed,
            before(
                "local s = ('x'):rep(50):gsub('x', function(c) return (('y'):gsub('y', 'zz')) end) assert(#s == 100)"))
        group.script(
            "find from far away", .passed,
            before(
                "print(('x'):find('', math.maxinteger), ('x'):find('', math.mininteger), ('x'):sub(math.mininteger, math.maxinteger), ('x'):byte(math.mininteger, math.maxinteger))"
            ))
        group.script(
            "a plain find over and over", .refused("lua.instructions"), slow: true,
            before("local s, p = ('a'):rep(400000), ('a'):rep(200000) .. 'b' while true do s:find(p, 1, true) end"))
    }

    static let memory = AttackGroup("memory") { group in
        let bombs: [(String, String)] = [
            ("a text doubled", "local s = 'x' while true do s = s .. s end"),
            ("a text repeated", "local s = ('x'):rep(1e9)"),
            ("a text repeated for ever", "local s = ('x'):rep(math.maxinteger)"),
            ("a text repeated with a separator", "local s = (''):rep(1e9, 'xxxxxxxxxx')"),
            ("repeats of repeats", "local s = 'x' for i = 1, 40 do s = s:rep(10) end"),
            ("a format of width", "local t = {} for i = 1, 1e7 do t[i] = ('%99d'):format(i) end"),
            ("a format of texts", "local s = ('x'):rep(1e6) while true do s = ('%s%s'):format(s, s) end"),
            ("a quoted format", "local s = ('\\0'):rep(1e6) while true do s = ('%q'):format(s) end"),
            ("a list", "local t = {} for i = 1, 1e9 do t[i] = i end"),
            ("a list of tables", "local t = {} for i = 1, 1e9 do t[i] = {} end"),
            ("tables in tables", "local t = {} while true do t = { t } end"),
            ("a map", "local t = {} for i = 1, 1e9 do t['k' .. i] = i end"),
            ("a map of fractions", "local t = {} for i = 1, 1e9 do t[i + 0.5] = i end"),
            ("closures", "local t = {} for i = 1, 1e9 do t[i] = function() return i end end"),
            ("concat", "local t = {} for i = 1, 1000 do t[i] = ('x'):rep(1e5) end local s = table.concat(t)"),
            ("concat that doubles", "local t = { 'x' } while true do t[1] = table.concat({ t[1], t[1] }) end"),
            ("gsub that grows", "local s = 'x' while true do s = s:gsub('x', 'xx') end"),
            ("gsub with the whole match", "local s = 'xxxxxxxxxx' while true do s = s:gsub('.+', '%0%0') end"),
            ("upper", "local t = {} for i = 1, 1e6 do t[i] = (('x'):rep(1000) .. i):upper() end"),
            ("reverse", "local t = {} for i = 1, 1e6 do t[i] = (('x'):rep(1000) .. i):reverse() end"),
            (
                "characters",
                "local t = {} for i = 1, 1e6 do t[i] = string.char(table.unpack({ ('x'):rep(200):byte(1, -1) })) .. i end"
            ),
            ("varargs", "local function f(...) return f(1, ...) end f()"),
            ("varargs doubled", "local function f(...) return f(..., ...) end f(1, 2)"),
            (
                "packed",
                "local t = { 1 } while true do t = table.pack(table.unpack(t), table.unpack(t)) t = table.move(t, 1, #t, #t + 1) end"
            ),
            ("inserted", "local t = {} while true do table.insert(t, t) end"),
            ("moved", "local t = { 1 } while true do table.move(t, 1, #t, #t + 1) end"),
            (
                "errors kept",
                "local t = {} for i = 1, 1e9 do local _, e = pcall(error, ('x'):rep(1000) .. i) t[i] = e end"
            ),
            ("amounts kept", "local t = {} for i = 1, 1e9 do t[i] = { gbp(i) } end"),
            ("rates kept", "local t = {} for i = 1, 1e9 do t[i] = percent(1) end"),
            ("matches kept", "local t = {} for i = 1, 1e9 do t[i] = { (('x'):rep(100) .. i):match('(.)(.*)') } end"),
            ("iterators kept", "local t = {} for i = 1, 1e9 do t[i] = { pairs({ i }) } end"),
        ]
        let ends: [End] = [
            .refused("lua.memory"), .refused("lua.instructions"), .refused("lua.text-too-long"),
            .refused("lua.recursion"), .refused("lua.unpack"), .refused("lua.too-many-values"), .refused("lua.time"),
        ]
        for (name, bomb) in bombs { group.script(name, anyOf: ends, slow: true, before(bomb)) }
        group.script(
            "memory, caught", anyOf: ends, slow: true,
            before("while true do pcall(function() local s = 'x' while true do s = s .. s end end) end"))
        group.script(
            "a lists of shares",
            anyOf: ends + [.refused("lua.table.too-many"), .refused("lua.argument.too-large"), .passed], slow: true,
            before("local w = {} for i = 1, 1e6 do w[i] = 1 end local s = apportion(gbp(1e6), w)"))
    }

    static let recursion = AttackGroup("recursion") { group in
        for (name, text) in [
            ("a function", "local function f() return 1 + f() end f()"),
            ("two functions", "local g local function f() return 1 + g() end g = function() return 1 + f() end f()"),
            ("pcall", "local function f() local a, b = pcall(f) error(b) end f()"),
            ("xpcall", "local function f() local a, b = xpcall(f, f) error(b) end f()"),
            ("a comparison", "local function f() table.sort({ 3, 2, 1 }, function(a, b) f() return a < b end) end f()"),
            ("gsub", "local function f() return (('x'):gsub('x', f)) end f()"),
            ("gmatch", "local function f() for a in ('x'):gmatch('x') do f() end end f()"),
            ("a handler of errors", "local function f(e) return 1 + xpcall(error, f, e) end f()"),
            ("tostring", "local function f() return tostring(f()) .. 'x' end f()"),
            ("a method", "local t = {} function t:f() return 1 + self:f() end t:f()"),
            ("an iterator", "local function f() for _ in f() do end return f end f()"),
            ("select", "local function f(...) return select('#', f(...), ...) + 1 end f(1)"),
        ] {
            group.script(
                name,
                anyOf: [
                    .refused("lua.recursion"), .refused("lua.memory"), .refused("lua.error"),
                    .refused("lua.arithmetic"), .refused("lua.instructions"), .refused("lua.time"),
                ], slow: name.contains("pcall"), before(text))
        }
        group.script(
            "tail calls", .refused("lua.instructions"), slow: true, before("local function f() return f() end f()"))
        group.script(
            "recursion, caught", .passed, .refused("lua.recursion"),
            before("local function f() return 1 + f() end for i = 1, 20 do print(pcall(f)) end"))
        group.script(
            "change calls itself", .refused("lua.recursion"), .refused("lua.unknown-field"), .refused("lua.call"),
            "local s s = function(plan, levers) return 1 + s(plan, levers) end " + scenario(change: "s(plan, levers)"))
        group.script(
            "use of itself by a function", .refused("lua.module.unknown"), .refused("script.module.itself"),
            before("local x = use 'script'"))
    }

    static let errors = AttackGroup("errors") { group in
        for (name, value) in [
            ("nil", "nil"), ("a table", "{}"), ("a function", "print"), ("a number", "1 / 0"), ("true", "true"),
            ("money", "gbp(1)"), ("nothing", ""), ("an empty text", "''"),
            ("bytes that are no text", "'\\xff\\xfe\\0'"), ("an escape sequence", "'\\27[2J\\27]0;x\\7'"),
            ("many lines", "('x\\n'):rep(1000)"), ("a long text", "('x'):rep(1e6)"),
            ("a text like a place", "'/etc/passwd:1: x'"), ("a level far away", "'x', 1e9"),
            ("a level below nothing", "'x', -1"),
            ("a recursive table", "(function() local t = {} t.t = t return t end)()"),
        ] {
            group.script(
                "an error that is \(name)",
                anyOf: [
                    .refused("lua.error"), .refused("lua.argument"), .refused("lua.whole-number"),
                    .refused("script.argument.wrong-type"),
                ], before("error(\(value))"))
        }
        group.script(
            "an assertion with a table", .refused("lua.assertion"), .refused("lua.error"), before("assert(false, {})"))
        group.script(
            "an assertion with a long text", .refused("lua.assertion"), .refused("lua.error"),
            before("assert(nil, ('\\27[0m'):rep(1e5))"))
        group.script("an error in the handler", .passed, before("print(xpcall(error, function() error('again') end))"))
        group.script(
            "an error in the handler each time", .passed,
            before("for i = 1, 100 do print(xpcall(error, function(e) error(e) end, i)) end"))
        group.script(
            "an error in the handler without memory", .refused("lua.memory"), slow: true,
            before(
                "xpcall(function() local s = 'x' while true do s = s .. s end end, function() local s = 'x' while true do s = s .. s end end)"
            ))
        group.script(
            "an error in the handler of a stack overflow", .passed, .refused("lua.recursion"),
            before("local function f() return 1 + f() end print(xpcall(f, function(e) return f() end))"))
        group.script(
            "an error in a comparison", .refused("lua.compare"), .refused("lua.error"),
            before("table.sort({ 3, 2, 1 }, function(a, b) error('no') end)"))
        group.script(
            "an error in a replacement", .refused("lua.error"), before("('x'):gsub('x', function() error('no') end)"))
        group.change("an error in change", .refused("lua.error"), "error('no')")
        group.check("an error in check", .refused("lua.error"), "error('no')")
        group.change(
            "an error of the API, caught for ever", .refused("lua.instructions"), slow: true,
            "while true do pcall(plan.move, plan, {}) end")
        group.change(
            "an error deep down", .refused("lua.error"),
            "local function f(n) if n == 0 then error('deep') end f(n - 1) return 1 end f(10000)")
        group.change(
            "an error from a long name", .refused("lua.call"),
            "local \(times(5_000, "n")) = {} \(times(5_000, "n")).\(times(5_000, "f"))()")
        group.script(
            "an error in a line of 100,000 letters", .refused("lua.error"),
            before("local x = '\(times(100_000, "£".count == 1 ? "x" : "x"))' error(x)"))
        group.script(
            "an error within tabs and wide letters", .refused("lua.source.too-large"),
            before("local x = '\(times(5_000, "\t漢é👩‍👩‍👧‍👦\u{202E}"))' error('x')"))
    }

    static let loops = AttackGroup("loops") { group in
        for (name, loop) in [
            ("while", "while true do end"), ("repeat", "repeat until false"), ("goto", "::again:: goto again"),
            ("for over all numbers", "for i = 1, math.huge do end"),
            ("for over fractions", "for i = 0.1, 1, 1e-300 do end"),
            ("for downwards", "for i = math.maxinteger, math.mininteger, -1 do end"),
            ("an iterator without end", "for x in function() return 1 end do end"),
            (
                "an iterator over itself",
                "local t = { 1 } for i, v in ipairs(t) do t[#t + 1] = v t[#t] = nil t[i + 1] = 1 t[i] = nil end while true do end"
            ),
            (
                "a comparison that changes",
                "local n = 0 while true do table.sort({ 5, 4, 3, 2, 1 }, function(a, b) n = n + 1 return n % 2 == 0 end) end"
            ),
            (
                "a comparison always true",
                "local t = {} for i = 1, 5000 do t[i] = i end while true do table.sort(t, function() return true end) end"
            ),
            (
                "a sort that grows",
                "local t = { 1 } while true do for i = 1, 500 do t[#t + 1] = -i end table.sort(t) if #t > 50000 then t = {} end end"
            ),
            (
                "pairs of a large table",
                "local t = {} for i = 1, 20000 do t['k' .. i] = i end while true do for k in pairs(t) do end end"
            ),
            (
                "pairs within pairs",
                "local t = {} for i = 1, 3000 do t[i] = i end for a in pairs(t) do for b in pairs(t) do for c in pairs(t) do end end end"
            ),
            ("tostring", "while true do tostring(1.5) end"),
            ("tonumber of a long text", "local s = ('1'):rep(1e6) while true do tonumber(s) end"),
            ("tonumber of a long hex text", "local s = '0x' .. ('f'):rep(1e6) while true do tonumber(s) end"),
            (
                "long texts compared",
                "local a, b = ('a'):rep(1e6) .. '1', ('a'):rep(1e6) .. '2' while true do local x = a < b end"
            ),
            (
                "long texts equal",
                "local a, b = ('a'):rep(1e6), ('a'):rep(999999) .. 'a' while true do local x = a == b end"
            ),
            ("long texts as keys", "local t = {} local s = ('a'):rep(1e6) while true do t[s .. 1] = 1 t = {} end"),
            ("texts cut", "local s = ('a'):rep(1e6) while true do local x = s:sub(2) end"),
            ("texts turned", "local s = ('a'):rep(1e6) while true do local x = s:reverse() end"),
            ("texts of bytes", "local s = ('a'):rep(1e4) while true do local x = { s:byte(1, -1) } end"),
            ("utf8 lengths", "local s = ('é'):rep(5e5) while true do utf8.len(s) end"),
            ("utf8 codes", "local s = ('é'):rep(5e5) while true do for _, c in utf8.codes(s) do end end"),
            ("utf8 offsets", "local s = ('é'):rep(5e5) while true do utf8.offset(s, -1) utf8.offset(s, 400000) end"),
            ("formats", "while true do local x = ('%s %d %5.2f'):format('x', 1, 1.5) end"),
            ("formats of long texts", "local s = ('a'):rep(1e6) while true do local x = ('%s'):format(s) end"),
            (
                "tables unpacked",
                "local t = {} for i = 1, 5000 do t[i] = i end while true do local x = select('#', table.unpack(t)) end"
            ),
            (
                "tables moved",
                "local t = {} for i = 1, 100000 do t[i] = i end while true do table.move(t, 1, 100000, 2) end"
            ),
            ("tables inserted at the front", "local t = {} while true do table.insert(t, 1, 1) end"),
            ("amounts", "local a = gbp(0) while true do a = a + gbp(1) - gbp(1) end"),
            ("amounts read", "while true do gbp '1,234,567.89' end"),
            ("amounts written", "while true do fmt('{} {}', gbp(1), percent(1)) end"),
            (
                "amounts shared out",
                "local w = {} for i = 1, 1000 do w[i] = i end while true do apportion(gbp(1000), w) end"
            ), ("chance", "local r = random 'x' while true do r:integer(1, 6) end"),
            (
                "chance shuffled",
                "local t = {} for i = 1, 5000 do t[i] = i end local r = random 'x' while true do r:shuffled(t) end"
            ),
            ("prints of nothing", "while true do print() end"), ("errors caught", "while true do pcall(error) end"),
            ("errors of the machine caught", "while true do pcall(function() local x = nil + 1 end) end"),
            ("type", "while true do type(1) end"), ("empty", "local t = {} while true do empty(t) end"),
            ("power", "local x = 1.5 while true do x = x ^ 1.0000001 end"),
        ] {
            group.script(
                name,
                anyOf: stopped + [
                    .refused("lua.time"), .refused("lua.memory"), .refused("lua.printed-too-much"),
                    .refused("lua.pattern-steps"), .refused("lua.recursion"),
                ], slow: true, before(loop))
        }
        group.change("in change", anyOf: stopped, slow: true, "while true do end")
        group.check("in check", anyOf: stopped, slow: true, "while true do end")
        group.change(
            "reading the plan", anyOf: stopped + [.refused("lua.time"), .refused("lua.memory")], slow: true,
            "while true do for _, l in ipairs(plan:lines()) do local x = l.total + l:spend_from('dfg') end end")
        group.change(
            "summing the plan", anyOf: stopped + [.refused("lua.time")], slow: true,
            "while true do plan:sum { theme = 'Prevention' } end")
        group.change(
            "refused movements", anyOf: stopped + [.refused("lua.time")], slow: true,
            "while true do pcall(function() plan:move { from = 'HF1', to = 'HF1', amount = gbp(1), reason = 'r' } end) end"
        )
        group.check(
            "reading the result", anyOf: stopped + [.refused("lua.time")], slow: true,
            "while true do local x = result:line('HF1').total end")
    }

    static let floods = AttackGroup("floods") { group in
        group.script(
            "100 MB printed", .refused("lua.printed-too-much"),
            before("local s = ('x'):rep(100000) for i = 1, 1000 do print(s) end"))
        group.script(
            "100 MB printed at once", .refused("lua.printed-too-much"), .refused("lua.memory"),
            .refused("lua.text-too-long"), before("print(('x'):rep(1e8))"))
        group.script(
            "prints, caught", .refused("lua.printed-too-much"),
            before("while true do pcall(print, ('x'):rep(1000)) end"))
        group.script(
            "prints of many values", .refused("lua.printed-too-much"),
            before("local t = {} for i = 1, 5000 do t[i] = 'xxxxxxxxxx' end while true do print(table.unpack(t)) end"))
        group.script("a line of 60,000 letters printed", .passed, before("print(('x'):rep(60000))"))
        group.script("a line of 60,000 wide letters printed", .passed, before("print(('漢'):rep(20000))"))
        group.change(
            "movements", .refused("plan.too-many"), slow: true,
            "for i = 1, 1e9 do plan:move { from = 'HF1', to = 'HF2', amount = gbp '0.01', reason = 'r' } end")
        group.change(
            "movements with long reasons", anyOf: tooMuch, slow: true,
            "local r = ('x'):rep(100000) for i = 1, 1e9 do plan:move { from = 'HF1', to = 'HF2', amount = gbp '0.01', reason = r .. i } end"
        )
        group.change(
            "10,000 movements with one long reason", anyOf: tooMuch, slow: true,
            "local r = ('x'):rep(900000) for i = 1, 9999 do plan:move { from = 'HF1', to = 'HF2', amount = gbp '0.01', reason = r } end"
        )
        group.change(
            "9,999 movements", .passed, slow: true,
            "for i = 1, 9999 do plan:move { from = 'HF1', to = 'HF2', amount = gbp '0.01', reason = 'r' } end")
        group.change(
            "lines", anyOf: tooMuch, slow: true,
            "for i = 1, 1e9 do plan:add_line { id = 'N' .. i, theme = 'Prevention', title = 'x' } end")
        group.change(
            "lines with long titles", anyOf: tooMuch, slow: true,
            "for i = 1, 1e9 do plan:add_line { id = 'N' .. i, theme = 'Prevention', title = ('x'):rep(100000) } end")
        group.change(
            "5,000 lines", anyOf: tooMuch + [.passed], slow: true,
            "for i = 1, 5000 do plan:add_line { id = 'N' .. i, theme = 'Prevention', title = 'x' } end")
        group.change(
            "1,000 themes", anyOf: tooMuch + [.passed, .refused("plan.theme.slip")], slow: true,
            "local r = random 'x' for i = 1, 1000 do plan:add_line { id = 'N' .. i, theme = ('ABCDEFGHIJKLMNOPQRSTUVWXYZ'):sub(i % 26 + 1, i % 26 + 1):rep(20 + i), title = 'x' } end"
        )
        group.change(
            "sources", .refused("plan.too-many"),
            "for i = 1, 1e9 do plan:add_source { id = 'S' .. i, title = 'x', kind = 'reserve', contributor = 'council' } end"
        )
        group.change(
            "lines read at each step", anyOf: tooMuch, slow: true,
            "for i = 1, 1e9 do plan:add_line { id = 'N' .. i, theme = 'Prevention', title = 'x' } plan:lines() end")
        group.check("expectations", anyOf: tooMuch, "for i = 1, 1e9 do expect(true, 'm' .. i) end")
        group.check(
            "expectations with long words", anyOf: tooMuch,
            "local m = ('x'):rep(900000) for i = 1, 1e9 do expect(true, m) end")
        group.check(
            "expectations not met", anyOf: tooMuch + [.findings], "for i = 1, 1000 do expect(false, 'm' .. i) end")
        group.script(
            "assumptions", anyOf: tooMuch,
            before(
                "for i = 1, 1e9 do assume { what = 'w' .. i, owner = 'o', source = 's', date = '2025-04-01', quality = 'measured' } end"
            ))
        group.script(
            "assumptions with long words", anyOf: tooMuch, slow: true,
            before(
                "local w = ('x'):rep(200000) for i = 1, 1e9 do assume { what = w .. i, owner = w, source = w, date = '2025-04-01', quality = 'measured' } end"
            ))
        group.script(
            "streams of chance", anyOf: tooMuch + [.refused("random.too-many"), .refused("random.streams")],
            before("for i = 1, 1e9 do random('s' .. i) end"))
        group.script(
            "levers", anyOf: tooMuch + [.passed],
            "local l = {} for i = 1, 20000 do l['l' .. i] = lever { default = 1 } end " + scenario(more: "levers = l,"))
        group.script(
            "a lever with long words", anyOf: tooMuch + [.passed], slow: true,
            "local l = {} for i = 1, 500 do l['l' .. i] = lever { default = 1, about = ('x'):rep(900000) } end "
                + scenario(more: "levers = l,"))
        group.script(
            "a lever with a long name", anyOf: tooMuch + [.passed],
            scenario(more: "levers = { [('x'):rep(900000)] = lever { default = 1 } },"))
        group.script("a title of 900,000 letters", anyOf: tooMuch + [.passed], scenario(title: "('x'):rep(900000)"))
        group.script(
            "a title of 900,000 wide letters and marks", anyOf: tooMuch + [.passed],
            scenario(title: "'e' .. ('\\u{301}'):rep(450000)"))
        group.script(
            "about of 900,000 lines", anyOf: tooMuch + [.passed], scenario(more: "about = ('\\n'):rep(900000),"))
        group.script(
            "a text longer than a call may have", .refused("lua.text.too-long"), .refused("lua.text-too-long"),
            scenario(title: "('x'):rep(1100000)"))
        group.script(
            "fmt of long texts", anyOf: tooMuch, slow: true,
            before("local s = ('x'):rep(400000) while true do fmt('{}{}', s, s) end"))
        group.script(
            "fmt that doubles", anyOf: tooMuch + [.refused("lua.text.too-long")],
            before("local s = 'xxxx' while true do s = fmt('{}{}', s, s) end"))
        group.script(
            "fmt with many places", anyOf: tooMuch + [.refused("fmt.count")], before("fmt(('{}'):rep(300000), 1)"))
    }

    /// How a flood may end: at the plan's own bound, the machine's limits, or what the worker may answer.
    private static let tooMuch: [End] = [
        .refused("expect.too-many"), .refused("assume.too-many"),
        .refused("plan.too-many"), .refused("lua.memory"), .refused("lua.instructions"), .refused("lua.time"),
        .refused("lua.text.too-long"),
        .refused("lua.text-too-long"), .refused("worker.too-much-output"), .refused("worker.memory"),
        .refused("scenario.too-many"), .refused("scenario.too-much"),
    ]
}
