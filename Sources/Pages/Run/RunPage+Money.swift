import Diagnostics
import Finance
import Reports
import Scripting

// What moves, and where the money goes before and after.

extension RunPage {
    /// How many lines a chart shows one by one.
    private static let mostBars = 16

    func movements() -> PageSection {
        PageSection("movements", "What moves") {
            if run.movements.isEmpty {
                Tag.p { "No money moves." }
            } else {
                if let chart = changes() { chart.node }
                ledger().node
            }
            shaping()
        }
    }

    /// What each line and the unallocated money gain and lose.
    private func changes() -> WaterfallChart? {
        let changed = evaluation.byLine.filter { !$0.total.difference.isZero }
        guard !changed.isEmpty, report.years.count == 1 else { return nil }
        let sorted = changed.sorted { $0.total.difference.pence.magnitude > $1.total.difference.pence.magnitude }
        var steps = sorted.prefix(Self.mostBars).map { line in
            WaterfallChart.Step(
                name: "\(line.total.id) \(line.total.title)", amount: line.total.difference.pence,
                cell: link(
                    FigureCell.minus(line.total.difference.formatted(sign: true)), after.spend(ofLine: line.total.id)))
        }
        let rest = sorted.dropFirst(Self.mostBars)
        if !rest.isEmpty {
            // Differences of sums of one plan's cells.
            let sum = rest.reduce(Int64(0)) { $0 &+ $1.total.difference.pence }
            steps.append(.init(name: "\(rest.count) other lines together", amount: sum))
        }
        let net = evaluation.total.difference
        return WaterfallChart(
            id: "changes",
            title: "What each line gains or loses"
                + (net.isZero
                    ? ": planned spend stays the same" : ": planned spend changes by \(net.formatted(sign: true))"),
            about:
                "A bar for each of \(changed.count) lines that change, the largest change first, each beginning where "
                + "the one before ended. The last bar is the change of planned spend: \(net.formatted(sign: true)).",
            heading: "Line", steps: steps, end: "Planned spend changes by")
    }

    /// Every movement, with who said why.
    private func ledger() -> DataTable {
        let several = report.years.count > 1
        var table = DataTable(
            "ledger", "Movements of money, in the order in which they were made",
            [
                .figures("Number"), .words("From"), .words("To"), .figures("Amount"), .words("Source"),
                .words("Reason"), .words("Authority"), .words("Recurrent"), .words("Written"),
            ])
        for plan in report.years {
            for (place, movement) in plan.movements.enumerated() {
                let note = movement.note
                table.add(words: [
                    (several ? "\(plan.identity.year.text), " : "") + "\(place + 1) "
                        + movement.verb.rawValue.replacing("_", with: " "), report.words(movement.from, of: movement),
                    report.words(movement.to, of: movement), FigureCell.amount(movement.amount),
                    movement.parts.count == 1
                        ? after.sources[movement.parts[0].source].id
                        : movement.parts.map { "\(after.sources[$0.source].id) \($0.amount)" }.joined(separator: ", "),
                    note.reason + (note.months.map { " (months: \($0))" } ?? ""), note.authority ?? notStated,
                    note.isRecurrent.map { $0 ? "yes" : "no" } ?? notStated, note.written?.description ?? "",
                ])
            }
        }
        return table
    }

    /// Lines and sources that the scenario adds, and lines that it closes.
    private func shaping() -> [Node] {
        let before = evaluation.before
        var rows: [String] = []
        for line in after.lines.dropFirst(before.lines.count) {
            rows.append(
                "Added line \(line.id) \(line.title), theme \(line.theme)" + (line.origin.map { " (\($0))" } ?? ""))
        }
        for source in after.sources.dropFirst(before.sources.count) {
            rows.append("Added source \(source.id) \(source.title)")
        }
        for closure in report.years.flatMap(\.closures) {
            let title = after.lines.first { $0.id == closure.line }?.title ?? ""
            rows.append(
                "Closed line \(closure.line) \(title): \(closure.note.reason)"
                    + (closure.note.written.map { " (\($0))" } ?? ""))
        }
        if rows.isEmpty { return [] }
        return [
            Tag.h3 { "Lines and sources added or closed" },
            Tag.ul { for row in rows { Tag.li(.anyDirection) { row } } },
        ]
    }

    // MARK: Where the money goes

