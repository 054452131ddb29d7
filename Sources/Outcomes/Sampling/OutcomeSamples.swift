package import Draws
package import Finance

/// What two plans' money does to the metrics when nobody is sure of the figures: many samples of all of them, each the
/// same world for both plans.
///
/// Standard errors are those of independent samples. The other designs err less, so for them they are upper bounds.
package struct OutcomeSamples: Sendable {
    /// How many samples there are.
    package let count: Int
    /// The seed of the run.
    package let seed: UInt64
    /// How the samples lie to one another.
    package let design: SamplingDesign
    /// The metrics that are projected, in the order of the plan.
    package let metrics: [MetricSamples]
    /// The metrics that are not, and why.
    package let obstacles: [OutcomeModel.MetricObstacle]
    /// What the changes of all metrics that have a value are worth together; `nil` when none has.
    package let value: ValueSamples?
    /// Every risk pool of the plan.
    package let riskPools: [RiskPoolSamples]

    let store: SampleStore

    /// A metric's samples, by its id.
    package func metric(_ id: String) -> MetricSamples? { metrics.first { $0.metric.id == id } }
}

/// What the samples say of a metric.
package struct MetricSamples: Sendable {
    /// The metric.
    package let metric: Metric
    /// Every part of the year, in the order of ``OutcomePeriods/all``.
    package let periods: [Period]
    /// What the plan wants to reach, and how often it is reached.
    package let targets: [TargetSamples]
    /// What the change over the year is worth; `nil` when it cannot be told.
    package let value: ValueSamples?

    /// The metric's figure in a part of the year.
    package struct Period: Hashable, Sendable {
        /// Which part.
        package let part: YearPart
        /// With the plan as it is.
        package let before: Summary
        /// With the scenario's changes.
        package let after: Summary
        /// After less before, sample by sample.
        package let change: Summary
        /// How many times larger the variance of the change would be if both plans had luck of their own; `nil` where
        /// nothing changes, and where the change is the same whatever the luck, but for the rounding of its sums.
        package var varianceRatio: Double? {
            guard change.deviation > 1e-12 * max(before.mean.magnitude, after.mean.magnitude) else { return nil }
            let together = change.deviation * change.deviation
            let apart = before.deviation * before.deviation + after.deviation * after.deviation
            return together > 0 ? apart / together : nil
        }
    }

    /// A part of the year by its name; `nil` for a month or quarter that does not exist.
    package func period(_ part: YearPart) -> Period? { OutcomePeriods.index(of: part).map { periods[$0] } }
}

/// How often a target is met.
package struct TargetSamples: Hashable, Sendable {
    /// What the plan prints for the time.
    package let period: MetricPeriod
    /// The part of the planning year.
    package let part: YearPart
    /// The figure to be reached.
    package let target: DecimalFigure
    /// With the plan as it is; `nil` when nobody says which way is better.
    package let before: Draws.Chance?
    /// With the scenario's changes.
    package let after: Draws.Chance?
}

/// What a change is worth: never added up, as the second is a part of the first.
package struct ValueSamples: Hashable, Sendable {
    /// At the stated value of one of the metric.
    package let notional: MoneySummary
    /// What of it can be spent on something else.
    package let cashReleasing: MoneySummary
}

/// A summary of amounts. The money of a sample is rounded to the penny, and so are percentiles and mean.
package struct MoneySummary: Hashable, Sendable {
    /// The summary in pence.
    package let pence: Summary

    /// The 5th percentile.
    package var p5: Money { Money(pence: Estimate.whole(pence.p5)) }
    /// The 10th percentile.
    package var p10: Money { Money(pence: Estimate.whole(pence.p10)) }
    /// The median.
    package var p50: Money { Money(pence: Estimate.whole(pence.p50)) }
    /// The 90th percentile.
    package var p90: Money { Money(pence: Estimate.whole(pence.p90)) }
    /// The 95th percentile.
    package var p95: Money { Money(pence: Estimate.whole(pence.p95)) }
    /// The mean.
    package var mean: Money { Money(pence: Estimate.whole(pence.mean)) }
    /// One standard error of the mean.
    package var standardError: Money { Money(pence: Estimate.whole(pence.standardError)) }
}

/// What the samples say of a risk pool.
package struct RiskPoolSamples: Sendable {
    /// The pool.
    package let pool: RiskPool
    /// Why it cannot be told; `nil` when it can.
    package let obstacle: String?
    /// With the plan as it is; `nil` when it cannot be told.
    package let before: Side?
    /// With the scenario's changes.
    package let after: Side?
    /// By how much the year's release changes, sample by sample.
    package let changeOfReleased: MoneySummary?

    /// The money with one plan.
    package struct Side: Hashable, Sendable {
        /// The four quarters.
        package let quarters: [Part]
        /// The year.
        package let year: Part
        /// How often the whole amount is released.
        package let allReleased: Draws.Chance
    }

    /// The money of a part of the year.
    package struct Part: Hashable, Sendable {
        /// What is released.
        package let released: MoneySummary
        /// What is retained.
        package let retained: MoneySummary
    }
}
