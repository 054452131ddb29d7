import Finance
package import Reports
import Scripting

/// Scenarios side by side as a workbook that goes on calculating.
package struct CompareWorkbook {
    /// The workbook.
    package let content: WorkbookContent

    /// Makes a workbook of a comparison.
    package init(of report: CompareReport) {
        let comparison = report.comparison
        let cells = CompareCells(comparison)
        let tables = CompareTables(comparison: comparison, cells: cells)
        let judgement = CompareJudgement(comparison: comparison)
        let totals = tables.totals
        let checks = CompareChecks(comparison, totals: totals)
        var sheets = [judgement.summary, totals, tables.conditions, tables.metrics]
        if let pools = tables.riskPools { sheets.append(pools) }
        sheets += [
            judgement.waterfalls, judgement.regret, cells.sheet, Self.movements(comparison),
            Self.assumptions(comparison), checks.sheet, Self.notes(comparison),
        ]
        let facts =
            report.provenance.facts
            + zip(comparison.runs.indices, report.scriptHashes).map {
                ("script \(ScenarioComparison.letter($0))", $1)
            }
        let identity = comparison.plan.identity
        let title = "\(comparison.runs.count) scenarios compared"
        let cover = WorkbookSheet(
            "Cover", about: "What this is, and one result over all checks",
            columns: [SheetColumn("", width: 18), SheetColumn("", width: 100)],
            rows: [
                [.text(title), .blank], [.text("overall check"), checks.overall],
                [.text("plan"), .text("\(identity.title) (\(identity.id))")], [.text("area"), .text(identity.area)],
                [.text(PlanWorkbook.yearFact), .text(identity.year.text)],
            ]
                + comparison.runs.enumerated().map {
                    [.text("scenario \(ScenarioComparison.letter($0))"), .text("\($1.title) (\($1.script))")]
                } + facts.map { [.text($0.0), .text($0.1)] } + [[.text("form"), .text("bcf-comparison-workbook/1")]],
            isTable: false)
        content = WorkbookContent(
            title: title, subject: "\(identity.title), \(identity.year.text)",
            comments: facts.map { "\($0.0): \($0.1)" }.joined(separator: "; "),
            sheets: [cover, PlanWorkbook.contents(sheets)] + sheets)
    }

    private static func movements(_ comparison: ScenarioComparison) -> WorkbookSheet {
        let all = comparison.runs.map { MovementsSheet($0.evaluation).sheet }
        let rows = all.enumerated().flatMap { index, sheet in
            sheet.rows.map { [.text(ScenarioComparison.letter(index))] + $0 }
        }
        return WorkbookSheet(
            "Movements", about: "Every movement of money of every scenario",
            columns: [SheetColumn("scenario", width: 10)]
                + all[0].columns.map { SheetColumn($0.heading, width: $0.width) }, rows: rows, frozenColumns: 2)
    }

    private static func assumptions(_ comparison: ScenarioComparison) -> WorkbookSheet {
        let columns = [
            SheetColumn("what", width: 50), SheetColumn("scenarios", width: 12), SheetColumn("value", width: 24),
            SheetColumn("owner", width: 24), SheetColumn("source", width: 44), SheetColumn("looked at", width: 14),
            SheetColumn("quality", width: 14), SheetColumn("values differ", width: 14),
        ]
        let rows = comparison.assumptions.flatMap { row in
            row.statements.map { statement -> [SheetCell] in
                let each = statement.assumption
                let words = [
                    row.what, statement.scenarios.map(ScenarioComparison.letter).joined(separator: ", "),
                    each.value ?? "", each.owner, each.source, each.date, each.quality.rawValue,
                    row.hasDifferentValues ? "YES" : "no",
                ]
                return words.map { .text($0) }
            }
        }
        return WorkbookSheet(
            "Assumptions", about: "What the scenarios take for true, and where they differ", columns: columns,
            rows: rows.isEmpty ? [[.text("none")] + columns.dropFirst().map { _ in .blank }] : rows)
    }

    private static func notes(_ comparison: ScenarioComparison) -> WorkbookSheet {
        var rows = [
            (
                "live",
                "Totals, changes and checks are formulas over the sheet Spending. Conditions, metrics, risk pools "
                    + "and regret are figures as bcf worked them out; their changes are formulas."
            ),
            (
                "change",
                "What a scenario has less what \(comparison.baseName) has; in per cent of what "
                    + "\(comparison.baseName) has. A dash where that is nothing."
            ),
            (
                "absent",
                "`\(CompareColumns.absent)` is what does not exist in a column, such as a line that another scenario adds."
            ),
        ]
        if let sampled = comparison.sampled {
            rows.append(("samples", "\(sampled.count), the same for every scenario, from seed \(sampled.seed)"))
        }
        if comparison.supposesDifferentWorlds {
            rows.append(
                (
                    "worlds",
                    "The scenarios suppose different figures of what money does: they differ also because of that."
                ))
        }
        return WorkbookSheet(
            "Notes", about: "How to read this workbook",
            columns: [SheetColumn("about", width: 14), SheetColumn("note", width: 110)],
            rows: rows.map { [.text($0.0), .text($0.1)] })
    }
}
