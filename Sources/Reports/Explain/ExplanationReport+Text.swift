import Diagnostics
import Finance

extension ExplanationReport {
    /// The report as text for people: the sum, what it is made of, then each cell and each movement.
    package func text() -> String {
        let words = explanation.subject.words.onOneLine
        return "\(words.prefix(1).uppercased() + words.dropFirst()): \(figure)\n\(leftOut)\n"
            + (steps.isEmpty ? nothing : sums() + parts.map(cells).joined() + movementTable())
            + (assumptions?.text("Assumptions of the whole script, not only of this figure") ?? "")
            + provenance.rendered()
    }

    private var figure: String { isFigureKnown ? explanation.figure.description : notStated }

    /// Which sources the figure leaves out.
    private var leftOut: String {
        if explanation.leftOut.isEmpty { return "" }
        let ids = explanation.leftOut.map { plan.sources[$0].id }.joined(separator: ", ").onOneLine
        return isFigureKnown && explanation.leftOut.count == explanation.subject.sources.count
            ? "  This is what the scenario changed: the plan does not state the income of \(ids)\n"
            : isFigureKnown
                ? "  It leaves out what the plan does not state: the income of \(ids)\n"
                : "  The plan does not state the income of \(ids)\n"
    }

    /// Why a figure is nothing.
    private var nothing: String {
        explanation.steps.isEmpty
            ? "  No cell was read for it, and no movement touches it.\n\n"
            : "  Every cell that was read for it holds £0, and no movement touches it.\n\n"
    }

    private func sums() -> String {
        var table = TextTable([.figures("Amount"), .words("Made of")])
        let parts = parts
        for part in parts {
            let title = parts.count > 1 ? "\(part.title), " : ""
            table.add([part.sum.formatted(sign: true), "\(title)\(count(part.steps, "cell")) as read"])
        }
        if !movements.isEmpty {
            let sum = Money(pence: movements.reduce(0) { $0 &+ $1.amount.pence })
            table.add([sum.formatted(sign: true), changes])
        }
        table.addRule()
        table.add([figure, ""])
        return table.rendered() + "\n"
    }

    /// What changed the figure since it was read, in words.
    private var changes: String {
        var moved: Set<Explanation.Step.Origin> = []
        var years: Set<PlanningYear> = []
        for step in movements {
            if case .rolled(_, let year) = step.origin { years.insert(year) } else { moved.insert(step.origin) }
        }
        let counts = [(moved.count, "movement"), (years.count, "roll-forward")].filter { $0.0 > 0 }
        return counts.map { "\($0) \($1)\($0 == 1 ? "" : "s")" }.joined(separator: " and ")
    }

    private func count(_ steps: [Explanation.Step], _ thing: String) -> String {
        "\(steps.count) \(thing)\(steps.count == 1 ? "" : "s")"
    }

    private func cells(_ part: Part) -> String {
        let isIncome = part.steps.contains { if case .income = $0.origin { true } else { false } }
        var table = TextTable([
            .figures("Amount"), .words(isIncome ? "Tranche" : "Line"), .words("Source"), .words("Cell"),
        ])
        for step in part.steps {
            let name =
                switch step.origin {
                case .spend(let line, _): "\(plan.lines[line].id) \(plan.lines[line].title.shortened(to: 44))"
                case .income(let tranche, _): firstYear.sources[step.source].tranches[tranche].title.shortened(to: 44)
                case .movement, .earlierMovement, .rolled: ""
                }
            table.add([
                step.amount.formatted(sign: true), name, plan.sources[step.source].id, words(of: step).from,
            ])
        }
        return "\(part.title.onOneLine), as read\n\(table.rendered())\n"
    }

    private func movementTable() -> String {
        if movements.isEmpty { return "" }
        var table = TextTable([.figures("Amount"), .words("Source"), .words("Written"), .words("Why")])
        for step in movements {
            let words = words(of: step)
            table.add([step.amount.formatted(sign: true), plan.sources[step.source].id, words.from, words.why])
        }
        return "\(plan.priorYear == nil ? "Movements" : "Movements and roll-forwards")\n\(table.rendered())\n"
    }
}
