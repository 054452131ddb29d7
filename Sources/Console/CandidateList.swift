/// Candidates for a word, as a person is shown them.
package enum CandidateList {
    /// What all candidates begin with; `nil` when there are none.
    package static func commonStart(of candidates: [String]) -> String? {
        guard var common = candidates.first else { return nil }
        for candidate in candidates { common = String(zip(common, candidate).prefix { $0 == $1 }.map(\.0)) }
        return common
    }

    /// The candidates in columns that fit a width; at most so many that they fit a screen.
    package static func text(_ candidates: [String], width: Int) -> String {
        let most = 80
        let shown = candidates.prefix(most)
        let cell = (shown.map(\.count).max() ?? 0) + 2
        let columns = max(1, width / max(1, cell))
        let rows = (shown.count + columns - 1) / columns
        var text = ""
        for row in 0..<rows {
            var line = ""
            for index in stride(from: row, to: shown.count, by: rows) {
                line += shown[index] + String(repeating: " ", count: cell - shown[index].count)
            }
            while line.last == " " { line.removeLast() }
            text += line + "\n"
        }
        if candidates.count > most { text += "… and \(candidates.count - most) more\n" }
        return text
    }
}
