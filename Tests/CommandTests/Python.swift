import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// Python programs that hold what bcf writes against what others think of it: `python3`, or that of a virtual
/// environment that BCF_PYTHON names.
enum Python {
    private static let program = ProcessInfo.processInfo.environment["BCF_PYTHON"] ?? "/usr/bin/python3"

    /// Whether a module can be imported.
    static func has(_ module: String) -> Bool {
        guard FileManager.default.isExecutableFile(atPath: program) else { return false }
        return (try? run("import \(module)", []))?.status == 0
    }

    /// Runs a program with arguments.
    static func run(_ text: String, _ arguments: [String]) throws -> Command {
        try Command(["-c", text] + arguments, program: program)
    }
}
