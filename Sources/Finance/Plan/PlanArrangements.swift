/// What a plan says beside its tables: the figures and agreements that rules are held against.
///
/// No scenario changes them; what a scenario adds to the facts is a ``PlanRecord``.
package struct PlanArrangements: Hashable, Sendable {
    /// The published minimums of the board's area, by the condition that each is for.
    package var minimums: [StatedAmount] = []
    /// What a document prints as planned for a condition, where the lines alone cannot tell.
    package var statedPlanned: [StatedAmount] = []
    /// What the agreements say about pools, by pool id.
    package var poolTerms: [String: PoolTerms] = [:]
    /// Which conditions that no figure decides the plan declares to be met, or not to be.
    package var declarations: [Declaration] = []

    /// Nothing is said beside the tables.
    package static let none = PlanArrangements()

    /// Makes arrangements in which nothing is said; each subject is then set.
    package init() {}
}

/// An amount that a document prints for one of the rulebook's conditions.
package struct StatedAmount: Hashable, Sendable {
    /// The condition, by its id in the rulebook.
    package let condition: String
    /// The amount as printed.
    package let amount: Money
    /// To what the document rounds it, such as £1,000; `nil` when it prints whole pounds or pence.
    package let precision: Money?
    /// Where it is printed.
    package let note: String?

    /// Makes a stated amount.
    package init(condition: String, amount: Money, precision: Money? = nil, note: String? = nil) {
        self.condition = condition
        self.amount = amount
        self.precision = precision
        self.note = note
    }
}

/// What a plan declares about a condition that no figure decides, such as a plan agreed by all partners.
package struct Declaration: Hashable, Sendable {
    /// The condition, by its id in the rulebook.
    package let condition: String
    /// Whether the plan declares it to be met.
    package let isDeclared: Bool
    /// Where it is declared.
    package let note: String?

    /// Makes a declaration.
    package init(condition: String, isDeclared: Bool, note: String? = nil) {
        self.condition = condition
        self.isDeclared = isDeclared
        self.note = note
    }
}
