import Testing

@testable import Draws

struct SummaryTests {
    private func draws(_ count: Int, _ distribution: Distribution = .lognormal(logMean: 3, logDeviation: 0.5))
        -> [Double]
    {
        Sampler(distribution).draws(count, from: DrawStream(seed: 6, name: "summary"))
    }

    /// The definition, on values in order.
    private func percentile(_ sorted: [Double], _ fraction: Double) -> Double {
        let place = fraction * Double(sorted.count - 1)
        let (low, part) = (sorted[Int(place)], place - Double(Int(place)))
        let high = sorted[min(Int(place) + 1, sorted.count - 1)]
        return part < 0.5 ? low + (high - low) * part : high - (high - low) * (1 - part)
    }

    // numpy.percentile([15, 20, 35, 40, 50], ...) with its default method.
    @Test func `Percentiles are numpy's`() {
        let values = [35.0, 15, 50, 40, 20]
        #expect(Percentiles.of(values, at: [0, 0.05, 0.4, 0.5, 0.95, 1]) == [15, 16, 29, 35, 48, 50])
        #expect(Percentiles.of([7], at: [0, 0.3, 1]) == [7, 7, 7])
        #expect(Percentiles.of([], at: [0.5]) == nil && Percentiles.of([1, .nan], at: [0.5]) == nil)
        #expect(Percentiles.of([-.greatestFiniteMagnitude, .greatestFiniteMagnitude], at: [0.25, 0.5])?[1] == 0)
    }

    @Test func `Draws that are all the same have no deviation, and that value as their mean`() throws {
        let summary = try #require(Summary(of: [Double](repeating: 143.2676244570665, count: 500)))
        #expect(summary.mean == 143.2676244570665 && summary.deviation == 0 && summary.standardError == 0)
        #expect(Summary(of: [.infinity, .infinity]) == nil && Summary(of: [.nan]) == nil)
    }

    @Test(arguments: [2, 31, 100, 1024, 20_000, 65_536, 65_537])
    func `Percentiles are the same as with all values in order`(count: Int) {
        let fractions = [0, 0.001, 0.05, 0.1, 0.11, 0.5, 0.9, 0.95, 0.999, 1]
        let smooth = draws(count)
        let shapes: [[Double]] = [
            smooth, smooth.sorted(), smooth.sorted(by: >), smooth.map { ($0 / 10).rounded() }, smooth.map { _ in 4 },
            (0..<count).map { Double($0 % 16) }, smooth.map { $0 > 20 ? 1 : -0.0 },
            // Held between two bounds, where most of them lie, or all but a few.
            smooth.map { min(max($0, 18), 22) }, smooth.map { min($0, 21) }, smooth.map { max($0, 300) },
            // Most values in one place, and a few far away.
            smooth.enumerated().map { $0 % 50 == 0 ? $1 * 1e200 : 1 + $1 * 1e-12 },
        ]
        for values in shapes {
            let sorted = values.sorted()
            #expect(Percentiles.of(values, at: fractions) == fractions.map { percentile(sorted, $0) })
        }
    }

    @Test func `A summary says mean, spread and percentiles`() throws {
        let summary = try #require(Summary(of: (1...101).map { Double($0) }.reversed()))
        #expect(summary.count == 101 && summary.mean == 51)
        #expect([summary.p5, summary.p10, summary.p50, summary.p90, summary.p95] == [6, 11, 51, 91, 96])
        #expect((summary.deviation - 29.300170647967224).magnitude < 1e-13)
        #expect((summary.standardError - 2.9154759474226504).magnitude < 1e-14)
        #expect(Summary(of: [Double]()) == nil && Summary(of: [1, .infinity]) == nil)
        #expect(Summary(of: [3])?.deviation == 0 && Summary(of: [3])?.p95 == 3)
    }

    @Test func `A sum loses next to nothing, in any order of sizes`() {
        // Added one after the other, each 1 is lost beside 2^53; so only the 127 of its column are.
        let values = [0x1p53] + [Double](repeating: 1, count: 8191) + [-0x1p53]
        #expect((Sums.sum(values) - 8191).magnitude < 128)
        // One after the other they come to 10,000.000000018848.
        #expect((Sums.sum([Double](repeating: 0.1, count: 100_000)) - 10_000).magnitude < 1e-10)
        for count in [0, 1, 7, 8, 9, 1023, 1024, 1025, 5000] {
            #expect(Sums.sum((0..<count).map { Double($0) }) == Double(count * (count - 1) / 2))
        }
    }

    @Test func `A chance says how sure it is`() {
        let chance = Chance(met: 30, of: 120)
        #expect(chance.share == 0.25 && (chance.standardError - 0.03952847075210474).magnitude < 1e-16)
        #expect((chance.interval.lowerBound - 0.18109821656809566).magnitude < 1e-15)
        #expect((chance.interval.upperBound - 0.33441136664125615).magnitude < 1e-15)
        #expect(Chance(met: 0, of: 50).interval.lowerBound == 0 && Chance(met: 0, of: 50).interval.upperBound > 0.05)
        #expect(Chance(met: 50, of: 50).interval.upperBound == 1)
    }

    // Ranks 40 and 61 of 100 enclose the median 19 times in 20 (Conover, table; binomial with 0.0176 below each).
    @Test func `A percentile lies between two ranks`() {
        let values = (1...100).map { Double($0) }
        #expect(Percentiles.interval(of: values, at: 0.5) == 40...61)
        #expect(Percentiles.interval(of: Array(values[..<5]), at: 0.5) == nil)
        #expect(Percentiles.interval(of: Array(values[..<6]), at: 0.5) == 1...6)
        #expect(Percentiles.interval(of: values, at: 0.999) == nil)
    }

    @Test func `A percentile's interval holds the true one as often as it says`() {
        var held = 0
        for round in 0..<200 {
            let values = Sampler(.uniform(low: 0, high: 1)).draws(80, from: DrawStream(seed: 2, name: "round \(round)"))
            if Percentiles.interval(of: values, at: 0.9, confidence: 0.9)?.contains(0.9) == true { held += 1 }
        }
        // At least 90%, and not far more: three standard deviations of 200 rounds are 6%.
        #expect((168...198).contains(held), "\(held)")
    }
}
