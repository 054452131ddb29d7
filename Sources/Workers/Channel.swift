import Glibc

/// Why a message did not go through.
enum ChannelProblem: Error, Equatable {
    /// The other end is closed.
    case ended
    /// The deadline has passed.
    case late
    /// The other end announced more than may be read.
    case tooLong
    /// What came is not what must come.
    case bad(String)
}

/// The parent's end of the socket to a worker. Nothing blocks here but `poll`, and that no longer than a deadline.
struct Channel: ~Copyable {
    private let socket: Descriptor
    /// What the worker writes to its standard error is read while waiting, so that it cannot block on it.
    var errors: ErrorTail

    init(_ socket: consuming Descriptor, errors: consuming ErrorTail) {
        self.socket = socket
        self.errors = errors
    }

    /// Sends a frame whole.
    mutating func send(_ kind: Frame.Kind, _ bytes: [UInt8], by deadline: Deadline) throws(ChannelProblem) {
        // One message where it is short: the worker then wakes once.
        if bytes.count <= 4096 {
            try send(Frame(kind, count: bytes.count).head + bytes, by: deadline)
        } else {
            try send(Frame(kind, count: bytes.count).head, by: deadline)
            try send(bytes, by: deadline)
        }
    }

    private mutating func send(_ bytes: [UInt8], by deadline: Deadline) throws(ChannelProblem) {
        var sent = 0
        while sent < bytes.count {
            let (number, start) = (socket.number, sent)
            // MSG_NOSIGNAL: a worker that has gone must not take the parent along by SIGPIPE.
            let result = bytes.withUnsafeBytes { buffer in
                Glibc.send(
                    number, buffer.baseAddress.map { $0 + start }, buffer.count - start,
                    Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
            }
            if result >= 0 { sent += result } else { try waitAfter(errno, POLLOUT, by: deadline) }
        }
    }

    /// Receives a frame of one kind.
    mutating func receive(
        _ kind: Frame.Kind, atMost limit: Int, by deadline: Deadline
    ) throws(ChannelProblem) -> [UInt8] {
        let head = try receive(Frame.headBytes, by: deadline)
        guard let frame = Frame(head: head) else { throw .bad("what came is not in its form") }
        guard frame.kind == kind else { throw .bad("a message came that it was not the time for") }
        guard frame.count <= limit else { throw .tooLong }
        return try receive(frame.count, by: deadline)
    }

    /// Receives so many bytes. Room for them is set aside but, as the system does it, memory is used as they come.
    private mutating func receive(_ count: Int, by deadline: Deadline) throws(ChannelProblem) -> [UInt8] {
        var problem: ChannelProblem?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            do throws(ChannelProblem) {
                while filled < count {
                    let result = recv(
                        socket.number, buffer.baseAddress.map { $0 + filled }, count - filled,
                        Int32(MSG_DONTWAIT))
                    if result == 0 { throw .ended }
                    if result > 0 { filled += result } else { try waitAfter(errno, POLLIN, by: deadline) }
                }
            } catch { problem = error }
        }
        if let problem { throw problem }
        return bytes
    }

    /// Waits until a call that failed with `number` is worth trying again.
    private mutating func waitAfter(_ number: Int32, _ event: Int32, by deadline: Deadline) throws(ChannelProblem) {
        switch number {
        case EINTR: return
        case EAGAIN: break
        default: throw .ended
        }
        while true {
            let milliseconds = deadline.milliseconds
            guard milliseconds > 0 else { throw .late }
            var waited = [
                pollfd(fd: socket.number, events: Int16(event), revents: 0),
                pollfd(fd: errors.descriptor, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&waited, 2, milliseconds) > 0 else { continue }
            if waited[1].revents != 0 { errors.take() }
            // A closed or broken socket is ready as well: the next call says so.
            if waited[0].revents != 0 { return }
        }
    }
}
