extension Distribution {
    /// How many values a list of them may have.
    package static let mostValues = 10_000

    /// Why there can be no such distribution, in words that follow "the figure cannot be used: "; `nil` where it can be.
    package var problem: String? {
        switch self {
        case .certain(let value): return Self.notFinite([("the value", value)])
        case .between(let low, let high):
            return Self.notFinite([("the lower figure", low), ("the higher figure", high)])
                ?? Self.swapped(low, high, "the lower figure", "the higher figure") ?? unbounded
        case .uniform(let low, let high):
            return Self.notFinite([("the least", low), ("the most", high)])
                ?? Self.swapped(low, high, "the least", "the most")
        case .triangular(let low, let mode, let high), .pert(let low, let mode, let high):
            return Self.notFinite([("the least", low), ("the likeliest", mode), ("the most", high)])
                ?? Self.swapped(low, high, "the least", "the most") ?? Self.outside(low, mode, high)
                ?? ((high - low).isFinite ? nil : "from \(words(low)) to \(words(high)) is too wide")
        case .normal(let mean, let deviation):
            return Self.notFinite([("the mean", mean), ("the standard deviation", deviation)])
                ?? Self.negative(deviation, "the standard deviation") ?? unbounded
        case .lognormal(let mean, let deviation):
            return Self.notFinite([
                ("the mean of the logarithm", mean), ("the standard deviation of the logarithm", deviation),
            ]) ?? Self.negative(deviation, "the standard deviation of the logarithm") ?? unbounded
        case .beta(let alpha, let beta):
            return Self.badShape(alpha, "the first shape") ?? Self.badShape(beta, "the second shape")
        case .discrete(let weighted): return Self.problem(ofWeighted: weighted)
        case .empirical(let values): return Self.problem(ofValues: values)
        }
    }

    private static func notFinite(_ figures: [(name: String, value: Double)]) -> String? {
        figures.first { !$0.value.isFinite }.map { "\($0.name) is not a number" }
    }

    private static func swapped(_ low: Double, _ high: Double, _ lower: String, _ higher: String) -> String? {
        low <= high ? nil : "\(lower), \(words(low)), is above \(higher), \(words(high))"
    }

    private static func outside(_ low: Double, _ mode: Double, _ high: Double) -> String? {
        if mode < low { return "the likeliest, \(words(mode)), is below the least, \(words(low))" }
        return mode > high ? "the likeliest, \(words(mode)), is above the most, \(words(high))" : nil
    }

    private static func negative(_ deviation: Double, _ name: String) -> String? {
        deviation >= 0 ? nil : "\(name), \(words(deviation)), is below zero"
    }

    private static func badShape(_ shape: Double, _ name: String) -> String? {
        let allowed = BetaFunction.shapes
        return allowed.contains(shape)
            ? nil
            : "\(name), \(words(shape)), is not between \(words(allowed.lowerBound)) and \(words(allowed.upperBound))"
    }

    /// A bell curve has no end, and the values of its tail must be numbers still.
    private var unbounded: String? {
        let ends = [DrawStream.leastFraction, 1 - DrawStream.leastFraction].map { Sampler(self).quantile($0) }
        return ends.allSatisfy(\.isFinite) && mean.isFinite && deviation.isFinite
            ? nil : "it is so wide that its high values are beyond what can be calculated"
    }

    private static func problem(ofWeighted weighted: [WeightedValue]) -> String? {
        if let problem = problem(ofValues: weighted.map(\.value)) { return problem }
        if let bad = weighted.first(where: { !$0.weight.isFinite }) {
            return "the weight of \(words(bad.value)) is not a number"
        }
        if let bad = weighted.first(where: { $0.weight < 0 }) {
            return "the weight of \(words(bad.value)), \(words(bad.weight)), is below zero"
        }
        let total = weighted.reduce(0) { $0 + $1.weight }
        if total == 0 { return "all weights are zero" }
        return total.isFinite ? nil : "the weights are so large that their sum cannot be calculated"
    }

    private static func problem(ofValues values: [Double]) -> String? {
        if values.isEmpty { return "there are no values" }
        if values.count > mostValues {
            return
                "there are \(words(Double(values.count))) values, and at most \(words(Double(mostValues))) can be used"
        }
        return values.firstIndex { !$0.isFinite }.map { "value \($0 + 1) is not a number" }
    }
}
