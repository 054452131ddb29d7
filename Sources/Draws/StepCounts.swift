/// Order statistics of some thousand values: how many there are in each of many equal steps between the least and the
/// most says in which steps the ranks lie, and only the values of these steps are put in order.
enum StepCounts {
    /// How many values it is good for: fewer are as quickly parted, and more leave the processor's near store.
    static let counts = 1024...65_536

    private static let steps = 2048

    /// The values at ranks, which are in order and counted from 0; `nil` where too many share the steps of the ranks.
    static func of(_ values: UnsafeBufferPointer<Double>, at ranks: [Int]) -> [Double]? {
        guard let base = values.baseAddress, counts.contains(values.count) else { return nil }
        let (low, high) = ends(base, values.count)
        if low == high { return ranks.map { _ in low } }
        let scale = Double(steps) / (high - low)
        // Values too near to each other, or too far apart, have no steps between them.
        guard scale.isFinite, scale > 0 else { return nil }
        return withUnsafeTemporaryAllocation(of: UInt16.self, capacity: values.count) { places in
            withUnsafeTemporaryAllocation(of: Int.self, capacity: steps) { counts in
                withUnsafeTemporaryAllocation(of: Double.self, capacity: values.count + 1) { gathered in
                    guard let places = places.baseAddress, let counts = counts.baseAddress,
                        let room = gathered.baseAddress
                    else { return nil }
                    counts.initialize(repeating: 0, count: steps)
                    for index in 0..<values.count {
                        let step = min(Int((base[index] - low) * scale), steps - 1)
                        places[index] = UInt16(truncatingIfNeeded: step)
                        counts[step] &+= 1
                    }
                    return select(base, values.count, places, counts, ranks, room)
                }
            }
        }
    }

    private static func ends(_ values: UnsafePointer<Double>, _ count: Int) -> (low: Double, high: Double) {
        // Four at a time, so that none waits for the one before it.
        var low = SIMD4<Double>(repeating: values[0])
        var high = low
        var index = 0
        while index &+ 4 <= count {
            let some = SIMD4(values[index], values[index &+ 1], values[index &+ 2], values[index &+ 3])
            low.replace(with: some, where: some .< low)
            high.replace(with: some, where: some .> high)
            index &+= 4
        }
        var (least, most) = (low.min(), high.max())
        while index < count {
            least = values[index] < least ? values[index] : least
            most = values[index] > most ? values[index] : most
            index &+= 1
        }
        return (least, most)
    }

    /// Gathers the values of the steps in which the ranks lie. Steps rise with the values, so the gathered ones in order
    /// are the steps one after the other.
    private static func select(
        _ values: UnsafePointer<Double>, _ count: Int, _ places: UnsafePointer<UInt16>,
        _ counts: UnsafeMutablePointer<Int>, _ ranks: [Int], _ room: UnsafeMutablePointer<Double>
    ) -> [Double]? {
        var (below, before, next) = (0, 0, 0)
        var found: [Int] = []
        found.reserveCapacity(ranks.count)
        // The counts become flags: 1 for a step that has a rank.
        for step in 0..<steps {
            let here = counts[step]
            let first = next
            while next < ranks.count, ranks[next] < below + here {
                found.append(before + ranks[next] - below)
                next += 1
            }
            counts[step] = next > first ? 1 : 0
            if next > first { before += here }
            below += here
        }
        guard before <= count / 4 else { return nil }
        var gathered = 0
        for index in 0..<count {
            // Written always and kept where it counts: a branch would be guessed wrong too often.
            room[gathered] = values[index]
            gathered &+= counts[Int(places[index])]
        }
        var few = UnsafeMutableBufferPointer(start: room, count: gathered)
        few.sort()
        return found.map { few[$0] }
    }
}
