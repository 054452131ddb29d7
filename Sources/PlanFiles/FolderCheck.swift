import Diagnostics
import Glibc

/// Says what is wrong with a path that should be a plan folder, or with a file that should be in it.
enum FolderCheck {
    /// Throws when the path is not a folder that can be looked into.
    static func check(_ path: String) throws(DiagnosticList) {
        if let bad = SystemFailure.badPath(path) {
            throw DiagnosticList(
                Diagnostic("folder.bad-path", bad.message, help: "give the path of a plan folder"))
        }
        let shown = Quoting.short(path)
        var status = stat()
        guard stat(path, &status) == 0 else {
            guard errno == ENOENT || errno == ENOTDIR else {
                throw DiagnosticList(SystemFailure.diagnostic(errno, "cannot read", path: path))
            }
            throw DiagnosticList(
                Diagnostic(
                    "folder.missing", "there is no folder `\(shown)`", at: Place(file: path),
                    reason: "a plan is a folder with plan.yaml, funding.csv and spending.csv",
                    help: NearbyNames.suggestion(for: path) ?? "check the path, or the folder that the command runs in")
            )
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            let folder = parts(of: path).folder
            throw DiagnosticList(
                Diagnostic(
                    "folder.not-a-folder", "`\(shown)` is a file and not a folder", at: Place(file: path),
                    reason: "a plan is a folder with plan.yaml, funding.csv and spending.csv",
                    help: "give the folder that holds it: `\(Quoting.short(folder))`"))
        }
    }

    /// The message about a file that a plan folder must have, with the name of one that was probably meant.
    ///
    /// Another file that the plan needs is never meant, and each file is meant for one that is missing at most.
    static func missing(_ name: String, among needed: [String], in folder: String) -> Diagnostic {
        let strays = NearbyNames.names(in: folder).filter { !needed.contains($0) }
        let near =
            strays.first { $0.lowercased() == name }
            ?? Suggestion.nearest(to: name, in: strays.filter { Suggestion.nearest(to: $0, in: needed) == name })
        return Diagnostic(
            "folder.file-missing", "there is no `\(name)` in `\(Quoting.short(folder))`",
            at: Place(file: PlanFolder.join(folder, name)),
            reason: "a plan is a folder with plan.yaml, funding.csv and spending.csv",
            help: near.map { "rename `\(Quoting.short($0))` to `\(name)`" }
                ?? "add the file, or check that this is the right folder")
    }

    private static func parts(of path: String) -> (folder: String, name: String) {
        var path = path[...]
        while path.count > 1, path.last == "/" { path.removeLast() }
        guard let slash = path.lastIndex(of: "/") else { return (".", String(path)) }
        let folder = slash == path.startIndex ? "/" : String(path[..<slash])
        return (folder, String(path[path.index(after: slash)...]))
    }
}
