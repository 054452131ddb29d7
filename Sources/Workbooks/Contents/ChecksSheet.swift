import Finance
import Scripting

/// Every check of the workbook, each with its result as a formula, and one result over all of them.
struct ChecksSheet {
    static let name = "Checks"

    static let columns = [
        SheetColumn("check", width: 40), SheetColumn("of", width: 34), SheetColumn("expected (£)", width: 18),
        SheetColumn("found (£)", width: 18), SheetColumn("difference (£)", width: 18),
        SheetColumn("result", width: 16), SheetColumn("live", width: 8),
    ]

    private(set) var rows: [[SheetCell]] = []
    private(set) var failures = 0

    init(_ evaluation: Evaluation, conditions: ConditionsSheet, places: PlanSheetPlaces, run: ScenarioRun?) {
        let plan = evaluation.after
        for source in plan.sources.indices { addBalance(plan, source) }
        addSum(
            "the totals of lines and of sources agree", expected: "SUM(\(places.totals))", plan.totalSpend,
            found: WorkingsSheet.sum(plan.sources.indices.map { places.spend(source: $0) }), plan.totalSpend)
        for (of, count) in [
            ("source", evaluation.bySource.count), ("contributor", evaluation.byContributor.count),
            ("pool", evaluation.byPool.count), ("theme", evaluation.byTheme.count), ("line", evaluation.byLine.count),
        ] where count > 0 {
            let last =
                1 + 1 + evaluation.bySource.count + evaluation.byContributor.count + evaluation.byPool.count
                + evaluation.byTheme.count + evaluation.byLine.count
            addSum(
                "spend by \(of) adds up to the whole", expected: "SUM(\(places.totals))", plan.totalSpend,
                found: "SUMIF(Comparison!$A$2:$A$\(last),\"\(of)\",Comparison!$E$2:$E$\(last))", plan.totalSpend)
        }
        for (index, each) in conditions.verdicts.enumerated() { addCondition(each, row: index + 2) }
        for earlier in plan.earlierYears {
            add(
                "income equals expenditure", earlier.identity.year.text, .blank, .blank, .blank,
                earlier.isBalanced ? "pass" : "FAIL", nil)
        }
        for expectation in run?.expectations ?? [] {
            add(
                "the script expects", expectation.message, .blank, .blank, .blank, expectation.isMet ? "pass" : "FAIL",
                nil)
        }
    }

    /// Income equals expenditure, of one source. Where the plan does not state the income, nobody can tell, unless a
    /// scenario left money without a use.
    private mutating func addBalance(_ plan: Plan, _ source: Int) {
        let row = rows.count + 2
        let summary = source + 2
        let open = plan.unallocated(source: source)
        let isStated = plan.isIncomeStated(source: source)
        let otherwise = isStated ? "pass" : ConditionAssessment.Verdict.cannotBeTold.rawValue
        let income = Money(pence: plan.spend(source: source).pence &+ open.pence)
        add(
            "income equals expenditure", plan.sources[source].id,
            .moneyFormula("Summary!F\(summary)+Summary!G\(summary)", income),
            .moneyFormula("Summary!H\(summary)", plan.spend(source: source)),
            .moneyFormula("ROUND(C\(row)-D\(row),2)", open), open.isZero ? otherwise : "FAIL",
            "IF(E\(row)=0,\"\(otherwise)\",\"FAIL\")")
    }

    private mutating func addSum(
        _ what: String, expected: String, _ expectedValue: Money, found: String, _ foundValue: Money
    ) {
        let row = rows.count + 2
        add(
            what, "", .moneyFormula(expected, expectedValue), .moneyFormula(found, foundValue),
            .moneyFormula("ROUND(C\(row)-D\(row),2)", Money(pence: expectedValue.pence &- foundValue.pence)),
            expectedValue == foundValue ? "pass" : "FAIL", "IF(E\(row)=0,\"pass\",\"FAIL\")")
    }

    private mutating func addCondition(
        _ each: (condition: Condition, year: PlanningYear, verdict: ConditionAssessment.Verdict), row: Int
    ) {
        // The balance has a check for each source.
        if case .balance = each.condition.test { return }
        let verdict = "Conditions!\(ConditionsSheet.verdict)\(row)"
        let result: String
        switch each.verdict {
        case .breached: result = "FAIL"
        case .met, .declared: result = "pass"
        default: result = each.verdict.rawValue
        }
        add(
            "condition of \(each.year.text)", each.condition.id, .blank, .blank, .blank, result,
            "IF(\(verdict)=\"BREACHED\",\"FAIL\",IF(OR(\(verdict)=\"met\",\(verdict)=\"declared\"),\"pass\",\(verdict)))"
        )
    }

    private mutating func add(
        _ what: String, _ of: String, _ expected: SheetCell, _ found: SheetCell, _ difference: SheetCell,
        _ result: String, _ formula: String?
    ) {
        if result == "FAIL" { failures += 1 }
        rows.append([
            .text(what), .text(of), expected, found, difference,
            formula.map { .textFormula($0, result) } ?? .text(result), .text(formula == nil ? "no" : "yes"),
        ])
    }

    /// One result over all checks, for the cover.
    var overall: SheetCell {
        let results = "Checks!$F$2:$F$\(rows.count + 1)"
        let value = failures == 0 ? "PASS" : "FAIL"
        return .textFormula("IF(COUNTIF(\(results),\"FAIL\")=0,\"PASS\",\"FAIL\")", value)
    }

    /// How many checks fail, for the cover.
    var failed: SheetCell {
        let results = "Checks!$F$2:$F$\(rows.count + 1)"
        return .textFormula(
            "COUNTIF(\(results),\"FAIL\")&\" of \"&ROWS(\(results))&\" checks fail, \"&COUNTIF(\(results),\"pass\")&\" pass\"",
            "\(failures) of \(rows.count) checks fail, \(passes) pass")
    }

    private var passes: Int {
        rows.count { row in
            switch row[5] {
            case .text(let result), .textFormula(_, let result): result == "pass"
            default: false
            }
        }
    }

    var sheet: WorkbookSheet {
        WorkbookSheet(
            Self.name, about: "Income against expenditure, sums, conditions and expectations, each with its result",
            columns: Self.columns, rows: rows, frozenColumns: 2)
    }
}
