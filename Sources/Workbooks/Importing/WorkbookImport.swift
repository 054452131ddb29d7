package import Diagnostics
import Finance
package import PlanFiles

/// The parts of a plan folder on their way out of a workbook.
struct ImportDraft {
    /// funding.csv and spending.csv.
    var tables: [CsvText] = []
    /// The other files, line by line, with the row of each line.
    private(set) var files: [(name: String, text: String, rows: [Int])] = []
    private(set) var filesSheet: ReadSheet?
    /// What is wrong with cells.
    var problems: [Diagnostic] = []
    /// What a person should know of what was read.
    var notes: [String] = []
    /// The year that the figures are of, where the workbook says it.
    var year: String?

    mutating func add(line: String, to name: String, sheet: ReadSheet, row: Int, isContinued: Bool) {
        filesSheet = sheet
        let place = files.firstIndex { $0.name == name } ?? files.count
        if place == files.count { files.append((name, "", [])) }
        if isContinued, !files[place].rows.isEmpty {
            // By scalars: a carriage return and the line break after it are one character.
            files[place].text.unicodeScalars.removeLast()
            files[place].text += line + "\n"
            return
        }
        files[place].text += line + "\n"
        files[place].rows.append(row)
    }

    mutating func add(_ text: String, as name: String) { files.append((name, text, [])) }
}

/// A plan folder that was read from a workbook, and is not written yet.
package struct WorkbookImport {
    /// The plan, read as the folder's files will be.
    package let folder: PlanFolder
    /// The files.
    package let files: [NewText]
    /// What a person should know of what was read.
    package let notes: [String]

    /// Reads a workbook of bcf, or one in the layout of the planning template.
    ///
    /// Throws everything that is wrong with it, with the sheet and cell of each.
    ///
    /// - Parameters:
    ///   - path: the folder that the plan will go to; its last part is the id of a plan that has none yet.
    ///   - area: the Health and Wellbeing Board's area, where the workbook does not say it.
    ///   - year: the planning year, likewise.
    package init(
        _ reader: WorkbookReader, to path: String, area: String? = nil, year: String? = nil
    ) throws(DiagnosticList) {
        var draft: ImportDraft
        if OwnLayout.fits(reader) {
            draft = try OwnLayout(reader: reader).draft()
        } else {
            draft = try TemplateLayout(reader: reader, path: path, area: area, year: year).draft()
        }
        if !draft.problems.isEmpty { throw DiagnosticList(draft.problems) }
        let texts =
            draft.files.map { ($0.name, $0.text) } + draft.tables.map { ($0.name, $0.text) }
        func bytes(_ name: String) -> [UInt8]? { texts.first { $0.0 == name }.map { Array($0.1.utf8) } }
        let required = PlanFolder.fileNames.map { name -> Result<[UInt8], Diagnostic> in
            bytes(name).map { .success($0) }
                ?? .failure(
                    Diagnostic(
                        "workbook.part-missing", "the workbook carries no `\(name)`", at: Place(file: reader.file),
                        reason: "a plan folder needs it",
                        help: "export the plan again with bcf check --format xlsx"))
        }
        let optional = PlanFolder.optionalFileNames.map { name in
            bytes(name).map { Result<[UInt8], Diagnostic>.success($0) }
        }
        do throws(DiagnosticList) {
            folder = try PlanFolder.read(PlanFolderFiles(path: path, files: required, optionalFiles: optional))
        } catch {
            throw DiagnosticList(error.diagnostics.map { Self.moved($0, draft, path, reader.file) })
        }
        let read = folder.plan.identity.year
        if let stated = draft.year, stated != read.text {
            throw DiagnosticList(
                Diagnostic(
                    "workbook.other-year",
                    "the figures are of \(CellWords.short(stated)), and plan.yaml is of \(read.text)",
                    at: Place(file: "\(reader.file)!Cover"),
                    reason: "the scenario rolled the plan forward, and its agreements are those of the first year",
                    help:
                        "write `planning_year: \(CellWords.short(stated).replacing("/", with: "-"))` in the sheet Plan files, "
                        + "and look through what else it says"))
        }
        files = texts.map { NewText($0.0, $0.1) }
        notes = draft.notes
    }

    /// A message about a file, said of the cell that it came from.
    private static func moved(_ diagnostic: Diagnostic, _ draft: ImportDraft, _ path: String, _ file: String)
        -> Diagnostic
    {
        guard let place = diagnostic.place else { return diagnostic }
        var result = diagnostic
        if let table = draft.tables.first(where: { place.file.hasSuffix("/" + $0.name) }) {
            result.place = table.place(place)
        } else if let each = draft.files.first(where: { place.file.hasSuffix("/" + $0.name) }) {
            guard let sheet = draft.filesSheet, let line = place.line, each.rows.indices.contains(line - 1) else {
                result.place = Place(file: "\(file)!\(each.name)")
                return result
            }
            result.place = sheet.place(row: each.rows[line - 1], column: 2)
        } else {
            result.place = Place(file: file)
        }
        return result
    }
}
