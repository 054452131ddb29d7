/// Makes text from a file safe and short enough to show in a message.
enum Quoting {
    /// The most characters of a value that a message quotes.
    static let widest = 60

    /// The value on one line, cut after ``widest`` characters, without control characters: a file must be able neither to
    /// flood a terminal nor to send codes to it.
    static func short(_ text: some StringProtocol) -> String {
        let isCut = text.unicodeScalars.dropFirst(widest).first != nil
        let shown = String(String.UnicodeScalarView(text.unicodeScalars.prefix(widest)))
        return harmless(shown) + (isCut ? "…" : "")
    }

    /// The text with every control, format and line-breaking character replaced by a visible one.
    static func harmless(_ text: String) -> String {
        guard !text.unicodeScalars.allSatisfy(isHarmless) else { return text }
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { shown.append(isHarmless(scalar) ? scalar : replacement(for: scalar)) }
        return String(shown)
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

    private static func replacement(for scalar: Unicode.Scalar) -> Unicode.Scalar {
        let isSpace = scalar == "\n" || scalar == "\r" || scalar == "\t"
        return isSpace ? " " : "\u{FFFD}"
    }

    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x7F { return scalar.value >= 0x20 }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}
