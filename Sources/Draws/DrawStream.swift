/// A named stream of random draws under a seed.
///
/// A draw is a function of the seed, the stream's name and the draw's index, and of nothing else. So a stream that is
/// added shifts no other, a draw that is rejected and made again shifts no later one, and any number of workers in any
/// order makes the same draws.
package struct DrawStream: Sendable {
    /// The seed of the run.
    package let seed: UInt64
    /// What the stream is called.
    package let name: String
    let nameHash: UInt64

    /// How many draws a stream has: far more than any run makes.
    private static let indexBits: UInt64 = 48

    /// The stream with a name under a seed.
    package init(seed: UInt64, name: String) {
        self.seed = seed
        self.name = name
        nameHash = NameHash.of(name)
    }

    /// 64 random bits for a draw. An attempt beyond the first gives other bits for the same draw.
    package func bits(at index: UInt64, attempt: UInt16 = 0) -> UInt64 {
        let place = index & (1 << Self.indexBits - 1) | UInt64(attempt) << Self.indexBits
        let block = Philox.block(
            counter: [
                UInt32(truncatingIfNeeded: place), UInt32(truncatingIfNeeded: place >> 32),
                UInt32(truncatingIfNeeded: nameHash), UInt32(truncatingIfNeeded: nameHash >> 32),
            ],
            key: (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)))
        return UInt64(block[0]) | UInt64(block[1]) << 32
    }

    /// A whole number of a range, each equally likely.
    ///
    /// The range is spread over the 2^64 values of the bits by a product, and those that would make some numbers
    /// likelier than others are drawn again: Lemire, "Fast random integer generation in an interval", ACM TOMACS 2019.
    package func integer(in range: ClosedRange<Int64>, at index: UInt64) -> Int64 {
        let span = UInt64(bitPattern: range.upperBound) &- UInt64(bitPattern: range.lowerBound)
        if span == .max { return Int64(bitPattern: bits(at: index)) }
        let count = span + 1
        let rejected = (0 &- count) % count
        var attempt: UInt16 = 0
        while true {
            let product = bits(at: index, attempt: attempt).multipliedFullWidth(by: count)
            if product.low >= rejected {
                return Int64(bitPattern: UInt64(bitPattern: range.lowerBound) &+ product.high)
            }
            attempt &+= 1
        }
    }

    /// A fraction of one, at least 0 and below 1: one of the 2^53 multiples of 2^-53, each equally likely.
    package func fraction(at index: UInt64) -> Double {
        Double(bits(at: index) >> 11) * 0x1p-53
    }
}
