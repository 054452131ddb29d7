import Diagnostics
import Glibc
import LuaSyntax
import PlanFiles
import Scripting

/// A scenario script as it stands on disk, with every module that it uses.
///
/// Modules are found by the names that stand in quotes after `use`, before anything runs, so that a script cannot reach
/// a file by a name that it makes up. They lie in the script's own folder or below it, and links are not followed.
struct ScriptProject {
    /// The script.
    let script: ScriptText
    /// The modules that it uses, and that they use, each once.
    let modules: [ScriptModule]
    /// The hash of the script's bytes, as sha256sum gives it.
    let hash: String
    /// The hashes of the modules' bytes, by their files.
    let moduleHashes: [(file: String, hash: String)]
    /// One hash of the script and all its modules; without modules, the script's own.
    let combinedHash: String
    /// The script and its modules.
    var scripts: [ScriptText] { [script] + modules.map(\.script) }
    /// The files that were read.
    var files: [String] { [script.name] + modules.map(\.script.name) }

    /// No script that a person wrote comes near this many bytes; the Lua machine has a lower limit of its own.
    private static let byteLimit = 12 << 20
    /// What the modules of a script may have together, so that this process stays small whatever lies in the folder.
    private static let mostModuleBytes = 8 << 20
    /// More modules than any scenario is made of; a bound on what is read.
    private static let mostModules = 100

    /// Reads the text of one script, whatever it uses.
    static func text(at path: String) throws(Diagnostic) -> String {
        try FileBytes.read(at: path, limit: byteLimit).text()
    }

    /// Reads a script and its modules. Throws what is wrong with all of them together.
    ///
    /// - Parameter reading: is told of every file just before it is read.
    init(at path: String, reading: @escaping (String) -> Void = { _ in }) throws(DiagnosticList) {
        let main: FileBytes
        let script: ScriptText
        reading(path)
        do throws(Diagnostic) {
            main = try FileBytes.read(at: path, limit: Self.byteLimit)
            script = ScriptText(name: path, text: try main.text())
        } catch {
            throw DiagnosticList(error)
        }
        try self.init(script, bytes: main.bytes, reading: reading)
    }

    /// A script that is not written yet, with its modules as it would find them where it will be.
    init(unwritten script: ScriptText) throws(DiagnosticList) {
        try self.init(script, bytes: Array(script.text.utf8), reading: { _ in })
    }

    private init(
        _ script: ScriptText, bytes: [UInt8], reading: @escaping (String) -> Void
    ) throws(DiagnosticList) {
        self.script = script
        var reader = Reader(of: script.name, reading: reading)
        reader.read(usedBy: script)
        guard reader.problems.isEmpty else { throw DiagnosticList(reader.problems) }
        modules = reader.modules
        hash = ContentHash.sha256(bytes)
        moduleHashes = zip(modules, reader.bytes).map { ($0.script.name, ContentHash.sha256($1.bytes)) }
        combinedHash =
            modules.isEmpty
            ? hash
            : ContentHash.sha256(files: [(name: "", bytes: bytes)] + reader.bytes)
    }

    /// The name by which a script can use another: its path from the script's folder, without `.lua`. There is none for
    /// a script of another folder.
    static func moduleName(of other: String, usedBy script: String) -> String? {
        guard other.hasSuffix(".lua"), let folder = realFolder(of: script), let otherFolder = realFolder(of: other),
            let file = other.split(separator: "/").last?.dropLast(".lua".count)
        else { return nil }
        if folder == otherFolder { return String(file) }
        let start = folder == "/" ? folder : folder + "/"
        return otherFolder.hasPrefix(start) ? "\(otherFolder.dropFirst(start.count))/\(file)" : nil
    }

