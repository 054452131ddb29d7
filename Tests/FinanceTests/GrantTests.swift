import Finance
import TestSupport
import Testing

@Suite struct GrantTests {
    private typealias Grant = DisabledFacilitiesGrant

    /// The grant of the small plan, £650: 400 on A.1, which passes it down, and 250 on A.2, which keeps it.
    private static func grant(
        evidence: Grant.Agreement.Evidence = .asserted, day: String? = nil, entitlements: [Grant.Entitlement] = [],
        district: String? = nil, kept: Money = .gbp(250)
    ) -> Grant {
        Grant(
            sources: ["dfg"], entitlements: entitlements,
            passedDown: [.init(line: "A.1", district: district, amount: .gbp(400), day: day)],
            retained: [.init(line: "A.2", amount: kept, agreement: .init(evidence: evidence))])
    }

    @Test func `The allocation is passed down, retained and accounted for`() throws {
        let plan = try GrantPlan.make(grant: Self.grant())
        let found = try #require(plan.grantAssessment())
        #expect(found.allocation == .gbp(650))
        #expect(found.passedDown == .gbp(400) && found.retained == .gbp(250) && found.unaccounted == .zero)
        #expect(found.entitled == nil)
        #expect(found.districts.map(\.passed) == [nil, nil], "no figure of a district is invented")
    }

    @Test func `A key divides what the districts get together, to the penny`() throws {
        var plan = try GrantPlan.make(grant: Self.grant())
        try plan.note(
            .districtSplit(
                DistrictSplit(
                    key: "people", weights: [.init(district: "east", weight: 1), .init(district: "west", weight: 2)])))
        let found = try #require(plan.grantAssessment())
        #expect(found.key == "people")
        #expect(found.districts.map(\.passed) == [Money(pence: 13_333), Money(pence: 26_667)])
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `Whatever the key, the districts' parts are what is passed down`(seed: UInt64) throws {
        var chance = Chance(seed: seed)
        var plan = try GrantPlan.make(grant: Self.grant())
        let weights = [
            Int64.random(in: 0...1_000_000, using: &chance), Int64.random(in: 1...1_000_000, using: &chance),
        ]
        try plan.note(
            .districtSplit(
                DistrictSplit(
                    key: "k",
                    weights: zip(["east", "west"], weights).map { .init(district: $0, weight: $1) })))
        try plan.move(
            Money(pence: .random(in: 1...40_000, using: &chance)), from: .line("A.1"), to: .line("A.2"), source: 1,
            note: .test)
        let found = try #require(plan.grantAssessment())
        #expect(found.districts.reduce(0) { $0 + ($1.passed?.pence ?? 0) } == found.passedDown.pence)
        #expect(found.passedDown.pence + found.retained.pence == found.allocation.pence)
    }

    @Test(
        arguments: [
            ("plan.split.district", ["east", "north"]), ("plan.split.missing", ["east"]),
        ])
    func `A key names every district, and districts only`(code: String, districts: [String]) throws {
        var plan = try GrantPlan.make(grant: Self.grant())
        let split = DistrictSplit(key: "k", weights: districts.map { .init(district: $0, weight: 1) })
        #expect(refusal { () throws(PlanError) in try plan.note(.districtSplit(split)) } == code)
    }

    @Test func `A plan that says nothing of the grant, or is divided already, cannot be divided`() throws {
        let split = DistrictSplit(
            key: "k", weights: [.init(district: "east", weight: 1), .init(district: "west", weight: 1)])
        var silent = try GrantPlan.make()
        #expect(refusal { () throws(PlanError) in try silent.note(.districtSplit(split)) } == "plan.dfg.none")
        var plan = try GrantPlan.make(grant: Self.grant())
        let huge = DistrictSplit(
            key: "k", weights: ["east", "west", "east"].map { .init(district: $0, weight: .max) })
        #expect {
            try plan.note(.districtSplit(huge))
        } throws: {
            ($0 as? PlanError)?.reason == "the weights together are too large to hold exactly"
        }
        try plan.note(.districtSplit(split))
        #expect(refusal { () throws(PlanError) in try plan.note(.districtSplit(split)) } == "plan.split.twice")
    }

