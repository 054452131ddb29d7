import Foundation
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// One run of the built `bcf`, as a user would call it from the checkout.
struct Command {
    let status: Int32
    let output: String
    let errors: String

    /// The checkout.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// The program, which stands beside the test runner.
    static let program: String = {
        let runner = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let folder = URL(fileURLWithPath: runner).deletingLastPathComponent()
        // The runner of some toolchains is not the test bundle itself; the bundle's path is then an argument.
        for argument in [folder.path]
            + CommandLine.arguments.map({ URL(fileURLWithPath: $0).deletingLastPathComponent().path })
        where FileManager.default.isExecutableFile(atPath: argument + "/bcf") {
            return argument + "/bcf"
        }
        return root + "/.build/debug/bcf"
    }()

    /// Runs bcf with arguments, from the checkout unless another folder is named.
    ///
    /// Spawned by hand: Foundation's `Process` hands a child of a concurrency thread a blocked signal mask.
    init(_ arguments: [String], in folder: String = root, program: String = program) throws {
        let work = try TemporaryFolder()
        let outputPath = work.path + "/output"
        let errorPath = work.path + "/errors"
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let flags = O_WRONLY | O_CREAT | O_TRUNC
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, outputPath, flags, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errorPath, flags, 0o600)
        var words: [UnsafeMutablePointer<CChar>?] = (["env", "-C", folder, program] + arguments).map { strdup($0) }
        words.append(nil)
        defer { words.forEach { free($0) } }
        var child = pid_t()
        let spawned = posix_spawn(&child, "/usr/bin/env", &actions, nil, words, environ)
        try #require(spawned == 0, "\(program) could not be started: \(String(cString: strerror(spawned)))")
        var result: Int32 = 0
        while waitpid(child, &result, 0) < 0 && errno == EINTR {}
        // A signal would be a crash: told apart from every exit code.
        status = result & 0x7F == 0 ? (result >> 8) & 0xFF : -(result & 0x7F)
        output = String(decoding: try Data(contentsOf: URL(fileURLWithPath: outputPath)), as: UTF8.self)
        errors = String(decoding: try Data(contentsOf: URL(fileURLWithPath: errorPath)), as: UTF8.self)
    }
}

/// A folder of a test's own, gone with it.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "bcf-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file and gives its path.
    func write(_ text: String, to name: String) throws -> String {
        let file = path + "/" + name
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        return file
    }
}

/// What people read, kept as files. `UPDATE_GOLDEN=1` writes them anew.
enum Golden {
    /// Holds a text against its golden file.
    static func expect(_ text: String, is name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden/\(name)")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
            return
        }
        let golden = String(decoding: try Data(contentsOf: url), as: UTF8.self)
        if text == golden { return }
        let lines = zip(
            text.split(separator: "\n", omittingEmptySubsequences: false),
            golden.split(separator: "\n", omittingEmptySubsequences: false))
        let first = lines.first { $0 != $1 }
        Issue.record(
            "\(name) differs, first at:\n  now    \(first?.0 ?? "(its end)")\n  golden \(first?.1 ?? "(its end)")",
            sourceLocation: sourceLocation)
    }
}
