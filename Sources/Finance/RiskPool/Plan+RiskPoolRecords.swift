import Diagnostics

// What a plan refuses to note about a risk pool: facts about no pool, and facts that contradict each other.

extension Plan {
    /// A risk pool of the plan. Throws with the nearest id when there is none.
    package func riskPool(_ id: String) throws(PlanError) -> RiskPool {
        if let pool = arrangements.riskPools.first(where: { $0.id == id }) { return pool }
        let known = arrangements.riskPools.map(\.id)
        throw PlanError(
            "plan.risk-pool.unknown", "there is no risk pool `\(id)`",
            help: Suggestion.didYouMean(id, in: known)
                ?? (known.isEmpty
                    ? "plan.yaml lists no `risk_pools`" : "the risk pools are \(known.joined(separator: ", "))"))
    }

    func check(_ delivery: Delivery) throws(PlanError) {
        let pool = try riskPool(delivery.riskPool)
        try Self.check(quarter: delivery.quarter)
        let quarter = delivery.quarter
        guard deliveries(of: pool.id)[quarter] == nil else {
            throw PlanError(
                "plan.delivery.twice", "the delivery of quarter \(quarter) of `\(pool.id)` is noted already",
                reason: "a quarter delivers once", help: "note one of the two")
        }
        switch delivery.measure {
        case .share(let rate):
            guard rate.millionths != nil else {
                throw PlanError(
                    "plan.delivery.figure", "\(rate) is no share of a delivery",
                    reason: "a share has up to four decimals of a percent, and is at most a thousandfold",
                    help: "write delivery = percent(70)")
            }
        case .counted(let planned, let actual):
            guard (0...RiskPool.mostUnits).contains(planned), actual.magnitude <= RiskPool.mostUnits.magnitude else {
                throw PlanError(
                    "plan.delivery.figure", "\(actual) of \(planned) is no delivery",
                    reason: "what is planned lies between 0 and 1,000,000,000, and so does what is delivered or missed",
                    help: "count in the unit of the pool's metric")
            }
            if let stated = riskPoolAssessment(of: pool).pool.planned?[quarter - 1], stated != planned {
                throw PlanError(
                    "plan.delivery.planned",
                    "the plan's trajectory for quarter \(quarter) of `\(pool.id)` is \(stated), not \(planned)",
                    reason: "what is delivered is held against what the plan states", help: "leave `planned` out")
            }
        }
        if quarter > 1, deliveries(of: pool.id)[quarter - 1] == nil,
            riskPoolAssessment(of: pool).terms.formula.flatMap(RiskPoolFormula.named)?.catchesUp == true
        {
            throw PlanError(
                "plan.delivery.gap", "quarter \(quarter) of `\(pool.id)` is noted before quarter \(quarter - 1)",
                reason: "the pool's formula reckons with all quarters so far",
                help: "note the delivery of quarter \(quarter - 1) first")
        }
    }

