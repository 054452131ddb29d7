import Diagnostics

/// Tells a row that only sums up others, as printed tables have them, from a row that states something.
enum TotalRow {
    /// Whether a text says nothing but that the row is a total.
    static func isTotal(_ text: String) -> Bool {
        // Nearly all cells start with another letter, and a long one is no such word.
        guard mayBe(text), let words = words(of: text) else { return false }
        return names.contains(words.joined(separator: " "))
    }

    /// Whether a title is that of a total, such as `TOTAL URGENT RESPONSE` or `Prevention total`.
    ///
    /// `Total Triage` is the name of a service: a title that starts with the word is a total only when the word stands in
    /// capitals, or when what follows is one of the headings that the row itself stands under.
    static func isTotal(title: String, under headings: @autoclosure () -> [String] = []) -> Bool {
        guard mayBe(title), let words = words(of: title), words.count > 0 else { return false }
        if names.contains(words.joined(separator: " ")) { return true }
        if words.count > 1, let last = words.last, totals.contains(last) { return true }
        guard let first = words.first, totals.contains(first) else { return false }
        if title.trimmingPrefix(while: \.isWhitespace).prefix(while: \.isLetter) == "TOTAL" { return true }
        let rest = words.dropFirst().drop { $0 == "of" || $0 == "for" }.joined(separator: " ")
        return headings().contains { TotalRow.words(of: $0)?.joined(separator: " ") == rest }
    }

    /// Notes a row that is a total.
    static func note(_ code: String, _ value: String, _ column: Int?, in sheet: Sheet) {
        sheet.note(
            code, "the row `\(Quoting.short(value))` is a total", column,
            reason: "totals are computed and never stored: its money would be counted twice", help: "delete the row")
    }

    private static let names: Set<String> = [
        "total", "totals", "sub-total", "sub-totals", "subtotal", "subtotals", "sub total", "grand total",
    ]
    private static let totals: Set<String> = ["total", "totals", "sub-total", "subtotal"]

    /// The small-letter words of a text without signs around them; `nil` for a text that is too long to be a name.
    private static func words(of text: String) -> [String]? {
        guard text.utf8.count <= 400 else { return nil }
        return text.lowercased().split { $0.isWhitespace || $0 == ":" || $0 == "," }.map(String.init)
    }

    /// Whether the letters `tot` are in a text at all: spares nearly all rows the closer look.
    private static func mayBe(_ text: String) -> Bool {
        var matched = 0
        for byte in text.utf8 {
            let letter = byte | 0x20
            if letter == UInt8(ascii: "t") {
                if matched == 2 { return true }
                matched = 1
            } else {
                matched = matched == 1 && letter == UInt8(ascii: "o") ? 2 : 0
            }
        }
        return false
    }
}
