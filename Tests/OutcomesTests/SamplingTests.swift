import Draws
import Finance
import Testing
import TestSupport

@testable import Outcomes

@Suite("Samples") struct SamplingTests {
    typealias Fixture = OutcomeFixture

    private func outputs(_ plan: Plan) -> [OutcomeOutput] {
        plan.arrangements.metrics.flatMap { metric in
            OutcomeOutput.Side.allCases.flatMap { side in
                [.count(metric: metric.id, .year, side), .figure(metric: metric.id, .quarter(2), side)]
            } + [.notionalValue(metric: metric.id), .cashReleasingValue(metric: metric.id)] as [OutcomeOutput]
        } + [.released(riskPool: "pool", .year, .after), .retained(riskPool: "pool", .quarter(3), .before)]
    }

    @Test("A sample is the model at its draws, by the oracle", arguments: 0..<UInt64(6 * TestSupport.Chance.rounds))
    func oracle(seed: UInt64) throws {
        var random = RandomOutcomes(seed: seed ^ 0x5A)
        let (before, after) = try random.plans()
        let model = try OutcomeModel(before: before, after: after)
        let samples = try model.sample(count: 70, seed: seed)
        for index in [0, 63, 64, 69] {
            let values = model.parameters.map { parameter in
                parameter.evidence.figure.quantile(
                    DrawStream(seed: seed, name: parameter.name).openFraction(at: UInt64(index)))
            }
            let oracle = try OutcomeOracle(
                before: before, after: after,
                value: Dictionary(uniqueKeysWithValues: zip(model.parameters.map(\.name), values)))
            for metric in after.arrangements.metrics {
                let raw = try #require(samples.values(of: .count(metric: metric.id, .year, .after)))
                let expected = try oracle.count(metric, 1, 1...12)
                #expect(abs(raw[index] - expected) <= 1e-9 * max(1, abs(expected)))
                let figures = try #require(samples.values(of: .figure(metric: metric.id, .quarter(3), .before)))
                let figure = try oracle.figure(metric, 0, .quarter(3))
                #expect(abs(figures[index] - figure) <= 1e-9 * max(1, abs(figure)))
                if let worth = try oracle.worth(metric) {
                    let pounds = try #require(samples.values(of: .cashReleasingValue(metric: metric.id)))
                    #expect(abs(pounds[index] - worth.cash) <= 0.005 + 1e-9 * abs(worth.cash))
                }
            }
            let released = try #require(samples.values(of: .released(riskPool: "pool", .year, .after)))
            let expected = try oracle.proportional(after.arrangements.riskPools[0], 1).reduce(0) { $0 + $1.released }
            #expect(released[index] == Double(expected) / 100)
        }
    }

    @Test("1, 2 and 8 workers make the same samples to the last bit", arguments: SamplingDesign.allCases)
    func workers(design: SamplingDesign) throws {
        var random = RandomOutcomes(seed: 4)
        let (before, after) = try random.plans()
        let model = try OutcomeModel(before: before, after: after)
        let runs = try [1, 2, 8].map { try model.sample(count: 1100, seed: 7, design: design, workers: $0) }
        for output in outputs(after) {
            let bits = runs.map { $0.values(of: output)?.map(\.bitPattern) }
            #expect(bits[0] == bits[1] && bits[0] == bits[2])
        }
        for run in runs.dropFirst() {
            #expect(run.metrics.map(\.periods) == runs[0].metrics.map(\.periods))
            #expect(run.metrics.map(\.targets) == runs[0].metrics.map(\.targets))
            #expect(run.riskPools.map(\.after) == runs[0].riskPools.map(\.after) && run.value == runs[0].value)
        }
    }

