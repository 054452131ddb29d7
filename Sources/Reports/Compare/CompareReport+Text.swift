import Diagnostics
import Finance
import Scripting

extension CompareReport {
    private static let titleWidth = 44

    /// The comparison as text for people.
    package func text() -> String {
        var text = heading()
        text += outcomes()
        text += table(
            "Totals", [comparison.spend, comparison.funding, comparison.unallocated], total: nil,
            below: comparison.plan.leftOutLine)
        text += table("Planned spend by theme", comparison.byTheme, total: comparison.spend)
        text += table("Planned spend by contributor", comparison.byContributor, total: comparison.spend)
        text += table("Planned spend by source", comparison.bySource, total: comparison.spend)
        text += changedLines()
        text += assumptions()
        text += provenanceText()
        text += "\nNot tested: \(RunReport.notTested(comparison.plan))\n"
        return text + "Result: \(verdict)\n"
    }

    private func heading() -> String {
        let identity = comparison.plan.identity
        let title = "\(comparison.runs.count) scenarios compared"
        var text = "\(title)\n\(String(repeating: "═", count: title.count))\n"
        text += "  Plan     \(identity.title.onOneLine) (\(identity.id.onOneLine))\n"
        text += "  Year     \(identity.year.text)\n\n"
        for (index, run) in comparison.runs.enumerated() {
            text += "  \(ScenarioComparison.letter(index))  \(run.title.onOneLine)  (\(run.script.onOneLine))\n"
            if let about = run.about { text += "     \(about.onOneLine)\n" }
            for lever in run.levers {
                text += "     Lever \(lever.name.onOneLine) = \(lever.value)"
                if lever.isSet { text += ", set for this run; its default is \(lever.declaration.defaultValue)" }
                text += "\n"
            }
        }
        return text + "\n"
    }

    private func outcomes() -> String {
        var table = TextTable(
            [.words("")] + comparison.runs.indices.map { .figures(ScenarioComparison.letter($0)) })
        let runs = comparison.runs
        table.add(["Income equals expenditure"] + runs.map { balance($0.evaluation.after) })
        table.add(
            ["Expectations met"]
                + runs.map { run in
                    run.expectations.isEmpty
                        ? "none stated" : "\(run.expectations.count { $0.isMet }) of \(run.expectations.count)"
                })
        if comparison.plan.rulebook != nil {
            table.add(["Conditions breached"] + runs.map { String($0.evaluation.breached.count) })
        }
        table.add(["Movements"] + runs.map { String($0.movements.count) })
        table.add(["Result"] + runs.map { $0.isPassed ? "passed" : "FAILED" })
        var text = "Outcome\n" + table.rendered()
        for (index, run) in runs.enumerated() {
            for change in run.evaluation.breached {
                let new = change.isNewlyBreached ? ", was \(change.before.verdict.rawValue)" : ", as before"
                text += "  \(ScenarioComparison.letter(index))  BREACHED \(change.condition.markedId)\(new)\n"
            }
            for expectation in run.expectations where !expectation.isMet {
                text += "  \(ScenarioComparison.letter(index))  NOT MET \(expectation.message.onOneLine)"
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

    // MARK: Figures

    private func columns(_ first: [TextTable.Column]) -> [TextTable.Column] {
        first + [.figures("Plan")] + comparison.runs.indices.map { .figures(ScenarioComparison.letter($0)) }
    }

    /// Where a scenario changes a figure, the difference stands below it: beside it, four scenarios would need twice the
    /// width.
    private func table(
        _ title: String, _ rows: [ScenarioComparison.Row], total: ScenarioComparison.Row?, below: String = ""
    ) -> String {
        var table = TextTable(columns([.words("")]))
        func add(_ row: ScenarioComparison.Row, as title: String) {
            table.add([title, shown(row.base)] + row.amounts.map(shown))
            if row.isChanged { table.add(changes(row, [""])) }
        }
        for row in rows { add(row, as: row.title.shortened(to: Self.titleWidth)) }
        if let total {
            table.addRule()
            add(total, as: "Total")
        }
        return "\(title)\n" + table.rendered() + below + "\n"
    }

    private func changes(_ row: ScenarioComparison.Row, _ words: [String]) -> [String] {
        words + [""] + row.changes.map { $0.map { $0.isZero ? "–" : $0.formatted(sign: true) } ?? "–" }
    }

    private func shown(_ amount: Money?) -> String { amount?.description ?? "not there" }

    private func changedLines() -> String {
        var text = "Lines that a scenario changes\n"
        if comparison.lines.isEmpty { return text + "  none\n\n" }
        var table = TextTable(columns([.words("Line"), .words("")]))
        for line in comparison.lines {
            let total = line.total
            table.add(
                [total.id, total.title.shortened(to: Self.titleWidth), shown(total.base)] + total.amounts.map(shown))
            // The change of one source alone is the line's change, and one row says both.
            let isOfOneSource = line.sources.count == 1 && line.sources[0].changes == total.changes
            if total.isChanged, !isOfOneSource { table.add(changes(total, ["", ""])) }
            for source in line.sources { table.add(changes(source, ["", "  \(source.id)"])) }
        }
        text += table.rendered()
        for line in comparison.lines where !line.closedBy.isEmpty {
            text += "  \(line.total.id.onOneLine) is closed by \(letters(line.closedBy))\n"
        }
        let rest = comparison.unchangedLines
        if rest > 0 {
            text +=
                "  \(rest == 1 ? "The other line keeps" : "\(rest) other lines keep") every amount in all scenarios.\n"
        }
        return text + "\n"
    }

    // MARK: Assumptions, and the end

    private func assumptions() -> String {
        guard !comparison.assumptions.isEmpty else { return "Assumptions\n  no scenario states any\n\n" }
        var text = "Assumptions\n"
        for row in comparison.assumptions {
            text += "  \(row.what.onOneLine)\n"
            for statement in row.statements {
                let assumption = statement.assumption
                text += "     \(letters(statement.scenarios))  "
                if let value = assumption.value { text += "\(value.onOneLine); " }
                text += "\(assumption.owner.onOneLine); \(assumption.source.onOneLine); "
                text += "looked at \(assumption.date), \(assumption.quality.rawValue)\n"
            }
            if row.hasDifferentValues { text += "     DIFFERENT VALUES: the scenarios differ because of this, too\n" }
            let silent = comparison.runs.indices.filter { index in
                !row.statements.contains { $0.scenarios.contains(index) }
            }
            if !silent.isEmpty { text += "     not stated by \(letters(silent))\n" }
        }
        return text + "\n"
    }

    private func provenanceText() -> String {
        var text = "Made by bcf \(Provenance.engineVersion)\n  plan      \(planHash)\n"
        for rulebook in rulebooks { text += "  rules     \(rulebook.id.onOneLine)  \(rulebook.hash ?? "")\n" }
        for (index, hash) in scriptHashes.enumerated() {
            text += "  script \(ScenarioComparison.letter(index))  \(hash)\n"
        }
        return text + "  again     \(provenance.commandLine)\n"
    }

    private var verdict: String {
        let failed = comparison.runs.indices.filter { !comparison.runs[$0].isPassed }
        guard !failed.isEmpty else {
            return comparison.plan.unstatedSources.isEmpty
                ? "passed: in every scenario, income equals expenditure and no expectation fails"
                : "passed: in no scenario is a source known to be out of balance, and no expectation fails"
        }
        let count = comparison.runs.count
        return "failed: \(letters(failed)) of \(count) scenarios did not pass"
    }
}
