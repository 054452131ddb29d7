import Finance

/// A table with a caption, headers with their scope, and a region of its own that scrolls where the screen is narrow.
struct DataTable {
    /// A column: words on the left, figures on the right.
    struct Column {
        let title: String
        let isFigures: Bool

        static func words(_ title: String) -> Column { Column(title: title, isFigures: false) }
        static func figures(_ title: String) -> Column { Column(title: title, isFigures: true) }
    }

    /// A row; its first cell is its header.
    struct Row {
        /// How a row stands among others.
        enum Kind { case plain, part, total }

        let kind: Kind
        let cells: [[Node]]
    }

    let id: String
    let caption: String
    let columns: [Column]
    private(set) var rows: [Row] = []

    /// A table without rows yet.
    ///
    /// - Parameter id: unique in the page, and no text of a plan.
    init(_ id: String, _ caption: String, _ columns: [Column]) {
        self.id = id
        self.caption = caption
        self.columns = columns
    }

    /// Adds a row; a cell for each column.
    mutating func add(_ cells: [[Node]], as kind: Row.Kind = .plain) {
        precondition(cells.count == columns.count, "a cell for each column")
        rows.append(Row(kind: kind, cells: cells))
    }

    /// Adds a row of words.
    mutating func add(words cells: [String], as kind: Row.Kind = .plain) { add(cells.map { [.text($0)] }, as: kind) }

    var node: Node {
        Tag.div(
            .class("scroll"), .role("region"), .focusable, .labelled(by: "\(id)-caption")
        ) {
            Tag.table(.id(id)) {
                Tag.caption(.id("\(id)-caption")) { caption }
                Tag.thead {
                    Tag.tr {
                        for column in columns {
                            if column.isFigures {
                                Tag.th(.scope("col"), .class("figure")) { column.title }
                            } else {
                                Tag.th(.scope("col")) { column.title }
                            }
                        }
                    }
                }
                Tag.tbody { rows.filter { $0.kind != .total }.map(line) }
                if rows.contains(where: { $0.kind == .total }) {
                    Tag.tfoot { rows.filter { $0.kind == .total }.map(line) }
                }
            }
        }
    }

    private func line(_ row: Row) -> Node {
        let cells = row.cells.enumerated().map { place, content -> Node in
            // A cell without words heads nothing.
            if place == 0, !content.isEmpty {
                return .element(
                    .th,
                    [.scope("row"), .anyDirection] + (columns[0].isFigures ? [.class("figure")] : []), content)
            }
            return .element(
                .td, columns[place].isFigures ? [.class("figure")] : [.anyDirection], content)
        }
        return .element(.tr, row.kind == .part ? [.class("part")] : [], cells)
    }
}

/// Figures as cells hold them.
enum FigureCell {
    /// A change: signed; nothing is a dash that is also said in words.
    static func change(_ amount: Money) -> [Node] {
        amount.isZero ? unchanged : [.text(minus(amount.formatted(sign: true)))]
    }

    static var unchanged: [Node] {
        [Tag.span(.unspoken) { "–" }, Tag.span(.class("unseen")) { "no change" }]
    }

    /// An amount, with a minus sign that is as wide as a plus.
    static func amount(_ amount: Money) -> String { minus(amount.description) }

    /// Figures with the minus sign of typesetters: `-£5` and `-1 to +2`, and no hyphen of a word or a date.
    static func minus(_ text: String) -> String {
        guard text.contains("-") else { return text }
        var shown = ""
        var previous: Character = " "
        for (letter, next) in zip(text, Array(text.dropFirst()) + [" "]) {
            let isSign = letter == "-" && (previous == " " || previous == "(") && (next.isNumber || next == "£")
            shown.append(isSign ? "\u{2212}" : letter)
            previous = letter
        }
        return shown
    }

    /// A change in per cents of what was before, to a tenth, half away from zero; a dash where there was nothing.
    static func percentage(from before: Money, to after: Money) -> [Node] {
        let difference = after.pence.subtractingReportingOverflow(before.pence).partialValue
        if difference == 0 { return unchanged }
        guard before.pence > 0 else { return [.text("new")] }
        let (high, low) = difference.magnitude.multipliedFullWidth(by: 1000)
        guard high < before.pence.magnitude else { return [.text("over 1000 times")] }
        let (quotient, remainder) = before.pence.magnitude.dividingFullWidth((high, low))
        let tenths = quotient + (remainder >= before.pence.magnitude - remainder ? 1 : 0)
        let sign = difference < 0 ? "\u{2212}" : "+"
        if tenths == 0 { return [.text("\(sign)less than 0.1%")] }
        return [.text("\(sign)\(Money.grouped(tenths / 10)).\(tenths % 10)%")]
    }
}
