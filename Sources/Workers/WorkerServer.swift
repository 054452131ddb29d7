import Glibc

/// The worker's side: it confines itself, says so, and answers requests until the parent has no more.
package enum WorkerServer {
    /// Serves on the descriptors that ``WorkerProcess`` gave, and returns the code to exit with: 0 when the parent
    /// closed the channel, 70 when what came from it was in no proper form.
    ///
    /// The process is confined before the first byte of a request is read, and stays so. It must not have started a
    /// thread; what it needs of files must have been read before.
    package static func serve(_ handler: ([UInt8]) -> [UInt8]) -> Int32 {
        do throws(ChannelProblem) {
            guard let limits = WorkerLimits(bytes: try receive(.limits, atMost: 256)) else { return badForm }
            try send(.ready, ConfinementReport(confiningTo: limits).bytes)
            while true {
                try send(.answer, handler(try receive(.request, atMost: limits.requestBytes)))
            }
        } catch {
            return error == .ended ? 0 : badForm
        }
    }

    /// EX_SOFTWARE of sysexits.h.
    private static let badForm: Int32 = 70

    private static func receive(_ kind: Frame.Kind, atMost limit: Int) throws(ChannelProblem) -> [UInt8] {
        guard let frame = Frame(head: try receive(Frame.headBytes)), frame.kind == kind else {
            throw .bad("not a frame")
        }
        guard frame.count <= limit else { throw .tooLong }
        return try receive(frame.count)
    }

    private static func receive(_ count: Int) throws(ChannelProblem) -> [UInt8] {
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let result = read(WorkerDescriptor.channel, buffer.baseAddress.map { $0 + filled }, count - filled)
                if result > 0 { filled += result } else if result == 0 || errno != EINTR { break }
            }
        }
        guard bytes.count == count else { throw .ended }
        return bytes
    }

    private static func send(_ kind: Frame.Kind, _ bytes: [UInt8]) throws(ChannelProblem) {
        let head = Frame(kind, count: bytes.count).head
        if bytes.count <= 4096 {
            try send(head + bytes)
        } else {
            try send(head)
            try send(bytes)
        }
    }

    private static func send(_ bytes: [UInt8]) throws(ChannelProblem) {
        var sent = 0
        while sent < bytes.count {
            let result = bytes.withUnsafeBytes { buffer in
                write(WorkerDescriptor.channel, buffer.baseAddress.map { $0 + sent }, buffer.count - sent)
            }
            if result > 0 { sent += result } else if result == 0 || errno != EINTR { throw .ended }
        }
    }
}
