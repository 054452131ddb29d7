/// Philox-4x32 with ten rounds: a counter-based generator of random bits.
///
/// Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011. It has no state: the bits are
/// a function of a counter and a key, in whole numbers only, and so the same on every machine.
enum Philox {
    /// Four words of 32 bits.
    typealias Block = SIMD4<UInt32>

    /// The random bits that belong to a counter under a key.
    static func block(counter: Block, key: (UInt32, UInt32)) -> Block {
        var block = counter
        var key = key
        for round in 0..<10 {
            if round > 0 { key = (key.0 &+ 0x9E37_79B9, key.1 &+ 0xBB67_AE85) }
            let first = block[0].multipliedFullWidth(by: 0xD251_1F53)
            let second = block[2].multipliedFullWidth(by: 0xCD9E_8D57)
            block = [second.high ^ block[1] ^ key.0, second.low, first.high ^ block[3] ^ key.1, first.low]
        }
        return block
    }
}
