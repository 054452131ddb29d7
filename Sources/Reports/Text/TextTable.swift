import Diagnostics

/// A table of text in columns that line up, for a terminal or a log.
package struct TextTable: Sendable {
    /// On which side the cells of a column line up.
    package enum Alignment: Sendable { case left, right }

    /// One column.
    package struct Column: Sendable {
        package let title: String
        package let alignment: Alignment

        /// A column of words.
        package static func words(_ title: String) -> Column { Column(title: title, alignment: .left) }
        /// A column of figures.
        package static func figures(_ title: String) -> Column { Column(title: title, alignment: .right) }
    }

    /// A row of cells, or a line across.
    package enum Row: Sendable {
        case cells([String])
        case rule
    }

    /// The columns.
    package let columns: [Column]
    /// The rows so far.
    package private(set) var rows: [Row] = []

    /// A table without rows yet.
    package init(_ columns: [Column]) { self.columns = columns }

    /// Adds a row; a cell for each column.
    package mutating func add(_ cells: [String]) {
        precondition(cells.count == columns.count, "a cell for each column")
        rows.append(.cells(cells.map(\.onOneLine)))
    }

    /// Adds a line across, as above a total.
    package mutating func addRule() { rows.append(.rule) }

    /// The table as a part of a report.
    var passage: Passage { Passage(self) }

    /// The table as lines of text, each indented by two spaces and without space at its end.
    package func rendered() -> String {
        var widths = columns.map(\.title.count)
        for case .cells(let cells) in rows {
            for (index, cell) in cells.enumerated() { widths[index] = max(widths[index], cell.count) }
        }
        let rule = widths.map { String(repeating: "─", count: $0) }
        var text = line(columns.map(\.title), widths) + line(rule, widths)
        for row in rows {
            switch row {
            case .cells(let cells): text += line(cells, widths)
            case .rule: text += line(rule, widths)
            }
        }
        return text
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var text = " "
        for (index, cell) in cells.enumerated() {
            let padding = String(repeating: " ", count: widths[index] - cell.count)
            text += " " + (columns[index].alignment == .left ? cell + padding : padding + cell) + " "
        }
        while text.last == " " { text.removeLast() }
        return text + "\n"
    }
}

extension String {
    /// The text cut to so many letters, with an ellipsis where it was longer.
    func shortened(to width: Int) -> String { count <= width ? self : prefix(width - 1) + "…" }
}
