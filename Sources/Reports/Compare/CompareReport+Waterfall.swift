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
                let unit: String =
                    if case .metric(let unit) = waterfall.unit { unit.map { ", \($0.onOneLine)" } ?? "" } else { "" }
                text += "  \(waterfall.title.onOneLine)\(unit)\n"
            }
            figure = waterfall.id
            text += bars(waterfall, layout)
        }
        return text + "\n"
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

    /// Parts that do nothing and have nothing to say are left out: a script may move much that is of no account here.
    private func add(_ parts: [Waterfall.Part], depth: Int, to lines: inout [Line]) {
        for part in parts {
            if part.effect == 0, part.refusal == nil, part.kind != .interaction { continue }
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
