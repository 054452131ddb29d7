import Finance
import Reports
import Scripting

/// The checks of a comparison: sums that must agree, and whether each scenario passed.
struct CompareChecks {
    private(set) var rows: [[SheetCell]] = []
    private var failures = 0

    init(_ comparison: ScenarioComparison, totals: WorkbookSheet) {
        let name = CompareTables.comparisonName
        let last = totals.rows.count + 1
        let cuts = [
            ("source", comparison.bySource), ("contributor", comparison.byContributor), ("pool", comparison.byPool),
            ("theme", comparison.byTheme), ("line", comparison.byLine),
        ]
        for option in 0...comparison.runs.count {
            let letters = CompareColumns.letters(option: option, first: 3)
            let whole = option == 0 ? comparison.spend.base : comparison.spend.amounts[option - 1]
            for (of, cut) in cuts where !cut.isEmpty {
                let parts = cut.map { (option == 0 ? $0.base : $0.amounts[option - 1]) ?? .zero }
                let sum = Money(pence: parts.reduce(Int64(0)) { $0 &+ $1.pence })
                let row = rows.count + 2
                let expected = whole ?? .zero
                add(
                    "spend by \(of) adds up to the whole", comparison.optionName(option),
                    .moneyFormula("\(name)!\(letters)2", expected),
                    .moneyFormula(
                        "SUMIF(\(name)!$A$2:$A$\(last),\"\(of)\",\(name)!$\(letters)$2:$\(letters)$\(last))", sum),
                    .moneyFormula("ROUND(C\(row)-D\(row),2)", Money(pence: expected.pence &- sum.pence)),
                    isPassed: expected == sum, formula: "IF(E\(row)=0,\"pass\",\"FAIL\")")
            }
        }
        for (index, run) in comparison.runs.enumerated() {
            add(
                "the scenario passed", ScenarioComparison.letter(index), .blank, .blank, .blank, isPassed: run.isPassed,
                formula: nil)
        }
    }

    private mutating func add(
        _ what: String, _ of: String, _ expected: SheetCell, _ found: SheetCell, _ difference: SheetCell,
        isPassed: Bool, formula: String?
    ) {
        let result = isPassed ? "pass" : "FAIL"
        if !isPassed { failures += 1 }
        rows.append([
            .text(what), .text(of), expected, found, difference,
            formula.map { .textFormula($0, result) } ?? .text(result), .text(formula == nil ? "no" : "yes"),
        ])
    }

    /// One result over all checks, for the cover.
    var overall: SheetCell {
        .textFormula(
            "IF(COUNTIF(Checks!$F$2:$F$\(rows.count + 1),\"FAIL\")=0,\"PASS\",\"FAIL\")",
            failures == 0 ? "PASS" : "FAIL")
    }

    var sheet: WorkbookSheet {
        WorkbookSheet(
            "Checks", about: "Sums that must agree, and whether each scenario passed", columns: ChecksSheet.columns,
            rows: rows, frozenColumns: 2)
    }
}
