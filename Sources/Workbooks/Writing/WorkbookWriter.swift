import Diagnostics
import Finance
import WorkbookShim

/// Puts sheets into a workbook cell by cell.
struct WorkbookWriter {
    /// The most letters of a formula in Excel are 8,192.
    private static let longestFormula = 8_000

    private let book: OpaquePointer
    private let words, heading, title, money, amount, share, count: Int32
    private var figures: [Int: Int32] = [:]

    /// Makes the forms of cells. A sign stands before what is below zero: red alone would say nothing to many.
    init(_ book: OpaquePointer) {
        self.book = book
        words = wb_add_format(book, nil, false, true, -1, 0)
        heading = wb_add_format(book, nil, true, true, 0xD9E2EC, 0)
        title = wb_add_format(book, nil, true, false, -1, 16)
        money = wb_add_format(book, "\"£\"#,##0.00;-\"£\"#,##0.00", false, false, -1, 0)
        amount = wb_add_format(book, "\"£\"#,##0.00####;-\"£\"#,##0.00####", false, false, -1, 0)
        share = wb_add_format(book, "0.0%", false, false, -1, 0)
        count = wb_add_format(book, "#,##0", false, false, -1, 0)
    }

    /// Writes a whole workbook.
    mutating func write(_ content: WorkbookContent) throws(DiagnosticList) {
        let properties = [content.title, content.subject, "bcf", content.comments].map { Self.property($0) }
        let result = properties[0].withCString { title in
            properties[1].withCString { subject in
                properties[2].withCString { author in
                    properties[3].withCString { wb_properties(book, title, subject, author, $0) }
                }
            }
        }
        try check(result, "the properties of the document", nil)
        for sheet in content.sheets {
            let index = sheet.name.isEmpty ? -1 : wb_add_sheet(book, sheet.name)
            guard index >= 0 else { throw Self.refused("the sheet `\(sheet.name)`", "its name is refused") }
            try write(sheet, at: index)
        }
    }

    private mutating func write(_ sheet: WorkbookSheet, at index: Int32) throws(DiagnosticList) {
        guard sheet.rows.count + 2 <= CellName.mostRows, sheet.columns.count <= CellName.mostColumns else {
            throw DiagnosticList(
                Diagnostic(
                    "workbook.too-large",
                    "the sheet `\(sheet.name)` has \(sheet.rows.count) rows and \(sheet.columns.count) columns",
                    reason: "a sheet of Excel has \(CellName.mostRows) rows and \(CellName.mostColumns) columns",
                    help: "use --format json"))
        }
        for (column, each) in sheet.columns.enumerated() {
            try check(wb_column(book, index, UInt16(column), each.width), sheet.name, nil)
        }
        let first = sheet.isTable ? 1 : 0
        if sheet.isTable { try writeTable(sheet, at: index) }
        for (offset, row) in sheet.rows.enumerated() {
            for (column, cell) in row.enumerated() {
                try write(cell, in: sheet, at: index, row: offset + first, column: column)
            }
        }
        let frozen = UInt16(sheet.isTable ? sheet.frozenColumns : 0)
        try check(wb_view(book, index, sheet.isTable ? 1 : 0, frozen), sheet.name, nil)
    }

    /// Excel wants the headings of a table to differ in more than their capitals; where they do not, it stays plain cells.
    private mutating func writeTable(_ sheet: WorkbookSheet, at index: Int32) throws(DiagnosticList) {
        let hasTotals = sheet.hasTotals
        let sums = try sheet.columns.indices.map { column throws(DiagnosticList) in
            sheet.columns[column].isSummed ? try Self.sum(sheet, column) : .zero
        }
        let last = UInt32(sheet.rows.count + (hasTotals ? 1 : 0))
        let isUnique = Set(sheet.columns.map { $0.heading.lowercased() }).count == sheet.columns.count
        guard isUnique else {
            for (column, each) in sheet.columns.enumerated() {
                try text(each.heading, sheet, index, 0, column, format: heading)
                guard hasTotals, each.isSummed || column == 0 else { continue }
                let letters = CellName.column(column)
                try write(
                    column == 0
                        ? .text("Total")
                        : .moneyFormula("SUBTOTAL(109,\(letters)2:\(letters)\(last))", sums[column]),
                    in: sheet, at: index, row: Int(last), column: column)
            }
            return
        }
        var headings = sheet.columns.map { Array(CellText.escaped($0.heading).utf8CString) }
        let name = Self.tableName(sheet.name, at: index)
        // The strings live as long as the call.
        let pointers = headings.indices.map { place in
            let copy = UnsafeMutablePointer<CChar>.allocate(capacity: headings[place].count)
            copy.initialize(from: &headings[place], count: headings[place].count)
            return copy
        }
        defer { pointers.forEach { $0.deallocate() } }
        let columns = sheet.columns.indices.map {
            wb_table_column(
                heading: UnsafePointer(pointers[$0]), is_summed: sheet.columns[$0].isSummed,
                sum: Self.pounds(sums[$0]))
        }
        let result = wb_table(book, index, last, UInt16(columns.count), name, columns, hasTotals, heading)
        try check(result, sheet.name, nil)
        // The library's sums do not name their table, which LibreOffice does not understand, and have no form of money.
        guard hasTotals else { return }
        for (column, each) in sheet.columns.enumerated() where each.isSummed {
            let heading = each.heading.flatMap { "'#[]".contains($0) ? "'\($0)" : "\($0)" }
            try write(
                .moneyFormula("SUBTOTAL(109,\(name)[\(String(heading))])", sums[column]), in: sheet, at: index,
                row: Int(last), column: column)
        }
    }

