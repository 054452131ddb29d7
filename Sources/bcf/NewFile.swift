import Diagnostics
import Glibc

/// Writes a file that must not be there yet: what a person saved is never replaced.
enum NewFile {
    static func write(_ text: String, to path: String) throws(DiagnosticList) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            if errno == EEXIST {
                throw DiagnosticList(
                    Diagnostic(
                        "file.exists", "`\(path)` is there already", reason: "saving never replaces a file",
                        help: "choose another name, or remove that file first"))
            }
            throw failure(path)
        }
        let bytes = Array(text.utf8)
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let error = failure(path)
                close(descriptor)
                unlink(path)
                throw error
            }
            written += count
        }
        guard close(descriptor) == 0 else { throw failure(path) }
    }

    private static func failure(_ path: String) -> DiagnosticList {
        DiagnosticList(
            Diagnostic("file.not-written", "cannot write `\(path)`: \(String(cString: strerror(errno)))"))
    }
}
