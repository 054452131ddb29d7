package import Draws

/// A measure of what the money does, as a plan states it: what it counts, what it was, what it is to become, and what
/// it would be if no scheme did anything.
package struct Metric: Hashable, Sendable {
    /// Which way is better.
    package enum Direction: String, Sendable, CaseIterable { case high, low }

    /// How counted people, days or admissions become the metric's figure.
    package enum Measure: Hashable, Sendable {
        /// The number counted in the period.
        case count
        /// `count / population × per`, over the whole of a period.
        case rate(per: Double, population: String)
        /// `count / population × per / months of the period`: a rate a month, whatever the period.
        case monthlyRate(per: Double, population: String)
        /// `count / days of the period / population × per`: a rate a day, whatever the period.
        case dailyRate(per: Double, population: String)
        /// `count / count of another kind × 100`: the share of those that could, in %; of nobody, nought.
        case share
    }

    /// A short id, unique among the plan's metrics.
    package let id: String
    /// The name as people write it.
    package let title: String
    /// What the figures are, in the plan's own words.
    package let unit: String?
    /// Which way is better; `nil` when it is not stated.
    package let good: Direction?
    /// The rulebook's metric that defines it, by id; `nil` when the rulebook does not know it.
    package let rule: String?
    /// How counts become figures; `nil` when the plan only prints figures. Then nothing is projected.
    package let measure: Measure?
    /// What is printed, period by period, in the order of the file.
    package let periods: [MetricPeriod]
    /// What it would be without the schemes' effects; `nil` when nobody says.
    package let basis: MetricBasis?

    /// Makes a metric; what is left out is not stated.
    package init(
        id: String, title: String, unit: String? = nil, good: Direction? = nil, rule: String? = nil,
        measure: Measure? = nil, periods: [MetricPeriod] = [], basis: MetricBasis? = nil
    ) {
        self.id = id
        self.title = title
        self.unit = unit
        self.good = good
        self.rule = rule
        self.measure = measure
        self.periods = periods
        self.basis = basis
    }
}

/// What a plan prints of a metric for one period.
package struct MetricPeriod: Hashable, Sendable {
    /// The time that the figures are for, in the plan's own words, such as `2016/17` or `2016/17 Q1`.
    package let period: String
    /// Which part of the planning year it is; `nil` when it is another time.
    package let part: YearPart?
    /// The figure that the target is held against.
    package let baseline: DecimalFigure?
    /// The figure to be reached.
    package let target: DecimalFigure?
    /// How the target was set, in a few words, such as `90% confidence that the trajectory falls`.
    package let method: String?
    /// The figure that was reached.
    package let actual: DecimalFigure?
    /// When the actual was published or looked up; figures are revised.
    package let vintage: String?
    /// Where the figures are printed.
    package let reference: String?

    /// Makes a period; what is left out is not stated.
    package init(
        period: String, part: YearPart? = nil, baseline: DecimalFigure? = nil, target: DecimalFigure? = nil,
        method: String? = nil, actual: DecimalFigure? = nil, vintage: String? = nil, reference: String? = nil
    ) {
        self.period = period
        self.part = part
        self.baseline = baseline
        self.target = target
        self.method = method
        self.actual = actual
        self.vintage = vintage
        self.reference = reference
    }
}

/// A part of a planning year.
package enum YearPart: Hashable, Sendable {
    /// All of it.
    case year
    /// 1 is April to June.
    case quarter(Int)
    /// 1 is April.
    case month(Int)
}

/// What a metric would be in the planning year if none of the schemes did anything, and what one of it is worth.
package struct MetricBasis: Hashable, Sendable {
    /// What is counted over the year.
    package let count: Evidence
    /// For a share: how many could be counted, over the year; `nil` for other measures.
    package let of: Evidence?
    /// By which part the count grows on top, such as 0.0069 for 0.69%; `nil` for not at all.
    package let growth: Evidence?
    /// How the year's count is spread over April to March: twelve weights. `nil` to spread it by the days of the months.
    package let profile: [Double]?
    /// What one of the metric is worth in £, such as an admission avoided; `nil` when it is not stated.
    package let unitValue: Evidence?
    /// How well the figures are known that are no ``Evidence``: the profile.
    package let marks: [EvidenceMark]

    /// Makes a basis.
    package init(
        count: Evidence, of: Evidence? = nil, growth: Evidence? = nil, profile: [Double]? = nil,
        unitValue: Evidence? = nil, marks: [EvidenceMark] = []
    ) {
        precondition(profile == nil || profile?.count == 12, "a year has twelve months")
        self.count = count
        self.of = of
        self.growth = growth
        self.profile = profile
        self.unitValue = unitValue
        self.marks = marks
    }
}

/// A figure that is not counted but believed: what is believed, how well it is known, and whose word it is.
package struct Evidence: Hashable, Sendable {
    /// How well a figure is known.
    package enum Quality: String, Hashable, Sendable, CaseIterable {
        /// The cited document states it.
        case stated
        /// Worked out from what the cited document states.
        case derived
        /// Nobody states it; put in so that there is a figure, and marked wherever it is used.
        case assumed
    }

    /// What is believed.
    package let figure: Distribution
    /// How well it is known.
    package let quality: Quality
    /// Where it comes from; `nil` when it is not stated.
    package let reference: String?

    /// Makes a figure with its evidence.
    package init(_ figure: Distribution, quality: Quality, reference: String? = nil) {
        self.figure = figure
        self.quality = quality
        self.reference = reference
    }
}

/// How well a figure is known that takes no part in chance, such as a lag.
package struct EvidenceMark: Hashable, Sendable {
    /// The figure, by its name in effects.csv.
    package let figure: String
    /// How well it is known.
    package let quality: Evidence.Quality
    /// Where it comes from; `nil` when it is not stated.
    package let reference: String?

    /// Makes a mark.
    package init(figure: String, quality: Evidence.Quality, reference: String? = nil) {
        self.figure = figure
        self.quality = quality
        self.reference = reference
    }
}

/// How many people live where the plan counts them, by when they were counted.
package struct Population: Hashable, Sendable {
    /// A count and from when it is used.
    package struct Count: Hashable, Sendable {
        /// How many people.
        package let people: Int64
        /// The first day on which the count is the denominator, as `YYYY-MM-DD`; `nil` for from the beginning.
        package let inForce: String?
        /// When and by whom it was counted or projected, such as `mid-2016 estimate`.
        package let vintage: String?
        /// Where it is printed, or how it was worked out.
        package let note: String?

        /// Makes a count.
        package init(people: Int64, inForce: String? = nil, vintage: String? = nil, note: String? = nil) {
            self.people = people
            self.inForce = inForce
            self.vintage = vintage
            self.note = note
        }
    }

    /// A short id, such as `adults`.
    package let id: String
    /// Who is counted, such as `People aged 18 and over`.
    package let title: String
    /// The counts, in the order of the days from which they are used.
    package let counts: [Count]

    /// Makes a population.
    package init(id: String, title: String, counts: [Count]) {
        self.id = id
        self.title = title
        self.counts = counts
    }
}
