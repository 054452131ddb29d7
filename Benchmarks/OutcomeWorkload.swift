import Draws
import Finance
import Outcomes

/// Two plans of the size of a county's: eight effects of five uncertain figures each on six metrics of every measure,
/// with a risk pool. `peers/outcomes.py` reads the same model from ``description``.
struct OutcomeWorkload {
    let before: Plan
    let after: Plan

    private static let measures: [Metric.Measure] = [
        .monthlyRate(per: 100_000, population: "all"), .dailyRate(per: 100_000, population: "adults"),
        .rate(per: 100_000, population: "older"), .share, .count, .count,
    ]
    private static let people: [(id: String, count: Int64)] = [
        ("all", 680_000), ("adults", 545_000), ("older", 136_000),
    ]

    private static func doubt(_ figure: Distribution) -> Evidence { Evidence(figure, quality: .assumed) }

    init() throws {
        var arrangements = PlanArrangements()
        arrangements.populations = Self.people.map {
            Population(id: $0.id, title: $0.id, counts: [.init(people: $0.count)])
        }
        arrangements.metrics = Self.measures.enumerated().map { index, measure in
            let size = Double(index + 1) * 6000
            return Metric(
                id: "m\(index)", title: "M", good: measure == .share ? .high : .low, measure: measure,
                periods: [
                    MetricPeriod(
                        period: "2016/17", part: .year,
                        target: DecimalFigure(digits: [726, 9, 9000, 34, 29_800, 35_800][index]))
                ],
                basis: MetricBasis(
                    count: Self.doubt(.between(low: size * 0.95, high: size * 1.05)),
                    of: measure == .share ? Self.doubt(.between(low: size * 2.8, high: size * 3.2)) : nil,
                    growth: Self.doubt(.uniform(low: 0, high: 0.02)),
                    unitValue: Self.doubt(.triangular(low: 1200, mode: 1490, high: 2197))))
        }
        // Four work on the first metric, two of which reach the same people; the others on one each.
        arrangements.effects = (0..<8).map { index in
            let metric = index < 4 ? 0 : index - 3
            let isShare = metric == 3
            return Effect(
                id: "e\(index)", title: "E", line: "L\(index)", metric: "m\(metric)", unit: "referral",
                unitCost: Self.doubt(.between(low: 150 + 40 * Double(index), high: 260 + 40 * Double(index))),
                capacity: Self.doubt(.triangular(low: 900, mode: 1500, high: 2600)),
                delivery: Self.doubt(.pert(low: 0.4, mode: 0.75, high: 1)),
                perUnit: isShare
                    ? Self.doubt(.between(low: 0.05, high: 0.6)) : Self.doubt(.normal(mean: -0.3, deviation: 0.1)),
                perUnitOf: isShare ? Self.doubt(.uniform(low: 0, high: 0.2)) : nil, lagMonths: index % 3,
                rampMonths: index % 2 * 4, isEstablished: index % 4 == 2,
                curve: index % 4 == 1
                    ? [.init(funded: 500, effective: 500), .init(funded: 2500, effective: 1600)] : nil,
                overlap: index < 2 ? "o" : nil, cashReleasing: Self.doubt(.uniform(low: 0, high: 0.4)))
        }
        arrangements.effectOverlaps = [
            EffectOverlap(id: "o", shared: Self.doubt(.uniform(low: 0.1, high: 0.6)))
        ]
        arrangements.riskPools = [
            RiskPool(
                id: "pool", title: "P", amount: Money(pence: 100_000_000), metric: "m0", planned: [60, 90, 130, 150],
                terms: RiskPoolTerms(formula: "proportional", quarters: .equal))
        ]
        before = try Self.plan(arrangements)
        // Three of the six metrics change.
        var after = before
        for (from, to) in [("L0", "L6"), ("L1", "L4")] {
            try after.move(
                Money(pence: 12_345_678), from: .line(from), to: .line(to), source: nil,
                note: Movement.Note(reason: "a benchmark", months: MonthSpan("jul-mar")))
        }
        self.after = after
    }

    private init(before: Plan, after: Plan) { (self.before, self.after) = (before, after) }

