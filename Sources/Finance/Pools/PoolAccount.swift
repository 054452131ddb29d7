/// The memorandum account of a pooled fund for a year: what SI 2000/617, regulation 7(4), asks of the partner that hosts
/// it. A forecast of it, as far as outturns are forecasts.
package struct PoolAccount: Hashable, Sendable {
    /// What a partner has in the closing balance.
    package struct ClosingShare: Hashable, Sendable {
        /// The partner, by id; `nil` for what the agreement does not place.
        package let partner: String?
        /// Its share; below zero where it stands for a deficit.
        package let amount: Money
    }

    /// What is spent by those who commission.
    package struct Spend: Hashable, Sendable {
        /// `la`, `nhs`, `joint 40% nhs` or `not stated`.
        package let commissioner: String
        /// What these lines are forecast to spend.
        package let amount: Money
    }

    /// What was brought forward; `nil` where it is not stated. It then counts as nothing, and is named as not stated.
    package internal(set) var opening: Money?
    /// Gross contributions, by partner.
    package internal(set) var contributions: [RiskShare.PartnerAmount] = []
    /// Forecast spend by commissioner, in the order in which they first appear.
    package internal(set) var spend: [Spend] = []
    /// What partners pay in for overspends.
    package internal(set) var metByPartners = Money.zero
    /// What contingencies pay in for overspends.
    package internal(set) var metByContingency = Money.zero
    /// What schemes that are not committed do not spend.
    package internal(set) var schemesStopped = Money.zero
    /// What partners get of underspends.
    package internal(set) var returned = Money.zero
    /// What contingencies get of underspends.
    package internal(set) var toContingency = Money.zero
    /// Each partner's share of the closing balance; they sum to it.
    package internal(set) var closingShares: [ClosingShare] = []

    /// An account of nothing.
    init() {}

    /// All contributions.
    package var contributed: Money { sum(contributions.map(\.amount)) }
    /// All spend.
    package var spent: Money { sum(spend.map(\.amount)) }
    /// Contributions less spend: a surplus, or below zero a deficit.
    package var surplus: Money { Money(pence: contributed.pence - spent.pence) }
    /// What is carried forward, by the account.
    package var closing: Money {
        Money(
            pence: (opening?.pence ?? 0) + surplus.pence + metByPartners.pence + metByContingency.pence
                + schemesStopped.pence - returned.pence - toContingency.pence)
    }
    /// What is carried forward, by the shares in it. The same as ``closing``.
    package var closingByShares: Money { sum(closingShares.map(\.amount)) }

    private func sum(_ amounts: [Money]) -> Money { Money(pence: amounts.reduce(0) { $0 + $1.pence }) }
}

extension PoolAccount {
    /// The account of a year whose overspends and underspends are shared.
    init(of year: PoolYear, in plan: Plan) {
        opening = year.terms.openingBalance.map { balance in
            Money(pence: balance.reduce(0) { $0 + $1.amount.pence })
        }
        contributions = year.contributions
        let lines = plan.lines
        var sums: [(commissioner: SpendLine.Commissioner?, pence: Int64)] = []
        for line in year.lines {
            let commissioner = lines[line.index].commissioner
            if let place = sums.firstIndex(where: { $0.commissioner == commissioner }) {
                sums[place].pence += line.forecast.pence
            } else {
                sums.append((commissioner, line.forecast.pence))
            }
        }
        spend = sums.map {
            Spend(commissioner: $0.commissioner?.description ?? notStated, amount: Money(pence: $0.pence))
        }
        metByPartners = year.total(.overspend) { if case .partner = $0 { true } else { false } }
        metByContingency = year.total(.overspend) { if case .contingency = $0 { true } else { false } }
        schemesStopped = year.total(.overspend) { if case .scheme = $0 { true } else { false } }
        returned = year.total(.underspend) { if case .partner = $0 { true } else { false } }
        toContingency = year.total(.underspend) { if case .contingency = $0 { true } else { false } }
        closingShares = Self.closingShares(of: year, in: plan)
        assert(closing == closingByShares, "the shares sum to the closing balance")
    }

    /// What was brought forward is its partner's; money without a line and ring-fenced money is its contributor's; what
    /// stays in the pool is shared in proportion to contributions; what the agreement does not place is nobody's yet.
    private static func closingShares(of year: PoolYear, in plan: Plan) -> [ClosingShare] {
        var shares: [String: Int64] = [:]
        for opening in year.terms.openingBalance ?? [] { shares[opening.partner, default: 0] += opening.amount.pence }
        for contribution in year.contributions { shares[contribution.partner, default: 0] += contribution.amount.pence }
        for (index, source) in plan.sources.enumerated() where source.pool == year.pool.id {
            shares[source.contributor, default: 0] -= plan.spend(source: index).pence
            let carried = year.total(.underspend) { $0 == .ringFence(source.id) }
            shares[source.contributor, default: 0] += carried.pence
        }
        var nobody = year.unresolvedUnderspend.pence - year.unresolved.pence
        let stays = year.total(.underspend) { $0 == .pool }
        let weights = year.partners.map { partner in
            year.contributions.first { $0.partner == partner }?.amount.pence ?? 0
        }
        if let parts = try? stays.apportioned(by: weights) {
            for (partner, part) in zip(year.partners, parts) { shares[partner, default: 0] += part.pence }
        } else {
            nobody += stays.pence
        }
        var order = year.contributions.map(\.partner)
        for opening in year.terms.openingBalance ?? [] where !order.contains(opening.partner) {
            order.append(opening.partner)
        }
        return order.map { ClosingShare(partner: $0, amount: Money(pence: shares[$0] ?? 0)) }
            + (nobody == 0 ? [] : [ClosingShare(partner: nil, amount: Money(pence: nobody))])
    }
}
