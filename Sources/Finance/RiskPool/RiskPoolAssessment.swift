/// How a risk pool stands: by quarter what was delivered and earned, and of the year's amount what is released, retained
/// and still to be decided.
///
/// Released, retained and remaining are the amount, always.
package struct RiskPoolAssessment: Hashable, Sendable {
    /// One quarter.
    package struct Quarter: Hashable, Sendable {
        /// 1 is April to June, unless the rulebook's formula counts otherwise.
        package let number: Int
        /// What is at risk in it; `nil` when it cannot be told.
        package let atRisk: Money?
        /// What was delivered; `nil` when nobody has spoken of it.
        package let delivery: Delivery?
        /// What the formula gives for the delivery; `nil` when there is none, or when it cannot be told.
        package let earned: Money?
        /// What is released of it: nothing before the last stage is reached.
        package let released: Money
        /// What is retained of the year's amount with this quarter.
        package let retained: Money
        /// What each partner keeps, in the order of the terms; empty when the plan does not say who keeps it.
        package let retainedBy: [PartnerAmount]
        /// How far the decision has come; `nil` when nobody has recommended anything.
        package let stage: RiskPoolDecision.Stage?
        /// Whether it is decided: the last stage that the plan names is reached.
        package let isDecided: Bool
        /// The quarter in which the money is paid; 5 is the first of the next year.
        package let paidIn: Int
        /// What of it a scenario has brought to lines; `nil` when it has not been brought anywhere.
        package let entered: Money?
    }

    /// An amount of one partner.
    package struct PartnerAmount: Hashable, Sendable {
        /// The partner, by id.
        package let partner: String
        /// How much.
        package let amount: Money
    }

    /// The pool.
    package let pool: RiskPool
    /// The terms that count: the plan's, then what a scenario supposes, then the rulebook's.
    package let terms: RiskPoolTerms
    /// The terms that a scenario supposes, because the plan does not state them; `nil` when it supposes none.
    package let supposed: RiskPoolTerms?
    /// The formula of the rulebook that fills the terms; `nil` when none does.
    package let rule: RiskFormula?
    /// Why what is earned cannot be told; `nil` when it can.
    package let obstacle: String?
    /// The four quarters.
    package let quarters: [Quarter]

    /// What is released.
    package var released: Money { sum(\.released) }
    /// What is retained.
    package var retained: Money { sum(\.retained) }
    /// What is still to be decided.
    package var remaining: Money { Money(pence: pool.amount.pence - released.pence - retained.pence) }
    /// What of the released money a scenario has brought to lines.
    package var entered: Money { Money(pence: quarters.reduce(0) { $0 + ($1.entered?.pence ?? 0) }) }
    /// What still sits where the pool's money sits: what remains, and what is released and has gone nowhere yet.
    package var stillHeld: Money { Money(pence: pool.amount.pence - retained.pence - entered.pence) }

    /// What each partner keeps over the year, in the order of the terms.
    package var retainedBy: [PartnerAmount] {
        (terms.retainedBy ?? []).map { share in
            PartnerAmount(
                partner: share.partner,
                amount: Money(
                    pence: quarters.joined(\.retainedBy).reduce(0) {
                        $1.partner == share.partner ? $0 + $1.amount.pence : $0
                    }))
        }
    }

    // The quarters' amounts are parts of the pool's, so their sums fit.
    private func sum(_ amount: (Quarter) -> Money) -> Money {
        Money(pence: quarters.reduce(0) { $0 + amount($1).pence })
    }
}

extension [RiskPoolAssessment.Quarter] {
    fileprivate func joined<Item>(_ items: (Element) -> [Item]) -> [Item] { flatMap(items) }
}

extension Plan {
    /// A risk pool of the plan as the records leave it; `nil` when the plan has none of that id.
    package func riskPoolAssessment(_ id: String) -> RiskPoolAssessment? {
        arrangements.riskPools.first { $0.id == id }.map(riskPoolAssessment(of:))
    }

    /// Every risk pool of the plan as the records leave it.
    package func riskPoolAssessments() -> [RiskPoolAssessment] { arrangements.riskPools.map(riskPoolAssessment(of:)) }

