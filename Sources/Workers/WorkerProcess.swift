import Glibc

/// A process of its own that answers requests, and cannot do more to this one than fail to answer.
///
/// It starts at once and confines itself while the parent does other things; what is sent to it goes out after it has
/// said that it is confined. It can serve several requests, for callers that trust the requests not to spoil one
/// another: scripts of different people get a worker each.
///
/// The parent waits no longer than it says, holds no more than it says, and leaves neither process nor descriptor
/// behind: whatever goes wrong, the worker is ended and reaped before the error is thrown, and what remains goes with
/// this object. Should the parent be killed, the kernel ends the worker.
///
/// One worker is used from one thread at a time.
package final class WorkerProcess {
    /// The program that runs now, by a name that goes on meaning it when its file is replaced by a newer one.
    package static let ownProgram = "/proc/self/exe"

    /// The worker's process id while it runs.
    package private(set) var processIdentifier: Int32?
    /// What the worker said of its confinement; `nil` until it did.
    package private(set) var confinement: ConfinementReport?
    /// What went wrong, after which there are no more answers.
    package private(set) var failure: WorkerFailure?

    private let limits: WorkerLimits
    private let child: Child
    private var channel: Channel
    private let leash: Descriptor

    /// Starts a worker and returns at once. The program must call ``WorkerServer/serve(_:)``.
    package init(
        program: String = ownProgram, arguments: [String], limits: WorkerLimits = .standard
    ) throws(WorkerFailure) {
        let socket = try DescriptorPair.sockets()
        let errors = try DescriptorPair.pipe(isReadByParent: true)
        let leash = try DescriptorPair.pipe(isReadByParent: false)
        child = try Child(
            program: program, arguments: arguments, channel: socket.worker, errors: errors.worker,
            leash: leash.worker)
        processIdentifier = child.id
        channel = Channel(socket.parent, errors: ErrorTail(errors.parent))
        self.leash = leash.parent
        self.limits = limits
        // The socket's buffer takes it; a worker that has ended already is found out when it is asked.
        try? channel.send(.limits, limits.bytes, by: Deadline(after: .zero))
    }

    deinit { end() }

    /// Waits until the worker has said what of its confinement is in force.
    @discardableResult
    package func waitUntilReady(within time: Duration) throws(WorkerFailure) -> ConfinementReport {
        try attempt(within: time) { (deadline) throws(ChannelProblem) in try self.confinedBy(deadline) }
    }

    /// Asks the worker and waits for its answer; the time counts from now, the start of the process included.
    package func answer(to request: [UInt8], within time: Duration) throws(WorkerFailure) -> [UInt8] {
        if let failure { throw failure }
        guard request.count <= limits.requestBytes else {
            throw .requestTooLong(bytes: request.count, limit: limits.requestBytes)
        }
        return try attempt(within: time) { (deadline) throws(ChannelProblem) in
            try self.confinedBy(deadline)
            try self.channel.send(.request, request, by: deadline)
            return try self.channel.receive(.answer, atMost: self.limits.answerBytes, by: deadline)
        }
    }

    /// Ends the worker now.
    package func stop() {
        end()
        if failure == nil { failure = .stopped }
    }

    @discardableResult
    private func confinedBy(_ deadline: Deadline) throws(ChannelProblem) -> ConfinementReport {
        if let confinement { return confinement }
        let bytes = try channel.receive(.ready, atMost: 256, by: deadline)
        guard let report = ConfinementReport(bytes: bytes) else {
            throw .bad("what it says of its confinement is not in its form")
        }
        confinement = report
        return report
    }

    private func attempt<Result>(
        within time: Duration, _ body: (Deadline) throws(ChannelProblem) -> Result
    ) throws(WorkerFailure) -> Result {
        if let failure { throw failure }
        do throws(ChannelProblem) { return try body(Deadline(after: time)) } catch {
            let found = settle(error, after: time)
            failure = found
            throw found
        }
    }

    // MARK: Endings

    /// Ends the worker and finds out why it failed.
    private func settle(_ problem: ChannelProblem, after time: Duration) -> WorkerFailure {
        // A closed channel is mostly that of a process about to end, which then says best why.
        let ending = (problem == .ended ? endByItself() : nil) ?? end()
        channel.errors.take()
        switch problem {
        case .late: return .stalled(after: time)
        case .tooLong: return .tooMuchOutput(limit: limits.answerBytes)
        case .bad(let reason): return .badAnswer(reason: reason)
        case .ended: return failure(endedBy: ending, said: channel.errors.text)
        }
    }

    private func failure(endedBy ending: Ending?, said: String) -> WorkerFailure {
        switch ending {
        case .signalled(SIGXCPU): .processorTimeUsedUp(seconds: limits.processorSeconds)
        case .signalled where Self.isForWantOfMemory(said): .outOfMemory(limit: limits.memoryBytes)
        case .signalled(let signal): .crashed(signal: signal, said: said)
        case .exited(let code): .exited(code: code, said: said)
        case .endedByParent, .unknown, nil: .badAnswer(reason: "it closed the channel and gave none")
        }
    }

    /// What the runtimes of Swift and C++ say when the system refuses memory.
    private static func isForWantOfMemory(_ said: String) -> Bool {
        ["ould not allocate", "ailed to allocate", "bad_alloc", "ut of memory"].contains { said.contains($0) }
    }

    /// Gives a worker whose channel is closed a moment to end; `nil` when it did not.
    private func endByItself() -> Ending? {
        let deadline = Deadline(after: .milliseconds(100))
        var pause: UInt32 = 50
        while !deadline.hasPassed {
            // Its last words may fill the pipe, and it would wait for a reader.
            channel.errors.take()
            if let ending = child.reap(isPatient: false) {
                processIdentifier = nil
                return ending
            }
            // Mostly it is a matter of microseconds: the kernel closes a process's descriptors as it ends.
            usleep(pause)
            pause = min(pause * 2, 10_000)
        }
        return nil
    }

    /// Ends the worker if it runs, and says how it ended: a process that was about to end by itself keeps its reason.
    @discardableResult
    private func end() -> Ending? {
        guard processIdentifier != nil else { return nil }
        child.kill()
        let ending = child.reap(isPatient: true)
        processIdentifier = nil
        return ending == .signalled(SIGKILL) ? .endedByParent : ending
    }
}
