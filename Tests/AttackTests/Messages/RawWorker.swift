import Confinement
import Foundation
import ScenarioRuns
import Testing

@testable import Workers

#if canImport(Glibc)
    import Glibc
#endif

/// A worker of the real program to which every byte can be sent, and of which every byte is kept.
struct RawWorker {
    private let socket: Int32
    private let errors: Int32
    private let leash: Int32
    private let child: pid_t

    /// What came of a conversation.
    struct End {
        /// All that the worker wrote to its channel.
        var said: [UInt8] = []
        /// What it wrote to its standard error.
        var complaint: [UInt8] = []
        /// Whether it had to be ended, as it neither answered nor ended.
        var isStalled = false
        /// Its exit code, or a signal's number below zero.
        var status: Int32 = 0
    }

    init() throws {
        var (ends, errors, leash): ([Int32], [Int32], [Int32]) = ([-1, -1], [-1, -1], [-1, -1])
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        try #require(socketpair(AF_UNIX, kind, 0, &ends) == 0)
        try #require(confinement_pipe(&errors) == 0 && confinement_pipe(&leash) == 0)
        let names: [String] = [AttackRun.program, ScenarioServer.argument]
        var words: [UnsafeMutablePointer<CChar>?] = names.map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var child: Int32 = 0
        let descriptors = [ends[1], errors[1], errors[1], leash[0]]
        let problem = confinement_spawn(words[0], &words, descriptors, WorkerDescriptor.count, &child)
        for end in [ends[1], errors[1], leash[0]] { close(end) }
        (socket, self.errors, self.leash, self.child) = (ends[0], errors[0], leash[1], child)
        try #require(problem == 0, "\(AttackRun.program) could not be started: \(problem)")
    }

    /// Sends bytes, says that there are no more, and listens until the worker has ended.
    consuming func converse(_ bytes: [UInt8], patience: Duration) -> End {
        var end = End()
        let deadline = Deadline(after: patience)
        var (sent, isOpen) = (0, true)
        while isOpen, !end.isStalled {
            if sent < bytes.count {
                let result = bytes.withUnsafeBytes {
                    send(
                        socket, $0.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL | MSG_DONTWAIT)
                    )
                }
                // A worker that has heard enough closes the channel.
                if result > 0 { sent += result } else if errno != EAGAIN, errno != EINTR { sent = bytes.count }
                if sent == bytes.count { shutdown(socket, Int32(SHUT_WR)) }
            } else if bytes.isEmpty, sent == 0 {
                shutdown(socket, Int32(SHUT_WR))
                sent = 1
            }
            var waited = [
                pollfd(
                    fd: socket, events: Int16(sent < bytes.count ? POLLIN | POLLOUT : POLLIN), revents: 0),
                pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
            ]
            _ = poll(&waited, 2, deadline.milliseconds)
            if waited[1].revents & Int16(POLLIN) != 0 { _ = take(errors, into: &end.complaint) }
            if waited[0].revents & ~Int16(POLLOUT) != 0 { isOpen = take(socket, into: &end.said) }
            end.isStalled = deadline.hasPassed
        }
        if end.isStalled { kill(child, SIGKILL) }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        end.status = status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
        while take(errors, into: &end.complaint) {}
        for number in [socket, errors, leash] { close(number) }
        return end
    }

    /// Takes what there is; false when there will be no more.
    private func take(_ descriptor: Int32, into bytes: inout [UInt8]) -> Bool {
        var part = [UInt8](repeating: 0, count: 1 << 16)
        let count = read(descriptor, &part, part.count)
        if count > 0 { bytes += part[..<count] }
        return count > 0 || (count < 0 && errno == EINTR)
    }
}
