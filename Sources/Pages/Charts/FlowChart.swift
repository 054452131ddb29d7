import Finance

/// Which money goes where: sources on one side, what they pay for on the other, bands as wide as the amounts.
struct FlowChart: Chart {
    /// Money from one source to one use.
    struct Flow {
        let source: Int
        let use: Int
        let amount: Money
        let cell: [Node]
    }

    let id: String
    let title: String
    let about: String
    let sources: [String]
    let uses: [String]
    let flows: [Flow]

    /// Room for two lines of a name and its amount.
    private static let least = 34.0
    private static let line = 15.0
    /// What fits beside the bands in a wide font.
    private static let letters = 24
    private static let gap = 12.0
    private static let (left, right) = (218.0, 542.0)
    private static let box = 14.0

    private func sum(_ place: Int, _ side: KeyPath<Flow, Int>) -> Int64 {
        flows.reduce(0) { $1[keyPath: side] == place ? $0 &+ $1.amount.pence : $0 }
    }

    /// Sides that hold no money have no place in the drawing; the table tells of them.
    private func shown(_ names: [String], _ side: KeyPath<Flow, Int>) -> [Int] {
        names.indices.filter { sum($0, side) > 0 }
    }

    var height: Double {
        let rows = max(shown(sources, \.source).count, shown(uses, \.use).count)
        return max(240, Double(rows) * 62) + 30
    }

    func drawing() -> [Node] {
        let total = Double(flows.reduce(0) { $0 &+ $1.amount.pence })
        guard total > 0 else { return [] }
        let (from, to) = (shown(sources, \.source), shown(uses, \.use))
        let (fromPlaces, fromUnit) = places(from, \.source, total)
        let (toPlaces, toUnit) = places(to, \.use, total)
        var nodes: [Node] = []
        var (starts, ends) = (fromPlaces, toPlaces)
        for (place, flow) in flows.enumerated() where flow.amount.pence > 0 {
            guard let start = starts[flow.source], let end = ends[flow.use] else { continue }
            let (width, other) = (Double(flow.amount.pence) * fromUnit, Double(flow.amount.pence) * toUnit)
            nodes.append(
                Tag.path(
                    .class(place % 2 == 0 ? "flow" : "flow other"), .outline(Self.ribbon(start, width, end, other))))
            starts[flow.source] = start + width
            ends[flow.use] = end + other
        }
        for place in from {
            nodes += end(
                sources[place], sum(place, \.source), x: Self.left, y: fromPlaces[place] ?? 0, unit: fromUnit,
                isLeft: true)
        }
        for place in to {
            nodes += end(
                uses[place], sum(place, \.use), x: Self.right, y: toPlaces[place] ?? 0, unit: toUnit, isLeft: false)
        }
        return nodes
    }

    /// Where each name's box begins, and how high a penny is.
    private func places(
        _ shown: [Int], _ side: KeyPath<Flow, Int>, _ total: Double
    ) -> (places: [Int: Double], unit: Double) {
        // Every box has room for its name, however little money it holds; the bands share the rest.
        let room = height - 20 - Double(shown.count) * Self.gap
        let names = Double(shown.count) * Self.least
        let unit = max(room - names, 20) / total
        var places: [Int: Double] = [:]
        var y = 10.0
        for place in shown {
            let own = Double(sum(place, side)) * unit
            places[place] = y + Self.least / 2
            y += own + Self.least + Self.gap
        }
        return (places, unit)
    }

    private func end(_ name: String, _ pence: Int64, x: Double, y: Double, unit: Double, isLeft: Bool) -> [Node] {
        let height = max(Double(pence) * unit, 1)
        let box = Tag.rect(
            .class("bar second"), .measure("x", isLeft ? x - Self.box : x), .measure("y", y),
            .measure("width", Self.box), .measure("height", height))
        let middle = y + height / 2
        let at = isLeft ? x - Self.box - 7 : x + Self.box + 7
        let anchor = isLeft ? ChartMeasures.Anchor.end : .start
        let lines = ChartMeasures.broken(name, letters: Self.letters)
        return [box]
            + lines.enumerated().map { row, part in
                ChartMeasures.text(part, x: at, y: middle - 2 - Double(lines.count - 1 - row) * Self.line, anchor)
            }
            + [
                ChartMeasures.text(
                    FigureCell.amount(Money(pence: pence)), x: at, y: middle - 2 + Self.line, anchor, mark: "value")
            ]
    }

    /// A band from one side to the other.
    private static func ribbon(_ start: Double, _ width: Double, _ end: Double, _ other: Double) -> String {
        let middle = (left + right) / 2
        func at(_ x: Double, _ y: Double) -> String { "\(Coordinate.text(x)) \(Coordinate.text(y))" }
        return "M\(at(left, start))C\(at(middle, start)) \(at(middle, end)) \(at(right, end))"
            + "L\(at(right, end + max(other, 0.5)))"
            + "C\(at(middle, end + max(other, 0.5))) \(at(middle, start + max(width, 0.5))) "
            + "\(at(left, start + max(width, 0.5)))Z"
    }

    var table: DataTable {
        var table = DataTable(
            "\(id)-table", title, [.words("Source")] + uses.map { .figures($0) } + [.figures("Total")])
        for (place, source) in sources.enumerated() {
            let cells = uses.indices.map { use -> [Node] in
                flows.first { $0.source == place && $0.use == use }?.cell ?? [.text("£0")]
            }
            table.add([[.text(source)]] + cells + [[.text(FigureCell.amount(Money(pence: sum(place, \.source))))]])
        }
        table.add(
            words: ["Total"] + uses.indices.map { FigureCell.amount(Money(pence: sum($0, \.use))) }
                + [FigureCell.amount(Money(pence: flows.reduce(0) { $0 &+ $1.amount.pence }))], as: .total)
        return table
    }
}
