import Finance
import Reports

/// How a figure becomes another, step by step: each step begins where the one before it ended.
struct WaterfallChart: Chart {
    /// A step and what it adds, in whole units: pence, or millionths of an estimate.
    struct Step {
        let name: String
        let amount: Int64
        var cell: [Node]?
        /// Whether it is what steps do to each other, and no step of its own.
        var isInteraction = false
        /// Why, and where it is written.
        var why = ""
        /// What the step itself is made of: in the table alone.
        var parts: [Step] = []
    }

    /// What the figures count.
    enum Unit {
        case money
        /// An estimate, to so many digits.
        case estimate(EstimateText)

        func words(_ units: Int64, sign: Bool) -> String {
            switch self {
            case .money: return FigureCell.minus(Money(pence: units).formatted(sign: sign))
            case .estimate(let style):
                let value = Double(units) / 1_000_000
                return FigureCell.minus(sign ? style.change(value) : style.text(value))
            }
        }

        fileprivate func axis(_ units: Double) -> String {
            switch self {
            case .money: AxisUnit.money.words(units)
            case .estimate(let style): AxisUnit.number(style).words(units / 1_000_000)
            }
        }
    }

    let id: String
    let title: String
    let about: String
    let heading: String
    /// The figure before the first step; without one, the chart shows changes alone.
    var start: (name: String, amount: Int64)?
    let steps: [Step]
    /// What the figure after the last step is called.
    let end: String
    var unit = Unit.money

    private static let left = 232.0
    private static let row = 38.0
    private static let top = 12.0

    /// The figures after each step; the last one is the end. Each is a part of figures that fit.
    private var levels: [Int64] {
        steps.reduce(into: [start?.amount ?? 0]) { levels, step in
            levels.append((levels.last ?? 0) &+ step.amount)
        }
    }

    /// The figure after the last step.
    var sum: Int64 { levels.last ?? 0 }

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
                ChartMeasures.text(unit.axis(tick), x: x, y: height - 10, .middle, mark: "tick"))
        }
        var y = Self.top
        func row(_ name: String, from: Int64, to: Int64, words: String, mark: StaticString, isHatched: Bool = false) {
            let (a, b) = (scale.place(Double(from)), scale.place(Double(to)))
            nodes += ChartMeasures.name(name, x: Self.left - 10, y: y + Self.row / 2)
            let measures: [Attribute] = [
                .measure("x", min(a, b)), .measure("y", y + 9), .measure("width", max((b - a).magnitude, 1)),
                .measure("height", Self.row - 18),
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
                start.name, from: scale.low >= 0 ? Int64(scale.low) : 0, to: start.amount,
                words: unit.words(start.amount, sign: false), mark: "bar second")
        }
        for (place, step) in steps.enumerated() {
            nodes.append(
                ChartMeasures.line(
                    scale.place(Double(levels[place])), y - 9, scale.place(Double(levels[place])), y + 9, mark: "joint")
            )
            row(
                step.name, from: levels[place], to: levels[place + 1],
                words: unit.words(step.amount, sign: true),
                mark: step.amount < 0 ? "bar down" : "bar up", isHatched: step.isInteraction)
        }
        row(
            end, from: start == nil ? 0 : (scale.low >= 0 ? Int64(scale.low) : 0), to: sum,
            words: unit.words(sum, sign: start == nil),
            mark: "bar second")
        return nodes
    }

    var table: DataTable {
        let hasWhy = steps.contains { !$0.why.isEmpty || $0.parts.contains { !$0.why.isEmpty } }
        var table = DataTable(
            "\(id)-table", title,
            [.words(heading)] + (hasWhy ? [.words("Why, and where it is written")] : [])
                + [.figures("Change"), .figures("Then")])
        func add(_ name: String, _ why: String, _ change: [Node], _ then: Int64?, _ kind: DataTable.Row.Kind = .plain) {
            table.add(
                [[.text(name)]] + (hasWhy ? [[.text(why)]] : [])
                    + [change, then.map { [.text(unit.words($0, sign: false))] } ?? []], as: kind)
        }
        if let start { add(start.name, "", [], start.amount) }
        for (step, level) in zip(steps, levels.dropFirst()) {
            add(step.name, step.why, step.cell ?? [.text(unit.words(step.amount, sign: true))], level)
            for part in step.parts {
                add("of which \(part.name)", part.why, [.text(unit.words(part.amount, sign: true))], nil, .part)
            }
        }
        let change = sum &- (start?.amount ?? 0)
        add(end, "", change == 0 ? FigureCell.unchanged : [.text(unit.words(change, sign: true))], sum, .total)
        return table
    }
}