    /// The folder of a file, by its one true path; `nil` for a folder that is not there.
    private static func realFolder(of path: String) -> String? {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        guard let real = realpath(folder, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    /// Reads modules, each once.
    private struct Reader {
        /// The folder that modules lie in.
        let folder: String
        /// The path of the script that is run.
        let script: String
        /// Is told of every file before it is read.
        let reading: (String) -> Void
        var modules: [ScriptModule] = []
        var bytes: [(name: String, bytes: [UInt8])] = []
        var problems: [Diagnostic] = []
        private var hasStopped = false
        private var bytesLeft = ScriptProject.mostModuleBytes
        private var seen: Set<String> = []

        init(of script: String, reading: @escaping (String) -> Void) {
            let folder = script.lastIndex(of: "/").map { String(script[..<$0]) } ?? ""
            self.folder = folder.isEmpty && script.hasPrefix("/") ? "/" : folder
            self.script = script
            self.reading = reading
        }

        /// Reads what a script uses, then what that uses: in the order of the scripts, whatever the disk's order is.
        mutating func read(usedBy script: ScriptText) {
            var waiting = [script]
            while !waiting.isEmpty, !hasStopped {
                let user = waiting.removeFirst()
                let source = SourceText(name: user.name, text: user.text)
                for module in usedModules(in: source) where !hasStopped && seen.insert(module.name).inserted {
                    do throws(Diagnostic) {
                        waiting.append(try read(module, in: source))
                    } catch {
                        problems.append(error)
                    }
                }
            }
        }

        private mutating func read(_ module: UsedModule, in source: SourceText) throws(Diagnostic) -> ScriptText {
            let place = source.place(module.range)
            guard modules.count < ScriptProject.mostModules else {
                throw Diagnostic(
                    "script.module.too-many", "the scripts use more than \(ScriptProject.mostModules) modules",
                    at: place)
            }
            guard Self.isName(module.name) else {
                throw Diagnostic(
                    "script.module.name", "`\(module.name)` cannot be the name of a module", at: place,
                    reason: "a module is a script of this folder or of a folder in it",
                    help: "write its name without .lua, in letters, digits, - and _; a / goes into a folder")
            }
            let path = (folder.isEmpty || folder.hasSuffix("/") ? folder : folder + "/") + module.name + ".lua"
            reading(path)
            do throws(Diagnostic) {
                let file = try FileBytes.read(
                    module.name + ".lua", inside: folder, limit: ScriptProject.byteLimit)
                guard file.path != self.script else {
                    throw Diagnostic(
                        "script.module.itself", "the script uses itself", at: place,
                        reason: "a script that is run cannot be a module of its own run")
                }
                bytesLeft -= file.bytes.count
                guard bytesLeft >= 0 else {
                    // Nothing more is read: the rest would be refused for the same reason.
                    bytesLeft = 0
                    hasStopped = true
                    throw Diagnostic(
                        "script.module.too-large",
                        "the modules are longer than \(ScriptProject.mostModuleBytes >> 20) MB together", at: place,
                        reason: "they are all read before the script runs", help: "read data from the plan instead")
                }
                let script = ScriptText(name: file.path, text: try file.text())
                modules.append(ScriptModule(name: module.name, script: script))
                bytes.append((module.name, file.bytes))
                return script
            } catch {
                guard error.code == "file.missing" else { throw error }
                let prefix = folder.isEmpty ? "" : folder + "/"
                let near = NearbyNames.nearest(to: prefix + module.name + ".lua").flatMap { path in
                    path.hasSuffix(".lua") && path != self.script
                        ? String(path.dropFirst(prefix.count).dropLast(".lua".count)) : nil
                }
                throw Diagnostic(
                    "script.module.missing", "there is no module `\(module.name)`", at: place,
                    reason: "looked for \(prefix)\(module.name).lua",
                    help: near.map { "did you mean `\($0.onOneLine)`?" }
                        ?? "modules lie beside the script that is run, or in folders there")
            }
        }

        private static func isName(_ name: String) -> Bool {
            let parts = name.split(separator: "/", omittingEmptySubsequences: false)
            return name.utf8.count <= 200
                && parts.allSatisfy { part in
                    !part.isEmpty
                        && part.utf8.allSatisfy {
                            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20)
                                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
                                || $0 == UInt8(ascii: "_")
                        }
                }
        }
    }
}
