package import Finance

/// How what is counted in a part of a year becomes a metric's figure, and back: exactly, so that a printed figure can be
/// held against it digit by digit.
///
/// The population is the count in force on the first day of a month; over several months it is the mean of these,
/// weighted by the days of the months.
package struct RateScale: Hashable, Sendable {
    /// Why a count cannot become a figure by itself, or a figure a count.
    package enum Failure: Error, Hashable, Sendable {
        /// The plan lists no such population.
        case noPopulation(String)
        /// The population has no count that is in force on this day.
        case noCount(String, on: String)
        /// A share is of others who are counted too.
        case share
        /// The figures do not fit.
        case tooLarge

        /// In words that end a sentence.
        package var words: String {
            switch self {
            case .noPopulation(let id): "the plan lists no population \(id)"
            case .noCount(let id, let day): "no count of \(id) is in force on \(day)"
            case .share: "how many could be counted is not stated"
            case .tooLarge: "the figures are too large"
            }
        }
    }

    /// What a count is multiplied by to become the figure.
    package let factor: Fraction
    /// The people that it is divided by, where it is.
    package let people: Fraction?

    /// Makes the scale of a measure for months of a year, 1 for April.
    package init(
        _ measure: Metric.Measure, months: ClosedRange<Int>, of year: PlanningYear, populations: [Population]
    ) throws(Failure) {
        precondition(months.lowerBound >= 1 && months.upperBound <= 12, "a year has twelve months")
        switch measure {
        case .count:
            factor = Fraction(1)
            people = nil
        case .share: throw .share
        case .rate, .monthlyRate, .dailyRate:
            guard let per = measure.per, let id = measure.population else { throw .tooLarge }
            guard let population = populations.first(where: { $0.id == id }) else { throw .noPopulation(id) }
            let mean = try Self.people(population, in: months, of: year)
            let units: Int =
                switch measure.form {
                case .monthlyRate: months.count
                case .dailyRate: months.reduce(0) { $0 + year.days(inMonth: $1) }
                default: 1
                }
            guard let factor = Fraction(per).divided(by: Fraction(Int64(units)))?.divided(by: mean) else {
                throw .tooLarge
            }
            self.factor = factor
            people = mean
        }
    }

    /// The figure of a count.
    package func figure(ofCount count: Fraction) -> Fraction? { count.times(factor) }

    /// The count that a figure stands for.
    package func count(ofFigure figure: Fraction) -> Fraction? { figure.divided(by: factor) }

    /// How many people there are in months of a year: the mean of the counts in force, by days.
    package static func people(
        _ population: Population, in months: ClosedRange<Int>, of year: PlanningYear
    ) throws(Failure) -> Fraction {
        var personDays: Int128 = 0
        var days: Int128 = 0
        for month in months {
            let day = year.firstDay(ofMonth: month)
            guard let people = population.people(on: day) else { throw .noCount(population.id, on: day) }
            let length = Int128(year.days(inMonth: month))
            personDays += Int128(people) * length
            days += length
        }
        guard let mean = Fraction(personDays, over: days) else { throw .tooLarge }
        return mean
    }

    /// The share in % that a count is of those who could be counted; `nil` where nobody could be.
    package static func share(_ count: Fraction, of whole: Fraction) -> Fraction? {
        count.times(Fraction(100))?.divided(by: whole)
    }
}
