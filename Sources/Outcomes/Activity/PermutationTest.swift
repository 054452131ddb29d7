import Draws

/// How often the difference of two runs of months would be as large if it did not matter which months come before and
/// which after: the months are dealt anew to the two sides.
///
/// It takes the months as exchangeable, so it knows of no trend and no season. Counts and days are whole numbers, and
/// differences are compared exactly.
package struct PermutationTest: Sendable, Hashable {
    /// In how many ways the months were dealt, the real one among them.
    package let arrangements: Int
    /// In how many of these the rates differ at least as much.
    package let asLarge: Int
    /// Whether every way was tried, and not some by chance.
    package let isComplete: Bool

    /// The most ways that are all tried.
    static let most = 20_000
    /// How many ways are tried by chance where there are more, beside the real one.
    static let drawn = 9_999

    /// Makes the test; `nil` with less than two months on a side or more than 62 in all.
    package init?(before: [RateTest.Month], after: [RateTest.Month], seed: UInt64) {
        let months = before + after
        guard before.count >= 2, after.count >= 2, months.count <= 62 else { return nil }
        let real = Self.difference(months, after: Array(before.count..<months.count))
        var asLarge = 0
        var arrangements = 0
        if let ways = Self.ways(months.count, after.count), ways <= Self.most {
            var chosen: UInt64 = (1 << UInt64(after.count)) - 1
            for _ in 0..<ways {
                let after = months.indices.filter { chosen >> UInt64($0) & 1 == 1 }
                if Self.isAsLarge(Self.difference(months, after: after), as: real) { asLarge += 1 }
                arrangements += 1
                // The next number with as many bits set (Gosper).
                let lowest = chosen & (0 &- chosen)
                let ripple = chosen &+ lowest
                chosen = ripple | (((chosen ^ ripple) >> 2) / lowest)
            }
            isComplete = true
        } else {
            var draws = DrawSequence(DrawStream(seed: seed, name: "activity/permutation"))
            asLarge = 1
            for _ in 0..<Self.drawn {
                let order = draws.shuffled(Array(months.indices))
                let after = Array(order.prefix(after.count))
                if Self.isAsLarge(Self.difference(months, after: after), as: real) { asLarge += 1 }
            }
            arrangements = Self.drawn + 1
            isComplete = false
        }
        self.asLarge = asLarge
        self.arrangements = arrangements
    }

    /// The difference of the two rates as a fraction, without its sign.
    private static func difference(_ months: [RateTest.Month], after: [Int]) -> (Int128, Int128) {
        var (count, days) = (Int128(0), Int128(0))
        for place in after {
            count += Int128(months[place].count)
            days += Int128(months[place].days)
        }
        let allCount = months.reduce(Int128(0)) { $0 + Int128($1.count) }
        let allDays = months.reduce(Int128(0)) { $0 + Int128($1.days) }
        let above = count * (allDays - days) - (allCount - count) * days
        return (above < 0 ? -above : above, days * (allDays - days))
    }

    private static func isAsLarge(_ one: (Int128, Int128), as other: (Int128, Int128)) -> Bool {
        one.0 * other.1 >= other.0 * one.1
    }

    /// In how many ways `chosen` of `count` can be taken; `nil` where there are very many.
    static func ways(_ count: Int, _ chosen: Int) -> Int? {
        var ways = 1
        for step in 0..<min(chosen, count - chosen) {
            let (product, overflow) = ways.multipliedReportingOverflow(by: count - step)
            if overflow { return nil }
            ways = product / (step + 1)
        }
        return ways
    }
}
