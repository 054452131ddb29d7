package import Finance

/// The people that a rate is of: one count, or several, each from a day on.
package struct ActivityPeople: Hashable, Sendable {
    /// The counts, in the order of the days from which they are used.
    package let counts: [Population.Count]

    /// Makes it of counts.
    package init(_ counts: [Population.Count]) {
        self.counts = counts.sorted { ($0.inForce ?? "") < ($1.inForce ?? "") }
    }

    /// How many people there are in a month: the count that is in force on its first day. `nil` where none is yet.
    package func people(in month: CalendarMonth) -> Int64? {
        counts.last { ($0.inForce ?? "") <= month.firstDay }?.people
    }

    /// Days times people over a span, by which a rate a day divides; `nil` where the people of a month are not known.
    package func personDays(_ span: CalendarSpan) -> Int128? {
        var sum: Int128 = 0
        for month in span.months {
            guard let people = people(in: month) else { return nil }
            sum += Int128(people) * Int128(month.days)
        }
        return sum
    }
}

/// Delayed days a day for every 100,000 people: days, over days in the period, over people, times 100,000.
package enum ActivityRate {
    /// The exact rate of days over a number of days times people.
    package static func rate(_ days: Int64, personDays: Int128) -> Fraction? {
        Fraction(Int128(days) * 100_000, over: personDays)
    }

    /// The fewest and the most people at which days in a span give a rate that prints as `printed`; `nil` where none
    /// do.
    ///
    /// A rate prints as the figure where it is at least half a unit of the last place below, and less than half a unit
    /// above: halves go away from zero.
    package static func people(givingRate printed: DecimalFigure, days: Int64, in span: CalendarSpan)
        -> ClosedRange<Int64>?
    {
        guard days > 0, printed.digits > 0 else { return nil }
        let scale = (0..<printed.places).reduce(Int128(2)) { power, _ in power * 10 }
        let above = Int128(days) * 100_000 * scale
        let length = Int128(span.days)
        let (low, high) = (2 * Int128(printed.digits) - 1, 2 * Int128(printed.digits) + 1)
        // rate >= low / scale, so people <= above / (length × low); rate < high / scale, so people > above / (length × high).
        let most = above / (length * low)
        let fewest = above / (length * high) + 1
        guard fewest <= most, let first = Int64(exactly: fewest), let last = Int64(exactly: most) else { return nil }
        return first...last
    }
}
