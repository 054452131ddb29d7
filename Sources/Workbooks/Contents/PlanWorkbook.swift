package import Diagnostics
package import Finance
package import PlanFiles
package import Reports
package import Scripting

/// A plan, or what a scenario made of it, as a workbook that goes on calculating.
package struct PlanWorkbook {
    /// The form of the workbook, which an import asks for.
    package static let form = "bcf-workbook/1"
    /// What the cover calls the year of the figures, and the scenario that made them, for an import.
    static let yearFact = "planning year"
    static let scenarioFact = "scenario"

    private let evaluation: Evaluation
    private let run: ScenarioRun?
    private var outcomes: RunOutcomes?
    private let files: PlanFolderFiles
    private let title: String
    private let summary: String
    private let facts: [(name: String, value: String)]
    private let warnings: [Diagnostic]
    private let words: (ConditionAssessment, Plan) -> String?

    /// Makes a workbook of a plan as it was read.
    ///
    /// - Parameters:
    ///   - summary: the outcome in one sentence.
    ///   - facts: what else the cover says, such as hashes and the command that makes the workbook again.
    ///   - words: why a verdict on a condition is what it is.
    package init(
        of plan: Plan, files: PlanFolderFiles, summary: String, facts: [(name: String, value: String)],
        warnings: [Diagnostic], words: @escaping (ConditionAssessment, Plan) -> String?
    ) {
        self.init(
            Evaluation(before: plan, after: plan), nil, files, plan.identity.title, summary, facts, warnings, words)
    }

    /// Makes a workbook of a scenario's run.
    package init(
        of run: ScenarioRun, outcomes: RunOutcomes?, files: PlanFolderFiles, summary: String,
        facts: [(name: String, value: String)], words: @escaping (ConditionAssessment, Plan) -> String?
    ) {
        self.init(run.evaluation, run, files, run.title, summary, facts, run.warnings, words)
        self.outcomes = outcomes
    }

    private init(
        _ evaluation: Evaluation, _ run: ScenarioRun?, _ files: PlanFolderFiles, _ title: String, _ summary: String,
        _ facts: [(name: String, value: String)], _ warnings: [Diagnostic],
        _ words: @escaping (ConditionAssessment, Plan) -> String?
    ) {
        self.evaluation = evaluation
        self.run = run
        self.files = files
        self.title = title
        self.summary = summary
        self.facts = facts
        self.warnings = warnings
        self.words = words
    }

    /// The workbook. Throws where the plan's amounts are larger than Excel holds exactly.
    package func content() throws(DiagnosticList) -> WorkbookContent {
        let plan = evaluation.after
        // Sums of amounts above zero: where the whole fits, so does every part.
        for amount in [plan.totalSpend, plan.totalFunding, evaluation.before.totalSpend]
        where amount.pence.magnitude > UInt64(WorkbookFile.largest.pence) {
            throw DiagnosticList(
                Diagnostic(
                    "workbook.amount-too-large", "\(amount) is too large for a workbook",
                    reason: "Excel's numbers are exact to the penny up to \(WorkbookFile.largest)",
                    help: "use --format json, which holds whole pence"))
        }
        let tables = PlanSheets(plan, files: files)
        let places = tables.places
        let conditions = ConditionsSheet(evaluation, workings: WorkingsSheet(places), words: words)
        let (conditionsSheet, workings) = conditions.sheets
        let checks = ChecksSheet(evaluation, conditions: conditions, places: places, run: run)
        var sheets = [
            SummarySheet(places: places).sheet, tables.funding, tables.spending, MovementsSheet(evaluation).sheet,
            conditionsSheet, workings, MetricsSheet(plan: plan).sheet,
        ]
        if let outcomes { sheets.append(OutcomesSheet(outcomes: outcomes).sheet) }
        sheets += [
            ComparisonSheet(evaluation: evaluation, places: places).sheet,
            AssumptionsSheet(run).sheet, checks.sheet, notes,
        ]
        if let prices = PricesSheet(plan).sheet { sheets.append(prices) }
        sheets.append(tables.planFiles)
        let identity = plan.identity
        return WorkbookContent(
            title: title, subject: "\(identity.title), \(identity.year.text)",
            comments: facts.map { "\($0.name): \($0.value)" }.joined(separator: "; "),
            sheets: [cover(checks), Self.contents(sheets)] + sheets)
    }

    private func cover(_ checks: ChecksSheet) -> WorkbookSheet {
        let identity = evaluation.after.identity
        var rows: [[SheetCell]] = [
            [.text(title), .blank],
            [.text("overall check"), checks.overall],
            [.text("checks"), checks.failed],
            [.text("in words"), .text(summary)],
            [.text("plan"), .text("\(identity.title) (\(identity.id))")],
            [.text("area"), .text(identity.area)],
            [.text(Self.yearFact), .text(identity.year.text)],
        ]
        if let run { rows.append([.text(Self.scenarioFact), .text(run.script)]) }
        if let about = run?.about { rows.append([.text("about"), .text(about)]) }
        rows += facts.map { [.text($0.name), .text($0.value)] }
        rows.append([.text("form"), .text(Self.form)])
        return WorkbookSheet(
            "Cover", about: "What this is, and one result over all checks",
            columns: [SheetColumn("", width: 18), SheetColumn("", width: 100)], rows: rows, isTable: false)
    }

    static func contents(_ sheets: [WorkbookSheet]) -> WorkbookSheet {
        WorkbookSheet(
            "Contents", about: "", columns: [SheetColumn("sheet", width: 18), SheetColumn("what it shows", width: 90)],
            rows: sheets.map { [.link(sheet: $0.name), .text($0.about)] })
    }

    private var notes: WorkbookSheet {
        var rows: [(String, String)] = [
            (
                "live",
                "Totals, differences, shares, margins and checks are formulas. They follow a changed cell of "
                    + "Spending or Funding."
            ),
            ("live", "A condition with `no` under `live` shows what bcf worked out when it wrote the workbook."),
            (
                "live",
                "Which sources a condition counts was settled when the workbook was written; which lines it counts "
                    + "follows their attributes."
            ),
            ("blank", "A blank cell says nothing. What a plan does not state says `not stated`, and is not nothing."),
            ("read back", "bcf import reads the sheets Funding, Spending and Plan files back into a plan folder."),
        ]
        if evaluation.after.allYears.count > 1 {
            rows.append(
                (
                    "years",
                    "The scenario goes on to \(evaluation.after.identity.year.text): Funding and Spending are "
                        + "those of that year."
                ))
        }
        rows += warnings.map { ("warning", $0.message) }
        for layer in run?.layers ?? [] { rows.append(("layer", "\(layer.title) (\(layer.script))")) }
        return WorkbookSheet(
            "Notes", about: "How to read this workbook, and what to look at",
            columns: [SheetColumn("about", width: 14), SheetColumn("note", width: 110)],
            rows: rows.map { [.text($0.0), .text($0.1)] })
    }
}
