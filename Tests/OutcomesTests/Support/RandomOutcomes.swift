import Draws
import Finance
import TestSupport

/// Two plans with metrics and effects by chance, from a seed.
struct RandomOutcomes {
    var chance: TestSupport.Chance
    private(set) var arrangements = PlanArrangements()

    init(seed: UInt64) { chance = TestSupport.Chance(seed: seed) }

    /// A number between two, with many digits.
    mutating func number(_ low: Double, _ high: Double) -> Double {
        low + (high - low) * Double(chance.next() >> 11) * 0x1p-53
    }

    mutating func coin(_ one: Int = 2) -> Bool { chance.below(one) == 0 }

    /// A figure around a middle, of any shape.
    mutating func evidence(_ low: Double, _ high: Double, isCertain: Bool = false) -> Evidence {
        let (a, b) = (number(low, high), number(low, high))
        let (least, most) = (min(a, b), max(a, b))
        let figure: Distribution =
            switch isCertain ? 0 : chance.below(6) {
            case 0: .certain(a)
            case 1: .between(low: least, high: most)
            case 2: .uniform(low: least, high: most)
            case 3: .triangular(low: least, mode: (least + most) / 2, high: most)
            case 4: .pert(low: least, mode: (3 * least + most) / 4, high: most)
            default: .empirical([a, b, (a + b) / 2])
            }
        return Evidence(figure, quality: .assumed, reference: nil)
    }

    static let measures: [Metric.Measure] = [
        .count, .rate(per: 100_000, population: "adults"), .monthlyRate(per: 1000, population: "adults"),
        .dailyRate(per: 100_000, population: "adults"), .share,
    ]

    mutating func metric(_ index: Int) -> Metric {
        let measure = index == 0 ? Metric.Measure.count : Self.measures[chance.below(5)]
        let parts: [YearPart] = [.year, .quarter(1 + chance.below(4)), .month(1 + chance.below(12))]
        return Metric(
            id: "m\(index)", title: "M", good: coin() || index == 0 ? .low : .high, measure: measure,
            periods: parts.map {
                MetricPeriod(
                    period: "p", part: $0, target: DecimalFigure(digits: chance.ofAnySize(bits: 30), places: 2))
            },
            basis: MetricBasis(
                count: evidence(1000, 60_000), of: measure == .share ? evidence(60_000, 90_000) : nil,
                growth: coin() ? evidence(-0.01, 0.05) : nil,
                profile: coin() ? (0..<12).map { _ in number(0, 3) } : nil,
                unitValue: coin(3) ? nil : evidence(100, 3000)))
    }

    mutating func effect(_ index: Int, metrics: Int, lines: [String]) -> Effect {
        var curve: [Effect.CurvePoint]?
        if coin(3) {
            var (x, y) = (0.0, 0.0)
            curve = (0...chance.below(3)).map { _ in
                x += number(10, 4000)
                y += number(0, 3000)
                return Effect.CurvePoint(funded: x, effective: y)
            }
        }
        let sign: Double = coin(5) ? 1 : -1
        return Effect(
            id: "e\(index)", title: "E", line: lines[chance.below(lines.count)], metric: "m\(chance.below(metrics))",
            unit: "visit", unitCost: evidence(20, 2000), capacity: coin() ? evidence(50, 5000) : nil,
            delivery: coin() ? evidence(0.4, 1.1) : nil, perUnit: evidence(sign * 0.01, sign * 0.9),
            perUnitOf: coin() ? evidence(0, 0.5) : nil, lagMonths: chance.below(5), rampMonths: chance.below(8),
            isEstablished: coin(), isInBasis: chance.below(4) == 0, curve: curve,
            overlap: coin() ? "o\(chance.below(2))" : nil,
            cashReleasing: coin() ? evidence(0, 0.6) : nil)
    }

    /// Makes both plans.
    mutating func plans() throws -> (before: Plan, after: Plan) {
        let lineIds = ["A.1", "A.2", "B.1", "B.2", "C.1"]
        let metrics = 1 + chance.below(4)
        arrangements.metrics = (0..<metrics).map { metric($0) }
        arrangements.effects = (0..<chance.below(9)).map { effect($0, metrics: metrics, lines: lineIds + ["new"]) }
        arrangements.effectOverlaps = ["o0", "o1"].map { EffectOverlap(id: $0, shared: evidence(0, 1)) }
        arrangements.populations = [
            Population(
                id: "adults", title: "Adults",
                counts: [
                    .init(people: 540_000 + Int64(chance.below(9000))),
                    .init(people: 550_000 + Int64(chance.below(9000)), inForce: coin() ? "2016-06-15" : "2016-10-01"),
                    .init(people: 560_000, inForce: "2017-01-01"),
                ])
        ]
        arrangements.riskPools = [
            RiskPool(
                id: "pool", title: "Pool", amount: Money(pence: Int64(1 + chance.below(100_000_000))), metric: "m0",
                planned: (0..<4).map { _ in Int64(chance.below(400)) },
                terms: RiskPoolTerms(formula: "proportional", quarters: .equal))
        ]
        let spans: [MonthSpan?] = [nil, .wholeYear, MonthSpan("jul-nov"), MonthSpan("oct-mar"), MonthSpan("June")]
        let before = try OutcomePlan.make(
            lines: lineIds.map { ($0, spans[chance.below(spans.count)]) },
            pounds: lineIds.map { _ in coin(6) ? 0 : Int64(chance.below(900_000)) }, arrangements)
        return (before, try change(before))
    }

    private mutating func change(_ plan: Plan) throws -> Plan {
        var plan = plan
        try plan.addLine(SpendLine(id: "new", theme: "A", title: "New", months: MonthSpan("sep-mar")))
        for _ in 0..<chance.below(6) {
            let from = chance.below(plan.lines.count)
            let held = plan.total(line: from).pence
            guard held > 0 else { continue }
            let amount = Money(pence: 1 + Int64(chance.next() % UInt64(held)))
            let span = coin() ? MonthSpan(month: 1 + chance.below(12)) : nil
            let target = plan.lines[chance.below(plan.lines.count)].id
            guard target != plan.lines[from].id else { continue }
            try plan.move(
                amount, from: .line(plan.lines[from].id), to: .line(target), source: nil,
                note: Movement.Note(reason: "a test", months: span))
        }
        if coin(4) { try plan.closeLine(chance.below(3), to: .unallocated, note: Movement.Note(reason: "a test")) }
        if coin(3) {
            let planned = plan.arrangements.riskPools[0].planned?[0] ?? 0
            try plan.record(
                PlanRecord(
                    .delivery(
                        Delivery(riskPool: "pool", quarter: 1, planned: planned, actual: Int64(chance.below(400)))),
                    note: Movement.Note(reason: "a test")))
        }
        return plan
    }
}

/// A plan of lines with one source each can spend.
enum OutcomePlan {
    static func make(
        lines: [(id: String, months: MonthSpan?)], pounds: [Int64], _ arrangements: PlanArrangements, year: Int = 2016
    ) throws -> Plan {
        try Plan(
            identity: PlanIdentity(id: "p", title: "P", area: "Shire", year: PlanningYear(startingIn: year)),
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
            lines: lines.map { SpendLine(id: $0.id, theme: "A", title: $0.id, months: $0.months) },
            cells: pounds.map { Money(pence: $0 * 100) })
    }
}
