package import Diagnostics
import PlanFiles

/// Reads a workbook: which sheets it has, and what stands in them.
package final class WorkbookReader {
    /// The names of the sheets, in the order of their tabs.
    package let sheetNames: [String]
    /// Whether days are counted from 1904, as old Macintoshes did.
    package let countsFrom1904: Bool
    /// The file as the person named it.
    package let file: String

    private let archive: Archive
    private let parts: [String: String]
    private let limits: WorkbookLimits
    private let texts: [String]
    private let forms: [NumberForm]
    private var cellCount = 0

    /// Opens the workbook of a file.
    package convenience init(at path: String, limits: WorkbookLimits = WorkbookLimits()) throws(Diagnostic) {
        let bytes = try FileBytes.read(at: path, limit: limits.fileBytes).bytes
        try self.init(bytes, file: path, limits: limits)
    }

    /// Opens a workbook of bytes.
    package init(_ bytes: [UInt8], file: String, limits: WorkbookLimits = WorkbookLimits()) throws(Diagnostic) {
        self.file = file
        self.limits = limits
        archive = try Archive(bytes, file: file, limits: limits)
        let list = SheetListReader()
        try archive.visit("xl/workbook.xml", list, file: file, limits: limits)
        let relationships = RelationshipsReader()
        try archive.visit("xl/_rels/workbook.xml.rels", relationships, file: file, limits: limits)
        var parts: [String: String] = [:]
        for sheet in list.sheets where parts[sheet.name] == nil {
            parts[sheet.name] = relationships.targets[sheet.id] ?? ""
        }
        self.parts = parts
        sheetNames = list.sheets.map(\.name)
        countsFrom1904 = list.countsFrom1904
        let shared = SharedTextsReader(file: file, limits: limits)
        if archive.has("xl/sharedStrings.xml") {
            try archive.visit("xl/sharedStrings.xml", shared, file: file, limits: limits)
        }
        texts = shared.texts
        let styles = StylesReader()
        if archive.has("xl/styles.xml") { try archive.visit("xl/styles.xml", styles, file: file, limits: limits) }
        forms = styles.forms
    }

    /// Whether there is a sheet of a name.
    package func has(_ name: String) -> Bool { parts[name] != nil }

    /// Reads a sheet row by row, and keeps none of them.
    package func read(
        _ name: String, row: @escaping (ReadRow) throws(Diagnostic) -> Void
    ) throws(Diagnostic) -> [(rows: ClosedRange<Int>, columns: ClosedRange<Int>)] {
        guard let part = parts[name] else { throw noSheet(name) }
        let empty = ReadSheet(file: file, name: name, rows: [], merged: [])
        let reader = SheetReader(
            empty, texts: texts, forms: forms, limits: limits, cellsBefore: cellCount, row: row)
        try archive.visit(part, reader, file: file, limits: limits)
        cellCount += reader.cellCount
        return reader.merged
    }

    /// Reads a sheet.
    package func sheet(_ name: String) throws(Diagnostic) -> ReadSheet {
        var rows: [ReadRow] = []
        let merged = try read(name) { rows.append($0) }
        return ReadSheet(file: file, name: name, rows: rows, merged: merged)
    }

    /// That there is no sheet of a name.
    package func noSheet(_ name: String) -> Diagnostic {
        Diagnostic(
            "workbook.no-sheet", "there is no sheet `\(name)`", at: Place(file: file),
            reason:
                "the sheets are \(sheetNames.prefix(20).map { "`\(String($0.prefix(40)).onOneLine)`" }.joined(separator: ", "))",
            help: Suggestion.didYouMean(name, in: sheetNames.prefix(200).map(\.onOneLine))
                ?? "import reads a workbook of bcf, or one in the layout of the planning template")
    }
}
