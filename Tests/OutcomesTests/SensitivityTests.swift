import Draws
import Finance
import Glibc
import Testing
import TestSupport

@testable import Outcomes

@Suite("Sensitivity") struct SensitivityTests {
    typealias Fixture = OutcomeFixture

    /// The estimates of a function of fractions, from a scrambled Sobol sequence.
    private func estimates(_ dimensions: Int, _ count: Int, _ body: ([Double]) -> Double) -> SobolEstimates {
        let columns = (0..<2 * dimensions).map { dimension in
            SamplingDesign.sobol.fractions(
                of: DrawStream(seed: 1, name: "x\(dimension)"), dimension: dimension, count: count
            ).all()
        }
        func row(_ index: Int, _ mixed: Int?, _ from: Int) -> [Double] {
            (0..<dimensions).map { columns[$0 + ((mixed == $0) == (from == 0) ? dimensions : 0)][index] }
        }
        func outputs(_ mixed: Int?, _ from: Int) -> [Double] { (0..<count).map { body(row($0, mixed, from)) } }
        return SobolEstimates(a: outputs(nil, 0), b: outputs(nil, 1), mixed: (0..<dimensions).map { outputs($0, 0) })
    }

    @Test("The Ishigami function has the indices that are known of it") func ishigami() {
        let (a, b) = (7.0, 0.1)
        let found = estimates(3, 4096) { fractions in
            let x = fractions.map { (2 * $0 - 1) * Double.pi }
            return sin(x[0]) + a * sin(x[1]) * sin(x[1]) + b * x[2] * x[2] * x[2] * x[2] * sin(x[0])
        }
        let pi4 = Double.pi * Double.pi * Double.pi * Double.pi
        let alone = [(1 + b * pi4 / 5) * (1 + b * pi4 / 5) / 2, a * a / 8, 0]
        let both = 8 * b * b * pi4 * pi4 / 225
        let variance = alone[0] + alone[1] + both
        #expect(abs(found.variance - variance) < 0.01 * variance && abs(found.mean - a / 2) < 0.02)
        for factor in 0..<3 {
            let first = alone[factor] / variance
            let total = first + (factor == 1 ? 0 : both / variance)
            #expect(abs(found.first[factor].share - first) < 0.01)
            #expect(abs(found.total[factor].share - total) < 0.01)
            // The error supposes independent samples, so it is an upper bound; it is no larger than it need be.
            #expect(found.first[factor].error > 0.0001 && found.first[factor].error < 0.05)
        }
    }

    /// Three counted figures that add up, with known variances.
    private func linear(correlations: [EffectCorrelation] = []) throws -> OutcomeModel {
        let metric = Fixture.metric(count: Evidence(.normal(mean: 36_500, deviation: 30), quality: .assumed))
        let plan = try Fixture.plan(
            [metric, Fixture.metric("other", count: Fixture.between(5, 9))],
            [
                // 120 units by A, 240 by B.
                Fixture.effect("a", perUnit: Evidence(.normal(mean: -1, deviation: 0.5), quality: .assumed)),
                Fixture.effect("b", line: "B", perUnit: Evidence(.normal(mean: -1, deviation: 0.1), quality: .assumed)),
            ], correlations: correlations)
        return try OutcomeModel(before: plan, after: try Fixture.moved(plan))
    }

