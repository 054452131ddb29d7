import Diagnostics

/// The mistakes found in one file, in the order in which they were found, and no more than a person can use.
///
/// An object and not a value: every part that reads the file writes into the same one.
final class Findings {
    /// The most mistakes of one file that are shown.
    static let most = 200

    /// The file, as the person named its folder.
    let file: String
    private var shown: [Diagnostic] = []
    private var count = 0

    /// Starts without a mistake.
    init(file: String) { self.file = file }

    /// Whether nothing was found.
    var isEmpty: Bool { count == 0 }

    /// Notes a mistake. Past the most that are shown it is only counted, and its text is never made.
    func add(_ diagnostic: @autoclosure () -> Diagnostic) {
        count += 1
        if shown.count < Findings.most { shown.append(diagnostic()) }
    }

    /// The mistakes by line and column, and a last one that tells how many more there are.
    var sorted: [Diagnostic] {
        let byPlace = shown.enumerated().sorted { left, right in
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
