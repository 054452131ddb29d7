package import Finance

/// Which of a population's counts gives a printed rate, and which does not.
///
/// A rate that is published in February may be worked out with last year's population or this year's; the printed digits
/// tell which.
package struct RateReproduction: Hashable, Sendable {
    /// One count of the population, tried.
    package struct Attempt: Hashable, Sendable {
        /// The count.
        package let people: Population.Count
        /// The rate with it, with the decimals of the printed one; `nil` when it does not fit.
        package let figure: DecimalFigure?
        /// Whether it is the printed one.
        package let isReproduced: Bool
    }

    /// The rate as printed.
    package let printed: DecimalFigure
    /// Every count of the population, in its order.
    package let attempts: [Attempt]
    /// The smallest and the largest number of people who give the printed rate; `nil` when no number does.
    package let people: ClosedRange<Int64>?

    /// Tries every count of a population on what was counted in months of a year.
    ///
    /// - Parameter measure: a rate; its own population does not matter.
    package init(
        _ printed: DecimalFigure, of count: Int64, by measure: Metric.Measure, population: Population,
        months: ClosedRange<Int>, of year: PlanningYear
    ) throws(RateScale.Failure) {
        guard let per = measure.per, let form = Metric.Measure(measure.form, per: per, population: population.id) else {
            throw .share
        }
        self.printed = printed
        var attempts: [Attempt] = []
        for people in population.counts {
            let always = Population(id: population.id, title: population.title, counts: [.init(people: people.people)])
            let scale = try RateScale(form, months: months, of: year, populations: [always])
            let figure = scale.figure(ofCount: Fraction(count))?.rounded(places: printed.places)
            attempts.append(Attempt(people: people, figure: figure, isReproduced: figure == printed))
        }
        self.attempts = attempts
        let single = Population(id: population.id, title: population.title, counts: [.init(people: 1)])
        let ofOne = try RateScale(form, months: months, of: year, populations: [single])
        people = ofOne.figure(ofCount: Fraction(count)).flatMap { Self.people($0, giving: printed) }
    }

    /// The numbers of people by which `total` divided is the printed figure.
    private static func people(_ total: Fraction, giving printed: DecimalFigure) -> ClosedRange<Int64>? {
        // Half of the last place to either side: what lies at the lower end is rounded up to it, at the upper end away.
        guard printed.digits > 0, printed.digits < .max / 2, total.above > 0,
            let half = Fraction(1, over: 2).flatMap({
                $0.times(Fraction(DecimalFigure(digits: 1, places: printed.places)))
            }),
            let most = Fraction(printed).subtracting(half).flatMap({ total.divided(by: $0) }),
            let least = Fraction(printed).adding(half).flatMap({ total.divided(by: $0) })
        else { return nil }
        let last = Rounding.down.divide(most.above, by: most.below)
        // Exactly at the upper end the figure would be rounded to the next one.
        let first = Rounding.down.divide(least.above, by: least.below) + 1
        guard let low = Int64(exactly: first), let high = Int64(exactly: last), low <= high else { return nil }
        return low...high
    }
}
