package import Finance

/// A figure of delayed transfers as a document prints it.
package struct PrintedFigure: Sendable, Hashable {
    /// Whether it happened or was to happen.
    package enum Kind: String, Sendable, CaseIterable { case actual, target }

    /// What the figure is.
    package enum Measure: String, Sendable, CaseIterable {
        /// Days in the period.
        case days
        /// Days a day for every 100,000 people.
        case rate
        /// The change from another period's days, in %.
        case change
    }

    /// The months that it is for.
    package let period: CalendarSpan
    /// Whether it happened.
    package let kind: Kind
    /// Whose delays.
    package let part: DelayedTransfers.Part
    /// What the figure is.
    package let measure: Measure
    /// The figure.
    package let value: DecimalFigure
    /// For a change: from which period.
    package let against: CalendarSpan?
    /// Where it is printed.
    package let reference: String?
    /// The row of the file.
    package let line: Int

    /// Makes a figure.
    package init(
        period: CalendarSpan, kind: Kind, part: DelayedTransfers.Part, measure: Measure, value: DecimalFigure,
        against: CalendarSpan? = nil, reference: String? = nil, line: Int = 0
    ) {
        self.period = period
        self.kind = kind
        self.part = part
        self.measure = measure
        self.value = value
        self.against = against
        self.reference = reference
        self.line = line
    }

    /// What the figure is, in one word, as files write it: `total-rate`.
    package var figure: String { "\(part.rawValue)-\(measure.rawValue)" }

    /// Reads such a word.
    package static func figure(_ word: String) -> (DelayedTransfers.Part, Measure)? {
        for part in DelayedTransfers.Part.allCases {
            for measure in Measure.allCases where word == "\(part.rawValue)-\(measure.rawValue)" {
                return (part, measure)
            }
        }
        return nil
    }
}

/// A population under the name by which it is known, such as `2018`.
package struct NamedPeople: Sendable, Hashable {
    /// The name.
    package let name: String
    /// How many people.
    package let people: Int64

    /// Makes a named population.
    package init(_ name: String, people: Int64) {
        self.name = name
        self.people = people
    }
}

