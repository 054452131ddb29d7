import Diagnostics
import Draws
import Finance
import Scripting

extension CompareReport {
    /// The comparison as text for people.
    package func text(_ layout: TextLayout = TextLayout()) -> String {
        var text = heading(layout) + outcomes(layout)
        text += money(layout) + conditions(layout) + metrics(layout) + riskPools(layout)
        text += measures(layout) + regrets(layout) + waterfalls(layout)
        text += changedLines(layout) + assumptions(layout)
        text += provenanceText(layout)
        text += "\nNot tested: \(RunReport.notTested(comparison.plan))\n"
        return text + "Result: \(comparison.isPassed ? verdict : layout.warning(verdict))\n"
    }

    private func heading(_ layout: TextLayout) -> String {
        let identity = comparison.plan.identity
        let count = comparison.runs.count
        let title = count == 1 ? "1 scenario compared" : "\(count) scenarios compared"
        var text = layout.heading(title)
        if !layout.isPlain { text += "\(String(repeating: "═", count: title.count))\n" }
        text += "  Plan     \(identity.title.onOneLine) (\(identity.id.onOneLine))\n"
        text += "  Year     \(identity.year.text)\n"
        if let base = comparison.baseRun {
            text += "  Base     \(base.title.onOneLine)  (\(base.script.onOneLine))\n"
        }
        text += "\n"
        for (index, run) in comparison.runs.enumerated() {
            text += "  \(ScenarioComparison.letter(index))  \(run.title.onOneLine)  (\(run.script.onOneLine))\n"
            if let about = run.about { text += "     \(about.onOneLine)\n" }
            for lever in run.levers {
                text += "     Lever \(lever.name.onOneLine) = \(lever.value)"
                if lever.isSet { text += ", set for this run; its default is \(lever.declaration.defaultValue)" }
                text += "\n"
            }
        }
        let unshown =
            view.isWhole ? "" : "  Not every row is shown, or in the plan's order: see the command at the end.\n"
        return text + unshown + "\n"
    }

    private func outcomes(_ layout: TextLayout) -> String {
        let runs = comparison.runs
        var table = SideBySide(options: runs.indices.map(ScenarioComparison.letter))
        func add(_ title: String, _ cell: (ScenarioRun) -> String) {
            table.rows.append(SideBySide.Row(title: title, cells: runs.map(cell)))
        }
        add("Income equals expenditure") { balance($0.evaluation.after) }
        add("Expectations met") { run in
            run.expectations.isEmpty
                ? "none stated" : "\(run.expectations.count { $0.isMet }) of \(run.expectations.count)"
        }
        if comparison.plan.rulebook != nil { add("Conditions breached") { String($0.evaluation.breached.count) } }
        add("Movements") { String($0.movements.count) }
        add("Result") { $0.isPassed ? "passed" : "FAILED" }
        var text = layout.heading("Outcome") + table.text(layout)
        for (index, run) in runs.enumerated() {
            for change in run.evaluation.breached {
                let new = change.isNewlyBreached ? ", was \(change.before.verdict.rawValue)" : ", as before"
                text += "  \(ScenarioComparison.letter(index))  "
                text += layout.warning("BREACHED") + " \(change.condition.markedId)\(new)\n"
            }
            for expectation in run.expectations where !expectation.isMet {
                text += "  \(ScenarioComparison.letter(index))  "
                text += layout.warning("NOT MET") + " \(expectation.message.onOneLine)"
                if let written = expectation.written { text += "  (\(written))" }
                if let values = expectation.valuesInWords { text += "\n             \(values)" }
                text += "\n"
            }
        }
        return text + "\n"
    }

    private func balance(_ plan: Plan) -> String {
        switch plan.balance {
        case .met: "yes"
        case .notMet: "NO"
        case .cannotBeTold: "cannot be told"
        }
    }

    // MARK: Assumptions, and the end

    private func assumptions(_ layout: TextLayout) -> String {
        guard view.shows(.assumption) else { return "" }
        var text = layout.heading("Assumptions")
        if comparison.assumptions.isEmpty { return text + "  no scenario states any\n\n" }
        for row in comparison.assumptions where view.shows(.assumption, row.what, row.what) {
            text += "  \(row.what.onOneLine)\n"
            for statement in row.statements {
                let assumption = statement.assumption
                text += "     \(letters(statement.scenarios))  "
                if let value = assumption.value { text += "\(value.onOneLine); " }
                text += "\(assumption.owner.onOneLine); \(assumption.source.onOneLine); "
                text += "looked at \(assumption.date), \(assumption.quality.rawValue)\n"
            }
            if row.hasDifferentValues {
                text += "     " + layout.warning("DIFFERENT VALUES")
                text += ": the scenarios differ because of this, too\n"
            }
            let silent = comparison.runs.indices.filter { index in
                !row.statements.contains { $0.scenarios.contains(index) }
            }
            if !silent.isEmpty { text += "     not stated by \(letters(silent))\n" }
        }
        return text + "\n"
    }

    private func provenanceText(_ layout: TextLayout) -> String {
        var text = "Made by bcf \(Provenance.engineVersion)\n  plan      \(planHash)\n"
        for rulebook in rulebooks { text += "  rules     \(rulebook.id.onOneLine)  \(rulebook.hash ?? "")\n" }
        if let baseHash { text += "  base      \(baseHash)\n" }
        for (index, hash) in scriptHashes.enumerated() {
            text += "  script \(ScenarioComparison.letter(index))  \(hash)\n"
        }
        let provenance = provenance
        if let seed = provenance.seed { text += "  seed      \(seed)\n" }
        if let sampling = provenance.sampling { text += "  samples   \(sampling.count), \(sampling.design.rawValue)\n" }
        return text + "  again     \(provenance.commandLine)\n"
    }

    private var verdict: String {
        let failed = comparison.runs.indices.filter { !comparison.runs[$0].isPassed }
        let count = comparison.runs.count
        guard !failed.isEmpty else {
            return comparison.plan.unstatedSources.isEmpty
                ? "passed: in every scenario, income equals expenditure and no expectation fails"
                : "passed: in no scenario is a source known to be out of balance, and no expectation fails"
        }
        return "failed: \(letters(failed)) of \(count) scenario\(count == 1 ? "" : "s") did not pass"
    }
}