    /// A name that a table can have: letters, and nothing that could be a cell such as `A1` or `R1C1`.
    private static func tableName(_ sheet: String, at index: Int32) -> String {
        let letters = sheet.filter { $0.isASCII && $0.isLetter }
        return letters.count > 3 ? letters : "Table_\(index + 1)"
    }

    private static func sum(_ sheet: WorkbookSheet, _ column: Int) throws(DiagnosticList) -> Money {
        do throws(MoneyError) {
            return try Money.sum(
                sheet.rows.compactMap { row -> Money? in
                    switch row[column] {
                    case .money(let amount), .moneyFormula(_, let amount): amount
                    default: nil
                    }
                })
        } catch {
            throw refused("the sheet `\(sheet.name)`", error.description)
        }
    }

    private mutating func write(
        _ cell: SheetCell, in sheet: WorkbookSheet, at index: Int32, row: Int, column: Int
    ) throws(DiagnosticList) {
        let (line, place) = (UInt32(row), UInt16(column))
        var result: Int32 = 0
        if let formula = cell.formula, formula.utf8.count > Self.longestFormula {
            // Of hundreds of sources: the value stands, and does not follow.
            try write(cell.value, in: sheet, at: index, row: row, column: column)
            return
        }
        switch cell {
        case .blank: return
        case .text(let words):
            let isTitle = !sheet.isTable && row == 0
            try text(words, sheet, index, row, column, format: isTitle ? title : self.words)
        case .money(let value):
            try bound(value, sheet, row, column)
            result = wb_number(book, index, line, place, Self.pounds(value), money)
        case .number(let number): result = wb_number(book, index, line, place, number, amount)
        case .estimate(let number, let places):
            result = wb_number(book, index, line, place, number, figureForm(places))
        case .share(let number): result = wb_number(book, index, line, place, number, share)
        case .count(let number): result = wb_number(book, index, line, place, Double(number), count)
        case .figure(let figure):
            // More digits than Excel's numbers hold stay as they are printed.
            guard figure.isExactInExcel else {
                try text(figure.description, sheet, index, row, column, format: words)
                return
            }
            let form = figureForm(figure.places)
            result = wb_number(book, index, line, place, figure.approximate, form)
        case .moneyFormula(let formula, let value):
            try bound(value, sheet, row, column)
            result = wb_formula_number(book, index, line, place, formula, Self.pounds(value), money)
        case .amountFormula(let formula, let value):
            result = wb_formula_number(book, index, line, place, formula, value, amount)
        case .shareFormula(let formula, let value):
            result = wb_formula_number(book, index, line, place, formula, value, share)
        case .figureFormula(let formula, let value, let places):
            result = wb_formula_number(book, index, line, place, formula, value, figureForm(places))
        case .textFormula(let formula, let value):
            result = wb_formula_text(book, index, line, place, formula, CellText.escaped(value), words)
        case .link(let name): result = wb_link(book, index, line, place, "internal:'\(name)'!A1", name)
        }
        try check(result, sheet.name, CellName.cell(row: row, column: column))
    }

    private func text(
        _ words: String, _ sheet: WorkbookSheet, _ index: Int32, _ row: Int, _ column: Int, format: Int32
    ) throws(DiagnosticList) {
        if words.isEmpty { return }
        var shown = CellText.escaped(words)
        if shown.utf8.count > CellText.longest, shown.utf16.count > CellText.longest {
            guard !sheet.isReadBack else {
                throw DiagnosticList(
                    Diagnostic(
                        "workbook.text-too-long", "a text of \(words.utf16.count) letters does not fit in a cell",
                        at: Place(file: "\(sheet.name)!\(CellName.cell(row: row, column: column))"),
                        reason: "a cell of Excel holds \(CellText.longest) letters", help: "shorten it in the plan"))
            }
            // Cut before it is escaped, so that no code is cut in two.
            shown = CellText.escaped(CellText.fitting(words))
            if shown.utf16.count > CellText.longest { shown = "…" }
        }
        let result = wb_text(book, index, UInt32(row), UInt16(column), shown, format)
        try check(result, sheet.name, CellName.cell(row: row, column: column))
    }

    private func bound(_ value: Money, _ sheet: WorkbookSheet, _ row: Int, _ column: Int) throws(DiagnosticList) {
        guard value.pence.magnitude > UInt64(WorkbookFile.largest.pence) else { return }
        throw DiagnosticList(
            Diagnostic(
                "workbook.amount-too-large", "\(value) is too large for a workbook",
                at: Place(file: "\(sheet.name)!\(CellName.cell(row: row, column: column))"),
                reason: "Excel's numbers are exact to the penny up to \(WorkbookFile.largest)",
                help: "use --format json, which holds whole pence"))
    }

    private mutating func figureForm(_ places: Int) -> Int32 {
        if let form = figures[places] { return form }
        let form = wb_add_format(
            book, places == 0 ? "#,##0" : "#,##0." + String(repeating: "0", count: places), false, false, -1, 0)
        figures[places] = form
        return form
    }

    /// The double nearest to an amount in pounds.
    private static func pounds(_ money: Money) -> Double { Double(money.pence) / 100 }

    /// A text fit for the document's properties, which hold 255 letters.
    private static func property(_ text: String) -> String { String(text.onOneLine.prefix(200)) }

    private func check(_ result: Int32, _ sheet: String, _ cell: String?) throws(DiagnosticList) {
        guard result != 0 else { return }
        throw Self.refused(cell.map { "\(sheet)!\($0)" } ?? sheet, String(cString: wb_error(result)))
    }

    private static func refused(_ what: String, _ why: String) -> DiagnosticList {
        DiagnosticList(
            Diagnostic(
                "workbook.refused", "\(what) could not be written: \(why)",
                help: "this is a defect of the program: please report it with the plan"))
    }
}
