import Diagnostics
import Finance
package import Reports
import Scripting

/// Scenarios side by side, as a page.
package struct ComparePage {
    let report: CompareReport
    let book = ExplanationBook()
    /// What explains the metrics of each scenario; `nil` where nothing is projected.
    private let metrics: [MetricTree?]

    /// Takes the report that is to be shown.
    package init(_ report: CompareReport) {
        self.report = report
        metrics = zip(report.comparison.runs, report.comparison.outcomes).map { run, outcomes in
            MetricTree(outcomes, after: run.evaluation.after.allYears[0])
        }
    }

    var comparison: ScenarioComparison { report.comparison }
    var view: ComparisonView { report.view }
    var runs: [ScenarioRun] { report.comparison.runs }
    /// The plan that scenarios are held against.
    var base: Plan { comparison.baseRun?.evaluation.after ?? comparison.plan }
    /// `A`, `B`, `C`.
    var letters: [String] { runs.indices.map(ScenarioComparison.letter) }

    /// The page, as one file.
    package func html() -> String {
        let identity = comparison.plan.identity
        var page = Page(title: "\(runs.count) scenarios compared", kind: "Better Care Fund comparison")
        page.about = [
            ("Plan", "\(identity.title) (\(identity.id))"), ("Year", identity.year.text),
            ("Compared with", comparison.baseRun.map { "\($0.title) (\($0.script))" } ?? "the plan as it was read"),
        ]
        if !view.isWhole { page.about.append(("Shown", "the rows that were asked for; all are compared")) }
        page.sections = [
            summary(), spend(), lines(), attribution(), conditions(), outcomes(), riskPools(), judgement(), log(),
            checks(), sources(),
        ].compactMap(\.self)
        if let explained = book.section(command: "bcf explain SCENARIO.lua") { page.sections.append(explained) }
        return page.html()
    }

    /// A figure of a scenario, or of the base where no scenario is named, as a link to what it is made of.
    func link(_ words: String, _ scenario: Int?, _ figure: (Plan) -> ExplainedFigure?) -> [Node] {
        if book.isFull { return book.unexplained(words) }
        let plan = scenario.map { runs[$0].evaluation.after } ?? base
        return book.link(
            words, figure(plan), of: plan, number: (scenario ?? -1) + 1, metrics: scenario.flatMap { metrics[$0] })
    }

    // MARK: Summary

    private func summary() -> PageSection {
        let closest = report.closestConditions
        return PageSection("summary", "Summary") {
            for (place, run) in runs.enumerated() {
                Tag.div(.class("record")) {
                    Tag.h3(.anyDirection) { "\(letters[place]): \(run.title)" }
                    Tag.p { report.summaries[place] }
                    for words in comparison.outcomes[place].summarySentences { Tag.p { FigureCell.minus(words) } }
                    if let closest = closest[place] { Tag.p { FigureCell.minus(closest) } }
                    Tag.p { (run.isPassed ? Standing.good : .bad).node(run.isPassed ? "Passed" : "Failed") }
                    if let about = run.about { Tag.p(.class("detail"), .anyDirection) { about } }
                }
            }
            if let dominance { Tag.p(.class("lead")) { dominance } }
            if !report.untoldWords.isEmpty { Tag.p(.class("lead")) { report.untoldWords } }
            overview().node
            levers()
        }
    }

    /// What is better than what, in a sentence; `nil` where there is nothing to judge by.
    private var dominance: String? {
        let pareto = comparison.pareto
        guard !pareto.judgedBy.isEmpty else { return nil }
        let judging = pareto.judgedBy.map { comparison.measures[$0] }
        let beaten = pareto.dominatedBy.enumerated().filter { !$1.isEmpty }.map { option, others in
            "\(name(option)) is beaten by \(Self.list(others.map(name), "and"))"
        }
        let isEstimated = judging.contains { if case .figure? = $0.values.first ?? nil { true } else { false } }
        let titles = Self.list(judging.map { $0.title.prefix(1).lowercased() + $0.title.dropFirst() }, "and")
        let front = pareto.front.map(name)
        return "Judged by \(titles)\(isEstimated ? ", at the middle of its range" : ""): "
            + (beaten.isEmpty ? "nothing beats anything" : beaten.joined(separator: "; ")) + ". "
            + (front.count == 1
                ? "Nothing beats \(front[0])."
                : "Nothing beats \(Self.list(front, "or")): between them, the board says what matters more.")
            + " One beats another where it is at least as good by every one of these and better by one."
    }

    /// Names in a row: `A, B and C`.
    private static func list(_ names: [String], _ word: String) -> String {
        names.count < 2
            ? names.joined() : "\(names.dropLast().joined(separator: ", ")) \(word) \(names[names.count - 1])"
    }

    private func name(_ option: Int) -> String {
        option == 0 ? (comparison.baseRun == nil ? "the plan" : "the base") : letters[option - 1]
    }

    private func overview() -> DataTable {
        var table = DataTable(
            "overview", "The scenarios at a glance", [.words("Question")] + letters.map { .words($0) })
        func add(_ question: String, _ answer: (ScenarioRun) -> [Node]) {
            table.add([[.text(question)]] + runs.map(answer))
        }
        add("Income equals expenditure") { run in
            switch run.evaluation.after.balance {
            case .met: [Standing.good.node("yes")]
            case .notMet: [Standing.bad.node("no")]
            case .cannotBeTold: [Standing.open.node("cannot be told")]
            }
        }
        add("Expectations met") { run in
            let met = run.expectations.count(where: \.isMet)
            if run.expectations.isEmpty { return [.text("none stated")] }
            return [
                (met == run.expectations.count ? Standing.good : .bad).node("\(met) of \(run.expectations.count)")
            ]
        }
        if comparison.plan.rulebook != nil {
            add("National conditions breached") { run in
                let broken = run.evaluation.breached
                return [(broken.isEmpty ? Standing.good : .bad).node(String(broken.count))]
                    + (broken.isEmpty ? [] : [.text(" " + broken.map(\.condition.markedId).joined(separator: ", "))])
            }
        }
        add("Movements") { [.text(String($0.movements.count))] }
        add("Result") { [($0.isPassed ? Standing.good : .bad).node($0.isPassed ? "passed" : "failed")] }
        return table
    }

    private func levers() -> [Node] {
        let all = runs.enumerated().flatMap { place, run in run.levers.map { (place, $0) } }
        guard !all.isEmpty else { return [] }
        var table = DataTable(
            "levers", "Levers of the scripts",
            [.words("Scenario"), .words("Lever"), .figures("Value"), .words("How it was set"), .words("What it is")])
        for (place, lever) in all {
            table.add(words: [
                letters[place], lever.name, lever.value.description,
                lever.isSet ? "set for this run; its default is \(lever.declaration.defaultValue)" : "its default",
                lever.declaration.about ?? "",
            ])
        }
        return [table.node]
    }
}
