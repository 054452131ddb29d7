package import Diagnostics

/// The files of a plan folder as they lie on disk, read once and not yet understood.
///
/// They can be handed to another process, which makes the same plan of them without touching a file.
package struct PlanFolderFiles: Sendable {
    /// The folder as the person named it; errors and the explanation of figures show it.
    package let path: String
    /// The contents in the order of ``PlanFolder/fileNames``, or why a file could not be read.
    package let files: [Result<[UInt8], Diagnostic>]

    /// The most bytes of a table that are read.
    private static let largestTable = 64 << 20
    /// The most bytes of plan.yaml that are read.
    private static let largestManifest = 1 << 20

    /// Puts together files that were read elsewhere, one for each of ``PlanFolder/fileNames``.
    package init(path: String, files: [Result<[UInt8], Diagnostic>]) {
        precondition(files.count == PlanFolder.fileNames.count, "one entry a file")
        self.path = path
        self.files = files
    }

    /// Reads the files of a folder. Throws when it is no folder; what is wrong with a file is kept with the others.
    package init(at path: String) throws(DiagnosticList) {
        try FolderCheck.check(path)
        let files = PlanFolder.fileNames.indices.map { Self.file($0, in: path) }
        self.init(path: path, files: files)
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
