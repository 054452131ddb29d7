/// Money that is tied to performance: by quarter it is released to services, or kept by those who put it up.
package struct RiskPool: Hashable, Sendable {
    /// What released money pays for next.
    package struct NextScheme: Hashable, Sendable {
        /// The line that gets the money, by id; `nil` when the plan has no line for it yet.
        package let line: String?
        /// What it is called.
        package let title: String
        /// How much it takes at most; `nil` when it is not stated.
        package let amount: Money?

        /// Makes a next scheme.
        package init(line: String?, title: String, amount: Money?) {
            self.line = line
            self.title = title
            self.amount = amount
        }
    }

    /// A short id, unique among the risk pools.
    package let id: String
    /// The name as people write it.
    package let title: String
    /// How much is at risk over the year.
    package let amount: Money
    /// Where the money sits.
    package let heldIn: MoneyPlace
    /// The metric that it is tied to, by the rulebook's id or in words; `nil` when it is not stated.
    package let metric: String?
    /// What one of the metric is, such as "admission avoided"; `nil` when it is not stated.
    package let unit: String?
    /// What is planned by quarter, in that unit, four figures at or above zero; `nil` when it is not stated.
    package let planned: [Int64]?
    /// How delivery becomes money, as far as the plan states it.
    package let terms: RiskPoolTerms
    /// What released money pays for, in order; `nil` when the plan does not say.
    package let releasedTo: [NextScheme]?
    /// Who recommends, agrees and approves, in this order; empty when the plan does not say.
    package let stages: [GovernanceStage]
    /// Where it is stated.
    package let note: String?

    /// Makes a risk pool.
    package init(
        id: String, title: String, amount: Money, heldIn: MoneyPlace = .notStated, metric: String? = nil,
        unit: String? = nil, planned: [Int64]? = nil, terms: RiskPoolTerms = RiskPoolTerms(),
        releasedTo: [NextScheme]? = nil, stages: [GovernanceStage] = [], note: String? = nil
    ) {
        precondition(planned == nil || planned?.count == 4, "a year has four quarters")
        self.id = id
        self.title = title
        self.amount = amount
        self.heldIn = heldIn
        self.metric = metric
        self.unit = unit
        self.planned = planned
        self.terms = terms
        self.releasedTo = releasedTo
        self.stages = stages
        self.note = note
    }

    /// The most that a trajectory may plan, or a delivery count, in one quarter: more people than there are.
    package static let mostUnits: Int64 = 1_000_000_000
    /// The most that a risk pool may hold: what is worked out of it then surely fits.
    package static let mostAmount = Money(pence: 1_000_000_000_000_000)
}

extension RiskPool {
    /// The pool with what a scenario supposes to be planned, where the plan does not state it.
    func supposing(planned supposed: [Int64]?) -> RiskPool {
        guard planned == nil, let supposed else { return self }
        return RiskPool(
            id: id, title: title, amount: amount, heldIn: heldIn, metric: metric, unit: unit, planned: supposed,
            terms: terms, releasedTo: releasedTo, stages: stages, note: note)
    }
}