    func check(_ decision: RiskPoolDecision) throws(PlanError) {
        let pool = try riskPool(decision.riskPool)
        try Self.check(quarter: decision.quarter)
        let (quarter, stage) = (decision.quarter, decision.stage)
        let what = "quarter \(quarter) of `\(pool.id)`"
        if let day = decision.day, !CalendarDay.isReal(day) {
            throw PlanError(
                "plan.day", "`\(day)` is not a day", reason: "a day is written year, month, day",
                help: "write it as 2016-07-31")
        }
        let order = pool.stages.isEmpty ? RiskPoolDecision.Stage.allCases : pool.stages.map(\.stage)
        guard let place = order.firstIndex(of: stage) else {
            throw PlanError(
                "plan.decision.stage", "the plan names no body by which `\(pool.id)` is \(stage.rawValue)",
                reason: "its stages are \(order.map(\.rawValue).joined(separator: ", "))", help: "name one of these")
        }
        if let named = pool.stages.first(where: { $0.stage == stage }), named.body != decision.body {
            throw PlanError(
                "plan.decision.body", "`\(decision.body)` is not the body by which `\(pool.id)` is \(stage.rawValue)",
                reason: "the plan names \(named.body)", help: "leave `by` out, or write by = \"\(named.body)\"")
        }
        guard deliveries(of: pool.id)[quarter] != nil else {
            throw PlanError(
                "plan.decision.not-delivered", "\(what) is decided before its delivery is noted",
                reason: "what is decided follows from what was delivered", help: "note the delivery first: plan:deliver"
            )
        }
        let earlier = decisions(of: pool.id, quarter: quarter)
        if earlier.contains(where: { $0.stage == stage }) {
            throw PlanError(
                "plan.decision.twice", "\(what) is \(stage.rawValue) already", reason: "a step is taken once",
                help: "note one of the two")
        }
        if let later = earlier.first(where: { (order.firstIndex(of: $0.stage) ?? 0) > place }) {
            throw PlanError(
                "plan.decision.order", "\(what) is \(later.stage.rawValue) already, so it cannot be \(stage.rawValue)",
                reason: "the stages follow each other", help: "note the steps in their order")
        }
        // Without stages in the plan, nobody need have recommended what somebody approves.
        if !pool.stages.isEmpty, place > 0, earlier.last?.stage != order[place - 1] {
            throw PlanError(
                "plan.decision.order", "\(what) cannot be \(stage.rawValue) before it is \(order[place - 1].rawValue)",
                reason: "the plan names a body for each stage", help: "note the earlier stage first")
        }
        try checkDay(of: decision, after: earlier.compactMap(\.day).last)
    }

    private func checkDay(of decision: RiskPoolDecision, after earlier: String?) throws(PlanError) {
        guard let day = decision.day else { return }
        // Days are written so that they sort as text.
        if let earlier, day < earlier {
            throw PlanError(
                "plan.decision.day", "\(day) is before \(earlier), the day of the stage before",
                reason: "the stages follow each other", help: "check the two days")
        }
        let starts = ["04", "07", "10", "01"]
        let year = identity.year.start + (decision.quarter == 4 ? 1 : 0)
        let start = "\(year)-\(starts[decision.quarter - 1])-01"
        // A formula whose money is paid later counts earlier quarters.
        let lag = riskPoolAssessment(decision.riskPool)?.terms.paymentLag ?? 0
        if lag == 0, day < start {
            throw PlanError(
                "plan.decision.day", "\(day) is before quarter \(decision.quarter) begins, on \(start)",
                reason: "what is decided follows from what was delivered", help: "check the day and the quarter")
        }
    }

    func check(_ supposed: SupposedTerms) throws(PlanError) {
        let pool = try riskPool(supposed.riskPool)
        let known = riskPoolAssessment(of: pool)
        let terms = supposed.terms
        guard !terms.isEmpty else {
            throw PlanError(
                "plan.risk-terms.nothing", "nothing is supposed about `\(pool.id)`",
                help: "name a term, such as formula = \"proportional\"")
        }
        var own = pool.terms
        own.planned = pool.planned
        let stated = own.overlap(with: terms)
        if let first = stated.first {
            throw PlanError(
                "plan.risk-terms.stated", "the plan states `\(first)` of `\(pool.id)` itself",
                reason: "a scenario supposes only what the plan leaves open",
                help: "leave `\(first)` out, or change plan.yaml")
        }
        if let first = known.supposed?.overlap(with: terms).first {
            throw PlanError(
                "plan.risk-terms.stated", "`\(first)` of `\(pool.id)` is supposed already",
                reason: "one scenario supposes one thing", help: "suppose it once")
        }
        if let formula = terms.formula, RiskPoolFormula.named(formula) == nil {
            let names = RiskPoolFormula.all.map(\.name)
            throw PlanError(
                "plan.risk-terms.formula", "no formula is called `\(formula)`",
                help: Suggestion.didYouMean(formula, in: names) ?? "write one of \(names.joined(separator: ", "))")
        }
        if let shares = terms.retainedBy {
            if let unknown = shares.first(where: { share in !partners.contains { $0.id == share.partner } }) {
                throw PlanError(
                    "plan.partner.unknown", "the plan has no partner `\(unknown.partner)`",
                    help: Suggestion.didYouMean(unknown.partner, in: partners.map(\.id))
                        ?? "known: \(partners.map(\.id).joined(separator: ", "))")
            }
            if let problem = RiskPoolTerms.problem(ofShares: shares) {
                throw PlanError(
                    "plan.risk-terms.shares", problem, reason: "what is retained is shared out to the last penny",
                    help: "give shares that add up to 100%")
            }
        }
        if let steps = terms.steps, let problem = RiskPoolTerms.problem(ofSteps: steps) {
            throw PlanError(
                "plan.risk-terms.steps", problem, reason: "more delivery never releases less",
                help: "write the steps from the lowest up")
        }
        if let planned = terms.planned {
            guard planned.count == 4, planned.allSatisfy({ (0...RiskPool.mostUnits).contains($0) }),
                planned.contains(where: { $0 > 0 })
            else {
                throw PlanError(
                    "plan.risk-terms.planned", "what is planned of `\(pool.id)` is not four counts",
                    reason: "a year has four quarters, and something is planned in one of them at least",
                    help: "write planned = { 380, 379, 379, 379 }")
            }
        }
        if let cost = terms.unitCost, cost <= .zero {
            throw PlanError(
                "plan.risk-terms.unit-cost", "a unit is worth \(cost)", reason: "what is avoided saves money",
                help: "give the cost of one unit, above nothing")
        }
        // What was earned would change under the decisions that were made on it.
        guard known.quarters.allSatisfy({ $0.stage == nil && $0.entered == nil }) else {
            throw PlanError(
                "plan.risk-terms.late", "quarters of `\(pool.id)` are decided already",
                reason: "they were decided by other terms", help: "suppose terms before the first decision")
        }
    }

