import Diagnostics
import Finance
import PlanFiles

/// Reads a workbook that bcf wrote: its sheets Funding and Spending, and the files that it carries.
struct OwnLayout {
    let reader: WorkbookReader

    static func fits(_ reader: WorkbookReader) -> Bool {
        reader.has(PlanSheets.filesName) || (reader.has("Funding") && reader.has("Spending"))
    }

    func draft() throws(DiagnosticList) -> ImportDraft {
        var draft = ImportDraft()
        do throws(Diagnostic) {
            try readFiles(into: &draft)
            let funding = try table("Funding", "funding.csv", into: &draft)
            let spending = try table("Spending", "spending.csv", into: &draft)
            draft.tables = [funding, spending].compactMap(\.self)
            try readCover(into: &draft)
        } catch {
            throw DiagnosticList(draft.problems + [error])
        }
        return draft
    }

    /// The year that the figures are of, and whether a scenario made them, as the cover says.
    private func readCover(into draft: inout ImportDraft) throws(Diagnostic) {
        guard reader.has("Cover") else { return }
        for row in try reader.sheet("Cover").rows {
            guard case .text(let name)? = row.cell(0)?.value, case .text(let words)? = row.cell(1)?.value else {
                continue
            }
            switch name {
            case PlanWorkbook.yearFact: draft.year = draft.year ?? words
            case PlanWorkbook.scenarioFact:
                draft.notes.append(
                    "the plan as it stands after `\(CellWords.short(words))`: its spend and funding are the plan's own "
                        + "now, and what the scenario supposed, agreed or passed on is not in it")
            default: break
            }
        }
    }

    private func readFiles(into draft: inout ImportDraft) throws(Diagnostic) {
        let sheet = try reader.sheet(PlanSheets.filesName)
        let known = [PlanFolder.fileNames[0]] + PlanFolder.optionalFileNames
        var words = CellWords(sheet, countsFrom1904: reader.countsFrom1904)
        for row in sheet.rows.dropFirst() {
            guard case .text(let name)? = row.cell(0)?.value else {
                words.note(
                    "workbook.no-file-name", "the row does not say which file it belongs to", row.index, 0, "file",
                    reason: "each row is a line of one of the plan's files",
                    help: "write the file's name into the column `file`, or delete the row")
                continue
            }
            guard known.contains(name) else {
                throw Diagnostic(
                    "workbook.unknown-file", "a plan folder has no file `\(CellWords.short(name))`",
                    at: sheet.place(row: row.index, column: 0),
                    reason: "the sheet carries \(known.joined(separator: ", "))", help: "delete its rows")
            }
            let text = words.words(row.cell(2), row.index, "text")
            var isContinued = false
            if case .text(PlanSheets.continued)? = row.cell(1)?.value { isContinued = true }
            draft.add(line: text, to: name, sheet: sheet, row: row.index, isContinued: isContinued)
        }
        draft.problems += words.problems
    }

    private func table(_ name: String, _ file: String, into draft: inout ImportDraft) throws(Diagnostic) -> CsvText? {
        let sheet = try reader.sheet(name)
        guard let first = sheet.rows.first, first.index == 0 else {
            throw Diagnostic(
                "workbook.no-headings", "the sheet `\(name)` has no headings in its first row", at: sheet.place(row: 0),
                reason: "columns are found by their headings", help: "put the headings back into row 1")
        }
        if let merged = sheet.merged.first(where: { $0.rows.contains(0) && $0.columns.count > 1 }) {
            throw HeadingRow.merged(sheet, row: 0, columns: merged.columns)
        }
        var words = CellWords(sheet, countsFrom1904: reader.countsFrom1904)
        var columns: [(heading: String, column: Int?)] = []
        var isMoney: [Bool] = []
        for cell in first.cells {
            let heading = words.words(cell, 0, "heading")
            let money = heading.hasSuffix(" (£)")
            columns.append((money ? "\(heading.dropLast(4)) [gbp]" : heading, cell.column))
            isMoney.append(money)
        }
        var table = CsvText(file, sheet: sheet, headingRow: 0, columns: columns)
        let rows = sheet.rows.dropFirst()
        for row in rows {
            if row.index == rows.last?.index, isTotal(row) { continue }
            var fields: [String] = []
            for (index, each) in columns.enumerated() {
                let heading = first.cells[index].column == each.column ? each.heading : ""
                let cell = row.cell(each.column ?? 0)
                if isMoney[index] {
                    fields.append(amount(cell, row.index, heading, &words))
                } else if heading == "available_from" || heading == "from" {
                    fields.append(words.dayWords(cell, row.index, heading))
                } else {
                    let text = words.words(cell, row.index, heading)
                    // A plan knows no closed lines: a scenario closed it, and the plan does not say where it stands.
                    fields.append(heading == "status" && text == "closed" ? notStated : text)
                    if heading == "status", text == "closed" {
                        draft.notes.append(
                            "\(sheet.place(row: row.index, column: each.column)): a closed line is read as `\(notStated)`"
                        )
                    }
                }
            }
            table.add(fields, row: row.index)
        }
        draft.problems += words.problems
        return table
    }

    private func amount(_ cell: ReadCell?, _ row: Int, _ heading: String, _ words: inout CellWords) -> String {
        guard let cell else { return "" }
        if case .text(notStated) = cell.value { return notStated }
        return words.money(cell, row, heading)?.formatted(symbol: false).filter { $0 != "," } ?? ""
    }

    /// The row of totals that Excel keeps at the end of a table: formulas, under a word that no line has by chance.
    private func isTotal(_ row: ReadRow) -> Bool {
        guard case .text("Total")? = row.cell(0)?.value else { return false }
        return row.cells.contains(where: \.isFormula)
    }
}

/// What is said of rows of headings.
enum HeadingRow {
    static func merged(_ sheet: ReadSheet, row: Int, columns: ClosedRange<Int>) -> Diagnostic {
        Diagnostic(
            "workbook.merged-heading",
            "headings are merged over the columns \(CellName.column(columns.lowerBound)) to "
                + CellName.column(columns.upperBound), at: sheet.place(row: row, column: columns.lowerBound),
            reason: "it could not be told which of the columns the heading is for",
            help: "unmerge the cells, and give each column a heading of its own")
    }
}
