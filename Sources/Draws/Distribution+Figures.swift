extension Distribution {
    /// How many deviations from the mean the 95th percentile of a bell curve lies.
    static let ninetyFifth = 1.6448536269514722

    /// Whether there is only one value.
    package var isCertain: Bool { support.lowerBound == support.upperBound }

    /// The least and the most that a figure can be; infinite where there is no bound.
    package var support: ClosedRange<Double> {
        func range(_ low: Double, _ high: Double) -> ClosedRange<Double> { low <= high ? low...high : low...low }
        switch self {
        case .certain(let value): return range(value, value)
        case .between(let low, let high):
            if low == high { return low...low }
            return low > 0 ? 0...Double.infinity : -Double.infinity...Double.infinity
        case .uniform(let low, let high), .triangular(let low, _, let high), .pert(let low, _, let high):
            return range(low, high)
        case .normal(let mean, let deviation):
            return deviation > 0 ? -Double.infinity...Double.infinity : range(mean, mean)
        case .lognormal(let mean, let deviation):
            let middle = Elementary.exp(mean)
            return deviation > 0 ? 0...Double.infinity : range(middle, middle)
        case .beta: return 0...1
        case .discrete(let weighted):
            let values = weighted.filter { $0.weight > 0 }.map(\.value)
            return range(values.min() ?? .nan, values.max() ?? .nan)
        case .empirical(let values): return range(values.min() ?? .nan, values.max() ?? .nan)
        }
    }

    /// The value below which a fraction of the distribution lies. A ``Sampler`` gives many at less cost.
    package func quantile(_ fraction: Double) -> Double {
        // Without a table, which only many draws repay.
        switch self {
        case .beta(let alpha, let beta): return BetaFunction.quantile(fraction, alpha, beta)
        case .pert(let low, let mode, let high) where low < high:
            let (alpha, beta) = Self.pertShapes(low: low, mode: mode, high: high)
            return low + (high - low) * BetaFunction.quantile(fraction, alpha, beta)
        default: return Sampler(self).quantile(fraction)
        }
    }

    /// The mean.
    package var mean: Double { moments.mean }

    /// The standard deviation.
    package var deviation: Double { moments.deviation }

    private var moments: (mean: Double, deviation: Double) {
        switch self {
        case .certain(let value): return (value, 0)
        case .between(let low, let high):
            if low == high { return (low, 0) }
            let (mean, deviation) = Self.bell(low: low, high: high)
            return low > 0 ? Self.lognormalMoments(mean, deviation) : (mean, deviation)
        case .uniform(let low, let high):
            return (low / 2 + high / 2, (high - low) / 12.0.squareRoot())
        case .triangular(let low, let mode, let high):
            let (first, second) = (mode - low, high - mode)
            let variance = (first * first + first * second + second * second) / 18
            return (low + (first + (high - low)) / 3, variance.squareRoot())
        case .pert(let low, let mode, let high):
            if low == high { return (low, 0) }
            let (alpha, beta) = Self.pertShapes(low: low, mode: mode, high: high)
            let (mean, deviation) = Self.betaMoments(alpha, beta)
            return (low + (high - low) * mean, (high - low) * deviation)
        case .normal(let mean, let deviation): return (mean, deviation)
        case .lognormal(let mean, let deviation): return Self.lognormalMoments(mean, deviation)
        case .beta(let alpha, let beta): return Self.betaMoments(alpha, beta)
        case .discrete(let weighted): return Self.weightedMoments(weighted)
        case .empirical(let values): return Self.weightedMoments(values.map { WeightedValue($0, weight: 1) })
        }
    }

    /// The mean and the deviation of the bell curve with these as its 5th and 95th percentiles; of the logarithms where
    /// the lower is above zero.
    static func bell(low: Double, high: Double) -> (mean: Double, deviation: Double) {
        let (from, to) = low > 0 ? (Elementary.log(low), Elementary.log(high)) : (low, high)
        return ((from + to) / 2, (to - from) / (2 * ninetyFifth))
    }

    /// The shapes of the beta distribution between the least and the most.
    static func pertShapes(low: Double, mode: Double, high: Double) -> (alpha: Double, beta: Double) {
        let width = high - low
        return (1 + 4 * (mode - low) / width, 1 + 4 * (high - mode) / width)
    }

    private static func lognormalMoments(_ mean: Double, _ deviation: Double) -> (Double, Double) {
        let variance = deviation * deviation
        let centre = Elementary.exp(mean + variance / 2)
        // e^v - 1 loses its digits where v is small; its series does not.
        let growth = variance < 1e-5 ? variance * (1 + variance / 2) : Elementary.exp(variance) - 1
        return (centre, centre * growth.squareRoot())
    }

    private static func betaMoments(_ alpha: Double, _ beta: Double) -> (Double, Double) {
        let sum = alpha + beta
        return (alpha / sum, (alpha * beta / (sum + 1)).squareRoot() / sum)
    }

    private static func weightedMoments(_ weighted: [WeightedValue]) -> (Double, Double) {
        let total = weighted.reduce(0) { $0 + $1.weight }
        let mean = weighted.reduce(0) { $0 + $1.weight * $1.value } / total
        let variance = weighted.reduce(0) { $0 + $1.weight * ($1.value - mean) * ($1.value - mean) } / total
        return (mean, variance.squareRoot())
    }
}
