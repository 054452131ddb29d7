import Diagnostics
import Finance

// Changes attributed to what makes them, as text.

extension CompareReport {
    func waterfalls(_ layout: TextLayout) -> String {
        let shown = view.waterfalls(comparison.waterfalls)
        guard view.shows(.waterfall), !shown.isEmpty else { return "" }
        var text = layout.heading("What makes the changes: each part alone, and what they do together beyond that")
        var figure: String?
        for waterfall in shown {
            if waterfall.id != figure {
                let unit = unitWords(of: waterfall).map { ", \($0)" } ?? ""
                text += "  \(waterfall.title.onOneLine)\(unit)\n"
            }
            figure = waterfall.id
            text += bars(waterfall, layout)
        }
        return text + "\n"
    }

    /// What the figures of a waterfall of a metric count, and which way is better; `nil` for money.
    package func unitWords(of waterfall: Waterfall) -> String? {
        guard case .metric(let unit) = waterfall.unit else { return nil }
        let rows = comparison.metrics
        return rows.first { $0.metric.id == waterfall.id || $0.metric.title == waterfall.title }?.metric.unitWords
            ?? unit?.onOneLine
    }

    private struct Line {
        let depth: Int
        let title: String
        let amount: Int64
        let note: String?
    }

    private func bars(_ waterfall: Waterfall, _ layout: TextLayout) -> String {
        let letter = ScenarioComparison.letter(waterfall.scenario)
        var lines: [Line] = []
        add(waterfall.parts, depth: 0, to: &lines)
        let style = Style(waterfall)
        var text = "    \(letter): \(style.text(waterfall.base)) to \(style.text(waterfall.after)), "
        text += "\(style.change(waterfall.change))\n"
        let most = ([waterfall.change.magnitude] + lines.map(\.amount.magnitude)).max() ?? 0
        let amounts = lines.map { style.change($0.amount) }
        let amountWidth = amounts.map(\.count).max() ?? 0
        let barWidth = 16
        let room = max(20, layout.width - 8 - amountWidth - barWidth - 4)
        let titles = lines.map { (String(repeating: "  ", count: $0.depth) + $0.title.onOneLine).shortened(to: room) }
        let titleWidth = titles.map(\.count).max() ?? 0
        for (index, line) in lines.enumerated() {
            if layout.isPlain {
                text += "      \(line.title.onOneLine): \(amounts[index] == "–" ? "nothing" : amounts[index])\n"
            } else {
                var row = "      " + titles[index] + String(repeating: " ", count: titleWidth - titles[index].count + 2)
                row += String(repeating: " ", count: amountWidth - amounts[index].count) + amounts[index] + "  "
                row += TextBars.bar(Double(line.amount), of: Double(most), width: barWidth)
                while row.last == " " { row.removeLast() }
                text += row + "\n"
            }
            if let note = line.note { text += ConditionTable.wrapped(note, indent: 8 + 2 * line.depth) }
        }
        if waterfall.isAdditive, lines.count > 1 {
            text += "      No interaction: money that is moved adds up.\n"
        } else if waterfall.interaction == 0, lines.count > 1, !lines.contains(where: { $0.title == "Interaction" }) {
            text += "      No interaction: alone, each part does the same.\n"
        }
        return text
    }

    private static let mostBars = 12

    /// Parts that do nothing and have nothing to say are left out: a script may move much that is of no account here.
    private func add(_ parts: [Waterfall.Part], depth: Int, to lines: inout [Line]) {
        let telling = parts.filter { $0.effect != 0 || $0.refusal != nil || $0.kind == .interaction }
        // Of very many, those that matter most, and the rest in one bar; JSON and CSV have them all.
        let most = telling.count > Self.mostBars ? Self.mostBars - 2 : telling.count
        let large = Set(
            telling.indices.sorted {
                let (one, other) = (telling[$0], telling[$1])
                let isOneTold = one.refusal != nil || one.kind == .interaction
                let isOtherTold = other.refusal != nil || other.kind == .interaction
                if isOneTold != isOtherTold { return isOneTold }
                return one.effect.magnitude == other.effect.magnitude
                    ? $0 < $1 : one.effect.magnitude > other.effect.magnitude
            }.prefix(most))
        let rest = telling.indices.filter { !large.contains($0) }.map { telling[$0] }
        defer {
            if !rest.isEmpty {
                lines.append(
                    Line(
                        depth: depth, title: "\(rest.count) smaller parts together",
                        amount: rest.reduce(0) { $0 + $1.effect }, note: nil))
            }
        }
        for part in telling.indices.filter(large.contains).map({ telling[$0] }) {
            var title = part.isOfBase ? "without the base's: \(part.title)" : part.title
            if let written = part.written, part.kind == .movement {
                // The name of the script alone: its folder stands at the top of the report.
                title += "  (\(written.description.split(separator: "/").last.map(String.init) ?? ""))"
            }
            lines.append(
                Line(
                    depth: depth, title: title, amount: part.effect,
                    note: part.refusal.map { "cannot be done alone, and is in the interaction: \($0)" }))
            if part.parts.count(where: { $0.effect != 0 || $0.refusal != nil }) > 1 {
                add(part.parts, depth: depth + 1, to: &lines)
            }
        }
    }

    /// How amounts of a waterfall are written: money to the penny, estimates to what says something.
    private struct Style {
        private let metric: EstimateText?

        init(_ waterfall: Waterfall) {
            let scale = 1_000_000.0
            let effects = [waterfall.change] + waterfall.parts.map(\.effect)
            metric =
                waterfall.unit == .money
                ? nil
                : EstimateText(
                    level: Double(waterfall.base) / scale, changes: effects.map { Double($0) / scale })
        }

        func text(_ units: Int64) -> String {
            metric?.text(Double(units) / 1_000_000) ?? Money(pence: units).description
        }

        func change(_ units: Int64) -> String {
            if units == 0 { return "–" }
            return metric?.change(Double(units) / 1_000_000) ?? Money(pence: units).formatted(sign: true)
        }
    }
}
