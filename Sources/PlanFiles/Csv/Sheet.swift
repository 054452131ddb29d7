import Diagnostics

/// A CSV file with a row of headings, read row by row; it notes what is wrong with the file's form and goes on.
///
/// After ``init(_:)`` the headings are known, or `nil` is returned and ``Findings`` say why the file is no table. Each
/// ``nextRow()`` moves to the next row that has as many fields as there are headings.
struct Sheet {
    /// What was found wrong so far.
    let findings: Findings
    /// The headings from left to right.
    let headings: [Heading]
    /// The row of headings.
    let headingRow: CsvRecord
    /// The row that is being read.
    private(set) var row = CsvRecord()
    /// Whether every row so far could be read. When not, what later rows may have said is unknown, and rules about
    /// what is missing must stay silent.
    private(set) var isWhole = true

    private let bytes: [UInt8]
    private var reader: CsvReader
    private var rowCount = 0

    /// Starts reading a file. On failure `findings` holds the reason.
    ///
    /// - Parameters:
    ///   - known: headings that such a table has; used to tell a table without headings.
    ///   - required: the headings, without units, by which the row of headings is found below a title.
    init?(_ file: FileBytes, known: [String], required: [String], findings: Findings) {
        bytes = file.bytes
        reader = CsvReader(file.bytes)
        if let problem = TextProblem.first(in: bytes) {
            findings.add(problem.diagnostic(file: file.path))
            return nil
        }
        var first = CsvRecord()
        guard reader.next(into: &first) else {
            findings.add(
                Diagnostic(
                    "csv.empty", "the file is empty", at: Place(file: file.path),
                    reason: "the first row of a table holds its headings",
                    help: "start it with the headings \(known.joined(separator: ","))"))
            return nil
        }
        headingRow = first
        let texts = first.fields.map { Sheet.text($0, in: file.bytes) }
        headings = texts.map { Heading($0) }
        self.findings = findings
        if let problem = formProblem(texts, known: known, required: required) {
            findings.add(problem)
            return nil
        }
    }

    /// What makes the first row unusable as headings.
    private func formProblem(_ texts: [String], known: [String], required: [String]) -> Diagnostic? {
        if let fault = headingRow.fault { return diagnostic(fault, in: headingRow) }
        if let problem = titleRows(required: required) { return problem }
        if headingRow.fieldCount > CsvReader.mostFields {
            return Diagnostic(
                "csv.too-many-columns", "the row of headings has \(headingRow.fieldCount) columns",
                at: place(of: headingRow, column: nil), reason: "a table has at most \(CsvReader.mostFields) columns",
                help: "check that this is the right file")
        }
        if texts.count == 1, texts[0].contains(where: { $0 == ";" || $0 == "\t" }) {
            let separator = texts[0].contains(";") ? "semicolons" : "tabs"
            return Diagnostic(
                "csv.separator", "the columns are parted by \(separator)", at: place(of: headingRow, column: nil),
                reason: "the columns of a plan's tables are parted by commas",
                help: "save it as “CSV UTF-8 (comma delimited)”; where a spreadsheet writes \(separator), "
                    + "set its list separator, or the country of the computer, to English (United Kingdom)")
        }
        let isKnown = headings.contains { heading in
            heading.unit != .none || Suggestion.nearest(to: heading.name, in: known) != nil
        }
        guard isKnown else {
            return Diagnostic(
                "csv.no-headings", "the first row is not a row of headings", at: place(of: headingRow, column: nil),
                reason: "columns are found by their headings, so that their order does not matter",
                help: "put a row above it that starts with \(known.joined(separator: ","))")
        }
        return nil
    }

