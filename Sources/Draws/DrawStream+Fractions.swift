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
        Philox.fillPairs(
            next, blocks: count / 2, from: Self.pairs | index / 2, name: nameHash, seed: seed)
        if count & 1 == 1 { next[count - 1] = openFraction(at: index + UInt64(count - 1)) }
    }

    /// One of the fractions that ``fill(_:from:)`` gives.
    package func openFraction(at index: UInt64) -> Double {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 2) { pair in
            guard let base = pair.baseAddress else { return 0.5 }
            Philox.fillPairs(base, blocks: 1, from: Self.pairs | index / 2, name: nameHash, seed: seed)
            return base[Int(index & 1)]
        }
    }

    /// Where the counters of pairs begin: at the last attempt of a draw, which no draw of ``bits(at:attempt:)`` reaches.
    private static let pairs: UInt64 = 0xFFFF << 48
}

extension Philox {
    /// Two fractions from each of many blocks. The words stand in 64 bits, so that several blocks are made at once.
    static func fillPairs(
        _ fractions: UnsafeMutablePointer<Double>, blocks: Int, from place: UInt64, name: UInt64, seed: UInt64
    ) {
        let word: UInt64 = 0xFFFF_FFFF
        for block in 0..<blocks {
            let counter = place &+ UInt64(truncatingIfNeeded: block)
            var (c0, c1, c2, c3) = (counter, counter &>> 32, name, name &>> 32)
            var (k0, k1) = (seed & word, seed &>> 32)
            for _ in 0..<10 {
                let first = (c0 & word) &* 0xD251_1F53
                let second = (c2 & word) &* 0xCD9E_8D57
                (c0, c1, c2, c3) = ((second &>> 32) ^ c1 ^ k0, second, (first &>> 32) ^ c3 ^ k1, first)
                k0 = (k0 &+ 0x9E37_79B9) & word
                k1 = (k1 &+ 0xBB67_AE85) & word
            }
            fractions[2 &* block] = fraction(low: c0 & word, high: c1)
            fractions[2 &* block &+ 1] = fraction(low: c2 & word, high: c3)
        }
    }

    /// The upper 52 of 64 bits as a number from 1 up to 2, less one, in the middle of its step.
    @inline(__always)
    private static func fraction(low: UInt64, high: UInt64) -> Double {
        let bits = (high &<< 32) | low
        return Double(bitPattern: (bits &>> 12) | 0x3FF0_0000_0000_0000) - (1 - 0x1p-53)
    }
}
