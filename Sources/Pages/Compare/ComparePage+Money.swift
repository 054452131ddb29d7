import Diagnostics
import Finance
import Reports
import Scripting

// Every cut of the money side by side: amount, change and percentage together.

extension ComparePage {
    /// How many scenarios have bars of their own; more are in the tables alone.
    private static let mostSeries = 4

    func spend() -> PageSection {
        PageSection("spend", "Where the money goes") {
            totals().node
            cut("theme", "Planned spend by theme", "Theme", comparison.byTheme) { $0.spend((.theme, $1)) }
            cut("source", "Planned spend by source", "Source", comparison.bySource) { $0.spend(from: (.source, $1)) }
            cut("contributor", "Planned spend by contributor", "Contributor", comparison.byContributor) {
                $0.spend(from: (.contributor, $1))
            }
            if comparison.byPool.count > 1 {
                cut("pool", "Planned spend by pool", "Pool", comparison.byPool) { $0.spend(from: (.pool, $1)) }
            }
            if !comparison.byCommissioner.isEmpty {
                cut("commissioner", "Planned spend by commissioner", "Commissioner", comparison.byCommissioner) {
                    $0.spend((.commissioner, $1 == "not-stated" ? notStated : $1))
                }
            }
            if !comparison.byProvider.isEmpty {
                cut("provider", "Planned spend by provider", "Provider", comparison.byProvider) {
                    $0.spend((.provider, $1 == "not-stated" ? notStated : $1))
                }
            }
            if !comparison.byDistrict.isEmpty {
                cut(
                    "district", "Disabled Facilities Grant by district", "District", comparison.byDistrict,
                    hasTotal: false
                ) { _, id in .district(id) }
            }
        }
    }

    private func totals() -> DataTable {
        var table = table("totals", "Totals", "Total")
        table.add(cells(comparison.spend, comparison.spend.title) { plan, _ in plan.spend() })
        table.add(cells(comparison.funding, comparison.funding.title) { plan, _ in plan.explained(.income) })
        table.add(
            cells(comparison.unallocated, comparison.unallocated.title) { plan, _ in plan.explained(.unallocated) })
        return table
    }

    /// A table with a column for the base and one for each scenario.
    func table(_ id: String, _ caption: String, _ heading: String) -> DataTable {
        DataTable(
            id, caption, [.words(heading), .figures(comparison.baseName)] + letters.map { .figures($0) })
    }

    /// A row: what each has, by how much that is more or less than the base, and what part of the base that is.
    func cells(
        _ row: ScenarioComparison.Row, _ title: String, _ figure: (Plan, String) -> ExplainedFigure?
    ) -> [[Node]] {
        let base = row.base.map { link(FigureCell.amount($0), nil) { figure($0, row.id) } } ?? [.text("not there")]
        return [[.text(title)], base]
            + runs.indices.map { place in
                let amount =
                    row.amounts[place].map { link(FigureCell.amount($0), place) { figure($0, row.id) } }
                    ?? [.text("not there")]
                return amount + change(row.changes[place], row.percentages[place])
            }
    }

    /// A change below an amount, with its percentage; nothing where nothing changes.
    private func change(_ change: Money?, _ percentage: DecimalFigure?) -> [Node] {
        guard let change, !change.isZero else { return [] }
        var words = FigureCell.minus(change.formatted(sign: true))
        if let percentage {
            words += " (\(percentage.digits > 0 ? "+" : "")\(FigureCell.minus(percentage.description))%)"
        }
        return [Tag.span(.class("delta")) { words }]
    }

    /// One way to cut the spend: a chart of what changes, and the table of all.
    private func cut(
        _ id: StaticString, _ title: String, _ heading: String, _ rows: [ScenarioComparison.Row],
        hasTotal: Bool = true, figure: (Plan, String) -> ExplainedFigure?
    ) -> [Node] {
        guard let kind = ComparisonView.Kind(rawValue: id.description), view.shows(kind) else { return [] }
        let rows = view.rows(kind, rows)
        var table = table("by-\(id)", title, heading)
        for row in rows { table.add(cells(row, row.title, figure)) }
        if hasTotal { table.add(cells(comparison.spend, "Total") { plan, _ in plan.spend() }, as: .total) }
        let chart = changes(id, title, heading, rows)
        return [Tag.h3 { title }] + (chart.map { [$0.node] } ?? [])
            + (chart == nil ? [Tag.p { "No scenario changes any of it." }] : []) + [table.node]
    }

