import Diagnostics
package import Finance
package import Scripting

/// Where a figure comes from, presented: each input cell and each movement with what it adds, down to the penny.
package struct ExplanationReport: Sendable {
    /// The explanation.
    package let explanation: Explanation
    /// The plan that has the figure.
    package let plan: Plan
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
    package var steps: [Explanation.Step] { explanation.steps.filter { !$0.amount.isZero } }

    /// Whether the figure says anything: it leaves out sources that do not state their income, and may leave out all.
    package var isFigureKnown: Bool {
        explanation.leftOut.count < explanation.subject.sources.count || explanation.leftOut.isEmpty || !steps.isEmpty
    }

    /// Input cells that belong together, and what they come to.
    package struct Part {
        /// What they have in common.
        package let title: String
        /// The cells.
        package fileprivate(set) var steps: [Explanation.Step]

        /// A sum of cells of one plan, which fits.
        package var sum: Money { Money(pence: steps.reduce(0) { $0 &+ $1.amount.pence }) }
    }

    /// The input cells of the figure: those of a figure that several themes have part in, theme by theme.
    package var parts: [Part] {
        var parts: [Part] = []
        for step in steps {
            let title: String
            switch (step.origin, explanation.subject.measure) {
            case (.movement, _), (.earlierMovement, _), (.rolled, _): continue
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

    /// The steps that movements and roll-forwards made. What a roll-forward did is one step a source.
    package var movements: [Explanation.Step] {
        var made: [Explanation.Step] = []
        var places: [Explanation.Step: Int] = [:]
        for step in steps {
            switch step.origin {
            case .spend, .income: continue
            case .movement, .earlierMovement: made.append(step)
            case .rolled:
                let key = Explanation.Step(amount: .zero, source: step.source, origin: step.origin)
                if let place = places[key] {
                    // Parts of a figure that fits.
                    let sum = Money(pence: made[place].amount.pence &+ step.amount.pence)
                    made[place] = Explanation.Step(amount: sum, source: step.source, origin: step.origin)
                } else {
                    places[key] = made.count
                    made.append(step)
                }
            }
        }
        return made
    }

    /// The plan as it was read, with its own year's movements: where input cells are.
    package var firstYear: Plan { plan.earlierYears.first ?? plan }

    /// The place of a step, and why it is there, in words.
    package func words(of step: Explanation.Step) -> (from: String, why: String) {
        switch step.origin {
        case .spend(_, let place), .income(_, let place):
            return (place?.description ?? "the plan", place?.name.map { "as read, column \($0)" } ?? "as read")
        case .movement(let index): return words(of: plan.movements[index], index + 1, in: nil)
        case .earlierMovement(let year, let index):
            let earlier = plan.earlierYears.first { $0.identity.year == year }
            guard let movement = earlier?.movements[index] else {
                preconditionFailure("an explanation speaks of the plan's own years")
            }
            return words(of: movement, index + 1, in: year)
        case .rolled(let rolling, let year):
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
