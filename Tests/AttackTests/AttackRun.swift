import Foundation
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// One run of the real `bcf`, watched from outside: how it ended, how long it took, how large it grew.
struct AttackRun: Sendable {
    /// The exit code, or a signal's number below zero.
    let status: Int32
    /// The codes of the errors, in their order; empty when there were none.
    let codes: [String]
    /// What it wrote.
    let output: [UInt8]
    let errors: [UInt8]
    /// Seconds from the start of the process to its end.
    let seconds: Double
    /// The most memory that the process itself held; its worker does not count.
    let peakBytes: Int

    /// The id of the plan that every attack is on.
    static let plan = "attacked-2025-26"
    /// The checkout.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
    /// The program: that of BCF_PROGRAM, or the one that stands beside the tests.
    static let program: String = {
        if let program = ProcessInfo.processInfo.environment["BCF_PROGRAM"] { return program }
        return neighbour("bcf")
    }()

    /// A program that was built with the tests.
    static func neighbour(_ name: String) -> String {
        for argument in CommandLine.arguments {
            let program = URL(fileURLWithPath: argument).deletingLastPathComponent().path + "/" + name
            if FileManager.default.isExecutableFile(atPath: program) { return program }
        }
        return root + "/.build/debug/" + name
    }

    /// How long there is between two looks at a process: the complete run measures to the millisecond.
    private static let pause: UInt32 = AttackTests.isComplete ? 1_000 : 4_000

    /// A process that never ends is a failure of its own; far above everything that is expected.
    private static let patience = 120.0

    /// Runs `bcf` with arguments, in a folder, with an environment.
    init(_ arguments: [String], in folder: AttackFolder, environment: [String]? = nil) throws {
        let id = UUID().uuidString
        let (out, err) = (folder.path + "/out-" + id, folder.path + "/err-" + id)
        let start = ContinuousClock.now
        let child = try Self.start(arguments, in: folder.path, output: out, errors: err, environment: environment)
        var result: Int32 = 0
        var peak = 0
        while waitpid(child, &result, WNOHANG) == 0 {
            // The mark only grows, so the last look tells the most. The first may still see the memory of the tests, in
            // the moment before the program takes the place of what started it.
            peak = Self.peak(of: child) ?? peak
            if start.seconds > Self.patience { kill(child, SIGKILL) }
            usleep(Self.pause)
        }
        seconds = start.seconds
        peakBytes = peak
        status = result & 0x7F == 0 ? (result >> 8) & 0xFF : -(result & 0x7F)
        output = [UInt8](try Data(contentsOf: URL(fileURLWithPath: out)))
        errors = [UInt8](try Data(contentsOf: URL(fileURLWithPath: err)))
        unlink(out)
        unlink(err)
        codes = Self.codes(in: errors)
    }

