import Diagnostics
import Finance
import Scripting
import Testing

@Suite struct TimeTests {
    private static let roll = """
        plan:roll_forward {
          to = "2017-18", lines = "flat", not_stated = "recurrent", reason = "next year",
          uplift = { ["nhs-minimum"] = percent(10), dfg = percent(0) },
        }
        """

    @Test func `Months of a movement are those that the script gives`() throws {
        let run = try SmallScenario.change(
            "plan:move { from = 'A.1', to = 'B.1', amount = gbp(60), months = 'oct-mar', reason = 'r' }")
        #expect(run.movements[0].note.months == MonthSpan("oct-mar"))
    }

    @Test func `A script reads months, quarters, income and cash`() throws {
        let run = try SmallScenario.change(
            """
            local line = plan:add_line { id = "N", theme = "Prevention", title = "n", months = "apr-sep" }
            plan:move { from = "A.1", to = line, amount = gbp(60), source = "nhs", reason = "r" }
            plan:contribute { source = "dfg", to = line, amount = gbp(30), months = "september", reason = "r" }
            local months, quarters = plan:by_month { line = line }, plan:by_quarter { line = "N", source = "nhs" }
            local income, cash = plan:by_quarter { of = "income" }, plan:by_quarter { of = "cash" }
            print(months.apr, months.sep, months.oct, months.not_stated, months.total)
            print(quarters.q1, quarters.q2, quarters.q3, quarters.total, plan:by_quarter().not_stated)
            print(income.q2, income.not_stated, cash.q1, cash.q4, cash.total)
            print(plan:by_month({ line = "B.1", spread_not_stated = true }).apr, line.full_year_effect, plan.year)
            """)
        #expect(
            run.printed == """
                £10\t£40\t£0\t£0\t£90
                £30\t£30\t£0\t£60\t£1,490
                £30\t£1,550\t-£30\t-£60\t£0
                £25\t£390\t2016-17

                """)
    }

    @Test func `A plan that is rolled forward is next year's, and check sees every year`() throws {
        let run = try SmallScenario.run(
            SmallScenario.script(
                change: Self.roll + "print(plan.year, plan.total_funding, plan.unallocated)",
                check: """
                    expect(result:year("2016-17").total_spend == gbp(1550), "the first year")
                    expect(result:year("2017-18").unallocated == gbp(90), "the second year")
                    expect(result:year("2016-17").year == "2016-17", "its year")
                    """))
        #expect(run.printed == "2017-18\t£1,640\t£90\n")
        #expect(run.expectations.map(\.isMet) == [true, true, true])
        #expect(run.evaluation.after.allYears.count == 2 && !run.evaluation.isBalanced)
    }

    @Test func `Where the script gives no uplift, the next year's rulebook does, and its conditions count`() throws {
        let again = """
            plan:roll_forward {
              to = "2018-19", lines = "flat", not_stated = "recurrent", reason = "the year after",
              uplift = { dfg = percent(0) },
            }
            print(plan.total_funding, plan:condition("balanced").verdict)
            """
        // £990.01 of the first year's, uplifted, is £1,113.76 and a part of a penny.
        let change =
            Self.roll + "plan:contribute { source = 'nhs', amount = gbp '0.01', recurrent = true, reason = 'r' }"
        let run = try SmallScenario.run(
            SmallScenario.script(
                change: change + again,
                check: """
                    local now = result:condition "balanced"
                    expect(now.unconfirmed and now.headroom_before == nil and #result:conditions() == 1, "the last year's")
                    """))
        #expect(run.printed == "£1,763.76\tbreached\n")
        #expect(run.expectations.map(\.isMet) == [true])
        let uplifts = try #require(run.evaluation.after.priorYear?.terms.uplifts)
        #expect(uplifts.compactMap(\.citation) == ["Circular, p. 2; unconfirmed"])
        let last = try #require(run.evaluation.laterConditions.first)
        #expect(run.evaluation.laterConditions.count == 1 && last.changes.map(\.condition.id) == ["balanced"])
    }

    @Test func `A risk pool and a grant that a script holds are, over the year's end, as their year closed`() throws {
        let run = try SmallScenario.change(
            """
            local pool, grant, reserve = plan:risk_pool "stated", plan:dfg(), plan:reserve "r"
            local quarter = pool:quarter(1)
            plan:deliver { risk_pool = "stated", quarter = 1, delivery = percent(70), reason = "r" }
            \(Self.roll)
            print(pool.amount, pool.remaining, quarter.released, grant.allocation, #grant.flags, reserve.opening)
            """)
        #expect(run.printed.hasPrefix("£400\t£400\t£0\t£650\t"))
    }

    @Test func `A layer can build on a roll-forward`() throws {
        let base = """
            return scenario { title = "Next year", plan = "small", change = function(plan)
            \(Self.roll)
            end }
            """
        let top = """
            return scenario { title = "Then move", plan = "small", based_on = { use "base" }, change = function(plan)
              plan:move { from = "unallocated", to = "B.1", source = "nhs", amount = gbp(90), reason = "r" }
            end }
            """
        let script = try ScenarioScript(
            ScriptText(name: "top.lua", text: top),
            modules: [ScriptModule(name: "base", script: ScriptText(name: "base.lua", text: base))])
        let run = try script.run(on: try SmallScenario.plan())
        #expect(run.evaluation.after.identity.year.id == "2017-18" && run.evaluation.isBalanced)
        #expect(run.layers.count == 2 && run.movements.count == 1)
        #expect(run.evaluation.after.total(line: 2) == .gbp(390))
    }

    @Test func `An earlier year cannot be changed`() throws {
        let refusal = try SmallScenario.refusal(
            SmallScenario.script(
                change: Self.roll,
                check: "result:year('2016-17'):move { from = 'A.1', to = 'B.1', amount = gbp(1), reason = 'r' }"))
        #expect(refusal.code == "scenario.plan-sealed")
    }

    @Test func `An uplift for a name that nothing has says which was meant`() throws {
        let refusal = try SmallScenario.refusal(
            SmallScenario.script(change: Self.roll.replacing("nhs-minimum", with: "nhs-minimun")))
        #expect(refusal.code == "plan.roll.unknown" && refusal.help?.contains("nhs-minimum") == true)
    }
}
