/// The quantiles of one beta distribution.
struct BetaQuantiles: Sendable {
    private let alpha: Double
    private let beta: Double

    /// The quantiles of the distribution with these shapes.
    init(_ alpha: Double, _ beta: Double) {
        self.alpha = alpha
        self.beta = beta
    }

    /// The value below which a fraction lies.
    subscript(fraction: Double) -> Double { BetaFunction.quantile(fraction, alpha, beta) }
}
