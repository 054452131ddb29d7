/// What people write in a cell of money for "none" or "not known", which are not the same.
enum NoAmount {
    /// Whether a text is one of these words or signs.
    static func isOne(_ text: String) -> Bool { words.contains(text.lowercased()) }

    /// What to write instead.
    ///
    /// - Parameters:
    ///   - orNotStated: whether the column may say `not stated`.
    ///   - isCheck: whether the column is only a check on others.
    static func help(orNotStated: Bool, isCheck: Bool) -> String {
        if isCheck { return "write the sum of the row, which is 0 if it has no money" }
        if orNotStated { return "write 0 if there was none, or `not stated` if it is not known" }
        return "write 0 if there is none; if it is not known, the plan cannot be added up: ask, or leave the line out"
    }

    private static let words: Set<String> = [
        "-", "--", "–", "—", "−", "n/a", "na", "n/k", "nil", "none", "tbc", "tba", "tbd",
    ]
}
