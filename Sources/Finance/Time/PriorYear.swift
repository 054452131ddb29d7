/// How one amount of a year became the amount of the next; the parts sum to it exactly.
package struct RolledAmount: Hashable, Sendable {
    /// The amount at the end of the year that was closed.
    package let carried: Money
    /// What does not go on: below zero, or above where something that was only for the year is undone.
    package let notRecurrent: Money
    /// What a full year costs more, or less, than the months of the year that was closed.
    package let fullYearEffect: Money
    /// What the uplift adds.
    package let uplift: Money
    /// The amount of the next year.
    package let next: Money

    /// Nothing becomes nothing.
    static let zero = RolledAmount(
        carried: .zero, notRecurrent: .zero, fullYearEffect: .zero, uplift: .zero, next: .zero)
}

/// A year that was closed, kept with the plan that was rolled forward from it.
package final class PriorYear: Sendable {
    /// The plan as the year closed, with its own earlier years.
    package let plan: Plan
    /// How it was rolled forward.
    package let terms: RollForwardTerms
    /// How each cell of the spending matrix was rolled forward, line by line.
    package let cells: [RolledAmount]
    /// How each source's funding was rolled forward.
    package let funding: [RolledAmount]

    init(plan: Plan, terms: RollForwardTerms, cells: [RolledAmount], funding: [RolledAmount]) {
        self.plan = plan
        self.terms = terms
        self.cells = cells
        self.funding = funding
    }

    /// How a cell was rolled forward; `nil` for a line or source that came later.
    package func cell(line: Int, source: Int) -> RolledAmount? {
        let width = plan.sources.count
        guard line < plan.lines.count, source < width else { return nil }
        return cells[line * width + source]
    }

    /// How the spend from a source was rolled forward, over all lines.
    package func spend(source: Int) -> RolledAmount {
        let width = plan.sources.count
        let column = stride(from: source, to: cells.count, by: width).map { cells[$0] }
        // Checked when the year was closed: every one of these sums fits.
        func sum(_ part: (RolledAmount) -> Money) -> Money { Money(pence: column.reduce(0) { $0 + part($1).pence }) }
        return RolledAmount(
            carried: sum(\.carried), notRecurrent: sum(\.notRecurrent), fullYearEffect: sum(\.fullYearEffect),
            uplift: sum(\.uplift), next: sum(\.next))
    }
}

extension Plan {
    /// The closed years before this one, the first one first.
    package var earlierYears: [Plan] {
        var years: [Plan] = []
        var prior = priorYear
        while let year = prior {
            years.append(year.plan)
            prior = year.plan.priorYear
        }
        return years.reversed()
    }

    /// The plan of every year, this one last.
    package var allYears: [Plan] { earlierYears + [self] }
}
