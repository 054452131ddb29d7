import Draws
import Finance
import Reports

/// The tables of a comparison that are worked out from it: totals, conditions, metrics, risk pools.
struct CompareTables {
    let comparison: ScenarioComparison
    let cells: CompareCells

    static let comparisonName = "Comparison"
    private var columns: CompareColumns { CompareColumns(comparison: comparison) }
    private var letters: [String] { comparison.runs.indices.map(ScenarioComparison.letter) }

    private func sheet(_ name: String, _ about: String, _ columns: [SheetColumn], _ rows: [[SheetCell]])
        -> WorkbookSheet
    {
        WorkbookSheet(
            name, about: about, columns: columns,
            rows: rows.isEmpty ? [[.text("none")] + columns.dropFirst().map { _ in .blank }] : rows, frozenColumns: 2)
    }

    /// Totals and what they are made of.
    var totals: WorkbookSheet {
        var rows: [[SheetCell]] = []
        func add(
            _ of: String, _ row: ScenarioComparison.Row, _ formula: ((_ option: Int, _ row: Int) -> String)? = nil
        ) {
            let place = rows.count + 2
            rows.append(
                [.text(of), .text(row.id), .text(row.title)]
                    + columns.money(
                        row.base, row.amounts, row: place, first: 3,
                        formula: formula.map { formula in { formula($0, place) } }))
        }
        add("total", comparison.spend) { option, _ in cells.total(option: option) }
        add("funding", comparison.funding)
        add("unallocated", comparison.unallocated)
        // Scenarios may add different things under one id: then the id alone does not say which cells to add up.
        func add(_ of: String, _ cut: [ScenarioComparison.Row], by column: String) {
            let isUnique = Set(cut.map(\.id)).count == cut.count
            for row in cut {
                add(of, row, isUnique ? { cells.sum(option: $0, [(column, "B\($1)")]) } : nil)
            }
        }
        add("source", comparison.bySource, by: "source")
        add("contributor", comparison.byContributor, by: "contributor")
        add("pool", comparison.byPool, by: "pool")
        add("theme", comparison.byTheme, by: "theme")
        for row in comparison.byCommissioner { add("commissioner", row) }
        for row in comparison.byProvider { add("provider", row) }
        for row in comparison.byDistrict { add("district", row) }
        for row in comparison.fundingBySource { add("income of source", row) }
        for row in comparison.unallocatedBySource { add("unallocated of source", row) }
        for row in comparison.byLine {
            add("line", row) { cells.sum(option: $0, [("line", "B\($1)"), ("title", "C\($1)")]) }
        }
        return sheet(
            Self.comparisonName,
            "Every cut of the money side by side: \(comparison.baseName), each scenario, the change",
            [SheetColumn("of", width: 20), SheetColumn("id", width: 24), SheetColumn("title", width: 40)]
                + columns.headings(unit: " (£)"), rows)
    }

    /// The conditions with their margins.
    var conditions: WorkbookSheet {
        let verdicts = [comparison.baseName] + letters
        let rows = comparison.conditions.enumerated().map { index, row -> [SheetCell] in
            [.text(row.year.text), .text(row.condition.id), .text(row.condition.title)]
                + ([row.base] + row.after).map {
                    .text($0.map { ConditionsSheet.shown($0.verdict) } ?? CompareColumns.absent)
                }
                + columns.money(
                    row.base?.headroom, row.after.map { $0?.headroom }, row: index + 2, first: 3 + verdicts.count,
                    absentIsNothing: false)
                + [.text(row.condition.citation.words(in: comparison.plan.rulebook))]
        }
        return sheet(
            "Conditions", "The national conditions: verdicts and margins side by side",
            [
                SheetColumn("year", width: 10), SheetColumn("condition", width: 32),
                SheetColumn("what it asks", width: 44),
            ]
                + verdicts.map { SheetColumn("\($0) verdict", width: 16) }
                + columns.headings(unit: " headroom (£)").map { SheetColumn($0.heading, width: $0.width) }
                + [SheetColumn("source", width: 60)], rows)
    }

    /// What the money does to the metrics over the year, with the same draws for all.
    var metrics: WorkbookSheet {
        let rows = comparison.metrics.enumerated().map { index, row -> [SheetCell] in
            let metric = row.metric
            let more = row.scenarios.flatMap { effect -> [SheetCell] in
                let target = effect?.targets.first { $0.part == .year }
                return [
                    effect?.sampledChange.map { .estimate($0.p10, places: 2) } ?? .blank,
                    effect?.sampledChange.map { .estimate($0.p90, places: 2) } ?? .blank,
                    effect?.better.map { .share($0.share) } ?? .blank,
                    target?.chanceAfter.map { .share($0.share) } ?? .blank,
                ]
            }
            return [
                .text(metric.id), .text(metric.title), .text(metric.unit ?? notStated),
                .text(metric.good?.rawValue ?? notStated),
            ]
                + columns.figures(
                    row.base, row.scenarios.map { $0?.after }, changes: row.scenarios.map { $0?.change },
                    row: index + 2, first: 4, places: 2) + more
        }
        return sheet(
            "Metrics", "What the money does to the metrics over the year, with the same luck for every scenario",
            [
                SheetColumn("metric", width: 24), SheetColumn("title", width: 44), SheetColumn("unit", width: 18),
                SheetColumn("good", width: 10),
            ] + columns.headings(unit: " figure")
                + letters.flatMap { letter in
                    [
                        "change, low (10th percentile)", "change, high (90th percentile)", "chance that it is better",
                        "chance of the target",
                    ].map { SheetColumn("\(letter) \($0)", width: 16) }
                }, rows)
    }

    /// What the risk pools would release; `nil` where the plan has none.
    var riskPools: WorkbookSheet? {
        if comparison.riskPools.isEmpty { return nil }
        let rows = comparison.riskPools.enumerated().map { index, row -> [SheetCell] in
            let before = Set(row.scenarios.map { $0?.before })
            return [.text(row.pool.id), .text(row.pool.title)]
                + columns.money(
                    before.count == 1 ? before.first ?? nil : nil, row.scenarios.map { $0?.after }, row: index + 2,
                    first: 2, absentIsNothing: false)
                + [.text(row.scenarios.lazy.compactMap { $0?.obstacle }.first ?? "")]
        }
        return sheet(
            "Risk pools", "What would be released of money that is tied to performance",
            [SheetColumn("risk pool", width: 24), SheetColumn("title", width: 40)]
                + columns.headings(unit: " released (£)") + [SheetColumn("note", width: 60)], rows)
    }
}
