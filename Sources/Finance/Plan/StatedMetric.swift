/// What a plan states of one of its metrics: what it is, what it was, what it is to become, and what came of it.
///
/// A figure that the plan does not state is `nil`. Nothing is worked out from these figures here.
package struct StatedMetric: Hashable, Sendable {
    /// Which way is better.
    package enum Direction: String, Sendable, CaseIterable { case high, low }

    /// A short id, unique among the plan's metrics.
    package let id: String
    /// The name as people write it.
    package let title: String
    /// The time that the target is for, in the plan's own words.
    package let period: String
    /// What the figures count, in the plan's own words.
    package let unit: String?
    /// The figure that the target is held against.
    package let baseline: DecimalFigure?
    /// The figure to be reached.
    package let target: DecimalFigure?
    /// The figure that was reached.
    package let actual: DecimalFigure?
    /// Which way is better.
    package let good: Direction?
    /// Where the figures are printed.
    package let reference: String?

    /// Makes a metric; what is left out is not stated.
    package init(
        id: String, title: String, period: String, unit: String? = nil, baseline: DecimalFigure? = nil,
        target: DecimalFigure? = nil, actual: DecimalFigure? = nil, good: Direction? = nil, reference: String? = nil
    ) {
        self.id = id
        self.title = title
        self.period = period
        self.unit = unit
        self.baseline = baseline
        self.target = target
        self.actual = actual
        self.good = good
        self.reference = reference
    }
}
