import Finance

/// Plans with a risk pool, a grant or a reserve, small enough to check by hand.
enum GrantPlan {
    static let stages = [
        GovernanceStage(stage: .recommended, body: "Finance Group"),
        GovernanceStage(stage: .approved, body: "Board"),
    ]

    /// The small plan with two districts and what is given.
    static func make(
        pools: [RiskPool] = [], grant: DisabledFacilitiesGrant? = nil, reserves: [Reserve] = [],
        contingencies: [Contingency] = [], rulebook: Rulebook? = nil, natures: [SpendLine.Nature?] = [nil, nil, nil]
    ) throws -> Plan {
        let small = try SmallPlan.make()
        var arrangements = PlanArrangements()
        arrangements.riskPools = pools
        arrangements.disabledFacilitiesGrant = grant
        arrangements.reserves = reserves
        arrangements.contingencies = contingencies
        arrangements.rulebook = rulebook
        return try Plan(
            identity: small.identity,
            partners: small.partners + [
                Partner(id: "east", title: "East District", kind: .district),
                Partner(id: "west", title: "West District", kind: .district),
            ], pools: small.pools, arrangements: arrangements, sources: small.sources,
            lines: zip(small.lines, natures).map { line, nature in
                var line = line
                line.nature = nature
                return line
            }, cells: small.lines.indices.flatMap { small.cells(line: $0) })
    }

    static func pool(
        _ amount: Money = .gbp(1000), heldIn: MoneyPlace = .notStated, planned: [Int64]? = nil,
        terms: RiskPoolTerms, releasedTo: [RiskPool.NextScheme]? = nil, stages: [GovernanceStage] = []
    ) -> RiskPool {
        RiskPool(
            id: "admissions", title: "Admissions", amount: amount, heldIn: heldIn, planned: planned, terms: terms,
            releasedTo: releasedTo, stages: stages)
    }

    /// A rulebook of one pass-down condition, and one about reserves.
    static func rulebook(by day: String?, _ onBreach: Condition.OnBreach = .breach) -> Rulebook {
        let citation = Citation(document: "d", section: nil, confidence: .seen, inForce: "2016-04-01")
        return Rulebook(
            year: PlanningYear(startingIn: 2016), title: "A rulebook",
            conditions: [
                Condition(
                    id: "pass-down", title: "t", test: .passDown(money: SpendFilter(), to: .district, by: day),
                    onBreach: onBreach, citation: citation),
                Condition(id: "reserve", title: "t", test: .reserve, onBreach: onBreach, citation: citation),
            ])
    }
}

extension Plan {
    mutating func note(_ fact: PlanRecord.Fact) throws(PlanError) { try record(PlanRecord(fact, note: .test)) }

    mutating func deliver(_ quarter: Int, of planned: Int64, _ actual: Int64) throws(PlanError) {
        try note(.delivery(Delivery(riskPool: "admissions", quarter: quarter, planned: planned, actual: actual)))
    }

    mutating func deliver(_ quarter: Int, _ percent: String) throws(PlanError) {
        guard let rate = Rate(percentage: percent) else { preconditionFailure("a rate") }
        try note(.delivery(Delivery(riskPool: "admissions", quarter: quarter, .share(rate))))
    }

    mutating func decide(
        _ quarter: Int, _ stage: RiskPoolDecision.Stage, by body: String, on day: String? = nil
    ) throws(PlanError) {
        try note(
            .decision(RiskPoolDecision(riskPool: "admissions", quarter: quarter, stage: stage, body: body, day: day)))
    }

    mutating func approve(_ quarter: Int) throws(PlanError) {
        try decide(quarter, .recommended, by: "Finance Group")
        try decide(quarter, .approved, by: "Board")
    }
}

/// The code of what a plan refuses; `nil` when it does not.
func refusal(_ body: () throws(PlanError) -> Void) -> String? {
    do throws(PlanError) {
        try body()
        return nil
    } catch {
        return error.code
    }
}
