import Diagnostics
import Finance
import Scripting
import Testing

@Suite struct ScenarioTests {
    @Test func `A move is recorded with its script line, reason and authority`() throws {
        let run = try SmallScenario.change(
            """
            plan:move { from = "A.1", to = "B.1", amount = gbp(100), reason = "why not",
              authority = "the board", recurrent = false }
            """)
        let movement = try #require(run.movements.first)
        #expect(run.movements.count == 1)
        #expect(movement.from == .line("A.1") && movement.to == .line("B.1"))
        #expect(movement.parts.map(\.amount) == [.gbp(60), .gbp(40)])
        #expect(movement.note.reason == "why not" && movement.note.authority == "the board")
        #expect(movement.note.isRecurrent == false)
        #expect(movement.note.written?.description == "test.lua:4")
        #expect(run.evaluation.total.before == run.evaluation.total.after)
        #expect(run.isPassed)
    }

    @Test func `Every verb does in a script what it does in the core`() throws {
        let run = try SmallScenario.change(
            """
            plan:move { from = plan:line "A.1", to = "unallocated", source = "nhs", amount = gbp "50", reason = "r" }
            plan:move { from = "unallocated", to = "B.1", source = "nhs", amount = gbp(50), reason = "r" }
            plan:contribute { source = plan:sources { kind = "disabled-facilities-grant" }[1], amount = gbp(10),
              to = "A.2", reason = "r" }
            plan:contribute { source = "nhs", amount = gbp(5), reason = "r" }
            plan:withdraw { source = "nhs", amount = gbp(5), reason = "r" }
            plan:withdraw { from = "A.2", amount = gbp(10), reason = "r" }
            plan:scale { line = "A.2", by = percent(-50), reason = "r" }
            plan:scale { line = "A.2", to = percent(200), source = "dfg", reason = "r" }
            local line = plan:add_line { id = "C.1", theme = "New", title = "Fourth", months = "apr-sep",
              commissioner = "joint 40% nhs", area_of_spend = "other", capital_or_revenue = "capital" }
            local source = plan:add_source { id = "more", title = "More", kind = "additional-la", contributor = "lcc" }
            plan:contribute { source = source, amount = gbp(1), to = line, reason = "r" }
            plan:close_line { line = "B.1", to = line, reason = "r" }
            """)
        let plan = run.evaluation.after
        #expect(
            run.movements.map(\.verb.rawValue) == [
                "move", "move", "contribute", "contribute", "withdraw", "withdraw", "scale", "scale", "contribute",
                "close_line",
            ])
        #expect(
            plan.lines.map { plan.total(line: plan.lines.firstIndex(of: $0) ?? 0) } == [
                .gbp(950), .gbp(250), .zero, .gbp(351),
            ])
        #expect(plan.lines[2].status == .closed)
        #expect(plan.lines[3].months?.description == "April to September")
        #expect(plan.lines[3].origin?.description == "test.lua:13")
        #expect(run.isPassed)
    }

    @Test func `Reading a plan shows it as it now is`() throws {
        let run = try SmallScenario.run(
            SmallScenario.script(
                change: """
                    local line = plan:line "A.1"
                    expect(line.total == gbp(1000), "before")
                    plan:move { from = line, to = "B.1", amount = gbp(100), source = "dfg", reason = "r" }
                    expect(line.total == gbp(900), "after")
                    expect(line:spend_from "dfg" == gbp(300), "by source")
                    expect(line.theme == "Prevention" and line.protected == "yes", "attributes")
                    expect(line.area_of_spend == "social-care" and line.provider == "not stated", "not stated")
                    expect(line.months == "not stated" and line.id == "A.1" and line.title == "First", "more")
                    expect(#plan:lines() == 3 and #plan:lines { theme = "Prevention" } == 2, "lines")
                    expect(#plan:sources() == 2 and plan:sources()[2].id == "dfg", "sources")
                    expect(plan:sources()[1].funding == gbp(900), "funding")
                    expect(plan:sources { contributor = "ccg" }[1].spend == gbp(900), "spend")
                    expect(plan:sum { theme = "Prevention", source = "dfg" } == gbp(550), "sum")
                    expect(plan.total_spend == gbp(1550) and plan.total_funding == gbp(1550), "totals")
                    expect(plan.balanced and plan.unallocated:is_zero() and plan.year == "2016-17", "balance")
                    expect(plan.id == "small" and plan.area == "Shire" and plan.title == "Small", "identity")
                    """,
                check: """
                    expect(result:change { theme = "Prevention" } == gbp(-100), "change")
                    expect(result:line("B.1").total == gbp(400), "line")
                    expect(result.before:line("B.1").total == gbp(300), "before")
                    expect(result.after:sum { commissioner = "nhs" } == gbp(400), "after")
                    expect(result.unallocated == gbp(0) and result.balanced, "balanced")
                    """))
        #expect(run.expectations.count == 19)
        #expect(run.expectations.filter { !$0.isMet }.map(\.message) == [])
        #expect(run.expectations[0].written?.description == "test.lua:5")
    }

    @Test func `An unmet expectation fails the run and stops nothing`() throws {
        let run = try SmallScenario.run(
            SmallScenario.script(check: #"expect(false, "never") expect(true, "always")"#))
        #expect(run.expectations.map(\.isMet) == [false, true])
        #expect(!run.isPassed)
    }

    @Test func `Money without a use fails the run`() throws {
        let run = try SmallScenario.change(#"plan:close_line { line = "B.1", reason = "r" }"#)
        #expect(run.evaluation.after.totalUnallocated == .gbp(300))
        #expect(!run.isPassed)
    }

    @Test func `What a script prints is kept`() throws {
        let run = try SmallScenario.change(
            #"print(plan:line("A.1").total, percent(2.5), plan, 1, "x", nil, plan:line "A.2", {}, print)"#)
        #expect(run.printed == "£1,000\t2.5%\tPlan small\t1\tx\tnil\tLine A.2\ttable\tfunction\n")
    }

    @Test func `Two runs of one script on one plan find the same, and the plan is untouched`() throws {
        let plan = try SmallScenario.plan()
        let text = SmallScenario.script(change: #"plan:close_line { line = "A.1", to = "B.1", reason = "r" }"#)
        let first = try ScenarioScript(ScriptText(name: "a.lua", text: text)).run(on: plan)
        let second = try ScenarioScript(ScriptText(name: "a.lua", text: text)).run(on: plan)
        #expect(first.movements == second.movements)
        #expect(first.evaluation.byLine == second.evaluation.byLine)
        #expect(plan.movements.isEmpty && plan.total(line: 0) == .gbp(1000))
    }
}

@Suite struct ComparisonTests {
    @Test(arguments: [
        "percent(5) == percent(5)", "percent(5) ~= percent(6)", "percent(5) < percent(5.01)",
        "percent(-1) <= percent(-1)",
        "percent(50) == percent '50%'", "plan:line 'A.1' == plan:line 'A.1'", "plan:line 'A.1' ~= plan:line 'A.2'",
        "plan:sources()[1] == plan:sources()[1]", "plan == plan", "plan:line 'A.1' ~= plan:sources()[1]",
        "percent(5) ~= 5", "levers.share == percent(10)",
    ])
    func `Rates compare by value, and lines and sources by what they stand for`(condition: String) throws {
        let run = try SmallScenario.run(
            SmallScenario.script(
                change: "expect(\(condition), 'holds')", levers: "share = lever { default = percent(10) }"))
        #expect(run.expectations.map(\.isMet) == [true])
    }
}

@Suite struct SeedTests {
    private static let script = """
        local first = random("body"):integer(1, 1000000)
        return scenario { title = "T", plan = "small",
        change = function() print(first, random("change"):integer(1, 1000000)) end }
        """

    @Test func `The seed decides the draws, those of the body too, however often the script runs`() throws {
        let script = try ScenarioScript(ScriptText(name: "test.lua", text: Self.script))
        let plan = try SmallScenario.plan()
        let zero = try script.run(on: plan)
        let one = try script.run(on: plan, seed: 1)
        #expect(zero.streams == ["body", "change"])
        #expect(zero.printed != one.printed)
        #expect(try script.run(on: plan).printed == zero.printed)
        #expect(try script.run(on: plan, seed: 1).printed == one.printed)
        let words = zipped(zero.printed, one.printed)
        #expect(words.allSatisfy { $0.0 != $0.1 })
    }

    private func zipped(_ left: String, _ right: String) -> [(Substring, Substring)] {
        Array(zip(left.split(whereSeparator: \.isWhitespace), right.split(whereSeparator: \.isWhitespace)))
    }
}

@Suite struct LeverTests {
    private static let script = SmallScenario.script(
        change: """
            plan:move { from = "A.1", to = "B.1", amount = levers.moved, reason = fmt("{} of {}", levers.share, levers.n) }
            expect(levers.on, "on")
            """,
        levers: """
            moved = lever { default = gbp(100), from = gbp(1), to = gbp(500), step = gbp(1), about = "how much" },
            share = lever { default = percent(10) }, n = lever { default = 3, to = 9 }, on = lever { default = true },
            """)

    @Test func `Levers have their defaults unless somebody sets them`() throws {
        let run = try SmallScenario.run(Self.script)
        #expect(run.levers.map(\.name) == ["moved", "n", "on", "share"])
        #expect(run.levers.allSatisfy { !$0.isSet })
        #expect(run.movements[0].amount == .gbp(100) && run.movements[0].note.reason == "10% of 3")
    }

    @Test func `A set lever is read in the kind of its default`() throws {
        let run = try SmallScenario.run(
            Self.script,
            settings: [
                LeverSetting(name: "moved", text: "£0.25k"), LeverSetting(name: "share", text: "2.49%"),
                LeverSetting(name: "n", text: "9"), LeverSetting(name: "on", text: "false"),
            ])
        #expect(run.movements[0].amount == .gbp(250) && run.movements[0].note.reason == "2.49% of 9")
        #expect(run.levers.allSatisfy { $0.isSet })
        #expect(!run.isPassed)
    }

    @Test(arguments: [
        ("moved", "much", "lever.not-a-value"), ("moved", "501", "lever.out-of-range"),
        ("moved", "0", "lever.out-of-range"),
        ("n", "1.5", "lever.not-a-value"), ("on", "yes", "lever.not-a-value"), ("mvoed", "1", "lever.unknown"),
        ("n", "10", "lever.out-of-range"), ("share", "0.5", "lever.not-a-value"),
    ])
    func `A setting that cannot be is refused`(name: String, text: String, code: String) throws {
        let refusal = try SmallScenario.refusal(Self.script, settings: [LeverSetting(name: name, text: text)])
        #expect(refusal.code == code)
    }

    @Test func `All wrong settings are reported at once`() throws {
        let settings = [("mvoed", "1"), ("n", "x"), ("on", "true"), ("on", "true")]
            .map { LeverSetting(name: $0.0, text: $0.1) }
        let list = #expect(throws: DiagnosticList.self) { try SmallScenario.run(Self.script, settings: settings) }
        #expect(list?.diagnostics.map(\.code) == ["lever.unknown", "lever.set-twice", "lever.not-a-value"])
    }
}