/// Printed figures held against a data set.
package struct PrintedAssessment: Sendable {
    /// A printed rate at one population.
    package struct AtPeople: Sendable, Hashable {
        /// The population.
        package let people: NamedPeople
        /// The rate as it would print.
        package let rate: DecimalFigure?
        /// How the printed rate follows from it.
        package let agreement: Agreement?
    }

    /// What came of one figure.
    package enum Finding: Sendable, Hashable {
        /// Days, against the data's.
        case days(data: Int64)
        /// A rate, at every population that was named, and the populations at which it prints so.
        case rate(data: Int64, at: [AtPeople], people: ClosedRange<Int64>?)
        /// A change: the days of both periods, where those of the period itself are from, and how it follows.
        case change(CountChange, isFromPrinted: Bool, exact: Fraction, Agreement)
        /// It is a target: nothing happened that it could be held against.
        case target
        /// It cannot be told, and why.
        case cannotBeTold(String)
    }

    /// Parts that a document prints beside their total.
    package struct Sum: Sendable, Hashable {
        /// Of which figures.
        package let period: CalendarSpan
        /// Whether they happened.
        package let kind: PrintedFigure.Kind
        /// Days or rates.
        package let measure: PrintedFigure.Measure
        /// What the parts add up to.
        package let parts: DecimalFigure
        /// What is printed.
        package let printed: DecimalFigure
        /// The difference in units of the last printed place.
        package let units: Int64

        /// Whether rounding of three parts and the total can make such a difference: half a unit each.
        package var canBeRounding: Bool { measure == .rate && units.magnitude < 2 }
    }

    /// Months whose rates fit the same populations.
    package struct SamePeople: Sendable, Hashable {
        /// The periods.
        package let periods: [CalendarSpan]
        /// At which populations all their rates print as they are printed; `nil` where there is none.
        package let people: ClosedRange<Int64>?
    }

    /// Each figure with what came of it.
    package let figures: [(figure: PrintedFigure, finding: Finding)]
    /// The sums that could be made.
    package let sums: [Sum]
    /// Which periods fit which populations, in the order of the periods.
    package let samePeople: [SamePeople]

    /// Holds figures against an authority's rows of a data set.
    package init(
        _ printed: [PrintedFigure], against data: DelayedTransfers, of authority: Int, people: [NamedPeople]
    ) {
        let rows = Dictionary(data.series(of: authority).map { ($0.month, $0) }) { first, _ in first }
        func days(_ part: DelayedTransfers.Part, _ span: CalendarSpan) -> Int64? {
            let amounts = ActivitySeries.amounts(span, rows, nil)
            return amounts.isWhole ? amounts.days(part) : nil
        }
        figures = printed.map { figure in
            (figure, Self.finding(figure, printed, people, days))
        }
        sums = Self.sums(of: printed)
        samePeople = Self.samePeople(figures)
    }

    private static func finding(
        _ figure: PrintedFigure, _ printed: [PrintedFigure], _ people: [NamedPeople],
        _ days: (DelayedTransfers.Part, CalendarSpan) -> Int64?
    ) -> Finding {
        if figure.kind == .target { return .target }
        switch figure.measure {
        case .days:
            guard let data = days(figure.part, figure.period) else { return .cannotBeTold("the data end before it") }
            return .days(data: data)
        case .rate:
            guard let data = days(figure.part, figure.period) else { return .cannotBeTold("the data end before it") }
            let at = people.map { named -> AtPeople in
                let exact = ActivityRate.rate(data, personDays: Int128(named.people) * Int128(figure.period.days))
                return AtPeople(
                    people: named, rate: exact?.rounded(places: figure.value.places),
                    agreement: exact.flatMap { Agreement(figure.value, of: $0) })
            }
            return .rate(
                data: data, at: at,
                people: ActivityRate.people(givingRate: figure.value, days: data, in: figure.period))
        case .change:
            guard let against = figure.against, let before = days(figure.part, against) else {
                return .cannotBeTold("the data have no days of the period before")
            }
            let own = printed.first {
                $0.measure == .days && $0.part == figure.part && $0.period == figure.period && $0.kind == .actual
                    && $0.value.places == 0
            }
            let data = days(figure.part, figure.period)
            guard let after = data ?? own?.value.digits else {
                return .cannotBeTold("the data end before it, and its days are not printed")
            }
            let change = CountChange(from: before, to: after)
            guard let exact = change.percentage, let agreement = Agreement(figure.value, of: exact) else {
                return .cannotBeTold("there was nothing before")
            }
            return .change(change, isFromPrinted: data == nil, exact: exact, agreement)
        }
    }

    private static func sums(of printed: [PrintedFigure]) -> [Sum] {
        printed.compactMap { total in
            guard total.part == .total, total.measure != .change else { return nil }
            let parts = DelayedTransfers.Part.allCases.filter { $0 != .total }.compactMap { part in
                printed.first {
                    $0.part == part && $0.period == total.period && $0.kind == total.kind
                        && $0.measure == total.measure
                }
            }
            let places = ([total] + parts).map(\.value.places).max() ?? 0
            guard parts.count == 3 else { return nil }
            // With as many places everything is a whole number of units.
            let units = ([total] + parts).compactMap { Fraction($0.value).rounded(places: places)?.digits }
            guard units.count == 4 else { return nil }
            let sum = units[1] + units[2] + units[3]
            return Sum(
                period: total.period, kind: total.kind, measure: total.measure,
                parts: DecimalFigure(digits: sum, places: places), printed: total.value, units: sum - units[0])
        }
    }

    /// Goes through the periods in time and keeps what is common to their rates as long as there is anything.
    private static func samePeople(_ figures: [(figure: PrintedFigure, finding: Finding)]) -> [SamePeople] {
        var groups: [SamePeople] = []
        let periods = Set(figures.map(\.figure.period)).sorted { ($0.first, $0.last) < ($1.first, $1.last) }
        for period in periods {
            var common: ClosedRange<Int64>? = 1...Int64.max
            var hasRates = false
            for (figure, finding) in figures where figure.period == period {
                guard case .rate(let data, _, let people) = finding, data > 0 else { continue }
                hasRates = true
                common = common.flatMap { common in people.flatMap { Self.overlap(common, $0) } }
            }
            guard hasRates else { continue }
            if let last = groups.last, let people = last.people, let common, let both = overlap(people, common) {
                groups[groups.count - 1] = SamePeople(periods: last.periods + [period], people: both)
            } else {
                groups.append(SamePeople(periods: [period], people: common))
            }
        }
        return groups
    }

    private static func overlap(_ left: ClosedRange<Int64>, _ right: ClosedRange<Int64>) -> ClosedRange<Int64>? {
        let first = max(left.lowerBound, right.lowerBound)
        let last = min(left.upperBound, right.upperBound)
        return first <= last ? first...last : nil
    }
}
