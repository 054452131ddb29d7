import Diagnostics
import Glibc
import PlanFiles
import Scripting

/// What an editor and a linter need to know the API, beside the scripts. What is there is left as it is.
struct EditorFiles {
    /// What was made and what was kept, as a line for people.
    let summary: String

    /// Makes what is missing of the files in the folder that holds a path.
    init(beside path: String, _ new: inout NewFiles) throws(DiagnosticList) {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        let stubs = "\(folder)\(APISettings.stubsFolder)"
        let files = [
            NewText("\(folder).luarc.json", APISettings.luarc),
            NewText("\(folder).luacheckrc", APISettings.luacheck),
            NewText("\(stubs)/\(APISettings.stubsFile)", APIStubs.text),
        ]
        let missing = files.filter { !NewFiles.exists($0.path) }
        let kept = files.filter { file in !missing.contains { $0.path == file.path } }
        if missing.contains(where: { $0.path.hasPrefix(stubs) }) { try new.addFolder(stubs) }
        for file in missing { try new.add(file) }
        var summary = ""
        func line(_ start: String, _ files: [NewText]) {
            if !files.isEmpty { summary += "\(start) \(files.map(\.path.onOneLine).joined(separator: ", "))\n" }
        }
        line("For editors and luacheck:", missing)
        line("Kept as they were:", kept)
        self.summary = summary
    }

    /// Whether a path is a folder with nothing in it, which a new folder may take the place of.
    static func isEmptyFolder(_ path: String) -> Bool {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, let folder = opendir(path) else {
            return false
        }
        defer { closedir(folder) }
        var count = 0
        while readdir(folder) != nil { count += 1 }
        return count <= 2
    }
}
