import Glibc
import Testing
import Workers

/// The worker that the tests start.
enum Fixture {
    /// The built fixture, which stands beside the test runner.
    static let program: String = {
        let runner = realpath("/proc/self/exe", nil).map { pointer in
            defer { free(pointer) }
            return String(cString: pointer)
        }
        // The runner of some toolchains is not the test bundle itself; the bundle's path is then an argument.
        for path in [runner ?? ""] + CommandLine.arguments {
            let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
            if access(folder + "/WorkerFixture", X_OK) == 0 { return folder + "/WorkerFixture" }
        }
        return ".build/debug/WorkerFixture"
    }()

    /// Time enough for anything on a busy machine; a test that passes never waits for it.
    static let patience = Duration.seconds(60)

    static func worker(_ mode: String = "serve", limits: WorkerLimits = .standard) throws -> WorkerProcess {
        try WorkerProcess(program: program, arguments: [mode], limits: limits)
    }

    /// Asks a new worker, which must fail, how it did.
    static func failure(
        of request: String, mode: String = "serve", within time: Duration = patience, limits: WorkerLimits = .standard
    ) throws -> WorkerFailure {
        let worker = try worker(mode, limits: limits)
        return try #require(throws: WorkerFailure.self) {
            try worker.answer(to: Array(request.utf8), within: time)
        }
    }

    /// Runs the fixture as a plain program, without standard input, and returns what it printed and its exit code.
    static func run(_ arguments: [String]) throws -> (output: String, code: Int32) {
        let (child, output) = try start(arguments)
        defer { close(output) }
        var text: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 4096)
        while true {
            let got = read(output, &part, part.count)
            if got > 0 { text += part.prefix(got) } else if got == 0 || errno != EINTR { break }
        }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
        return (String(decoding: text, as: UTF8.self), code)
    }

    /// Starts the fixture as a plain program; what it prints comes out of the descriptor.
    static func start(_ arguments: [String]) throws -> (child: pid_t, output: Int32) {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[1]) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        var words = ([program] + arguments).map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var child = pid_t()
        let problem = posix_spawn(&child, program, &actions, nil, &words, environ)
        try #require(problem == 0, "the fixture could not be started: \(problem)")
        return (child, ends[0])
    }

    /// Lines of a name and a number, as the fixture prints them.
    static func numbers(_ text: String) -> [String: Int32] {
        var found: [String: Int32] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard let number = words.last.flatMap({ Int32($0) }) else { continue }
            found[words.dropLast().joined(separator: " ")] = number
        }
        return found
    }
}
