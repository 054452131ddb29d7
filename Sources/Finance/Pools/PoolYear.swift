/// The year of one pooled fund: what its lines are forecast to spend, who bears the difference by the agreement, and
/// the memorandum account that follows.
///
/// Every penny of every overspend and underspend stands in exactly one part of exactly one apportionment.
package struct PoolYear: Sendable {
    /// The pool.
    package let pool: Pool
    /// The terms in force: the plan's, with what the scenario states in their place.
    package let terms: PoolTerms
    /// What the scenario states of the agreement, in the order in which it does.
    package let agreed: [PlanRecord]
    /// The partners that share: those of the pool, or all of the plan's where the pool lists none.
    package let partners: [String]
    /// What each partner puts into the pool; contributors that are not partners of the pool come last.
    package let contributions: [RiskShare.PartnerAmount]
    /// The partners and other contributors of which the plan does not state what they put in.
    package let unstatedContributors: [String]
    /// The lines that have money in the pool, in the plan's order.
    package let lines: [LineVariance]
    /// How each overspend and underspend is shared, in the order in which it was done.
    package internal(set) var apportionments: [PoolApportionment] = []
    /// The memorandum account.
    package internal(set) var account: PoolAccount

    /// What the pool's lines may spend.
    package var budget: Money { sum(lines.map(\.budget)) }
    /// What they are forecast to spend.
    package var forecast: Money { sum(lines.map(\.forecast)) }
    /// Forecast less budget: above zero is adverse.
    package var variance: Money { sum(lines.map(\.variance)) }
    /// What lines overspend together, underspends not set against it.
    package var overspend: Money { sum(lines.map { $0.shared > .zero ? $0.shared : .zero }) }
    /// What lines underspend together, as an amount above zero, ring-fenced money included.
    package var underspend: Money { Money(pence: overspend.pence - variance.pence) }
    /// The lines of which nobody stated an outturn, by id.
    package var notStated: [String] { lines.filter { $0.outturn == nil }.map(\.line) }
    /// What of the overspend nobody bears by the agreement.
    package var unresolved: Money { unresolved(.overspend) }
    /// What of the underspend the agreement does not place.
    package var unresolvedUnderspend: Money { unresolved(.underspend) }

    /// What a partner bears in all: its shares of overspends less what it gets of underspends.
    package func share(of partner: String) -> Money {
        Money(pence: share(of: partner, in: .overspend).pence - share(of: partner, in: .underspend).pence)
    }

    /// A partner's part of all overspends, or of all underspends.
    package func share(of partner: String, in direction: PoolApportionment.Direction) -> Money {
        total(direction) { $0 == .partner(partner) }
    }

    /// What all apportionments of one direction give to the takers that are meant.
    func total(_ direction: PoolApportionment.Direction, _ isMeant: (PoolApportionment.Taker) -> Bool) -> Money {
        var pence: Int64 = 0
        for apportionment in apportionments where apportionment.direction == direction {
            for part in apportionment.parts where isMeant(part.taker) { pence += part.amount.pence }
        }
        return Money(pence: pence)
    }

    private func unresolved(_ direction: PoolApportionment.Direction) -> Money {
        total(direction) { if case .unresolved = $0 { true } else { false } }
    }

    private func sum(_ amounts: [Money]) -> Money { Money(pence: amounts.reduce(0) { $0 + $1.pence }) }
}

/// How one overspend or underspend is shared. The parts sum to the amount.
package struct PoolApportionment: Hashable, Sendable {
    /// Whether money is missing or left over.
    package enum Direction: String, Hashable, Sendable { case overspend, underspend }

    /// Who or what takes a part.
    package enum Taker: Hashable, Sendable {
        /// A partner, by id: it pays its part of an overspend, and gets its part of an underspend.
        case partner(String)
        /// Underspends of other lines meet it; of an underspend, what overspends of other lines use.
        case underspends
        /// A contingency, by id: it pays, or gets.
        case contingency(String)
        /// A line that is not committed and does not go ahead, or not in full.
        case scheme(String)
        /// The pool keeps it.
        case pool
        /// Ring-fenced money of a source, by id, which is carried forward.
        case ringFence(String)
        /// The agreement does not say, or what it says does not reach.
        case unresolved(Unresolved)
    }

    /// Why an amount is left over, and what would help.
    package struct Unresolved: Hashable, Sendable {
        /// Why.
        package let reason: String
        /// What would help.
        package let help: String
    }

    /// A part of the amount.
    package struct Part: Hashable, Sendable {
        /// Who or what takes it.
        package let taker: Taker
        /// How much; above zero.
        package let amount: Money
        /// Whether a cap or a threshold has cut it.
        package let isCut: Bool
    }

    /// The line, by id; `nil` for the pool's lines together.
    package let line: String?
    /// Whether money is missing or left over.
    package let direction: Direction
    /// The rule; `nil` where the agreement states none.
    let agreed: Rule?
    /// The clause of the agreement, where one is cited.
    package let clause: String?
    /// The amount, above zero in either direction.
    package let amount: Money
    /// Its parts.
    package internal(set) var parts: [Part]

    /// The rule in words; `nil` where the agreement states none.
    package var rule: String? { agreed?.words }

    /// Why the amount is shared as it is. Its words are made where somebody reads them.
    enum Rule: Hashable, Sendable {
        /// The rule for overspends.
        case overspend(RiskShare)
        /// The rule for underspends.
        case underspend(UnderspendRule)
        /// Ring-fenced money is not shared.
        case ringFence
        /// Overspends of other lines have used it.
        case overspends

        /// The rule in words.
        var words: String {
            switch self {
            case .overspend(let share): share.words
            case .underspend(let rule): rule.words
            case .ringFence: "ring-fenced money is carried forward"
            case .overspends: "used for overspends of other lines"
            }
        }
    }
}
