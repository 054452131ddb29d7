import Diagnostics
import Finance

/// Reads the Income sheet of the planning template: sections, each with its contributors and a total.
struct TemplateIncome {
    private let sheet: ReadSheet
    private(set) var words: CellWords
    private var amounts: [(money: TemplateWords.Money, row: Int, column: Int, name: String, amount: Money)] = []
    /// Whether the grant is broken down by district.
    private(set) var hasDistricts = false

    init(_ sheet: ReadSheet, _ countsFrom1904: Bool) {
        self.sheet = sheet
        words = CellWords(sheet, countsFrom1904: countsFrom1904)
    }

    mutating func read() {
        var current: TemplateWords.Money?
        for row in sheet.rows {
            guard let first = row.cells.first(where: { if case .text = $0.value { true } else { false } }),
                case .text(let text) = first.value
            else { continue }
            let plain = TemplateWords.plain(text)
            let figure = row.cells.first { cell in
                switch cell.value {
                case .number, .notCalculated, .error: cell.column > first.column
                default: false
                }
            }
            guard let figure else {
                if !plain.hasPrefix("total"), TemplateWords.money(text) ?? current != nil {
                    noteAmountInWords(row, after: first.column, text)
                }
                // A heading of a section, or of the districts' parts of the grant, which are in its total already.
                if plain.contains("breakdown") {
                    hasDistricts = true
                    current = nil
                } else if let money = TemplateWords.money(text) {
                    // A question such as `Are any additional NHS contributions being made?` is about its section.
                    current = money
                } else if plain.hasPrefix("total") {
                    current = nil
                }
                continue
            }
            if plain.hasPrefix("total") {
                current = nil
                continue
            }
            // A row may name its kind of money itself, as the grants of a local authority do.
            guard let money = TemplateWords.money(text) ?? current,
                let amount = words.money(figure, row.index, text)
            else { continue }
            if amount.isZero { continue }
            amounts.append((money, row.index, figure.column, text, amount))
        }
    }

    /// Notes an amount that stands as text: it would be left out as silently as Excel leaves it out of sums.
    private mutating func noteAmountInWords(_ row: ReadRow, after column: Int, _ name: String) {
        let found = row.cells.first { cell in
            guard cell.column > column, case .text(let text) = cell.value else { return false }
            return Self.looksLikeAmount(text)
        }
        if let found { _ = words.money(found, row.index, name) }
    }

    /// Whether a text is an amount that somebody typed, such as `£1,000`, and no year.
    private static func looksLikeAmount(_ text: String) -> Bool {
        let letters = text.utf8.filter { $0 != UInt8(ascii: " ") }
        let digits = letters.count { $0 >= 0x30 && $0 <= 0x39 }
        let isPlain = text.unicodeScalars.allSatisfy {
            "£-()., 0123456789kmKM\u{A0}\u{2212}".unicodeScalars.contains($0)
        }
        guard isPlain, digits > 0, letters.count < 40 else { return false }
        let isYear =
            digits == 4 && letters.count == 4 && (letters.starts(with: "19".utf8) || letters.starts(with: "20".utf8))
        let isSpan = digits >= 4 && letters.dropFirst(2).dropLast(2).contains(UInt8(ascii: "-"))
        return !isYear && !isSpan
    }

    /// Who contributes money of local authorities, or of the NHS.
    func contributors(isNHS: Bool) -> [String] {
        var names: [String] = []
        for each in amounts where each.money.isNHS == isNHS && TemplateWords.money(each.name) == nil {
            if !names.contains(each.name) { names.append(each.name) }
        }
        return names
    }

    /// The kinds of money that come in and that no scheme spends.
    func unused(by sources: [TemplateWords.Money]) -> [TemplateWords.Money] {
        var result: [TemplateWords.Money] = []
        for each in amounts where !sources.contains(each.money) && !result.contains(each.money) {
            result.append(each.money)
        }
        return result
    }

    /// funding.csv: a row for each contribution. A kind of money without any has an income that is not stated.
    func table(with sources: [TemplateWords.Money], spendSheet: ReadSheet) -> CsvText {
        let column = amounts.first?.column
        let headings: [(heading: String, column: Int?)] = [
            ("source", nil), ("title", nil), ("kind", nil), ("contributor", nil), ("pool", nil), ("tranche", nil),
            ("amount [gbp]", column), ("reference", nil),
        ]
        var table = CsvText("funding.csv", sheet: sheet, headingRow: amounts.first?.row ?? 0, columns: headings)
        for money in sources + unused(by: sources) {
            let own = amounts.filter { $0.money == money }
            func add(_ tranche: String, _ amount: String, _ row: Int, _ reference: String) {
                table.add(
                    [
                        money.id, money.title, money.kind.rawValue, money.isNHS ? "nhs" : "la", "bcf", tranche, amount,
                        reference,
                    ], row: row)
            }
            if own.isEmpty { add("annual", notStated, 0, "") }
            var titles: Set<String> = []
            var times: [String: Int] = [:]
            for each in own {
                let name = String(each.name.onOneLine.prefix(80))
                var title = name
                while !titles.insert(title).inserted {
                    let time = (times[name] ?? 1) + 1
                    times[name] = time
                    title = "\(name) (\(time))"
                }
                let cell = CellName.cell(row: each.row, column: each.column)
                add(
                    title, each.amount.formatted(symbol: false).filter { $0 != "," }, each.row,
                    "\(sheet.name.onOneLine)!\(cell)")
            }
        }
        return table
    }
}
