import Finance
import Outcomes

/// What a target means in numbers of admissions, days or people.
enum MetricMeaning {
    /// The target as a count, to the nearest whole number.
    case count(DecimalFigure, of: DecimalFigure?)
    /// It cannot be told, and why.
    case unknown(String)

    /// What the target of a period means; `nil` where there is no target, or it is a count already.
    init?(_ metric: Metric, _ period: MetricPeriod, in plan: Plan) {
        guard let target = period.target else { return nil }
        let definition = plan.definition(of: metric)
        guard let measure = metric.measure ?? definition?.measure else {
            self = .unknown("how counts become its figures is not stated")
            return
        }
        if case .count = measure { return nil }
        // Beside a period of the year, one of another year is history.
        if period.part == nil, metric.periods.contains(where: { $0.part != nil }) { return nil }
        guard let part = period.part else {
            self = .unknown("\(period.period) is not a part of \(plan.identity.year.text)")
            return
        }
        do throws(RateScale.Failure) {
            let scale = try RateScale(
                measure, months: part.months, of: plan.identity.year, populations: plan.arrangements.populations)
            guard let count = scale.count(ofFigure: Fraction(target))?.rounded(places: 0) else {
                throw .tooLarge
            }
            self = .count(count, of: scale.people?.rounded(places: 0))
        } catch {
            self = .unknown(error.words)
        }
    }

    /// In words, such as `58,836 in the period, among 674,991 people`.
    var words: String {
        switch self {
        case .count(let count, let people): "\(count) in the period" + (people.map { ", among \($0) people" } ?? "")
        case .unknown(let reason): "cannot be told: \(reason)"
        }
    }

    /// As JSON.
    var json: JSONValue {
        switch self {
        case .count(let count, let people):
            .object([("count", .integer(count.digits)), ("people", people.map { .integer($0.digits) } ?? .null)])
        case .unknown(let reason): .object([("count", .null), ("reason", .string(reason))])
        }
    }
}