    /// A risk pool as the records leave it.
    func riskPoolAssessment(of pool: RiskPool) -> RiskPoolAssessment {
        RiskPoolReckoning(pool, RiskPoolFacts(of: pool, in: self), in: self).assessment
    }

    /// What of a risk pool still sits where its money sits: ``RiskPoolAssessment/stillHeld``, without the rest. Where no
    /// quarter can be decided yet, nothing is retained.
    func stillHeld(of pool: RiskPool) -> Money {
        let facts = RiskPoolFacts(of: pool, in: self)
        let isOpen = facts.deliveries.indices.allSatisfy {
            facts.deliveries[$0] == nil || !pool.isLast(facts.stages[$0])
        }
        guard isOpen else { return RiskPoolReckoning(pool, facts, in: self).assessment.stillHeld }
        return Money(pence: facts.entered.indices.reduce(pool.amount.pence) { $0 - (facts.entered[$1]?.pence ?? 0) })
    }
}

extension RiskPool {
    /// Whether a stage is the last that the plan names. Without stages, a delivery is enough.
    fileprivate func isLast(_ stage: RiskPoolDecision.Stage?) -> Bool {
        guard let last = stages.last?.stage else { return true }
        return stage == last
    }
}

/// What the records say of a risk pool, by quarter.
struct RiskPoolFacts {
    fileprivate(set) var deliveries = InlineArray<4, Delivery.Measure?>(repeating: nil)
    fileprivate(set) var stages = InlineArray<4, RiskPoolDecision.Stage?>(repeating: nil)
    fileprivate(set) var entered = InlineArray<4, Money?>(repeating: nil)
    fileprivate(set) var supposed: RiskPoolTerms?

    /// Collects what is said; of several records of the same, the last counts.
    init(of pool: RiskPool, in plan: Plan) {
        let records = plan.records
        for place in records.indices {
            switch records[place].fact {
            case .delivery(let fact) where fact.riskPool == pool.id: deliveries[fact.quarter - 1] = fact.measure
            case .decision(let fact) where fact.riskPool == pool.id: stages[fact.quarter - 1] = fact.stage
            case .release(let fact) where fact.riskPool == pool.id: entered[fact.quarter - 1] = fact.amount
            case .riskPoolTerms(let fact) where fact.riskPool == pool.id:
                supposed = (supposed ?? RiskPoolTerms()).filled(from: fact.terms)
            default: break
            }
        }
    }
}

/// Works out how a risk pool stands.
struct RiskPoolReckoning {
    let pool: RiskPool
    let facts: RiskPoolFacts
    private let rule: RiskFormula?
    let terms: RiskPoolTerms

    init(_ pool: RiskPool, _ facts: RiskPoolFacts, in plan: Plan) {
        self.pool = pool.supposing(planned: facts.supposed?.planned)
        self.facts = facts
        var terms = pool.terms
        if let supposed = facts.supposed { terms = terms.filled(from: supposed) }
        let rule = terms.formula.flatMap { name in
            plan.arrangements.rulebook?.riskFormula(name)
                ?? plan.arrangements.rulebook?.riskFormulas.first { $0.formula == name }
        }
        self.rule = rule
        if let rule {
            terms.formula = rule.formula
            if terms.unitCost == nil { terms.unitCost = rule.term("unit_cost").flatMap { try? MoneyText.parse($0) } }
            if terms.paymentLag == nil { terms.paymentLag = rule.term("payment_lag_quarters").flatMap { Int($0) } }
        }
        self.terms = terms
    }

