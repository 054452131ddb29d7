import Glibc
import Testing
import Workers

/// A worker answers or fails; the parent learns which, and goes on.
struct WorkerTests {
    @Test(arguments: [0, 1, 11, 4084, 4096, 4097, 100_000, 3 << 20])
    func `A worker answers with every byte`(count: Int) throws {
        let request = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let worker = try Fixture.worker()
        #expect(try worker.answer(to: request, within: Fixture.patience) == request)
    }

    @Test func `One worker serves several requests`() throws {
        let worker = try Fixture.worker()
        for number in 0..<200 {
            let request = Array("request \(number)".utf8)
            #expect(try worker.answer(to: request, within: Fixture.patience) == request)
        }
        #expect(worker.failure == nil)
    }

    @Test func `A worker can be started long before it is asked`() throws {
        let workers = try (0..<8).map { _ in try Fixture.worker() }
        #expect(workers.allSatisfy { $0.confinement == nil && $0.processIdentifier != nil })
        for worker in workers { #expect(try worker.answer(to: [1], within: Fixture.patience) == [1]) }
        #expect(Set(workers.compactMap(\.processIdentifier)).count == 8)
    }

    @Test func `What a worker prints by accident does not come into its answer`() throws {
        let worker = try Fixture.worker()
        let request = Array("print".utf8)
        #expect(try worker.answer(to: request, within: Fixture.patience) == request)
    }

    /// A request that makes the fixture fail, and the failure that the parent must see.
    private static let crashes: [(request: String, failure: WorkerFailure)] = [
        ("segv", .crashed(signal: SIGSEGV, said: "")),
        ("abort", .crashed(signal: SIGABRT, said: "")),
        ("exit 3", .exited(code: 3, said: "")),
        ("exit 0", .exited(code: 0, said: "")),
        ("half an answer", .exited(code: 0, said: "")),
        ("allocate", .outOfMemory(limit: 512 << 20)),
        ("allocate in swift", .outOfMemory(limit: 512 << 20)),
        ("announce too much", .tooMuchOutput(limit: 64 << 20)),
        ("noise", .badAnswer(reason: "what came is not in its form")),
        ("wrong kind", .badAnswer(reason: "a message came that it was not the time for")),
        ("close and sleep", .badAnswer(reason: "it closed the channel and gave none")),
        ("close everything and spin", .badAnswer(reason: "it closed the channel and gave none")),
    ]

    @Test(arguments: crashes)
    func `A worker that fails is told apart from every other failure`(
        request: String, failure: WorkerFailure
    ) throws {
        let worker = try Fixture.worker()
        let found = #expect(throws: WorkerFailure.self) {
            try worker.answer(to: Array(request.utf8), within: Fixture.patience)
        }
        #expect(found == failure)
        #expect(worker.processIdentifier == nil)
        // The failure stays: nobody can mistake a dead worker for one that answers.
        #expect(throws: failure) { try worker.answer(to: [1], within: Fixture.patience) }
    }

    @Test(arguments: [
        ("exit-at-once", WorkerFailure.exited(code: 3, said: "")),
        ("noise-at-once", .badAnswer(reason: "what came is not in its form")),
        ("never-ready", .badAnswer(reason: "a message came that it was not the time for")),
        ("no such mode", .exited(code: 64, said: "")),
    ])
    func `A worker that fails before it is ready is told apart as well`(
        mode: String, failure: WorkerFailure
    ) throws {
        #expect(try Fixture.failure(of: "anything", mode: mode) == failure)
    }

