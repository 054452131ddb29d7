import Diagnostics
import Finance
import Scripting

extension RunReport {
    /// The report as text for people.
    package func text() -> String {
        let evaluation = run.evaluation
        var text = heading()
        text += movements()
        text += layersText()
        text += shaping()
        text += yearsText()
        text += table("Planned spend by source", evaluation.bySource, total: evaluation.total)
        text += table("Planned spend by contributor", evaluation.byContributor, total: evaluation.total)
        if evaluation.byPool.count > 1 {
            text += table("Planned spend by pool", evaluation.byPool, total: evaluation.total)
        }
        text += table("Planned spend by theme", evaluation.byTheme, total: evaluation.total)
        text += changedLines()
        text += grant()
        text += riskPools()
        text += reserves()
        text += balance()
        if let step { text += timeText(step) }
        text += outcomes?.text() ?? ""
        text += poolsText()
        text += conditionsText()
        text += roomText()
        text += expectations()
        if !run.warnings.isEmpty { text += DiagnosticRenderer().render(run.warnings) + "\n" }
        text += AssumptionsLog(assumptions: run.assumptions).text()
        if !run.printed.isEmpty { text += section("Printed by the script") + indented(run.printed) + "\n" }
        text += provenance.rendered()
        text += "\nNot tested: \(Self.notTested(evaluation.after))\n"
        text += "Result: \(run.isPassed ? "passed" : "failed"): \(verdict)\n"
        return text
    }

    private func heading() -> String {
        let identity = run.evaluation.before.identity
        let title = run.title.onOneLine
        var text = "\(title)\n\(String(repeating: "═", count: title.count))\n"
        if let about = run.about { text += "\(about.onOneLine)\n" }
        text += "\n\(moneySummary)\n"
        for sentence in outcomes?.summarySentences ?? [] { text += ConditionTable.wrapped(sentence, indent: 0) }
        text += "\n"
        text += "  Plan     \(identity.title.onOneLine) (\(identity.id.onOneLine))\n"
        text += "  Year     \(identity.year.text)\(laterYears)\n"
        text += "  Script   \(run.script.onOneLine)\n"
        for lever in run.levers {
            text += "  Lever    \(lever.name.onOneLine) = \(lever.value)"
            if lever.isSet { text += ", set for this run; its default is \(lever.declaration.defaultValue)" }
            if let about = lever.declaration.about { text += " (\(about.onOneLine))" }
            text += "\n"
        }
        if !run.streams.isEmpty {
            text += "  Chance   drawn from: \(run.streams.map(\.onOneLine).joined(separator: ", "))\n"
        }
        return text + "\n"
    }

    private func table(_ title: String, _ rows: [Evaluation.Change], total: Evaluation.Change) -> String {
        var table = TextTable([.words(""), .figures("Before"), .figures("After"), .figures("Change")])
        for row in rows { table.add([row.title.shortened(to: 60)] + figures(row)) }
        table.addRule()
        table.add(["Total"] + figures(total))
        return section(title) + table.rendered() + "\n"
    }

    private func figures(_ change: Evaluation.Change) -> [String] {
        [
            change.before.description, change.after.description,
            change.isChanged ? change.difference.formatted(sign: true) : "–",
        ]
    }

    /// Lines and sources that the scenario added, and lines that it closed, with the reason.
    private func shaping() -> String {
        let before = run.evaluation.before
        let after = run.evaluation.after
        var rows: [String] = []
        for line in after.lines.dropFirst(before.lines.count) {
            rows.append("added line \(line.id) \(line.title), theme \(line.theme)\(written(line.origin))")
        }
        for source in after.sources.dropFirst(before.sources.count) {
            rows.append("added source \(source.id) \(source.title)")
        }
        for closure in years.flatMap(\.closures) {
            let title = after.lines.first { $0.id == closure.line }?.title ?? ""
            rows.append("closed line \(closure.line) \(title): \(closure.note.reason)\(written(closure.note.written))")
        }
        if rows.isEmpty { return "" }
        return section("Lines and sources added or closed") + rows.map { "  \($0.onOneLine)\n" }.joined() + "\n"
    }

    private func written(_ place: Place?) -> String { place.map { "  (\($0))" } ?? "" }

    /// Every line of which a cell changed, with the sources that changed: also where the total stays and somebody else
    /// pays.
    private func changedLines() -> String {
        let changed = run.evaluation.byLine.filter(\.isChanged)
        var text = section("Lines that change")
        if changed.isEmpty { return text + "  none\n\n" }
        var table = TextTable([.words("Line"), .words(""), .figures("Before"), .figures("After"), .figures("Change")])
        for row in changed {
            table.add([row.total.id, row.total.title.shortened(to: 50)] + figures(row.total))
            for source in row.changedSources { table.add(["", "  \(source.id)"] + figures(source)) }
        }
        text += table.rendered()
        let rest = run.evaluation.byLine.count - changed.count
        let others = rest == 1 ? "The other line keeps" : "\(rest) other lines keep"
        return text + (rest == 0 ? "\n" : "  \(others) every amount, source by source.\n\n")
    }

    private func balance() -> String {
        let after = run.evaluation.after
        var table = TextTable([.words("Source"), .figures("Income"), .figures("Expenditure"), .figures("Unallocated")])
        for (index, source) in after.sources.enumerated() {
            table.add([
                source.id, after.incomeWords(source: index), after.spend(source: index).description,
                after.unallocatedWords(source: index),
            ])
        }
        table.addRule()
        table.add([
            "Total", after.totalIncomeWords, after.totalSpend.description, after.totalUnallocatedWords,
        ])
        let verdict =
            switch after.balance {
            case .met: "  met: income equals expenditure for every source\n"
            case .notMet: "  not met: income does not equal expenditure for every source\n"
            case .cannotBeTold:
                "  cannot be told: \(after.unstatedIncomeWords ?? ""); no source is known to be out of balance\n"
            }
        return section("Balance after the scenario\(inLastYear)") + table.rendered() + after.leftOutLine + verdict
            + "\n"
    }

    private func expectations() -> String {
        if run.expectations.isEmpty { return "" }
        var text = section("Expectations")
        for expectation in run.expectations {
            text += "  \(expectation.isMet ? "met    " : "NOT MET") \(expectation.message.onOneLine)"
            if let written = expectation.written { text += "  (\(written))" }
            if let values = expectation.valuesInWords { text += "\n          \(values)" }
            if expectation.isMet, expectation.holdsOfWhole == false {
                text += "\n          of its own layer; of the whole plan it does not hold"
            }
            text += "\n"
        }
        return text + "\n"
    }

    func section(_ title: String) -> String { "\(title)\n" }

    private func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map {
            $0.isEmpty ? "" : "  \(String($0).replacing("\t", with: "    ").onOneLine)"
        }
        .joined(separator: "\n")
    }
}
