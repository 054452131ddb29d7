import Kernels

/// Narrow ranges of values that surely hold the values of given ranks.
struct Brackets {
    /// The lower and the upper ends; no two ranges overlap.
    private var lows: [Double] = []
    private var highs: [Double] = []
    /// How many values are below each range, and those within it.
    private var below: [Int] = []
    private var within: [[Double]] = []

    /// Takes a sample and finds ranges in it.
    init(of values: UnsafeBufferPointer<Double>, _ ranks: [Int]) {
        let size = min(16384, max(512, values.count / 16))
        let step = values.count / size
        // Not every step-th value, for values may repeat themselves with just that step.
        var sample = (0..<size).map {
            values[$0 * step + Int((UInt32(truncatingIfNeeded: $0) &* 2_654_435_761) >> 8) % step]
        }
        // Four standard deviations to either side; a rank beyond the sample's ends has an open range.
        let ends = ranks.map { rank in
            let share = (Double(rank) + 0.5) / Double(values.count)
            let centre = share * Double(size)
            let reach = 4 * (Double(size) * share * (1 - share)).squareRoot() + 2
            return (from: Int((centre - reach).rounded(.down)), to: Int((centre + reach).rounded(.up)))
        }
        let places = Set(ends.flatMap { [$0.from, $0.to] }.filter { sample.indices.contains($0) }).sorted()
        let found = sample.withUnsafeMutableBufferPointer { OrderStatistics.select(places, in: $0) }
        let ofPlace = Dictionary(uniqueKeysWithValues: zip(places, found))
        for end in ends {
            let low = ofPlace[end.from] ?? -.infinity
            let high = ofPlace[end.to] ?? .infinity
            if let last = highs.last, low <= last {
                highs[highs.count - 1] = max(last, high)
            } else {
                lows.append(low)
                highs.append(high)
            }
        }
    }

    /// Counts and gathers; `false` when more is gathered than the limit, as where many values are the same.
    mutating func gather(_ values: UnsafeBufferPointer<Double>, limit: Int) -> Bool {
        below = lows.map { _ in 0 }
        within = lows.map { _ in [] }
        guard let base = values.baseAddress else { return false }
        let block = 512
        var gathered = 0
        return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: block) { ends in
            let scratch = UnsafeMutableBufferPointer<Int>.allocate(capacity: block)
            defer { scratch.deallocate() }
            guard let ends = ends.baseAddress, let places = scratch.baseAddress else { return false }
            var start = 0
            while start < values.count {
                let count = min(block, values.count - start)
                kernel_ends(base + start, count, lows, highs, lows.count, &below, ends)
                // How many ends of ranges each value has passed: an odd number means that it is within a range.
                // First which, then where to: few are within, and a branch for each would be guessed wrong too often.
                var hits = 0
                for index in 0..<count {
                    places[hits] = index
                    hits &+= Int(truncatingIfNeeded: ends[index] & 1)
                }
                for hit in 0..<hits { within[Int(ends[places[hit]] >> 1)].append(base[start + places[hit]]) }
                gathered += hits
                if gathered > limit { return false }
                start += count
            }
            return true
        }
    }

    /// The values of the ranks; `nil` where one is not within its range.
    mutating func select(_ ranks: [Int]) -> [Double]? {
        var found: [Double] = []
        var next = 0
        for range in lows.indices {
            let (first, count) = (below[range], within[range].count)
            let start = next
            while next < ranks.count, ranks[next] >= first, ranks[next] < first + count { next += 1 }
            if start == next { continue }
            let places = ranks[start..<next].map { $0 - first }
            found += within[range].withUnsafeBufferPointer {
                OrderStatistics.of($0, within: Extent(of: $0)?.range, at: places)
            }
        }
        return next == ranks.count ? found : nil
    }
}
