import Draws

/// A million draws of each of 40 uncertain figures with their percentiles: `peers/draws.py` does the same with numpy.
enum DrawsAndPercentiles {
    private static let draws = 1_000_000
    private static let figures = 40

    /// Prints milliseconds on one core, and the sums of the percentiles for comparison.
    static func measure() {
        let fractions = [0.05, 0.1, 0.5, 0.9, 0.95]
        var sums = [Double](repeating: 0, count: fractions.count)
        var values = [Double](repeating: 0, count: draws)
        let time = ContinuousClock().measure {
            for figure in 1...figures {
                let low = Double(100 * figure)
                let sampler = Sampler(.between(low: low, high: 1.5 * low))
                let stream = DrawStream(seed: 2016, name: "figure \(figure)")
                values.withUnsafeMutableBufferPointer { sampler.fill($0, from: stream) }
                let found = Percentiles.of(values, at: fractions) ?? []
                for (place, percentile) in found.enumerated() { sums[place] += percentile }
            }
        }
        print(Int((time.seconds * 1000).rounded()), sums.map { String(Int($0.rounded())) }.joined(separator: " "))
    }
}
