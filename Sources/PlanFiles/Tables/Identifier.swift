import Diagnostics

/// The form of ids of lines, sources, partners and pools: what tables, scripts and the command line refer to.
enum Identifier {
    /// The most characters of an id.
    static let longest = 64

    /// Why an id has a form.
    static let reason = "ids are written in headings, scripts and commands, where they must stand out from the text"
    /// How to mend an id.
    static let help = "use letters, digits, `.`, `-`, `_` or `/`, as in `UPO5.1` or `wlccg-minimum`"

    /// What keeps a text from being an id, or `nil` for a good one.
    static func problem(with text: String) -> String? {
        if text.isEmpty { return "it is blank" }
        if text.unicodeScalars.count > longest { return "it is longer than \(longest) characters" }
        if text.utf8.allSatisfy(isPlain) { return nil }
        if let bad = text.unicodeScalars.first(where: { !isAllowed($0) }) {
            return bad == " " ? "it holds a space" : "it holds `\((String(bad)).onOneLine)`"
        }
        return nil
    }

    private static let others: Set<Unicode.Scalar> = [".", "-", "_", "/", "&", "+", "(", ")"]

    /// Whether a byte is a letter, digit or sign that nearly all ids are made of: spares the look at Unicode's tables.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
        default: false
        }
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil || others.contains(scalar)
    }
}
