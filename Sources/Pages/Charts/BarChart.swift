/// Bars that lie beside each other in groups: what each thing is before and after, what comes in and goes out.
struct BarChart: Chart {
    /// A thing with a figure in each series; `nil` where it has none.
    struct Item {
        let name: String
        let figures: [ChartFigure?]
    }

    let id: String
    let title: String
    let about: String
    /// What heads the names.
    let heading: String
    /// The series, at most four; the first is hatched where there are two.
    let series: [String]
    let items: [Item]
    /// More columns for the table, such as the change.
    var more: [(title: String, cells: [[Node]])] = []
    /// The last row of the table, as a total.
    var total: [[Node]]?
    var unit = AxisUnit.money
    /// What stands at the line of nought, where figures go both ways.
    var zero: String?

    private static let left = 232.0
    private static let bar = 15.0
    private static let gap = 14.0
    private static let top = 34.0

    private var group: Double { Double(series.count) * Self.bar + Self.gap }

    var height: Double { Self.top + Double(items.count) * group + 30 }

    private var scale: ChartScale {
        let figures = items.flatMap { $0.figures.compactMap { $0?.value } }
        let hasNegative = figures.contains { $0 < 0 }
        return ChartScale(
            figures, from: Self.left + (hasNegative ? 96 : 0), to: ChartMeasures.width - 110, withZero: true)
    }

    func drawing() -> [Node] {
        let scale = scale
        var nodes = legend() + axis(scale)
        for (place, item) in items.enumerated() {
            let top = Self.top + Double(place) * group + Self.gap / 2
            nodes += ChartMeasures.name(item.name, x: Self.left - 10, y: top + (group - Self.gap) / 2)
            for (number, figure) in item.figures.enumerated() {
                guard let figure else { continue }
                nodes += bar(figure, series: number, y: top + Double(number) * Self.bar, scale)
            }
        }
        nodes.append(
            ChartMeasures.line(scale.place(0), Self.top - 4, scale.place(0), height - 26, mark: "zero"))
        return nodes
    }

    private func bar(_ figure: ChartFigure, series: Int, y: Double, _ scale: ChartScale) -> [Node] {
        let (zero, end) = (scale.place(0), scale.place(figure.value))
        // The words stand at the end of the bar; those of nothing on the right.
        let isLeft = figure.value < 0
        return [
            swatch(series, x: min(zero, end), y: y + 1, width: (end - zero).magnitude, height: Self.bar - 2),
            ChartMeasures.text(
                figure.words, x: isLeft ? end - 5 : max(end, zero) + 5, y: y + Self.bar - 3.5,
                isLeft ? .end : .start, mark: "value"),
        ]
    }

    private func swatch(_ number: Int, x: Double, y: Double, width: Double, height: Double) -> Node {
        let measures: [Attribute] = [
            .measure("x", x), .measure("y", y), .measure("width", width), .measure("height", height),
        ]
        if number == 0, series.count > 1 {
            return .element(.rect, [.class("bar first"), .filled(withPattern: "\(id)-hatch")] + measures, [])
        }
        let marks: [StaticString] = ["bar second", "bar second", "bar third", "bar fourth"]
        return .element(.rect, [.class(marks[min(number, 3)])] + measures, [])
    }

    private func legend() -> [Node] {
        guard series.count > 1 else { return [] }
        var x = Self.left
        var nodes: [Node] = []
        for (number, name) in series.enumerated() {
            nodes.append(swatch(number, x: x, y: 4, width: 22, height: 13))
            nodes.append(ChartMeasures.text(name, x: x + 28, y: 15))
            x += 28 + Double(name.count) * 7.6 + 24
        }
        return nodes
    }

    private func axis(_ scale: ChartScale) -> [Node] {
        var nodes: [Node] = []
        for tick in scale.ticks {
            let x = scale.place(tick)
            nodes.append(ChartMeasures.line(x, Self.top - 4, x, height - 26, mark: "grid"))
            nodes.append(ChartMeasures.text(unit.words(tick), x: x, y: height - 10, .middle, mark: "tick"))
        }
        if let zero {
            nodes.append(ChartMeasures.text(zero, x: ChartMeasures.width - 4, y: 15, .end, mark: "tick"))
        }
        return nodes
    }

    var table: DataTable {
        var table = DataTable(
            "\(id)-table", title,
            [.words(heading)] + series.map { .figures($0) } + more.map { .figures($0.title) })
        for (place, item) in items.enumerated() {
            table.add(
                [[.text(item.name)]] + item.figures.map { $0?.cell ?? [.text("–")] } + more.map { $0.cells[place] })
        }
        if let total { table.add(total, as: .total) }
        return table
    }
}