    /// Uncertain in everything, with two metrics.
    private func doubtful(_ more: [Effect] = []) throws -> (Plan, Plan) {
        let metric = Fixture.metric(
            periods: [MetricPeriod(period: "2016/17", part: .year, target: DecimalFigure(digits: 36_300))],
            count: Fixture.between(34_000, 39_000))
        let other = Fixture.metric("other", good: .high, count: Fixture.between(100, 200))
        let pool = RiskPool(
            id: "pool", title: "P", amount: Money(pence: 400_001), metric: "m", planned: [30, 30, 40, 40],
            terms: RiskPoolTerms(formula: "cumulative", quarters: .equal))
        let plan = try Fixture.plan(
            [metric, other],
            [
                Fixture.effect(
                    "a", unitCost: Fixture.between(80, 120), delivery: Fixture.between(0.5, 0.9),
                    cashReleasing: Fixture.between(0.1, 0.4)),
                Fixture.effect("b", line: "B", perUnit: Fixture.between(-0.9, -0.1)),
            ] + more, pools: [pool])
        return (plan, try Fixture.moved(plan))
    }

    @Test("An effect that is added to another metric changes no draw, and no sample of the first") func commonDraws()
        throws
    {
        let (before, after) = try doubtful()
        let (_, more) = try doubtful([Fixture.effect("c", metric: "other", perUnit: Fixture.between(1, 2))])
        let one = try OutcomeModel(before: before, after: after).sample(count: 500, seed: 3)
        let other = try OutcomeModel(before: before, after: more).sample(count: 500, seed: 3)
        for side in OutcomeOutput.Side.allCases {
            #expect(
                one.values(of: .count(metric: "m", .year, side)) == other.values(of: .count(metric: "m", .year, side)))
        }
        #expect(
            one.values(of: .count(metric: "other", .year, .after))
                != other.values(of: .count(metric: "other", .year, .after)))
    }

    @Test("A change that is the same whatever the luck is not called narrower by so many times") func certainChange()
        throws
    {
        let plan = try Fixture.plan([Fixture.metric(count: Fixture.between(34_000, 39_000))])
        let samples = try OutcomeModel(before: plan, after: try Fixture.moved(plan)).sample(count: 500, seed: 11)
        let year = try #require(samples.metric("m")?.period(.year))
        #expect(year.before.deviation > 1000 && year.change.p5 < -59)
        #expect(year.varianceRatio == nil)
    }

    @Test("Summaries are those of the raw samples, and the change is paired") func summaries() throws {
        let (before, after) = try doubtful()
        let samples = try OutcomeModel(before: before, after: after).sample(count: 4000, seed: 11)
        let year = try #require(samples.metric("m")?.period(.year))
        for (side, summary) in [(OutcomeOutput.Side.before, year.before), (.after, year.after), (.change, year.change)]
        {
            let raw = try #require(samples.values(of: .figure(metric: "m", .year, side)))
            #expect(Summary(of: raw) == summary)
        }
        // The basis is in doubt by ±2,500 and goes out of the difference: it leaves the effects' own doubt.
        #expect((year.varianceRatio ?? 0) > 1000)
        let target = try #require(samples.metric("m")?.targets.first)
        let raw = try #require(samples.values(of: .figure(metric: "m", .year, .after)))
        #expect(target.after?.met == raw.count { $0 <= 36_300 })
        #expect((target.after?.met ?? 0) > 0 && (target.after?.met ?? 0) < 4000)
        let pounds = try #require(samples.values(of: .notionalValue(metric: "m")))
        #expect(Summary(of: pounds.map { ($0 * 100).rounded() }) == samples.metric("m")?.value?.notional.pence)
        let all = try #require(samples.values(of: .notionalValue(metric: nil)))
        #expect(all == pounds, "the other metric does not change")
    }

    @Test("What a risk pool releases and retains is its amount in every sample") func riskPool() throws {
        let (before, after) = try doubtful()
        let samples = try OutcomeModel(before: before, after: after).sample(count: 1000, seed: 5)
        for side in [OutcomeOutput.Side.before, .after] {
            let released = try #require(samples.values(of: .released(riskPool: "pool", .year, side)))
            let retained = try #require(samples.values(of: .retained(riskPool: "pool", .year, side)))
            #expect(zip(released, retained).allSatisfy { (($0 + $1) * 100).rounded() == 400_001 })
            let found = side == .before ? samples.riskPools[0].before : samples.riskPools[0].after
            #expect(found?.allReleased.met == released.count { $0 == 4000.01 })
        }
        let pool = samples.riskPools[0]
        #expect((pool.after?.year.released.mean.pence ?? 0) > (pool.before?.year.released.mean.pence ?? 0))
        #expect((pool.changeOfReleased?.p5.pence ?? -1) >= 0)
        #expect(pool.after?.quarters.count == 4)
    }

    @Test(
        "Even designs find the mean with less error than independent draws",
        arguments: [
            SamplingDesign.latinHypercube, .sobol,
        ])
    func designs(design: SamplingDesign) throws {
        let (before, after) = try doubtful()
        let model = try OutcomeModel(before: before, after: after)
        func errors(_ design: SamplingDesign) throws -> Double {
            // The mean of the basis is the lognormal's; the effects' part is small and known from many samples.
            let exact = try #require(
                try model.sample(count: 4096, seed: 99, design: .sobol).metric("m")?.period(.year)
            ).after.mean
            return try (UInt64(1)...4).reduce(0.0) { sum, seed in
                let found = try model.sample(count: 128, seed: seed, design: design).metric("m")?.period(.year)
                return sum + abs((found?.after.mean ?? 0) - exact)
            }
        }
        #expect(try errors(design) < errors(.independent) / 4)
    }

    @Test(
        "Figures that go together are drawn together, and the others keep their draws",
        arguments: [(1.0, 84.0), (0, 64.622), (-1, 36)])
    func correlation(rank: Double, deviation: Double) throws {
        // Deviations of 60 and 24: they add up, or are taken off each other.
        func samples(_ correlations: [EffectCorrelation]) throws -> OutcomeSamples {
            let plan = try Fixture.plan(
                [Fixture.metric(), Fixture.metric("other", count: Fixture.between(100, 200))],
                [
                    Fixture.effect("a", perUnit: Evidence(.normal(mean: -1, deviation: 0.5), quality: .assumed)),
                    Fixture.effect(
                        "b", line: "B", perUnit: Evidence(.normal(mean: -1, deviation: 0.1), quality: .assumed)),
                ], correlations: correlations)
            return try OutcomeModel(before: plan, after: plan).sample(count: 1024, seed: 1, design: .latinHypercube)
        }
        let bound = try samples([
            EffectCorrelation(id: "g", parameters: ["a/per-unit", "b/per-unit"], correlation: rank)
        ])
        let found = try #require(bound.metric("m")?.period(.year)).before.deviation
        #expect(abs(found - deviation) < 0.04 * deviation)
        let other = OutcomeOutput.count(metric: "other", .year, .after)
        #expect(try samples([]).values(of: other) == bound.values(of: other))
    }

    @Test("No samples, and too many, are refused", arguments: [0, -1, Int.max])
    func refused(count: Int) throws {
        let (before, after) = try doubtful()
        let model = try OutcomeModel(before: before, after: after)
        #expect { try model.sample(count: count, seed: 1) } throws: { ($0 as? PlanError)?.code == "outcomes.samples" }
    }

    @Test("What the model does not tell has no samples") func unknown() throws {
        let (before, after) = try doubtful()
        let samples = try OutcomeModel(before: before, after: after).sample(count: 10, seed: 1)
        for output in [
            OutcomeOutput.count(metric: "x", .year, .after), .figure(metric: "m", .quarter(5), .after),
            .notionalValue(metric: "x"), .released(riskPool: "pool", .month(1), .after),
            .retained(riskPool: "x", .year, .after),
        ] { #expect(samples.values(of: output) == nil) }
    }
}
