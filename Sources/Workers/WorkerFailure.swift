import Diagnostics
import Glibc

/// Why a worker gave no answer. After any of these but ``requestTooLong(bytes:limit:)`` the process is gone and reaped.
package enum WorkerFailure: Error, Equatable, Sendable {
    /// The system started no process; the number is its `errno`.
    case couldNotStart(Int32)
    /// The request is longer than the limits allow; the worker was not asked and still stands.
    case requestTooLong(bytes: Int, limit: Int)
    /// The worker ended by a signal; what it wrote to its standard error is kept.
    case crashed(signal: Int32, said: String)
    /// The worker ended by itself instead of answering.
    case exited(code: Int32, said: String)
    /// The deadline passed without an answer.
    case stalled(after: Duration)
    /// The kernel ended the worker, as its processor time was used up.
    case processorTimeUsedUp(seconds: Int)
    /// The worker asked for more memory than it may have.
    case outOfMemory(limit: Int)
    /// The answer is longer than the limits allow.
    case tooMuchOutput(limit: Int)
    /// What came is no answer.
    case badAnswer(reason: String)
    /// The worker was stopped by its owner.
    case stopped
}

extension WorkerFailure: CustomStringConvertible {
    /// What happened, as a clause that a sentence can be made of.
    package var description: String {
        switch self {
        case .couldNotStart(let number):
            return "the worker process could not be started: \(Self.words(number))"
        case .requestTooLong(let bytes, let limit):
            return "what the worker process should read is \(bytes) bytes long; it takes \(limit) at most"
        case .crashed(let signal, let said):
            let name = strsignal(signal).map { String(cString: $0) } ?? "unknown"
            return "the worker process crashed (signal \(signal), \(name))" + Self.quoting(said)
        case .exited(let code, let said):
            return "the worker process ended with code \(code) and without an answer" + Self.quoting(said)
        case .stalled(let time):
            return "the worker process gave no answer within \(Self.words(time)) and was ended"
        case .processorTimeUsedUp(let seconds):
            return "the worker process used up its \(seconds) s of processor time and was ended"
        case .outOfMemory(let limit):
            return "the worker process needed more memory than the \(limit >> 20) MB that it may have"
        case .tooMuchOutput(let limit):
            return "the worker process gave more than the \(limit) bytes that an answer may have, and was ended"
        case .badAnswer(let reason):
            return "the worker process gave no proper answer: \(reason)"
        case .stopped:
            return "the worker process was stopped before it gave an answer"
        }
    }

    /// A stable name for the kind of failure, such as `worker.stalled`.
    package var code: String {
        switch self {
        case .couldNotStart: "worker.could-not-start"
        case .requestTooLong: "worker.request-too-long"
        case .crashed: "worker.crashed"
        case .exited: "worker.exited"
        case .stalled: "worker.stalled"
        case .processorTimeUsedUp: "worker.processor-time"
        case .outOfMemory: "worker.memory"
        case .tooMuchOutput: "worker.too-much-output"
        case .badAnswer: "worker.bad-answer"
        case .stopped: "worker.stopped"
        }
    }

    /// What the worker wrote before it ended is the worker's to choose, so it is cleaned before anybody sees it.
    private static func quoting(_ said: String) -> String {
        let shown = said.onOneLine
        return shown.isEmpty ? "" : "; it wrote: \(shown)"
    }

    private static func words(_ time: Duration) -> String {
        let (seconds, attoseconds) = time.components
        return seconds >= 10 || attoseconds == 0
            ? "\(seconds) s" : "\(seconds * 1000 + attoseconds / 1_000_000_000_000_000) ms"
    }

    private static func words(_ number: Int32) -> String {
        strerror(number).map { String(cString: $0) } ?? "system error \(number)"
    }
}
