import Kernels

extension DrawStream {
    /// The half of 2^-52: how near to 0 and to 1 a fraction can come.
    package static let leastFraction = 0x1p-53

    /// Many fractions of one, each above 0 and below 1, so that every quantile is finite: the odd multiples of 2^-53.
    ///
    /// The fraction at an index is a function of the seed, the name and the index; it does not matter which others are
    /// asked for with it. A block of bits gives two of them, so they are not those of ``fraction(at:)``.
    package func fill(_ fractions: UnsafeMutableBufferPointer<Double>, from first: UInt64 = 0) {
        guard !fractions.isEmpty, var next = fractions.baseAddress else { return }
        var count = fractions.count
        var index = first
        if index & 1 == 1 {
            next[0] = openFraction(at: index)
            next += 1
            index += 1
            count -= 1
        }
        kernel_fractions(next, count / 2, Self.pairs | index / 2, nameHash, seed)
        if count & 1 == 1 { next[count - 1] = openFraction(at: index + UInt64(count - 1)) }
    }

    /// One of the fractions that ``fill(_:from:)`` gives.
    package func openFraction(at index: UInt64) -> Double {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 2) { pair in
            guard let base = pair.baseAddress else { return 0.5 }
            kernel_fractions(base, 1, Self.pairs | index / 2, nameHash, seed)
            return base[Int(index & 1)]
        }
    }

    /// Where the counters of pairs begin: at the last attempt of a draw, which no draw of ``bits(at:attempt:)`` reaches.
    private static let pairs: UInt64 = 0xFFFF << 48
}
