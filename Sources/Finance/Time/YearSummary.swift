/// What the reserve held in a year, as far as the plan can tell.
package struct ReserveYear: Hashable, Sendable {
    /// What it held on 1 April; `nil` where that is not known.
    package let opening: Money?
    /// What the plan draws from it: the funding of the sources that are reserves.
    package let drawn: Money
    /// What it holds on 31 March; below zero when more is drawn than it held.
    package let closing: Money?
}

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
    /// What the reserve held.
    package let reserve: ReserveYear
}

extension Plan {
    /// What the reserve holds in this year. It opens with what the roll-forward of the first year states, and later with
    /// what the year before left.
    package var reserveYear: ReserveYear {
        let opening = reserveOpening ?? priorYear?.plan.reserveYear.closing
        let drawn = sources.indices.filter { sources[$0].kind == .reserve }
            .reduce(Int64(0)) { $0 + funding(source: $1).pence }
        // A sum of funding fits; what an opening amount leaves may not, and then it is not known.
        let closing = opening.flatMap { try? $0.subtracting(Money(pence: drawn)) }
        return ReserveYear(opening: opening, drawn: Money(pence: drawn), closing: closing)
    }

    /// Every year in a row of its own, this one last.
    package var yearSummaries: [YearSummary] {
        allYears.map { plan in
            let left = plan.sources.indices.map { plan.unallocated(source: $0).pence }
            return YearSummary(
                year: plan.identity.year, funding: plan.totalFunding, spend: plan.totalSpend,
                withoutUse: Money(pence: left.filter { $0 > 0 }.reduce(0, +)),
                gap: Money(pence: -left.filter { $0 < 0 }.reduce(0, +)), reserve: plan.reserveYear)
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
