import Diagnostics
import Workers

/// The parent's side of a worker that runs scenarios: asks, waits no longer than the deadline, and says what happened
/// to a script that took its worker with it.
final class ScenarioWorker {
    let process: WorkerProcess
    private let deadline: Duration
    private let started: ContinuousClock.Instant

    /// What a worker may answer. Far more than a report that a person reads, and little enough that this process stays
    /// small whatever a script does.
    private static let answerBytes = 8 << 20
    /// What may be made of an answer here: a reason of a megabyte that 10,000 movements share is short on its way.
    private static let answerMemory = 32 << 20

    /// Starts a worker; it has so long for everything. Tests put another program in its place.
    init(
        program: String = WorkerProcess.ownProgram, arguments: [String] = [ScenarioServer.argument], deadline: Duration
    ) throws(DiagnosticList) {
        self.deadline = deadline
        started = ContinuousClock.now
        var limits = WorkerLimits()
        limits.answerBytes = Self.answerBytes
        limits.requestBytes = 256 << 20
        do throws(WorkerFailure) {
            process = try WorkerProcess(program: program, arguments: arguments, limits: limits)
        } catch {
            throw DiagnosticList(
                Diagnostic(
                    error.code, error.description, reason: "scripts run in a process of their own",
                    help: "try again; --in-process runs the script without one"))
        }
    }

    /// Asks the worker something for a script. Throws what it refuses, or what became of it.
    func answer(_ request: ScenarioRequest, for script: String) throws(DiagnosticList) -> ScenarioAnswer {
        let bytes: [UInt8]
        do throws(WorkerFailure) {
            let left = deadline - (ContinuousClock.now - started)
            bytes = try process.answer(to: WireWriter.bytes(of: request), within: max(left, .zero))
        } catch {
            // The person gave a time for the whole run, and not for what was left of it at this request.
            if case .stalled = error { throw DiagnosticList(described(.stalled(after: deadline), script)) }
            throw DiagnosticList(described(error, script))
        }
        let answer: ScenarioAnswer
        do throws(WireProblem) {
            answer = try WireReader.value(ScenarioAnswer.self, in: bytes, making: Self.answerMemory)
        } catch {
            process.stop()
            throw DiagnosticList(
                described(
                    error.isTooMuch ? .tooMuchOutput(limit: Self.answerMemory) : .badAnswer(reason: error.reason),
                    script)
            )
        }
        if case .refused(let diagnostics) = answer { throw DiagnosticList(diagnostics) }
        return answer
    }

    /// The error that a worker answered something else than was asked.
    static func unfit(_ script: String) -> DiagnosticList {
        DiagnosticList(
            Diagnostic(
                "worker.bad-answer", "the worker process answered something else than it was asked",
                at: Place(file: script), help: "this is a defect of the program: please report it with the script"))
    }

    private func described(_ failure: WorkerFailure, _ script: String) -> Diagnostic {
        let help: String
        switch failure {
        case .stalled, .processorTimeUsedUp:
            help = "look for a loop that does not end; --deadline gives a script more time"
        case .outOfMemory, .tooMuchOutput:
            help = "look for a loop that goes on adding to a table, a text or the plan"
        case .requestTooLong: help = "check that these are the right files"
        case .couldNotStart, .stopped: help = "try again; --in-process runs the script without a process of its own"
        case .crashed, .exited, .badAnswer:
            help = "nothing was changed; please report it with the script, as a script should never do this"
        }
        return Diagnostic(
            failure.code, "the script did not finish: \(failure)", at: Place(file: script),
            reason: "a script runs in a process of its own, so that whatever it does ends there", help: help)
    }
}
