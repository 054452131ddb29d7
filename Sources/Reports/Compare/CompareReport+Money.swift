import Diagnostics
import Finance

// The tables of money and margins, as text.

extension CompareReport {
    /// What the options are called, the base first.
    var options: [String] { (0...comparison.runs.count).map(comparison.optionName) }

    /// Every way in which the spend is cut: the kind of its rows, its title and the rows.
    package var cuts: [(kind: ComparisonView.Kind, title: String, rows: [ScenarioComparison.Row])] {
        [
            (.theme, "Planned spend by theme", comparison.byTheme),
            (.contributor, "Planned spend by contributor", comparison.byContributor),
            (.commissioner, "Planned spend by commissioner", comparison.byCommissioner),
            (.provider, "Planned spend by provider", comparison.byProvider),
            (.pool, "Planned spend by pool", comparison.byPool),
            (.source, "Planned spend by source", comparison.bySource),
        ]
    }

    func money(_ layout: TextLayout) -> String {
        let totals = [comparison.spend, comparison.funding, comparison.unallocated]
        var text = table(
            "Totals", view.rows(.total, totals), total: nil, layout, below: comparison.plan.leftOutLine)
        for (kind, title, rows) in cuts {
            let shown = view.rows(kind, rows)
            // A total below some of the rows would be of something else.
            text += table(title, shown, total: shown.count == rows.count ? comparison.spend : nil, layout)
        }
        return text
            + table(
                "Disabled Facilities Grant by district", view.rows(.district, comparison.byDistrict), total: nil, layout
            )
    }

    /// Where a scenario changes a figure, the difference stands below it: beside it, four scenarios would need twice the
    /// width.
    private func table(
        _ title: String, _ rows: [ScenarioComparison.Row], total: ScenarioComparison.Row?, _ layout: TextLayout,
        below: String = ""
    ) -> String {
        guard !rows.isEmpty else { return "" }
        var table = SideBySide(options: options)
        for row in rows { table.rows.append(side(row, row.title)) }
        if let total { table.rows.append(side(total, "Total", isTotal: true)) }
        return layout.heading(title) + table.text(layout) + below + "\n"
    }

    private func side(
        _ row: ScenarioComparison.Row, id: String = "", _ title: String, isTotal: Bool = false
    ) -> SideBySide.Row {
        SideBySide.Row(
            id: id, title: title, cells: ([row.base] + row.amounts).map(shown), isTotal: isTotal,
            below: row.isChanged ? below(row) : [])
    }

    /// The change, and what part of the base it is.
    private func below(_ row: ScenarioComparison.Row, label: String = "") -> [(label: String, cells: [String])] {
        var below = [(label, [""] + row.changes.map(change))]
        let parts = row.percentages.map { part in part.map { $0.digits == 0 ? "" : percent($0) } ?? "" }
        if parts.contains(where: { !$0.isEmpty }) { below.append(("", [""] + parts)) }
        return below
    }

    private func percent(_ part: DecimalFigure) -> String { "\(part.digits > 0 ? "+" : "")\(part)%" }

    func change(_ amount: Money?) -> String { amount.map { $0.isZero ? "–" : $0.formatted(sign: true) } ?? "–" }

    private func shown(_ amount: Money?) -> String { amount?.description ?? "not there" }

    func changedLines(_ layout: TextLayout) -> String {
        guard view.shows(.line) else { return "" }
        var text = layout.heading("Lines that a scenario changes")
        if comparison.lines.isEmpty { return text + "  none\n\n" }
        var table = SideBySide(options: options)
        let lines = view.lines(comparison.lines)
        for line in lines {
            let total = line.total
            var row = SideBySide.Row(
                id: total.id, title: total.title, cells: ([total.base] + total.amounts).map(shown))
            // The change of one source alone is the line's change, and one row says both.
            let isOfOneSource = line.sources.count == 1 && line.sources[0].changes == total.changes
            if total.isChanged, !isOfOneSource { row.below += below(total) }
            for source in line.sources { row.below.append((source.id, [""] + source.changes.map(change))) }
            if isOfOneSource { row.below += below(total).dropFirst() }
            table.rows.append(row)
        }
        text += table.text(layout)
        for line in lines where !line.closedBy.isEmpty {
            text += "  \(line.total.id.onOneLine) is closed by \(letters(line.closedBy))\n"
        }
        let rest = comparison.unchangedLines
        if rest > 0 {
            text +=
                "  \(rest == 1 ? "The other line keeps" : "\(rest) other lines keep") every amount in all scenarios.\n"
        }
        return text + "\n"
    }

    // MARK: - Conditions

    func conditions(_ layout: TextLayout) -> String {
        let rows = view.conditions(comparison.conditions).filter {
            $0.hasMargin || $0.isChanged || ([$0.base] + $0.after).contains { $0?.verdict == .breached }
        }
        guard !rows.isEmpty else { return "" }
        var table = SideBySide(options: options)
        let years = Set(comparison.conditions.map(\.year)).count
        for row in rows {
            let all = [row.base] + row.after
            let verdicts = all.map { $0?.verdict.shown ?? "" }
            var side = SideBySide.Row(
                title: row.condition.markedId + (years > 1 ? " \(row.year.text)" : ""),
                cells: row.hasMargin ? all.map { $0?.headroom?.formatted(sign: true) ?? "–" } : verdicts)
            if row.hasMargin {
                if row.isChanged { side.below.append(("change", [""] + row.changes.map(change))) }
                side.below.append(("", verdicts))
            }
            table.rows.append(side)
        }
        return layout.heading("Margins to breach of the national conditions") + table.text(layout)
            + "  What may surely still be moved the wrong way; below zero, what is missing.\n\n"
    }
}
