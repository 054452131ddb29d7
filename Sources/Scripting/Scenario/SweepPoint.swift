package import Finance

/// What one setting of a scenario's levers gives: the totals that a sweep compares.
package enum SweepPoint: Hashable, Sendable {
    /// The scenario ran.
    case figures(SweepFigures)
    /// It was refused, for this reason.
    case refused(String)
}

/// The totals of one run of a sweep.
package struct SweepFigures: Hashable, Sendable {
    /// What all lines spend.
    package let spend: Money
    /// What has come in and has no line.
    package let unallocated: Money
    /// Whether income equals expenditure for every source.
    package let isBalanced: Bool
    /// How many expectations the script states.
    package let expectations: Int
    /// How many of them are met.
    package let met: Int
    /// The conditions that were surely met before the scenario and are no longer, by their places in the rulebook.
    package let lost: [Int]

    /// Makes totals.
    package init(
        spend: Money, unallocated: Money, isBalanced: Bool, expectations: Int, met: Int, lost: [Int] = []
    ) {
        self.spend = spend
        self.unallocated = unallocated
        self.isBalanced = isBalanced
        self.expectations = expectations
        self.met = met
        self.lost = lost
    }
}
