package import Finance

/// One authority's delayed days before and after a month, held against its own earlier months and against others.
package struct ActivityChange: Sendable {
    /// Why no comparison can be made.
    package enum Problem: Error, Sendable, Hashable {
        /// A month of the two windows is not in the data, or its part is empty.
        case missing(CalendarMonth)
    }

    /// Days in two windows.
    package struct Pair: Sendable, Hashable {
        /// Days before, and in how many days.
        package let before: Int64
        /// How many days the window before has.
        package let beforeLength: Int
        /// Days after.
        package let after: Int64
        /// How many days the window after has.
        package let afterLength: Int

        /// Days a day before.
        package var beforeRate: Fraction? { Fraction(Int128(before), over: Int128(beforeLength)) }
        /// Days a day after.
        package var afterRate: Fraction? { Fraction(Int128(after), over: Int128(afterLength)) }
        /// The change of days a day in %.
        package var percentage: Fraction? {
            guard let beforeRate, let afterRate else { return nil }
            return .percentage(from: beforeRate, to: afterRate)
        }

        /// `after / before` as a fraction of whole numbers, of days a day.
        var ratio: (above: Int128, below: Int128) {
            (Int128(after) * Int128(beforeLength), Int128(before) * Int128(afterLength))
        }

        /// Whether this pair changed at least as much as another, up or down.
        func isAsLarge(as other: Pair) -> Bool {
            let (own, real) = (Self.folded(ratio), Self.folded(other.ratio))
            return own.above * real.below >= real.above * own.below
        }

        /// Whether it changed the same way as another, and at least as much.
        func wentAsFar(as other: Pair) -> Bool {
            let falls = other.ratio.above < other.ratio.below
            let left = ratio.above * other.ratio.below
            let right = other.ratio.above * ratio.below
            return falls ? left <= right : left >= right
        }

        private static func folded(_ ratio: (above: Int128, below: Int128)) -> (above: Int128, below: Int128) {
            ratio.above >= ratio.below ? ratio : (ratio.below, ratio.above)
        }
    }

    /// The same comparison made where nothing was changed.
    package struct Placebo: Sendable, Hashable {
        /// How many there are.
        package let count: Int
        /// In how many the change is at least as large.
        package let asLarge: Int
    }

    /// The change held against other authorities'.
    package struct Others: Sendable, Hashable {
        /// How many authorities, those with every month of both windows.
        package let count: Int
        /// Their days together.
        package let pair: Pair
        /// How many of them went the same way at least as far.
        package let wentAsFar: Int
        /// How many of them fell.
        package let fell: Int
        /// What the authority would have had a day after, had it changed as they did together.
        package let expectedAfter: Fraction?
        /// What it had beyond that, in days a day.
        package let beyond: Fraction?
        /// The same in % of what was to be expected.
        package let beyondPercentage: Fraction?
    }

    /// Whose days.
    package let authority: DelayedTransfers.Authority
    /// Which of them.
    package let part: DelayedTransfers.Part
    /// The window before.
    package let before: CalendarSpan
    /// The window after; its first month is the first one that is changed.
    package let after: CalendarSpan
    /// The days.
    package let pair: Pair
    /// Days times people in the windows; `nil` where people are not known.
    package let personDays: (before: Int128, after: Int128)?
    /// The same windows a year earlier; `nil` where the data do not reach back.
    package let yearBefore: Pair?
    /// The test of the rates.
    package let rateTest: RateTest?
    /// The test by dealing the months anew.
    package let permutation: PermutationTest?
    /// The step with trend and season held.
    package let segmented: SegmentedFit?
    /// The same windows at every earlier month, as far as they end before the change.
    package let earlierDates: Placebo
    /// The same, of those in the same calendar month.
    package let sameMonthOfEarlierYears: Placebo
    /// The other authorities; `nil` where none can be compared.
    package let others: Others?

    /// Compares.
    ///
    /// - Parameters:
    ///   - change: the first month after.
    ///   - lengths: how many months before and after.
    ///   - compared: the authorities to compare with; `nil` for all others.
    ///   - seed: what chance is drawn from where there are too many arrangements to try them all.
    package init(
        _ data: DelayedTransfers, of authority: Int, part: DelayedTransfers.Part = .total, change: CalendarMonth,
        lengths: (before: Int, after: Int), people: ActivityPeople? = nil, compared: [Int]? = nil, seed: UInt64 = 1
    ) throws(Problem) {
        self.authority = data.authorities[authority]
        self.part = part
        let windows = [
            CalendarSpan(change.adding(-lengths.before), change.adding(-1)),
            CalendarSpan(change, change.adding(lengths.after - 1)),
        ]
        (before, after) = (windows[0], windows[1])
        var days: [Int: [CalendarMonth: Int64]] = [:]
        for row in data.rows {
            if let count = row.days(part) { days[row.authority, default: [:]][row.month] = count }
        }
        let own = days[authority] ?? [:]
        let wanted = windows[0].months + windows[1].months
        if let missing = wanted.first(where: { own[$0] == nil }) { throw .missing(missing) }
        func pair(_ counts: [CalendarMonth: Int64], shiftedBy months: Int) -> Pair? {
            Self.pair(windows.map { CalendarSpan($0.first.adding(months), $0.last.adding(months)) }, counts)
        }
        guard let real = pair(own, shiftedBy: 0) else { throw .missing(change) }
        self.pair = real
        personDays = people.flatMap { people in
            guard let one = people.personDays(windows[0]), let other = people.personDays(windows[1]) else { return nil }
            return (one, other)
        }
        yearBefore = pair(own, shiftedBy: -12)
        let runs = windows.map { span in
            span.months.map { RateTest.Month(own[$0] ?? 0, days: $0.days) }
        }
        rateTest = RateTest(before: runs[0], after: runs[1])
        permutation = PermutationTest(before: runs[0], after: runs[1], seed: seed)
        var fitted: [(CalendarMonth, Int64)] = []
        var month = windows[1].last
        while let count = own[month] {
            fitted.append((month, count))
            month = month.adding(-1)
        }
        segmented = SegmentedFit(fitted.reversed().map { (month: $0.0, count: $0.1) }, change: change)

        var (earlier, sameMonth) = ([Pair](), [Pair]())
        if let first = own.keys.min() {
            var shift = -lengths.after
            while windows[0].first.adding(shift) >= first {
                if let placebo = pair(own, shiftedBy: shift), placebo.before > 0 {
                    earlier.append(placebo)
                    if shift.isMultiple(of: 12) { sameMonth.append(placebo) }
                }
                shift -= 1
            }
        }
        earlierDates = Placebo(count: earlier.count, asLarge: earlier.count { $0.isAsLarge(as: real) })
        sameMonthOfEarlierYears = Placebo(count: sameMonth.count, asLarge: sameMonth.count { $0.isAsLarge(as: real) })

        let candidates =
            compared
            ?? data.authorities.indices.filter {
                data.authorities[$0].code != nil && !data.authorities[$0].isElsewhere
            }
        others = Self.others(
            candidates.filter { $0 != authority }.compactMap { pair(days[$0] ?? [:], shiftedBy: 0) }
                .filter { $0.before > 0 }, real)
    }

    /// The days of two windows; `nil` where a month is missing.
    private static func pair(_ spans: [CalendarSpan], _ counts: [CalendarMonth: Int64]) -> Pair? {
        var sums: [Int64] = []
        for span in spans {
            var sum: Int64 = 0
            for month in span.months {
                guard let count = counts[month] else { return nil }
                sum += count
            }
            sums.append(sum)
        }
        return Pair(before: sums[0], beforeLength: spans[0].days, after: sums[1], afterLength: spans[1].days)
    }

    private static func others(_ pairs: [Pair], _ real: Pair) -> Others? {
        guard let first = pairs.first else { return nil }
        let all = Pair(
            before: pairs.reduce(0) { $0 + $1.before }, beforeLength: first.beforeLength,
            after: pairs.reduce(0) { $0 + $1.after }, afterLength: first.afterLength)
        // The rate before times the ratio of the others: the lengths of the windows are the same for all.
        let expected = Fraction(
            Int128(real.before) * Int128(all.after), over: Int128(all.before) * Int128(all.afterLength))
        var beyond: Fraction?
        var percentage: Fraction?
        if let expected, let actual = real.afterRate {
            beyond = actual.subtracting(expected)
            percentage = .percentage(from: expected, to: actual)
        }
        return Others(
            count: pairs.count, pair: all, wentAsFar: pairs.count { $0.wentAsFar(as: real) },
            fell: pairs.count { $0.ratio.above < $0.ratio.below }, expectedAfter: expected, beyond: beyond,
            beyondPercentage: percentage)
    }
}
