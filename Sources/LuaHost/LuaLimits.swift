/// What one run of a script may use.
package struct LuaLimits: Sendable {
    /// How many Lua instructions, counted by the hundred. `UInt64.max` is no limit: then nothing is counted, and the soft
    /// memory limit, which the counter keeps, does not hold either. Only for code of our own.
    package var instructions: UInt64
    /// How much memory, in bytes beyond what the empty machine takes, before the script is stopped with its line.
    package var softBytes: UInt64
    /// How much memory before an allocation fails outright.
    package var hardBytes: UInt64
    /// How many bytes it may print.
    package var printedBytes: UInt64
    /// How long its source may be, in bytes.
    package var sourceBytes: Int

    /// Limits that no honest scenario comes near.
    package static let standard = LuaLimits(
        instructions: 200_000_000, softBytes: 64 << 20, hardBytes: 96 << 20, printedBytes: 64 << 10,
        sourceBytes: 128 << 10)

    /// Makes limits.
    package init(
        instructions: UInt64, softBytes: UInt64, hardBytes: UInt64, printedBytes: UInt64, sourceBytes: Int
    ) {
        self.instructions = instructions
        self.softBytes = softBytes
        self.hardBytes = hardBytes
        self.printedBytes = printedBytes
        self.sourceBytes = sourceBytes
    }
}