    /// How the pool stands.
    var assessment: RiskPoolAssessment {
        let formula = terms.formula.flatMap(RiskPoolFormula.named)
        let shares = shares(for: formula)
        let obstacle = obstacle(formula, hasShares: shares != nil)
        var earned: [Money?] = Array(repeating: nil, count: 4)
        if obstacle == nil, let formula, let shares { earned = formula.earned(year(shares)) }
        let known = earned.allSatisfy { $0 != nil }
        let earnedInAll = earned.reduce(Int64(0)) { $0 + ($1?.pence ?? 0) }
        let key = retentionKey
        let quarters = (0..<4).map { index in
            let isDecided = earned[index] != nil && pool.isLast(facts.stages[index])
            var retained = Money.zero
            if isDecided, let formula, let shares, let earned = earned[index] {
                if !formula.catchesUp {
                    retained = Money(pence: shares[index].pence - earned.pence)
                } else if index == 3, known {
                    // What nobody can catch up with any more.
                    retained = Money(pence: pool.amount.pence - earnedInAll)
                }
            }
            let parts = key.map { $0.apportion(retained) } ?? []
            return RiskPoolAssessment.Quarter(
                number: index + 1, atRisk: shares?[index],
                delivery: facts.deliveries[index].map { Delivery(riskPool: pool.id, quarter: index + 1, $0) },
                earned: earned[index],
                released: isDecided ? earned[index] ?? .zero : .zero, retained: retained,
                retainedBy: zip(terms.retainedBy ?? [], parts).map { .init(partner: $0.partner, amount: $1) },
                stage: facts.stages[index], isDecided: isDecided,
                paidIn: index + 1 + min(max(terms.paymentLag ?? 0, 0), 4), entered: facts.entered[index])
        }
        return RiskPoolAssessment(
            pool: pool, terms: terms, supposed: facts.supposed, rule: rule, obstacle: obstacle, quarters: quarters)
    }

    /// Why there is no formula to reckon with; `nil` when there is one.
    func obstacle(_ formula: RiskPoolFormula?, hasShares: Bool) -> String? {
        guard let name = terms.formula, name != "locally-agreed" else { return "the plan does not state the formula" }
        guard let formula else { return "no formula is called \(name)" }
        if rule?.term("clawback") == "yes" {
            return "the rulebook takes money back that was earned, which no formula here does"
        }
        let missing = formula.needs.first { need in
            switch need {
            case "quarters": terms.quarters == nil
            case "steps": terms.steps == nil
            case "unit_cost": terms.unitCost == nil
            default: pool.planned == nil
            }
        }
        if let missing { return "the formula \(name) needs `\(missing)`, which is not stated" }
        return hasShares ? nil : "the quarters are divided by a trajectory that is not stated"
    }

    /// What is at risk in each quarter; `nil` when it cannot be told.
    func shares(for formula: RiskPoolFormula?) -> [Money]? {
        if let formula, formula.needs.contains("unit_cost") { return sharesByPrice }
        switch terms.quarters {
        case .equal: return try? pool.amount.apportioned(by: [1, 1, 1, 1])
        case .byTrajectory: return pool.planned.flatMap { try? pool.amount.apportioned(by: $0) }
        case nil: return nil
        }
    }

    /// What each quarter's plan is worth at the unit cost, up to the pool's amount; the last one has what is left.
    private var sharesByPrice: [Money]? {
        guard let planned = pool.planned, let price = terms.unitCost, !price.isNegative else { return nil }
        var (units, before) = (Int128(0), Int64(0))
        return planned.enumerated().map { index, count in
            units += Int128(count)
            let due = Int64(min(units * Int128(price.pence), Int128(pool.amount.pence)))
            defer { before = due }
            return Money(pence: (index == 3 ? pool.amount.pence : due) - before)
        }
    }

    func year(_ shares: [Money]) -> RiskPoolYear {
        let units = (pool.planned ?? [1, 1, 1, 1]).map { Int128($0) * 1_000_000 }
        return RiskPoolYear(
            amount: pool.amount, shares: shares, planned: units,
            delivered: units.enumerated().map { quarter, units in
                switch facts.deliveries[quarter] {
                case .counted(let planned, let actual)?:
                    .init(planned: Int128(planned) * 1_000_000, actual: Int128(actual) * 1_000_000)
                case .share(let rate)?:
                    .init(planned: units, actual: units / 1_000_000 * Int128(rate.millionths ?? 0))
                case nil: nil
                }
            }, terms: terms)
    }

    private var retentionKey: ApportionmentKey? {
        guard let shares = terms.retainedBy else { return nil }
        return try? ApportionmentKey(weights: shares.map { $0.rate.millionths ?? 0 })
    }
}
