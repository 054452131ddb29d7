import Diagnostics
import Finance

extension ExplanationTree {
    /// The tree as lines of text, each child further in than its parent, within a width.
    ///
    /// - Parameter depth: how many levels of children are shown; `nil` for all. What is cut off is counted.
    func text(depth: Int? = nil, width: Int = 100) -> String {
        var text = Self.details(self, indent: 2, width)
        text += below(depth: depth, indent: 2, width)
        return text
    }

    /// The children as lines, with how they make their parent where they do not simply add up.
    private func below(depth: Int?, indent: Int, _ width: Int) -> String {
        guard !children.isEmpty else { return "" }
        let space = String(repeating: " ", count: indent)
        if depth == 0 {
            let count = nodes.count - 1
            return "\(space)… \(count) more below it\n"
        }
        var text = making?.introduction.map { "\(space)\($0)\n" } ?? ""
        let figures = children.enumerated().map { index, child in
            making == .sum || making == .difference
                ? Money(pence: (making == .difference && index > 0 ? -1 : 1) * (child.pence ?? 0)).formatted(sign: true)
                : child.value.onOneLine
        }
        // What is no figure but words stands behind its title.
        let column = figures.map(\.count).filter { $0 <= Self.widestFigure }.max() ?? 0
        for (index, (child, figure)) in zip(children, figures).enumerated() {
            let less = making == .difference && index > 0 ? "less " : ""
            let title = less + child.title.onOneLine
            let isFigure = !figure.isEmpty && figure.count <= Self.widestFigure
            let line =
                isFigure
                ? String(repeating: " ", count: column - figure.count) + figure + "  " + title
                : figure.isEmpty ? title : "\(title): \(figure)"
            text += Self.wrapped(space + line, hanging: indent + (isFigure ? column + 2 : 4), width)
            text += Self.details(child, indent: indent + 6, width)
            text += child.below(depth: depth.map { $0 - 1 }, indent: indent + 4, width)
        }
        return text
    }

    /// The widest figure that stands in a column of its own.
    private static let widestFigure = 18

    /// Where it is written, why, by whose authority, where the rule stands and what is drawn.
    private static func details(_ node: ExplanationTree, indent: Int, _ width: Int) -> String {
        let space = String(repeating: " ", count: indent)
        var lines: [String] = []
        if let place = node.place {
            let isCell = node.kind == .cell || place.file.hasSuffix(".csv")
            lines.append("\(place)\(place.name.map { isCell ? ", column \($0)" : ", \($0)" } ?? "")")
        }
        if let reason = node.reason { lines.append(reason) }
        if let authority = node.authority { lines.append("authority: \(authority)") }
        if let citation = node.citation { lines.append("rule: \(citation)") }
        if let draws = node.draws {
            lines.append(
                "draws: stream \(draws.stream), number \(draws.number)\(draws.seed.map { ", seed \($0)" } ?? "")")
        }
        return lines.map { wrapped(space + $0.onOneLine, hanging: indent + 2, width) }.joined()
    }

    /// A line broken at spaces within a width; what follows hangs further in. A word that is longer stands whole.
    private static func wrapped(_ line: String, hanging: Int, _ width: Int) -> String {
        guard line.count > width else { return line + "\n" }
        let indent = String(line.prefix { $0 == " " })
        var (text, current) = ("", indent)
        var isFirst = true
        // Spaces between a figure and its title stay as they are on the first line.
        for word in line.dropFirst(indent.count).split(separator: " ", omittingEmptySubsequences: false) {
            if !isFirst, current.count + 1 + word.count > width, !word.isEmpty {
                text += current + "\n"
                current = String(repeating: " ", count: min(hanging, width / 2)) + word
            } else {
                current += (isFirst ? "" : " ") + word
            }
            isFirst = false
        }
        return text + current + "\n"
    }
}

extension ExplanationTree.Making {
    /// How children make their parent, in words; `nil` where the signs of their figures say it.
    fileprivate var introduction: String? {
        switch self {
        case .sum, .difference, .rule: nil
        case .product: "the product of"
        case .smallest: "the smallest of"
        }
    }
}
