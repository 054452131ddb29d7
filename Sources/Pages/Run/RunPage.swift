import Diagnostics
import Finance
package import Reports
import Scripting

/// The report of a run as a page.
package struct RunPage {
    let report: RunReport
    let book = ExplanationBook()
    /// Explains what the money does; `nil` where nothing is projected.
    private let metrics: MetricTree?

    /// Takes the report that is to be shown.
    package init(_ report: RunReport) {
        self.report = report
        metrics = report.outcomes.flatMap { MetricTree($0, after: report.years[0]) }
    }

    var run: ScenarioRun { report.run }
    var evaluation: Evaluation { report.run.evaluation }
    var after: Plan { report.run.evaluation.after }

    /// The page, as one file.
    package func html() -> String {
        let identity = evaluation.before.identity
        var page = Page(title: run.title, kind: "Better Care Fund scenario report")
        page.about = [
            ("Plan", "\(identity.title) (\(identity.id))"), ("Year", identity.year.text + report.laterYears),
            ("Script", run.script),
        ]
        page.sections = sections()
        if let explained = book.section(command: explainCommand) { page.sections.append(explained) }
        return page.html()
    }

    /// The parts, in the order in which a board reads them; what has nothing to say is left out.
    private func sections() -> [PageSection] {
        [
            summary(), movements(), layers(), years(), spend(), lines(), overTheYear(), conditions(), outcomes(),
            arrangements(), log(), checks(), sources(),
        ].compactMap(\.self)
    }

    /// What explains one figure, for people who have the program.
    private var explainCommand: String {
        (["bcf", "explain"] + report.provenance.command.dropFirst(2).prefix(1)).map(Provenance.quoted)
            .joined(separator: " ")
    }

    /// A figure of the plan after the scenario, as a link to what it is made of.
    func link(_ amount: Money, _ figure: @autoclosure () -> ExplainedFigure?) -> [Node] {
        link(FigureCell.amount(amount), figure())
    }

    func link(_ words: String, _ figure: @autoclosure () -> ExplainedFigure?) -> [Node] {
        book.isFull ? book.unexplained(words) : book.link(words, figure(), of: after, metrics: metrics)
    }

    // MARK: Summary

    private func summary() -> PageSection {
        PageSection("summary", "Summary") {
            Tag.p(.class("lead")) { report.moneySummary }
            for sentence in report.outcomes?.summarySentences ?? [] {
                Tag.p(.class("lead")) { FigureCell.minus(sentence) }
            }
            if let closest = report.closestCondition { Tag.p(.class("lead")) { FigureCell.minus(closest) } }
            Tag.p {
                (run.isPassed ? Standing.good : .bad).node(run.isPassed ? "Passed" : "Failed")
                ": \(report.verdict)."
            }
            if let about = run.about { Tag.p(.anyDirection) { about } }
            tiles()
            if !run.levers.isEmpty { levers() }
        }
    }

    private func tiles() -> Node {
        let total = evaluation.total
        return Tag.dl(.class("tiles")) {
            tile(
                "Planned spend", FigureCell.amount(total.after),
                total.isChanged ? "\(total.difference.formatted(sign: true)) to before" : "as before")
            tile(
                "Movements", String(run.movements.count), "each with its reason and its script line")
            if !evaluation.conditions.isEmpty {
                let broken = evaluation.breached.count
                // The balance is a table and a check of its own.
                let tested = evaluation.conditions.filter { $0.condition.test != .balance }
                let open = tested.count { [.cannotBeTold, .notTested, .notDeclared].contains($0.after.verdict) }
                tile("National conditions breached", String(broken), "\(open) of \(tested.count) open")
            }
            if !run.expectations.isEmpty {
                tile(
                    "Expectations met", "\(run.expectations.count(where: \.isMet)) of \(run.expectations.count)",
                    "stated by the script")
            }
        }
    }

    private func tile(_ name: String, _ figure: String, _ note: String) -> Node {
        Tag.div {
            Tag.dt { name }
            Tag.dd {
                figure
                Tag.span { note }
            }
        }
    }

    private func levers() -> Node {
        var table = DataTable(
            "levers", "Levers of the script",
            [.words("Lever"), .figures("Value"), .words("How it was set"), .words("What it is")])
        for lever in run.levers {
            table.add(words: [
                lever.name, lever.value.description,
                lever.isSet ? "set for this run; its default is \(lever.declaration.defaultValue)" : "its default",
                lever.declaration.about ?? "",
            ])
        }
        return table.node
    }
}
