package import Diagnostics
import Glibc

extension FileBytes {
    /// Reads a file that lies inside a folder, wherever links may point: no part of the name below the folder may be a
    /// link, and none may lead out of it.
    ///
    /// - Parameters:
    ///   - name: the file's path from the folder, its parts separated by `/`.
    ///   - folder: the folder, as the person named it; empty for the folder that the command runs in.
    ///   - limit: the most bytes that are accepted.
    package static func read(_ name: String, inside folder: String, limit: Int) throws(Diagnostic) -> FileBytes {
        let path = folder.isEmpty ? name : PlanFolder.join(folder, name)
        if let bad = SystemFailure.badPath(path) { throw bad }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard !parts.isEmpty, parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }) else {
            throw Diagnostic(
                "file.outside", "`\(Quoting.short(name))` does not name a file inside the folder",
                reason: "only files of the folder itself are read",
                help: "name it without `..`, and without a `/` first")
        }
        var descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
        guard descriptor >= 0 else { throw SystemFailure.diagnostic(errno, "cannot read", path: folder) }
        for (index, part) in parts.enumerated() {
            let isLast = index == parts.count - 1
            // A link fails with ELOOP. Without O_NONBLOCK, opening a pipe would wait for a writer that may never come.
            let flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | (isLast ? O_NONBLOCK : O_DIRECTORY)
            let next = openat(descriptor, String(part), flags)
            let failure = errno
            close(descriptor)
            guard next >= 0 else {
                if failure == ELOOP || isLink(path, failure) {
                    throw Diagnostic(
                        "file.link", "`\(Quoting.short(path))` is a link", at: Place(file: path),
                        reason: "a link may lead out of the folder", help: "put the file itself there")
                }
                throw SystemFailure.diagnostic(failure, "cannot read", path: path)
            }
            descriptor = next
        }
        return try read(descriptor, path: path, limit: limit)
    }

    /// Linux says of a link where a folder is wanted that it is no folder.
    private static func isLink(_ path: String, _ failure: Int32) -> Bool {
        guard failure == ENOTDIR else { return false }
        var upTo = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            upTo += (upTo.isEmpty || upTo == "/" ? "" : "/") + part
            var status = stat()
            if lstat(upTo, &status) == 0, status.st_mode & S_IFMT == S_IFLNK { return true }
        }
        return false
    }
}
