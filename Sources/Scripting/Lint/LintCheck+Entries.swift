// What the reference page says of each check. Every example is run by a test.

extension LintCheck {
    var valueEntry: Entry {
        switch self {
        case .neverEqual:
            Entry(
                what: "`==` or `~=` between values of different kinds, such as money and a number",
                why: "they are never equal, so one branch never runs and nothing says so",
                remedy: "`amount:is_zero()`, or an amount on both sides: `amount == gbp(0)`",
                bad: "local left = gbp \"250\"\nif left == 0 then print(\"all is spent\") end",
                mended: "local left = gbp \"250\"\nif left:is_zero() then print(\"all is spent\") end")
        case .size:
            Entry(
                what: "`<`, `<=`, `>` or `>=` between values that have no order with each other",
                why: "the script would stop there: a plain number does not say whether it is pounds or pence",
                remedy: "compare an amount with an amount: `amount > gbp(500)`",
                bad: "local left = gbp \"250\"\nif left > 500 then print(\"much is left\") end",
                mended: "local left = gbp \"250\"\nif left > gbp(500) then print(\"much is left\") end")
        case .arithmetic:
            Entry(
                what:
                    "a calculation that stops the script: money with a plain number or a fraction, or text, nil or an object",
                why: "a fraction of an amount needs a rule for the odd penny, and a plain number has no unit",
                remedy: "`gbp(5)`, `percent(50):of(amount)`, or `apportion(amount, { 1, 1 })`",
                bad: "local cost = gbp \"250\"\nprint(cost * 1.5)",
                mended: "local cost = gbp \"250\"\nprint(percent(150):of(cost))")
        case .join:
            Entry(
                what: "`..` with something other than text and numbers",
                why: "the script would stop there",
                remedy: "`fmt(\"{} left\", amount)`",
                bad: "local left = gbp \"250\"\nprint(\"left: \" .. left)",
                mended: "local left = gbp \"250\"\nprint(fmt(\"left: {}\", left))")
        case .loopFraction:
            Entry(
                what: "a counting `for` whose start or step is a fraction",
                why:
                    "fractions such as 0.1 are not exact, the error grows with every round, and the last may be missing",
                remedy: "count in whole numbers and calculate in the loop",
                bad: "for share = 0, 1, 0.1 do print(share) end",
                mended: "for tenths = 0, 10 do print(tenths / 10) end")
        default:
            Entry(
                what:
                    "a `for` over something that it cannot go over, such as a list without `ipairs`, or amounts of money",
                why: "the script would stop there",
                remedy: "`for _, line in ipairs(plan:lines()) do`; for amounts, count and multiply",
                bad: "for shares in apportion(gbp(10), { 1, 1 }) do print(shares) end",
                mended: "for _, share in ipairs(apportion(gbp(10), { 1, 1 })) do print(share) end")
        }
    }

    var nameEntry: Entry {
        switch self {
        case .unusedResult:
            Entry(
                what: "a call that only gives a value, and whose value goes nowhere",
                why: "nothing happens there; a change of the plan was probably meant",
                remedy: "keep the value in a variable, or take the line out",
                bad: "gbp(5)", mended: "print(gbp(5))")
        case .unusedVariable:
            Entry(
                what: "a local variable or a variable of a loop that nothing reads",
                why: "it may be a slip in a name, or what is left of an idea",
                remedy: "take it out; call a variable that must be there `_`",
                bad: "for number, title in ipairs { \"a\", \"b\" } do print(title) end",
                mended: "for _, title in ipairs { \"a\", \"b\" } do print(title) end")
        case .shadow:
            Entry(
                what: "a variable with the name of a function that scripts are given",
                why: "the function is out of reach behind it, and a reader takes one for the other",
                remedy: "give the variable a name of its own",
                bad: "local percent = 5\nprint(percent)", mended: "local share = 5\nprint(share)")
        case .unknownName:
            Entry(
                what: "a name that is neither a local variable nor given to scripts",
                why: "the script would stop there, if it comes there",
                remedy: "check the spelling, or declare it with `local` before",
                bad: "print(gpb(5))", mended: "print(gbp(5))")
        case .assigned:
            Entry(
                what: "an assignment to a name without `local`, or to a field of an object",
                why: "the script would stop there: what a script keeps is local, and a plan changes by movements alone",
                remedy: "`local name = …`, or a function such as plan:move",
                bad: "total = gbp(5)\nprint(\"done\")", mended: "local total = gbp(5)\nprint(total)")
        case .duplicateKey:
            Entry(
                what: "a name that stands twice in one table",
                why: "the last one counts, and the other is silently lost",
                remedy: "take one of them out",
                bad: "print(#{ a = 1, b = 2, a = 3 })", mended: "print(#{ a = 1, b = 2 })")
        default:
            Entry(
                what: "a statement behind one that always leaves",
                why: "it never runs",
                remedy: "take it out, or move it up",
                bad: "error(\"not yet\")\nprint(\"done\")", mended: "print(\"done\")\nerror(\"not yet\")")
        }
    }

