// The year by month. What was read is spread equally over the months in which its line runs; what a movement changes,
// over the months in which it takes effect, or else over those of the line.

extension Plan {
    /// What a line spends by month: in all, or from one source.
    ///
    /// - Parameter spreadNotStated: whether amounts without stated months are spread over the whole year. That is an
    ///   assumption, and whoever asks for it has to name it.
    package func monthlySpend(
        line: Int, source: Int? = nil, spreadNotStated: Bool = false
    ) throws(PlanError) -> MonthlyAmounts {
        var sum = MonthlySum()
        forEachMonthlyAmount(source: source, spreadNotStated: spreadNotStated, only: line) { sum.add($1, over: $2) }
        return try sum.amounts()
    }

    /// What every line spends by month, in the order of ``lines``: in all, or from one source.
    package func monthlySpendByLine(
        source: Int? = nil, spreadNotStated: Bool = false
    ) throws(PlanError) -> [MonthlyAmounts] {
        var sums = [MonthlySum](repeating: MonthlySum(), count: lines.count)
        forEachMonthlyAmount(source: source, spreadNotStated: spreadNotStated) { sums[$0].add($1, over: $2) }
        var all: [MonthlyAmounts] = []
        all.reserveCapacity(sums.count)
        for sum in sums { all.append(try sum.amounts()) }
        return all
    }

    /// What all lines spend by month: in all, or from one source.
    package func monthlySpend(source: Int? = nil, spreadNotStated: Bool = false) throws(PlanError) -> MonthlyAmounts {
        var total = MonthlySum()
        forEachMonthlyAmount(source: source, spreadNotStated: spreadNotStated) { total.add($1, over: $2) }
        return try total.amounts()
    }

    /// What comes in from a source by month: a tranche whole in the month from which it is available, a contribution or
    /// withdrawal over its own months.
    package func monthlyFunding(source: Int, spreadNotStated: Bool = false) throws(PlanError) -> MonthlyAmounts {
        try monthlyFundingSum(source, spreadNotStated).amounts()
    }

    /// What comes in from all sources by month.
    package func monthlyFunding(spreadNotStated: Bool = false) throws(PlanError) -> MonthlyAmounts {
        var total = MonthlySum()
        for source in sources.indices { total.add(monthlyFundingSum(source, spreadNotStated)) }
        return try total.amounts()
    }

    private func monthlyFundingSum(_ source: Int, _ spreadNotStated: Bool) -> MonthlySum {
        let rest: MonthSpan? = spreadNotStated ? .wholeYear : nil
        var sum = MonthlySum()
        for tranche in sources[source].tranches {
            let month = tranche.availableFrom.flatMap { identity.year.month(of: $0) }
            sum.add(tranche.amount.pence, over: month.map { MonthSpan(month: $0) } ?? rest)
        }
        for movement in movements where movement.from == .contributor || movement.to == .contributor {
            for part in movement.parts where part.source == source {
                let sign: Int64 = movement.from == .contributor ? 1 : -1
                sum.add(sign * part.amount.pence, over: movement.note.months ?? rest)
            }
        }
        return sum
    }

    /// Every amount that spending by month is made of, with the place of its line and the months that it is spread over:
    /// of every line, or of one alone.
    @inline(__always)
    private func forEachMonthlyAmount(
        source: Int?, spreadNotStated: Bool, only: Int? = nil, _ body: (Int, Int64, MonthSpan?) -> Void
    ) {
        let rest: MonthSpan? = spreadNotStated ? .wholeYear : nil
        let lines = lines
        let width = openingSourceCount
        let opening = openingSpending
        for line in only.map({ $0..<$0 + 1 }) ?? lines.indices where line < openingLineCount {
            let months = lines[line].months ?? rest
            for column in 0..<width where source == nil || column == source {
                let pence = opening[line * width + column]
                if pence != 0 { body(line, pence, months) }
            }
        }
        for movement in movements {
            for sign in stride(from: Int64(-1), through: 1, by: 2) {
                guard case .line(let id) = sign < 0 ? movement.from : movement.to, let line = try? lineIndex(id),
                    only == nil || line == only
                else { continue }
                for part in movement.parts where source == nil || part.source == source {
                    body(line, sign * part.amount.pence, movement.note.months ?? lines[line].months ?? rest)
                }
            }
        }
    }
}

/// A month's cash: what was there, what came in, what was spent, what is left.
package struct CashMonth: Hashable, Sendable {
    /// What was there at its start; nothing in April, as no plan says what was brought forward.
    package let opening: Money
    /// What came in.
    package let receipts: Money
    /// What was spent.
    package let spend: Money
    /// What was left at its end.
    package let closing: Money
}

/// The cash of a year by month, as far as months are stated.
package struct CashView: Hashable, Sendable {
    /// April to March.
    package let months: [CashMonth]
    /// What comes in at a time that is not stated.
    package let receiptsNotStated: Money
    /// What is spent at a time that is not stated.
    package let spendNotStated: Money
}

extension Plan {
    /// Cash by month: of one source, or of the whole fund.
    package func cashByMonth(source: Int? = nil, spreadNotStated: Bool = false) throws(PlanError) -> CashView {
        let receipts =
            if let source {
                try monthlyFunding(source: source, spreadNotStated: spreadNotStated)
            } else {
                try monthlyFunding(spreadNotStated: spreadNotStated)
            }
        let spend = try monthlySpend(source: source, spreadNotStated: spreadNotStated)
        var months: [CashMonth] = []
        var balance = Money.zero
        do throws(MoneyError) {
            for (receipt, spent) in zip(receipts.months, spend.months) {
                let closing = try balance.adding(receipt).subtracting(spent)
                months.append(CashMonth(opening: balance, receipts: receipt, spend: spent, closing: closing))
                balance = closing
            }
        } catch {
            throw .tooLarge(error.description)
        }
        return CashView(months: months, receiptsNotStated: receipts.notStated, spendNotStated: spend.notStated)
    }
}
