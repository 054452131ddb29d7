import Draws
package import Finance
import Outcomes

/// What a run's money does to one metric over the year, as values: for forms of a report that show tables of their own.
package struct MetricOutcome: Sendable {
    /// What lies where, of many samples: a tenth is below the first, half below the second, nine tenths below the third.
    package struct Spread: Hashable, Sendable {
        /// The 10th percentile.
        package let p10: Double
        /// The median.
        package let p50: Double
        /// The 90th percentile.
        package let p90: Double
    }

    /// The metric.
    package let metric: Metric
    /// The year's figure with the plan as it is.
    package let before: Double
    /// With the scenario's changes.
    package let after: Double
    /// The figure after in the samples; `nil` where none were made.
    package let spread: Spread?
    /// The change in the samples.
    package let spreadOfChange: Spread?
    /// The figure to be reached over the year; `nil` when it is not stated.
    package let target: DecimalFigure?
    /// Whether it is met after; `nil` when it cannot be told.
    package let isMet: Bool?
    /// In which part of the samples it is met before and after.
    package let chances: (before: Double?, after: Double?)
}

extension RunOutcomes {
    /// The metrics that are projected, in the order of the plan.
    package var metrics: [MetricOutcome] {
        guard case .projected(_, let central, let samples) = content else { return [] }
        return central.metrics.map { projection in
            let sampled = samples?.metric(projection.metric.id)
            let year = sampled?.period(.year)
            let target = projection.targets.first { $0.part == .year }
            let chances = sampled?.targets.first { $0.part == .year }
            func spread(_ summary: Summary) -> MetricOutcome.Spread {
                MetricOutcome.Spread(p10: summary.p10, p50: summary.p50, p90: summary.p90)
            }
            return MetricOutcome(
                metric: projection.metric, before: projection.year.figure.before, after: projection.year.figure.after,
                spread: year.map { spread($0.after) }, spreadOfChange: year.map { spread($0.change) },
                target: target?.target, isMet: target?.isMetAfter,
                chances: (chances?.before?.share, chances?.after?.share))
        }
    }

    /// Of what nothing can be told, and why: metrics by their ids, or everything.
    package var untold: [(what: String, why: String)] {
        switch content {
        case .nothing(let reason, _): [("all metrics", reason)]
        case .projected(_, let central, _): central.obstacles.map { ($0.metric, $0.reason) }
        }
    }
}
