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
        case .movement(_, let index): return words(of: plan.movements[index], index + 1, in: nil)
        case .earlierMovement(_, let year, let index):
            let earlier = plan.earlierYears.first { $0.identity.year == year }
            guard let movement = earlier?.movements[index] else {
                preconditionFailure("an explanation speaks of the plan's own years")
            }
            return words(of: movement, index + 1, in: year)
        case .rolled(_, let rolling, let year):
            let terms = plan.allYears.first { $0.identity.year == year }?.priorYear?.terms
            let what =
                switch rolling {
                case .notRecurrent: "not recurrent"
                case .fullYearEffect: "full-year effect"
                case .uplift(let rate, let citation): "uplift of \(rate)\(citation.map { ": \($0)" } ?? "")"
                }
            return (
                terms?.note.written?.description ?? "roll-forward",
                "rolled forward to \(year.text): \(what)"
            )
        }
    }

    private func words(of movement: Movement, _ number: Int, in year: PlanningYear?) -> (from: String, why: String) {
        let authority = movement.note.authority.map { "; authority: \($0)" } ?? ""
        let ofYear = year.map { " of \($0.text)" } ?? ""
        return (
            movement.note.written?.description ?? "movement \(number)",
            "movement \(number)\(ofYear), \(movement.verb.rawValue): \(movement.note.reason)\(authority)"
        )
    }
}
