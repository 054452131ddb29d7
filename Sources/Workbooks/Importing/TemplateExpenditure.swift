import Diagnostics
import Finance

/// Reads the Expenditure sheet of the planning template: a row for each scheme and source.
struct TemplateExpenditure {
    /// What the columns are called, in any of the template's years.
    private static let headings: [(name: String, forms: [String], isRequired: Bool)] = [
        ("id", ["scheme id"], true), ("title", ["scheme name"], true),
        ("description", ["brief description of scheme", "brief description"], false),
        ("type", ["scheme type"], true), ("subtype", ["sub types", "sub type"], false),
        ("area", ["area of spend"], true), ("commissioner", ["commissioner"], true),
        ("nhs", ["% nhs", "% nhs if joint commissioner"], false),
        ("la", ["% la", "% la if joint commissioner"], false),
        ("provider", ["provider"], true), ("source", ["source of funding"], true),
        ("amount", ["expenditure", "expenditure £", "expenditure gbp"], true),
        ("new", ["new existing scheme", "new existing"], false),
    ]

    private let sheet: ReadSheet
    private let headingRow: Int
    private var columns: [String: Int] = [:]
    private var shown: [String: String] = [:]
    private(set) var words: CellWords
    private(set) var sources: [TemplateWords.Money] = []
    private var sourcesByText: [String: TemplateWords.Money] = [:]
    private static let mostSources = 200
    private(set) var notes: [String] = []
    private var lines: [(line: SpendLine, row: Int, amounts: [String: Money])] = []
    /// Which line a scheme's row belongs to, by all that it says but its id.
    private var known: [SpendLine: Int] = [:]
    private var ids: Set<String> = []
    /// The last number that was put behind an id, so that a thousand rows of one scheme need no million comparisons.
    private var numbers: [String: Int] = [:]

    init(_ sheet: ReadSheet, _ countsFrom1904: Bool) throws(Diagnostic) {
        self.sheet = sheet
        words = CellWords(sheet, countsFrom1904: countsFrom1904)
        let found = sheet.rows.prefix(80).first { row in
            let texts = row.cells.map { Self.plain($0) }
            return texts.contains("scheme id")
                && texts.contains { $0.hasPrefix("expenditure") || $0 == "source of funding" }
        }
        guard let found else {
            throw Diagnostic(
                "workbook.no-headings",
                "the sheet `\(sheet.name.onOneLine)` has no row with the headings Scheme ID and Expenditure",
                at: sheet.place(), reason: "columns are found by their headings",
                help: "is this the planning template? Its headings must stand as they were published")
        }
        headingRow = found.index
        if let merged = sheet.merged.first(where: { $0.rows.contains(found.index) && $0.columns.count > 1 }) {
            throw HeadingRow.merged(sheet, row: found.index, columns: merged.columns)
        }
        for cell in found.cells {
            let text = Self.plain(cell)
            guard let heading = Self.headings.first(where: { $0.forms.contains(text) }) else { continue }
            if let first = columns.updateValue(cell.column, forKey: heading.name) {
                throw Diagnostic(
                    "workbook.duplicate-heading",
                    "the columns \(CellName.column(first)) and \(CellName.column(cell.column)) have the same heading",
                    at: sheet.place(row: found.index, column: cell.column),
                    reason: "it could not be told which of them counts", help: "rename or delete one of them")
            }
            if case .text(let text) = cell.value { shown[heading.name] = text }
        }
        for heading in Self.headings where heading.isRequired && columns[heading.name] == nil {
            throw Diagnostic(
                "workbook.no-heading", "there is no column `\(heading.forms[0])`", at: sheet.place(row: found.index),
                reason: "the table cannot be read without it", help: "put the heading of the template back")
        }
    }

    private static func plain(_ cell: ReadCell) -> String {
        guard case .text(let text) = cell.value else { return "" }
        let plain = TemplateWords.plain(text)
        return plain.hasPrefix("expenditure") && text.contains("£") ? "expenditure" : plain
    }

    mutating func read() {
        for row in sheet.rows where row.index > headingRow {
            let id = text("id", row)
            let source = text("source", row)
            guard let column = columns["amount"] else { continue }
            guard !id.isEmpty, !source.isEmpty else {
                noteUnfinished(row, column, id: id, source: source)
                continue
            }
            guard let cell = row.cell(column) else {
                words.note(
                    "workbook.no-amount", "the scheme `\(CellWords.short(id))` has no expenditure here", row.index,
                    column,
                    shown["amount"], reason: "a blank is not zero", help: "write the amount, or 0")
                continue
            }
            guard let amount = words.money(cell, row.index, shown["amount"] ?? "expenditure") else { continue }
            add(id, money(source, row), amount, row)
        }
    }

