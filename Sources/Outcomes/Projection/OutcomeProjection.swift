package import Finance

/// What two plans' money does to the metrics when every figure has one value.
package struct OutcomeProjection: Sendable {
    /// The value of every parameter, in the order of the model's.
    package let values: [Double]
    /// The metrics that are projected, in the order of the plan.
    package let metrics: [MetricProjection]
    /// The metrics that are not, and why.
    package let obstacles: [OutcomeModel.MetricObstacle]
    /// Every risk pool of the plan.
    package let riskPools: [RiskPoolProjection]

    /// A metric's projection, by its id.
    package func metric(_ id: String) -> MetricProjection? { metrics.first { $0.metric.id == id } }
}

/// A metric before and after.
package struct MetricProjection: Sendable {
    /// The metric.
    package let metric: Metric
    /// Every part of the year, in the order of ``OutcomePeriods/all``.
    package let periods: [Period]
    /// What each of its effects does, in the order of the plan.
    package let effects: [EffectProjection]
    /// What the plan wants to reach in a part of the planning year, in the order of the plan.
    package let targets: [TargetProjection]
    /// What the change of the year is worth; `nil` when it cannot be told.
    package let value: ValueOfChange?
    /// Why it cannot be told what the change is worth; `nil` when it can.
    package let valueObstacle: String?

    /// A part of the year.
    package struct Period: Hashable, Sendable {
        /// Which part.
        package let part: YearPart
        /// What is counted before and after.
        package let count: BeforeAndAfter
        /// For a share: how many could be counted.
        package let of: BeforeAndAfter?
        /// The metric's figure; for a share of nobody, nought.
        package let figure: BeforeAndAfter
        /// By how much the count changes: the changes of the metric's effects added up in their order.
        package let changeOfCount: Double
    }

    /// A part of the year by its name; `nil` for a month or quarter that does not exist.
    package func period(_ part: YearPart) -> Period? { OutcomePeriods.index(of: part).map { periods[$0] } }
}

/// A figure with the plan as it is and with the scenario's changes.
package struct BeforeAndAfter: Hashable, Sendable {
    /// With the plan as it is.
    package let before: Double
    /// With the scenario's changes.
    package let after: Double
    /// By how much it changes.
    package var change: Double { after - before }

    /// Makes a pair.
    package init(before: Double, after: Double) {
        self.before = before
        self.after = after
    }
}

/// What one effect does to its metric.
package struct EffectProjection: Sendable {
    /// The effect.
    package let effect: Effect
    /// With the plan as it is.
    package let before: Side
    /// With the scenario's changes.
    package let after: Side
    /// By how much what it is credited with changes, by part of the year in the order of ``OutcomePeriods/all``.
    package let change: [Double]
    /// Its part of the notional value of the metric's change; the parts of all effects are the whole to the penny.
    package let notional: Money?
    /// Its part of the cash-releasing value; `nil` also when nobody says which part of it releases cash.
    package let cashReleasing: Money?

    /// What it does with one plan, by month from April.
    package struct Side: Hashable, Sendable {
        /// £ that its line spends.
        package let spend: [Double]
        /// Units that the money would buy.
        package let funded: [Double]
        /// Units that come of it: within capacity, along the curve, delivered, ramped up.
        package let delivered: [Double]
        /// What it is credited with in the metric's count, after overlaps.
        package let credited: [Double]
    }
}

/// A target and whether the projection meets it.
package struct TargetProjection: Hashable, Sendable {
    /// What the plan prints for the time.
    package let period: MetricPeriod
    /// The part of the planning year.
    package let part: YearPart
    /// The figure to be reached.
    package let target: DecimalFigure
    /// The projected figure.
    package let figure: BeforeAndAfter
    /// Whether it is met before; `nil` when nobody says which way is better. Held against the figure as it is, unrounded.
    package let isMetBefore: Bool?
    /// Whether it is met after.
    package let isMetAfter: Bool?
}

/// What a metric's change over the year is worth. The two are never added up: the second is a part of the first.
package struct ValueOfChange: Hashable, Sendable {
    /// At the stated value of one of the metric; above zero where things get better.
    package let notional: Money
    /// What of it can be spent on something else.
    package let cashReleasing: Money
    /// The effects with a change of which nobody says what part releases cash, by id; they count as releasing none.
    package let notSaid: [String]
}

/// What a risk pool would release.
package struct RiskPoolProjection: Sendable {
    /// The pool.
    package let pool: RiskPool
    /// Why it cannot be told; `nil` when it can.
    package let obstacle: String?
    /// The terms that count.
    package let terms: RiskPoolTerms
    /// The four quarters with the plan as it is; empty when it cannot be told.
    package let before: [Quarter]
    /// The four quarters with the scenario's changes; empty when it cannot be told.
    package let after: [Quarter]

    /// A quarter.
    package struct Quarter: Hashable, Sendable {
        /// 1 is April to June.
        package let number: Int
        /// What is planned in the pool's unit; `nil` when it is not stated.
        package let planned: Int64?
        /// What the schemes are projected to deliver, in the pool's unit.
        package let projected: Double
        /// What the plan has noted as delivered; it counts before what is projected.
        package let noted: Delivery.Measure?
        /// What is released and retained, as if every decision followed the formula.
        package let money: RiskPoolForecast.Quarter
    }
}
