/// A test of whether a rate a day differs between two runs of months, for counts that vary more than single events do.
///
/// Each month's days are taken as a count around `rate × days of the month` whose variance is that mean times a factor,
/// the dispersion, which is worked out from how the months vary around their run's rate. Months are taken as independent;
/// ``resemblance`` says how far they are not.
package struct RateTest: Sendable, Hashable {
    /// How many times more the months vary than independent single events would.
    package let dispersion: Double
    /// How much is left over to work the dispersion out from: months less two.
    package let degreesOfFreedom: Int
    /// The difference of the rates, after less before, in days a day.
    package let difference: Double
    /// The 95% interval of the difference.
    package let low: Double
    /// Its upper end.
    package let high: Double
    /// The correlation of each month's deviation with the next one's, within the runs; `nil` where nothing varies.
    package let resemblance: Double?

    /// A month's count and its days.
    package struct Month: Sendable, Hashable {
        /// The count.
        package let count: Int64
        /// The days of the month.
        package let days: Int

        /// Makes a month.
        package init(_ count: Int64, days: Int) {
            self.count = count
            self.days = days
        }
    }

    /// The square of 1.959964: a standard normal figure is further from zero one time in twenty.
    static let halfOfTwentySquared = 3.841458820694124

    /// Makes the test; `nil` with fewer than two months on a side, or where nothing is counted.
    package init?(before: [Month], after: [Month]) {
        guard before.count >= 2, after.count >= 2 else { return nil }
        let rates = [before, after].map { run in
            Double(run.reduce(0) { $0 + $1.count }) / Double(run.reduce(0) { $0 + $1.days })
        }
        var squares = 0.0
        var deviations: [[Double]] = []
        for (run, rate) in zip([before, after], rates) {
            guard rate > 0 else { return nil }
            var own: [Double] = []
            for month in run {
                let expected = rate * Double(month.days)
                let deviation = Double(month.count) - expected
                squares += deviation * deviation / expected
                own.append(deviation / expected.squareRoot())
            }
            deviations.append(own)
        }
        degreesOfFreedom = before.count + after.count - 2
        dispersion = squares / Double(degreesOfFreedom)
        difference = rates[1] - rates[0]
        let days = [before, after].map { run in Double(run.reduce(0) { $0 + $1.days }) }
        let error = (dispersion * (rates[0] / days[0] + rates[1] / days[1])).squareRoot()
        let width = Self.student(degreesOfFreedom) * error
        low = difference - width
        high = difference + width
        var products = 0.0
        var all = 0.0
        for own in deviations {
            for (value, next) in zip(own, own.dropFirst()) { products += value * next }
            for value in own { all += value * value }
        }
        resemblance = all > 0 ? products / all : nil
    }

    /// How many standard errors a Student figure lies from zero at most, 19 times in 20. Between two entries the one for
    /// fewer degrees of freedom is taken, which errs on the side of doubt.
    static func student(_ degreesOfFreedom: Int) -> Double {
        let first = [
            12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
            2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
        ]
        if degreesOfFreedom <= 0 { return .infinity }
        if degreesOfFreedom <= first.count { return first[degreesOfFreedom - 1] }
        return degreesOfFreedom < 40 ? 2.042 : degreesOfFreedom < 60 ? 2.021 : degreesOfFreedom < 120 ? 2.000 : 1.980
    }
}
