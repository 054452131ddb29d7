import Diagnostics
import Finance
import Outcomes
import Scripting

extension SensitivityReport {
    private static let mostBars = 15
    private static let barWidth = 31

    /// The report as text for people.
    package func text() -> String {
        let title = "What the outcome hangs on: \(run.title.onOneLine)"
        var text = "\(title)\n\(String(repeating: "═", count: title.count))\n\n"
        text += "  Outcome  \(subject.words.onOneLine)\n"
        if let unit = subject.unit { text += "  Unit     \(unit.onOneLine)\n" }
        text += "  Central  \(words(tornado.central)), with every figure at its median\n"
        text += "  Plan     \(run.evaluation.before.identity.title.onOneLine)\n"
        text += "  Script   \(run.script.onOneLine)\n\n"
        text += figures() + leverText() + shares() + provenance.rendered()
        return text
    }

    private func figures() -> String {
        var text = "One figure at a time, from its 5th to its 95th percentile, the others at their medians\n"
        // What only the last bits of a sum make of a figure that has no part in it.
        let noise = 1e-9 * max(tornado.central.magnitude, tornado.bars.map(\.swing).max() ?? 0)
        let moving = tornado.bars.filter { $0.swing > noise }
        guard !moving.isEmpty else { return text + "  no uncertain figure moves it\n\n" }
        let shown = moving.prefix(Self.mostBars)
        let hasValue = shown.contains { bar in
            [bar.valueAtLow, bar.valueAtHigh].contains { $0.map { $0 != .zero } ?? false }
        }
        let scale = Scale(moving.flatMap { [$0.atLow, $0.atHigh] } + [tornado.central])
        var columns: [TextTable.Column] = [
            .words("Figure"), .words("Known"), .figures("low"), .figures("high"), .figures("Outcome at low"),
            .figures("at high"),
        ]
        if hasValue { columns += [.figures("Value at low"), .figures("at high")] }
        var table = TextTable(columns + [.words("")])
        for bar in shown {
            var cells = [
                bar.parameter.name, bar.parameter.evidence.quality.rawValue, short(bar.parameter, bar.low),
                short(bar.parameter, bar.high), words(bar.atLow), words(bar.atHigh),
            ]
            if hasValue {
                cells += [bar.valueAtLow, bar.valueAtHigh].map { $0.map { EstimateText.pounds($0) } ?? notStated }
            }
            table.add(cells + [scale.bar(bar.atLow, bar.atHigh, around: tornado.central, width: Self.barWidth)])
        }
        text += table.rendered()
        if moving.count > shown.count { text += "  \(moving.count - shown.count) other figures move it less.\n" }
        let still = tornado.bars.count - moving.count
        if still > 0 { text += "  \(still) uncertain figure\(still == 1 ? " does" : "s do") not move it.\n" }
        if hasValue { text += "  The value is that of the change, and notional: it is no money that can be spent.\n" }
        return text + "  A bar runs from the least to the most; │ is the central outcome.\n\n"
    }

    /// A value of a figure to few digits.
    private func short(_ parameter: ModelParameter, _ value: Double) -> String {
        var step = 1.0
        while step <= value.magnitude / 10_000 { step *= 10 }
        while step > 1e-9, step > value.magnitude / 1000 { step /= 10 }
        let inverse = (1 / step).rounded()
        let rounded = inverse >= 1 ? (value * inverse).rounded() / inverse : (value / step).rounded() * step
        return parameter.words(rounded)
    }

    private func leverText() -> String {
        let text = "One lever at a time, from one end of its range to the other, every figure at its median\n"
        guard !levers.isEmpty else { return text + "  the scenario has no lever with a range\n\n" }
        let values = levers.flatMap { [$0.atFrom, $0.atTo].compactMap(\.self) } + [tornado.central]
        let scale = Scale(values)
        var table = TextTable([
            .words("Lever"), .figures("now"), .figures("from"), .figures("to"), .figures("Outcome at from"),
            .figures("at to"), .words(""),
        ])
        for bar in levers {
            let ends = [bar.atFrom, bar.atTo]
            table.add(
                [bar.lever.name, bar.lever.value.description, bar.ends.from, bar.ends.to]
                    + ends.map { $0.map(words) ?? "cannot be run" }
                    + [
                        scale.bar(
                            bar.atFrom ?? tornado.central, bar.atTo ?? tornado.central, around: tornado.central,
                            width: Self.barWidth)
                    ])
        }
        return text + table.rendered() + "\n"
    }

    private func shares() -> String {
        var text = "Which part of the variance each figure explains\n"
        guard let indices else { return text + "  not worked out: --samples is 0\n\n" }
        guard indices.variance > 0 else { return text + "  the outcome does not vary\n\n" }
        var table = TextTable([
            .words("Figure, or figures that go together"), .figures("By itself"), .figures("With others"),
        ])
        func share(_ share: SobolEstimates.Share) -> String {
            let one = EstimateText(places: 1)
            return "\(one.text(share.share * 100))% ±\(one.text(share.error * 100))"
        }
        let ordered = indices.factors.enumerated().sorted { one, other in
            let (a, b) = (one.element.total.share, other.element.total.share)
            return a == b ? one.offset < other.offset : a > b
        }.map(\.element)
        let shown = ordered.filter { $0.total.share >= 0.0005 }.prefix(Self.mostBars)
        for factor in shown {
            let name = factor.parameters.count > 1 ? "\(factor.name) (\(factor.parameters.count) figures)" : factor.name
            table.add([name, share(factor.first), share(factor.total)])
        }
        text += table.rendered()
        if ordered.count > shown.count {
            let others = ordered.count - shown.count
            text += others == 1 ? "  1 other explains less.\n" : "  \(others) others explain less.\n"
        }
        func counted(_ number: Int) -> String { DecimalFigure(digits: Int64(number)).description }
        text +=
            "  ± is one standard error, of \(counted(indices.baseSamples)) base samples and "
            + "\(counted(indices.evaluations)) evaluations.\n"
            + "  Shares with others may add up to more than the whole.\n"
        return text + "\n"
    }
}

/// Where values lie on a line of text.
private struct Scale {
    private let low: Double
    private let width: Double

    init(_ values: [Double]) {
        low = values.min() ?? 0
        width = (values.max() ?? 0) - low
    }

    private func place(_ value: Double, _ columns: Int) -> Int {
        width > 0 ? Int(((value - low) / width * Double(columns - 1)).rounded()) : 0
    }

    /// A bar from one value to another, with a mark at a third.
    func bar(_ one: Double, _ other: Double, around central: Double, width columns: Int) -> String {
        let (from, to) = (place(min(one, other), columns), place(max(one, other), columns))
        let mark = place(central, columns)
        return String(
            (0..<columns).map { column -> Character in
                column == mark ? "│" : (from...to).contains(column) ? "█" : " "
            })
    }
}