    func spend() -> PageSection {
        PageSection("spend", "Where the money goes\(report.inLastYear)") {
            cut("theme", "Planned spend by theme", "Theme", evaluation.byTheme) { after.spend((.theme, $0.id)) }
            flow()?.node
            cut("source", "Planned spend by source", "Source", evaluation.bySource) {
                after.spend(from: (.source, $0.id))
            }
            cut("contributor", "Planned spend by contributor", "Contributor", evaluation.byContributor) {
                after.spend(from: (.contributor, $0.id))
            }
            if evaluation.byPool.count > 1 {
                cut("pool", "Planned spend by pool", "Pool", evaluation.byPool) { after.spend(from: (.pool, $0.id)) }
            }
            balance()
        }
    }

    /// One way to cut the spend, before and after.
    private func cut(
        _ id: StaticString, _ title: String, _ heading: String, _ rows: [Evaluation.Change],
        figure: (Evaluation.Change) -> ExplainedFigure?
    ) -> Node {
        let total = evaluation.total
        func cells(_ row: Evaluation.Change, _ figure: ExplainedFigure?) -> [[Node]] {
            [link(row.before, figure), link(row.after, figure)]
        }
        let figures = rows.map(figure)
        let items = zip(rows, figures).map { row, figure in
            let cells = cells(row, figure)
            return BarChart.Item(
                name: row.title,
                figures: [ChartFigure(row.before, cell: cells[0]), ChartFigure(row.after, cell: cells[1])])
        }
        let changed = rows.filter(\.isChanged)
        let message =
            changed.isEmpty
            ? "\(title): nothing changes"
            : changed.count == rows.count ? title : "\(title): \(changed.count) of \(rows.count) change"
        return BarChart(
            id: "by-\(id)", title: message,
            about: "Two bars for each \(heading.lowercased()), before above after, from \(rows.count) in all.",
            heading: heading, series: ["Before", "After"], items: items,
            more: [
                ("Change", rows.map { FigureCell.change($0.difference) }),
                ("Change in %", rows.map { FigureCell.percentage(from: $0.before, to: $0.after) }),
            ],
            total: [[.text("Total")]] + cells(total, after.spend()) + [
                FigureCell.change(total.difference), FigureCell.percentage(from: total.before, to: total.after),
            ]
        ).node
    }

    /// Which source pays for which theme.
    private func flow() -> FlowChart? {
        var themes: [String] = []
        var sums: [[Int64]] = []
        for (place, line) in after.lines.enumerated() {
            let theme =
                themes.firstIndex(of: line.theme)
                ?? {
                    themes.append(line.theme)
                    sums.append(Array(repeating: 0, count: after.sources.count))
                    return themes.count - 1
                }()
            for source in after.sources.indices { sums[theme][source] += after.cell(line: place, source: source).pence }
        }
        // Beyond that many, bands are too thin to follow, and the tables above and below say it better.
        guard (1...12).contains(themes.count), (1...14).contains(after.sources.count) else { return nil }
        var flows: [FlowChart.Flow] = []
        for source in after.sources.indices {
            for theme in themes.indices where sums[theme][source] != 0 {
                let amount = Money(pence: sums[theme][source])
                flows.append(
                    .init(
                        source: source, use: theme, amount: amount,
                        cell: link(
                            amount, after.spend((.theme, themes[theme]), from: (.source, after.sources[source].id)))))
            }
        }
        return FlowChart(
            id: "flow", title: "Which source pays for which theme, after the scenario",
            about:
                "Bands lead from each source on the left to the themes on the right that it pays for, as wide as the "
                + "amounts in the table below.",
            sources: after.sources.map(\.title), uses: themes, flows: flows)
    }

    /// What comes in, what is spent and what is left, source by source.
    private func balance() -> [Node] {
        var table = DataTable(
            "balance", "Income and expenditure after the scenario\(report.inLastYear)",
            [.words("Source"), .figures("Income"), .figures("Expenditure"), .figures("Unallocated")])
        for (place, source) in after.sources.enumerated() {
            table.add([
                [.text(source.id)],
                link(
                    FigureCell.minus(after.incomeWords(source: place)),
                    after.explained(.income, nil, (.source, source.id))),
                link(after.spend(source: place), after.spend(from: (.source, source.id))),
                link(
                    FigureCell.minus(after.unallocatedWords(source: place)),
                    after.explained(.unallocated, nil, (.source, source.id))),
            ])
        }
        table.add(
            [
                [.text("Total")], link(after.totalIncomeWords, after.explained(.income)),
                link(after.totalSpend, after.spend()),
                link(FigureCell.minus(after.totalUnallocatedWords), after.explained(.unallocated)),
            ], as: .total)
        let leftOut = after.leftOutLine
        return [Tag.h3 { "Income equals expenditure?" }, table.node]
            + (leftOut.isEmpty ? [] : [Tag.p(.class("note")) { leftOut }])
    }
}
