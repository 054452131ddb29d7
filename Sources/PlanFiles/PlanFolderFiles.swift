package import Diagnostics

/// The files of a plan folder as they lie on disk, read once and not yet understood.
///
/// They can be handed to another process, which makes the same plan of them without touching a file.
package struct PlanFolderFiles: Sendable {
    /// The folder as the person named it; errors and the explanation of figures show it.
    package let path: String
    /// The contents in the order of ``PlanFolder/fileNames``, or why a file could not be read.
    package let files: [Result<[UInt8], Diagnostic>]
    /// The files that a folder may do without, in the order of ``PlanFolder/optionalFileNames``; `nil` where there is
    /// none.
    package let optionalFiles: [Result<[UInt8], Diagnostic>?]
    /// The file that stands in for the folder's own rulebook, as the person named it; `nil` when none does.
    package let rulebookPath: String?

    /// The most bytes of a table that are read.
    private static let largestTable = 64 << 20
    /// The most bytes of plan.yaml that are read.
    private static let largestManifest = 1 << 20

    /// Puts together files that were read elsewhere, one for each of ``PlanFolder/fileNames`` and, as far as they are
    /// there, of ``PlanFolder/optionalFileNames``.
    package init(
        path: String, files: [Result<[UInt8], Diagnostic>], optionalFiles: [Result<[UInt8], Diagnostic>?] = [],
        rulebookPath: String? = nil
    ) {
        precondition(files.count == PlanFolder.fileNames.count, "one entry a file")
        precondition(optionalFiles.count <= PlanFolder.optionalFileNames.count, "at most one entry a file")
        self.path = path
        self.files = files
        self.rulebookPath = rulebookPath
        let absent = PlanFolder.optionalFileNames.count - optionalFiles.count
        self.optionalFiles = optionalFiles + Array(repeating: nil, count: absent)
    }

    /// Reads the files of a folder. Throws when it is no folder; what is wrong with a file is kept with the others.
    ///
    /// - Parameter rulebook: a file that stands in for the folder's own rulebook.
    package init(at path: String, rulebook: String? = nil) throws(DiagnosticList) {
        try FolderCheck.check(path)
        let files = PlanFolder.fileNames.indices.map { Self.file($0, in: path) }
        let optionalFiles = PlanFolder.optionalFileNames.map { name -> Result<[UInt8], Diagnostic>? in
            do throws(Diagnostic) {
                if let rulebook, name == RulebookFile.fileName {
                    return .success(try FileBytes.read(at: rulebook, limit: RulebookFile.largest).bytes)
                }
                let limit = name.hasSuffix(".yaml") ? Self.largestManifest : Self.largestTable
                return .success(try FileBytes.read(at: PlanFolder.join(path, name), limit: limit).bytes)
            } catch {
                let isNamed = rulebook != nil && name == RulebookFile.fileName
                return error.code == "file.missing" && !isNamed ? nil : .failure(error)
            }
        }
        self.init(path: path, files: files, optionalFiles: optionalFiles, rulebookPath: rulebook)
    }

    private static func file(_ index: Int, in folder: String) -> Result<[UInt8], Diagnostic> {
        let name = PlanFolder.fileNames[index]
        do throws(Diagnostic) {
            let path = PlanFolder.join(folder, name)
            return .success(try FileBytes.read(at: path, limit: index == 0 ? largestManifest : largestTable).bytes)
        } catch {
            let isMissing = error.code == "file.missing"
            return .failure(
                isMissing ? FolderCheck.missing(name, among: PlanFolder.fileNames, in: folder) : error)
        }
    }
}
