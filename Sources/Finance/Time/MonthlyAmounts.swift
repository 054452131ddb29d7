/// An amount of a financial year by month, with what no month is stated for kept apart.
package struct MonthlyAmounts: Hashable, Sendable {
    /// The amounts of April to March: twelve, any of which may be below zero.
    package let months: [Money]
    /// What no month is stated for.
    package let notStated: Money
    /// Everything together.
    package let total: Money

    /// The amounts of the four quarters; quarter 1 is April to June. They and ``notStated`` sum to ``total``.
    package let quarters: [Money]

    /// Whether there is nothing in any month, nor without one.
    package var isNothing: Bool { notStated.isZero && months.allSatisfy(\.isZero) }

    /// The months of the year for which the amounts say that more leaves than is there.
    package var monthsBelowZero: [Int] { months.indices.filter { months[$0].isNegative }.map { $0 + 1 } }
}

/// Adds amounts to months. Sums are wide, as movements back and forth may be more than the plan ever holds.
struct MonthlySum {
    /// What each month has more than the month before it: of an amount in equal shares, few of these are not zero. The
    /// last takes what ends with the year.
    private var steps = InlineArray<13, Int128>(repeating: 0)
    private var notStated: Int128 = 0

    /// Adds an amount in equal shares over months, to the penny; `nil` for no stated months.
    mutating func add(_ pence: Int64, over span: MonthSpan?) {
        guard let span else {
            notStated += Int128(pence)
            return
        }
        // Every share gets the whole part. The odd pence are spread as well, so that quarters that are equal look it.
        let count = span.count
        let (share, rest) = pence.quotientAndRemainder(dividingBy: Int64(count))
        let first = span.first - 1
        steps[first] += Int128(share)
        steps[span.last] -= Int128(share)
        let sign: Int128 = pence < 0 ? -1 : 1
        let odd = Int(rest.magnitude)
        for penny in 0..<odd {
            let place = first + penny * count / odd
            steps[place] += sign
            steps[place + 1] -= sign
        }
    }

    /// Adds all of another sum.
    mutating func add(_ other: MonthlySum) {
        for month in steps.indices { steps[month] += other.steps[month] }
        notStated += other.notStated
    }

    /// The amounts. Throws when one of them does not fit in 64 bits of pence.
    func amounts() throws(PlanError) -> MonthlyAmounts {
        var months: [Money] = []
        var quarters: [Money] = []
        months.reserveCapacity(12)
        quarters.reserveCapacity(4)
        var (month, quarter, total) = (Int128(0), Int128(0), notStated)
        for place in 0..<12 {
            month += steps[place]
            months.append(try Self.fitting(month))
            quarter += month
            if place % 3 == 2 {
                quarters.append(try Self.fitting(quarter))
                total += quarter
                quarter = 0
            }
        }
        return MonthlyAmounts(
            months: months, notStated: try Self.fitting(notStated), total: try Self.fitting(total), quarters: quarters)
    }

    private static func fitting(_ pence: Int128) throws(PlanError) -> Money {
        guard let pence = Int64(exactly: pence) else {
            throw .tooLarge("what moves in and out of a month is too large to hold exactly")
        }
        return Money(pence: pence)
    }
}
