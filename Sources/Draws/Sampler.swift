import Kernels

/// A distribution made ready to be drawn from: what its quantiles need is worked out once.
///
/// Every quantile function rises with the fraction. So a fraction near 1 gives a high value of any distribution, which
/// makes common random numbers, stratified designs and rank correlations do what they promise.
package struct Sampler: Sendable {
    /// What is drawn from.
    package let distribution: Distribution
    private let form: Form

    private enum Form {
        case constant(Double)
        case uniform(low: Double, high: Double)
        case triangular(low: Double, mode: Double, high: Double)
        case normal(mean: Double, deviation: Double)
        case lognormal(mean: Double, deviation: Double)
        case beta(BetaQuantiles, low: Double, width: Double)
        case steps(values: [Double], upTo: [Double])
        case equal([Double])
    }

    /// Makes a distribution ready. It must have no ``Distribution/problem``.
    package init(_ distribution: Distribution) {
        self.distribution = distribution
        form = Self.form(of: distribution)
    }

    private static func form(of distribution: Distribution) -> Form {
        switch distribution {
        case .certain(let value): return .constant(value)
        case _ where distribution.isCertain: return .constant(distribution.support.lowerBound)
        case .between(let low, let high):
            let (mean, deviation) = Distribution.bell(low: low, high: high)
            return low > 0
                ? .lognormal(mean: mean, deviation: deviation) : .normal(mean: mean, deviation: deviation)
        case .uniform(let low, let high): return .uniform(low: low, high: high)
        case .triangular(let low, let mode, let high): return .triangular(low: low, mode: mode, high: high)
        case .pert(let low, let mode, let high):
            let (alpha, beta) = Distribution.pertShapes(low: low, mode: mode, high: high)
            return .beta(BetaQuantiles(alpha, beta), low: low, width: high - low)
        case .normal(let mean, let deviation): return .normal(mean: mean, deviation: deviation)
        case .lognormal(let mean, let deviation): return .lognormal(mean: mean, deviation: deviation)
        case .beta(let alpha, let beta): return .beta(BetaQuantiles(alpha, beta), low: 0, width: 1)
        case .discrete(let weighted):
            let sorted = weighted.filter { $0.weight > 0 }.sorted { $0.value < $1.value }
            let total = sorted.reduce(0) { $0 + $1.weight }
            var sum = 0.0
            let upTo = sorted.map { each in
                sum += each.weight
                return sum / total
            }
            return .steps(values: sorted.map(\.value), upTo: upTo)
        case .empirical(let values): return .equal(values.sorted())
        }
    }

    /// The value below which a fraction of the distribution lies.
    package func quantile(_ fraction: Double) -> Double {
        var value = fraction
        withUnsafeMutablePointer(to: &value) {
            replaceByQuantiles(UnsafeMutableBufferPointer(start: $0, count: 1))
        }
        return value
    }

    /// Replaces fractions by their quantiles: the same values as one at a time, and faster.
    package func replaceByQuantiles(_ fractions: UnsafeMutableBufferPointer<Double>) {
        guard let values = fractions.baseAddress else { return }
        let count = fractions.count
        switch form {
        case .constant(let value): fractions.update(repeating: value)
        case .uniform(let low, let high): kernel_uniform(values, count, low, high)
        case .triangular(let low, let mode, let high): kernel_triangular(values, count, low, mode, high)
        case .normal(let mean, let deviation):
            kernel_normal(values, count)
            kernel_scale(values, count, mean, deviation)
        case .lognormal(let mean, let deviation):
            // The quantile of the least number above 0 is -38.5; 0 and 1 stand for themselves.
            let isWithinRange = mean.magnitude + 39 * deviation < 700 && !Self.hasEnds(fractions)
            kernel_normal(values, count)
            if isWithinRange {
                kernel_exp_within_range(values, count, mean, deviation)
            } else {
                kernel_exp(values, count, mean, deviation)
            }
        case .beta(let quantiles, let low, let width): quantiles.replace(fractions, low: low, width: width)
        case .steps(let steps, let upTo):
            for index in 0..<count { values[index] = steps[Self.step(values[index], upTo)] }
        case .equal(let seen):
            for index in 0..<count { values[index] = seen[Self.place(values[index], seen.count)] }
        }
    }

    /// Many draws of the distribution from a stream: the draw at an index is a function of the stream and the index.
    package func fill(
        _ values: UnsafeMutableBufferPointer<Double>, from stream: DrawStream, first: UInt64 = 0
    ) {
        // In parts that stay in the processor's nearest store while they are worked on.
        let part = 2048
        var start = 0
        while start < values.count {
            let end = min(start + part, values.count)
            let some = UnsafeMutableBufferPointer(rebasing: values[start..<end])
            stream.fill(some, from: first + UInt64(start))
            replaceByQuantiles(some)
            start = end
        }
    }

    /// Many draws of the distribution from a stream.
    package func draws(_ count: Int, from stream: DrawStream, first: UInt64 = 0) -> [Double] {
        [Double](unsafeUninitializedCapacity: count) { values, filled in
            fill(UnsafeMutableBufferPointer(rebasing: values[..<count]), from: stream, first: first)
            filled = count
        }
    }

    /// Whether a fraction is 0 or 1 or beyond, which no fraction of a stream is.
    private static func hasEnds(_ fractions: UnsafeMutableBufferPointer<Double>) -> Bool {
        var ends: UInt64 = 0
        for fraction in fractions { ends |= fraction > 0 ? 0 : 1 }
        for fraction in fractions { ends |= fraction < 1 ? 0 : 1 }
        return ends != 0
    }

    /// The first step that reaches the fraction.
    private static func step(_ fraction: Double, _ upTo: [Double]) -> Int {
        var (low, high) = (0, upTo.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if upTo[middle] < fraction { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func place(_ fraction: Double, _ count: Int) -> Int {
        let place = fraction * Double(count)
        return place >= Double(count) ? count - 1 : place > 0 ? Int(place) : 0
    }
}
