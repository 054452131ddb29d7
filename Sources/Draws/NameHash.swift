/// FNV-1a with 64 bits (Fowler, Noll and Vo; RFC 9923): turns a stream's name into a number that is the same on every
/// machine. Swift's own hash differs from run to run.
enum NameHash {
    /// The hash of the bytes of a name.
    static func of(_ name: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }
}
