/// Figures of an effect that a scenario supposes in place of those that hold without it.
package struct SupposedEffect: Hashable, Sendable {
    /// The effect, by id.
    package let id: String
    /// What one unit costs, in £.
    package var unitCost: Evidence?
    /// How many units a year there can be at most.
    package var capacity: Evidence?
    /// The share of the units bought that does what it should.
    package var delivery: Evidence?
    /// By how much one delivered unit changes the metric's count.
    package var perUnit: Evidence?
    /// For a share: by how much one delivered unit changes how many could be counted.
    package var perUnitOf: Evidence?
    /// The share of the value of what it changes that can be spent on something else.
    package var cashReleasing: Evidence?
    /// How many months later it is seen.
    package var lagMonths: Int?
    /// In how many months a new scheme reaches all it can do.
    package var rampMonths: Int?
    /// Whether the scheme ran before the year.
    package var isEstablished: Bool?
    /// Whether the metric's basis already counts what the scheme does with the plan's own money.
    package var isInBasis: Bool?
    /// What more money buys less of.
    package var curve: [Effect.CurvePoint]?
    /// The effects that reach some of the same people.
    package var overlap: String?

    /// Makes a supposition of nothing yet.
    package init(id: String) { self.id = id }

    /// The figures with what they are of, in the order of effects.csv.
    package var figures: [(name: String, evidence: Evidence)] {
        [
            ("unit-cost", unitCost), ("capacity", capacity), ("delivery", delivery), ("per-unit", perUnit),
            ("per-unit-of", perUnitOf), ("cash-releasing", cashReleasing),
        ].compactMap { name, evidence in evidence.map { (name, $0) } }
    }

    /// What else is supposed: its name in effects.csv and the value in words.
    package var others: [(name: String, value: String)] {
        [
            ("lag-months", lagMonths.map(String.init)), ("ramp-months", rampMonths.map(String.init)),
            ("established", isEstablished.map { $0 ? "yes" : "no" }), ("in-basis", isInBasis.map { $0 ? "yes" : "no" }),
            ("curve", curve.map { "\($0.count) point\($0.count == 1 ? "" : "s")" }), ("overlap", overlap),
        ].compactMap { name, value in value.map { (name, $0) } }
    }

    /// The names of everything that is supposed.
    package var names: [String] { figures.map(\.name) + others.map(\.name) }
}

/// Figures of a metric that a scenario supposes: what it would be without the schemes, and what one of it is worth.
package struct SupposedMetric: Hashable, Sendable {
    /// The metric, by id.
    package let id: String
    /// What is counted over the year.
    package var count: Evidence?
    /// For a share: how many could be counted.
    package var of: Evidence?
    /// By which part the count grows on top.
    package var growth: Evidence?
    /// What one of the metric is worth in £.
    package var unitValue: Evidence?

    /// Makes a supposition of nothing yet.
    package init(id: String) { self.id = id }

    /// The figures with what they are of, in the order of effects.csv.
    package var figures: [(name: String, evidence: Evidence)] {
        [("count", count), ("of", of), ("growth", growth), ("unit-value", unitValue)]
            .compactMap { name, evidence in evidence.map { (name, $0) } }
    }
}

extension Effect {
    /// The effect as a scenario supposes it.
    func supposing(_ supposed: SupposedEffect) -> Effect {
        let replaced = Set(supposed.others.map(\.name))
        return Effect(
            id: id, title: title, line: line, metric: metric, unit: unit, unitCost: supposed.unitCost ?? unitCost,
            capacity: supposed.capacity ?? capacity, delivery: supposed.delivery ?? delivery,
            perUnit: supposed.perUnit ?? perUnit, perUnitOf: supposed.perUnitOf ?? perUnitOf,
            lagMonths: supposed.lagMonths ?? lagMonths, rampMonths: supposed.rampMonths ?? rampMonths,
            isEstablished: supposed.isEstablished ?? isEstablished, isInBasis: supposed.isInBasis ?? isInBasis,
            curve: supposed.curve ?? curve,
            overlap: supposed.overlap ?? overlap, cashReleasing: supposed.cashReleasing ?? cashReleasing,
            reference: reference,
            marks: marks.filter { !replaced.contains($0.figure) }
                + supposed.others.filter { $0.name != "overlap" }.map {
                    EvidenceMark(figure: $0.name, quality: .assumed)
                })
    }
}

extension Metric {
    /// The metric as a scenario supposes it.
    func supposing(_ supposed: SupposedMetric) -> Metric {
        guard let count = supposed.count ?? basis?.count else { return self }
        return Metric(
            id: id, title: title, unit: unit, good: good, rule: rule, measure: measure, periods: periods,
            basis: MetricBasis(
                count: count, of: supposed.of ?? basis?.of, growth: supposed.growth ?? basis?.growth,
                profile: basis?.profile, unitValue: supposed.unitValue ?? basis?.unitValue,
                marks: basis?.marks ?? []))
    }
}

extension Effect {
    /// An effect that a scenario states: whatever of it is a figure, is assumed.
    package init(
        supposed id: String, title: String, line: String, metric: String, unit: String, unitCost: Evidence,
        capacity: Evidence?, delivery: Evidence?, perUnit: Evidence, perUnitOf: Evidence?, lagMonths: Int,
        rampMonths: Int, isEstablished: Bool, isInBasis: Bool, curve: [CurvePoint]?, overlap: String?,
        cashReleasing: Evidence?,
        reference: String?
    ) {
        let others = [("lag-months", lagMonths != 0), ("ramp-months", rampMonths != 0), ("curve", curve != nil)]
        self.init(
            id: id, title: title, line: line, metric: metric, unit: unit, unitCost: unitCost, capacity: capacity,
            delivery: delivery, perUnit: perUnit, perUnitOf: perUnitOf, lagMonths: lagMonths, rampMonths: rampMonths,
            isEstablished: isEstablished, isInBasis: isInBasis, curve: curve, overlap: overlap,
            cashReleasing: cashReleasing,
            reference: reference,
            marks: others.filter(\.1).map { EvidenceMark(figure: $0.0, quality: .assumed, reference: reference) })
    }
}

extension Effect {
    /// Its figures as a supposition of them; what is not there or usual is left out.
    package var asSupposed: SupposedEffect {
        var supposed = SupposedEffect(id: id)
        supposed.unitCost = unitCost
        supposed.capacity = capacity
        supposed.delivery = delivery
        supposed.perUnit = perUnit
        supposed.perUnitOf = perUnitOf
        supposed.cashReleasing = cashReleasing
        supposed.lagMonths = lagMonths == 0 ? nil : lagMonths
        supposed.rampMonths = rampMonths == 0 ? nil : rampMonths
        supposed.isEstablished = isEstablished ? true : nil
        supposed.isInBasis = isInBasis ? true : nil
        supposed.curve = curve
        supposed.overlap = overlap
        return supposed
    }
}