    /// Bars of what each scenario changes; `nil` where none changes anything, or where there are too many.
    private func changes(
        _ id: StaticString, _ title: String, _ heading: String, _ rows: [ScenarioComparison.Row]
    ) -> BarChart? {
        let changed = rows.filter(\.isChanged)
        guard !changed.isEmpty, runs.count <= Self.mostSeries, changed.count <= 20 else { return nil }
        return BarChart(
            id: "change-by-\(id)", title: "\(title): what each scenario changes",
            about:
                "A bar for each of \(runs.count) scenarios and each of \(changed.count) rows that change, to the right "
                + "where it is more and to the left where it is less. The letter beside a bar is the scenario's.",
            heading: heading, series: letters,
            items: changed.map { row in
                .init(
                    name: row.title,
                    figures: zip(letters, row.changes).map { letter, change in
                        change.map { change in
                            let words = change.isZero ? "–" : FigureCell.minus(change.formatted(sign: true))
                            return ChartFigure(
                                Double(change.pence), "\(letter) \(words)", cell: FigureCell.change(change))
                        }
                    })
            }, zero: "◂ less · more ▸")
    }

    // MARK: Lines

    func lines() -> PageSection? {
        guard view.shows(.line) else { return nil }
        return PageSection("lines", "Lines that a scenario changes") {
            if comparison.lines.isEmpty {
                Tag.p { "No scenario changes a line." }
            } else {
                lineTable().node
            }
            for line in comparison.lines where !line.closedBy.isEmpty {
                Tag.p(.anyDirection) {
                    "\(line.total.id) is closed by \(line.closedBy.map { letters[$0] }.joined(separator: ", "))."
                }
            }
            if comparison.unchangedLines > 0 {
                Tag.p {
                    "\(comparison.unchangedLines == 1 ? "The other line keeps" : "\(comparison.unchangedLines) other lines keep") "
                        + "every amount in all scenarios."
                }
            }
        }
    }

    private func lineTable() -> DataTable {
        var table = table("changed-lines", "Lines that change, source by source", "Line")
        for line in view.lines(comparison.lines) {
            let id = line.total.id
            table.add(cells(line.total, "\(id) \(line.total.title)") { plan, _ in plan.spend(ofLine: id) })
            for source in line.sources {
                table.add(
                    cells(source, "\(id) from \(source.id)") { plan, source in
                        plan.spend(ofLine: id, source: source)
                    }, as: .part)
            }
        }
        return table
    }

    // MARK: Attribution

    /// What makes each change: layers and movements, each alone, and what they do together beyond that.
    func attribution() -> PageSection? {
        guard !comparison.waterfalls.isEmpty, view.shows(.waterfall) else { return nil }
        // Of several layers or movements there is something to tell apart; one alone is the change.
        let told = comparison.waterfalls.enumerated().filter { $0.element.change != 0 || $0.element.interaction != 0 }
        guard !told.isEmpty else { return nil }
        return PageSection("attribution", "What makes each change") {
            Tag.p {
                "Each part is done alone, to the plan as it was read; what parts do together beyond that is the "
                    + "interaction, a bar of its own. The parts come to the change exactly."
            }
            for (place, waterfall) in told { chart(waterfall, place).node }
        }
    }

    private func chart(_ waterfall: Waterfall, _ place: Int) -> WaterfallChart {
        let scale = 1_000_000.0
        let style = EstimateText(
            level: Double(waterfall.base) / scale, changes: waterfall.parts.map { Double($0.effect) / scale })
        let unit: WaterfallChart.Unit
        var words = ""
        switch waterfall.unit {
        case .money: unit = .money
        case .metric:
            unit = .estimate(style)
            words = report.unitWords(of: waterfall).map { " (\($0))" } ?? ""
        }
        // A movement that does nothing to the figure is no step of it; the movements of the scenario list it.
        let steps = waterfall.parts.filter { $0.effect != 0 || $0.kind != .movement || $0.refusal != nil }
            .map(Self.step)
        let change = unit.words(waterfall.change, sign: true)
        return WaterfallChart(
            id: "waterfall-\(place + 1)",
            title:
                "\(letters[waterfall.scenario]): \(waterfall.title)\(words) changes by \(waterfall.change == 0 ? "nothing" : change)",
            about:
                "A bar for each of \(steps.count) parts, each beginning where the one before ended; a hatched bar is the "
                + "interaction. The last bar is the change.",
            heading: "Part", steps: steps, end: "Change of the whole", unit: unit)
    }

    private static func step(_ part: Waterfall.Part) -> WaterfallChart.Step {
        let why = [
            part.reason, part.refusal.map { "cannot be done alone: \($0)" },
            part.isOfBase ? "of the base, which the change lacks" : nil, part.written?.description,
        ].compactMap(\.self)
        return .init(
            name: part.title, amount: part.effect, isInteraction: part.kind == .interaction,
            why: why.joined(separator: "; "), parts: part.parts.map(step))
    }
}
