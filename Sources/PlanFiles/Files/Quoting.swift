import Diagnostics

/// Makes text from a file safe and short enough to show in a message.
enum Quoting {
    /// The most characters of a value that a message quotes.
    static let widest = 60

    /// The value on one line, cut after ``widest`` characters, without control characters: a file must be able neither to
    /// flood a terminal nor to send codes to it.
    static func short(_ text: some StringProtocol) -> String {
        let isCut = text.unicodeScalars.dropFirst(widest).first != nil
        let shown = String(String.UnicodeScalarView(text.unicodeScalars.prefix(widest)))
        return shown.onOneLine + (isCut ? "…" : "")
    }

    /// Whether the text says nothing.
    static func isBlank(_ text: String) -> Bool {
        // Nearly all cells start with a letter or a digit.
        if let first = text.utf8.first, first > 0x20, first < 0x7F { return false }
        return text.allSatisfy(\.isWhitespace)
    }

    /// Words to choose from, in back quotes; of a long list the first ones.
    static func list(_ words: [String]) -> String {
        let most = 12
        return words.prefix(most).map { "`\(short($0))`" }.joined(separator: ", ") + (words.count > most ? ", …" : "")
    }
}