    /// Starts `bcf` and does not wait for it.
    static func start(
        _ arguments: [String], in folder: String, output: String, errors: String, environment: [String]? = nil
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let flags = O_WRONLY | O_CREAT | O_TRUNC
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, flags, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors, flags, 0o600)
        // A thread of a pool may have signals blocked, which a child would inherit.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        // A shell lets what it starts behind it ignore the keys of the terminal.
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        let words: [UnsafeMutablePointer<CChar>?] =
            (["env", "-C", folder, program] + arguments).map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        let variables: [UnsafeMutablePointer<CChar>?] = (environment ?? []).map { strdup($0) } + [nil]
        defer { variables.forEach { free($0) } }
        var child = pid_t()
        let problem =
            environment == nil
            ? posix_spawn(&child, "/usr/bin/env", &actions, &attributes, words, environ)
            : posix_spawn(&child, "/usr/bin/env", &actions, &attributes, words, variables)
        try #require(problem == 0, "\(program) could not be started: \(String(cString: strerror(problem)))")
        return child
    }

    /// The high-water mark of a process, which only grows: what it was last seen as is what it was, but for its last
    /// millisecond.
    private static func peak(of process: pid_t) -> Int? {
        guard let status = contents("/proc/\(process)/status"), let found = status.firstRange(of: "VmHWM:") else {
            return nil
        }
        let number = status[found.upperBound...].drop { $0 == " " || $0 == "\t" }.prefix { $0.isNumber }
        return Int(number).map { $0 << 10 }
    }

    private static func contents(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 8192)
        let count = read(descriptor, &buffer, buffer.count)
        return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
    }

    private static func codes(in errors: [UInt8]) -> [String] {
        struct Document: Decodable {
            struct Entry: Decodable { let code: String }
            let errors: [Entry]
        }
        guard !errors.isEmpty else { return [] }
        let document = try? JSONDecoder().decode(Document.self, from: Data(errors))
        return document?.errors.map(\.code) ?? ["unreadable: " + String(decoding: errors.prefix(300), as: UTF8.self)]
    }

    /// The workers of the program under test that run without a parent of its kind. A worker ends with its parent, but
    /// the kernel takes a moment: those are asked for again.
    static func orphans() -> [pid_t] {
        var found: [pid_t] = []
        for _ in 0..<200 {
            found = workers().filter { !isProgram(parent(of: $0)) }
            if found.isEmpty { break }
            usleep(50_000)
        }
        return found
    }

    /// The workers of the program under test.
    static func workers(of parent: pid_t? = nil) -> [pid_t] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { pid_t($0) }.filter { id in
            isProgram(id) && contents("/proc/\(id)/cmdline")?.contains("run-scenarios-for-the-parent-process") == true
                && (parent == nil || Self.parent(of: id) == parent)
        }
    }

    private static func isProgram(_ id: pid_t) -> Bool {
        let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(id)/exe")
        return path == resolved
    }

    private static let resolved = URL(fileURLWithPath: program).resolvingSymlinksInPath().path

    private static func parent(of id: pid_t) -> pid_t {
        guard let stat = contents("/proc/\(id)/stat"), let end = stat.lastIndex(of: ")") else { return 0 }
        return pid_t(stat[end...].split(separator: " ")[2]) ?? 0
    }
}

extension ContinuousClock.Instant {
    /// The seconds that have passed since.
    var seconds: Double {
        let passed = (ContinuousClock.now - self).components
        return Double(passed.seconds) + Double(passed.attoseconds) / 1e18
    }
}

/// A folder with a plan in it, for scripts of one attack; gone with it.
final class AttackFolder: Sendable {
    let path: String

    /// The files of the plan, as `bcf new plan` writes them.
    private static let plan: Result<[String: Data], any Error> = Result {
        let folder = try AttackFolder(empty: ())
        let run = try AttackRun(["new", "plan", AttackRun.plan], in: folder)
        try #require(run.status == 0, "\(String(decoding: run.errors, as: UTF8.self))")
        var files: [String: Data] = [:]
        for name in ["plan.yaml", "funding.csv", "spending.csv"] {
            let file = URL(fileURLWithPath: "\(folder.path)/\(AttackRun.plan)/\(name)")
            files[name] = try Data(contentsOf: file)
        }
        return files
    }

    private init(empty: ()) throws {
        path =
            URL(fileURLWithPath: NSTemporaryDirectory()).resolvingSymlinksInPath().path + "/bcf-attack-"
            + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    convenience init() throws {
        try self.init(empty: ())
        let folder = "\(path)/\(AttackRun.plan)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (name, data) in try Self.plan.get() { try data.write(to: URL(fileURLWithPath: "\(folder)/\(name)")) }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file and gives its path.
    @discardableResult
    func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
        try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
        return "\(path)/\(name)"
    }

    /// Writes an attack's script and what lies beside it.
    func write(_ attack: Attack) throws {
        try write(attack.script(), to: "script.lua")
        for (name, file) in attack.files.sorted(by: { $0.key < $1.key }) {
            let path = "\(path)/\(name)"
            switch file {
            case .text(let text): try write(text().utf8, to: name)
            case .bytes(let bytes): try write(bytes(), to: name)
            case .link(let target): symlink(target, path)
            case .folder: mkdir(path, 0o700)
            case .pipe: mkfifo(path, 0o600)
            case .unreadable(let text):
                try write(text.utf8, to: name)
                chmod(path, 0)
            }
        }
    }
}
