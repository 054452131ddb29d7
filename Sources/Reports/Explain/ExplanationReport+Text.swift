import Diagnostics
import Finance

extension ExplanationReport {
    /// The report as text for people: the figure, then what it is made of, level by level.
    ///
    /// - Parameter width: how long lines of the figure and its tree may be.
    package func text(width: Int = 100) -> String {
        let title = tree.title.onOneLine
        let heading = "\(title.prefix(1).uppercased() + title.dropFirst()): \(figure)".wrapped(width - 2)
        let lines = heading.dropLast().split(separator: "\n").joined(separator: "\n  ")
        return "\(lines)\n\(leftOutWords)\n\(nothing)"
            + tree.text(depth: depth, width: width) + "\n"
            + (assumptions?.text("Assumptions of the whole script, not only of this figure") ?? "")
            + provenance.rendered()
    }

    private var figure: String { isFigureKnown ? tree.value.onOneLine : notStated }

    /// Which sources the figure leaves out.
    private var leftOutWords: String {
        guard let explanation, !leftOut.isEmpty else { return "" }
        let ids = leftOut.map { plan.sources[$0].id }.joined(separator: ", ").onOneLine
        return isFigureKnown && leftOut.count == explanation.subject.sources.count
            ? "  This is what the scenario changed: the plan does not state the income of \(ids)\n"
            : isFigureKnown
                ? "  It leaves out what the plan does not state: the income of \(ids)\n"
                : "  The plan does not state the income of \(ids)\n"
    }

    /// Why a figure of lines and sources is nothing.
    private var nothing: String {
        guard let explanation, steps.isEmpty else { return "" }
        return explanation.steps.isEmpty
            ? "  No cell was read for it, and no movement touches it.\n"
            : "  Every cell that was read for it holds £0, and no movement touches it.\n"
    }
}
