import Diagnostics
import Finance
package import Reports

/// What a plan holds, as a page.
package struct CheckPage {
    let report: CheckReport
    let book = ExplanationBook()

    /// Takes the report that is to be shown.
    package init(_ report: CheckReport) { self.report = report }

    private var plan: Plan { report.plan }

    /// The page, as one file.
    package func html() -> String {
        let identity = plan.identity
        var page = Page(title: identity.title, kind: "Better Care Fund plan report")
        page.about = [("Plan", identity.id), ("Area", identity.area), ("Year", identity.year.text)]
        page.sections = [summary(), money(), lines(), conditions(), stated(), open(), sources()].compactMap(\.self)
        let command = (["bcf", "explain"] + report.provenance.command.dropFirst(2).prefix(1)).map(Provenance.quoted)
        if let explained = book.section(command: command.joined(separator: " ")) { page.sections.append(explained) }
        return page.html()
    }

    private func link(_ words: String, _ figure: @autoclosure () -> ExplainedFigure?) -> [Node] {
        book.isFull ? book.unexplained(words) : book.link(words, figure(), of: plan)
    }

    private func link(_ amount: Money, _ figure: @autoclosure () -> ExplainedFigure?) -> [Node] {
        link(FigureCell.amount(amount), figure())
    }

    private func summary() -> PageSection {
        let balance: (Standing, String, String) =
            switch plan.balance {
            case .met: (.good, "Met", "income equals expenditure for every source")
            case .notMet: (.bad, "Not met", "income does not equal expenditure for every source")
            case .cannotBeTold:
                (
                    .open, "Cannot be told",
                    "whether income equals expenditure cannot be told, as \(plan.unstatedIncomeWords ?? "")"
                )
            }
        let broken = report.conditionChanges.filter { $0.after.verdict == .breached && $0.condition.test != .balance }
        return PageSection("summary", "Summary") {
            Tag.p(.class("lead")) {
                "Plans to spend \(plan.totalSpend) on \(plan.lines.count) lines in \(plan.themes.count) "
                    + "theme\(plan.themes.count == 1 ? "" : "s"), from \(plan.sources.count) sources; \(balance.2)"
                    + "\(report.breachedWords)."
            }
            Findings(
                findings: [.init(standing: balance.0, word: balance.1, what: balance.2)]
                    + broken.map {
                        .init(standing: .bad, word: "Breached", what: "\($0.condition.markedId): \($0.condition.title)")
                    } + report.warnings.map(WarningNodes.finding)
            ).node
        }
    }

    private func money() -> PageSection {
        var table = DataTable(
            "sources-table", "Income and planned spend by source",
            [
                .words("Source"), .words("Name"), .figures("Income"), .figures("Spend"), .figures("Unallocated"),
            ])
        for (place, source) in plan.sources.enumerated() {
            table.add([
                [.text(source.id)], [.text(source.title)],
                link(plan.incomeWords(source: place), plan.explained(.income, nil, (.source, source.id))),
                link(plan.spend(source: place), plan.spend(from: (.source, source.id))),
                link(
                    FigureCell.minus(plan.unallocatedWords(source: place)),
                    plan.explained(.unallocated, nil, (.source, source.id))),
            ])
        }
        table.add(
            [
                [.text("Total")], [], link(plan.totalIncomeWords, plan.explained(.income)),
                link(plan.totalSpend, plan.spend()),
                link(FigureCell.minus(plan.totalUnallocatedWords), plan.explained(.unallocated)),
            ], as: .total)
        return PageSection("money", "Where the money comes from and goes") {
            table.node
            if !plan.leftOutLine.isEmpty { Tag.p(.class("note")) { plan.leftOutLine } }
            cut("theme", "Planned spend by theme", "Theme", report.spendByTheme) { plan.spend((.theme, $0.id)) }
            cut("contributor", "Planned spend by contributor", "Contributor", report.spendByContributor) {
                plan.spend(from: (.contributor, $0.id))
            }
            if report.spendByPool.count > 1 {
                cut("pool", "Planned spend by pool", "Pool", report.spendByPool) { plan.spend(from: (.pool, $0.id)) }
            }
        }
    }

    private func cut(
        _ id: StaticString, _ title: String, _ heading: String, _ rows: [CheckReport.Group],
        figure: (CheckReport.Group) -> ExplainedFigure?
    ) -> Node {
        BarChart(
            id: "by-\(id)", title: title, about: "A bar for each of \(rows.count).", heading: heading,
            series: ["Planned spend"],
            items: rows.map { row in
                BarChart.Item(name: row.title, figures: [ChartFigure(row.spend, cell: link(row.spend, figure(row)))])
            },
            total: [[.text("Total")], link(plan.totalSpend, plan.spend())]
        ).node
    }

    private func lines() -> PageSection? {
        guard report.showsLines else { return nil }
        var table = DataTable(
            "lines-table", "Every line of the plan",
            [.words("Line"), .words("Printed as"), .words("Name"), .words("Theme"), .figures("Planned spend")])
        for (place, line) in plan.lines.enumerated() {
            table.add([
                [.text(line.id)], [.text(line.ref)], [.text(line.title)], [.text(line.theme)],
                link(plan.total(line: place), plan.spend(ofLine: line.id)),
            ])
        }
        table.add(
            [[.text("Total")], [], [], [], link(plan.totalSpend, plan.spend())], as: .total)
        return PageSection("lines", "Lines") { table.node }
    }

    private func conditions() -> PageSection? {
        guard plan.rulebook != nil else { return nil }
        return PageSection("conditions", "National conditions") {
            ConditionNodes(
                plan: plan, changes: report.conditionChanges, isCompared: false, id: "conditions-1",
                link: { words, id in link(words, .condition(id)) }
            ).nodes
        }
    }

    private func stated() -> PageSection? {
        let passages: [(StaticString, String, Passage)] = [
            ("memoranda", "Stated outside the tables", report.memoranda()), ("aside", "Set aside", report.setAside()),
            ("metrics", "Metrics", report.metrics()), ("prices", "Prices", report.prices()),
        ]
        guard passages.contains(where: { !$0.2.isEmpty }) else { return nil }
        return PageSection("stated", "What else the plan states") {
            for (id, title, passage) in passages {
                PassageNodes.of(passage, id: id.description, heading: title)
            }
        }
    }

    private func open() -> PageSection? {
        let passage = report.openAttributesTable()
        guard !passage.isEmpty else { return nil }
        return PageSection("open", "What the plan leaves open") {
            PassageNodes.of(passage, id: "not-stated", heading: "Not stated")
        }
    }

    private func sources() -> PageSection {
        PageSection("sources", "Data and how to make this report again") { ProvenanceNodes.of(report.provenance) }
    }
}
