import Finance

/// A report as one long table of separated values: one observation a row, so that a spreadsheet or a program can choose
/// and turn it round. RFC 4180: lines end in CR LF, and what needs it stands in quotes.
///
/// Amounts are pounds with two decimals. A cell of which nothing is known is empty, and that is not nought.
struct TidyTable {
    /// The columns, in their order. Their names say the unit.
    static let columns = [
        "table", "id", "title", "measure", "of", "amount_gbp", "change_gbp", "change_percent", "figure",
        "change_figure", "change_p10", "change_p90", "probability_better", "words",
    ]

    /// One observation. What is left out is empty.
    struct Row {
        /// Which table of the report it belongs to.
        var table: String
        /// The id of what it is about.
        var id: String
        /// Its name.
        var title: String
        /// What is observed.
        var measure: String
        /// Of what: `plan` or `base`, and the scenario.
        var of: String
        var amount: Money?
        var change: Money?
        var changePercent: DecimalFigure?
        var figure: Double?
        var changeFigure: Double?
        var changeP10: Double?
        var changeP90: Double?
        var probabilityBetter: Double?
        var words: String?
    }

    private(set) var rows: [Row] = []

    mutating func add(_ row: Row) { rows.append(row) }

    /// The table as text.
    func rendered() -> String {
        var text = Self.line(Self.columns)
        for row in rows {
            text += Self.line([
                Self.safe(row.table), Self.safe(row.id), Self.safe(row.title), Self.safe(row.measure),
                Self.safe(row.of), row.amount.map(Self.pounds) ?? "", row.change.map(Self.pounds) ?? "",
                row.changePercent.map(Self.digits) ?? "", Self.number(row.figure), Self.number(row.changeFigure),
                Self.number(row.changeP10), Self.number(row.changeP90), Self.number(row.probabilityBetter),
                Self.safe(row.words ?? ""),
            ])
        }
        return text
    }

    // MARK: - Cells

    private static func line(_ cells: [String]) -> String { cells.map(quoted).joined(separator: ",") + "\r\n" }

    private static func quoted(_ cell: String) -> String {
        let needsQuotes = cell.unicodeScalars.contains { $0 == "," || $0 == "\"" || $0 == "\r" || $0 == "\n" }
        guard needsQuotes else { return cell }
        return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    /// A text that no spreadsheet takes for a formula. Figures of our own are never texts, so that `-5.00` stays one.
    static func safe(_ text: String) -> String {
        guard let first = text.unicodeScalars.first else { return text }
        switch first {
        case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": return "'" + text
        default: return text
        }
    }

    /// Pounds with two decimals, and nothing else, so that every program reads a number.
    static func pounds(_ amount: Money) -> String {
        let pence = amount.pence.magnitude
        let rest = pence % 100
        return (amount.isNegative ? "-" : "") + "\(pence / 100).\(rest < 10 ? "0" : "")\(rest)"
    }

    /// The digits with a point, and without the commas that people read.
    private static func digits(_ figure: DecimalFigure) -> String { String(figure.description.filter { $0 != "," }) }

    private static func number(_ value: Double?) -> String {
        guard let value, value.isFinite else { return "" }
        return (value == 0 ? 0 : value).description
    }
}
