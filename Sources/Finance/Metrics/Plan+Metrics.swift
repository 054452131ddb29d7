extension Plan {
    /// A metric by its id.
    package func metric(_ id: String) throws(PlanError) -> Metric {
        let metrics = arrangements.metrics
        guard let metric = metrics.first(where: { $0.id == id }) else {
            throw .noSuchMetric(id, known: metrics.map(\.id))
        }
        return metric
    }

    /// The rulebook's definition of a metric; `nil` when it has none.
    package func definition(of metric: Metric) -> MetricRule? {
        metric.rule.flatMap { id in arrangements.rulebook?.metrics.first { $0.id == id } }
    }
}

extension Metric {
    /// The same metric for one of its periods.
    package func of(_ period: MetricPeriod) -> Metric {
        Metric(
            id: id, title: title, unit: unit, good: good, rule: rule, measure: measure, periods: [period], basis: basis)
    }
}

extension Metric.Measure {
    /// Makes a measure of its parts; `nil` where a rate lacks one of them.
    package init?(_ form: MetricRule.Form, per: Int64?, population: String?) {
        switch form {
        case .count: self = .count
        case .share: self = .share
        case .rate, .monthlyRate, .dailyRate:
            guard let per, per > 0, let population else { return nil }
            let number = Double(per)
            switch form {
            case .monthlyRate: self = .monthlyRate(per: number, population: population)
            case .dailyRate: self = .dailyRate(per: number, population: population)
            default: self = .rate(per: number, population: population)
            }
        }
    }

    /// Its form without its parts.
    package var form: MetricRule.Form {
        switch self {
        case .count: .count
        case .rate: .rate
        case .monthlyRate: .monthlyRate
        case .dailyRate: .dailyRate
        case .share: .share
        }
    }

    /// The population that it divides by, by id.
    package var population: String? {
        switch self {
        case .rate(_, let population), .monthlyRate(_, let population), .dailyRate(_, let population): population
        case .count, .share: nil
        }
    }

    /// What it is per, such as 100,000 people.
    package var per: Int64? {
        switch self {
        // Made of a whole number, and left as text cannot make it another.
        case .rate(let per, _), .monthlyRate(let per, _), .dailyRate(let per, _): Int64(exactly: per)
        case .count, .share: nil
        }
    }

    /// In a few words, such as `per 100,000 of adults, a day`.
    package var words: String {
        let of = "per \(per.map { DecimalFigure(digits: $0).description } ?? "?") of \(population ?? "?")"
        switch self {
        case .count: return "count"
        case .share: return "share in %"
        case .rate: return "\(of), over the period"
        case .monthlyRate: return "\(of), a month"
        case .dailyRate: return "\(of), a day"
        }
    }
}
