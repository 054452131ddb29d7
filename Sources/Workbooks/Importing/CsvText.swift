import Diagnostics

/// A table of a sheet on its way to a CSV file, which remembers where each of its cells came from, so that what the
/// reader of plan folders says of a line and a field is said of the cell.
struct CsvText {
    /// The name of the file.
    let name: String
    /// The sheet that most cells come from.
    let sheet: ReadSheet
    /// The headings, and the column of the sheet behind each; `nil` for one that was worked out.
    let columns: [(heading: String, column: Int?)]
    private(set) var text = ""
    private var line = 1
    /// The row of the sheet for each line.
    private var rows: [Int: Int] = [:]

    init(_ name: String, sheet: ReadSheet, headingRow: Int, columns: [(heading: String, column: Int?)]) {
        self.name = name
        self.sheet = sheet
        self.columns = columns
        add(columns.map(\.heading), row: headingRow)
    }

    /// Adds a row that comes from a row of the sheet.
    mutating func add(_ fields: [String], row: Int) {
        rows[line] = row
        // A row of one blank field would be no row.
        let record = fields.map(Self.field).joined(separator: ",")
        text += record + "\n"
        line += 1 + record.utf8.count { $0 == UInt8(ascii: "\n") }
    }

    private static func field(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { !",\"\n\r".utf8.contains($0) } && text.first != " " && text.last != " "
        return isPlain ? text : "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    /// Where a line and a field of the file came from.
    func place(_ place: Place) -> Place {
        guard let line = place.line else { return sheet.place() }
        let row = rows[line] ?? rows.keys.filter { $0 < line }.max().flatMap { rows[$0] }
        let column = place.column.flatMap { columns.indices.contains($0 - 1) ? columns[$0 - 1].column : nil }
        return sheet.place(row: row, column: column, name: place.name)
    }
}
