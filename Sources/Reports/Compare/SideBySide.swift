import Diagnostics

/// How text is laid out.
package struct TextLayout: Hashable, Sendable {
    /// How many columns a line has.
    package var width: Int
    /// Whether lines may be longer where a table needs it: where nobody's window cuts them.
    package var mayGrow: Bool
    /// Whether it is read aloud or by a program: one fact a line, no rules, bars or sparklines.
    package var isPlain: Bool
    /// Whether headings and warnings are coloured; the words say the same.
    package var takesColour: Bool

    /// Makes a layout; as it is, for a file or a pipe.
    package init(width: Int = 100, mayGrow: Bool = true, isPlain: Bool = false, takesColour: Bool = false) {
        self.width = max(40, width)
        self.mayGrow = mayGrow
        self.isPlain = isPlain
        self.takesColour = takesColour
    }

    /// A heading.
    func heading(_ text: String) -> String { takesColour ? "\u{1B}[1m\(text)\u{1B}[0m\n" : "\(text)\n" }

    /// Words that warn.
    func warning(_ text: String) -> String { takesColour ? "\u{1B}[31m\(text)\u{1B}[0m" : text }
}

/// Rows of words with one cell for each option, to be laid out as a table that fits a width or as one fact a line.
struct SideBySide {
    /// A row, and what stands below it.
    struct Row {
        /// An id before the name; empty for none.
        var id = ""
        /// The name.
        let title: String
        /// A cell for each option; empty where there is nothing to say.
        let cells: [String]
        /// Whether it stands below a rule, as a total.
        var isTotal = false
        /// Rows about the same thing, each with what its cells are.
        var below: [(label: String, cells: [String])] = []
    }

    /// What the options are called.
    let options: [String]
    var rows: [Row] = []

    /// The rows as text, each line indented by two spaces.
    func text(_ layout: TextLayout, longest: Int = 44) -> String { layout.isPlain ? plain() : table(layout, longest) }

    // MARK: - A table

    private func table(_ layout: TextLayout, _ longest: Int) -> String {
        let showsIDs = rows.contains { !$0.id.isEmpty }
        let idWidth = rows.map(\.id.count).max() ?? 0
        let widths = options.indices.map { option in
            rows.flatMap { row in [row.cells[option]] + row.below.map { $0.cells[option] } }.map(\.onOneLine.count)
                .reduce(options[option].count, max)
        }
        let widest = rows.flatMap { [$0.title] + $0.below.map { "  " + $0.label } }.map(\.onOneLine.count).max() ?? 0
        func label(_ titleWidth: Int) -> Int { 2 + (showsIDs ? idWidth + 2 : 0) + titleWidth }
        // All beside each other with names cut to no less than reads; otherwise in blocks.
        let all = widths.reduce(0) { $0 + $1 + 2 }
        let name = min(widest, longest)
        let least = min(name, 20)
        var titleWidth = name
        if label(name) + all > layout.width {
            let block = widths[0] + 2 + (widths.dropFirst().max().map { $0 + 2 } ?? 0)
            let together = layout.width - all - label(0)
            titleWidth = together >= least ? together : max(least, min(name, layout.width - block - label(0)))
            if layout.mayGrow { titleWidth = max(titleWidth, min(name, 24)) }
        }
        return blocks(widths, room: layout.width - label(titleWidth)).map { block in
            var table = TextTable(
                (showsIDs ? [.words("")] : []) + [.words("")] + block.map { .figures(options[$0]) })
            for row in rows {
                if row.isTotal { table.addRule() }
                table.add(
                    (showsIDs ? [row.id] : []) + [row.title.onOneLine.shortened(to: titleWidth)]
                        + block.map { row.cells[$0] })
                for (label, cells) in row.below where block.contains(where: { !cells[$0].isEmpty }) {
                    table.add(
                        (showsIDs ? [""] : []) + [label.isEmpty ? "" : "  \(label)".shortened(to: titleWidth)]
                            + block.map { cells[$0] })
                }
            }
            return table.rendered()
        }.joined(separator: "\n")
    }

    /// Which options stand beside each other: the first in every block, as the others are held against it.
    private func blocks(_ widths: [Int], room: Int) -> [[Int]] {
        var blocks: [[Int]] = []
        var (block, left) = ([0], room - widths[0] - 2)
        for option in widths.indices.dropFirst() {
            if widths[option] + 2 > left, block.count > 1 {
                blocks.append(block)
                (block, left) = ([0], room - widths[0] - 2)
            }
            block.append(option)
            left -= widths[option] + 2
        }
        return blocks + [block]
    }

    // MARK: - One fact a line

    private func plain() -> String {
        var text = ""
        for row in rows {
            let name = row.id.isEmpty || row.id == row.title ? row.title : "\(row.id), \(row.title)"
            for option in options.indices {
                var facts = row.cells[option].isEmpty ? [] : [row.cells[option]]
                for (label, cells) in row.below where !cells[option].isEmpty && cells[option] != "–" {
                    facts.append(label.isEmpty ? cells[option] : "\(label) \(cells[option])")
                }
                guard !facts.isEmpty else { continue }
                let words = facts.joined(separator: "; ")
                text += "  \(name.onOneLine), \(options[option]): \(words == "–" ? "nothing" : words.onOneLine)\n"
            }
        }
        return text
    }
}

/// Bars and lines of letters, for people who see them; the figures stand beside them.
enum TextBars {
    private static let eighths: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]
    private static let heights: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// A bar of a part of a whole that has so many letters; what is not nothing shows.
    static func bar(_ part: Double, of whole: Double, width: Int) -> String {
        guard whole > 0, part != 0 else { return "" }
        let parts = max(1, Int((min(part.magnitude / whole, 1) * Double(width * 8)).rounded()))
        return String(repeating: "█", count: parts / 8) + (parts % 8 == 0 ? "" : String(eighths[parts % 8 - 1]))
    }

    /// A line of heights from the least to the most of a range; a level line where all is the same.
    static func sparkline(_ values: [Double], within range: ClosedRange<Double>) -> String {
        let span = range.upperBound - range.lowerBound
        return String(
            values.map { value in
                guard span > 0 else { return heights[3] }
                let place = Int(((value - range.lowerBound) / span * 7).rounded())
                return heights[min(max(place, 0), 7)]
            })
    }
}
