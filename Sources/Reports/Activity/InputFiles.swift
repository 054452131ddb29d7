import Diagnostics

/// The files and the command that a report was made from, so that somebody else can make it again, to the byte.
package struct InputFiles: Sendable {
    /// Each file as the person named it, with the hash of its bytes.
    package let files: [(path: String, hash: String)]
    /// What chance was drawn from; `nil` where none was.
    package let seed: UInt64?
    /// The command that makes the report.
    package let command: [String]

    /// Makes a provenance.
    package init(_ files: [(path: String, hash: String)], seed: UInt64? = nil, command: [String]) {
        self.files = files
        self.seed = seed
        self.command = command
    }

    private var commandLine: String { command.map(Provenance.quoted).joined(separator: " ") }

    func rendered() -> String {
        var text = "Made by bcf \(Provenance.engineVersion)\n"
        for file in files { text += "  file    \(file.hash)  \(file.path.onOneLine)\n" }
        if let seed { text += "  seed    \(seed)\n" }
        return text + "  again   \(commandLine)\n"
    }

    var json: JSONValue {
        .object([
            ("engine", .string("bcf \(Provenance.engineVersion)")),
            (
                "files",
                .array(files.map { .object([("file", .string($0.path)), ("hash", .string($0.hash))]) })
            ),
            ("seed", .optional(seed.map { String($0) })), ("command", .string(commandLine)),
        ])
    }
}
