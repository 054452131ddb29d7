import Kernels

/// Order statistics of some thousand values: how many there are in each of many equal steps between the least and the
/// most says in which steps the ranks lie, and only the values of these steps are put in order.
///
/// Those that are the least stand in a step of their own, and so do those that are the most, as where amounts are held
/// between two bounds.
enum StepCounts {
    /// How many values it is good for: fewer are as quickly parted, and more leave the processor's near store.
    static let counts = 1024...65_536

    private static let steps = 2048

    /// The values at ranks, which are in order and counted from 0; `nil` where too many share the steps of the ranks.
    static func of(
        _ values: UnsafeBufferPointer<Double>, within range: ClosedRange<Double>, at ranks: [Int]
    ) -> [Double]? {
        guard let base = values.baseAddress, counts.contains(values.count) else { return nil }
        let (low, high) = (range.lowerBound, range.upperBound)
        if low == high { return ranks.map { _ in low } }
        let scale = Double(steps - 2) / (high - low)
        // Values too near to each other, or too far apart, have no steps between them.
        guard scale.isFinite, scale > 0 else { return nil }
        return withUnsafeTemporaryAllocation(of: UInt16.self, capacity: values.count) { places in
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2 * steps) { counts in
                withUnsafeTemporaryAllocation(of: Double.self, capacity: values.count + 1) { gathered in
                    guard let places = places.baseAddress, let counts = counts.baseAddress,
                        let room = gathered.baseAddress
                    else { return nil }
                    kernel_steps(base, values.count, low, high, scale, Int32(steps), places, counts)
                    guard let (found, wanted) = find(counts, ranks, limit: values.count / 4) else { return nil }
                    let count = kernel_gather(base, values.count, places, wanted, wanted.count, room)
                    let few = UnsafeMutableBufferPointer(start: room, count: count)
                    let selected = OrderStatistics.select(found.filter { $0 >= 0 && $0 < count }, in: few)
                    var next = 0
                    return found.map { place in
                        guard place >= 0 else { return low }
                        guard place < count else { return high }
                        defer { next += 1 }
                        return selected[next]
                    }
                }
            }
        }
    }

    /// Finds the steps that have a rank and are not the first or the last. Says where the ranks are among the values of
    /// these steps, which rise with the steps: below nought in the first step, and beyond them in the last.
    private static func find(
        _ counts: UnsafePointer<UInt32>, _ ranks: [Int], limit: Int
    ) -> (places: [Int], steps: [UInt16])? {
        var (below, before, next) = (0, 0, 0)
        var (found, wanted): ([Int], [UInt16]) = ([], [])
        found.reserveCapacity(ranks.count)
        wanted.reserveCapacity(ranks.count)
        // The next rank, so that most steps need one comparison.
        var rank = ranks.first ?? .max
        for step in 0..<steps {
            let here = Int(counts[step])
            below &+= here
            guard rank < below else { continue }
            while rank < below {
                found.append(step == 0 ? -1 : step == steps - 1 ? .max : before + rank - (below - here))
                next += 1
                rank = next < ranks.count ? ranks[next] : .max
            }
            if step > 0, step < steps - 1 {
                wanted.append(UInt16(step))
                before += here
            }
        }
        return before <= limit ? (found, wanted) : nil
    }
}
