import Confinement
import Glibc

/// A child process that has started and was not waited for.
struct Child {
    let id: pid_t

    /// Starts a program with an empty environment and the four descriptors of a worker.
    init(
        program: String, arguments: [String], channel: borrowing Descriptor, errors: borrowing Descriptor,
        leash: borrowing Descriptor
    ) throws(WorkerFailure) {
        // A zero byte would cut a word short and run something else.
        guard !([program] + arguments).contains(where: { $0.utf8.contains(0) }) else { throw .couldNotStart(EINVAL) }
        var words = ([program] + arguments).map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        // In the order of WorkerDescriptor.
        let descriptors = [channel.number, errors.number, errors.number, leash.number]
        var child: Int32 = 0
        let problem = confinement_spawn(program, &words, descriptors, WorkerDescriptor.count, &child)
        guard problem == 0 else { throw .couldNotStart(problem) }
        id = child
    }

    /// Ends the process and whatever it may have started.
    func kill() { _ = Glibc.kill(-id, SIGKILL) }

    /// How the process ended: `nil` when it has not, or not yet. Afterwards its id may belong to another.
    ///
    /// - Parameter isPatient: whether to wait until it has.
    func reap(isPatient: Bool) -> Ending? {
        var status: Int32 = 0
        while true {
            let found = waitpid(id, &status, isPatient ? 0 : WNOHANG)
            if found == id { return Ending(status: status) }
            if found == 0 { return nil }
            if errno != EINTR { return .unknown }
        }
    }
}

/// How a process ended.
enum Ending: Equatable {
    case exited(Int32)
    case signalled(Int32)
    /// Its parent sent SIGKILL before it ended.
    case endedByParent
    /// Somebody else waited for it.
    case unknown

    init(status: Int32) {
        let signal = status & 0x7F
        self = signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
    }
}