    @Test(arguments: ["sleep", "spin", "complain for ever"])
    func `A worker that gives no answer is ended at the deadline`(request: String) throws {
        let worker = try Fixture.worker()
        try worker.waitUntilReady(within: Fixture.patience)
        #expect(throws: WorkerFailure.stalled(after: .milliseconds(50))) {
            try worker.answer(to: Array(request.utf8), within: .milliseconds(50))
        }
        #expect(worker.processIdentifier == nil)
    }

    @Test func `The deadline holds for a worker that never becomes ready, and for one that reads nothing`() throws {
        let time = Duration.milliseconds(50)
        #expect(try Fixture.failure(of: "x", mode: "sleep-at-once", within: time) == .stalled(after: time))
        let worker = try Fixture.worker()
        #expect(try worker.answer(to: Array("x".utf8), within: Fixture.patience) == Array("x".utf8))
        // More than the socket holds, to a worker that was stopped by a signal.
        #expect(kill(try #require(worker.processIdentifier), SIGSTOP) == 0)
        #expect(throws: WorkerFailure.stalled(after: time)) {
            try worker.answer(to: [UInt8](repeating: 1, count: 8 << 20), within: time)
        }
    }

    @Test func `The kernel ends a worker whose processor time is used up`() throws {
        var limits = WorkerLimits.standard
        limits.processorSeconds = 1
        #expect(try Fixture.failure(of: "spin", limits: limits) == .processorTimeUsedUp(seconds: 1))
    }

    @Test func `The last words of a crash are kept, and cleaned when they are shown`() throws {
        let failure = try Fixture.failure(of: "trap")
        guard case .crashed(let signal, let said) = failure else {
            Issue.record("\(failure)")
            return
        }
        #expect(signal == SIGILL || signal == SIGTRAP)
        #expect(said.contains("\u{1B}[31mtrap"))
        #expect(failure.description.contains("[31mtrap"))
        #expect(failure.description.contains("for the reader"))
        #expect(!failure.description.unicodeScalars.contains { $0.value < 0x20 })
    }

    @Test func `A request that is too long is refused, and the worker still stands`() throws {
        var limits = WorkerLimits.standard
        limits.requestBytes = 100
        let worker = try Fixture.worker(limits: limits)
        #expect(throws: WorkerFailure.requestTooLong(bytes: 101, limit: 100)) {
            try worker.answer(to: [UInt8](repeating: 1, count: 101), within: Fixture.patience)
        }
        #expect(try worker.answer(to: [UInt8](repeating: 1, count: 100), within: Fixture.patience).count == 100)
    }

    @Test func `An answer may have as many bytes as the limit says, and no more`() throws {
        var limits = WorkerLimits.standard
        limits.answerBytes = 1000
        let worker = try Fixture.worker(limits: limits)
        #expect(try worker.answer(to: [UInt8](repeating: 1, count: 1000), within: Fixture.patience).count == 1000)
        #expect(throws: WorkerFailure.tooMuchOutput(limit: 1000)) {
            try worker.answer(to: [UInt8](repeating: 1, count: 1001), within: Fixture.patience)
        }
    }

    @Test func `Bytes that nobody asked for are no answer to the next request`() throws {
        let worker = try Fixture.worker()
        let first = try worker.answer(to: Array("answer for ever".utf8), within: Fixture.patience)
        #expect(first == [UInt8](repeating: 7, count: 1000))
        // The worker no longer reads; what it wrote meanwhile has the form of answers, and is what it would say anyway.
        worker.stop()
        #expect(throws: WorkerFailure.stopped) { try worker.answer(to: [1], within: Fixture.patience) }
    }

    @Test(arguments: [
        ("/nowhere/at/all", ENOENT), ("/etc/passwd", EACCES), ("/tmp", EACCES), ("/bin/true\0x", EINVAL),
    ])
    func `A program that cannot be started is an error with the system's reason`(program: String, number: Int32) {
        #expect(throws: WorkerFailure.couldNotStart(number)) { try WorkerProcess(program: program, arguments: []) }
    }

    @Test func `A worker whose parent has gone ends by itself`() throws {
        // Without a parent's socket there is nothing to read; the server takes it for the end.
        let (_, code) = try Fixture.run(["serve"])
        #expect(code == 0)
    }

    @Test(arguments: [
        WorkerFailure.couldNotStart(ENOENT), .requestTooLong(bytes: 2, limit: 1), .crashed(signal: 11, said: "why"),
        .exited(code: 3, said: ""), .stalled(after: .milliseconds(1500)), .processorTimeUsedUp(seconds: 60),
        .outOfMemory(limit: 512 << 20), .tooMuchOutput(limit: 10), .badAnswer(reason: "why"), .stopped,
    ])
    func `Every failure has words and a name of its own`(failure: WorkerFailure) {
        let words: [String: String] = [
            "worker.could-not-start": "the worker process could not be started: No such file or directory",
            "worker.request-too-long": "what the worker process should read is 2 bytes long; it takes 1 at most",
            "worker.crashed": "the worker process crashed (signal 11, Segmentation fault); it wrote: why",
            "worker.exited": "the worker process ended with code 3 and without an answer",
            "worker.stalled": "the worker process gave no answer within 1500 ms and was ended",
            "worker.processor-time": "the worker process used up its 60 s of processor time and was ended",
            "worker.memory": "the worker process needed more memory than the 512 MB that it may have",
            "worker.too-much-output":
                "the worker process gave more than the 10 bytes that an answer may have, and was ended",
            "worker.bad-answer": "the worker process gave no proper answer: why",
            "worker.stopped": "the worker process was stopped before it gave an answer",
        ]
        #expect(failure.description == words[failure.code])
    }
}
