// Which contingencies an agreement names, and the agreement without them.

extension PoolTerms {
    /// The contingencies that overspends may draw on, by id.
    var contingencies: [String] {
        ([overspend] + lines.map(\.overspend)).flatMap { rule -> [String] in
            guard case .waterfall(let steps)? = rule?.share else { return [] }
            return steps.compactMap { if case .contingency(let id, _) = $0 { id } else { nil } }
        }
    }

    /// The terms as they go on into a year that states no contingency yet: what a contingency held was this year's.
    ///
    /// A waterfall keeps its other steps. What was to go to a contingency goes nowhere that is stated.
    func goingOn(openingBalance: [RiskShare.PartnerAmount]?) -> PoolTerms {
        var terms = self
        terms.activeFrom = nil
        terms.contingency = nil
        terms.openingBalance = openingBalance
        terms.overspend = overspend.flatMap(\.withoutContingency)
        terms.underspend = underspend.flatMap(\.withoutContingency)
        terms.lines = lines.map { line in
            LineTerms(
                line: line.line, lead: line.lead, overspend: line.overspend.flatMap(\.withoutContingency),
                underspend: line.underspend.flatMap(\.withoutContingency))
        }
        return terms
    }
}

extension OverspendRule {
    /// The rule without steps that draw on a contingency; `nil` where none is left.
    fileprivate var withoutContingency: OverspendRule? {
        guard case .waterfall(let steps) = share else { return self }
        let left = steps.filter { $0.kind != .contingency }
        return left.isEmpty ? nil : OverspendRule(.waterfall(left), clause: clause)
    }
}

extension UnderspendRule {
    /// The rule, unless it gives to a contingency.
    fileprivate var withoutContingency: UnderspendRule? {
        if case .toContingency = treatment { nil } else { self }
    }
}

extension Plan {
    /// The agreements of pools as they go on into the next year. One that states what was brought forward brings forward
    /// what this year leaves, as far as it can be told whose that is.
    var poolTermsGoingOn: [String: PoolTerms] {
        var next: [String: PoolTerms] = [:]
        for (id, terms) in arrangements.poolTerms {
            var opening: [RiskShare.PartnerAmount]?
            if terms.openingBalance != nil, let pool = pools.first(where: { $0.id == id }),
                let year = try? poolYear(pool), year.account.isStated
            {
                let shares = year.account.closingShares.filter { !$0.amount.isZero }
                if shares.allSatisfy({ $0.partner != nil }) {
                    opening = shares.map { .init(partner: $0.partner ?? "", amount: $0.amount) }
                }
            }
            let going = terms.goingOn(openingBalance: opening)
            if going != PoolTerms() { next[id] = going }
        }
        return next
    }
}
