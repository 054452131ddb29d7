import Draws
import Finance
import Testing

@testable import Outcomes

@Suite("Projections") struct ProjectionTests {
    typealias Fixture = OutcomeFixture

    private func credited(_ effect: Effect, months: MonthSpan? = .wholeYear) throws -> [Double] {
        let plan = try Fixture.plan([Fixture.metric()], [effect], months: [months, .wholeYear, .wholeYear])
        let metric = try #require(try OutcomeModel(before: plan, after: plan).central().metric("m"))
        return metric.effects[0].before.credited.map { ($0 * 1e9).rounded() / 1e9 }
    }

    /// £1,000 a month at £100 are 10 units a month, unless something holds them back.
    static let rules: [(String, Effect, [Double])] = [
        ("all that is funded", Fixture.effect(), Array(repeating: -10, count: 12)),
        ("capacity of 60 a year", Fixture.effect(capacity: Fixture.certain(60)), Array(repeating: -5, count: 12)),
        ("70% delivered", Fixture.effect(delivery: Fixture.certain(0.7)), Array(repeating: -7, count: 12)),
        (
            "a curve: 100 for 100, then half, level from 200 funded",
            Fixture.effect(curve: [(100, 100), (200, 150)]),
            Array(repeating: -12.5 + 2.083333333 - 1.25, count: 12)
                .map { _ in -9.166666667 }
        ),
        ("a curve that is level", Fixture.effect(curve: [(60, 48)]), Array(repeating: -4, count: 12)),
        ("a ramp of four months", Fixture.effect(ramp: 4), [-2.5, -5, -7.5] + Array(repeating: -10, count: 9)),
        (
            "an established scheme has no ramp", Fixture.effect(ramp: 4, established: true),
            Array(repeating: -10, count: 12)
        ),
        ("a lag of two months", Fixture.effect(lag: 2), [0, 0] + Array(repeating: -10, count: 10)),
        (
            "a lag of an established scheme: before April was as April",
            Fixture.effect(lag: 2, established: true), Array(repeating: -10, count: 12)
        ),
        ("a lag beyond the year", Fixture.effect(lag: 14), Array(repeating: 0, count: 12)),
        (
            "lag and ramp", Fixture.effect(lag: 1, ramp: 2), [0, -5] + Array(repeating: -10, count: 10)
        ),
    ]

    @Test("An effect follows its formula", arguments: rules)
    func formula(name: String, effect: Effect, expected: [Double]) throws {
        #expect(try credited(effect) == expected, "\(name)")
    }

    @Test("Of a scheme that the basis counts already, only a change of its money counts") func inBasis() throws {
        let metrics = [Fixture.metric()]
        let effects = [Fixture.effect(inBasis: true)]
        let before = try Fixture.plan(metrics, effects)
        let after = try Fixture.plan(metrics, effects, pounds: [18_000, 24_000, 0])
        let found = try OutcomeModel(before: before, after: after).central().metrics[0].effects[0]
        #expect(found.before.credited == Array(repeating: 0, count: 12))
        // £500 a month more buys 5 units.
        #expect(found.after.credited == Array(repeating: -5, count: 12))
        let same = try OutcomeModel(before: after, after: after).central().metrics[0].effects[0]
        #expect(same.after.credited == Array(repeating: 0, count: 12))
    }