    func check(_ release: RiskPoolRelease) throws(PlanError) {
        let pool = try riskPool(release.riskPool)
        try Self.check(quarter: release.quarter)
        let quarter = riskPoolAssessment(of: pool).quarters[release.quarter - 1]
        try checkReleasable(quarter, of: pool)
        guard release.flows.allSatisfy({ $0.amount > .zero }), release.amount == quarter.released else {
            throw PlanError(
                "plan.release.amount", "what went to lines is not what was released: \(quarter.released)",
                reason: "what is released goes as a whole")
        }
    }

    /// Checks that money of a quarter can go to lines.
    func checkReleasable(_ quarter: RiskPoolAssessment.Quarter, of pool: RiskPool) throws(PlanError) {
        guard quarter.entered == nil else {
            throw PlanError(
                "plan.release.twice", "quarter \(quarter.number) of `\(pool.id)` has gone to lines already",
                reason: "money is released once", help: "move it from there with plan:move")
        }
        if let obstacle = riskPoolAssessment(of: pool).obstacle {
            throw PlanError(
                "plan.release.cannot-be-told", "what `\(pool.id)` releases cannot be told: \(obstacle)",
                reason: "how delivery becomes money is agreed between the partners",
                help: "suppose the terms that are not stated with plan:suppose_risk_terms")
        }
        guard quarter.isDecided else {
            let last = pool.stages.last.map { "\($0.stage.rawValue) by \($0.body)" } ?? "decided"
            throw PlanError(
                "plan.release.not-decided", "quarter \(quarter.number) of `\(pool.id)` is not \(last)",
                reason: "nothing is released before its delivery is known and the last stage is reached",
                help: "note what was delivered with plan:deliver, and each stage with plan:decide")
        }
    }

    private func deliveries(of pool: String) -> [Int: Delivery] {
        var found: [Int: Delivery] = [:]
        for case .delivery(let delivery) in records.map(\.fact) where delivery.riskPool == pool {
            found[delivery.quarter] = delivery
        }
        return found
    }

    private func decisions(of pool: String, quarter: Int) -> [RiskPoolDecision] {
        records.compactMap { record in
            guard case .decision(let decision) = record.fact, decision.riskPool == pool, decision.quarter == quarter
            else { return nil }
            return decision
        }
    }

    /// Checks that a number is that of a quarter.
    package static func checkQuarter(_ number: Int) throws(PlanError) { try check(quarter: number) }

    static func check(quarter: Int) throws(PlanError) {
        guard (1...4).contains(quarter) else {
            throw PlanError(
                "plan.quarter", "there is no quarter \(quarter)", reason: "quarter 1 is April to June",
                help: "give 1, 2, 3 or 4")
        }
    }
}
