import Testing

@testable import Draws

struct DistributionTests {
    static let sound: [Distribution] = [
        .certain(1500), .between(low: 1490, high: 2197), .between(low: -40, high: 90), .between(low: 5, high: 5),
        .between(low: 0, high: 10), .uniform(low: -2, high: 3), .triangular(low: 1, mode: 2, high: 10),
        .triangular(low: 1, mode: 1, high: 4), .pert(low: 0.4, mode: 0.775, high: 1), .pert(low: 0, mode: 0, high: 9),
        .pert(low: 3, mode: 3, high: 3), .normal(mean: 100, deviation: 15), .normal(mean: 7, deviation: 0),
        .lognormal(logMean: 2, logDeviation: 0.4), .beta(alpha: 3, beta: 7), .beta(alpha: 0.5, beta: 0.5),
        .beta(alpha: 0.3, beta: 4),
        .discrete([.init(3, weight: 1), .init(-1, weight: 2), .init(8, weight: 0), .init(4, weight: 1)]),
        .empirical([5, 1, 1, 9, 2]),
    ]

    @Test(arguments: sound)
    func `What can be drawn has no problem, and its quantiles rise within its bounds`(distribution: Distribution) {
        #expect(distribution.problem == nil)
        let fractions = [0x1p-53, 1e-9] + (1..<500).map { Double($0) / 500 } + [1 - 1e-9, 1 - 0x1p-53]
        let values = fractions.map { distribution.quantile($0) }
        #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(values.allSatisfy { $0.isFinite && distribution.support.contains($0) })
        #expect(distribution.isCertain == (values.first == values.last))
    }

