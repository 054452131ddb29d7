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

        /// How much the step adds to the figure; below zero when it takes away.
        package var amount: Money {
            switch self {
            case .input(let amount, _), .movement(let amount, _): amount
            }
        }
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
        if let opening = opening(line: line, source: source) { steps.append(opening) }
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
        var steps: [Explanation.Step] = sources[source].tranches.map { .input($0.amount, $0.origin) }
        for (index, movement) in movements.enumerated() {
            for part in movement.parts where part.source == source {
                if movement.from == .contributor { steps.append(.movement(part.amount, index)) }
                if movement.to == .contributor { steps.append(.movement(Money(pence: -part.amount.pence), index)) }
            }
        }
        return explanation("funding of `\(sources[source].id)`", funding(source: source), steps)
    }

    private func opening(line: Int, source: Int) -> Explanation.Step? {
        // Lines and sources that a scenario added have no input cell.
        guard source < openingSourceCount, line < openingSpending.count / openingSourceCount else { return nil }
        let index = line * openingSourceCount + source
        return .input(Money(pence: openingSpending[index]), origins[index])
    }

    private func explanation(_ subject: String, _ figure: Money, _ steps: [Explanation.Step]) -> Explanation {
        assert(steps.reduce(0) { $0 + $1.amount.pence } == figure.pence, "an explanation accounts for every penny")
        return Explanation(subject: subject, figure: figure, steps: steps)
    }
}
