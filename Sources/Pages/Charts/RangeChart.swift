/// Bars from a low to a high figure: what a change hangs on, how sure a difference is.
struct RangeChart: Chart {
    /// A thing with two ends, and a figure between them where there is one.
    struct Item {
        let name: String
        let low: ChartFigure
        let high: ChartFigure
        var middle: ChartFigure?
        /// More cells for the table.
        var more: [String] = []
    }

    let id: String
    let title: String
    let about: String
    let heading: String
    /// What the ends and the middle are called.
    let ends: (low: String, high: String)
    var middle: String?
    let items: [Item]
    /// A line across all bars: what it would be otherwise.
    var reference: (name: String, value: Double)?
    let unit: AxisUnit
    var more: [String] = []

    private static let left = 232.0
    private static let row = 38.0
    private static let top = 34.0

    var height: Double { Self.top + Double(items.count) * Self.row + 30 }

    func drawing() -> [Node] {
        let figures = items.flatMap { [$0.low.value, $0.high.value] } + [reference?.value].compactMap(\.self)
        let scale = ChartScale(figures, from: Self.left + 62, to: ChartMeasures.width - 76, withZero: false)
        var nodes: [Node] = []
        for tick in scale.ticks {
            let x = scale.place(tick)
            nodes.append(ChartMeasures.line(x, Self.top - 4, x, height - 26, mark: "grid"))
            nodes.append(ChartMeasures.text(unit.words(tick), x: x, y: height - 10, .middle, mark: "tick"))
        }
        for (place, item) in items.enumerated() {
            let y = Self.top + Double(place) * Self.row
            let (a, b) = (scale.place(item.low.value), scale.place(item.high.value))
            let centre = y + Self.row / 2
            nodes += ChartMeasures.name(item.name, x: Self.left - 10, y: centre)
            nodes.append(
                Tag.rect(
                    .class("bar second"), .measure("x", min(a, b)), .measure("y", y + 10),
                    .measure("width", max((b - a).magnitude, 1)), .measure("height", Self.row - 20)))
            if let middle = item.middle {
                nodes.append(
                    Tag.circle(
                        .class("middle"), .measure("cx", scale.place(middle.value)), .measure("cy", centre),
                        .measure("r", 5)))
            }
            nodes.append(ChartMeasures.text(item.low.words, x: min(a, b) - 5, y: centre + 4.5, .end, mark: "value"))
            nodes.append(ChartMeasures.text(item.high.words, x: max(a, b) + 5, y: centre + 4.5, mark: "value"))
        }
        if let reference {
            let x = scale.place(reference.value)
            nodes.append(ChartMeasures.line(x, Self.top - 8, x, height - 26, mark: "reference"))
            nodes.append(ChartMeasures.text(reference.name, x: x, y: Self.top - 14, .middle))
        }
        return nodes
    }

    var table: DataTable {
        var table = DataTable(
            "\(id)-table", title,
            [.words(heading)] + more.map { .words($0) } + [.figures(ends.low)]
                + (middle.map { [.figures($0)] } ?? []) + [.figures(ends.high)])
        for item in items {
            table.add(
                [[.text(item.name)]] + item.more.map { [.text($0)] } + [item.low.cell]
                    + (middle == nil ? [] : [item.middle?.cell ?? []]) + [item.high.cell])
        }
        return table
    }
}
