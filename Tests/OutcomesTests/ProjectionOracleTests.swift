import Draws
import Finance
import Testing
import TestSupport

@testable import Outcomes

/// Plans by chance, through the engine and through the oracle.
@Suite("Projections against the oracle") struct ProjectionOracleTests {
    static let seeds = 0..<UInt64(16 * TestSupport.Chance.rounds)

    @Test("Counts, figures, targets and money are those of the formulas", arguments: seeds)
    func agree(seed: UInt64) throws {
        var random = RandomOutcomes(seed: seed)
        let (before, after) = try random.plans()
        let model = try OutcomeModel(before: before, after: after)
        // The central values, and others that the figures can have.
        for turn in 0..<2 {
            let values = model.parameters.map { parameter in
                turn == 0 ? parameter.central : parameter.evidence.figure.quantile(random.number(0.01, 0.99))
            }
            let oracle = try OutcomeOracle(
                before: before, after: after,
                value: Dictionary(uniqueKeysWithValues: zip(model.parameters.map(\.name), values)))
            let projection = model.projection(values)
            #expect(projection.metrics.count == after.arrangements.metrics.count)
            for found in projection.metrics { try hold(found, to: oracle) }
            let pool = try #require(projection.riskPools.first)
            for (side, place) in [(pool.before, 0), (pool.after, 1)] {
                let expected = try oracle.proportional(pool.pool, place)
                #expect(side.map(\.money.released.pence) == expected.map(\.released))
                #expect(side.map(\.money.retained.pence) == expected.map(\.retained))
            }
        }
    }

    private func hold(_ found: MetricProjection, to oracle: OutcomeOracle) throws {
        let metric = found.metric
        for period in found.periods {
            let months = OutcomeOracle.months(period.part)
            for side in 0..<2 {
                func pick(_ pair: BeforeAndAfter) -> Double { side == 0 ? pair.before : pair.after }
                #expect(isNear(pick(period.count), try oracle.count(metric, side, months)))
                #expect(isNear(pick(period.figure), try oracle.figure(metric, side, period.part)))
                if let of = period.of { #expect(isNear(pick(of), try oracle.of(metric, side, months))) }
            }
        }
        for effect in found.effects {
            for month in 1...12 {
                for (side, place) in [(effect.before, 0), (effect.after, 1)] {
                    #expect(isNear(side.funded[month - 1], try oracle.funded(effect.effect, place, month)))
                    #expect(isNear(side.delivered[month - 1], try oracle.units(effect.effect, place, month)))
                    #expect(isNear(side.credited[month - 1], try oracle.credited(effect.effect, place, month)))
                }
            }
        }
        for target in found.targets {
            let limit = target.target.approximate
            let figure = try oracle.figure(metric, 1, target.part)
            #expect(target.isMetAfter == (metric.good == .low ? figure <= limit : figure >= limit))
        }
        let worth = try oracle.worth(metric)
        #expect((found.value == nil) == (worth == nil))
        if let worth, let value = found.value {
            #expect(isPenny(value.notional, worth.notional) && isPenny(value.cashReleasing, worth.cash))
        }
    }

    /// To nine digits, of the figure itself or of what it was subtracted from.
    private func isNear(_ found: Double, _ expected: Double) -> Bool {
        abs(found - expected) <= 1e-9 * max(abs(expected), 1e-3)
    }

    /// To the penny; where the exact amount is half a penny to within its own last digits, either is right.
    private func isPenny(_ found: Money, _ pounds: Double) -> Bool {
        found.pence == OutcomeOracle.pence(pounds) || abs(Double(found.pence) - pounds * 100) < 0.5 + 1e-9 * abs(pounds)
    }

    @Test("What the effects change adds up to what the metric changes, and their money to the penny", arguments: seeds)
    func contributions(seed: UInt64) throws {
        var random = RandomOutcomes(seed: seed ^ 0xADD)
        let (before, after) = try random.plans()
        for found in try OutcomeModel(before: before, after: after).central().metrics {
            for (index, period) in found.periods.enumerated() {
                #expect(period.changeOfCount == found.effects.reduce(0.0) { $0 + $1.change[index] })
                #expect(isNear(period.count.before + period.changeOfCount, period.count.after))
            }
            guard let value = found.value else { continue }
            #expect(found.effects.reduce(0) { $0 + ($1.notional?.pence ?? 0) } == value.notional.pence)
            #expect(found.effects.reduce(0) { $0 + ($1.cashReleasing?.pence ?? 0) } == value.cashReleasing.pence)
        }
    }

    @Test("A line without money has no effect, and plans that spend the same differ in nothing", arguments: seeds)
    func conservation(seed: UInt64) throws {
        var random = RandomOutcomes(seed: seed ^ 0xC0)
        let (before, after) = try random.plans()
        for metric in try OutcomeModel(before: before, after: after).central().metrics {
            for effect in metric.effects {
                for side in [effect.before, effect.after] where side.spend.allSatisfy({ $0 == 0 }) {
                    #expect(side.delivered.allSatisfy { $0 == 0 } && side.credited.allSatisfy { $0 == 0 })
                }
            }
        }
        for metric in try OutcomeModel(before: after, after: after).central().metrics {
            #expect(metric.periods.allSatisfy { $0.figure.change == 0 && $0.changeOfCount == 0 })
            #expect(metric.value.map { $0.notional.isZero && $0.cashReleasing.isZero } ?? true)
        }
    }

    @Test("More money never delivers less", arguments: seeds) func monotone(seed: UInt64) throws {
        var random = RandomOutcomes(seed: seed ^ 0x30)
        let (plan, _) = try random.plans()
        func scaled(_ times: Int64) throws -> Plan {
            try OutcomePlan.make(
                lines: plan.lines.map { ($0.id, $0.months) },
                pounds: plan.lines.indices.map { plan.total(line: $0).pence / 100 * times }, plan.arrangements)
        }
        var once = try scaled(1)
        var twice = try scaled(2)
        let line = SpendLine(id: "new", theme: "A", title: "New")
        try once.addLine(line)
        try twice.addLine(line)
        for metric in try OutcomeModel(before: once, after: twice).central().metrics {
            for effect in metric.effects {
                for month in 0..<12 {
                    #expect(effect.after.delivered[month] >= effect.before.delivered[month] - 1e-9)
                }
            }
        }
    }
}
