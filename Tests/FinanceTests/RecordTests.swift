import Finance
import Testing

@Suite struct RecordTests {
    static let good: [PlanRecord.Fact] = [
        .outturn(Outturn(line: "A.1", amount: .gbp(700))),
        .outturn(Outturn(line: "A.2", source: "nhs", amount: .zero)),
        .delivery(Delivery(riskPool: "admissions", quarter: 1, planned: 100, actual: -3)),
        .decision(RiskPoolDecision(riskPool: "admissions", quarter: 1, stage: .approved, body: "Board", day: nil)),
        .districtSplit(
            DistrictSplit(
                key: "people", weights: [.init(district: "east", weight: 3), .init(district: "west", weight: 0)])),
    ]

    /// The small plan with a risk pool and a grant to divide.
    private static func plan() throws -> Plan {
        try GrantPlan.make(
            pools: [GrantPlan.pool(terms: RiskPoolTerms())],
            grant: DisabledFacilitiesGrant(sources: ["dfg"], passedDown: [.init(line: "A.1")]))
    }

    @Test func `Facts are kept in the order in which they were noted, and move no money`() throws {
        let before = try Self.plan()
        var plan = before
        for fact in Self.good { try plan.record(PlanRecord(fact, note: .test)) }
        #expect(plan.records.map(\.fact) == Self.good)
        #expect(plan.totalSpend == before.totalSpend)
        #expect(plan.movements.isEmpty)
        #expect(before.records.isEmpty)
    }

    @Test func `Changes with facts are made again as they were`() throws {
        let before = try Self.plan()
        var after = before
        try after.record(PlanRecord(Self.good[0], note: .test))
        try after.record(PlanRecord(Self.good[2], note: .test))
        let changes = after.changes(since: before)
        #expect(!changes.isEmpty)
        #expect(try before.applying(changes).records == after.records)
    }

    @Test(
        arguments: [
            (.outturn(Outturn(line: "A.9", amount: .zero)), "plan.line.unknown"),
            (.outturn(Outturn(line: "A.1", source: "ccg", amount: .zero)), "plan.source.unknown"),
            (.outturn(Outturn(line: "A.1", amount: Money(pence: -1))), "plan.outturn.negative"),
            (.delivery(Delivery(riskPool: "admissions", quarter: 5, planned: 1, actual: 1)), "plan.quarter"),
            (
                .decision(RiskPoolDecision(riskPool: "admissions", quarter: 0, stage: .agreed, body: "B")),
                "plan.quarter"
            ),
            (
                .decision(
                    RiskPoolDecision(riskPool: "admissions", quarter: 1, stage: .agreed, body: "B", day: "2017-02-29")),
                "plan.day"
            ),
            (.districtSplit(DistrictSplit(key: "k", weights: [])), "plan.split.missing"),
            (
                .districtSplit(
                    DistrictSplit(
                        key: "k", weights: [.init(district: "east", weight: 0), .init(district: "west", weight: 0)])),
                "plan.split.key"
            ),
        ] as [(PlanRecord.Fact, String)])
    func `A fact about nothing is refused, and nothing is noted`(fact: PlanRecord.Fact, code: String) throws {
        var plan = try Self.plan()
        #expect { try plan.record(PlanRecord(fact, note: .test)) } throws: { ($0 as? PlanError)?.code == code }
        #expect(plan.records.isEmpty)
    }
}
