import Diagnostics
import Finance
import Scripting
import Testing

@Suite struct ScriptErrorTests {
    /// One line of `change`, and what is said of it.
    struct Slip: Sendable, CustomStringConvertible {
        let line: String
        let code: String
        let message: String
        let help: String

        init(_ line: String, _ code: String, _ message: String, _ help: String = "") {
            self.line = line
            self.code = code
            self.message = message
            self.help = help
        }

        var description: String { line }
    }

    @Test(arguments: [
        Slip("plan:mvoe {}", "lua.unknown-field", "Plan has no `mvoe`", "did you mean `move`?"),
        Slip("prnt(1)", "lua.unknown-global", "there is no `prnt`", "did you mean `print`?"),
        Slip(
            #"local x = plan:line("A.1").totl"#, "lua.unknown-field", "Line has no `totl`", "did you mean `total`?"),
        Slip("local x = levers.moved", "lua.unknown-field", "the levers have no `moved`"),
        Slip("local x = math.flor(1)", "lua.unknown-field", "there is no `math.flor`", "did you mean `math.floor`?"),
        Slip(
            #"plan:move { from = "A.1", to = "B.1", ammount = gbp(1), reason = "r" }"#, "script.argument.unknown",
            "plan:move has no argument `ammount`", "did you mean `amount`?"),
        Slip(
            #"plan:move { from = "A.1", to = "B.1", amount = gbp(1) }"#, "script.argument.missing",
            "plan:move needs `reason`"),
        Slip(
            #"plan:move { from = "A.1", to = "B.1", amount = 1, reason = "r" }"#, "script.argument.wrong-type",
            "`amount` of plan:move must be an amount of money, not the number 1", "write gbp(390000)"),
        Slip(
            #"plan:add_effect { id = "e", title = "t", line = "A.1", metric = "m", unit = "u", unit_cost = 5 }"#,
            "script.argument.wrong-type", "must be an amount of money or an Uncertain, not the number 5"),
        Slip(
            #"plan:move { from = "A.1", to = "B.11", amount = gbp(1), reason = "r" }"#, "plan.line.unknown",
            "there is no line `B.11`", "did you mean `B.1`?"),
        Slip(
            #"plan:move { from = "A.1", to = "B.1", amount = gbp(1001), reason = "r" }"#, "plan.line.not-enough",
            "line `A.1` holds £1,000, so £1,001 cannot leave it", "move at most £1,000"),
        Slip(
            #"plan.move { from = "A.1" }"#, "lua.wrong-self", "`move` was called without a Plan before it", "plan:move"),
        Slip(#"plan:move("A.1", "B.1")"#, "script.arguments.not-a-table", "plan:move takes its arguments by name"),
        Slip(#"plan:move { "A.1" }"#, "script.argument.unnamed", "plan:move was given the text \"A.1\" without a name"),
        Slip(#"plan:line()"#, "script.argument.missing", "plan:line needs `id`"),
        Slip(#"plan:line("A.1", "B.1")"#, "script.arguments.too-many", "plan:line takes 1 argument and was given 2"),
        Slip(#"plan:lines { them = "x" }"#, "script.argument.unknown", "plan:lines has no argument `them`", "`theme`"),
        Slip(
            #"plan:sum { theme = "Prevnetion" }"#, "plan.selection.unknown-value", "no theme is called `Prevnetion`",
            "did you mean `Prevention`?"),
        Slip(
            "plan.title = 'x'", "lua.field-assigned", "`title` of a Plan cannot be changed by assignment",
            "plan:move"),
        Slip("print = 1", "lua.global-assigned", "`print` cannot be replaced"),
        Slip("totl = 1", "lua.global-assigned", "`totl` is assigned, but it is not a local variable", "local totl"),
        Slip("math.pi = 3", "lua.library-assigned", "the library `math` cannot be changed"),
        Slip("local x = gbp 'twelve'", "money.text", "`twelve` is not an amount of money", "£1,234.56"),
        Slip("local x = gbp(0.001)", "money.text", "`0.001` is finer than a penny"),
        Slip("local x = gbp(0.1 + 0.2)", "money.text", "is finer than a penny"),
        Slip("local x = gbp(1e300)", "number.not-decimal", "is not a decimal number"),
        Slip("local x = gbp(math.huge)", "number.not-decimal", "is not a decimal number"),
        Slip("local x = gbp {}", "script.argument.wrong-type", "`amount` of gbp must be a number or text, not a table"),
        Slip("local x = percent 'lots'", "rate.text", "`lots` is not a percentage"),
        Slip("local x = gbp(1) * gbp(2)", "lua.money.product", "money times money has no meaning"),
        Slip("local x = gbp(1) * 1.5", "lua.money.fraction", "an amount of money cannot be multiplied by a fraction"),
        Slip("local x = gbp(1) / 2", "lua.money.quotient", "an amount of money cannot be divided", "apportion(amount"),
        Slip("local x = percent(100/3)", "rate.text", "is not a percentage", "apportion(amount, { 1, 2 })"),
        Slip(
            "local x = gbp(390,000)", "script.arguments.too-many", "gbp takes 1 argument and was given 2",
            "write the amount without its commas"),
        Slip(
            #"local p = percent(5) local x = "a" .. p"#, "lua.concatenate", "`p` is a Rate, and cannot be joined",
            "show it with fmt"),
        Slip(
            #"plan:contribute { source = "nhs", amount = gbp(-5), reason = "r" }"#, "plan.movement.not-positive",
            "moves nothing forward", "use plan:withdraw"),
        Slip(
            #"plan:withdraw { from = "A.1", amount = gbp(-5), reason = "r" }"#, "plan.movement.not-positive",
            "moves nothing forward", "use plan:contribute"),
        Slip(
            #"plan:move { from = "A.1", to = "B.1", amount = gbp(-5), reason = "r" }"#, "plan.movement.not-positive",
            "moves nothing forward", "swap `from` and `to`"),
        Slip(
            #"plan:move { from = "A.1", to = "B.1", amount = gbp(5), reason = "r", recurrent = "yes" }"#,
            "script.argument.wrong-type", "must be true or false", "write recurrent = true"),
        Slip(
            #"plan:lines { protected = "maybe" }"#, "plan.selection.unknown-value", "`protected` cannot be `maybe`"),
        Slip(
            "local name = 'x' use(name)", "lua.module.unknown", "must stand in quotes after `use`", #"write use "x""#),
        Slip("x = 5 // the amount", "lua.syntax", "", "a comment begins with `--`"),
        Slip("Local x = 5", "lua.syntax", "this is not a statement", "write `local`"),
        Slip("local x = gbp 390,000", "lua.syntax", "", #"write gbp "390,000""#),
        Slip("local x = 5 x += 1", "lua.syntax", "", "`x = x + …`"),
        Slip("if plan != levers then end", "lua.syntax", "", "write `~=`"),
        Slip("local x = gbp(1) + 2", "lua.money.mixed", "an amount of money and a whole number cannot be added"),
        Slip(
            "local x = gbp(1) < 2", "lua.money.mixed",
            "an amount of money and a whole number cannot be compared by size"),
        Slip(
            "local x = gbp '92233720368547758.07' + gbp '0.01'", "lua.money.too-large",
            "is too large an amount"),
        Slip("local x = gbp(90000000000000000) * 2", "lua.money.too-large", "is too large an amount"),
        Slip("local x = -gbp '-92233720368547758.08'", "lua.money.too-large", "is too large an amount"),
        Slip(
            "local m = gbp(1) local x = 'left: ' .. m", "lua.concatenate",
            "`m` is an amount of money, and cannot be joined to text", "fmt("),
        Slip("local x = percent(200):of(gbp '92233720368547758')", "money.overflow", "too large to hold exactly"),
        Slip("local x = '10' + 5", "lua.arithmetic", "`10` is text, so nothing can be calculated with it", "tonumber"),
        Slip("local x; x.y = 1", "lua.index", "`x` is nil, so it has no fields"),
        Slip("local x; x()", "lua.call", "there is no function `x`"),
        Slip("fmt('{} and {}', 1)", "fmt.count", "has 2 places for values, and 1 were given"),
        Slip("fmt('{', 1)", "fmt.brace", "a brace stands alone"),
        Slip("fmt('{}', {})", "fmt.value", "fmt cannot write a table"),
        Slip("expect(nil, 'x')", "script.argument.missing", "expect needs `condition`"),
        Slip("expect(1, 'x')", "script.argument.wrong-type", "`condition` of expect must be true or false"),
        Slip("apportion(gbp(1), {})", "money.apportion", "there is no weight above zero"),
        Slip("apportion(gbp(1), { 1, -1 })", "money.apportion", "a weight is below zero"),
        Slip("apportion(gbp(1), { 1, nil, 1 })", "lua.table.gap", "a list has an entry 3 but no entry 2"),
        Slip(
            #"plan:scale { line = "A.1", reason = "r" }"#, "plan.scale.by-or-to", "plan:scale needs either `by` or `to`"
        ),
        Slip(
            #"plan:scale { line = "A.1", by = percent(1), reason = "r" }"#, "plan.unallocated.not-enough",
            "is unallocated"),
        Slip(
            #"plan:add_line { id = "A.1", theme = "x", title = "y" }"#, "plan.line.duplicate",
            "there are two lines with the id `A.1`"),
        Slip(#"plan:add_line { id = "unallocated", theme = "x", title = "y" }"#, "plan.id.bad", "cannot be an id"),
        Slip(
            #"plan:add_line { id = "Z", theme = "x", title = "y", provider = "privat" }"#,
            "script.argument.unknown-word",
            "`privat` is not a known provider", "did you mean `private`?"),
        Slip(
            #"plan:add_source { id = "Z", title = "y", kind = "reserve", contributor = "lc" }"#, "plan.partner.unknown",
            "the plan has no partner `lc`", "did you mean `lcc`?"),
        Slip(
            "for l in plan:lines() do end", "lua.call", "`for … in` needs ipairs around a list", "ipairs(plan:lines())"),
        Slip(
            #"plan:add_line { id = "Z", theme = "Urgent response", title = "y" }"#, "plan.theme.slip",
            "no theme is called `Urgent response`", "did you mean `Urgent Response`?"),
        Slip(#"plan:line "Third""#, "plan.line.unknown", "there is no line `Third`", "did you mean `B.1`, Third?"),
        Slip(
            #"plan:scale { line = "A.1", by = -5, reason = "r" }"#, "script.argument.wrong-type",
            "`by` of plan:scale must be a percentage, as in percent(5), not the number -5"),
        Slip(
            "local s = 'xxxxxxxx' while #s < 2000000 do s = s .. s end fmt(s)", "lua.text.too-long",
            "longer than 1 MB together"),
        Slip(
            "local t = { 1, 1, 1, 1, 1 } for i = 3, 40 do t[2^i // 1] = 1 t[2^i // 1 + 1] = 1 end table.insert(t, 1, 1)",
            "lua.holes", "the table has holes"),
        Slip(
            "local t = {} for i = 1, 40000 do t[i] = 1 end apportion(gbp(1), { t, t, t })", "lua.table.too-many",
            "a table has more than 100,000 entries"),
        Slip("for i = 1, 2000 do expect(true, 'x') end", "expect.too-many", "more than 1000 expectations"),
        Slip("coroutine.wrap(print)", "lua.unknown-global", "there is no `coroutine`", "a function and a loop"),
        Slip("for k in next, {} do end", "lua.unknown-global", "there is no `next`", "pairs(t)"),
        Slip("error { 1 }", "lua.error", "the script raised an error with a table instead of a message"),
        Slip("error 'mine'", "lua.error", "mine"),
        Slip("assert(false, 'mine')", "lua.error", "mine"),
        Slip("while true do end", "lua.instructions", "instructions, and was stopped"),
        Slip(
            "local function f() return 1 + f() end f()", "lua.recursion",
            "the functions of the script call each other too deeply"),
        Slip("local s = 'xxxxxxxx' while true do s = s .. s end", "lua.memory", "of memory, and was stopped"),
        Slip(
            "while true do print('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx') end", "lua.printed-too-much",
            "prints more than it may"),
        Slip("plan:line(string.char(255))", "lua.not-utf-8", "is not valid UTF-8"),
        Slip(
            "local t = {} t.t = t plan:move(t)", "lua.table.too-deep",
            "a table has more than 8 tables inside each other"),
        Slip("lever { default = gbp(1), to = 5 }", "lever.mixed-kinds", "`to` of the lever is a whole number"),
        Slip("lever { default = 9, to = 5 }", "lever.default-out-of-range", "above the most"),
        Slip(
            "scenario { title = 'x', plan = 'y', change = print }", "scenario.second",
            "the script declares a second scenario"),
    ])
    func `A slip is answered with its line, what is wrong and how to mend it`(slip: Slip) throws {
        let refusal = try SmallScenario.refusal(SmallScenario.script(change: slip.line))
        #expect(refusal.code == slip.code)
        #expect(refusal.message.contains(slip.message), "\(refusal.message)")
        #expect((refusal.help ?? "").contains(slip.help), "\(refusal.help ?? "no help")")
        // Lua raises an error about memory itself without a line.
        if slip.code != "lua.memory" || refusal.place?.line != nil {
            #expect(refusal.place?.line == 4, "\(String(describing: refusal.place))")
            #expect(refusal.place?.excerpt == slip.line)
        }
        #expect(refusal.place?.file == "test.lua")
    }

    @Test(
        arguments: [
            ("return scenario { title = }", "lua.syntax", 1), ("local x = 'abc", "lua.syntax.text", 1),
            ("local x = “abc”", "lua.syntax", 1),
            ("\n\nif x then", "lua.syntax", 3),
            ("", "scenario.none", nil), ("return 5", "scenario.none", nil),
            ("scenario { title = 'x', plan = 'y', change = print }", "scenario.not-returned", 1),
            ("scenario { title = 'x', plan = 'y', change = print } return { title = 'z' }", "scenario.not-returned", 1),
            ("return scenario { title = 'x', plan = 'y' }", "scenario.no-change", 1),
            ("return scenario { title = 'x', plan = 'y', change = 1 }", "script.argument.wrong-type", 1),
            (
                "return scenario { title = 'x', plan = 'y', change = print, levers = { 1 } }",
                "script.argument.wrong-type", 1
            ),
            ("local _ENV = {}", "lua.environment", 1), ("\u{1B}Lua", "lua.source.binary", nil),
            ("x\0y", "lua.source.nul", 1),
            (String(repeating: "-- comment\n", count: 20_000), "lua.source.too-large", nil),
        ] as [(String, String, Int?)])
    func `A text that is no scenario is refused before anything moves`(text: String, code: String, line: Int?) throws {
        let refusal = try SmallScenario.refusal(text)
        #expect(refusal.code == code)
        #expect(refusal.place?.line == line)
    }

    @Test func `The name _ENV in a text or comment is no harm`() throws {
        _ = try SmallScenario.change("local x = '_ENV' -- _ENV\nlocal y = [==[ _ENV ]==] --[[ _ENV ]] local my_ENV = 1")
    }

    @Test func `An error in a helper shows the way there`() throws {
        let refusal = try SmallScenario.refusal(
            SmallScenario.script(
                change: "\nouter(plan)",
                before: "local function inner(p) p:line 'X' end local function outer(p) inner(p) end"))
        #expect(refusal.place?.description == "test.lua:1:\(refusal.place?.column ?? 0)" || refusal.place?.line == 1)
        #expect(refusal.trace.map(\.line) == [1, 5])
    }

    @Test func `The plan cannot be changed while it is checked, nor by a plan that was kept`() throws {
        let kept = SmallScenario.script(
            change: "stash[1] = plan",
            check: #"stash[1]:close_line { line = "A.1", reason = "r" }"#, before: "local stash = {}")
        #expect(try SmallScenario.refusal(kept).code == "scenario.plan-sealed")
        let read = SmallScenario.script(check: #"result.after:close_line { line = "A.1", reason = "r" }"#)
        #expect(try SmallScenario.refusal(read).code == "scenario.plan-sealed")
    }

    @Test func `The Swift error behind a refusal is the core's own`() throws {
        let refusal = try SmallScenario.refusal(SmallScenario.script(change: #"plan:line "A1""#))
        #expect(
            DiagnosticRenderer().render(refusal) == """
                error: there is no line `A1`
                  --> test.lua:4:12
                  |
                4 | plan:line "A1"
                  |            ^^
                  fix: did you mean `A.1`?

                """)
    }
}
