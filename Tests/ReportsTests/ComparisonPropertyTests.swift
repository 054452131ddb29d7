import Draws
import Finance
import Outcomes
import Scripting
import TestSupport
import Testing

@testable import Reports

/// What must hold of comparisons of any scenarios.
@Suite struct ComparisonPropertyTests {
    private static let rounds = 60 * TestSupport.Chance.rounds

    /// Comparisons of random scenarios, every other against another scenario.
    private static func each(_ seed: UInt64, samples: Int = 0, _ body: (ScenarioComparison, Int) throws -> Void) throws
    {
        var chance = TestSupport.Chance(seed: seed)
        let plan = try ComparisonWorld.plan()
        for round in 0..<rounds {
            let runs = try (0..<3).map { _ in try ComparisonWorld.random(&chance, on: plan) }
            var choices = ScenarioComparison.Choices()
            choices.sampling.count = samples
            let base: ScenarioComparison.Base =
                round.isMultiple(of: 2) ? .plan : .scenario(try ComparisonWorld.random(&chance, on: plan))
            try body(try ScenarioComparison(runs, base: base, choices), round)
        }
    }

    private static func sum(_ parts: [Waterfall.Part]) -> Int64 { parts.reduce(0) { $0 + $1.effect } }

    /// Whether the parts of every part that has some sum to it.
    private static func foots(_ part: Waterfall.Part) -> Bool {
        part.parts.isEmpty || (sum(part.parts) == part.effect && part.parts.allSatisfy(foots))
    }