    var callEntry: Entry {
        func script(_ change: String, levers: String = "") -> String {
            """
            return scenario {
              title = "Example", plan = "leicestershire-2016-17",\(levers.isEmpty ? "" : "\n  levers = { \(levers) },")
              change = function(\(levers.isEmpty ? "plan" : "plan, levers"))
                \(change)
              end,
            }
            """
        }
        let lever = "moved = lever { default = gbp(5) }"
        switch self {
        case .unknownField:
            return Entry(
                what: "a field or method that an object or a library does not have",
                why: "the script would stop there, if it comes there",
                remedy: "check the spelling; docs/scripting.md lists all",
                bad: script("print(plan:line(\"UPO5.1\").totl)"), mended: script("print(plan:line(\"UPO5.1\").total)"))
        case .call:
            return Entry(
                what: "a method without `:`, a field that is called, or another value that is no function",
                why: "the script would stop there, if it comes there",
                remedy: "`plan:line(\"UPO5.1\")` with a colon; `line.total` without brackets",
                bad: script("print(plan.line(\"UPO5.1\").total)"), mended: script("print(plan:line(\"UPO5.1\").total)"))
        case .unknownArgument:
            return Entry(
                what: "a named argument that a function does not take",
                why: "the script would stop there, so that a slip in a name never goes unseen",
                remedy: "check the spelling",
                bad: script("print(plan:sum { them = \"Enablers\" })"),
                mended: script("print(plan:sum { theme = \"Enablers\" })"))
        case .missingArgument:
            return Entry(
                what: "a call without an argument that it needs",
                why: "the script would stop there, if it comes there",
                remedy: "give the argument",
                bad: script("plan:close_line { line = \"EN04.1\" }"),
                mended: script("plan:close_line { line = \"EN04.1\", reason = \"the programme ends\" }"))
        case .argument:
            return Entry(
                what: "an argument of a kind that the function does not take, or one too many",
                why: "the script would stop there, if it comes there",
                remedy: "give what docs/scripting.md says; write money as gbp(…) and rates as percent(…)",
                bad: "print(apportion(100, { 1, 1 })[1])", mended: "print(apportion(gbp(100), { 1, 1 })[1])")
        case .notReturned:
            return Entry(
                what: "a scenario that is declared and not returned",
                why: "it cannot be run: a script returns its scenario",
                remedy: "`return scenario { … }`",
                bad: String(script("print(plan.title)").dropFirst("return ".count)), mended: script("print(plan.title)")
            )
        case .unknownLever:
            return Entry(
                what: "a lever that the scenario does not declare",
                why: "the script would stop there, if it comes there",
                remedy: "check the spelling, or declare it in `levers`",
                bad: script("print(levers.moved, levers.movd)", levers: lever),
                mended: script("print(levers.moved)", levers: lever))
        case .unusedLever:
            return Entry(
                what: "a lever that is declared and that `change` does not read",
                why: "a person who turns it would see the same result",
                remedy: "use it, or take it out",
                bad: script("print(plan.title)", levers: lever),
                mended: script("print(plan.title, levers.moved)", levers: lever))
        case .placeholder:
            let move = { (reason: String) in
                script("plan:move { from = \"IUR2.2\", to = \"UPO5.1\", amount = gbp(5), reason = \"\(reason)\" }")
            }
            return Entry(
                what: "a text that still is what `bcf new scenario` wrote, such as a reason or an authority",
                why: "somebody signs for what stands there, and the report would show it as it is",
                remedy: "say it in your own words; take out what need not be said, such as an authority",
                bad: move(ScenarioSkeleton.Placeholder.reason), mended: move("to see the plan with prevention first"))
        default:
            return Entry(
                what: "a code behind `-- lint: ignore` that no check has",
                why: "it turns nothing off",
                remedy: "check the spelling in the table above",
                bad: "print(1) -- lint: ignore lint.neverequal", mended: "print(1)")
        }
    }
}
