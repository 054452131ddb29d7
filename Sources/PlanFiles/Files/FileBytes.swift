package import Diagnostics
import Glibc

/// The content of one file, read whole and within a bound, and the path under which the person named it.
package struct FileBytes: Sendable {
    /// The path as it was given.
    package let path: String
    /// The content, byte for byte.
    package let bytes: [UInt8]

    init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    /// Reads a file.
    ///
    /// Only plain files are read: a folder, a device or a pipe is an error, so that reading always ends.
    ///
    /// - Parameter limit: the most bytes that are accepted; a larger file is an error and is not held in memory.
    package static func read(at path: String, limit: Int) throws(Diagnostic) -> FileBytes {
        if let bad = SystemFailure.badPath(path) { throw bad }
        // Without O_NONBLOCK, opening a pipe would wait for a writer that may never come.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw SystemFailure.diagnostic(errno, "cannot read", path: path) }
        return try read(descriptor, path: path, limit: limit)
    }

    /// Reads an open file and closes it.
    static func read(_ descriptor: Int32, path: String, limit: Int) throws(Diagnostic) -> FileBytes {
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw SystemFailure.diagnostic(errno, "cannot read", path: path)
        }
        if status.st_mode & S_IFMT == S_IFDIR { throw SystemFailure.diagnostic(EISDIR, "cannot read", path: path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw Diagnostic(
                "file.not-a-file", "cannot read `\(Quoting.short(path))`: it is not a plain file",
                at: Place(file: path), reason: "a device or a pipe may never end", help: "save it as a file first")
        }
        guard status.st_size <= limit else { throw tooLarge(path, limit: limit) }

        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(status.st_size) + 1)
        var chunk = [UInt8](repeating: 0, count: min(max(Int(status.st_size) + 1, 4096), 1 << 20))
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count == 0 { break }
            if count < 0 {
                if errno == EINTR { continue }
                throw SystemFailure.diagnostic(errno, "cannot read", path: path)
            }
            bytes.append(contentsOf: chunk[..<count])
            // The file may grow while it is read.
            guard bytes.count <= limit else { throw tooLarge(path, limit: limit) }
        }
        return FileBytes(path: path, bytes: bytes)
    }

    /// The content as text, without a byte order mark. Throws when it is not UTF-8, naming the line and the byte.
    package func text() throws(Diagnostic) -> String {
        if let problem = TextProblem.first(in: bytes) { throw problem.diagnostic(file: path) }
        return String(decoding: bytes[TextProblem.byteOrderMarkLength(of: bytes)...], as: UTF8.self)
    }

    private static func tooLarge(_ path: String, limit: Int) -> Diagnostic {
        let unit = limit >= 1 << 20 ? "\(limit >> 20) MiB" : "\(limit) bytes"
        return Diagnostic(
            "file.too-large", "`\(Quoting.short(path))` is larger than \(unit)", at: Place(file: path),
            reason: "files are read whole, within a bound",
            help: "check that this is the right file; a plan has one row a spend line")
    }
}
