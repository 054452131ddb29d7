/// What one entry into a script (running it, or calling a function that it returned) may use.
package struct LuaLimits: Sendable, Equatable {
    /// Instructions of the Lua machine. Long strings and moved table elements count too, as their work does.
    ///
    /// The count is the same on every run, so a refusal can be reproduced; it is checked every 100 instructions.
    package var instructions: UInt64
    /// Bytes after which the script is stopped with an error that says where, once collecting garbage did not help.
    package var softBytes: Int
    /// Bytes that are never exceeded.
    package var hardBytes: Int
    /// Bytes that `print` may write in the life of the machine.
    package var printedBytes: Int
    /// Seconds of processor time. The backstop for what the count of instructions cannot see, such as instructions that
    /// each copy a million values; no script that stays within its instructions honestly comes near it.
    package var seconds: Double
    /// Bytes that a script's text may have.
    ///
    /// The bound also keeps the compiler's and the error reporter's recursion within a stack of 8 MB.
    package var sourceBytes: Int

    /// Enough for any scenario, and little enough that a slip ends within seconds.
    package static let standard = LuaLimits()

    /// Makes limits; each has the standard value unless given.
    package init(
        instructions: UInt64 = 100_000_000, softBytes: Int = 48 << 20, hardBytes: Int = 64 << 20,
        printedBytes: Int = 64 << 10, seconds: Double = 10, sourceBytes: Int = 128 << 10
    ) {
        self.seconds = seconds
        self.instructions = instructions
        self.softBytes = softBytes
        self.hardBytes = hardBytes
        self.printedBytes = printedBytes
        self.sourceBytes = sourceBytes
    }
}
