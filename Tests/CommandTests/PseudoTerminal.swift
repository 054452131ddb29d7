import Foundation
import Testing

/// A process at a terminal of its own, as a person would use it. Waits are bounded, and no test counts the time.
final class PseudoTerminal {
    private let master: Int32
    private let child: pid_t
    private var hasEnded = false
    /// All that was shown so far.
    private(set) var shown = ""
    private var bytes: [UInt8] = []
    private var searched = 0

    /// Starts bcf in the checkout.
    init(_ arguments: [String], environment: [String: String] = [:]) throws {
        // What posix_openpt, unlockpt and ptsname do; Swift does not see those.
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        let unlock: UInt = 0x4004_5431
        let askNumber: UInt = 0x8004_5430
        var number: Int32 = 0
        try #require(master >= 0 && ioctl(master, unlock, &number) == 0 && ioctl(master, askNumber, &number) == 0)
        let name = "/dev/pts/\(number)"
        var size = winsize(ws_row: 40, ws_col: 120, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // The first terminal that a session's leader opens is the one whose ctrl-C it gets.
        posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | 0x80))  // 0x80: a session of its own

        var values = ["TERM": "xterm", "NO_COLOR": "1", "PATH": "/usr/bin:/bin"].merging(environment) { $1 }
        // A program that was built with a sanitizer is told the same as the tests are.
        for (name, value) in ProcessInfo.processInfo.environment where name.hasSuffix("SAN_OPTIONS") {
            values[name] = value
        }
        let command = ["env", "-C", Command.root, Command.program] + arguments
        var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = values.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (words + variables).forEach { free($0) } }
        var pid = pid_t()
        try #require(posix_spawn(&pid, "/usr/bin/env", &actions, &attributes, &words, &variables) == 0)
        child = pid
    }

    deinit {
        if !hasEnded {
            kill(child, SIGKILL)
            waitpid(child, nil, 0)
        }
        close(master)
    }

    /// Types, once a line is being edited: before that, the system itself would take keys such as ctrl-D.
    func type(_ text: String) {
        waitUntil { !$0.isAsBefore }
        send(text)
    }

    /// Presses a key once no line is being edited, as while an entry runs.
    func press(_ key: String) {
        waitUntil(\.isAsBefore)
        send(key)
    }

    private func waitUntil(_ condition: (PseudoTerminal) -> Bool) {
        for _ in 0..<1_000 where !condition(self) { _ = readMore(milliseconds: 20) }
    }

    private func send(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(master, bytes, bytes.count)
    }

    /// Types, and waits until something new is shown.
    func type(_ text: String, expecting expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
        type(text)
        expect(expected, sourceLocation: sourceLocation)
    }

    /// Waits until something is shown after what was last expected.
    func expect(_ expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
        for _ in 0..<300 {
            let rest = shown.utf8.dropFirst(searched)
            if let found = Substring(rest).range(of: expected) {
                searched = shown.utf8.distance(from: shown.startIndex, to: found.upperBound)
                return
            }
            guard readMore(milliseconds: 100) else { break }
        }
        Issue.record("`\(expected)` is not shown; shown is:\n\(shown)", sourceLocation: sourceLocation)
    }

    /// Waits until the process ends, and gives its exit code.
    func end() -> Int32 {
        for _ in 0..<300 where readMore(milliseconds: 100) {}
        var status: Int32 = 0
        for _ in 0..<300 {
            let ended = waitpid(child, &status, WNOHANG)
            if ended == child {
                hasEnded = true
                return status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
            }
            usleep(100_000)
        }
        return .min
    }

    /// Whether the terminal is in the state in which a shell expects it: lines are edited by the system, and echoed.
    var isAsBefore: Bool {
        var state = termios()
        return tcgetattr(master, &state) == 0 && state.c_lflag & UInt32(ICANON) != 0
            && state.c_lflag & UInt32(ECHO) != 0
    }

    /// Reads what is there, waiting a little; false when nobody will write any more.
    private func readMore(milliseconds: Int32) -> Bool {
        var request = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&request, 1, milliseconds) > 0 else { return true }
        var buffer = [UInt8](repeating: 0, count: 65536)
        let count = read(master, &buffer, buffer.count)
        guard count > 0 else { return false }
        bytes += buffer[..<count]
        shown = String(decoding: bytes, as: UTF8.self)
        return true
    }
}
