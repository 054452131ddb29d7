/// How a plan becomes the next year's: what somebody decided, all of it stated.
package struct RollForwardTerms: Hashable, Sendable {
    /// By how much what comes in grows, and where that is stated.
    package struct Uplift: Hashable, Sendable {
        /// What it applies to.
        package enum Target: Hashable, Sendable {
            /// One source, by id.
            case source(String)
            /// Every source of a kind that has no uplift of its own.
            case kind(FundingSource.Kind)
        }

        /// What it applies to.
        package let target: Target
        /// The uplift, as a share of this year's recurrent amount.
        package let rate: Rate
        /// Where it is stated, and how sure that is.
        package let citation: String?

        /// Makes an uplift.
        package init(_ target: Target, _ rate: Rate, citation: String? = nil) {
            self.target = target
            self.rate = rate
            self.citation = citation
        }
    }

    /// The year that comes of it: the one after the plan's own.
    package let to: PlanningYear
    /// The uplifts of funding.
    package let uplifts: [Uplift]
    /// The uplift of what recurrent lines cost; zero keeps them flat.
    package let lineUplift: Rate
    /// Lines and sources that go on, by id, whatever the plan says of them.
    package let recurrent: Set<String>
    /// Lines and sources that end with the year, by id, whatever the plan says of them.
    package let nonRecurrent: Set<String>
    /// Lines that run in the same months every year, by id: they have no full-year effect.
    package let sameMonths: Set<String>
    /// Whether lines and movements that do not say so go on; `nil` when that was not decided.
    package let notStatedRecurs: Bool?
    /// How pence are rounded.
    package let rounding: Rounding
    /// Why, by whose authority, and where it was written.
    package let note: Movement.Note

    /// Makes terms; the plan checks them when it is rolled forward.
    package init(
        to: PlanningYear, uplifts: [Uplift], lineUplift: Rate, recurrent: Set<String> = [],
        nonRecurrent: Set<String> = [], sameMonths: Set<String> = [], notStatedRecurs: Bool? = nil,
        rounding: Rounding = .halfAwayFromZero, note: Movement.Note
    ) {
        self.to = to
        self.uplifts = uplifts
        self.lineUplift = lineUplift
        self.recurrent = recurrent
        self.nonRecurrent = nonRecurrent
        self.sameMonths = sameMonths
        self.notStatedRecurs = notStatedRecurs
        self.rounding = rounding
        self.note = note
    }

    /// The uplift of a source: its own, or that of its kind; `nil` when none is given.
    package func uplift(of source: FundingSource) -> Uplift? {
        uplifts.first { $0.target == .source(source.id) } ?? uplifts.first { $0.target == .kind(source.kind) }
    }

    /// What the terms decide of a line or source by name; `nil` when they do not name it.
    func decision(on id: String) -> Bool? {
        recurrent.contains(id) ? true : nonRecurrent.contains(id) ? false : nil
    }
}
