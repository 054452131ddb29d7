import Diagnostics
package import Finance
package import Scripting

/// Where a figure comes from, presented: each input cell and each movement with what it adds, down to the penny.
package struct ExplanationReport: Sendable {
    let explanation: Explanation
    let plan: Plan
    /// The assumptions of the scenario, when there is one.
    let assumptions: AssumptionsLog?
    let provenance: Provenance

    /// Makes a report of an explanation of a figure of `plan`.
    ///
    /// - Parameter run: the scenario that made the plan, when one did.
    package init(
        _ explanation: Explanation, of plan: Plan, run: ScenarioRun? = nil, provenance: Provenance
    ) {
        self.explanation = explanation
        self.plan = plan
        assumptions = run.map { AssumptionsLog(assumptions: $0.assumptions) }
        self.provenance = provenance
    }

    /// Steps that add something. A cell that holds 0 explains no penny.
    var steps: [Explanation.Step] { explanation.steps.filter { !$0.amount.isZero } }

    /// Whether the figure says anything: it leaves out sources that do not state their income, and may leave out all.
    var isFigureKnown: Bool {
        explanation.leftOut.count < explanation.subject.sources.count || explanation.leftOut.isEmpty || !steps.isEmpty
    }

    /// Input cells that belong together, and what they come to.
    struct Part {
        let title: String
        var steps: [Explanation.Step]

        /// A sum of cells of one plan, which fits.
        var sum: Money { Money(pence: steps.reduce(0) { $0 &+ $1.amount.pence }) }
    }

    /// The input cells of the figure: those of a figure that several themes have part in, theme by theme.
    var parts: [Part] {
        var parts: [Part] = []
        for step in steps {
            let title: String
            switch (step.origin, explanation.subject.measure) {
            case (.movement, _): continue
            case (.spend(let line, _), .spend): title = plan.lines[line].theme
            case (.spend, _): title = "Planned spend"
            case (.income, _): title = "Income"
            }
            if let known = parts.firstIndex(where: { $0.title == title }) {
                parts[known].steps.append(step)
            } else {
                parts.append(Part(title: title, steps: [step]))
            }
        }
        return parts
    }

    /// The steps that movements made.
    var movements: [Explanation.Step] {
        steps.filter { if case .movement = $0.origin { true } else { false } }
    }

    /// The place of a step, and why it is there, in words.
    func words(of step: Explanation.Step) -> (from: String, why: String) {
        switch step.origin {
        case .spend(_, let place), .income(_, let place):
            return (place?.description ?? "the plan", place?.name.map { "as read, column \($0)" } ?? "as read")
        case .movement(let index):
            let movement = plan.movements[index]
            let authority = movement.note.authority.map { "; authority: \($0)" } ?? ""
            return (
                movement.note.written?.description ?? "movement \(index + 1)",
                "movement \(index + 1), \(movement.verb.rawValue): \(movement.note.reason)\(authority)"
            )
        }
    }
}
