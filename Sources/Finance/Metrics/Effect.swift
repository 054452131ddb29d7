/// What a line's money buys, and what that does to a metric.
///
/// In month `m` of a year in which the line spends `spend(m)`:
///
/// ```
/// funded(m)    = spend(m) / unitCost
/// effective(m) = curve(12 × funded(m)) / 12, or funded(m) without a curve
/// units(m)     = min(effective(m), capacity / 12) × delivery × ramp(m)
/// counted(m)   = perUnit × units(m - lag)
/// ```
///
/// `ramp(m)` is `min(1, t / rampMonths)` in the `t`-th month since the line's first spend of the year. An established
/// scheme has no ramp, and what it did before April is what it does in April.
///
/// Where the metric's basis already counts what the scheme does as planned, only the difference counts: nothing before a
/// scenario, and after it what the line's money does then less what it does before.
///
/// A month in which more leaves the line than is there buys nothing, and so does money at a unit cost at or below zero.
/// What one unit adds to the denominator of a share is seen as late as what it counts, and credited in the same part.
package struct Effect: Hashable, Sendable {
    /// A short id, unique among the plan's effects.
    package let id: String
    /// The name as people write it.
    package let title: String
    /// The line whose money it is, by id.
    package let line: String
    /// The metric that it moves, by id.
    package let metric: String
    /// What the money buys one of, such as `referral`.
    package let unit: String
    /// What one unit costs, in £.
    package let unitCost: Evidence
    /// How many units a year there can be at most; `nil` for no limit.
    package let capacity: Evidence?
    /// The share of the units bought that does what it should; `nil` for all.
    package let delivery: Evidence?
    /// By how much one delivered unit changes the metric's count: below zero where it takes some away.
    package let perUnit: Evidence
    /// For a share: by how much one delivered unit changes how many could be counted; `nil` for not at all.
    package let perUnitOf: Evidence?
    /// How many months later it is seen.
    package let lagMonths: Int
    /// In how many months of equal steps a new scheme reaches all it can do; 0 and 1 for at once.
    package let rampMonths: Int
    /// Whether the scheme ran before the year.
    package let isEstablished: Bool
    /// Whether the metric's basis already counts what the scheme does with the plan's own money.
    package let isInBasis: Bool
    /// What more money buys less of: effective units a year by funded units a year, on straight lines between points that
    /// rise from (0, 0), and level after the last. `nil` for as many as are funded.
    package let curve: [CurvePoint]?
    /// The effects on the same metric that reach some of the same people; `nil` for none.
    package let overlap: String?
    /// The share of the value of what it changes that is money which can be spent on something else; `nil` when nobody
    /// says.
    package let cashReleasing: Evidence?
    /// Where the scheme is described.
    package let reference: String?
    /// How well the figures are known that are no ``Evidence``: lag, ramp, whether it is established or in the basis,
    /// the curve.
    package let marks: [EvidenceMark]

    /// A point of a curve of diminishing returns.
    package struct CurvePoint: Hashable, Sendable {
        /// Units a year that the money would buy.
        package let funded: Double
        /// Units a year that come of it.
        package let effective: Double

        /// Makes a point.
        package init(funded: Double, effective: Double) {
            self.funded = funded
            self.effective = effective
        }
    }

    /// Makes an effect.
    package init(
        id: String, title: String, line: String, metric: String, unit: String, unitCost: Evidence,
        capacity: Evidence? = nil, delivery: Evidence? = nil, perUnit: Evidence, perUnitOf: Evidence? = nil,
        lagMonths: Int = 0, rampMonths: Int = 0, isEstablished: Bool = false, isInBasis: Bool = false,
        curve: [CurvePoint]? = nil,
        overlap: String? = nil, cashReleasing: Evidence? = nil, reference: String? = nil, marks: [EvidenceMark] = []
    ) {
        self.id = id
        self.title = title
        self.line = line
        self.metric = metric
        self.unit = unit
        self.unitCost = unitCost
        self.capacity = capacity
        self.delivery = delivery
        self.perUnit = perUnit
        self.perUnitOf = perUnitOf
        self.lagMonths = lagMonths
        self.rampMonths = rampMonths
        self.isEstablished = isEstablished
        self.isInBasis = isInBasis
        self.curve = curve
        self.overlap = overlap
        self.cashReleasing = cashReleasing
        self.reference = reference
        self.marks = marks
    }
}

/// Effects on one metric that reach some of the same people.
///
/// Of what the group's effects count together, the largest counts whole and the rest less the shared part:
/// `largest + (1 - shared) × (sum - largest)`. Each effect is credited in proportion to what it counts alone.
/// In a month in which they pull in different directions they do not reach the same people, and all is credited.
package struct EffectOverlap: Hashable, Sendable {
    /// A short id, that effects name.
    package let id: String
    /// From 0, nobody is reached twice, to 1, only the largest counts.
    package let shared: Evidence

    /// Makes an overlap.
    package init(id: String, shared: Evidence) {
        self.id = id
        self.shared = shared
    }
}

/// Figures that go up and down together, such as delivery of schemes that want the same staff.
package struct EffectCorrelation: Hashable, Sendable {
    /// A short id.
    package let id: String
    /// What goes together: names of parameters, such as `night-nursing/delivery`.
    package let parameters: [String]
    /// The correlation of every two of them, as a rank correlation between -1 and 1.
    package let correlation: Double
    /// How well it is known.
    package let quality: Evidence.Quality
    /// Where it comes from.
    package let reference: String?

    /// Makes a correlation.
    package init(
        id: String, parameters: [String], correlation: Double, quality: Evidence.Quality = .assumed,
        reference: String? = nil
    ) {
        self.id = id
        self.parameters = parameters
        self.correlation = correlation
        self.quality = quality
        self.reference = reference
    }
}
