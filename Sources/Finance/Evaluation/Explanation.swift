package import Diagnostics

/// Where a figure comes from, step by step: what was read and what each movement did. The steps always sum to the
/// figure, so 100% of its pence are accounted for.
package struct Explanation: Hashable, Sendable {
    /// One contribution to the figure.
    package enum Step: Hashable, Sendable {
        /// An amount that stands in an input cell.
        case input(Money, Place?)
        /// What a movement did to the figure; the number is its place in the plan's list of movements.
        case movement(Money, Int)
        /// What a movement of an earlier year did to it; the number is its place in that year's list.
        case earlierMovement(Money, PlanningYear, Int)
        /// What a roll-forward to a year did to it.
        case rolled(Money, Rolling, to: PlanningYear)

        /// How much the step adds to the figure; below zero when it takes away.
        package var amount: Money {
            switch self {
            case .input(let amount, _), .movement(let amount, _), .earlierMovement(let amount, _, _),
                .rolled(let amount, _, _):
                amount
            }
        }
    }

    /// What a roll-forward does to a figure.
    package enum Rolling: Hashable, Sendable {
        /// Leaves out what was only for the year.
        case notRecurrent
        /// Takes what ran for a part of the year as running all year.
        case fullYearEffect
        /// Adds an uplift, which is stated here.
        case uplift(Rate, citation: String?)
    }

    /// What is explained, such as ``line `UPO5.1` from `dfg` ``.
    package let subject: String
    /// The figure.
    package let figure: Money
    /// What it is made of, inputs first, then movements in the order in which they were made.
    package let steps: [Step]
}

extension Plan {
    /// Where the amount in one cell comes from.
    package func explanation(line: Int, source: Int) -> Explanation {
        let id = lines[line].id
        var steps: [Explanation.Step] = []
        steps += opening(line: line, source: source)
        for (index, movement) in movements.enumerated() {
            for part in movement.parts where part.source == source {
                if movement.from == .line(id) { steps.append(.movement(Money(pence: -part.amount.pence), index)) }
                if movement.to == .line(id) { steps.append(.movement(part.amount, index)) }
            }
        }
        return explanation("line `\(id)` from `\(sources[source].id)`", cell(line: line, source: source), steps)
    }

    /// Where a line's total comes from, source by source.
    package func explanation(line: Int) -> Explanation {
        let steps = sources.indices.flatMap { explanation(line: line, source: $0).steps }
        return explanation("line `\(lines[line].id)`", total(line: line), steps)
    }

    /// Where a source's funding comes from: its tranches, what was contributed and what was withdrawn.
    package func explanation(funding source: Int) -> Explanation {
        var steps: [Explanation.Step]
        if let prior = priorYear, source < openingSourceCount {
            steps = prior.plan.explanation(funding: source).steps.map { $0.inEarlier(prior.plan.identity.year) }
            let uplift = prior.terms.uplift(of: sources[source])
            steps += prior.funding[source].steps(
                to: identity.year, uplift: uplift?.rate ?? .zero, citation: uplift?.citation)
        } else {
            steps = sources[source].tranches.map { .input($0.amount, $0.origin) }
        }
        for (index, movement) in movements.enumerated() {
            for part in movement.parts where part.source == source {
                if movement.from == .contributor { steps.append(.movement(part.amount, index)) }
                if movement.to == .contributor { steps.append(.movement(Money(pence: -part.amount.pence), index)) }
            }
        }
        return explanation("funding of `\(sources[source].id)`", funding(source: source), steps)
    }

    private func opening(line: Int, source: Int) -> [Explanation.Step] {
        // Lines and sources that a scenario added have no input cell.
        guard source < openingSourceCount, line < openingLineCount else { return [] }
        guard let prior = priorYear else {
            let index = line * openingSourceCount + source
            return [.input(Money(pence: openingSpending[index]), origins[index])]
        }
        return prior.plan.explanation(line: line, source: source).steps.map { $0.inEarlier(prior.plan.identity.year) }
            + (prior.cell(line: line, source: source) ?? .zero).steps(
                to: identity.year, uplift: prior.terms.lineUplift, citation: nil)
    }

    private func explanation(_ subject: String, _ figure: Money, _ steps: [Explanation.Step]) -> Explanation {
        assert(steps.reduce(0) { $0 + $1.amount.pence } == figure.pence, "an explanation accounts for every penny")
        return Explanation(subject: subject, figure: figure, steps: steps)
    }
}

extension Explanation.Step {
    /// The step as a later year sees it.
    fileprivate func inEarlier(_ year: PlanningYear) -> Self {
        if case .movement(let amount, let index) = self { return .earlierMovement(amount, year, index) }
        return self
    }
}

extension RolledAmount {
    /// What the roll-forward did to the amount, step by step.
    fileprivate func steps(to year: PlanningYear, uplift rate: Rate, citation: String?) -> [Explanation.Step] {
        [
            .rolled(notRecurrent, .notRecurrent, to: year), .rolled(fullYearEffect, .fullYearEffect, to: year),
            .rolled(uplift, .uplift(rate, citation: citation), to: year),
        ].filter { !$0.amount.isZero }
    }
}