    /// One effect on one metric with five uncertain figures.
    static func small() throws -> OutcomeWorkload {
        var arrangements = PlanArrangements()
        arrangements.metrics = [
            Metric(
                id: "m", title: "M", good: .low, measure: .count,
                basis: MetricBasis(
                    count: doubt(.normal(mean: 60_000, deviation: 120)), growth: doubt(.uniform(low: 0, high: 0.01))))
        ]
        arrangements.effects = [
            Effect(
                id: "e", title: "E", line: "L0", metric: "m", unit: "referral",
                unitCost: doubt(.lognormal(logMean: 5.3, logDeviation: 0.2)),
                delivery: doubt(.uniform(low: 0.5, high: 1)), perUnit: doubt(.normal(mean: -0.3, deviation: 0.1)),
                lagMonths: 1, rampMonths: 4)
        ]
        let plan = try plan(arrangements)
        return OutcomeWorkload(before: plan, after: plan)
    }

    private static func plan(_ arrangements: PlanArrangements) throws -> Plan {
        let pounds = (0..<8).map { Int64(250_000 + 41_234 * $0) }
        return try Plan(
            identity: PlanIdentity(
                id: "benchmark", title: "B", area: "Shire", year: PlanningYear(startingIn: 2016)),
            partners: [Partner(id: "ccg", title: "CCG", kind: .ccg)],
            pools: [Pool(id: "pool", title: "Pool", host: "ccg", partners: ["ccg"])], arrangements: arrangements,
            sources: [
                FundingSource(
                    id: "nhs", title: "NHS", kind: .nhsMinimum, contributor: "ccg", pool: "pool",
                    tranches: [
                        .init(
                            title: "annual", availableFrom: nil, amount: Money(pence: pounds.reduce(0, +) * 100),
                            origin: nil)
                    ])
            ],
            lines: pounds.indices.map { SpendLine(id: "L\($0)", theme: "A", title: "L", months: .wholeYear) },
            cells: pounds.map { Money(pence: $0 * 100) })
    }

    // MARK: - For the peer

    /// The model in JSON: the statements, and what each effect's line spends by month before and after.
    func description() throws -> String {
        let model = try OutcomeModel(before: before, after: after)
        let central = model.central()
        var figures: [String] = []
        for parameter in model.parameters {
            figures.append("\"\(parameter.name)\": \(Self.json(parameter.evidence.figure))")
        }
        let effects = central.metrics.flatMap(\.effects).map { found in
            let effect = found.effect
            let curve = (effect.curve ?? []).map { "[\($0.funded), \($0.effective)]" }.joined(separator: ", ")
            return "{\"id\": \"\(effect.id)\", \"metric\": \"\(effect.metric)\", \"lag\": \(effect.lagMonths),"
                + " \"ramp\": \(effect.rampMonths), \"established\": \(effect.isEstablished), \"curve\": [\(curve)],"
                + " \"overlap\": \"\(effect.overlap ?? "")\", \"spend\": [\(found.before.spend), \(found.after.spend)]}"
        }
        let metrics = central.metrics.map { found in
            // What a count of the year's parts is multiplied by; of a share, nothing.
            let factors = found.metric.measure == .share ? [] : found.periods.map { $0.figure.before / $0.count.before }
            let target = found.targets.first.map { "\($0.target.approximate)" } ?? "null"
            return "{\"id\": \"\(found.metric.id)\", \"good\": \"\(found.metric.good?.rawValue ?? "")\","
                + " \"factors\": \(factors), \"target\": \(target)}"
        }
        let pools = after.arrangements.riskPools.map { pool in
            "{\"metric\": \"\(pool.metric ?? "")\", \"amount\": \(pool.amount.pence), \"planned\": \(pool.planned ?? [])}"
        }
        return "{\"figures\": {\(figures.joined(separator: ", "))}, \"effects\": [\(effects.joined(separator: ", "))],"
            + " \"metrics\": [\(metrics.joined(separator: ", "))], \"pools\": [\(pools.joined(separator: ", "))]}"
    }

    private static func json(_ figure: Distribution) -> String {
        switch figure {
        case .between(let low, let high): "[\"between\", \(low), \(high)]"
        case .uniform(let low, let high): "[\"uniform\", \(low), \(high)]"
        case .triangular(let low, let mode, let high): "[\"triangular\", \(low), \(mode), \(high)]"
        case .pert(let low, let mode, let high): "[\"pert\", \(low), \(mode), \(high)]"
        case .normal(let mean, let deviation): "[\"normal\", \(mean), \(deviation)]"
        case .lognormal(let mean, let deviation): "[\"lognormal\", \(mean), \(deviation)]"
        default: "null"
        }
    }
}
