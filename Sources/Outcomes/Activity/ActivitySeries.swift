package import Finance

/// One authority's delayed days over some months, with rates and the change from year to year.
package struct ActivitySeries: Sendable {
    /// Days of each kind in a span, as far as they are known.
    package struct Amounts: Sendable, Hashable {
        /// The span.
        package let span: CalendarSpan
        /// Days by part, in the order of ``DelayedTransfers/Part``; `nil` where the file leaves a cell empty.
        package let days: [Int64?]
        /// Days times people; `nil` where the people are not known.
        package let personDays: Int128?
        /// How many of the span's months the data set has.
        package let monthCount: Int

        /// Whether every month of the span is there.
        package var isWhole: Bool { monthCount == span.count }

        /// The days of a part.
        package func days(_ part: DelayedTransfers.Part) -> Int64? {
            DelayedTransfers.Part.allCases.firstIndex(of: part).flatMap { days[$0] }
        }

        /// The rate of a part, a day for every 100,000 people; `nil` where months are missing or people not known.
        package func rate(_ part: DelayedTransfers.Part) -> Fraction? {
            guard isWhole, let days = days(part), let personDays else { return nil }
            return ActivityRate.rate(days, personDays: personDays)
        }
    }

    /// Whose days they are.
    package let authority: DelayedTransfers.Authority
    /// Month by month.
    package let months: [Amounts]
    /// Financial year by financial year, as far as they lie in the span.
    package let years: [Amounts]
    /// The months of the span that the data set does not have.
    package let missing: [CalendarMonth]

    /// Takes a series out of a data set.
    ///
    /// - Parameters:
    ///   - authority: its place in the data set.
    ///   - span: the months that are wanted; `nil` for all that there are.
    ///   - people: of whom rates are; `nil` for none.
    package init(
        _ data: DelayedTransfers, of authority: Int, in span: CalendarSpan? = nil, people: ActivityPeople? = nil
    ) {
        self.authority = data.authorities[authority]
        let rows = data.series(of: authority)
        let byMonth = Dictionary(rows.map { ($0.month, $0) }) { first, _ in first }
        guard let first = span?.first ?? rows.first?.month, let last = span?.last ?? rows.last?.month, first <= last
        else {
            (months, years, missing) = ([], [], [])
            return
        }
        let whole = CalendarSpan(first, last)
        months = whole.months.filter { byMonth[$0] != nil }.map {
            Self.amounts(CalendarSpan($0, $0), byMonth, people)
        }
        missing = whole.months.filter { byMonth[$0] == nil }
        years = (first.financialYear.start...last.financialYear.start).map { start in
            let april = CalendarMonth(aprilOf: PlanningYear(startingIn: start))
            return Self.amounts(CalendarSpan(max(april, first), min(april.adding(11), last)), byMonth, people)
        }
    }

    /// The sums over a span of the months that there are.
    static func amounts(
        _ span: CalendarSpan, _ rows: [CalendarMonth: DelayedTransfers.Row], _ people: ActivityPeople?
    ) -> Amounts {
        let found = span.months.compactMap { rows[$0] }
        let days = DelayedTransfers.Part.allCases.map { part -> Int64? in
            var sum: Int64 = 0
            for row in found {
                guard let days = row.days(part) else { return nil }
                sum += days
            }
            return found.isEmpty ? nil : sum
        }
        return Amounts(span: span, days: days, personDays: people?.personDays(span), monthCount: found.count)
    }
}

/// How a count changed, absolutely and in %.
package struct CountChange: Sendable, Hashable {
    /// What it was.
    package let before: Int64
    /// What it became.
    package let after: Int64

    /// Makes a change.
    package init(from before: Int64, to after: Int64) {
        self.before = before
        self.after = after
    }

    /// By how much.
    package var absolute: Int64 { after - before }

    /// In %; `nil` where there was nothing before.
    package var percentage: Fraction? {
        .percentage(from: Fraction(before), to: Fraction(after))
    }
}
