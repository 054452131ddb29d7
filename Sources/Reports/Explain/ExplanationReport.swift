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
    private var steps: [Explanation.Step] { explanation.steps.filter { !$0.amount.isZero } }

    /// The report as text for people.
    package func text() -> String {
        var table = TextTable([.figures("Amount"), .words("From"), .words("Why")])
        for step in steps {
            let words = words(of: step)
            table.add([step.amount.formatted(sign: true), words.from, words.why])
        }
        table.addRule()
        table.add([explanation.figure.description, "", ""])
        let heading = "\(explanation.subject): \(explanation.figure)\n\n"
        return heading + table.rendered() + "\n"
            + (assumptions?.text("Assumptions of the whole script, not only of this figure") ?? "")
            + provenance.rendered()
    }

    /// The report as a JSON document of the form `bcf-explain/1`. Amounts are whole pence.
    package func json() -> String {
        JSONValue.object([
            ("format", .string("bcf-explain/1")), ("subject", .string(explanation.subject)),
            ("figure_pence", .integer(explanation.figure.pence)),
            (
                "steps",
                .array(
                    steps.map { step in
                        let words = words(of: step)
                        return .object([
                            ("amount_pence", .integer(step.amount.pence)), ("from", .string(words.from)),
                            ("why", .string(words.why)),
                        ])
                    })
            ),
            ("assumptions", assumptions?.json ?? .null),
            ("provenance", provenance.json),
        ]).rendered()
    }

    private func words(of step: Explanation.Step) -> (from: String, why: String) {
        switch step {
        case .input(_, let place):
            return (place?.description ?? "the plan", place?.name.map { "as read, column \($0)" } ?? "as read")
        case .movement(_, let index):
            let movement = plan.movements[index]
            let authority = movement.note.authority.map { "; authority: \($0)" } ?? ""
            return (
                movement.note.written?.description ?? "movement \(index + 1)",
                "movement \(index + 1), \(movement.verb.rawValue): \(movement.note.reason)\(authority)"
            )
        }
    }
}