/// How delivery becomes money. What a plan does not state is `nil`; a scenario may suppose it, and a rulebook may say it.
package struct RiskPoolTerms: Hashable, Sendable {
    /// How the year's amount is divided between the quarters.
    package enum Quarters: String, Hashable, Sendable, CaseIterable {
        /// A quarter of it each.
        case equal
        /// In proportion to what is planned in each.
        case byTrajectory = "by trajectory"
    }

    /// So much of a quarter's amount is released from so much delivery on.
    package struct Step: Hashable, Sendable {
        /// Delivery, as a share of what is planned.
        package let from: Rate
        /// The share of the quarter's amount that is released.
        package let released: Rate

        /// Makes a step.
        package init(from: Rate, released: Rate) {
            self.from = from
            self.released = released
        }
    }

    /// A partner's part of what is retained.
    package struct Share: Hashable, Sendable {
        /// The partner, by id.
        package let partner: String
        /// Its share; all shares together are 100%.
        package let rate: Rate

        /// Makes a share.
        package init(partner: String, rate: Rate) {
            self.partner = partner
            self.rate = rate
        }
    }

    /// The formula's name, such as `proportional`, or the id of one in the rulebook.
    package var formula: String?
    /// How the year's amount is divided between the quarters.
    package var quarters: Quarters?
    /// What one unit of the metric is worth.
    package var unitCost: Money?
    /// How many quarters after a quarter its money is paid.
    package var paymentLag: Int?
    /// The steps of a threshold, from the lowest up.
    package var steps: [Step]?
    /// Who keeps what is not released.
    package var retainedBy: [Share]?
    /// What is planned by quarter, where a scenario supposes it; what a plan states of it stands with the pool.
    package var planned: [Int64]?

    /// Makes terms; what is left out is not stated.
    package init(
        formula: String? = nil, quarters: Quarters? = nil, unitCost: Money? = nil, paymentLag: Int? = nil,
        steps: [Step]? = nil, retainedBy: [Share]? = nil, planned: [Int64]? = nil
    ) {
        self.formula = formula
        self.quarters = quarters
        self.unitCost = unitCost
        self.paymentLag = paymentLag
        self.steps = steps
        self.retainedBy = retainedBy
        self.planned = planned
    }

    /// These terms, with another's where these are not stated.
    package func filled(from other: RiskPoolTerms) -> RiskPoolTerms {
        RiskPoolTerms(
            formula: formula ?? other.formula, quarters: quarters ?? other.quarters,
            unitCost: unitCost ?? other.unitCost, paymentLag: paymentLag ?? other.paymentLag,
            steps: steps ?? other.steps, retainedBy: retainedBy ?? other.retainedBy,
            planned: planned ?? other.planned)
    }

    /// The names of the terms that both state, whatever they state.
    func overlap(with other: RiskPoolTerms) -> [String] {
        var names: [String] = []
        if formula != nil, other.formula != nil { names.append("formula") }
        if quarters != nil, other.quarters != nil { names.append("quarters") }
        if unitCost != nil, other.unitCost != nil { names.append("unit_cost") }
        if paymentLag != nil, other.paymentLag != nil { names.append("payment_lag_quarters") }
        if steps != nil, other.steps != nil { names.append("steps") }
        if retainedBy != nil, other.retainedBy != nil { names.append("retained_by") }
        if planned != nil, other.planned != nil { names.append("planned") }
        return names
    }

    /// Whether nothing is stated.
    package var isEmpty: Bool { self == RiskPoolTerms() }

    /// What is wrong with shares that are to make a whole; `nil` when they do.
    package static func problem(ofShares shares: [Share]) -> String? {
        var sum: Int64 = 0
        for share in shares {
            guard let millionths = share.rate.millionths, (0...1_000_000).contains(millionths) else {
                return "\(share.rate) is no share: it lies between 0% and 100%, with up to four decimals"
            }
            sum += millionths
        }
        guard sum == 1_000_000 else {
            return "the shares add up to \(Rate(sum, over: 1_000_000)?.description ?? "something else")"
        }
        return Set(shares.map(\.partner)).count == shares.count ? nil : "a partner stands twice"
    }

    /// What is wrong with steps; `nil` when they rise.
    package static func problem(ofSteps steps: [Step]) -> String? {
        var last: (from: Int64, released: Int64) = (-1, 0)
        for step in steps {
            guard let from = step.from.millionths, let released = step.released.millionths, from >= 0,
                (0...1_000_000).contains(released)
            else { return "a step goes from a share of the plan to between 0% and 100% of the money" }
            guard from > last.from, released >= last.released else { return "the steps do not rise" }
            last = (from, released)
        }
        return steps.isEmpty ? "there is no step" : nil
    }
}

extension Rate {
    /// The rate in millionths, where it is a whole number of them and not beyond a thousandfold; otherwise `nil`.
    package var millionths: Int64? {
        guard 1_000_000 % denominator == 0 else { return nil }
        let (scaled, overflow) = numerator.multipliedReportingOverflow(by: 1_000_000 / denominator)
        return overflow || scaled.magnitude > 1_000_000_000 ? nil : scaled
    }
}
