import Draws
import Finance

/// A plan with one or a few effects, small enough to check by hand.
enum OutcomeFixture {
    static func certain(_ value: Double) -> Evidence { Evidence(.certain(value), quality: .stated) }
    static func between(_ low: Double, _ high: Double) -> Evidence {
        Evidence(.between(low: low, high: high), quality: .assumed)
    }

    /// 36,500 a year, so 100 a day; one is worth £1,490.
    static func metric(
        _ id: String = "m", good: Metric.Direction? = .low, measure: Metric.Measure? = .count,
        periods: [MetricPeriod] = [], count: Evidence = certain(36_500), of: Evidence? = nil,
        profile: [Double]? = nil, unitValue: Evidence? = certain(1490)
    ) -> Metric {
        Metric(
            id: id, title: "M", good: good, measure: measure, periods: periods,
            basis: MetricBasis(count: count, of: of, profile: profile, unitValue: unitValue))
    }

    /// £100 a unit, each of which takes one away.
    static func effect(
        _ id: String = "e", line: String = "A", metric: String = "m", unitCost: Evidence = certain(100),
        capacity: Evidence? = nil, delivery: Evidence? = nil, perUnit: Evidence = certain(-1),
        perUnitOf: Evidence? = nil, lag: Int = 0, ramp: Int = 0, established: Bool = false,
        inBasis: Bool = false,
        curve: [(Double, Double)]? = nil, overlap: String? = nil, cashReleasing: Evidence? = nil
    ) -> Effect {
        Effect(
            id: id, title: "E", line: line, metric: metric, unit: "visit", unitCost: unitCost, capacity: capacity,
            delivery: delivery, perUnit: perUnit, perUnitOf: perUnitOf, lagMonths: lag, rampMonths: ramp,
            isEstablished: established, isInBasis: inBasis,
            curve: curve?.map { Effect.CurvePoint(funded: $0.0, effective: $0.1) },
            overlap: overlap, cashReleasing: cashReleasing)
    }

    /// £12,000 in the line A, £24,000 in B, nothing in C, all over the year.
    static func plan(
        _ metrics: [Metric] = [metric()], _ effects: [Effect] = [effect()], overlaps: [EffectOverlap] = [],
        correlations: [EffectCorrelation] = [], populations: [Population] = [], pools: [RiskPool] = [],
        months: [MonthSpan?] = [.wholeYear, .wholeYear, .wholeYear], pounds: [Int64] = [12_000, 24_000, 0],
        year: Int = 2016
    ) throws -> Plan {
        var arrangements = PlanArrangements()
        arrangements.metrics = metrics
        arrangements.effects = effects
        arrangements.effectOverlaps = overlaps
        arrangements.effectCorrelations = correlations
        arrangements.populations = populations
        arrangements.riskPools = pools
        return try OutcomePlan.make(
            lines: zip(["A", "B", "C"], months).map { ($0, $1) }, pounds: pounds, arrangements, year: year)
    }

    /// Moves £6,000 from B to A.
    static func moved(_ plan: Plan, _ pounds: Int64 = 6000, months: MonthSpan? = nil) throws -> Plan {
        var plan = plan
        try plan.move(
            Money(pence: pounds * 100), from: .line("B"), to: .line("A"), source: nil,
            note: Movement.Note(reason: "a test", months: months))
        return plan
    }
}
