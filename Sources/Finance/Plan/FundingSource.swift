package import Diagnostics

/// Money that comes into the fund under one name: a row of the plan's funding table.
package struct FundingSource: Hashable, Sendable {
    /// A part of a source that becomes available at one time. In-year money is normal, so a source may have several.
    package struct Tranche: Hashable, Sendable {
        /// What the tranche is called.
        package let title: String
        /// The day from which it is available, as `YYYY-MM-DD`; `nil` when the plan does not state it.
        package let availableFrom: String?
        /// How much it brings.
        package let amount: Money
        /// The input cell that states the amount.
        package let origin: Place?

        /// Makes a tranche.
        package init(title: String, availableFrom: String?, amount: Money, origin: Place?) {
            self.title = title
            self.availableFrom = availableFrom
            self.amount = amount
            self.origin = origin
        }
    }

    /// A short id, unique in the plan.
    package let id: String
    /// The name as people write it.
    package let title: String
    /// Which national kind of money it is.
    package let kind: Kind
    /// The partner that puts it in, by id.
    package let contributor: String
    /// The pool it goes into, by id.
    package let pool: String
    /// Its parts, in the order of the funding table; none where the plan does not state what it brings.
    package let tranches: [Tranche]
    /// Whether the plan states what the source brings. Where it does not, nothing is known of its income but what a
    /// scenario adds to it or takes from it.
    package let isIncomeStated: Bool
    /// What the same source brought the year before, where the plan states it.
    package let priorYear: Money?
    /// Where the figures come from, in the plan's own words.
    package let reference: String?

    /// Makes a funding source.
    package init(
        id: String, title: String, kind: Kind, contributor: String, pool: String, tranches: [Tranche],
        isIncomeStated: Bool = true, priorYear: Money? = nil, reference: String? = nil
    ) {
        precondition(isIncomeStated || tranches.isEmpty, "an income that is not stated has no amount")
        self.id = id
        self.title = title
        self.kind = kind
        self.contributor = contributor
        self.pool = pool
        self.tranches = tranches
        self.isIncomeStated = isIncomeStated
        self.priorYear = priorYear
        self.reference = reference
    }
}
