package import Diagnostics
package import Finance
import Glibc
import PlanFiles
import WorkbookShim

/// Writes workbooks. The same content gives the same bytes.
package enum WorkbookFile {
    /// The largest amount that is written: beyond it, pounds and pence are no longer exact in Excel's numbers.
    package static let largest = Money(pence: 90_000_000_000_000)

    /// Writes a workbook to a file, whole or not at all.
    package static func write(_ content: WorkbookContent, to path: String) throws(DiagnosticList) {
        let bytes = try bytes(of: content)
        try AtomicFile.write(bytes, to: path)
    }

    /// The bytes of a workbook.
    package static func bytes(of content: WorkbookContent) throws(DiagnosticList) -> [UInt8] {
        // libxlsxwriter writes to a path, and what it writes is checked and moved only when it is whole.
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var name = Array("\(folder)/.bcf-workbook-XXXXXX".utf8CString)
        let descriptor = mkstemp(&name)
        guard descriptor >= 0 else { throw failure(String(cString: strerror(errno)), at: folder) }
        close(descriptor)
        let temporary = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { unlink(temporary) }
        try writeBook(content, to: temporary)
        do throws(Diagnostic) {
            return try FileBytes.read(at: temporary, limit: 1 << 30).bytes
        } catch {
            throw DiagnosticList(error)
        }
    }

    private static func writeBook(_ content: WorkbookContent, to path: String) throws(DiagnosticList) {
        var why: UnsafePointer<CChar>?
        guard let book = wb_open(path, &why) else {
            guard let why else { throw failure("there is no memory", at: path) }
            throw DiagnosticList(
                Diagnostic(
                    "workbook.no-library", "workbooks cannot be written here: `\(String(cString: why))` is missing",
                    reason: "libxlsxwriter writes them", help: "install the Debian package libxlsxwriter4"))
        }
        var writer = WorkbookWriter(book)
        do throws(DiagnosticList) {
            try writer.write(content)
        } catch {
            wb_discard(book)
            throw error
        }
        let result = wb_close(book)
        guard result == 0 else { throw failure(String(cString: wb_error(result)), at: path) }
    }

    private static func failure(_ words: String, at path: String) -> DiagnosticList {
        DiagnosticList(
            Diagnostic(
                "workbook.not-written", "the workbook could not be written: \(words)", at: Place(file: path),
                help: "look whether there is room on the disk, also in the folder for temporary files"))
    }
}
