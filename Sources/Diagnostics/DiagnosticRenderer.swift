/// Turns diagnostics into text for a terminal or a log.
///
/// ```text
/// error: `twelve` is not an amount of money
///   --> spending.csv:14:8, column "west-leicestershire-ccg [gbp]"
///    |
/// 14 | carers,UPO2,Carers Services,twelve,100
///    |                             ^^^^^^
///   why: every cell of a money column holds an amount in the unit of its heading
///   fix: write the amount as 1234.56, £1,234.56 or (1,234.56)
/// ```
public struct DiagnosticRenderer: Sendable {
    /// Whether to colour the words `error` and `warning` with terminal codes. Colour never carries meaning alone.
    public var colour: Bool

    /// The most characters of an excerpt that are shown: a ten-megabyte line must not fill the screen.
    private let widestExcerpt = 160

    /// Makes a renderer; without colour unless asked.
    public init(colour: Bool = false) { self.colour = colour }

    /// One diagnostic as lines of text, ending in a line break.
    public func render(_ diagnostic: Diagnostic) -> String {
        var text = "\(label(diagnostic.severity)): \(shown(diagnostic.message))\n"
        if let place = diagnostic.place {
            text += "  --> \(place)"
            if let name = place.name { text += ", column \"\(name)\"" }
            text += "\n"
            text += excerpt(place)
        }
        if let reason = diagnostic.reason { text += "  why: \(shown(reason))\n" }
        if let help = diagnostic.help { text += "  fix: \(shown(help))\n" }
        for place in diagnostic.trace {
            text += "  called from \(place)"
            if let name = place.name { text += " (\(name))" }
            text += "\n"
        }
        return text
    }

    /// Several diagnostics, a blank line between two, and a closing line that counts them.
    public func render(_ diagnostics: [Diagnostic]) -> String {
        var text = diagnostics.map(render).joined(separator: "\n")
        let errors = diagnostics.count { $0.severity == .error }
        let warnings = diagnostics.count - errors
        var counts: [String] = []
        if errors > 0 { counts.append(errors == 1 ? "1 error" : "\(errors) errors") }
        if warnings > 0 { counts.append(warnings == 1 ? "1 warning" : "\(warnings) warnings") }
        if diagnostics.count > 1 { text += "\n\(counts.joined(separator: ", "))\n" }
        return text
    }

    /// A text from a file or a script, fit for a terminal: one line, not longer than a person reads, and without codes
    /// that would move the cursor or change colours.
    private func shown(_ text: String) -> String {
        let longest = 1_000
        let cut = text.unicodeScalars.prefix(longest)
        let clean = String(String.UnicodeScalarView(cut)).onOneLine
        return cut.count < text.unicodeScalars.count ? clean + " …" : clean
    }

    private func label(_ severity: Diagnostic.Severity) -> String {
        guard colour else { return severity.rawValue }
        let code = severity == .error ? "31" : "33"
        return "\u{1B}[1;\(code)m\(severity.rawValue)\u{1B}[0m"
    }

    private func excerpt(_ place: Place) -> String {
        guard let line = place.line, let excerpt = place.excerpt else { return "" }
        // Letter by letter, so that the marked part keeps its place.
        let letters = Array(excerpt).map { letter -> Character in
            let shown = String(letter).onOneLine
            return shown.count == 1 ? Character(shown) : " "
        }
        let marked = (place.marked ?? 0..<0).clamped(to: 0..<letters.count)
        // Show the marked part even when it stands far to the right.
        let start = marked.upperBound <= widestExcerpt ? 0 : max(0, marked.lowerBound - widestExcerpt / 2)
        let end = min(letters.count, start + widestExcerpt)
        let cutLeft = start > 0 ? "… " : ""
        let cutRight = end < letters.count ? " …" : ""

        let number = String(line)
        let gutter = String(repeating: " ", count: number.count)
        var text = "\(gutter) |\n"
        text += "\(number) | \(cutLeft)\(String(letters[start..<end]))\(cutRight)\n"
        let caret = marked.clamped(to: start..<end)
        if !caret.isEmpty {
            let indent = String(repeating: " ", count: cutLeft.count + caret.lowerBound - start)
            text += "\(gutter) | \(indent)\(String(repeating: "^", count: caret.count))\n"
        }
        return text
    }
}
