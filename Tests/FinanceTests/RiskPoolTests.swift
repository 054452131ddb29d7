import Finance
import TestSupport
import Testing

@Suite struct RiskPoolTests {
    /// Deliveries of the four quarters, and what each earns.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let terms: RiskPoolTerms
        var amount = Money.gbp(1000)
        var planned: [Int64]? = [100, 100, 100, 100]
        /// What was delivered of what is planned.
        let delivered: [Int64]
        /// Pounds.
        let earned: [Int64]
        let retained: [Int64]
        var testDescription: String { name }
    }

    private static func terms(
        _ formula: String, _ quarters: RiskPoolTerms.Quarters? = .equal, steps: [RiskPoolTerms.Step]? = nil
    ) -> RiskPoolTerms { RiskPoolTerms(formula: formula, quarters: quarters, steps: steps) }

    private static func step(_ from: Int64, _ released: Int64) -> RiskPoolTerms.Step {
        guard let from = Rate(from, over: 100), let released = Rate(released, over: 100) else {
            preconditionFailure("rates")
        }
        return .init(from: from, released: released)
    }

    // Worked by hand; 250 pounds a quarter unless the trajectory says otherwise.
    static let cases = [
        Case(
            name: "proportional: 70% earns 70%, more than the plan earns no more, less than nothing earns nothing",
            terms: terms("proportional"), delivered: [70, 130, -20, 100], earned: [175, 250, 0, 250],
            retained: [75, 0, 250, 0]),
        Case(
            name: "proportional by trajectory: a quarter with more planned has more at risk",
            terms: terms("proportional", .byTrajectory), planned: [100, 200, 300, 400], delivered: [50, 100, 150, 200],
            earned: [50, 100, 150, 200], retained: [50, 100, 150, 200]),
        Case(
            name: "threshold: all or nothing", terms: terms("threshold", steps: [step(95, 100)]),
            delivered: [95, 94, 100, 0], earned: [250, 0, 250, 0], retained: [0, 250, 0, 250]),
        Case(
            name: "threshold in steps: the highest step reached counts",
            terms: terms("threshold", steps: [step(50, 20), step(80, 60), step(100, 100)]),
            delivered: [49, 50, 99, 100], earned: [0, 50, 150, 250], retained: [250, 200, 100, 0]),
        Case(
            name: "cumulative: what a quarter missed, later ones make up for", terms: terms("cumulative"),
            delivered: [70, 130, 50, 150], earned: [175, 325, 125, 375], retained: [0, 0, 0, 0]),
        Case(
            name: "cumulative: nothing is taken back, and what stays missed is retained at the end",
            terms: terms("cumulative"), delivered: [100, 0, 0, 100], earned: [250, 0, 0, 250],
            retained: [0, 0, 0, 500]),
    ]

    @Test(arguments: cases)
    func `A formula earns what was worked out by hand`(of: Case) throws {
        var plan = try GrantPlan.make(pools: [GrantPlan.pool(of.amount, planned: of.planned, terms: of.terms)])
        for (index, actual) in of.delivered.enumerated() {
            try plan.deliver(index + 1, of: of.planned?[index] ?? 100, actual)
        }
        let found = try #require(plan.riskPoolAssessment("admissions"))
        #expect(found.quarters.map(\.earned) == of.earned.map { .gbp($0) })
        #expect(found.quarters.map(\.released) == of.earned.map { .gbp($0) }, "without stages, delivery is enough")
        #expect(found.quarters.map(\.retained) == of.retained.map { .gbp($0) })
        #expect(found.remaining == .zero)
    }

    /// The rule of 2015/16: units so far, up to those planned so far, at a price each, less what was earned before.
    @Test(
        arguments: [
            // 10 a quarter at £1,490: 14,900 a quarter when all is delivered.
            ([10, 10, 10, 10], [14_900, 14_900, 14_900, 14_900]),
            // The first quarter falls short, the second makes up: 8 and then 12 of 20.
            ([8, 12, 10, 10], [11_920, 17_880, 14_900, 14_900]),
            // Over-delivery earns nothing before it is planned: 15 counts as 10, then 20 counts as 20.
            ([15, 5, 10, 10], [14_900, 14_900, 14_900, 14_900]),
            // More admissions than before: nothing; what was earned is not taken back; 10, 4, 9 and 24 so far.
            ([10, -6, 5, 15], [14_900, 0, 0, 20_860]),
            ([-5, -5, 0, 0], [0, 0, 0, 0]),
        ])
    func `Payment for performance pays what was worked out by hand`(delivered: [Int64], earned: [Int64]) throws {
        let citation = Citation(document: "d", section: nil, confidence: .unconfirmed, inForce: "2015-04-01")
        let rulebook = Rulebook(
            year: PlanningYear(startingIn: 2015), title: "t",
            riskFormulas: [
                RiskFormula(
                    id: "p4p", formula: "payment-for-performance",
                    terms: [
                        .init(name: "unit_cost", value: "£1,490"), .init(name: "payment_lag_quarters", value: "1"),
                        .init(name: "clawback", value: "no"),
                    ], citation: citation)
            ])
        var plan = try GrantPlan.make(
            pools: [GrantPlan.pool(.gbp(59_600), planned: [10, 10, 10, 10], terms: RiskPoolTerms(formula: "p4p"))],
            rulebook: rulebook)
        for (index, actual) in delivered.enumerated() { try plan.deliver(index + 1, of: 10, actual) }
        let found = try #require(plan.riskPoolAssessment("admissions"))
        #expect(found.quarters.map(\.earned) == earned.map { .gbp($0) })
        #expect(found.quarters.map(\.paidIn) == [2, 3, 4, 5])
        #expect(found.rule?.citation.confidence == .unconfirmed)
        #expect(found.quarters.map(\.atRisk) == Array(repeating: .gbp(14_900), count: 4))
        #expect(found.retained == .gbp(59_600 - earned.reduce(0, +)))
    }

    @Test func `Nothing is released before the last stage that the plan names`() throws {
        var plan = try GrantPlan.make(
            pools: [GrantPlan.pool(terms: Self.terms("proportional"), stages: GrantPlan.stages)])
        try plan.deliver(1, "70")
        func quarter() throws -> RiskPoolAssessment.Quarter {
            try #require(plan.riskPoolAssessment("admissions")).quarters[0]
        }
        #expect(try quarter().earned == .gbp(175))
        #expect(try quarter().released == .zero && quarter().retained == .zero)
        try plan.decide(1, .recommended, by: "Finance Group", on: "2016-07-20")
        #expect(try quarter().released == .zero)
        try plan.decide(1, .approved, by: "Board", on: "2016-07-20")
        #expect(try quarter().released == .gbp(175) && quarter().retained == .gbp(75))
    }

    @Test func `Without a formula it cannot be told what is earned, and a scenario may suppose it`() throws {
        var plan = try GrantPlan.make(pools: [GrantPlan.pool(terms: RiskPoolTerms(), stages: GrantPlan.stages)])
        try plan.deliver(1, "70")
        try plan.note(.riskPoolTerms(.init(riskPool: "admissions", terms: RiskPoolTerms(formula: "proportional"))))
        #expect(plan.riskPoolAssessment("admissions")?.obstacle?.contains("`quarters`") == true)
        try plan.note(.riskPoolTerms(.init(riskPool: "admissions", terms: RiskPoolTerms(quarters: .equal))))
        #expect(plan.riskPoolAssessment("admissions")?.quarters[0].earned == .gbp(175))
    }

    @Test(arguments: 0..<400 as Range<UInt64>)
    func `Released, retained and remaining are the amount, to the penny, whatever was delivered`(seed: UInt64) throws {
        var chance = Chance(seed: seed)
        let amount = Money(
            pence: .random(
                in: 0...RiskPool.mostAmount.pence >> Int64.random(in: 0...40, using: &chance), using: &chance))
        let formula = RiskPoolFormula.all.randomElement(using: &chance)?.name ?? ""
        let planned = (0..<4).map { _ in Int64.random(in: 1...5000, using: &chance) }
        let first = Int64.random(in: 0...1_000_000, using: &chance)
        let shares = [first, 1_000_000 - first].compactMap { Rate($0, over: 1_000_000) }
        let terms = RiskPoolTerms(
            formula: formula, quarters: RiskPoolTerms.Quarters.allCases.randomElement(using: &chance),
            unitCost: Money(pence: .random(in: 1...1_000_000, using: &chance)),
            steps: [Self.step(40, 30), Self.step(90, 100)],
            retainedBy: [.init(partner: "ccg", rate: shares[0]), .init(partner: "lcc", rate: shares[1])])
        var plan = try GrantPlan.make(
            pools: [GrantPlan.pool(amount, planned: planned, terms: terms, stages: GrantPlan.stages)])
        for quarter in 1...Int.random(in: 1...4, using: &chance) {
            if Bool.random(using: &chance) {
                try plan.deliver(quarter, of: planned[quarter - 1], .random(in: -3000...9000, using: &chance))
            } else {
                let share = Rate(.random(in: -500_000...2_000_000, using: &chance), over: 1_000_000)
                try plan.note(
                    .delivery(Delivery(riskPool: "admissions", quarter: quarter, .share(try #require(share)))))
            }
            if Bool.random(using: &chance) { try plan.approve(quarter) }
            let found = try #require(plan.riskPoolAssessment("admissions"))
            #expect(found.obstacle == nil)
            let parts = [found.released, found.retained, found.remaining]
            #expect(parts.reduce(0) { $0 + $1.pence } == amount.pence)
            #expect(parts.allSatisfy { !$0.isNegative })
            #expect(found.quarters.reduce(0) { $0 + ($1.atRisk?.pence ?? 0) } == amount.pence)
            #expect(found.quarters.allSatisfy { !$0.released.isNegative && !$0.retained.isNegative })
            #expect(found.retainedBy.reduce(0) { $0 + $1.amount.pence } == found.retained.pence)
        }
    }

    // MARK: - What contradicts itself

    private static func delivered() throws -> Plan {
        var plan = try GrantPlan.make(
            pools: [
                GrantPlan.pool(planned: [100, 100, 100, 100], terms: terms("cumulative"), stages: GrantPlan.stages)
            ])
        try plan.deliver(1, "70")
        return plan
    }

    @Test(
        arguments: [
            ("plan.risk-pool.unknown", Draft(riskPool: "admision")), ("plan.quarter", Draft(quarter: 5)),
            ("plan.delivery.twice", Draft(quarter: 1)), ("plan.delivery.gap", Draft(quarter: 3)),
            ("plan.delivery.planned", Draft(planned: 90)), ("plan.delivery.figure", Draft(actual: .max)),
        ] as [(String, Draft)])
    func `A delivery that contradicts the plan or another is refused`(
        code: String, draft: Draft
    ) throws {
        var plan = try Self.delivered()
        #expect(
            refusal { () throws(PlanError) in
                try plan.note(
                    .delivery(
                        Delivery(
                            riskPool: draft.riskPool, quarter: draft.quarter, planned: draft.planned,
                            actual: draft.actual)))
            } == code)
        #expect(plan.records.count == 1)
    }

    /// A delivery that is good until it is changed.
    struct Draft: Sendable {
        var riskPool = "admissions"
        var quarter = 2
        var planned: Int64 = 100
        var actual: Int64 = 50
    }

    @Test(
        arguments: [
            ("plan.decision.not-delivered", [(2, .recommended, "Finance Group", nil)]),
            ("plan.decision.order", [(1, .approved, "Board", nil)]),
            ("plan.decision.stage", [(1, .agreed, "Board", nil)]),
            ("plan.decision.body", [(1, .recommended, "Somebody", nil)]),
            (
                "plan.decision.twice",
                [(1, .recommended, "Finance Group", nil), (1, .recommended, "Finance Group", nil)]
            ),
            (
                "plan.decision.twice",
                [
                    (1, .recommended, "Finance Group", nil), (1, .approved, "Board", nil),
                    (1, .recommended, "Finance Group", nil),
                ]
            ),
            (
                "plan.decision.day",
                [(1, .recommended, "Finance Group", "2016-08-01"), (1, .approved, "Board", "2016-07-31")]
            ),
            ("plan.decision.day", [(1, .recommended, "Finance Group", "2016-03-31")]),
            ("plan.day", [(1, .recommended, "Finance Group", "2016-02-30")]),
        ] as [(String, [(Int, RiskPoolDecision.Stage, String, String?)])])
    func `A decision out of turn is refused`(
        code: String, steps: [(Int, RiskPoolDecision.Stage, String, String?)]
    ) throws {
        var plan = try Self.delivered()
        var codes: [String?] = []
        for (quarter, stage, body, day) in steps {
            codes.append(refusal { () throws(PlanError) in try plan.decide(quarter, stage, by: body, on: day) })
        }
        #expect(codes.last == code)
        #expect(codes.dropLast().allSatisfy { $0 == nil })
    }

    @Test(
        arguments: [
            ("plan.risk-terms.nothing", RiskPoolTerms()),
            ("plan.risk-terms.stated", RiskPoolTerms(formula: "proportional")),
            ("plan.risk-terms.shares", RiskPoolTerms(retainedBy: [.init(partner: "ccg", rate: percent(99))])),
            ("plan.partner.unknown", RiskPoolTerms(retainedBy: [.init(partner: "cgc", rate: percent(100))])),
            (
                "plan.risk-terms.shares",
                RiskPoolTerms(retainedBy: [
                    .init(partner: "ccg", rate: percent(50)), .init(partner: "ccg", rate: percent(50)),
                ])
            ),
            ("plan.risk-terms.steps", RiskPoolTerms(steps: [step(90, 50), step(80, 100)])),
            ("plan.risk-terms.steps", RiskPoolTerms(steps: [])),
            ("plan.risk-terms.unit-cost", RiskPoolTerms(unitCost: .zero)),
        ])
    func `Terms that contradict the plan are refused`(code: String, terms: RiskPoolTerms) throws {
        var plan = try Self.delivered()
        #expect(
            refusal { () throws(PlanError) in
                try plan.note(.riskPoolTerms(.init(riskPool: "admissions", terms: terms)))
            } == code)
    }

    private static func percent(_ percent: Int64) -> Rate {
        guard let rate = Rate(percent, over: 100) else { preconditionFailure("a rate") }
        return rate
    }

    // MARK: - Where released money goes

    private static let schemes: [RiskPool.NextScheme] = [
        .init(line: "A.2", title: "First", amount: .gbp(100)), .init(line: "B.1", title: "Second", amount: .gbp(500)),
    ]

    private static func approved(
        _ place: MoneyPlace, _ schemes: [RiskPool.NextScheme]? = schemes, reserves: [Reserve] = []
    ) throws -> Plan {
        var plan = try GrantPlan.make(
            pools: [
                GrantPlan.pool(
                    .gbp(400), heldIn: place, terms: terms("proportional"), releasedTo: schemes,
                    stages: GrantPlan.stages)
            ], reserves: reserves)
        for quarter in 1...2 {
            try plan.deliver(quarter, "80")
            try plan.approve(quarter)
        }
        return plan
    }

    @Test func `Released money goes along the next schemes, each up to its amount, over the quarters`() throws {
        var plan = try Self.approved(.outside)
        for quarter in 1...2 {
            try plan.release(riskPool: "admissions", quarter: quarter, source: 0, to: nil, note: .test)
        }
        // 80 and 80: the first scheme takes 100 of them, the second the rest.
        #expect(plan.movements.map(\.amount) == [.gbp(80), .gbp(20), .gbp(60)])
        #expect(plan.movements.map(\.to) == [.line("A.2"), .line("A.2"), .line("B.1")])
        #expect(plan.movements.allSatisfy { $0.verb == .contribute })
        #expect(plan.isBalanced)
        #expect(plan.riskPoolAssessment("admissions")?.entered == .gbp(160))
        #expect(plan.riskPoolAssessment("admissions")?.stillHeld == .gbp(400 - 160 - 40))
    }

    @Test func `A pool that sits in a line is released from it, and money is conserved`() throws {
        var plan = try Self.approved(.line("A.1"))
        let total = plan.totalSpend
        try plan.release(riskPool: "admissions", quarter: 1, source: nil, to: nil, note: .test)
        #expect(plan.movements.map(\.verb) == [.move])
        #expect(plan.totalSpend == total)
        #expect(plan.total(line: 0) == .gbp(920))
        #expect(plan.total(line: 1) == .gbp(380))
    }

    @Test func `What no scheme takes is unallocated, and no scheme is passed over`() throws {
        let open: [RiskPool.NextScheme] = [
            .init(line: nil, title: "No line yet", amount: .gbp(10)),
            .init(line: "B.1", title: "Next", amount: .gbp(500)),
        ]
        var plan = try Self.approved(.outside, open)
        try plan.release(riskPool: "admissions", quarter: 1, source: 0, to: nil, note: .test)
        #expect(plan.unallocated(source: 0) == .gbp(80))
        #expect(plan.total(line: 2) == .gbp(300))
    }

    @Test func `Changes with a release are made again as they were`() throws {
        var plan = try Self.approved(.outside)
        let before = try GrantPlan.make(pools: plan.arrangements.riskPools)
        try plan.release(riskPool: "admissions", quarter: 2, source: 0, to: nil, note: .test)
        let again = try before.applying(plan.changes(since: before))
        #expect(again.records == plan.records)
        #expect(again.riskPoolAssessment("admissions") == plan.riskPoolAssessment("admissions"))
    }

    @Test func `A release is refused before its decision, a second time, without a source, or from another reserve`()
        throws
    {
        let reserve = Reserve(id: "r", title: "R", opening: .gbp(900), sources: ["council"])
        var plan = try Self.approved(.reserve("r"), reserves: [reserve])
        func release(_ quarter: Int, source: Int?) -> String? {
            refusal { () throws(PlanError) in
                try plan.release(riskPool: "admissions", quarter: quarter, source: source, to: nil, note: .test)
            }
        }
        #expect(release(3, source: 2) == "plan.release.not-decided")
        #expect(release(1, source: nil) == "plan.release.no-source")
        #expect(release(1, source: 0) == "plan.release.other-source")
        #expect(plan.movements.isEmpty, "a refused release moves nothing")
        #expect(release(1, source: 2) == nil)
        #expect(release(1, source: 2) == "plan.release.twice")
        #expect(release(9, source: 2) == "plan.quarter")
    }
}
