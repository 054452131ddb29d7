import Draws
import Finance

// What a scenario supposes of effects and metrics, on the wire.

extension Double: WireValue {
    /// Bit by bit: a figure comes back as it was.
    func write(to wire: inout WireWriter) { wire.unsigned(bitPattern) }

    init(from wire: inout WireReader) throws(WireProblem) { self.init(bitPattern: try wire.unsigned()) }
}

extension Distribution.WeightedValue: WireValue {
    func write(to wire: inout WireWriter) {
        value.write(to: &wire)
        weight.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(try Double(from: &wire), weight: try Double(from: &wire))
    }
}

extension Distribution: WireValue {
    func write(to wire: inout WireWriter) {
        func put(_ kind: UInt8, _ figures: Double...) {
            wire.byte(kind)
            for figure in figures { figure.write(to: &wire) }
        }
        switch self {
        case .certain(let value): put(0, value)
        case .between(let low, let high): put(1, low, high)
        case .uniform(let low, let high): put(2, low, high)
        case .triangular(let low, let mode, let high): put(3, low, mode, high)
        case .pert(let low, let mode, let high): put(4, low, mode, high)
        case .normal(let mean, let deviation): put(5, mean, deviation)
        case .lognormal(let mean, let deviation): put(6, mean, deviation)
        case .beta(let alpha, let beta): put(7, alpha, beta)
        case .discrete(let weighted):
            put(8)
            weighted.write(to: &wire)
        case .empirical(let values):
            put(9)
            values.write(to: &wire)
        }
    }

    /// Whether there can be such a distribution, the plan asks when it notes the fact.
    init(from wire: inout WireReader) throws(WireProblem) {
        let kind = try wire.byte()
        func next(_ wire: inout WireReader) throws(WireProblem) -> Double { try Double(from: &wire) }
        switch kind {
        case 0: self = .certain(try next(&wire))
        case 1: self = .between(low: try next(&wire), high: try next(&wire))
        case 2: self = .uniform(low: try next(&wire), high: try next(&wire))
        case 3: self = .triangular(low: try next(&wire), mode: try next(&wire), high: try next(&wire))
        case 4: self = .pert(low: try next(&wire), mode: try next(&wire), high: try next(&wire))
        case 5: self = .normal(mean: try next(&wire), deviation: try next(&wire))
        case 6: self = .lognormal(logMean: try next(&wire), logDeviation: try next(&wire))
        case 7: self = .beta(alpha: try next(&wire), beta: try next(&wire))
        case 8: self = .discrete(try [WeightedValue](from: &wire))
        case 9: self = .empirical(try [Double](from: &wire))
        default: throw WireProblem(reason: "no distribution")
        }
    }
}

extension Evidence: WireValue {
    /// Only what scenarios suppose crosses, and that is always assumed.
    func write(to wire: inout WireWriter) {
        precondition(quality == .assumed, "only what a scenario supposes crosses")
        figure.write(to: &wire)
        reference.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(try Distribution(from: &wire), quality: .assumed, reference: try String?(from: &wire))
    }
}

extension Effect.CurvePoint: WireValue {
    func write(to wire: inout WireWriter) {
        funded.write(to: &wire)
        effective.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(funded: try Double(from: &wire), effective: try Double(from: &wire))
    }
}

extension Effect: WireValue {
    func write(to wire: inout WireWriter) {
        for text in [id, title, line, metric, unit] { text.write(to: &wire) }
        unitCost.write(to: &wire)
        capacity.write(to: &wire)
        delivery.write(to: &wire)
        perUnit.write(to: &wire)
        perUnitOf.write(to: &wire)
        lagMonths.write(to: &wire)
        rampMonths.write(to: &wire)
        isEstablished.write(to: &wire)
        isInBasis.write(to: &wire)
        curve.write(to: &wire)
        overlap.write(to: &wire)
        cashReleasing.write(to: &wire)
        reference.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(
            supposed: try String(from: &wire), title: try String(from: &wire), line: try String(from: &wire),
            metric: try String(from: &wire), unit: try String(from: &wire), unitCost: try Evidence(from: &wire),
            capacity: try Evidence?(from: &wire), delivery: try Evidence?(from: &wire),
            perUnit: try Evidence(from: &wire), perUnitOf: try Evidence?(from: &wire),
            lagMonths: try Int(from: &wire), rampMonths: try Int(from: &wire), isEstablished: try Bool(from: &wire),
            isInBasis: try Bool(from: &wire),
            curve: try [CurvePoint]?(from: &wire), overlap: try String?(from: &wire),
            cashReleasing: try Evidence?(from: &wire), reference: try String?(from: &wire))
    }
}

extension SupposedEffect: WireValue {
    func write(to wire: inout WireWriter) {
        id.write(to: &wire)
        unitCost.write(to: &wire)
        capacity.write(to: &wire)
        delivery.write(to: &wire)
        perUnit.write(to: &wire)
        perUnitOf.write(to: &wire)
        cashReleasing.write(to: &wire)
        lagMonths.write(to: &wire)
        rampMonths.write(to: &wire)
        isEstablished.write(to: &wire)
        isInBasis.write(to: &wire)
        curve.write(to: &wire)
        overlap.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(id: try String(from: &wire))
        unitCost = try Evidence?(from: &wire)
        capacity = try Evidence?(from: &wire)
        delivery = try Evidence?(from: &wire)
        perUnit = try Evidence?(from: &wire)
        perUnitOf = try Evidence?(from: &wire)
        cashReleasing = try Evidence?(from: &wire)
        lagMonths = try Int?(from: &wire)
        rampMonths = try Int?(from: &wire)
        isEstablished = try Bool?(from: &wire)
        isInBasis = try Bool?(from: &wire)
        curve = try [Effect.CurvePoint]?(from: &wire)
        overlap = try String?(from: &wire)
    }
}

extension SupposedMetric: WireValue {
    func write(to wire: inout WireWriter) {
        id.write(to: &wire)
        count.write(to: &wire)
        of.write(to: &wire)
        growth.write(to: &wire)
        unitValue.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(id: try String(from: &wire))
        count = try Evidence?(from: &wire)
        of = try Evidence?(from: &wire)
        growth = try Evidence?(from: &wire)
        unitValue = try Evidence?(from: &wire)
    }
}
