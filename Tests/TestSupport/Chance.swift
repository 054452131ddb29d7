import Glibc

/// A seeded generator (SplitMix64, Steele, Lea and Flood 2014), so that a failing property test can be run again.
package struct Chance: RandomNumberGenerator {
    /// How many rounds a property test goes, instead of the one of every run: `BCF_ROUNDS=10 swift test`.
    package static let rounds = getenv("BCF_ROUNDS").flatMap { Int(String(cString: $0)) } ?? 1

    private var state: UInt64

    /// A generator that always gives the same numbers for the same seed.
    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, which must be above zero. Slightly uneven for huge bounds, which no test here minds.
    package mutating func below(_ bound: Int) -> Int { Int(truncatingIfNeeded: next() % UInt64(bound)) }

    /// A number whose size is as often small as it is large: evenly many bits.
    package mutating func ofAnySize(bits: Int = 63) -> Int64 {
        Int64(truncatingIfNeeded: next() >> UInt64(64 - 1 - below(bits)) & UInt64(Int64.max))
    }
}
