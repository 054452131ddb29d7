import Foundation
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Other programs, started from the checkout, each to its end.
enum Program {
    /// The built `bcf`, which stands beside the test runner.
    static let bcf: String = {
        let runner = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let folders = [runner] + CommandLine.arguments
        for folder in folders.map({ URL(fileURLWithPath: $0).deletingLastPathComponent().path })
        where FileManager.default.isExecutableFile(atPath: folder + "/bcf") {
            return folder + "/bcf"
        }
        return root + "/.build/debug/bcf"
    }()

    /// Runs a program and gives its exit code, what it wrote, and how many KiB of memory it took at most.
    ///
    /// Spawned by hand: a thread of the tests may block signals, and a child would wait for its own for ever.
    static func run(_ words: [String]) throws -> (status: Int32, text: String, memory: Int) {
        let work = try TemporaryFolder()
        let path = work.path + "/output"
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var arguments: [UnsafeMutablePointer<CChar>?] = (["env", "-C", root] + words).map { strdup($0) }
        arguments.append(nil)
        defer { arguments.forEach { free($0) } }
        var child = pid_t()
        let spawned = posix_spawn(&child, "/usr/bin/env", &actions, &attributes, arguments, environ)
        try #require(spawned == 0, "\(words[0]) could not be started")
        var result: Int32 = 0
        var usage = rusage()
        while wait4(child, &result, 0, &usage) < 0 && errno == EINTR {}
        let status = result & 0x7F == 0 ? (result >> 8) & 0xFF : -(result & 0x7F)
        let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
        return (status, text, Int(usage.ru_maxrss))
    }
}
