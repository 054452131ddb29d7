import Glibc

/// The end of what a worker writes to its standard error, which is where a crash gives its reason.
struct ErrorTail: ~Copyable {
    /// How much is kept.
    private static let kept = 4096
    private let source: Descriptor
    private var bytes: [UInt8] = []
    /// Whether the worker closed its end.
    private(set) var isAtEnd = false

    init(_ source: consuming Descriptor) {
        _ = fcntl(source.number, F_SETFL, O_NONBLOCK)
        self.source = source
    }

    /// What to wait for; a negative number, which `poll` passes over, once there is no more.
    var descriptor: Int32 { isAtEnd ? -1 : source.number }

    /// Takes what there is, some of it when there is much: a worker that never stops writing must not keep the parent
    /// from looking at the clock.
    mutating func take() {
        for _ in 0..<16 where !isAtEnd {
            let (room, number) = (Self.kept, source.number)
            var problem: Int32 = 0
            let part = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                let got = read(number, buffer.baseAddress, room)
                problem = got < 0 ? errno : 0
                count = max(0, got)
            }
            if problem == EINTR { continue }
            if problem == EAGAIN { return }
            if part.isEmpty { isAtEnd = true }
            bytes += part
            if bytes.count > Self.kept { bytes.removeFirst(bytes.count - Self.kept) }
        }
    }

    /// What was kept. Bytes that are no text are replaced.
    var text: String { String(decoding: bytes, as: UTF8.self) }
}
