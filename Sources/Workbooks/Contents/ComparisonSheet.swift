import Finance

/// The plan as it was read beside what the Spending sheet holds now.
struct ComparisonSheet {
    static let name = "Comparison"

    let evaluation: Evaluation
    let places: PlanSheetPlaces

    var sheet: WorkbookSheet {
        let after = evaluation.after
        var rows: [[SheetCell]] = []
        func add(_ of: String, _ change: Evaluation.Change, _ formula: String) {
            let row = rows.count + 2
            let share = change.before.isZero ? 0 : Double(change.difference.pence) / Double(change.before.pence)
            rows.append([
                .text(of), .text(change.id), .text(change.title), .money(change.before),
                .moneyFormula(formula, change.after),
                .moneyFormula("ROUND(E\(row)-D\(row),2)", change.difference),
                .shareFormula("IF(D\(row)=0,0,F\(row)/D\(row))", share),
            ])
        }
        /// What the columns of some sources hold together.
        func columns(_ isMeant: (FundingSource) -> Bool) -> String {
            let ranges = after.sources.indices.filter { isMeant(after.sources[$0]) }.map { places.spend(source: $0) }
            return WorkingsSheet.sum(ranges)
        }
        add("total", evaluation.total, "SUM(\(places.totals))")
        for (source, change) in evaluation.bySource.enumerated() {
            add("source", change, "SUM(\(places.spend(source: source)))")
        }
        for change in evaluation.byContributor { add("contributor", change, columns { $0.contributor == change.id }) }
        for change in evaluation.byPool { add("pool", change, columns { $0.pool == change.id }) }
        for change in evaluation.byTheme {
            // The id of a theme is its name: equal texts, to the letter.
            let row = rows.count + 2
            add("theme", change, "SUMPRODUCT(EXACT(\(places.attribute("theme")),B\(row))*1,\(places.totals))")
        }
        for (line, change) in evaluation.byLine.enumerated() {
            add("line", change.total, "Spending!\(places.totalLetters)\(line + 2)")
        }
        return WorkbookSheet(
            Self.name, about: "Spend as it was read, what the Spending sheet holds, and the difference",
            columns: [
                SheetColumn("of", width: 12), SheetColumn("id", width: 24), SheetColumn("title", width: 40),
                SheetColumn("before (£)", width: 18), SheetColumn("after (£)", width: 18),
                SheetColumn("change (£)", width: 18), SheetColumn("change", width: 10),
            ], rows: rows, frozenColumns: 2)
    }
}
