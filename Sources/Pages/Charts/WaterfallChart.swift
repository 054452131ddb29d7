import Finance

/// How a figure becomes another, step by step: each step begins where the one before it ended.
struct WaterfallChart: Chart {
    /// A step and what it adds.
    struct Step {
        let name: String
        let amount: Money
        var cell: [Node]?
        /// Whether it is what steps do to each other, and no step of its own.
        var isInteraction = false
    }

    let id: String
    let title: String
    let about: String
    let heading: String
    /// The figure before the first step; with nought, the chart shows changes alone.
    var start: (name: String, amount: Money)?
    let steps: [Step]
    /// What the figure after the last step is called.
    let end: String

    private static let left = 232.0
    private static let row = 30.0
    private static let top = 12.0

    /// The figures after each step; the last one is the end. Each is a part of figures that fit.
    private var levels: [Int64] {
        steps.reduce(into: [start?.amount.pence ?? 0]) { levels, step in
            levels.append((levels.last ?? 0) &+ step.amount.pence)
        }
    }

    /// The figure after the last step.
    var sum: Money { Money(pence: levels.last ?? 0) }

    private var rows: Int { steps.count + 1 + (start == nil ? 0 : 1) }

    var height: Double { Self.top + Double(rows) * Self.row + 32 }

    func drawing() -> [Node] {
        let levels = levels
        let hasNegative = levels.contains { $0 < 0 }
        // Where the steps are small beside the figures, the axis begins near them, and says so.
        let scale = ChartScale(
            levels.map { Double($0) }, from: Self.left + (hasNegative ? 96 : 0), to: ChartMeasures.width - 116,
            withZero: start == nil)
        var nodes: [Node] = []
        for tick in scale.ticks {
            let x = scale.place(tick)
            nodes.append(ChartMeasures.line(x, Self.top, x, height - 26, mark: "grid"))
            nodes.append(
                ChartMeasures.text(AxisUnit.money.words(tick), x: x, y: height - 10, .middle, mark: "tick"))
        }
        var y = Self.top
        func row(_ name: String, from: Int64, to: Int64, words: String, mark: StaticString, isHatched: Bool = false) {
            let (a, b) = (scale.place(Double(from)), scale.place(Double(to)))
            nodes += ChartMeasures.name(name, x: Self.left - 10, y: y + Self.row / 2)
            let measures: [Attribute] = [
                .measure("x", min(a, b)), .measure("y", y + 6), .measure("width", max((b - a).magnitude, 1)),
                .measure("height", Self.row - 12),
            ]
            nodes.append(
                .element(
                    .rect,
                    isHatched
                        ? [.class("bar first"), .filled(withPattern: "\(id)-hatch")] + measures
                        : [.class(mark)] + measures, []))
            nodes.append(
                ChartMeasures.text(words, x: max(a, b) + 6, y: y + Self.row / 2 + 4.5, mark: "value"))
            y += Self.row
        }
        if let start {
            row(
                start.name, from: scale.low >= 0 ? Int64(scale.low) : 0, to: start.amount.pence,
                words: FigureCell.amount(start.amount), mark: "bar second")
        }
        for (place, step) in steps.enumerated() {
            nodes.append(
                ChartMeasures.line(
                    scale.place(Double(levels[place])), y - 6, scale.place(Double(levels[place])), y + 6, mark: "joint"))
            row(
                step.name, from: levels[place], to: levels[place + 1],
                words: FigureCell.minus(step.amount.formatted(sign: true)),
                mark: step.amount.isNegative ? "bar down" : "bar up", isHatched: step.isInteraction)
        }
        row(
            end, from: start == nil ? 0 : (scale.low >= 0 ? Int64(scale.low) : 0), to: sum.pence,
            words: start == nil ? FigureCell.minus(sum.formatted(sign: true)) : FigureCell.amount(sum),
            mark: "bar second")
        return nodes
    }

    var table: DataTable {
        var table = DataTable("\(id)-table", title, [.words(heading), .figures("Change"), .figures("Then")])
        if let start {
            table.add(words: [start.name, "", FigureCell.amount(start.amount)])
        }
        for (step, level) in zip(steps, levels.dropFirst()) {
            table.add([
                [.text(step.name)],
                step.cell ?? [.text(FigureCell.minus(step.amount.formatted(sign: true)))],
                [.text(FigureCell.amount(Money(pence: level)))],
            ])
        }
        let change = Money(pence: sum.pence &- (start?.amount.pence ?? 0))
        table.add([[.text(end)], FigureCell.change(change), [.text(FigureCell.amount(sum))]], as: .total)
        return table
    }
}
