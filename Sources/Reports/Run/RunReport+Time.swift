import Diagnostics
import Finance
import Scripting

/// How a report divides a year.
package enum TimeStep: String, Sendable, CaseIterable { case quarter, month }

// The last year by quarter or by month: spend by theme and by line that changes, income by source, and cash.

extension RunReport {
    /// The section of the report. A plan whose months do not fit says so instead.
    package func timeText(_ step: TimeStep) -> Passage {
        let title = "By \(step.rawValue), \(run.evaluation.after.identity.year.text)\n"
        do throws(PlanError) {
            return title + (try spendText(step)) + (try incomeText(step)) + (try cashText(step))
        } catch {
            return Passage(title + "  cannot be shown: \(error.message)\n\n")
        }
    }

    private func names(_ step: TimeStep) -> [String] {
        step == .quarter
            ? ["Q1 Apr-Jun", "Q2 Jul-Sep", "Q3 Oct-Dec", "Q4 Jan-Mar"] : MonthSpan.names.map { String($0.prefix(3)) }
    }

    private func figures(_ amounts: MonthlyAmounts, _ step: TimeStep) -> [String] {
        let parts = step == .quarter ? amounts.quarters : amounts.months
        return (parts + [amounts.notStated, amounts.total]).map { $0.isZero ? "–" : $0.description }
    }

    private func columns(_ step: TimeStep) -> [TextTable.Column] {
        (names(step) + ["Not stated", "Year"]).map { .figures($0) }
    }

    private func spendText(_ step: TimeStep) throws(PlanError) -> Passage {
        let plan = run.evaluation.after
        let byLine = try plan.monthlySpendByLine()
        var table = TextTable([.words("Line"), .words("")] + columns(step))
        for (index, line) in plan.lines.enumerated() where !byLine[index].isNothing {
            table.add([line.id, line.title.shortened(to: 30)] + figures(byLine[index], step))
        }
        table.addRule()
        table.add(["", "Total"] + figures(try plan.monthlySpend(), step))
        var text = table.passage
        for (index, line) in plan.lines.enumerated() {
            let below = byLine[index].monthsBelowZero.map { MonthSpan.names[$0 - 1] }
            if below.isEmpty { continue }
            text += "  \(line.id.onOneLine) would spend less than nothing in \(below.joined(separator: ", "))\n"
        }
        return text + "\n"
    }

    private func incomeText(_ step: TimeStep) throws(PlanError) -> Passage {
        let plan = run.evaluation.after
        var table = TextTable([.words("Income from")] + columns(step))
        for (index, source) in plan.sources.enumerated() {
            table.add([source.id] + figures(try plan.monthlyFunding(source: index), step))
        }
        table.addRule()
        table.add(["Total"] + figures(try plan.monthlyFunding(), step))
        return table.passage + "\n"
    }

    private func cashText(_ step: TimeStep) throws(PlanError) -> Passage {
        let cash = try run.evaluation.after.cashByMonth()
        var table = TextTable([
            .words("Cash"), .figures("Opening"), .figures("Receipts"), .figures("Spend"), .figures("Closing"),
        ])
        let length = step == .quarter ? 3 : 1
        for (place, name) in names(step).enumerated() {
            let months = cash.months[place * length..<(place + 1) * length]
            // Each sum is a difference of balances that fit, or was checked to fit as a quarter.
            func sum(_ part: (CashMonth) -> Money) -> Money { Money(pence: months.reduce(0) { $0 &+ part($1).pence }) }
            guard let first = months.first, let last = months.last else { continue }
            table.add([
                name, first.opening.description, sum(\.receipts).description, sum(\.spend).description,
                last.closing.description,
            ])
        }
        return table.passage
            + "  without \(cash.receiptsNotStated) of receipts and \(cash.spendNotStated) of spend whose months are not stated\n\n"
    }

    /// The last year by month as JSON.
    func timeJSON() -> JSONValue {
        let plan = run.evaluation.after
        do throws(PlanError) {
            let byLine = try plan.monthlySpendByLine()
            var income: [JSONValue] = []
            for (index, source) in plan.sources.enumerated() {
                income.append(json(source.id, try plan.monthlyFunding(source: index)))
            }
            let cash = try plan.cashByMonth()
            return .object([
                ("year", .string(plan.identity.year.id)),
                ("spend_by_line_pence", .array(zip(plan.lines, byLine).map { json($0.id, $1) })),
                ("spend_pence", json("total", try plan.monthlySpend())),
                ("income_by_source_pence", .array(income)),
                ("income_pence", json("total", try plan.monthlyFunding())),
                ("cash_closing_pence", .array(cash.months.map { .integer($0.closing.pence) })),
            ])
        } catch {
            return .object([("cannot_be_shown", .string(error.message))])
        }
    }

    private func json(_ id: String, _ amounts: MonthlyAmounts) -> JSONValue {
        .object([
            ("id", .string(id)), ("months", .array(amounts.months.map { .integer($0.pence) })),
            ("quarters", .array(amounts.quarters.map { .integer($0.pence) })),
            ("not_stated", .integer(amounts.notStated.pence)), ("year", .integer(amounts.total.pence)),
        ])
    }
}
