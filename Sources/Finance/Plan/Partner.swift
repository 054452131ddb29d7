/// A body that contributes to the Better Care Fund, hosts a pool, commissions or provides.
package struct Partner: Hashable, Sendable {
    /// What sort of body it is.
    package enum Kind: String, Sendable, CaseIterable {
        case county, unitary, district, ccg, icb
        case nhsProvider = "nhs-provider"
        /// A reserve held in common that the plan shows as a contributor of its own.
        case reserve
        case other
    }

    /// A short id, unique in the plan.
    package let id: String
    /// The name as people write it.
    package let title: String
    /// What sort of body it is.
    package let kind: Kind

    /// Makes a partner.
    package init(id: String, title: String, kind: Kind) {
        self.id = id
        self.title = title
        self.kind = kind
    }
}

/// A section 75 pooled fund (NHS Act 2006, section 75; SI 2000/617, regulation 7).
package struct Pool: Hashable, Sendable {
    /// A short id, unique in the plan.
    package let id: String
    /// The name as people write it.
    package let title: String
    /// The partner that keeps the accounts, or `nil` when the plan does not state it.
    package let host: String?
    /// The partners to the agreement, by id.
    package let partners: [String]

    /// Makes a pool.
    package init(id: String, title: String, host: String?, partners: [String]) {
        self.id = id
        self.title = title
        self.host = host
        self.partners = partners
    }
}

/// An amount that a plan states but that stands in no funding row and no spend line, kept so that it is not forgotten.
package struct Memorandum: Hashable, Sendable {
    /// A short id, unique in the plan.
    package let id: String
    /// The name as people write it.
    package let title: String
    /// How much is stated.
    package let amount: Money
    /// Where it is stated, and what is not known about it.
    package let note: String?

    /// Makes a memorandum.
    package init(id: String, title: String, amount: Money, note: String?) {
        self.id = id
        self.title = title
        self.amount = amount
        self.note = note
    }
}
