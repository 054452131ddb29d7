import Diagnostics
import Draws
import Finance
import PlanFiles
import Reports
import ScenarioRuns
import Scripting
import Testing
import Workbooks

/// Workbooks of runs: what an import makes of them.
struct RunWorkbookTests {
    /// A run of a script on a plan, and what an import makes of its workbook.
    private static func returned(_ body: String) throws -> (run: ScenarioRun, back: WorkbookImport) {
        let files = PlanTexts.full.files
        let plan = try PlanFolder.read(files).plan
        let runner = try ScenarioRunner(.inProcess)
        let script = """
            return scenario { title = "A change", plan = "small-2025-26", change = function(plan)
            \(body)
            end }
            """
        _ = try runner.declare(ScriptText(name: "change.lua", text: script), modules: [])
        try runner.load(files, as: plan)
        let run = try runner.run(on: plan, ScenarioSettings())
        let outcomes = try RunOutcomes(run, .init(count: 20, seed: 0, design: .independent, workers: 1))
        let workbook = PlanWorkbook(of: run, outcomes: outcomes, files: files, summary: "", facts: []) { _, _ in nil }
        let reader = try WorkbookReader(try WorkbookFile.bytes(of: try workbook.content()), file: "run.xlsx")
        return (run, try WorkbookImport(reader, to: files.path))
    }

    @Test("The plan after the scenario comes back: money that moved, came in and has no use")
    func after() throws {
        let (run, back) = try Self.returned(
            """
            plan:move { from = "A1", to = "B1", amount = gbp "100.25", reason = "r" }
            plan:contribute { source = "minimum", amount = gbp "77", reason = "r" }
            """)
        let after = run.evaluation.after
        let plan = back.folder.plan
        #expect(plan.lines.map(\.id) == after.lines.map(\.id))
        for line in after.lines.indices { #expect(plan.cells(line: line) == after.cells(line: line)) }
        for source in after.sources.indices {
            #expect(plan.funding(source: source) == after.funding(source: source))
            #expect(plan.unallocated(source: source) == after.unallocated(source: source))
        }
        #expect(plan.sources[0].tranches.map(\.title) == ["annual", "scenario"])
        #expect(plan.totalUnallocated == Money(pence: 7_700))
        #expect(plan.arrangements.metrics == after.arrangements.metrics)
        #expect(back.notes.contains { $0.contains("change.lua") })
    }

    @Test("A line that a scenario closes is one whose status is not stated") func closed() throws {
        let (run, back) = try Self.returned(
            """
            plan:move { from = "B1", to = "A1", amount = gbp "400", reason = "r" }
            plan:close_line { line = "B1", reason = "r" }
            """)
        #expect(run.evaluation.after.lines[2].status == .closed)
        #expect(back.folder.plan.lines[2].status == .notStated)
        #expect(back.notes.contains { $0.contains("N4") && $0.contains("not stated") }, "\(back.notes)")
    }

    @Test("A plan that was rolled forward is refused, with what to do") func rolled() throws {
        let error = #expect(throws: DiagnosticList.self) {
            _ = try Self.returned(
                "plan:roll_forward { to = \"2026-27\", lines = percent(0), cite = \"c\", uplift = { [\"nhs-minimum\"] = percent(0), [\"disabled-facilities-grant\"] = percent(0) }, not_stated = \"recurrent\", reason = \"r\" }"
            )
        }
        #expect(error?.diagnostics.map(\.code) == ["workbook.other-year"])
        #expect(error?.diagnostics.first?.help?.contains("planning_year: 2026-27") == true)
    }
}
