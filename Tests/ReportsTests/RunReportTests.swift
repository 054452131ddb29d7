import Diagnostics
import Finance
import Foundation
import Scripting
import Testing

@testable import Reports

/// What the report of a run says beside its figures.
@Suite struct RunReportTests {
    private static func plan() throws -> Plan {
        try Plan(
            identity: PlanIdentity(id: "small", title: "Small", area: "Shire", year: PlanningYear(startingIn: 2016)),
            partners: [Partner(id: "ccg", title: "Shire CCG", kind: .ccg)],
            sources: [
                FundingSource(
                    id: "nhs", title: "NHS", kind: .nhsMinimum, contributor: "ccg", pool: "pool",
                    tranches: [
                        .init(title: "annual", availableFrom: nil, amount: Money(pence: 150_00), origin: nil)
                    ])
            ],
            lines: ["A", "B", "C"].map { SpendLine(id: $0, theme: "Theme", title: "Line \($0)") },
            cells: [150_00, 0, 0].map { Money(pence: $0) })
    }

    private static func run(change: String = "", check: String = "") throws -> ScenarioRun {
        let text = """
            return scenario { title = "Test", plan = "small",
            change = function(plan) \(change) end,
            check = function(result) \(check) end }
            """
        return try ScenarioScript(ScriptText(name: "test.lua", text: text)).run(on: try plan())
    }

    private static func report(_ run: ScenarioRun) -> RunReport {
        RunReport(run, provenance: Provenance(planHash: "", command: []))
    }

    @Test("An expectation shows what it compares, met or not, in the order of the names")
    func values() throws {
        let run = try Self.run(
            check: """
                expect(result.balanced, "it balances")
                expect(gbp(5) > gbp(7), "more is kept", { needed = gbp(7), kept = gbp(5), of = percent(5), ["a\\nb"] = true })
                """)
        let text = Self.report(run).text()
        #expect(text.contains("  met     it balances  (test.lua:3)\n  NOT MET more is kept  (test.lua:4)\n"))
        #expect(text.contains("\n          a b = yes, kept = £5, needed = £7, of = 5%\n"), "\(text)")
        #expect(Self.report(run).json().contains(#""kept": "£5""#))
        #expect(RunReport.brief(run).contains("kept = £5, needed = £7"))
        let compared = CompareReport(
            try ScenarioComparison([run, run]), planHash: "", scriptHashes: ["", ""], command: []
        ).text()
        #expect(compared.components(separatedBy: "kept = £5, needed = £7").count == 3)
    }

    @Test("A line that holds nothing and is scaled is a warning with its place, once for each place")
    func emptyScale() throws {
        let run = try Self.run(
            change: """
                for _, line in ipairs(plan:lines()) do plan:scale { line = line, by = percent(-10), reason = "r" } end
                plan:scale { line = "A", to = percent(100), reason = "r" }
                plan:scale { line = "B", to = percent(100), reason = "r" }
                """)
        #expect(run.warnings.map(\.code) == ["plan.scale.nothing", "plan.scale.nothing"])
        #expect(run.warnings.map(\.severity) == [.warning, .warning])
        #expect(
            run.warnings.map(\.message) == [
                "lines `B`, `C` hold nothing to scale, so nothing moved",
                "line `B` holds nothing to scale, so nothing moved",
            ])
        let text = Self.report(run).text()
        #expect(text.contains("warning: lines `B`, `C` hold nothing to scale, so nothing moved\n  --> test.lua:2"))
        #expect(Self.report(run).json().contains("plan.scale.nothing"))
        #expect(run.movements.count == 1)
        #expect(try Self.run().warnings.isEmpty)
        #expect(!Self.report(try Self.run()).text().contains("warning"))
    }

    @Test("Movements of a session name the contributor")
    func contributors() throws {
        let run = try Self.run(
            change: """
                plan:contribute { source = "nhs", to = "B", amount = gbp(5), reason = "more" }
                plan:withdraw { from = "A", amount = gbp(5), reason = "less" }
                """)
        let text = ReplValue.movements(of: run.evaluation.after).text()
        #expect(
            text.contains("  1  Shire CCG  B              £5") && text.contains("  2  A          Shire CCG      £5"),
            "\(text)")
    }
}
