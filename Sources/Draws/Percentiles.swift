/// Percentiles of draws, by the definition that numpy and spreadsheets use (Hyndman and Fan's seventh): among n draws in
/// order, counted from 0, the one at place p (n - 1), between its neighbours by a straight line.
package enum Percentiles {
    /// The percentiles at fractions from 0 to 1; `nil` where there are no draws or one is not a finite number.
    package static func of(_ draws: UnsafeBufferPointer<Double>, at fractions: [Double]) -> [Double]? {
        guard let extent = Extent(of: draws) else { return nil }
        return of(draws, extent, at: fractions)
    }

    /// The percentiles of draws whose extent is known.
    static func of(_ draws: UnsafeBufferPointer<Double>, _ extent: Extent, at fractions: [Double]) -> [Double] {
        precondition(fractions.allSatisfy { (0...1).contains($0) }, "a percentile lies between 0 and 1")
        let last = draws.count - 1
        var wanted: [Int] = []
        wanted.reserveCapacity(2 * fractions.count)
        for fraction in fractions {
            let rank = Int(fraction * Double(last))
            wanted.append(rank)
            wanted.append(min(rank + 1, last))
        }
        wanted.sort()
        let found = OrderStatistics.of(draws, within: extent.range, at: wanted)
        return fractions.map { fraction in
            let place = fraction * Double(last)
            let index = wanted.firstIndex(of: Int(place)) ?? 0
            let next = wanted.firstIndex(of: min(Int(place) + 1, last)) ?? index
            return between(found[index], found[next], place - Double(Int(place)))
        }
    }

    /// The percentiles at fractions from 0 to 1; `nil` where there are no draws or one is not a finite number.
    package static func of(_ draws: [Double], at fractions: [Double]) -> [Double]? {
        draws.withUnsafeBufferPointer { of($0, at: fractions) }
    }

    /// Where a percentile of the distribution itself lies, as sure as said: between two of the draws in order, whatever
    /// the distribution. `nil` where the draws are too few to say.
    ///
    /// How many of n draws lie below a percentile is binomial, so two ranks enclose it with a known chance (Conover,
    /// Practical Nonparametric Statistics, 3.2).
    package static func interval(
        of draws: [Double], at fraction: Double, confidence: Double = 0.95
    ) -> ClosedRange<Double>? {
        precondition(fraction > 0 && fraction < 1 && confidence > 0 && confidence < 1, "open ranges")
        let missed = (1 - confidence) / 2
        guard
            let low = lowerRank(draws.count, fraction, missed),
            let high = lowerRank(draws.count, 1 - fraction, missed).map({ draws.count - 1 - $0 }), low <= high
        else { return nil }
        return draws.withUnsafeBufferPointer { draws in
            guard let extent = Extent(of: draws) else { return nil }
            let found = OrderStatistics.of(draws, within: extent.range, at: low == high ? [low] : [low, high])
            return found[0]...found[found.count - 1]
        }
    }

    /// The highest rank, counted from 0, that the percentile is below with no more than a given chance.
    private static func lowerRank(_ count: Int, _ fraction: Double, _ missed: Double) -> Int? {
        // The percentile is below the draw of a rank when no more than `rank` draws are below the percentile.
        func isSafe(_ rank: Int) -> Bool {
            let (below, above) = (Double(rank + 1), Double(count - rank))
            return 1 - BetaFunction.cumulative(fraction, below, above) <= missed
        }
        guard count > 0, isSafe(0) else { return nil }
        var (low, high) = (0, count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if isSafe(middle) { low = middle } else { high = middle }
        }
        return low
    }

    /// The point a part of the way from one value to another; from the nearer end, as numpy does, so that it never
    /// leaves the two.
    private static func between(_ one: Double, _ other: Double, _ part: Double) -> Double {
        let distance = other - one
        // Two finite numbers may be too far apart for their distance to be one.
        if !distance.isFinite { return one * (1 - part) + other * part }
        return part < 0.5 ? one + distance * part : other - distance * (1 - part)
    }
}
