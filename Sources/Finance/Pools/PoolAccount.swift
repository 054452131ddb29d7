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
    /// The contributors of which the plan does not state what they put in.
    package internal(set) var unstatedContributors: [String] = []
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

    /// Whether every contribution is stated. Otherwise no surplus and no balance can be told.
    package var isStated: Bool { unstatedContributors.isEmpty }

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
    init(of year: PoolYear, in plan: Plan, places: PoolPlaces) {
        opening = year.terms.openingBalance.map { balance in
            Money(pence: balance.reduce(0) { $0 + $1.amount.pence })
        }
        contributions = year.contributions
        unstatedContributors = year.unstatedContributors
        let lines = plan.lines
        var commissioners: [SpendLine.Commissioner?] = []
        var sums: [Int64] = []
        for place in year.lines.indices {
            let commissioner = lines[year.lines[place].index].commissioner
            let forecast = year.lines[place].forecast.pence
            if let known = commissioners.firstIndex(where: { $0 == commissioner }) {
                sums[known] += forecast
            } else {
                commissioners.append(commissioner)
                sums.append(forecast)
            }
        }
        spend = sums.indices.map {
            Spend(commissioner: commissioners[$0]?.description ?? notStated, amount: Money(pence: sums[$0]))
        }
        for apportionment in year.apportionments {
            for part in apportionment.parts { count(part, apportionment.direction) }
        }
        closingShares = Self.closingShares(of: year, in: plan, places)
        assert(closing == closingByShares, "the shares sum to the closing balance")
    }

    /// Counts a part of an overspend or underspend that comes in or goes out.
    private mutating func count(_ part: PoolApportionment.Part, _ direction: PoolApportionment.Direction) {
        func adding(_ amount: Money) -> Money { Money(pence: amount.pence + part.amount.pence) }
        switch (direction, part.taker) {
        case (.overspend, .partner): metByPartners = adding(metByPartners)
        case (.overspend, .contingency): metByContingency = adding(metByContingency)
        case (.overspend, .scheme): schemesStopped = adding(schemesStopped)
        case (.underspend, .partner): returned = adding(returned)
        case (.underspend, .contingency): toContingency = adding(toContingency)
        default: break
        }
    }

    /// What was brought forward is its partner's; money without a line and ring-fenced money is its contributor's; what
    /// stays in the pool is shared in proportion to contributions; what the agreement does not place is nobody's yet.
    private static func closingShares(of year: PoolYear, in plan: Plan, _ places: PoolPlaces) -> [ClosingShare] {
        var shares = year.contributions.map(\.amount.pence)
        var others: [ClosingShare] = []
        for opening in year.terms.openingBalance ?? [] {
            if let place = places.contributors.firstIndex(of: opening.partner) {
                shares[place] += opening.amount.pence
            } else {
                others.append(ClosingShare(partner: opening.partner, amount: opening.amount))
            }
        }
        for source in places.sources { shares[source.contributor] -= plan.spend(source: source.index).pence }
        for place in year.lines.indices {
            for fenced in year.lines[place].bySource where fenced.isRingFenced {
                guard let source = places.sources.first(where: { $0.index == fenced.source }) else { continue }
                shares[source.contributor] -= fenced.amount.pence
            }
        }
        var nobody = year.unresolvedUnderspend.pence - year.unresolved.pence
        let stays = year.total(.underspend) { if case .pool = $0 { true } else { false } }
        let weights = year.contributions.prefix(year.partners.count).map(\.amount)
        if let parts = try? stays.apportioned(by: weights) {
            for (place, part) in parts.enumerated() { shares[place] += part.pence }
        } else {
            nobody += stays.pence
        }
        var all: [ClosingShare] = []
        all.reserveCapacity(shares.count + others.count + 1)
        for (place, share) in shares.enumerated() {
            all.append(ClosingShare(partner: places.contributors[place], amount: Money(pence: share)))
        }
        all += others
        if nobody != 0 { all.append(ClosingShare(partner: nil, amount: Money(pence: nobody))) }
        return all
    }
}