    @Test("A ramp begins with the line's first spend, and a line without months spends over the year") func start()
        throws
    {
        // £12,000 from October to March: £2,000 a month, 20 units.
        #expect(
            try credited(Fixture.effect(ramp: 4), months: MonthSpan("oct-mar"))
                == [0, 0, 0, 0, 0, 0, -5, -10, -15, -20, -20, -20])
        let plan = try Fixture.plan(months: [nil, .wholeYear, .wholeYear])
        let model = try OutcomeModel(before: plan, after: plan)
        #expect(model.linesSpreadOverTheYear == ["A"])
        #expect(model.central().metrics[0].effects[0].before.credited == Array(repeating: -10, count: 12))
    }

    @Test("What several effects reach twice is taken off once, and each is credited its part") func overlap() throws {
        let effects = [Fixture.effect("a", overlap: "o"), Fixture.effect("b", line: "B", overlap: "o")]
        let plan = try Fixture.plan(
            [Fixture.metric()], effects, overlaps: [EffectOverlap(id: "o", shared: Fixture.certain(0.5))])
        let metric = try OutcomeModel(before: plan, after: plan).central().metrics[0]
        // 10 and 20 a month: 20 + half of 10 are 25, credited 1 : 2.
        #expect(abs(metric.effects[0].before.credited[3] + 25.0 / 3) < 1e-12)
        #expect(abs(metric.effects[1].before.credited[3] + 50.0 / 3) < 1e-12)
        #expect(abs((metric.period(.year)?.count.before ?? 0) - (36_500 - 300)) < 1e-9)
    }

    @Test("A figure is the count over days and people, whose count changes within the year") func figures() throws {
        let people = Population(
            id: "adults", title: "Adults",
            counts: [.init(people: 500_000), .init(people: 510_000, inForce: "2017-01-01")])
        let metric = Fixture.metric(measure: .dailyRate(per: 100_000, population: "adults"))
        let plan = try Fixture.plan([metric], [], populations: [people])
        let found = try OutcomeModel(before: plan, after: plan).central().metrics[0]
        // 100 a day among 500,000 are 20 a day in 100,000.
        #expect(abs((found.period(.quarter(1))?.figure.before ?? 0) - 20) < 1e-12)
        #expect(abs((found.period(.month(10))?.figure.before ?? 0) - 100 / 5.1) < 1e-12)
        // 275 days with the one count and 90 with the other.
        let mean = (500_000.0 * 275 + 510_000 * 90) / 365
        #expect(abs((found.period(.year)?.figure.before ?? 0) - 100 / mean * 100_000) < 1e-12)
    }

    @Test("A leap year has a day more") func leapYear() throws {
        let plan = try Fixture.plan([Fixture.metric(count: Fixture.certain(366))], [], year: 2019)
        let found = try OutcomeModel(before: plan, after: plan).central().metrics[0]
        #expect(abs((found.period(.month(11))?.count.before ?? 0) - 29) < 1e-12)
    }

    @Test(
        "A target is met from the figure on that is as good; which way is better must be stated",
        arguments: [
            (Metric.Direction?.some(.low), Int64(36_380), Bool?.some(true)), (.low, 36_379, false),
            (.high, 36_380, true),
            (.high, 36_381, false), (nil, 36_380, nil),
        ])
    func targets(good: Metric.Direction?, target: Int64, isMet: Bool?) throws {
        let period = MetricPeriod(period: "2016/17", part: .year, target: DecimalFigure(digits: target))
        let other = MetricPeriod(period: "2014/15", part: nil, target: DecimalFigure(digits: 1))
        // Weights of quarters keep the sum exact: 36,500 less 120.
        let metric = Fixture.metric(
            good: good, periods: [other, period], profile: [1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0])
        let plan = try Fixture.plan([metric])
        let found = try OutcomeModel(before: plan, after: plan).central().metrics[0]
        #expect(found.targets.map(\.isMetAfter) == [isMet])
        #expect(found.targets[0].figure.after == 36_380)
    }

    @Test("The value of a change is notional; only the stated part of it releases cash") func value() throws {
        let before = try Fixture.plan(
            [Fixture.metric()],
            [
                Fixture.effect("a", cashReleasing: Fixture.certain(0.25)),
                Fixture.effect("b", line: "B", perUnit: Fixture.certain(-0.5)),
            ])
        let found = try OutcomeModel(before: before, after: try Fixture.moved(before)).central().metrics[0]
        // 60 fewer by A, 30 more by B.
        #expect(found.value?.notional == Money(pence: 30 * 149_000))
        #expect(found.value?.cashReleasing == Money(pence: 15 * 149_000))
        #expect(found.value?.notSaid == ["b"])
        #expect(found.effects.map(\.notional) == [Money(pence: 60 * 149_000), Money(pence: -30 * 149_000)])
        #expect(found.effects.map(\.cashReleasing) == [Money(pence: 15 * 149_000), nil])
        let good = try Fixture.plan([Fixture.metric(good: .high)], [Fixture.effect(perUnit: Fixture.certain(1))])
        let more = try OutcomeModel(before: good, after: try Fixture.moved(good)).central().metrics[0]
        #expect(more.value?.notional == Money(pence: 60 * 149_000))
    }

    @Test("What cannot be projected says why") func obstacles() throws {
        let rate = Metric.Measure.rate(per: 1, population: "p")
        let metrics = [
            Fixture.metric("printed", measure: nil), Metric(id: "bare", title: "M", measure: .count),
            Fixture.metric("rate", measure: rate), Fixture.metric("share", measure: .share),
            Fixture.metric("well", unitValue: nil), Fixture.metric("way", good: nil),
        ]
        let plan = try Fixture.plan(metrics, [Fixture.effect(metric: "printed")])
        let model = try OutcomeModel(before: plan, after: plan)
        #expect(model.obstacles.map(\.metric) == ["printed", "bare", "rate", "share"])
        #expect(model.obstacles.map(\.reason)[2] == "the plan has no population `p`")
        let projection = model.central()
        #expect(projection.metrics.map(\.metric.id) == ["well", "way"])
        #expect(projection.metrics.map(\.value) == [nil, nil])
        #expect(projection.metrics.allSatisfy { $0.valueObstacle != nil })
    }

    @Test("A line that only one plan has spends nothing in the other; one that neither has is a slip") func lines()
        throws
    {
        let before = try Fixture.plan([Fixture.metric()], [Fixture.effect(line: "new")])
        #expect(throws: PlanError.self) { try OutcomeModel(before: before, after: before) }
        var after = before
        try after.addLine(SpendLine(id: "new", theme: "A", title: "New"))
        try after.move(
            Money(pence: 1_200_000), from: .line("B"), to: .line("new"), source: nil,
            note: Movement.Note(reason: "a test"))
        let found = try OutcomeModel(before: before, after: after).central().metrics[0]
        #expect(abs((found.period(.year)?.changeOfCount ?? 0) + 120) < 1e-9)
        #expect(found.effects[0].before.spend == Array(repeating: 0, count: 12))
    }

    @Test(
        "What contradicts itself is refused",
        arguments: [
            ("outcomes.effect.metric", [Fixture.effect(metric: "x")]),
            ("outcomes.effect.overlap", [Fixture.effect(overlap: "x")]),
            ("outcomes.effect.twice", [Fixture.effect(), Fixture.effect()]),
            ("outcomes.effect.unit-cost", [Fixture.effect(unitCost: Fixture.certain(0))]),
            ("outcomes.effect.curve", [Fixture.effect(curve: [(10, 5), (10, 6)])]),
            ("outcomes.effect.curve", [Fixture.effect(curve: [(10, 5), (20, 4)])]),
            ("outcomes.effect.curve", [Fixture.effect(curve: [])]),
            ("outcomes.effect.months", [Fixture.effect(lag: -1)]),
            ("outcomes.figure", [Fixture.effect(perUnit: Fixture.certain(.infinity))]),
            ("outcomes.figure", [Fixture.effect(perUnit: Fixture.certain(1e30))]),
            ("outcomes.figure", [Fixture.effect(perUnit: Fixture.between(5, 1))]),
            ("plan.line.unknown", [Fixture.effect(line: "x")]),
        ] as [(String, [Effect])])
    func refusals(code: String, effects: [Effect]) throws {
        let plan = try Fixture.plan([Fixture.metric()], effects)
        #expect { try OutcomeModel(before: plan, after: plan) } throws: { ($0 as? PlanError)?.code == code }
    }

    @Test(
        "Correlations name figures of the plan, each once",
        arguments: [
            ("outcomes.correlation.parameter", [["e/delivry", "e/unit-cost"]]),
            ("outcomes.correlation.twice", [["e/unit-cost", "m/count"], ["e/unit-cost", "e/per-unit"]]),
        ])
    func correlations(code: String, groups: [[String]]) throws {
        let plan = try Fixture.plan(
            correlations: groups.enumerated().map {
                EffectCorrelation(id: "g\($0.offset)", parameters: $0.element, correlation: 0.5)
            })
        #expect { try OutcomeModel(before: plan, after: plan) } throws: { ($0 as? PlanError)?.code == code }
    }

    @Test("Plans of two years are not compared") func years() throws {
        let (one, other) = (try Fixture.plan(), try Fixture.plan(year: 2017))
        #expect(throws: PlanError.self) { try OutcomeModel(before: one, after: other) }
    }
}
