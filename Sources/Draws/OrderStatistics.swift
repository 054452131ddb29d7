/// The values that stand at given places among many when they are in order, without putting all in order.
enum OrderStatistics {
    /// The values at ranks, which are in order and counted from 0. `range` is from the least to the most.
    static func of(
        _ values: UnsafeBufferPointer<Double>, within range: ClosedRange<Double>?, at ranks: [Int]
    ) -> [Double] {
        if let range, let found = StepCounts.of(values, within: range, at: ranks) { return found }
        if values.count > fewest, let found = byBrackets(values, ranks) { return found }
        var copy = Array(values)
        return copy.withUnsafeMutableBufferPointer { select(ranks, in: $0) }
    }

    /// Below it, brackets cost more than they save.
    private static let fewest = 4096

    /// Floyd and Rivest's idea (Communications of the ACM 18(3), 1975), for several ranks at once: a sample of the values
    /// says between which two values each rank surely lies; one pass counts what is below and gathers what is between.
    /// `nil` where the sample misled.
    private static func byBrackets(_ values: UnsafeBufferPointer<Double>, _ ranks: [Int]) -> [Double]? {
        var brackets = Brackets(of: values, ranks)
        guard brackets.gather(values, limit: values.count / 2) else { return nil }
        return brackets.select(ranks)
    }

    /// Finds ranks by parting the values again and again; the values are left in another order.
    static func select(_ ranks: [Int], in values: UnsafeMutableBufferPointer<Double>) -> [Double] {
        part(values, 0, values.count, ranks[...], depth: 0)
        return ranks.map { values[$0] }
    }

    /// Brings the values of the ranks to their places between two bounds.
    private static func part(
        _ values: UnsafeMutableBufferPointer<Double>, _ low: Int, _ high: Int, _ ranks: ArraySlice<Int>, depth: Int
    ) {
        guard !ranks.isEmpty, high - low > 1 else { return }
        // Whatever the values are, no more than so many bad pivots.
        if high - low <= 32 || depth > 64 {
            var few = UnsafeMutableBufferPointer(rebasing: values[low..<high])
            few.sort()
            return
        }
        let (first, last) = hoare(values, low, high)
        // From low to last no value is above the pivot, from first on none is below; what is between equals it.
        let split = ranks.partitioningIndex { $0 >= first }
        let under = ranks.partitioningIndex { $0 > last }
        part(values, low, last + 1, ranks[..<under], depth: depth + 1)
        part(values, first, high, ranks[split...], depth: depth + 1)
    }

    /// Parts values around the middle one of three: where the upper part begins and the lower one ends.
    private static func hoare(
        _ values: UnsafeMutableBufferPointer<Double>, _ low: Int, _ high: Int
    ) -> (first: Int, last: Int) {
        let (a, b, c) = (values[low], values[low + (high - low) / 2], values[high - 1])
        let pivot = max(min(a, b), min(max(a, b), c))
        var (up, down) = (low, high - 1)
        while up <= down {
            while values[up] < pivot { up &+= 1 }
            while values[down] > pivot { down &-= 1 }
            if up <= down {
                values.swapAt(up, down)
                up &+= 1
                down &-= 1
            }
        }
        return (up, down)
    }
}

extension ArraySlice {
    /// The first index whose element meets a condition that, once met, stays met.
    fileprivate func partitioningIndex(_ isBeyond: (Element) -> Bool) -> Int {
        firstIndex(where: isBeyond) ?? endIndex
    }
}
