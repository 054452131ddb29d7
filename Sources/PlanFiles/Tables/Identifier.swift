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
        if let bad = text.unicodeScalars.first(where: { !isAllowed($0) }) {
            return bad == " " ? "it holds a space" : "it holds `\(Quoting.harmless(String(bad)))`"
        }
        return nil
    }

    private static let others: Set<Unicode.Scalar> = [".", "-", "_", "/", "&", "+", "(", ")"]

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil || others.contains(scalar)
    }
}
