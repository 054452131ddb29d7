/// How sure a figure is: one value, or how likely each of many is.
///
/// A case only says what is believed. Whoever reads one from a file or a script asks ``problem`` first; sampling takes
/// only distributions that have none.
package enum Distribution: Hashable, Sendable {
    /// The figure is this, without doubt.
    case certain(Double)
    /// Nine times in ten the figure lies between the two: a lognormal distribution with these as its 5th and 95th
    /// percentiles where the lower is above zero, otherwise a normal one.
    case between(low: Double, high: Double)
    /// Every value from the least to the most is equally likely.
    case uniform(low: Double, high: Double)
    /// The least, the likeliest and the most, joined by straight lines.
    case triangular(low: Double, mode: Double, high: Double)
    /// The least, the likeliest and the most, as a beta distribution with a shape of 4 (Malcolm, Roseboom, Clark and
    /// Fazar, Operations Research 7(5), 1959).
    case pert(low: Double, mode: Double, high: Double)
    /// The bell curve.
    case normal(mean: Double, deviation: Double)
    /// A figure whose natural logarithm is normal with this mean and deviation.
    case lognormal(logMean: Double, logDeviation: Double)
    /// A share between 0 and 1, such as successes out of trials.
    case beta(alpha: Double, beta: Double)
    /// One of a few values, each with its weight.
    case discrete([WeightedValue])
    /// One of the values that were seen, each equally likely.
    case empirical([Double])

    /// A value and how heavily it counts.
    package struct WeightedValue: Hashable, Sendable {
        /// The value.
        package let value: Double
        /// Its weight; at or above zero.
        package let weight: Double

        /// Makes a weighted value.
        package init(_ value: Double, weight: Double) {
            self.value = value
            self.weight = weight
        }
    }
}
