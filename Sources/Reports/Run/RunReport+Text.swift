import Finance
import Scripting

extension RunReport {
    /// The report as text for people.
    package func text() -> String {
        let evaluation = run.evaluation
        var text = heading()
        text += movements()
        text += table("Spend by source", evaluation.bySource, total: evaluation.total)
        text += table("Spend by contributor", evaluation.byContributor, total: evaluation.total)
        if evaluation.byPool.count > 1 { text += table("Spend by pool", evaluation.byPool, total: evaluation.total) }
        text += table("Spend by theme", evaluation.byTheme, total: evaluation.total)
        text += changedLines()
        text += balance()
        text += expectations()
        if !run.printed.isEmpty { text += section("Printed by the script") + indented(run.printed) + "\n" }
        text += provenance.rendered()
        text += "\nResult: \(run.isPassed ? "passed" : "failed")\n"
        return text
    }

    private func heading() -> String {
        let identity = run.evaluation.before.identity
        var text = "\(run.title)\n\(String(repeating: "═", count: run.title.count))\n"
        if let about = run.about { text += "\(about)\n" }
        text += "\n\(summary)\n\n"
        text += "  Plan     \(identity.title) (\(identity.id))\n"
        text += "  Year     \(identity.year.text)\n"
        text += "  Script   \(run.script)\n"
        for lever in run.levers {
            text += "  Lever    \(lever.name) = \(lever.value)"
            if lever.isSet { text += ", set for this run; its default is \(lever.declaration.defaultValue)" }
            if let about = lever.declaration.about { text += " (\(about))" }
            text += "\n"
        }
        return text + "\n"
    }

    private func movements() -> String {
        var text = section("Movements")
        if run.movements.isEmpty { return text + "  none\n\n" }
        for (index, movement) in run.movements.enumerated() {
            let number = "\(index + 1)."
            let verb = movement.verb.rawValue
            text += "  \(number) \(verb) \(movement.amount)\n"
            text += "     from       \(words(movement.from, of: movement))\n"
            text += "     to         \(words(movement.to, of: movement))\n"
            let parts = movement.parts.map { "\(run.evaluation.after.sources[$0.source].id) \($0.amount)" }
            text += "     source     \(parts.joined(separator: ", "))\n"
            text += "     reason     \(movement.note.reason)\n"
            text += "     authority  \(movement.note.authority ?? notStated)\n"
            if let recurrent = movement.note.isRecurrent {
                text += "     recurrent  \(recurrent ? "yes" : "no")\n"
            }
            if let written = movement.note.written { text += "     written    \(written)\n" }
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

    private func changedLines() -> String {
        let changed = run.evaluation.byLine.filter(\.isChanged)
        var text = section("Lines that change")
        if changed.isEmpty { return text + "  none\n\n" }
        var table = TextTable([.words("Line"), .words(""), .figures("Before"), .figures("After"), .figures("Change")])
        for row in changed { table.add([row.id, row.title.shortened(to: 50)] + figures(row)) }
        text += table.rendered()
        let rest = run.evaluation.byLine.count - changed.count
        return text
            + "  \(rest) other line\(rest == 1 ? "" : "s") keep\(rest == 1 ? "s" : "") what \(rest == 1 ? "it has" : "they have").\n\n"
    }

    private func balance() -> String {
        let evaluation = run.evaluation
        var text = section("Balance")
        text += "  Income       \(evaluation.funding.after)\n"
        text += "  Expenditure  \(evaluation.total.after)\n"
        text += "  Unallocated  \(evaluation.after.totalUnallocated)\n"
        for row in evaluation.unallocated where !row.after.isZero {
            text += "    \(row.title): \(row.after)\(row.after.isNegative ? ", more spent than has come in" : "")\n"
        }
        let verdict =
            evaluation.isBalanced
            ? "  met: income equals expenditure for every source\n"
            : "  not met: income does not equal expenditure for every source\n"
        return text + verdict + "\n"
    }

    private func expectations() -> String {
        if run.expectations.isEmpty { return "" }
        var text = section("Expectations")
        for expectation in run.expectations {
            text += "  \(expectation.isMet ? "met    " : "NOT MET") \(expectation.message)"
            if let written = expectation.written { text += "  (\(written))" }
            text += "\n"
        }
        return text + "\n"
    }

    private func section(_ title: String) -> String { "\(title)\n" }

    private func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "  \($0)" }
            .joined(separator: "\n")
    }
}