    /// Notes an amount that no scheme or no source claims. Rows of totals and of guidance claim none by right.
    private mutating func noteUnfinished(_ row: ReadRow, _ column: Int, id: String, source: String) {
        guard row.cell(column) != nil, !Self.isTotal(row) else { return }
        if !id.isEmpty {
            words.note(
                "workbook.no-source", "the scheme `\(CellWords.short(id))` has no source of funding", row.index,
                columns["source"], shown["source"], reason: "every amount is spent from a source",
                help: "fill in the source of funding")
        } else if !source.isEmpty || !text("title", row).isEmpty {
            words.note(
                "workbook.no-scheme", "the row has an expenditure and no scheme", row.index, columns["id"], shown["id"],
                reason:
                    "a scheme that stands in several rows has its id in each; of merged cells only the first holds it",
                help: "fill in the scheme's id, unmerging the cells if need be, or delete the row")
        }
    }

    private static func isTotal(_ row: ReadRow) -> Bool {
        row.cells.contains { cell in
            let words = plain(cell).split(separator: " ")
            return ["total", "totals", "subtotal"].contains { words.first == $0[...] || words.last == $0[...] }
        }
    }

    private mutating func text(_ name: String, _ row: ReadRow) -> String {
        guard let column = columns[name] else { return "" }
        let text = words.words(row.cell(column), row.index, shown[name] ?? name)
        var trimmed = text[...].trimmingPrefix(while: \.isWhitespace)
        while trimmed.last?.isWhitespace == true { trimmed.removeLast() }
        return String(trimmed).onOneLine
    }

    private mutating func money(_ source: String, _ row: ReadRow) -> TemplateWords.Money {
        let money: TemplateWords.Money
        if let known = sourcesByText[source] { return known }
        if let known = TemplateWords.money(source) {
            sourcesByText[source] = known
            if sources.contains(known) { return known }
            money = known
        } else {
            if sources.count == Self.mostSources {
                words.note(
                    "workbook.too-large", "more than \(Self.mostSources) sources of funding stand here", row.index,
                    columns["source"], shown["source"], reason: "each is a column of the plan, and no plan has so many",
                    help: "check that the column holds sources")
            }
            if sources.count >= Self.mostSources, let last = sources.last { return last }
            money = TemplateWords.Money(id: freeId(source), title: source, kind: .notStated, isNHS: false)
            notes.append(
                "\(sheet.place(row: row.index, column: columns["source"])): the kind of `\(CellWords.short(source))` is not known"
            )
        }
        sourcesByText[source] = money
        sources.append(money)
        return money
    }

    /// An id for a source that the template does not know: no column of spending.csv, no other source's, and none that a
    /// kind of money has, which may come later.
    private func freeId(_ source: String) -> String {
        let word = TemplateWords.word(source) ?? "source"
        let taken = PlanSheetPlaces.attributes + ["total", Plan.unallocatedWord]
        let base = taken.contains(word) ? "source-\(word)" : word
        let ids = Set(sources.map(\.id) + TemplateWords.kinds.map(\.money.id))
        guard ids.contains(base) else { return base }
        var number = 2
        while ids.contains("\(base)-\(number)") { number += 1 }
        return "\(base)-\(number)"
    }

