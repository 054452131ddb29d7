import Diagnostics
import Glibc

/// Why the system would not open, read or write a file, in words that a person can act on.
enum SystemFailure {
    /// The diagnostic for a system call on `path` that failed with `number` (an `errno`).
    ///
    /// - Parameter action: what was tried, as in "cannot read".
    static func diagnostic(_ number: Int32, _ action: String, path: String) -> Diagnostic {
        let shown = Quoting.short(path)
        let place = Place(file: path)
        switch number {
        case ENOENT:
            return Diagnostic(
                "file.missing", "there is no file `\(shown)`", at: place,
                help: NearbyNames.suggestion(for: path) ?? "check the path, or the folder that the command runs in")
        case EACCES, EPERM:
            return Diagnostic(
                "file.no-permission", "\(action) `\(shown)`: permission denied", at: place,
                reason: "the user who runs the command has no right to do this",
                help: "ask the owner of the file for access, or copy it to a folder of your own")
        case ENOTDIR:
            return Diagnostic(
                "file.missing", "\(action) `\(shown)`: a part of the path is a file and not a folder", at: place,
                help: "check the path")
        case EISDIR:
            return Diagnostic(
                "file.not-a-file", "\(action) `\(shown)`: it is a folder", at: place, help: "give the path of a file")
        case ELOOP, ENAMETOOLONG:
            return Diagnostic(
                "file.bad-path", "\(action) `\(shown)`: \(words(number))", at: place, help: "check the path")
        case ENOSPC, EDQUOT:
            return Diagnostic(
                "file.disk-full", "\(action) `\(shown)`: there is no room left on the disk", at: place,
                help: "make room, then run the command again; nothing was changed")
        case EROFS:
            return Diagnostic(
                "file.read-only", "\(action) `\(shown)`: the disk can only be read", at: place,
                help: "choose another folder")
        default:
            return Diagnostic(
                "file.system", "\(action) `\(shown)`: \(words(number))", at: place,
                help: "try again; if it goes on, the disk or its connection may be at fault")
        }
    }

    /// The diagnostic for a path that no file can have, or `nil` for a usable one.
    ///
    /// A path with a zero byte would silently be cut short by the system and name another file.
    static func badPath(_ path: String) -> Diagnostic? {
        guard path.isEmpty || path.utf8.contains(0) else { return nil }
        let what = path.isEmpty ? "the path is empty" : "the path `\(Quoting.short(path))` holds a zero byte"
        return Diagnostic("file.bad-path", what, help: "give the path of a file")
    }

    private static func words(_ number: Int32) -> String {
        guard let text = strerror(number) else { return "system error \(number)" }
        return String(cString: text)
    }
}
