package import Finance

/// The parts of a financial year that outcomes are told for: twelve months, four quarters and the year, in this order.
package enum OutcomePeriods {
    /// All parts.
    package static let all: [YearPart] = (1...12).map { .month($0) } + (1...4).map { .quarter($0) } + [.year]
    /// How many.
    static let count = 17

    /// The place of a part among ``all``; `nil` for a month or quarter that does not exist.
    package static func index(of part: YearPart) -> Int? {
        switch part {
        case .month(let number): (1...12).contains(number) ? number - 1 : nil
        case .quarter(let number): (1...4).contains(number) ? number + 11 : nil
        case .year: 16
        }
    }

    /// The months of the part at a place, from 0 for April.
    static func months(at index: Int) -> Range<Int> {
        switch index {
        case ..<12: index..<index + 1
        case ..<16: (index - 12) * 3..<(index - 11) * 3
        default: 0..<12
        }
    }
}

/// The days of a financial year's months.
struct OutcomeCalendar {
    /// Days by month, from April.
    let days: [Int]
    /// The first day of each month, as `YYYY-MM-DD`.
    let firstDays: [String]

    init(_ year: PlanningYear) {
        let after = year.start + 1
        let isLeap = after.isMultiple(of: 4) && (!after.isMultiple(of: 100) || after.isMultiple(of: 400))
        days = [30, 31, 30, 31, 31, 30, 31, 30, 31, 31, isLeap ? 29 : 28, 31]
        firstDays = (0..<12).map { month in
            let number = month < 9 ? month + 4 : month - 8
            return "\(month < 9 ? year.start : after)-\(number < 10 ? "0" : "")\(number)-01"
        }
    }

    /// The share of the year's days that lie in each month.
    var weights: [Double] {
        let total = Double(days.reduce(0, +))
        return days.map { Double($0) / total }
    }

    /// How many people count in each part of the year: the count in force on the first day of a month, and over several
    /// months the mean by days. `nil` where no count is in force.
    func people(of population: Population) -> [Double]? {
        var months: [Double] = []
        for day in firstDays {
            // Days are written so that they sort as text; counts stand in the order of their days.
            guard let count = population.counts.last(where: { ($0.inForce ?? "") <= day }), count.people > 0 else {
                return nil
            }
            months.append(Double(count.people))
        }
        return (0..<OutcomePeriods.count).map { index in
            let span = OutcomePeriods.months(at: index)
            if span.allSatisfy({ months[$0] == months[span.lowerBound] }) { return months[span.lowerBound] }
            let personDays = span.reduce(0.0) { $0 + months[$1] * Double(days[$1]) }
            return personDays / Double(span.reduce(0) { $0 + days[$1] })
        }
    }

    /// What the count of each part of the year is multiplied by to become the metric's figure; `nil` for a share.
    func factors(_ measure: Metric.Measure, people: [Double]?) -> [Double]? {
        (0..<OutcomePeriods.count).map { index -> Double? in
            let span = OutcomePeriods.months(at: index)
            switch measure {
            case .count: return 1
            case .share: return nil
            case .rate(let per, _): return people.map { per / $0[index] }
            case .monthlyRate(let per, _): return people.map { per / $0[index] / Double(span.count) }
            case .dailyRate(let per, _):
                return people.map { per / $0[index] / Double(span.reduce(0) { $0 + days[$1] }) }
            }
        }.reduce(into: Optional([])) { all, factor in
            if let factor { all?.append(factor) } else { all = nil }
        }
    }
}
