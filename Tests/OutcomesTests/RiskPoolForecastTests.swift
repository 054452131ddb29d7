import Draws
import Finance
import Testing
import TestSupport

@testable import Outcomes

@Suite("Risk pools of what is expected") struct RiskPoolForecastTests {
    typealias Fixture = OutcomeFixture

    private static func rate(_ millionths: Int64) -> Rate {
        guard let rate = Rate(millionths, over: 1_000_000) else { preconditionFailure("a rate") }
        return rate
    }

    private static func pool(
        _ chance: inout TestSupport.Chance, formula: String? = nil, stages: [GovernanceStage] = []
    ) -> RiskPool {
        let names = RiskPoolFormula.all.map(\.name)
        // Small pools too, so that both the short and the long arithmetic are walked.
        let amount = min(RiskPool.mostAmount.pence, chance.ofAnySize(bits: 50))
        return RiskPool(
            id: "pool", title: "P", amount: Money(pence: amount), metric: "m",
            planned: (0..<4).map { _ in chance.below(9) == 0 ? 0 : min(RiskPool.mostUnits, chance.ofAnySize(bits: 30))
            },
            terms: RiskPoolTerms(
                formula: formula ?? names[chance.below(names.count)],
                quarters: chance.below(2) == 0 ? .equal : .byTrajectory,
                unitCost: Money(pence: 1 + chance.ofAnySize(bits: 24)),
                steps: [
                    .init(from: rate(400_000), released: rate(300_000)),
                    .init(from: rate(900_000), released: rate(Int64(300_000 + chance.below(700_001)))),
                ]), stages: stages)
    }

    @Test("The fast way is the formula, to the penny", arguments: 0..<UInt64(150 * TestSupport.Chance.rounds))
    func fast(seed: UInt64) throws {
        var chance = TestSupport.Chance(seed: seed)
        let pool = Self.pool(&chance)
        var plan = try Fixture.plan(pools: [pool])
        if chance.below(3) == 0 {
            let actual = Int64(chance.below(1000)) - 300
            try plan.record(
                PlanRecord(
                    .delivery(Delivery(riskPool: "pool", quarter: 1, planned: pool.planned?[0] ?? 0, actual: actual)),
                    note: Movement.Note(reason: "a test")))
        }
        let forecast = plan.riskPoolForecast(of: pool)
        guard forecast.obstacle == nil else { return #expect(pool.planned?.reduce(0, +) == 0) }
        for _ in 0..<20 {
            var millionths = InlineArray<4, Int64>(repeating: 0)
            for quarter in 0..<4 {
                let planned = (pool.planned?[quarter] ?? 0) * 1_000_000
                millionths[quarter] =
                    switch chance.below(4) {
                    case 0: planned
                    case 1: planned / 10 * 9
                    case 2: chance.ofAnySize() * (chance.below(2) == 0 ? 1 : -1)
                    default: planned > 0 ? Int64(chance.next() % UInt64(planned)) : 1
                    }
            }
            var pence = InlineArray<8, Int64>(repeating: -1)
            forecast.reckon(millionths, into: &pence)
            let exact = try #require(forecast.quarters(expecting: (0..<4).map { millionths[$0] }))
            #expect((0..<4).map { pence[$0] } == exact.map(\.released.pence))
            #expect((4..<8).map { pence[$0] } == exact.map(\.retained.pence))
            #expect((0..<8).reduce(0) { $0 + pence[$1] } == pool.amount.pence)
        }
    }

    @Test("Whole units that are expected bring what they would bring once noted", arguments: 0..<UInt64(60))
    func noted(seed: UInt64) throws {
        var chance = TestSupport.Chance(seed: seed)
        let pool = Self.pool(&chance)
        let plan = try Fixture.plan(pools: [pool])
        let forecast = plan.riskPoolForecast(of: pool)
        guard forecast.obstacle == nil else { return #expect(pool.planned?.reduce(0, +) == 0) }
        let units = (0..<4).map { _ in Int64(chance.below(3000)) - 500 }
        var delivered = plan
        for quarter in 1...4 {
            try delivered.record(
                PlanRecord(
                    .delivery(
                        Delivery(
                            riskPool: "pool", quarter: quarter, planned: pool.planned?[quarter - 1] ?? 0,
                            actual: units[quarter - 1])), note: Movement.Note(reason: "a test")))
        }
        let told = try #require(delivered.riskPoolAssessment("pool"))
        let expected = try #require(forecast.quarters(expecting: units.map { $0 * 1_000_000 }))
        #expect(told.quarters.map(\.released) == expected.map(\.released))
        #expect(told.quarters.map(\.retained) == expected.map(\.retained))
    }

    private static func stated(_ terms: RiskPoolTerms, planned: [Int64]? = [30, 30, 30, 30], metric: String? = "m")
        -> RiskPool
    {
        RiskPool(
            id: "pool", title: "P", amount: Money(pence: 400_000), metric: metric, planned: planned, terms: terms)
    }

    @Test("What a pool leaves open is said, and a scenario's supposition counts for both plans") func obstacle() throws
    {
        let full = RiskPoolTerms(formula: "proportional", quarters: .equal)
        for (pool, words) in [
            (Self.stated(RiskPoolTerms()), "does not state the formula"), (Self.stated(full, planned: nil), "planned"),
            (Self.stated(full, metric: nil), "metric is not stated"), (Self.stated(full, metric: "x"), "no metric `x`"),
        ] {
            let plan = try Fixture.plan(pools: [pool])
            let found = try OutcomeModel(before: plan, after: plan).central().riskPools[0]
            #expect(found.obstacle?.contains(words) == true && found.after.isEmpty)
        }
        let before = try Fixture.plan(pools: [Self.stated(RiskPoolTerms())])
        var after = try Fixture.moved(before)
        try after.record(
            PlanRecord(
                .riskPoolTerms(SupposedTerms(riskPool: "pool", terms: full)), note: Movement.Note(reason: "a test")))
        try after.record(
            PlanRecord(
                .delivery(Delivery(riskPool: "pool", quarter: 1, planned: 30, actual: 3)),
                note: Movement.Note(reason: "a test")))
        let found = try OutcomeModel(before: before, after: after).central().riskPools[0]
        // 30 a quarter by £3,000 in A are all; 45 are more than all. The noted quarter delivered 3 of 30.
        #expect(found.before.map(\.money.released.pence) == [10_000, 100_000, 100_000, 100_000])
        #expect(found.after.map(\.money.released.pence) == [10_000, 100_000, 100_000, 100_000])
        #expect(found.after.map(\.money.retained.pence) == [90_000, 0, 0, 0])
        #expect(found.before.map(\.projected) == [30, 30, 30, 30] && found.after.map(\.projected) == [45, 45, 45, 45])
    }
}