    /// The message about rows above the headings, such as a title, when the headings stand in one of the first rows.
    private func titleRows(required: [String]) -> Diagnostic? {
        func holdsHeadings(_ headings: [Heading]) -> Bool {
            required.allSatisfy { name in headings.contains { $0.isCalled(name) } }
        }
        guard !holdsHeadings(headings) else { return nil }
        var reader = reader
        var record = CsvRecord()
        while record.line < Sheet.mostTitleRows, reader.next(into: &record), record.line <= Sheet.mostTitleRows {
            guard record.fault == nil, record.fieldCount <= CsvReader.mostFields,
                holdsHeadings(record.fields.map { Heading(Sheet.text($0, in: bytes)) })
            else { continue }
            let last = record.line - 1
            return Diagnostic(
                "csv.no-headings", "the first row is not a row of headings", at: place(of: headingRow, column: nil),
                reason: "the first row of a table holds its headings, and nothing stands above it",
                help: "delete row\(last == 1 ? " 1" : "s 1 to \(last)"): the headings stand in row \(record.line)")
        }
        return nil
    }

    /// The rows among which headings below a title are looked for.
    private static let mostTitleRows = 20

    /// Moves to the next row that can be read, noting those that cannot. `false` at the end.
    mutating func nextRow() -> Bool {
        while reader.next(into: &row) {
            rowCount += 1
            if let fault = row.fault {
                isWhole = false
                findings.add(diagnostic(fault, in: row))
            } else if row.fieldCount != headings.count {
                isWhole = false
                let isTooLong = row.fieldCount > headings.count
                let code = isTooLong ? "csv.row.too-many-fields" : "csv.row.too-few-fields"
                findings.add(code, column: nil, heading: nil, line: row.line, raggedRow(code))
            } else {
                return true
            }
        }
        if rowCount == 0 {
            findings.add(
                Diagnostic(
                    "csv.no-rows", "the file has headings but no rows", at: place(of: headingRow, column: nil),
                    reason: "a plan without rows would pass every check that looks at rows",
                    help: "add the rows, or restore the file"))
        }
        return false
    }

    /// Says that the row cannot be told from what it holds, so that rules about what is missing stay silent.
    mutating func rowIsLost() { isWhole = false }

    /// What a field of the current row says.
    func text(_ column: Int) -> String { Sheet.text(row.fields[column], in: bytes) }

    /// The bytes of what a field of the current row says, with doubled quotes as they are.
    func content(_ column: Int) -> ArraySlice<UInt8> { bytes[row.fields[column].content] }

    /// The text of a row, short enough to quote in a message about another row.
    func shortText(of row: Range<Int>) -> String {
        let end = min(row.upperBound, row.lowerBound + 4 * Quoting.widest)
        return Quoting.short(String(decoding: bytes[row.lowerBound..<end], as: UTF8.self))
    }

    /// A column of the current row as a place with its text.
    func place(_ column: Int?) -> Place { place(of: row, column: column) }

    /// A column of the heading row as a place with its text.
    func headingPlace(_ column: Int?) -> Place { place(of: headingRow, column: column) }

    /// A column of a row as a place with its text; the whole row when no column is given.
    func place(of record: CsvRecord, column: Int?) -> Place {
        var marked = record.bytes.lowerBound..<record.bytes.lowerBound
        var name: String?
        if let column {
            if record.fields.indices.contains(column) { marked = record.fields[column].whole }
            if headings.indices.contains(column), !headings[column].text.isEmpty {
                name = Quoting.short(headings[column].text)
            }
        }
        let excerpt = Excerpt(of: bytes, row: record.bytes, marked: marked)
        return Place(
            file: findings.file, line: record.line, column: column.map { $0 + 1 }, name: name, excerpt: excerpt.text,
            marked: column == nil ? nil : excerpt.marked)
    }

    private static func text(_ field: CsvField, in bytes: [UInt8]) -> String {
        let content = String(decoding: bytes[field.content], as: UTF8.self)
        guard field.hasDoubledQuotes else { return content }
        return String(decoding: undoubled(bytes[field.content]), as: UTF8.self)
    }

    private static func undoubled(_ content: ArraySlice<UInt8>) -> [UInt8] {
        let quote = UInt8(ascii: "\"")
        var plain: [UInt8] = []
        plain.reserveCapacity(content.count)
        var isPairOpen = false
        for byte in content {
            // The reader has made sure that quotes come in pairs: the second of each pair is left out.
            isPairOpen = byte == quote && !isPairOpen
            if byte != quote || isPairOpen { plain.append(byte) }
        }
        return plain
    }
}
