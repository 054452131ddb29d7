/// What a worker is held to, by the kernel and by the parent.
package struct WorkerLimits: Equatable, Sendable {
    /// Address space of the worker. A dynamically linked debug build of Swift needs some 100 MB before it does anything.
    package var memoryBytes = 512 << 20
    /// Processor time of the worker in whole seconds, over all requests that it serves. The kernel counts it; a worker
    /// that waits uses none, so each request has a deadline besides.
    package var processorSeconds = 60
    /// How long one request may be.
    package var requestBytes = 64 << 20
    /// How long one answer may be, and so what the parent can be made to hold.
    package var answerBytes = 64 << 20

    /// The limits that hold unless others are given.
    package static let standard = WorkerLimits()

    /// The standard limits, to be changed.
    package init() {}

    /// The limits as the worker's first frame carries them.
    var bytes: [UInt8] {
        [memoryBytes, processorSeconds, requestBytes, answerBytes].flatMap { number in
            withUnsafeBytes(of: UInt64(clamping: number).littleEndian) { [UInt8]($0) }
        }
    }

    /// Reads what ``bytes`` wrote.
    init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        let numbers = stride(from: 0, to: 32, by: 8).map { start in
            Int(clamping: bytes[start..<start + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
        }
        (memoryBytes, processorSeconds, requestBytes, answerBytes) = (numbers[0], numbers[1], numbers[2], numbers[3])
    }
}
