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
        let (higherParent, higherWorker) = (Self.raised(parent), Self.raised(worker))
        let problem = errno
        self.parent = Descriptor(taking: higherParent)
        self.worker = Descriptor(taking: higherWorker)
        guard higherParent >= 0, higherWorker >= 0 else { throw .couldNotStart(problem) }
    }

    /// The descriptor under a number that no standard descriptor has; a negative number when there is no other.
    ///
    /// A process may run without standard input or output and get these numbers for anything it opens. What it prints
    /// would then go to a worker; and the worker, which gets its descriptors under the first few numbers, would have
    /// one overwritten by another before its turn.
    private static func raised(_ number: Int32) -> Int32 {
        guard number < WorkerDescriptor.count else { return number }
        let higher = fcntl(number, F_DUPFD_CLOEXEC, WorkerDescriptor.count)
        let problem = errno
        close(number)
        errno = problem
        return higher
    }
}
