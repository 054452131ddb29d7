/// What a plan says beside its tables: the figures and agreements that rules are held against.
///
/// No scenario changes them; what a scenario adds to the facts is a ``PlanRecord``.
package struct PlanArrangements: Hashable, Sendable {
    /// The published minimums of the board's area, by the condition that each is for.
    package var minimums: [StatedAmount] = []
    /// The same of the year before, from which an uplift leads to this year's.
    package var previousMinimums: [StatedAmount] = []
    /// What a document prints as planned for a condition, where the lines alone cannot tell.
    package var statedPlanned: [StatedAmount] = []
    /// What the agreements say about pools, by pool id.
    package var poolTerms: [String: PoolTerms] = [:]
    /// Which conditions that no figure decides the plan declares to be met, or not to be.
    package var declarations: [Declaration] = []
    /// How the Disabled Facilities Grant reaches the districts; `nil` when the plan does not say.
    package var disabledFacilitiesGrant: DisabledFacilitiesGrant?
    /// Money that is tied to performance.
    package var riskPools: [RiskPool] = []
    /// Money that is held against what cannot be foreseen.
    package var contingencies: [Contingency] = []
    /// The reserves that pay for part of the plan.
    package var reserves: [Reserve] = []
    /// What the year asks of the plan; `nil` when no rulebook is known for it.
    package var rulebook: Rulebook?
    /// The rulebooks of the years after, for plans that are rolled forward.
    package var laterRulebooks: RulebookShelf?
    /// The plan's metrics, with what they would be without its schemes.
    package var metrics: [Metric] = []
    /// How many people live where the plan counts them.
    package var populations: [Population] = []
    /// What the lines' money buys and what that does to the metrics.
    package var effects: [Effect] = []
    /// Which effects reach some of the same people.
    package var effectOverlaps: [EffectOverlap] = []
    /// Which uncertain figures go up and down together.
    package var effectCorrelations: [EffectCorrelation] = []
    /// Printed figures that can be read in several ways.
    package var readings: [Reading] = []
    /// What the plan states of capacity and demand.
    package var capacity: [CapacityChain] = []
    /// What the plan says its services are good for, in figures.
    package var benefits: [BenefitCase] = []
    /// What the plan states of the prices of services.
    package var statedPrices: [StatedPrice] = []

    /// The amounts that an agreement may name as its contingency, by id: contingencies, and memoranda.
    package func amountsForContingencies(_ memoranda: [Memorandum]) -> [String: Money] {
        let held = contingencies.map { ($0.id, $0.amount) } + memoranda.map { ($0.id, $0.amount) }
        return Dictionary(held) { first, _ in first }
    }

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
