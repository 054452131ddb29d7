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
    private var months = [Int128](repeating: 0, count: 12)
    private var notStated: Int128 = 0

    /// Adds an amount in equal shares over months, to the penny; `nil` for no stated months.
    mutating func add(_ pence: Int64, over span: MonthSpan?) {
        guard let span else {
            notStated += Int128(pence)
            return
        }
        // Every share gets the whole part. The odd pence are spread as well, so that quarters that are equal look it.
        let count = Int64(span.count)
        let (share, rest) = pence.quotientAndRemainder(dividingBy: count)
        let odd = Int64(rest.magnitude)
        let sign: Int64 = pence < 0 ? -1 : 1
        for (place, month) in span.numbers.enumerated() {
            let given = (Int64(place) * odd + count - 1) / count
            let due = (Int64(place + 1) * odd + count - 1) / count
            months[month - 1] += Int128(share + sign * (due - given))
        }
    }

    /// Adds all of another sum.
    mutating func add(_ other: MonthlySum) {
        for month in months.indices { months[month] += other.months[month] }
        notStated += other.notStated
    }

    /// The amounts. Throws when one of them does not fit in 64 bits of pence.
    func amounts() throws(PlanError) -> MonthlyAmounts {
        var shown: [Money] = []
        for month in months { shown.append(try Self.fitting(month)) }
        var quarters: [Money] = []
        for first in [0, 3, 6, 9] { quarters.append(try Self.fitting(months[first..<first + 3].reduce(0, +))) }
        return MonthlyAmounts(
            months: shown, notStated: try Self.fitting(notStated),
            total: try Self.fitting(months.reduce(notStated, +)), quarters: quarters)
    }

    private static func fitting(_ pence: Int128) throws(PlanError) -> Money {
        guard let pence = Int64(exactly: pence) else {
            throw .tooLarge("what moves in and out of a month is too large to hold exactly")
        }
        return Money(pence: pence)
    }
}