    private mutating func add(_ id: String, _ money: TemplateWords.Money, _ amount: Money, _ row: ReadRow) {
        let type = text("type", row)
        let provider = text("provider", row)
        let place = sheet.place(row: row.index)
        var line = SpendLine(
            id: "", ref: id, theme: type.isEmpty ? notStated : type, heading: text("subtype", row),
            title: text("title", row),
            schemeType: TemplateWords.word(type), areaOfSpend: TemplateWords.area(text("area", row)),
            commissioner: commissioner(row), provider: TemplateWords.provider(provider))
        if line.title.isEmpty { line.title = id }
        if line.areaOfSpend == nil { noteUnread("area", row) }
        if line.commissioner == nil, TemplateWords.plain(text("commissioner", row)) != "joint" {
            noteUnread("commissioner", row)
        }
        if !provider.isEmpty, line.provider == nil {
            notes.append("\(place): the provider `\(CellWords.short(provider))` is read as `\(notStated)`")
        }
        if let known = known[line] {
            let sofar = lines[known].amounts[money.id]
            guard let sum = try? (sofar ?? .zero).adding(amount) else { return }
            if sofar != nil {
                notes.append("\(place): the scheme has another row from the same source; both are added up")
            }
            lines[known].amounts[money.id] = sum
            return
        }
        // A scheme whose rows differ in more than their source is several lines.
        let word = id.unicodeScalars.map { scalar in
            scalar.isASCII
                && (Character(scalar).isLetter || Character(scalar).isNumber || "-._/".contains(Character(scalar)))
                ? Character(scalar) : "-"
        }
        let base = String(word.prefix(50))
        var unique = ["total", Plan.unallocatedWord].contains(base.lowercased()) ? "scheme-\(base)" : base
        var number = numbers[base] ?? 2
        while ids.contains(unique) {
            unique = "\(base)-\(number)"
            number += 1
        }
        numbers[base] = number
        ids.insert(unique)
        known[line] = lines.count
        if unique != id { notes.append("\(place): the scheme `\(CellWords.short(id))` is the line `\(unique)`") }
        line.id = unique
        lines.append((line, row.index, [money.id: amount]))
    }

    /// Notes words that the template's lists do not have.
    private mutating func noteUnread(_ name: String, _ row: ReadRow) {
        let text = text(name, row)
        guard !text.isEmpty else { return }
        let heading = CellWords.short(shown[name] ?? name)
        notes.append(
            "\(sheet.place(row: row.index)): the \(heading) `\(CellWords.short(text))` is read as `\(notStated)`")
    }

    private mutating func commissioner(_ row: ReadRow) -> SpendLine.Commissioner? {
        switch TemplateWords.plain(text("commissioner", row)) {
        case "la", "local authority": return .localAuthority
        case "nhs", "ccg", "icb": return .nhs
        case "joint":
            guard let nhs = share("nhs", row) else {
                notes.append("\(sheet.place(row: row.index)): a joint scheme without the NHS share has no commissioner")
                return nil
            }
            if let la = share("la", row), abs(nhs + la - Self.wholeShare) > Self.wholeShare / 20_000 {
                words.note(
                    "workbook.shares", "the shares of the NHS and the local authority do not add up to 100%", row.index,
                    columns["nhs"], shown["nhs"], reason: "a joint scheme is bought by both together",
                    help: "correct one of the shares")
            }
            return Rate(nhs, over: Self.wholeShare).map { .joint(nhs: $0) }
        default: return nil
        }
    }

    /// Shares are read to a millionth of a per cent, so that a third is a third to the penny of any plan.
    private static let wholeShare: Int64 = 100_000_000

    /// A share of `wholeShare`; the template's cells hold parts of one, shown in per cent.
    private func share(_ name: String, _ row: ReadRow) -> Int64? {
        guard let column = columns[name], case .number(let number, _)? = row.cell(column)?.value else { return nil }
        let part = number > 1 ? number / 100 : number
        guard part >= 0, part <= 1 else { return nil }
        return Int64((part * Double(Self.wholeShare)).rounded())
    }

    /// spending.csv: a row for each line, a column for each source.
    func table(sources: [TemplateWords.Money]) -> CsvText {
        let headings: [(heading: String, column: Int?)] =
            [
                ("id", columns["id"]), ("ref", columns["id"]), ("theme", columns["type"]),
                ("heading", columns["subtype"]),
                ("title", columns["title"]), ("scheme_type", columns["type"]), ("area_of_spend", columns["area"]),
                ("commissioner", columns["commissioner"]), ("provider", columns["provider"]),
            ] + sources.map { ("\($0.id) [gbp]", columns["amount"]) }
        var table = CsvText("spending.csv", sheet: sheet, headingRow: headingRow, columns: headings)
        for (line, row, amounts) in lines {
            let words = [
                line.id, line.ref, line.theme, line.heading, line.title, line.schemeType ?? notStated,
                line.areaOfSpend?.rawValue ?? notStated, line.commissioner?.description ?? notStated,
                line.provider?.rawValue ?? notStated,
            ]
            table.add(
                words + sources.map { (amounts[$0.id] ?? .zero).formatted(symbol: false).filter { $0 != "," } },
                row: row)
        }
        return table
    }
}
