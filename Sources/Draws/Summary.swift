/// What many draws of one figure come to.
package struct Summary: Hashable, Sendable {
    /// How many draws there are.
    package let count: Int
    /// The mean.
    package let mean: Double
    /// The standard deviation, with one less than the count as divisor; 0 for a single draw.
    package let deviation: Double
    /// The 5th percentile: nineteen in twenty draws are above it.
    package let p5: Double
    /// The 10th percentile.
    package let p10: Double
    /// The median.
    package let p50: Double
    /// The 90th percentile.
    package let p90: Double
    /// The 95th percentile.
    package let p95: Double

    /// How far the mean may be off because there are only so many draws: one standard error.
    package var standardError: Double { deviation / Double(count).squareRoot() }

    /// Sums draws up; `nil` where there are none or one is not a finite number.
    package init?(of draws: UnsafeBufferPointer<Double>) {
        guard let extent = Extent(of: draws) else { return nil }
        // Of draws that are all the same, neither the sum nor the squares may say otherwise by their rounding.
        let isOneValue = extent.range.lowerBound == extent.range.upperBound
        let mean = isOneValue ? extent.range.lowerBound + 0 : extent.sum / Double(draws.count)
        let percentiles = Percentiles.of(draws, extent, at: [0.05, 0.1, 0.5, 0.9, 0.95])
        let squares = isOneValue ? 0 : Sums.squares(draws, around: mean)
        count = draws.count
        self.mean = mean
        deviation = draws.count > 1 ? (squares / Double(draws.count - 1)).squareRoot() : 0
        (p5, p10, p50) = (percentiles[0], percentiles[1], percentiles[2])
        (p90, p95) = (percentiles[3], percentiles[4])
    }

    /// Sums draws up; `nil` where there are none or one is not a finite number.
    package init?(of draws: [Double]) {
        guard let summary = draws.withUnsafeBufferPointer({ Summary(of: $0) }) else { return nil }
        self = summary
    }
}

/// In how many draws something holds.
package struct Chance: Hashable, Sendable {
    /// How many draws there are.
    package let count: Int
    /// In how many of them it holds.
    package let met: Int

    /// A chance from counts; there must be a draw.
    package init(met: Int, of count: Int) {
        precondition(count > 0 && (0...count).contains(met), "some of the draws")
        self.met = met
        self.count = count
    }

    /// The part of the draws in which it holds.
    package var share: Double { Double(met) / Double(count) }

    /// How far the share may be off because there are only so many draws: one standard error. It is 0 where all draws or
    /// none agree, which does not mean certainty; ``interval`` says more then.
    package var standardError: Double { (share * (1 - share) / Double(count)).squareRoot() }

    /// Where the chance lies, 19 times in 20: Wilson, Journal of the American Statistical Association 22(158), 1927.
    package var interval: ClosedRange<Double> {
        let z = 1.959963984540054
        let n = Double(count)
        let centre = (share + z * z / (2 * n)) / (1 + z * z / n)
        let half = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot() / (1 + z * z / n)
        return (met == 0 ? 0 : max(0, centre - half))...(met == count ? 1 : min(1, centre + half))
    }
}
