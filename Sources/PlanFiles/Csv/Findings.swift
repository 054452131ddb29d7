import Diagnostics

/// The mistakes found in one file, in the order in which they were found, and no more than a person can use.
///
/// An object and not a value: every part that reads the file writes into the same one.
final class Findings {
    /// The most mistakes of one file that are shown.
    static let most = 200

    /// The file, as the person named its folder.
    let file: String
    /// The most mistakes of one kind in one column that are shown; a slip in a column is often one in all its rows.
    static let mostAlike = 20

    /// What makes mistakes in a table alike.
    private struct Kind: Hashable {
        let code: String
        let column: Int?
    }

    /// Mistakes that are alike.
    private struct Group {
        /// The heading of their column.
        let heading: String?
        /// How many of them are shown.
        var shownCount = 0
        /// How many more rows have one, and the first and last of these rows.
        var hidden: (count: Int, firstLine: Int, lastLine: Int)?
    }

    private var shown: [Diagnostic] = []
    private var count = 0
    private var groups: [Kind: Group] = [:]

    /// Starts without a mistake.
    init(file: String) { self.file = file }

    /// Whether nothing was found.
    var isEmpty: Bool { count == 0 }

    /// Notes a mistake. Past the most that are shown it is only counted, and its text is never made.
    func add(_ diagnostic: @autoclosure () -> Diagnostic) {
        count += 1
        if shown.count < Findings.most { shown.append(diagnostic()) }
    }

    /// Notes a mistake in a row of a table. Past the most that are shown of one kind in one column, and past the most that
    /// are shown at all, it is only counted.
    func add(
        _ code: String, column: Int?, heading: @autoclosure () -> String?, line: Int,
        _ diagnostic: @autoclosure () -> Diagnostic
    ) {
        let kind = Kind(code: code, column: column)
        var group = groups[kind] ?? Group(heading: heading())
        defer { groups[kind] = group }
        guard group.shownCount < Findings.mostAlike else {
            let first = group.hidden ?? (count: 0, firstLine: line, lastLine: line)
            group.hidden = (first.count + 1, first.firstLine, line)
            return
        }
        if shown.count < Findings.most { group.shownCount += 1 }
        add(diagnostic())
    }

    /// A message for each kind of mistake of which not all are shown.
    private var summaries: [Diagnostic] {
        groups.compactMap { kind, group in
            guard let hidden = group.hidden else { return nil }
            let rows = hidden.count == 1 ? "1 more row has" : "\(hidden.count) more rows have"
            let column = group.heading.map { " in the column `\($0)`" } ?? ""
            let span =
                hidden.count == 1 ? "row \(hidden.firstLine)" : "from row \(hidden.firstLine) to row \(hidden.lastLine)"
            return Diagnostic(
                kind.code, "\(rows) the same error\(column): \(span)",
                at: Place(
                    file: file, line: hidden.firstLine, column: kind.column.map { $0 + 1 }, name: group.heading),
                reason: "the first \(Findings.mostAlike) of a kind are shown", help: "mend them like the ones above")
        }
    }

    /// The mistakes by line and column, and a last one that tells how many more there are.
    var sorted: [Diagnostic] {
        let summaries = summaries.sorted { $0.code < $1.code }
        let byPlace = (shown + summaries).enumerated().sorted { left, right in
            key(left.element, left.offset) < key(right.element, right.offset)
        }
        var all = byPlace.map(\.element)
        let hidden = count - shown.count
        if hidden > 0 {
            all.append(
                Diagnostic(
                    "file.more-errors", "\(hidden) more error\(hidden == 1 ? "" : "s") in this file are not shown",
                    at: Place(file: file), help: "mend the ones above and check again"))
        }
        return all
    }

    private func key(_ diagnostic: Diagnostic, _ offset: Int) -> (Int, Int, Int) {
        (diagnostic.place?.line ?? 0, diagnostic.place?.column ?? 0, offset)
    }
}
