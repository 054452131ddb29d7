package import Diagnostics
import Glibc

/// Makes files and folders that were not there, and never replaces one that was. What was made can be undone, so that a
/// command makes all of its files or none.
package struct NewFiles: ~Copyable {
    /// What was made, in the order in which it was made.
    private var made: [(path: String, isFolder: Bool)] = []

    /// Starts with nothing made.
    package init() {}

    /// Whether anything has a path, be it a link that leads nowhere.
    package static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// Makes a file. It appears whole, and only where nothing was.
    package mutating func add(_ file: NewText) throws(DiagnosticList) {
        if Self.exists(file.path) { throw Self.there([file.path]) }
        let temporary = Self.temporary(beside: file.path)
        try AtomicFile.write(file.text, to: temporary)
        // A link is refused where something came into being since; a rename would replace it.
        let isLinked = link(temporary, file.path) == 0
        let failure = errno
        // Some file systems know no links.
        let isRenamed = !isLinked && failure != EEXIST && rename(temporary, file.path) == 0
        if !isRenamed { unlink(temporary) }
        guard isLinked || isRenamed else {
            if failure == EEXIST { throw Self.there([file.path]) }
            throw DiagnosticList(SystemFailure.diagnostic(failure, "cannot write", path: file.path))
        }
        made.append((file.path, false))
    }

    /// Makes a folder with files in it. It appears whole: its files are written in a folder of another name before.
    package mutating func addFolder(_ path: String, _ files: [NewText]) throws(DiagnosticList) {
        let temporary = Self.temporary(beside: path)
        guard mkdir(temporary, 0o755) == 0 else { throw Self.failure(errno, path) }
        do throws(DiagnosticList) {
            for file in files { try AtomicFile.write(file.text, to: "\(temporary)/\(file.path)") }
            // A folder replaces an empty folder at most.
            guard rename(temporary, path) == 0 else {
                let failure = errno
                if failure == EEXIST || failure == ENOTEMPTY || failure == ENOTDIR { throw Self.there([path]) }
                throw Self.failure(failure, path)
            }
        } catch {
            for file in files { unlink("\(temporary)/\(file.path)") }
            rmdir(temporary)
            throw error
        }
        for file in files { made.append(("\(path)/\(file.path)", false)) }
        made.insert((path, true), at: made.count - files.count)
    }

    /// Makes an empty folder, unless it is there.
    package mutating func addFolder(_ path: String) throws(DiagnosticList) {
        if mkdir(path, 0o755) == 0 {
            made.append((path, true))
        } else if errno != EEXIST {
            throw Self.failure(errno, path)
        }
    }

    private static func failure(_ number: Int32, _ path: String) -> DiagnosticList {
        guard number == ENOENT else {
            return DiagnosticList(SystemFailure.diagnostic(number, "cannot make the folder", path: path))
        }
        let parent = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        return DiagnosticList(
            Diagnostic(
                "file.no-folder",
                "cannot make `\(Quoting.short(path))`: there is no folder `\(Quoting.short(parent))`",
                at: Place(file: path), help: "make that folder first, or choose another path"))
    }

    /// Takes away what was made, from the last to the first. A folder that somebody has put something into stays.
    package mutating func undo() {
        for thing in made.reversed() {
            if thing.isFolder { rmdir(thing.path) } else { unlink(thing.path) }
        }
        made = []
    }

    /// The refusal to replace what is there.
    package static func there(_ paths: [String]) -> DiagnosticList {
        let names = paths.map { "`\(Quoting.short($0))`" }.joined(separator: ", ")
        return DiagnosticList(
            Diagnostic(
                "new.exists", "\(names) \(paths.count == 1 ? "is" : "are") there already, and nothing was written",
                reason: "nothing that is there is ever replaced", help: "choose another name, or move it away"))
    }

    private static func temporary(beside path: String) -> String {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        return "\(folder).bcf-new-\(getpid())-\(String(UInt64.random(in: .min ... .max), radix: 36)).tmp"
    }
}
