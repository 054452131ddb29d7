import Reports

/// A part of a report for terminals, as headings, lists and tables of a page: what has no page of its own yet is still
/// whole, and nothing of it is lost.
struct PassageNodes {
    private let id: String
    private let level: Tag
    private var nodes: [Node] = []
    private var lines: [String] = []
    private var heading: String
    private var tables = 0

    /// The nodes of a passage.
    ///
    /// - Parameters:
    ///   - id: what the ids of its tables begin with; unique in the page.
    ///   - heading: what its tables are called until the passage has a heading of its own.
    ///   - level: the level of its headings.
    static func of(_ passage: Passage, id: String, heading: String, level: Tag = .h3) -> [Node] {
        var maker = PassageNodes(id: id, heading: heading, level: level)
        for block in passage.blocks { maker.add(block) }
        maker.endLines()
        return maker.nodes
    }

    private init(id: String, heading: String, level: Tag) {
        self.id = id
        self.heading = heading
        self.level = level
    }

    private mutating func add(_ block: Passage.Block) {
        switch block {
        case .table(let table):
            endLines()
            add(table)
        case .text(let text):
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                if line.isEmpty {
                    endLines()
                } else if line.first != " " {
                    endLines()
                    heading = String(line)
                    nodes.append(level(.anyDirection) { heading })
                } else {
                    add(line)
                }
            }
        }
    }

    /// A line of text, or the rest of the one before.
    private mutating func add(_ line: Substring) {
        let indent = line.prefix { $0 == " " }.count
        let words = Self.singleSpaced(line)
        if indent > 2, !lines.isEmpty, indent != 5 {
            lines[lines.count - 1] += " " + words
        } else {
            lines.append(words)
        }
    }

    /// `reason      why` becomes `reason: why`; other space is one space.
    private static func singleSpaced(_ line: Substring) -> String {
        let trimmed = line.drop { $0 == " " }
        guard let gap = trimmed.firstRange(of: "  "), trimmed[..<gap.lowerBound].count < 24 else {
            return trimmed.split(separator: " ").joined(separator: " ")
        }
        let rest = trimmed[gap.upperBound...].split(separator: " ").joined(separator: " ")
        return "\(trimmed[..<gap.lowerBound]): \(rest)"
    }

    private mutating func endLines() {
        guard !lines.isEmpty else { return }
        let own = lines
        nodes.append(
            Tag.ul(.class("plain")) { for line in own { Tag.li(.anyDirection) { line } } })
        lines = []
    }

    private mutating func add(_ table: TextTable) {
        tables += 1
        let first = table.columns.first?.title ?? ""
        var made = DataTable(
            "\(id)-\(tables)", tables > 1 ? "\(heading) (\(first.isEmpty ? "\(tables)" : first))" : heading,
            table.columns.enumerated().map { place, column in
                // A column without a title says what the row is of.
                let title = column.title.isEmpty ? (place == 0 ? "Item" : "Name") : column.title
                return column.alignment == .right ? .figures(title) : .words(title)
            })
        var isTotal = false
        let lastRule = table.rows.lastIndex { if case .rule = $0 { true } else { false } }
        for (place, row) in table.rows.enumerated() {
            switch row {
            case .rule: isTotal = place == lastRule
            case .cells(let cells):
                made.add(cells.map(Self.cell), as: isTotal ? .total : .plain)
            }
        }
        nodes.append(made.node)
    }

    private static func cell(_ text: String) -> [Node] {
        let words = text.split(separator: " ").joined(separator: " ")
        return words.isEmpty ? [] : [.text(FigureCell.minus(words))]
    }
}
