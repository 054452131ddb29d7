import Draws
import Finance
import Outcomes

/// What projections in doubt cost on one core: `peers/outcomes.py` works the same models out with numpy and SALib, from
/// what `describe` prints, and holds its figures to those printed here.
enum OutcomeCost {
    private static let samples = 10_000
    private static let baseSamples = 1024
    private static let output = OutcomeOutput.figure(metric: "m", .year, .after)

    static func measure(_ words: [String]) throws {
        switch words {
        case ["describe"]: print(try OutcomeWorkload().description())
        case ["describe", "small"]: print(try OutcomeWorkload.small().description())
        case ["sample"]: try sample()
        case ["sobol"]: try sobol()
        default: print("usage: bcf-benchmarks outcomes describe [small] | sample | sobol")
        }
    }

    /// Microseconds, the median of several turns.
    private static func median(_ work: () throws -> Void) rethrows -> Int {
        var times: [Double] = []
        for _ in 0..<11 { times.append(try ContinuousClock().measure { try work() }.seconds) }
        return Int((times.sorted()[5] * 1e6).rounded())
    }

    /// Prints microseconds of sampling and of making the model, then a line a figure: its name, five percentiles, mean and standard error.
    private static func sample() throws {
        let workload = try OutcomeWorkload()
        let model = try OutcomeModel(before: workload.before, after: workload.after)
        var found = try model.sample(count: samples, seed: 2016)
        let making = try median { _ = try OutcomeModel(before: workload.before, after: workload.after) }
        print(try median { found = try model.sample(count: samples, seed: 2016) }, making)
        func show(_ name: String, _ summary: Summary) {
            print(
                name, summary.p5, summary.p10, summary.p50, summary.p90, summary.p95, summary.mean,
                summary.standardError)
        }
        for metric in found.metrics {
            for (index, period) in metric.periods.enumerated() {
                for (side, summary) in [("before", period.before), ("after", period.after), ("change", period.change)] {
                    show("\(metric.metric.id)/\(index)/\(side)", summary)
                }
            }
            for target in metric.targets {
                guard let before = target.before, let after = target.after else { continue }
                print("\(metric.metric.id)/target", before.share, after.share, before.standardError)
            }
            if let value = metric.value {
                show("\(metric.metric.id)/notional", value.notional.pence)
                show("\(metric.metric.id)/cash", value.cashReleasing.pence)
            }
        }
        for (side, pool) in [("before", found.riskPools[0].before), ("after", found.riskPools[0].after)] {
            guard let pool else { continue }
            for (index, part) in (pool.quarters + [pool.year]).enumerated() {
                show("pool/\(index)/\(side)", part.released.pence)
            }
        }
    }

    /// Prints microseconds and evaluations, then a line a figure: its name, first order, error, total order, error.
    private static func sobol() throws {
        let workload = try OutcomeWorkload.small()
        let model = try OutcomeModel(before: workload.before, after: workload.after)
        var found = try model.sobolIndices(of: output, baseSamples: baseSamples, seed: 2016, pairs: true)
        let time = try median {
            found = try model.sobolIndices(of: output, baseSamples: baseSamples, seed: 2016, pairs: true)
        }
        guard let found else { return print("the output is not told") }
        print(time, found.evaluations)
        for factor in found.factors {
            print(factor.name, factor.first.share, factor.first.error, factor.total.share, factor.total.error)
        }
    }
}
