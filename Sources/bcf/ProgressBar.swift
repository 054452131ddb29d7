import Glibc
import Synchronization

/// How far a long piece of work has come, on standard error where that is a terminal and nowhere else. It shows nothing
/// of what takes less than half a second.
final class ProgressBar: Sendable {
    private struct State {
        var isShown = false
        var last: Int64 = 0
    }

    private static let width = 30
    private static let patience: Int64 = 500
    private static let apart: Int64 = 100

    private let title: String
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let start = ProgressBar.now()
    private let state = Mutex(State())

    init(_ title: String) { self.title = title }

    /// Shows how much is done; may be called by any thread, and often.
    @Sendable func show(done: Int, of all: Int) {
        guard isTerminal, all > 0 else { return }
        let now = Self.now()
        guard now - start >= Self.patience else { return }
        state.withLock { state in
            guard now - state.last >= Self.apart else { return }
            state.last = now
            state.isShown = true
            let share = min(max(Double(done) / Double(all), 0), 1)
            let full = Int(share * Double(Self.width))
            let bar = String(repeating: "█", count: full) + String(repeating: "░", count: Self.width - full)
            Terminal.writeError("\r\(title) \(bar) \(Int(share * 100))%")
        }
    }

    /// Takes the bar away.
    func end() {
        state.withLock { state in
            guard state.isShown else { return }
            state.isShown = false
            Terminal.writeError("\r\(String(repeating: " ", count: title.count + Self.width + 8))\r")
        }
    }

    /// Milliseconds of a clock that only goes forward.
    private static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