    @Test("In a sum every figure explains its own variance, alone and in all") func sums() throws {
        let model = try linear()
        let found = try #require(
            try model.sobolIndices(of: .count(metric: "m", .year, .before), baseSamples: 2048, seed: 1, pairs: true))
        let variances = [900.0, 0, 3600, 576]
        #expect(found.factors.map(\.name) == ["m/count", "other/count", "a/per-unit", "b/per-unit"])
        #expect(found.evaluations == 2048 * 10)
        for (factor, variance) in zip(found.factors, variances) {
            #expect(abs(factor.first.share - variance / 5076) < 0.01)
            #expect(abs(factor.total.share - variance / 5076) < 0.01)
        }
        #expect(found.pairs.count == 6 && found.pairs.allSatisfy { abs($0.share.share) < 0.02 })
        #expect(abs(found.variance - 5076) < 50 && abs(found.mean - 36_140) < 1)
        // The basis goes out of the difference, whose 60 units of A and -60 of B have 900 and 36.
        let change = try #require(
            try model.sobolIndices(of: .count(metric: "m", .year, .change), baseSamples: 1024, seed: 1))
        #expect(abs(change.factors[0].total.share) < 1e-9)
        #expect(abs(change.factors[2].first.share - 900 / 936) < 0.01)
    }

    @Test("Figures that go together are one factor") func groups() throws {
        let group = EffectCorrelation(id: "staff", parameters: ["a/per-unit", "b/per-unit"], correlation: 1)
        let model = try linear(correlations: [group])
        let found = try #require(
            try model.sobolIndices(of: .count(metric: "m", .year, .before), baseSamples: 2048, seed: 1))
        #expect(found.factors.map(\.name) == ["m/count", "other/count", "staff"])
        // Deviations of 60 and 24 that go together make 84.
        #expect(abs(found.factors[2].first.share - 7056 / (7056 + 900)) < 0.01)
        #expect(found.factors[2].parameters.map(\.name) == ["a/per-unit", "b/per-unit"])
    }

    @Test("1, 2 and 8 workers find the same indices to the last bit") func workers() throws {
        let model = try linear()
        let found = try [1, 2, 8].map { workers in
            try model.sobolIndices(
                of: .notionalValue(metric: nil), baseSamples: 1100, seed: 1, pairs: true, workers: workers)
        }
        #expect(found[0]?.factors == found[1]?.factors && found[0]?.factors == found[2]?.factors)
        #expect(found[0]?.pairs == found[2]?.pairs)
    }

    @Test("A tornado turns one figure at a time from its 5th to its 95th percentile, longest bar first") func tornado()
        throws
    {
        let model = try linear()
        let found = try #require(model.tornado(of: .count(metric: "m", .year, .change)))
        #expect(abs(found.central) < 1e-9)
        #expect(found.bars.map(\.parameter.name) == ["a/per-unit", "b/per-unit", "m/count", "other/count"])
        let far = 1.6448536269514722
        #expect(abs(found.bars[0].atLow + 60 * 0.5 * far) < 1e-6 && abs(found.bars[0].atHigh - 60 * 0.5 * far) < 1e-6)
        #expect(abs(found.bars[0].low - (-1 - 0.5 * far)) < 1e-9)
        #expect(found.bars[2].swing < 1e-9)
        #expect(found.bars[0].valueAtLow == Estimate.money(60 * 0.5 * far * 1490))
        #expect(model.tornado(of: .count(metric: "x", .year, .after)) == nil)
    }

    @Test("Every bar of a tornado is the projection with its figure turned", arguments: 0..<UInt64(5))
    func bars(seed: UInt64) throws {
        var random = RandomOutcomes(seed: seed ^ 0x70)
        let (before, after) = try random.plans()
        let model = try OutcomeModel(before: before, after: after)
        let found = try #require(model.tornado(of: .figure(metric: "m0", .quarter(3), .after)))
        #expect(found.bars.count == model.uncertainParameters.count)
        for bar in found.bars {
            var values = model.centralValues
            let place = try #require(model.parameters.firstIndex { $0.name == bar.parameter.name })
            values[place] = bar.parameter.evidence.figure.quantile(0.95)
            let metric = try #require(model.projection(values).metric("m0"))
            #expect(abs((metric.period(.quarter(3))?.figure.after ?? 0) - bar.atHigh) <= 1e-9 * abs(bar.atHigh))
        }
    }

    @Test("Too many evaluations are refused, and one is too few", arguments: [1, 1 << 30])
    func refused(count: Int) throws {
        let model = try linear()
        #expect { try model.sobolIndices(of: .notionalValue(metric: nil), baseSamples: count, seed: 1) } throws: {
            ($0 as? PlanError)?.code == "outcomes.samples"
        }
    }
}
