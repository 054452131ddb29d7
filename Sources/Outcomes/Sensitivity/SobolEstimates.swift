/// Shares of an output's variance, from its values at two independent samples and at their mixtures.
///
/// The estimators are those of SALib: first order by Saltelli and others, Computer Physics Communications 181(2), 2010,
/// table 2(b); total order by Jansen, Computer Physics Communications 117(1-2), 1999; of pairs by Saltelli, Computer
/// Physics Communications 145(2), 2002. The output is centred first, which leaves the shares and makes them surer.
package struct SobolEstimates: Hashable, Sendable {
    /// A share, and its standard error by the delta method: how far it may be off as there are only so many samples.
    package struct Share: Hashable, Sendable {
        /// The share of the variance.
        package let share: Double
        /// One standard error.
        package let error: Double
    }

    /// The mean of the output.
    package let mean: Double
    /// Its variance.
    package let variance: Double
    /// What each factor explains by itself.
    package let first: [Share]
    /// What each factor explains by itself and with others.
    package let total: [Share]

    /// Estimates from the outputs at the samples A and B, and for each factor at A with the factor's column from B.
    ///
    /// Where the output does not vary, no factor explains anything.
    package init(a: [Double], b: [Double], mixed: [[Double]]) {
        precondition(!a.isEmpty && b.count == a.count && mixed.allSatisfy { $0.count == a.count }, "samples alike")
        let count = Double(a.count)
        let centre = (a.reduce(0, +) + b.reduce(0, +)) / (2 * count)
        let (left, right) = (a.map { $0 - centre }, b.map { $0 - centre })
        let spread = zip(left, right).map { ($0 * $0 + $1 * $1) / 2 }
        let variance = spread.reduce(0, +) / count
        mean = centre
        self.variance = variance
        func share(_ terms: [Double]) -> Share {
            guard variance > 0 else { return Share(share: 0, error: 0) }
            let share = terms.reduce(0, +) / count / variance
            // The error of a ratio of two means: what is left of each term once its part of the spread is taken out.
            let squares = zip(terms, spread).reduce(0.0) { $0 + ($1.0 - share * $1.1) * ($1.0 - share * $1.1) }
            return Share(share: share, error: (squares / count / count).squareRoot() / variance)
        }
        first = mixed.map { mixture in
            share(a.indices.map { right[$0] * (mixture[$0] - a[$0]) })
        }
        total = mixed.map { mixture in
            share(a.indices.map { (a[$0] - mixture[$0]) * (a[$0] - mixture[$0]) / 2 })
        }
    }

    /// What two factors explain together beyond what each explains by itself: from the outputs at A with the first one's
    /// column from B, and at B with the second one's column from A.
    static func pair(
        _ first: Share, _ second: Share, a: [Double], b: [Double], mixed: [Double], mixedBack: [Double], mean: Double,
        variance: Double
    ) -> Share {
        guard variance > 0 else { return Share(share: 0, error: 0) }
        let count = Double(a.count)
        let terms = a.indices.map { index in
            (mixedBack[index] - mean) * (mixed[index] - mean) - (a[index] - mean) * (b[index] - mean)
        }
        let middle = terms.reduce(0, +) / count
        let squares = terms.reduce(0.0) { $0 + ($1 - middle) * ($1 - middle) }
        let error = (squares / count / count).squareRoot() / variance
        let errors = error * error + first.error * first.error + second.error * second.error
        return Share(share: middle / variance - first.share - second.share, error: errors.squareRoot())
    }
}
