package import Diagnostics

/// Where a figure comes from, step by step: what was read and what each movement did. The steps always sum to the
/// figure, so 100% of its pence are accounted for.
package struct Explanation: Hashable, Sendable {
    /// One contribution to the figure.
    package struct Step: Hashable, Sendable {
        /// What kind of contribution it is, and where it comes from.
        package enum Origin: Hashable, Sendable {
            /// An input cell of what lines spend; the number is the line's place in the plan.
            case spend(line: Int, Place?)
            /// An input cell of what comes in; the number is the place of the tranche in its source.
            case income(tranche: Int, Place?)
            /// A movement, by its place in the plan's list of movements.
            case movement(Int)
            /// A movement of an earlier year, by its place in that year's list.
            case earlierMovement(PlanningYear, Int)
            /// What a roll-forward to a year did.
            case rolled(Rolling, to: PlanningYear)
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

        /// How much the step adds to the figure; below zero when it takes away.
        package let amount: Money
        /// The place of the source whose money it is.
        package let source: Int
        /// Where it comes from.
        package let origin: Origin

        /// Makes a step.
        package init(amount: Money, source: Int, origin: Origin) {
            self.amount = amount
            self.source = source
            self.origin = origin
        }
    }

    /// What is explained.
    package let subject: Figure
    /// The figure.
    package let figure: Money
    /// What it is made of, inputs first, then movements in the order in which they were made.
    package let steps: [Step]
    /// The places of the sources whose income the figure leaves out, as the plan does not state it.
    package let leftOut: [Int]
}

extension Plan {
    /// Where a figure comes from.
    package func explanation(of figure: Figure) -> Explanation {
        var steps: [Explanation.Step] = []
        // What is unallocated is what has come in, less what is spent.
        if figure.measure != .spend { steps += income(figure) }
        if figure.measure != .income { steps += spend(figure) }
        steps += movementSteps(figure)
        let amount = amount(of: figure)
        assert(
            steps.reduce(0) { $0 &+ $1.amount.pence } == amount.pence, "an explanation accounts for every penny")
        return Explanation(subject: figure, figure: amount, steps: steps, leftOut: leftOut(of: figure))
    }

    /// The sources of a figure whose income it leaves out.
    package func leftOut(of figure: Figure) -> [Int] {
        figure.measure == .spend ? [] : figure.sources.filter { !sources[$0].isIncomeStated }
    }

    /// How much a figure is, without what the plan does not state.
    package func amount(of figure: Figure) -> Money {
        switch figure.measure {
        case .spend:
            Money(
                pence: figure.lines.reduce(0) { sum, line in
                    figure.sources.reduce(sum) { $0 + cell(line: line, source: $1).pence }
                })
        case .income: Money(pence: figure.sources.reduce(0) { $0 + funding(source: $1).pence })
        case .unallocated: Money(pence: figure.sources.reduce(0) { $0 + unallocated(source: $1).pence })
        }
    }

    private func income(_ figure: Figure) -> [Explanation.Step] {
        if let priorYear {
            return earlier(priorYear, Figure(.income, lines: [], sources: figure.sources.filter(isOpening(source:))))
        }
        return figure.sources.flatMap { source in
            sources[source].tranches.enumerated().map { index, tranche in
                Explanation.Step(
                    amount: tranche.amount, source: source, origin: .income(tranche: index, tranche.origin))
            }
        }
    }

    private func spend(_ figure: Figure) -> [Explanation.Step] {
        let sign: Int64 = figure.measure == .spend ? 1 : -1
        // Lines and sources that a scenario added have no input cell.
        let lines = figure.lines.filter { $0 < openingLineCount }
        // Spend of a source that does not state its income says nothing of what is unallocated.
        let counted = figure.sources.filter { isOpening(source: $0) && (sign == 1 || sources[$0].isIncomeStated) }
        if let priorYear {
            return earlier(priorYear, Figure(.spend, lines: lines, sources: counted)).map { $0.signed(sign) }
        }
        return lines.flatMap { line in
            counted.map { source in
                let index = line * openingSourceCount + source
                return Explanation.Step(
                    amount: Money(pence: sign * openingSpending[index]), source: source,
                    origin: .spend(line: line, origins[index]))
            }
        }
    }

    private func isOpening(source: Int) -> Bool { source < openingSourceCount }

    /// Where the figure of the year before comes from, and what the roll-forward made of it.
    private func earlier(_ prior: PriorYear, _ figure: Figure) -> [Explanation.Step] {
        let steps = prior.plan.explanation(of: figure).steps.map { $0.inEarlier(prior.plan.identity.year) }
        let rolled = figure.sources.flatMap { source -> [Explanation.Step] in
            if figure.measure == .income {
                let uplift = prior.terms.uplift(of: prior.plan.sources[source])
                return prior.funding[source].steps(
                    source: source, to: identity.year, uplift: uplift?.rate ?? .zero, citation: uplift?.citation)
            }
            return figure.lines.flatMap { line in
                (prior.cell(line: line, source: source) ?? .zero).steps(
                    source: source, to: identity.year, uplift: prior.terms.lineUplift, citation: nil)
            }
        }
        return steps + rolled
    }

    /// What each movement did to the figure, source by source. One that gives as much as it takes is no part of it.
    private func movementSteps(_ figure: Figure) -> [Explanation.Step] {
        let ids = Set(figure.lines.map { lines[$0].id })
        let counted = Set(figure.sources)
        func counts(_ end: Movement.End) -> Bool {
            switch (end, figure.measure) {
            case (.line(let id), .spend): ids.contains(id)
            case (.unallocated, .unallocated): true
            default: false
            }
        }
        return movements.enumerated().flatMap { index, movement in
            // Income is the one figure that grows by what comes from outside.
            let gains =
                figure.measure == .income
                ? (movement.from == .contributor ? 1 : 0) - (movement.to == .contributor ? 1 : 0)
                : (counts(movement.to) ? 1 : 0) - (counts(movement.from) ? 1 : 0)
            return gains == 0
                ? []
                : movement.parts.filter { counted.contains($0.source) }.map { part in
                    Explanation.Step(
                        amount: Money(pence: Int64(gains) * part.amount.pence), source: part.source,
                        origin: .movement(index))
                }
        }
    }
}

extension Figure {
    /// A part of a figure, which nobody reads by itself.
    fileprivate init(_ measure: Measure, lines: [Int], sources: [Int]) {
        self.init(measure: measure, words: "", lines: lines, sources: sources)
    }
}

extension Explanation.Step {
    /// The step as a later year sees it.
    fileprivate func inEarlier(_ year: PlanningYear) -> Self {
        guard case .movement(let index) = origin else { return self }
        return Self(amount: amount, source: source, origin: .earlierMovement(year, index))
    }

    fileprivate func signed(_ sign: Int64) -> Self {
        Self(amount: Money(pence: sign * amount.pence), source: source, origin: origin)
    }
}

extension RolledAmount {
    /// What the roll-forward did to the amount, step by step.
    fileprivate func steps(
        source: Int, to year: PlanningYear, uplift rate: Rate, citation: String?
    ) -> [Explanation.Step] {
        let parts: [(Money, Explanation.Step.Rolling)] = [
            (notRecurrent, .notRecurrent), (fullYearEffect, .fullYearEffect),
            (uplift, .uplift(rate, citation: citation)),
        ]
        return parts.filter { !$0.0.isZero }.map {
            Explanation.Step(amount: $0.0, source: source, origin: .rolled($0.1, to: year))
        }
    }
}
