/// A year in one row.
package struct YearSummary: Hashable, Sendable {
    /// The year.
    package let year: PlanningYear
    /// What comes in.
    package let funding: Money
    /// What lines spend.
    package let spend: Money
    /// What comes in and has no line, over the sources that have something left.
    package let withoutUse: Money
    /// What is missing, over the sources of which more is spent than comes in; zero or above.
    package let gap: Money
    /// What each reserve held, and what is left of it.
    package let reserves: [ReserveAssessment]
}

extension Plan {
    /// Every year in a row of its own, this one last.
    package var yearSummaries: [YearSummary] {
        allYears.map { plan in
            let left = plan.sources.indices.map { plan.unallocated(source: $0).pence }
            return YearSummary(
                year: plan.identity.year, funding: plan.totalFunding, spend: plan.totalSpend,
                withoutUse: Money(pence: left.filter { $0 > 0 }.reduce(0, +)),
                gap: Money(pence: -left.filter { $0 < 0 }.reduce(0, +)), reserves: plan.reserveAssessments())
        }
    }
}

extension Plan {
    /// What a full year of a line costs more than its months of this year; below zero when it costs less. Movements that
    /// are only for the year are left out. `nil` when its months are not stated.
    package func fullYearEffect(line: Int) throws(PlanError) -> Money? {
        guard lines[line].months != nil else { return nil }
        let note = Movement.Note(reason: "full-year effect")
        let terms = RollForwardTerms(
            to: identity.year.next, uplifts: [], lineUplift: .zero, recurrent: [lines[line].id], notStatedRecurs: true,
            note: note)
        return try fullYearEffect(line: line, terms)
    }
}
