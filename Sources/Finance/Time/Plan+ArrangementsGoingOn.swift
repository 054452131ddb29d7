extension Plan {
    /// What the plan says beside its tables, as it goes on into the next year.
    ///
    /// Agreements of pools, prices and reserves go on; a reserve opens with what the year leaves in it, and a pool with
    /// its closing balance. What a document says of one year does not: minimums, of which this year's are then those of
    /// the year before; figures of its own, declarations, metrics, how the Disabled Facilities Grant was passed down,
    /// risk pools and contingencies.
    var arrangementsGoingOn: PlanArrangements {
        var next = PlanArrangements()
        next.poolTerms = poolTermsGoingOn
        next.statedPrices = arrangements.statedPrices
        next.previousMinimums = arrangements.minimums
        next.reserves = reserveAssessments().map { assessment in
            let reserve = assessment.reserve
            return Reserve(
                id: reserve.id, title: reserve.title, opening: assessment.closing, sources: reserve.sources,
                placed: reserve.placed, note: "what \(identity.year.text) left")
        }
        next.laterRulebooks = arrangements.laterRulebooks
        next.rulebook = arrangements.laterRulebooks?.rulebook(of: identity.year.next)
        return next
    }
}