    @Test(arguments: sound)
    func `Many draws are the same as one at a time, in any parts, and meet mean and deviation`(
        distribution: Distribution
    ) {
        let (sampler, stream) = (Sampler(distribution), DrawStream(seed: 4, name: "draws"))
        let count = 4000
        let draws = sampler.draws(count, from: stream)
        #expect(draws[..<100] == ArraySlice((0..<100).map { sampler.quantile(stream.openFraction(at: $0)) }))
        #expect(sampler.draws(1001, from: stream, first: 2999) == Array(draws[2999...]))
        let error = 4 * distribution.deviation / Double(count).squareRoot() + 1e-12
        let mean = Sums.sum(draws) / Double(count)
        #expect((mean - distribution.mean).magnitude <= error, "\(mean) and \(distribution.mean)")
        let spread = (draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)).squareRoot()
        #expect((spread - distribution.deviation).magnitude <= 0.06 * distribution.deviation, "\(spread)")
    }

    /// How far the share of draws below a value is from what the distribution says, at most (Kolmogorov and Smirnov).
    private func distance(_ draws: [Double], _ below: (Double) -> Double) -> Double {
        let count = Double(draws.count)
        return draws.sorted().enumerated().map { index, draw in
            let expected = below(draw)
            return max((Double(index) / count - expected).magnitude, (Double(index + 1) / count - expected).magnitude)
        }.max() ?? 1
    }

    static let curves: [(Distribution, @Sendable (Double) -> Double)] = [
        (.uniform(low: -2, high: 3), { ($0 + 2) / 5 }),
        (.triangular(low: 1, mode: 2, high: 10), { $0 < 2 ? ($0 - 1) * ($0 - 1) / 9 : 1 - (10 - $0) * (10 - $0) / 72 }),
        (.normal(mean: 100, deviation: 15), { Normal.cumulative(($0 - 100) / 15) }),
        (.lognormal(logMean: 2, logDeviation: 0.4), { Normal.cumulative((Elementary.log($0) - 2) / 0.4) }),
        (.between(low: -40, high: 90), { Normal.cumulative(($0 - 25) / (65 / 1.6448536269514722)) }),
        (
            .between(low: 1, high: 100),
            { Normal.cumulative((Elementary.log($0) - 2.302585092994046) / (2.302585092994046 / 1.6448536269514722)) }
        ),
        // The polynomials of whole shapes.
        (.beta(alpha: 2, beta: 2), { $0 * $0 * (3 - 2 * $0) }),
        (.pert(low: 10, mode: 10, high: 20), { 1 - ($0 < 20 ? power(2 - $0 / 10, 5) : 0) }),
        (.pert(low: 0, mode: 0.5, high: 1), { $0 * $0 * $0 * (10 - 15 * $0 + 6 * $0 * $0) }),
    ]

    private static func power(_ base: Double, _ times: Int) -> Double { (0..<times).reduce(1) { one, _ in one * base } }

    @Test(arguments: curves.indices)
    func `Draws fit their distribution`(place: Int) {
        let (distribution, below) = Self.curves[place]
        let draws = Sampler(distribution).draws(5000, from: DrawStream(seed: 9, name: "fit"))
        // Exceeded once in a thousand by draws that fit; these draws are fixed.
        #expect(distance(draws, below) * 5000.0.squareRoot() < 1.95)
    }

    @Test func `A few values come as often as their weights say`() {
        let draws = Sampler(Self.sound[17]).draws(8000, from: DrawStream(seed: 9, name: "weights"))
        let counts = [-1.0, 3, 4, 8].map { value in draws.count { $0 == value } }
        #expect(counts.reduce(0, +) == 8000 && counts[3] == 0)
        #expect(zip(counts, [4000, 2000, 2000]).allSatisfy { ($0 - $1).magnitude < 180 }, "\(counts)")
        let seen = Sampler(.empirical([5, 1, 1, 9, 2])).draws(5000, from: DrawStream(seed: 9, name: "seen"))
        #expect(
            [1.0: 2000, 2: 1000, 5: 1000, 9: 1000].allSatisfy { value, expected in
                (seen.count { $0 == value } - expected).magnitude < 140
            })
    }

    @Test(arguments: [(1.0, 5.0), (5, 1), (3.5, 2.5), (0.5, 0.5), (0.3, 4), (20, 3), (300, 700), (0.02, 3)])
    func `Many draws of a beta distribution have exact quantiles to 11 digits`(alpha: Double, beta: Double) {
        let sampler = Sampler(.beta(alpha: alpha, beta: beta))
        let fractions = [1e-7, 9e-6, 1.1e-5, 1e-4] + (1..<60).map { Double($0) / 60 } + [0.9999, 1 - 1e-5, 1 - 1e-7]
        for fraction in fractions {
            let exact = BetaFunction.quantile(fraction, alpha, beta)
            let (quantile, least) = (sampler.quantile(fraction), min(alpha, beta, 1))
            // A part near 1 is known to 1e-16 only, and where the end is flat that is much of the value.
            let slope = BetaFunction.density(exact, alpha, beta)
            #expect((quantile - exact).magnitude <= 2e-11 / least * exact + 1e-15 / slope, "\(fraction)")
        }
    }

    @Test func `A range has its ends as 5th and 95th percentiles`() {
        for (low, high) in [(1490.0, 2197.0), (-40, 90), (0, 10), (1e-6, 1e6)] {
            let distribution = Distribution.between(low: low, high: high)
            let width = max(high.magnitude, low.magnitude)
            #expect((distribution.quantile(0.05) - low).magnitude <= 1e-14 * width)
            #expect((distribution.quantile(0.95) - high).magnitude <= 1e-14 * width)
        }
        #expect(Distribution.between(low: 1490, high: 2197).quantile(1e-9) > 0)
        #expect(Distribution.between(low: 0, high: 10).quantile(1e-9) < 0)
    }

    // scipy.stats: pert as a beta distribution, lognorm, triang.
    @Test(
        arguments: [
            (.pert(low: 0.4, mode: 0.775, high: 1), 0.05, 0.5563802252075183),
            (.pert(low: 0.4, mode: 0.775, high: 1), 0.5, 0.7558930354640838),
            (.beta(alpha: 3, beta: 7), 0.9, 0.490081194445803),
            (.beta(alpha: 0.3, beta: 4), 0.01, 4.1041237593986866e-08),
            (.lognormal(logMean: 2, logDeviation: 0.4), 0.9, 12.337218972941743),
            (.triangular(low: 1, mode: 2, high: 10), 0.05, 1.6708203932499368),
            (.triangular(low: 1, mode: 2, high: 10), 0.5, 4),
            (.uniform(low: -2, high: 3), 0.25, -0.75), (.certain(7), 0.3, 7),
        ] as [(Distribution, Double, Double)])
    func `Quantiles are those of published tables and programs`(
        distribution: Distribution, fraction: Double, quantile: Double
    ) {
        #expect((distribution.quantile(fraction) - quantile).magnitude <= 1e-12 * quantile.magnitude)
    }

    @Test(
        arguments: [
            (.certain(.nan), "the value is not a number"),
            (.between(low: 2197, high: 1490), "the lower figure, 2,197, is above the higher figure, 1,490"),
            (.between(low: 1, high: .infinity), "the higher figure is not a number"),
            (
                .between(low: 1e-300, high: 1e300),
                "it is so wide that its high values are beyond what can be calculated"
            ),
            (.uniform(low: 1, high: 0.5), "the least, 1, is above the most, 0.5"),
            (.triangular(low: 1, mode: 12, high: 10), "the likeliest, 12, is above the most, 10"),
            (.pert(low: 1, mode: -3, high: 10), "the likeliest, -3, is below the least, 1"),
            (.pert(low: -1e308, mode: 0, high: 1e308), "from -1e+308 to 1e+308 is too wide"),
            (.normal(mean: 1, deviation: -2), "the standard deviation, -2, is below zero"),
            (
                .normal(mean: 1e308, deviation: 1e308),
                "it is so wide that its high values are beyond what can be calculated"
            ),
            (
                .lognormal(logMean: 800, logDeviation: 0),
                "it is so wide that its high values are beyond what can be calculated"
            ),
            (.lognormal(logMean: .nan, logDeviation: 1), "the mean of the logarithm is not a number"),
            (.beta(alpha: 0, beta: 3), "the first shape, 0, is not between 0.01 and 1,000,000"),
            (.beta(alpha: 2, beta: .nan), "the second shape, nan, is not between 0.01 and 1,000,000"),
            (.discrete([]), "there are no values"),
            (.discrete([.init(1, weight: 0), .init(2, weight: 0)]), "all weights are zero"),
            (.discrete([.init(1, weight: 2), .init(2, weight: -1)]), "the weight of 2, -1, is below zero"),
            (.discrete([.init(1, weight: .infinity)]), "the weight of 1 is not a number"),
            (
                .discrete([.init(1, weight: 1e308), .init(2, weight: 1e308)]),
                "the weights are so large that their sum cannot be calculated"
            ),
            (.empirical([1, .infinity]), "value 2 is not a number"),
            (
                .empirical(Array(repeating: 1, count: 10_001)),
                "there are 10,001 values, and at most 10,000 can be used"
            ),
        ] as [(Distribution, String)])
    func `What cannot be drawn says why`(distribution: Distribution, problem: String) {
        #expect(distribution.problem == problem)
    }

    @Test(
        arguments: [
            (.certain(1_234_567.5), "1,234,567.5"), (.certain(-999), "-999"), (.certain(-0.0), "0"),
            (.certain(1e-7), "1e-07"),
            (.between(low: 1490, high: 2197), "between 1,490 and 2,197 (nine times in ten)"),
            (.between(low: 5, high: 5), "5"),
            (.uniform(low: 0, high: 1000), "anywhere between 0 and 1,000, equally likely"),
            (.triangular(low: 1, mode: 2, high: 10), "between 1 and 10, likeliest 2 (triangular)"),
            (.pert(low: 0.4, mode: 0.775, high: 1), "between 0.4 and 1, likeliest 0.775 (PERT)"),
            (.normal(mean: 100, deviation: 15), "around 100, with a standard deviation of 15 (normal)"),
            (.beta(alpha: 3, beta: 7), "a share with shapes 3 and 7 (beta)"),
            (.discrete([.init(1, weight: 2)]), "1 weighted value"),
            (.empirical([1, 2, 3]), "one of the 3 values seen"),
        ] as [(Distribution, String)])
    func `A distribution reads as people say it`(distribution: Distribution, words: String) {
        #expect(distribution.description == words)
    }

    @Test("PERT figures of shares as schemes state them are drawn from a table")
    func tabled() {
        for (low, mode, high) in [(0.7, 0.775, 0.93), (0.5, 0.7, 0.9), (0, 0.7, 1), (0.1, 0.15, 0.9), (100, 120, 400)] {
            let shapes = Distribution.pertShapes(low: low, mode: mode, high: high)
            #expect(BetaQuantiles(shapes.0, shapes.1).isTabled, "from \(low) to \(high)")
        }
    }
}
