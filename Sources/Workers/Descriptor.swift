import Confinement
import Glibc

/// A descriptor that is closed with its owner, and that no other program inherits.
struct Descriptor: ~Copyable {
    let number: Int32

    fileprivate init(taking number: Int32) { self.number = number }

    deinit { close(number) }
}

/// Two connected ends: what the parent keeps and what it gives to the worker.
struct DescriptorPair: ~Copyable {
    let parent: Descriptor
    let worker: Descriptor

    /// Two connected sockets.
    static func sockets() throws(WorkerFailure) -> DescriptorPair {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw .couldNotStart(errno) }
        return try DescriptorPair(parent: ends[0], worker: ends[1])
    }

    /// A pipe in one direction.
    static func pipe(isReadByParent: Bool) throws(WorkerFailure) -> DescriptorPair {
        var ends: [Int32] = [-1, -1]
        let problem = confinement_pipe(&ends)
        guard problem == 0 else { throw .couldNotStart(problem) }
        return try DescriptorPair(parent: ends[isReadByParent ? 0 : 1], worker: ends[isReadByParent ? 1 : 0])
    }

    private init(parent: Int32, worker: Int32) throws(WorkerFailure) {
        self.parent = Descriptor(taking: parent)
        // The worker gets its descriptors under the first few numbers. An end that has one of these already (a parent
        // may run without standard input) would be overwritten by another before its turn.
        guard worker < WorkerDescriptor.count else {
            self.worker = Descriptor(taking: worker)
            return
        }
        let higher = fcntl(worker, F_DUPFD_CLOEXEC, WorkerDescriptor.count)
        let problem = errno
        close(worker)
        self.worker = Descriptor(taking: higher)
        guard higher >= 0 else { throw .couldNotStart(problem) }
    }
}
