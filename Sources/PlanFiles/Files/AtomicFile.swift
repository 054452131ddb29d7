package import Diagnostics
import Glibc

/// Writes a file so that a reader sees either the old content or the whole new one, also after a power cut.
///
/// The text goes to a temporary file in the same folder, which is flushed to the disk and renamed over the old one;
/// then the folder is flushed. On any failure the temporary file is removed and the old file stays as it was.
package enum AtomicFile {
    /// Writes `text` as UTF-8.
    ///
    /// An existing file keeps its permissions; a new one is readable by all and writable by its owner, less the umask.
    /// A link is followed, so that it goes on pointing at the file. Throws when the path is a folder, a device or a
    /// file without permission to write.
    package static func write(_ text: String, to path: String) throws(DiagnosticList) {
        try write(Array(text.utf8), to: path)
    }

    /// Writes bytes as they are; on failure the old file stays as it was.
    package static func write(_ bytes: [UInt8], to path: String) throws(DiagnosticList) {
        do throws(Diagnostic) {
            try replace(path, with: bytes)
        } catch {
            throw DiagnosticList(error)
        }
    }

    private static func replace(_ path: String, with bytes: [UInt8]) throws(Diagnostic) {
        if let bad = SystemFailure.badPath(path) { throw bad }
        let target = try followLink(path)
        let oldMode = try mode(of: target, named: path)
        let folder = folder(of: target)
        let (descriptor, temporary) = try createTemporary(in: folder, for: path)
        var isOpen = true
        do throws(Diagnostic) {
            if let oldMode, fchmod(descriptor, oldMode) != 0 { throw failure(path) }
            try writeAll(bytes, to: descriptor, for: path)
            guard fsync(descriptor) == 0 else { throw failure(path) }
            isOpen = false
            guard close(descriptor) == 0 else { throw failure(path) }
            guard rename(temporary, target) == 0 else { throw failure(path) }
        } catch {
            if isOpen { close(descriptor) }
            unlink(temporary)
            throw error
        }
        try flush(folder: folder, for: path)
    }

    /// The file that a link leads to, or the path itself. A link that leads nowhere is an error.
    private static func followLink(_ path: String) throws(Diagnostic) -> String {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return path }
        guard let resolved = realpath(path, nil) else { throw failure(path) }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// The permissions of the file that will be replaced; `nil` when there is none yet.
    private static func mode(of target: String, named path: String) throws(Diagnostic) -> mode_t? {
        var status = stat()
        guard stat(target, &status) == 0 else {
            if errno == ENOENT { return nil }
            throw failure(path)
        }
        if status.st_mode & S_IFMT == S_IFDIR { throw SystemFailure.diagnostic(EISDIR, "cannot write", path: path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw Diagnostic(
                "file.not-a-file", "cannot write `\(Quoting.short(path))`: it is not a plain file",
                at: Place(file: path), reason: "the file is replaced as a whole, and a device or a pipe cannot be",
                help: "give the path of a file")
        }
        // Renaming over a file needs no right to write to it; a person who protected it expects otherwise.
        guard access(target, W_OK) == 0 else { throw failure(path) }
        return status.st_mode & 0o7777
    }

    private static func folder(of target: String) -> String {
        guard let slash = target.lastIndex(of: "/") else { return "." }
        return slash == target.startIndex ? "/" : String(target[..<slash])
    }

    private static func createTemporary(in folder: String, for path: String) throws(Diagnostic) -> (Int32, String) {
        // The name is short and its own, so that a long file name does not make one that is too long.
        for _ in 0..<100 {
            let temporary = "\(folder)/.bcf-\(getpid())-\(String(UInt64.random(in: .min ... .max), radix: 36)).tmp"
            let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
            if descriptor >= 0 { return (descriptor, temporary) }
            guard errno == EEXIST else {
                if errno == ENOENT { throw noFolder(folder, for: path) }
                throw failure(path)
            }
        }
        throw failure(path)
    }

    private static func noFolder(_ folder: String, for path: String) -> Diagnostic {
        Diagnostic(
            "file.no-folder", "cannot write `\(Quoting.short(path))`: there is no folder `\(Quoting.short(folder))`",
            at: Place(file: path), help: "make the folder first, or choose another path")
    }

    private static func writeAll(_ bytes: [UInt8], to descriptor: Int32, for path: String) throws(Diagnostic) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw failure(path)
            }
            written += count
        }
    }

    private static func flush(folder: String, for path: String) throws(Diagnostic) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        // The file is in place. A folder that may be written but not read cannot be flushed, which is no failure.
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        // Some file systems cannot flush a folder and say EINVAL.
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure(path) }
    }

    private static func failure(_ path: String) -> Diagnostic {
        SystemFailure.diagnostic(errno, "cannot write", path: path)
    }
}
