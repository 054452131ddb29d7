/// A reserve that pays for part of a plan: what it held when the year began, and what draws on it.
package struct Reserve: Hashable, Sendable {
    /// A sum that is set aside within the reserve.
    package struct Placed: Hashable, Sendable {
        /// What it is for.
        package let title: String
        /// How much.
        package let amount: Money

        /// Makes a placed sum.
        package init(title: String, amount: Money) {
            self.title = title
            self.amount = amount
        }
    }

    /// A short id, unique among the reserves.
    package let id: String
    /// The name as people write it.
    package let title: String
    /// What it held when the year began.
    package let opening: Money
    /// The funding sources that draw on it, by id.
    package let sources: [String]
    /// What the plan says is set aside in it.
    package let placed: [Placed]
    /// Where it is stated.
    package let note: String?

    /// Makes a reserve.
    package init(
        id: String, title: String, opening: Money, sources: [String], placed: [Placed] = [], note: String? = nil
    ) {
        self.id = id
        self.title = title
        self.opening = opening
        self.sources = sources
        self.placed = placed
        self.note = note
    }
}

/// Money that is held against what cannot be foreseen.
package struct Contingency: Hashable, Sendable {
    /// A short id, unique among the contingencies.
    package let id: String
    /// The name as people write it.
    package let title: String
    /// How much.
    package let amount: Money
    /// Where it sits.
    package let heldIn: MoneyPlace
    /// Who decides that it is called on, in order; empty when the plan does not say.
    package let stages: [GovernanceStage]
    /// Where it is stated.
    package let note: String?

    /// Makes a contingency.
    package init(
        id: String, title: String, amount: Money, heldIn: MoneyPlace = .notStated, stages: [GovernanceStage] = [],
        note: String? = nil
    ) {
        self.id = id
        self.title = title
        self.amount = amount
        self.heldIn = heldIn
        self.stages = stages
        self.note = note
    }
}