    @Test("The parts of an attributed change sum to it, whatever the layers and their order")
    func waterfalls() throws {
        var (interactions, refusals, layered, metrics) = (0, 0, 0, 0)
        try Self.each(1) { comparison, round in
            for waterfall in comparison.waterfalls {
                #expect(Self.sum(waterfall.parts) == waterfall.change, "round \(round), \(waterfall.id)")
                #expect(waterfall.parts.allSatisfy(Self.foots), "round \(round), \(waterfall.id)")
                let run = comparison.runs[waterfall.scenario]
                if waterfall.unit == .money {
                    let start = comparison.baseRun?.evaluation.after ?? comparison.plan
                    let difference =
                        WaterfallFigure.money(waterfall.id, in: run.evaluation.after).pence
                        - WaterfallFigure.money(waterfall.id, in: start).pence
                    #expect(waterfall.change == difference, "round \(round), \(waterfall.id)")
                } else {
                    metrics += 1
                }
                if waterfall.isAdditive { #expect(waterfall.interaction == 0, "money that is moved adds up") }
                if waterfall.interaction != 0 { interactions += 1 }
                if waterfall.parts.contains(where: { $0.kind == .layer }) { layered += 1 }
                if waterfall.parts.contains(where: { $0.refusal != nil }) { refusals += 1 }
            }
        }
        // Otherwise the rounds would have tried nothing.
        #expect(interactions > 10 && refusals > 10 && layered > 10 && metrics > 10)
    }

    @Test("What a part does alone is what the plan with it alone comes to")
    func alone() throws {
        try Self.each(2) { comparison, round in
            guard comparison.baseRun == nil else { return }
            for waterfall in comparison.waterfalls where waterfall.unit == .money {
                let run = comparison.runs[waterfall.scenario]
                let layers = run.layers.filter { !$0.after.changes(since: $0.before).isEmpty }
                let parts = waterfall.parts.filter { $0.kind == .layer }
                guard layers.count > 1 else { continue }
                #expect(parts.count == layers.count)
                for (layer, part) in zip(layers, parts) {
                    guard let alone = layer.alonePlan else {
                        #expect(part.refusal != nil && part.effect == 0)
                        continue
                    }
                    let effect =
                        WaterfallFigure.money(waterfall.id, in: alone).pence
                        - WaterfallFigure.money(waterfall.id, in: comparison.plan).pence
                    #expect(part.effect == effect, "round \(round), \(waterfall.id), \(part.title)")
                }
            }
        }
    }

    @Test("Whichever way the spend is cut, the rows sum to the total in every column")
    func sums() throws {
        try Self.each(3) { comparison, round in
            Self.expectSums(comparison, round)
            #expect(comparison.lines.count + comparison.unchangedLines == comparison.byLine.count)
        }
    }

    private static func expectSums(_ comparison: ScenarioComparison, _ round: Int) {
        let cuts = [
            comparison.byTheme, comparison.byContributor, comparison.byCommissioner, comparison.byPool,
            comparison.bySource, comparison.byLine,
        ]
        for rows in cuts {
            let base = total(rows.map(\.base))
            #expect(base == comparison.spend.base?.pence, "round \(round)")
            for index in 0..<comparison.runs.count {
                let sum = total(rows.map { $0.amounts[index] })
                #expect(sum == comparison.spend.amounts[index]?.pence, "round \(round)")
            }
        }
        for line in comparison.lines {
            for index in 0..<comparison.runs.count {
                let sources = total(line.sources.map { $0.changes[index] })
                #expect(sources == line.total.changes[index]?.pence, "round \(round)")
            }
        }
    }

    private static func total(_ amounts: [Money?]) -> Int64 { amounts.reduce(0) { $0 + ($1?.pence ?? 0) } }

    @Test("Regret is never below nought, its mean never above its most, and in every draw somebody is best")
    func regret() throws {
        var sampled = 0
        try Self.each(4, samples: 40) { comparison, round in
            for regret in comparison.regrets {
                #expect(regret.options.count == comparison.runs.count + 1)
                for option in regret.options {
                    #expect(option.expected >= 0 && option.expected <= option.most, "round \(round)")
                    #expect((option.timesBest == (regret.samples ?? 1)) == (option.most == 0), "round \(round)")
                }
                #expect(regret.options.reduce(0) { $0 + $1.timesBest } >= regret.samples ?? 1)
                if regret.samples == nil { #expect(regret.options.contains { $0.most == 0 }) } else { sampled += 1 }
            }
        }
        #expect(sampled > 20)
    }

    @Test("Regret in each draw is the best less the option's own, as counted one by one")
    func regretOracle() {
        var chance = TestSupport.Chance(seed: 5)
        for better in [ScenarioComparison.Measure.Better.low, .high] {
            let draws = (0..<4).map { _ in (0..<50).map { _ in Double(chance.below(20)) - 10 } }
            let found = ScenarioComparison.Regret(measure: 0, draws: draws, better: better, isSampled: true)
            for option in 0..<4 {
                let missed = (0..<50).map { sample in
                    let all = draws.map { $0[sample] }
                    return better == .low ? draws[option][sample] - all.min()! : all.max()! - draws[option][sample]
                }
                #expect(found.options[option].most == missed.max())
                #expect((found.options[option].expected - missed.reduce(0, +) / 50).magnitude < 1e-12)
                #expect(found.options[option].timesBest == missed.count { $0 == 0 })
            }
        }
    }

    @Test("Regret of money is the difference in pence, without a part of a penny") func exactRegret() {
        let found = ScenarioComparison.Regret(measure: 0, pence: [100_000_000_820, 100_000_000_000, 5], better: .low)
        #expect(found.options.map(\.expected) == [1_000_000_008.15, 999_999_999.95, 0])
        #expect(found.options.map(\.timesBest) == [0, 0, 1] && found.samples == nil)
        let high = ScenarioComparison.Regret(measure: 0, pence: [1_640, 820], better: .high)
        #expect(high.options.map(\.most) == [0, 8.2])
    }

    @Test("Dominance agrees with looking at every pair by every measure")
    func pareto() {
        var chance = TestSupport.Chance(seed: 6)
        for round in 0..<400 {
            let (options, count) = (1 + chance.below(6), 1 + chance.below(4))
            let measures = (0..<count).map { place -> ScenarioComparison.Measure in
                let isMoney = chance.below(2) == 0
                return ScenarioComparison.Measure(
                    kind: .spend, id: "m\(place)", title: "M", better: chance.below(2) == 0 ? .low : .high,
                    values: (0..<options).map { _ in
                        let value = chance.below(4)
                        return isMoney ? .money(Money(pence: Int64(value))) : .figure(Double(value))
                    }, obstacle: chance.below(8) == 0 ? "untold" : nil)
            }
            let found = ScenarioComparison.Pareto(measures, options: options)
            // Everything turned so that more is better.
            let judged = measures.filter { $0.obstacle == nil }
            let table = (0..<options).map { option in
                judged.map { ($0.better == .low ? -1 : 1) * $0.values[option]!.number }
            }
            for one in 0..<options {
                let expected = (0..<options).filter { other in
                    zip(table[other], table[one]).allSatisfy { $0 >= $1 } && table[other] != table[one]
                }
                #expect(found.dominatedBy[one] == expected, "round \(round)")
            }
            #expect(!found.front.isEmpty, "something is never dominated")
        }
    }

    @Test("The same draws serve every scenario: two that do the same differ in no sample, and the base is the same")
    func commonDraws() throws {
        var chance = TestSupport.Chance(seed: 7)
        let plan = try ComparisonWorld.plan()
        for _ in 0..<10 {
            let run = try ComparisonWorld.random(&chance, on: plan)
            let other = try ComparisonWorld.random(&chance, on: plan)
            var choices = ScenarioComparison.Choices()
            choices.sampling = .init(count: 200, seed: 3, design: .latinHypercube, workers: 1)
            let comparison = try ScenarioComparison([run, other, run], choices)
            for row in comparison.metrics {
                #expect(row.scenarios[0]?.sampledChange == row.scenarios[2]?.sampledChange)
                #expect(row.scenarios[0]?.sampledAfter == row.scenarios[2]?.sampledAfter)
                #expect(row.base != nil)
            }
            // What scenarios do to the base is the run's own figure.
            let alone = try RunOutcomes(other, choices.sampling)
            for row in comparison.metrics {
                #expect(row.scenarios[1]?.change == alone.central?.metric(row.metric.id)?.year.figure.change)
                let sampled = alone.samples?.metric(row.metric.id)?.period(YearPart.year)?.change
                #expect(row.scenarios[1]?.sampledChange == sampled)
            }
            choices.sampling.workers = 4
            let again = try ScenarioComparison([run, other, run], choices)
            #expect(again.regrets == comparison.regrets)
        }
    }

    @Test("A scenario held against itself as the base changes nothing")
    func itself() throws {
        var chance = TestSupport.Chance(seed: 8)
        let plan = try ComparisonWorld.plan()
        for _ in 0..<20 {
            let run = try ComparisonWorld.random(&chance, on: plan)
            let comparison = try ScenarioComparison([run], base: .scenario(run))
            #expect(!comparison.spend.isChanged && comparison.lines.isEmpty)
            #expect(comparison.metrics.allSatisfy { !$0.isMoved })
            #expect(comparison.waterfalls.allSatisfy { $0.change == 0 && Self.sum($0.parts) == 0 })
            #expect(comparison.pareto.dominatedBy == [[], []])
        }
    }
}