    @Test func `What nobody has evidenced, and what is not capital, is shown`() throws {
        let plan = try GrantPlan.make(grant: Self.grant(), natures: [.capital, .revenue, nil])
        #expect(
            plan.grantAssessment()?.flags == [
                .keptWithoutEvidence(line: "A.2", .gbp(250), .asserted), .onRevenue(line: "A.2", .gbp(250)),
                .passedWithoutDay(line: "A.1", by: nil),
            ])
        let good = try GrantPlan.make(
            grant: Self.grant(evidence: .evidenced, day: "2016-06-01"), natures: [.capital, .capital, nil])
        #expect(good.grantAssessment()?.flags == [])
    }

    @Test func `A scenario that keeps more than was agreed is shown, and so is a district that is short`() throws {
        let grant = Self.grant(
            evidence: .evidenced, day: "2016-06-01",
            entitlements: [.init(district: "east", amount: .gbp(400)), .init(district: "west", amount: .gbp(250))],
            district: "east")
        var plan = try GrantPlan.make(grant: grant, natures: [.capital, .capital, .capital])
        try plan.move(.gbp(150), from: .line("A.1"), to: .line("A.2"), source: 1, note: .test)
        let found = try #require(plan.grantAssessment())
        #expect(found.districts.map(\.passed) == [.gbp(250), .zero])
        #expect(found.districts.map(\.short) == [.gbp(150), .gbp(250)])
        #expect(
            found.flags == [
                .keptBeyondAgreement(line: "A.2", .gbp(150)),
                .statedDiffers(line: "A.1", stated: .gbp(400), held: .gbp(250)),
                .districtShort(district: "east", .gbp(150)), .districtShort(district: "west", .gbp(250)),
            ])
    }

    @Test func `Money on a line that nobody named is unaccounted for`() throws {
        var plan = try GrantPlan.make(grant: Self.grant(day: "2016-06-01"))
        try plan.move(.gbp(30), from: .line("A.1"), to: .line("B.1"), source: 1, note: .test)
        #expect(plan.grantAssessment()?.unaccounted == .gbp(30))
        #expect(plan.grantAssessment()?.flags.last == .unaccounted(.gbp(30)))
    }

    @Test(
        arguments: [
            // Passed on time, and the rest kept by an agreement that is evidenced.
            (.evidenced, "2017-06-30", .gbp(250), .met), (.evidenced, nil, .gbp(250), .cannotBeTold),
            (.asserted, "2017-06-30", .gbp(250), .cannotBeTold),
            (.notEvidenced, "2017-06-30", .gbp(250), .breached), (.evidenced, "2017-07-01", .gbp(250), .breached),
            // £250 is kept and £100 was agreed.
            (.evidenced, "2017-06-30", .gbp(100), .breached),
        ] as [(DisabledFacilitiesGrant.Agreement.Evidence, String?, Money, ConditionAssessment.Verdict)])
    func `The grant is passed down in full by the day, unless a district agreed`(
        evidence: DisabledFacilitiesGrant.Agreement.Evidence, day: String?, agreed: Money,
        verdict: ConditionAssessment.Verdict
    ) throws {
        let plan = try GrantPlan.make(
            grant: Self.grant(evidence: evidence, day: day, kept: agreed),
            rulebook: GrantPlan.rulebook(by: "2017-06-30"))
        let found = try #require(plan.assessment(ofCondition: "pass-down"))
        #expect(found.verdict == verdict)
        #expect(found.required == .gbp(650))
        let flagged = try GrantPlan.make(
            grant: Self.grant(evidence: evidence, day: day, kept: agreed),
            rulebook: GrantPlan.rulebook(by: "2017-06-30", .flag))
        #expect(flagged.assessment(ofCondition: "pass-down")?.verdict == (verdict == .breached ? .flagged : verdict))
    }

    // MARK: - Reserves

    @Test func `A reserve closes at what it held less what its sources bring`() throws {
        let reserve = Reserve(
            id: "r", title: "R", opening: .gbp(100), sources: ["council"],
            placed: [.init(title: "Redundancies", amount: .gbp(20))])
        let plan = try GrantPlan.make(
            pools: [GrantPlan.pool(.gbp(10), heldIn: .reserve("r"), terms: RiskPoolTerms())], reserves: [reserve],
            contingencies: [Contingency(id: "c", title: "C", amount: .gbp(15))],
            rulebook: GrantPlan.rulebook(by: nil))
        let found = try #require(plan.reserveAssessment("r"))
        #expect(found.drawn == .gbp(50) && found.closing == .gbp(50))
        #expect(found.free == .gbp(20), "what the plan says is set aside in it is taken off")
        #expect(found.freeIfAllSatHere == .gbp(5), "what has no place is shown beside it")
        #expect(plan.assessment(ofCondition: "reserve")?.verdict == .met)
        #expect(plan.assessment(ofCondition: "reserve")?.headroom == .gbp(20))
    }

    @Test func `A reserve that is overdrawn breaks its condition, by the penny`() throws {
        let reserve = Reserve(id: "r", title: "R", opening: .gbp(60), sources: ["council"])
        var plan = try GrantPlan.make(reserves: [reserve], rulebook: GrantPlan.rulebook(by: nil))
        try plan.contribute(.gbp(10), to: .line("A.1"), source: 2, note: .test)
        #expect(plan.assessment(ofCondition: "reserve")?.verdict == .met)
        try plan.contribute(Money(pence: 1), to: .line("A.1"), source: 2, note: .test)
        #expect(plan.assessment(ofCondition: "reserve")?.verdict == .breached)
        #expect(plan.reserveAssessment("r")?.isOverdrawn == true)
    }
}
