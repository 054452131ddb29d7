import Finance
import Reports
import Scripting

// Every line, the layers of the scenario, and the years.

extension RunPage {
    /// How many lines a page lists. A plan that people read has fewer.
    private static let mostLines = 2_000

    func lines() -> PageSection {
        let changed = evaluation.byLine.filter(\.isChanged)
        return PageSection("lines", "Lines of the plan") {
            if changed.isEmpty {
                Tag.p { "No line changes." }
            } else {
                changedLines(changed).node
            }
            Tag.h3 { "All lines" }
            allLines().node
            let rest = evaluation.byLine.count - Self.mostLines
            if rest > 0 { Tag.p { "\(rest) more lines are not listed, and are in every total." } }
        }
    }

    /// Lines of which a cell changes, with the sources that change: also where the total stays and somebody else pays.
    private func changedLines(_ changed: [Evaluation.LineChange]) -> DataTable {
        var table = DataTable(
            "changed-lines", "Lines that change, source by source",
            [
                .words("Line"), .words("Name"), .figures("Before"), .figures("After"), .figures("Change"),
                .figures("In %"),
            ])
        for line in changed {
            let total = line.total
            let figure = after.spend(ofLine: total.id)
            let note = line.isAdded ? " (added)" : line.isClosed ? " (closed)" : ""
            table.add([
                [.text(total.id)], [.text(total.title + note)], link(total.before, figure), link(total.after, figure),
                FigureCell.change(total.difference), FigureCell.percentage(from: total.before, to: total.after),
            ])
            for source in line.changedSources {
                let figure = after.spend(ofLine: total.id, source: source.id)
                table.add(
                    [
                        [.text("\(total.id) from \(source.id)")], [.text(source.title)], link(source.before, figure),
                        link(source.after, figure), FigureCell.change(source.difference),
                        FigureCell.percentage(from: source.before, to: source.after),
                    ], as: .part)
            }
        }
        return table
    }

    private func allLines() -> DataTable {
        var table = DataTable(
            "all-lines", "All lines before and after",
            [
                .words("Line"), .words("Name"), .words("Theme"), .words("Status"), .figures("Before"),
                .figures("After"), .figures("Change"),
            ])
        for (place, line) in evaluation.byLine.prefix(Self.mostLines).enumerated() {
            let total = line.total
            let figure = book.isFull ? nil : after.spend(ofLine: total.id)
            table.add([
                [.text(total.id)], [.text(total.title)], [.text(after.lines[place].theme)],
                [.text(after.lines[place].status.rawValue.replacing("-", with: " "))],
                link(total.before, figure), link(total.after, figure), FigureCell.change(total.difference),
            ])
        }
        let total = evaluation.total
        let figure = after.spend()
        table.add(
            [
                [.text("Total")], [], [], [], link(total.before, figure), link(total.after, figure),
                FigureCell.change(total.difference),
            ], as: .total)
        return table
    }

    // MARK: Layers

    /// What each layer of the scenario does, with what they do to each other.
    func layers() -> PageSection? {
        let layering = RunReport.Layering(run)
        guard !layering.layers.isEmpty else { return nil }
        return PageSection("layers", "What each layer does") {
            layerChart(layering).node
            PassageNodes.of(report.layersText(), id: "layer", heading: "Layers")
        }
    }

    private func layerChart(_ layering: RunReport.Layering) -> WaterfallChart {
        let steps = layering.layers.enumerated().map { place, layer in
            // Sums of differences of one plan's cells.
            WaterfallChart.Step(
                name: "\(place + 1) \(layer.title)",
                amount: layering.lines.reduce(0) { $0 &+ $1.inTurn[place].pence })
        }
        return WaterfallChart(
            id: "layer-steps", title: "Planned spend, layer by layer",
            about:
                "A bar for each of \(steps.count) layers, each beginning where the one before ended. The last bar is "
                + "the change of planned spend.",
            heading: "Layer", steps: steps, end: "Planned spend changes by")
    }

    // MARK: Time

    /// What becomes of the plan in later years.
    func years() -> PageSection? {
        guard report.years.count > 1 else { return nil }
        let summaries = after.yearSummaries
        let chart = BarChart(
            id: "by-year", title: "Income and expenditure, year by year",
            about: "Two bars for each of \(summaries.count) years, income above expenditure.", heading: "Year",
            series: ["Income", "Expenditure"],
            items: summaries.map { year in
                BarChart.Item(name: year.year.text, figures: [ChartFigure(year.funding), ChartFigure(year.spend)])
            },
            more: [
                ("Without a use", summaries.map { [.text(FigureCell.amount($0.withoutUse))] }),
                ("Gap", summaries.map { [.text(FigureCell.amount($0.gap))] }),
            ])
        return PageSection("years", "Year by year") {
            chart.node
            PassageNodes.of(report.yearsText(), id: "year", heading: "Years")
        }
    }

    /// Spend, income and cash by month or quarter, where the report was asked for it.
    func overTheYear() -> PageSection? {
        guard let step = report.step else { return nil }
        return PageSection("time", "Over the year, by \(step.rawValue)") {
            timeChart(step)?.node
            PassageNodes.of(report.timeText(step), id: "time", heading: "By \(step.rawValue)")
        }
    }

    private func timeChart(_ step: TimeStep) -> BarChart? {
        guard let spend = try? after.monthlySpend(), let income = try? after.monthlyFunding() else { return nil }
        func parts(_ amounts: MonthlyAmounts) -> [Money] { step == .quarter ? amounts.quarters : amounts.months }
        let names = step == .quarter ? (1...4).map { "Quarter \($0)" } : MonthSpan.names.map { "\($0)" }
        let items = zip(names, zip(parts(income), parts(spend))).map { name, pair in
            BarChart.Item(name: name, figures: [ChartFigure(pair.0), ChartFigure(pair.1)])
        }
        return BarChart(
            id: "by-time", title: "Income and expenditure by \(step.rawValue), \(after.identity.year.text)",
            about: "Two bars for each \(step.rawValue), income above expenditure. Money whose months are not stated is "
                + "in none of them.",
            heading: step == .quarter ? "Quarter" : "Month", series: ["Income", "Expenditure"], items: items)
    }
}
