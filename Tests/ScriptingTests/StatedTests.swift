import Diagnostics
import Finance
import Scripting
import Testing

/// What scripts read of a plan's metrics and prices, and of sources that do not state their income.
@Suite struct StatedTests {
    /// The small plan, whose first source does not state its income.
    private func unstated() throws -> Plan {
        let plan = try SmallScenario.plan()
        let first = FundingSource(
            id: "nhs", title: "NHS", kind: .notStated, contributor: "ccg", pool: "pool", tranches: [],
            isIncomeStated: false)
        return try Plan(
            identity: plan.identity, partners: plan.partners, pools: plan.pools, sources: [first, plan.sources[1]],
            lines: plan.lines, cells: plan.lines.indices.flatMap { plan.cells(line: $0) })
    }

    private func run(_ script: String, on plan: Plan) throws -> ScenarioRun {
        try ScenarioScript(ScriptText(name: "test.lua", text: script)).run(on: plan)
    }

    @Test func `A price is read by service, band and day`() throws {
        let run = try SmallScenario.change(
            """
            print(plan:price { service = "Home Care", band = "Urban" })
            print(plan:price { service = "Day Care", on = "2016-09-30" })
            print(plan:price { service = "Day Care", on = "2016-10-01" })
            print(plan:price { service = "Home Care", band = "Rural", otherwise = gbp "19.50" })
            print(plan:price { service = "Home Care", band = "Urban", otherwise = gbp "19.50" })
            """)
        #expect(run.printed == "£18\n£40\n£42\n£19.50\n£18\n")
    }

    @Test func `A metric gives its figures, and nothing for one that is not stated`() throws {
        let run = try SmallScenario.change(
            """
            local falls = plan:metric "falls"
            print(falls.title, falls.period, falls.unit, falls.good)
            print(falls.baseline, falls.target, falls.actual == nil)
            """)
        #expect(run.printed == "Falls\t2016/17\tper 100,000\tlow\n1800\t1742.9\ttrue\n")
    }

    @Test(arguments: [
        ("plan:price { service = 'Home Care' }", "name the band: `Urban`, `Rural`"),
        ("plan:price { service = 'Home Care', band = 'Urbane' }", "did you mean `Urban`?"),
        ("plan:price { service = 'Day Care' }", "on = \"2016-10-01\""),
        ("plan:price { service = 'Home Care', band = 'Rural' }", "`otherwise`"),
        ("plan:metric 'fall'", "did you mean `falls`?"),
    ])
    func `A refusal says what the plan does state`(call: String, help: String) throws {
        let refusal = try SmallScenario.refusal(SmallScenario.script(change: "local x = \(call)"))
        #expect(refusal.help?.contains(help) == true, "\(refusal)")
    }

    @Test func `A source tells whether its income is stated, and what is not stated is refused and not nothing`() throws
    {
        let plan = try unstated()
        let told = try run(
            SmallScenario.script(
                change: """
                    local nhs, dfg = table.unpack(plan:sources())
                    print(nhs.stated, dfg.stated, nhs.kind, nhs.spend, dfg.funding)
                    """), on: plan)
        #expect(told.printed == "false\ttrue\tnot stated\t£900\t£650\n")
        for field in ["funding", "unallocated"] {
            #expect {
                try run(SmallScenario.script(change: "local x = plan:sources()[1].\(field)"), on: plan)
            } throws: { error in
                (error as? DiagnosticList)?.diagnostics.first?.code == "plan.income.not-stated"
            }
        }
    }

    @Test func `A source of a kind that nobody states can be added, and its income is then known`() throws {
        let run = try run(
            SmallScenario.script(
                change: """
                    plan:add_source { id = "more", title = "More", kind = "not stated", contributor = "lcc" }
                    plan:contribute { source = "more", to = "A.1", amount = gbp(5), reason = "r" }
                    """), on: try unstated())
        let after = run.evaluation.after
        #expect(after.sources[2].kind == .notStated && after.isIncomeStated(source: 2))
        #expect(after.funding(source: 2) == .gbp(5))
        #expect(after.balance == .cannotBeTold && run.isPassed)
    }

    @Test
    func `Money of an income that is not stated may be freed and used again, and fails the run where it is not used`()
        throws
    {
        let free = #"plan:move { from = "A.1", to = "unallocated", source = "nhs", amount = gbp(100), reason = "r" }"#
        let use = #" plan:move { from = "unallocated", to = "B.1", source = "nhs", amount = gbp(100), reason = "r" }"#
        #expect(try !run(SmallScenario.script(change: free), on: try unstated()).isPassed)
        #expect(try run(SmallScenario.script(change: free + use), on: try unstated()).isPassed)
    }
}
