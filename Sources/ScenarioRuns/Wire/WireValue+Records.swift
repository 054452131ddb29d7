import Diagnostics
import Finance

// The facts that a scenario notes, on the wire.

extension PlanRecord: WireValue {
    func write(to wire: inout WireWriter) {
        switch fact {
        case .outturn(let fact):
            wire.byte(0)
            fact.write(to: &wire)
        case .delivery(let fact):
            wire.byte(1)
            fact.write(to: &wire)
        case .decision(let fact):
            wire.byte(2)
            fact.write(to: &wire)
        case .districtSplit(let fact):
            wire.byte(3)
            fact.write(to: &wire)
        case .riskPoolTerms(let fact):
            wire.byte(4)
            fact.write(to: &wire)
        case .release(let fact):
            wire.byte(5)
            fact.write(to: &wire)
        case .agreement(let fact):
            wire.byte(6)
            fact.write(to: &wire)
        case .effect(let fact):
            wire.byte(7)
            fact.write(to: &wire)
        case .supposedEffect(let fact):
            wire.byte(8)
            fact.write(to: &wire)
        case .supposedMetric(let fact):
            wire.byte(9)
            fact.write(to: &wire)
        }
        note.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        let fact: Fact
        switch try wire.byte() {
        case 0: fact = .outturn(try Outturn(from: &wire))
        case 1: fact = .delivery(try Delivery(from: &wire))
        case 2: fact = .decision(try RiskPoolDecision(from: &wire))
        case 3: fact = .districtSplit(try DistrictSplit(from: &wire))
        case 4: fact = .riskPoolTerms(try SupposedTerms(from: &wire))
        case 5: fact = .release(try RiskPoolRelease(from: &wire))
        case 6: fact = .agreement(try PoolAgreement(from: &wire))
        case 7: fact = .effect(try Effect(from: &wire))
        case 8: fact = .supposedEffect(try SupposedEffect(from: &wire))
        case 9: fact = .supposedMetric(try SupposedMetric(from: &wire))
        default: throw WireProblem(reason: "no fact that a plan notes")
        }
        self.init(fact, note: try Movement.Note(from: &wire))
    }
}

extension Outturn: WireValue {
    func write(to wire: inout WireWriter) {
        line.write(to: &wire)
        source.write(to: &wire)
        amount.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(
            line: try String(from: &wire), source: try String?(from: &wire), amount: try Money(from: &wire))
    }
}

extension Delivery.Measure: WireValue {
    func write(to wire: inout WireWriter) {
        switch self {
        case .counted(let planned, let actual):
            wire.byte(0)
            planned.write(to: &wire)
            actual.write(to: &wire)
        case .share(let rate):
            wire.byte(1)
            rate.write(to: &wire)
        }
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        switch try wire.byte() {
        case 0: self = .counted(planned: try Int64(from: &wire), actual: try Int64(from: &wire))
        case 1: self = .share(try Rate(from: &wire))
        default: throw WireProblem(reason: "no way to tell a delivery")
        }
    }
}

extension Delivery: WireValue {
    func write(to wire: inout WireWriter) {
        riskPool.write(to: &wire)
        quarter.write(to: &wire)
        measure.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(riskPool: try String(from: &wire), quarter: try Int(from: &wire), try Measure(from: &wire))
    }
}

extension RiskPoolDecision.Stage: WireValue {}

extension RiskPoolDecision: WireValue {
    func write(to wire: inout WireWriter) {
        riskPool.write(to: &wire)
        quarter.write(to: &wire)
        stage.write(to: &wire)
        body.write(to: &wire)
        day.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(
            riskPool: try String(from: &wire), quarter: try Int(from: &wire), stage: try Stage(from: &wire),
            body: try String(from: &wire), day: try String?(from: &wire))
    }
}

extension DistrictSplit.Weight: WireValue {
    func write(to wire: inout WireWriter) {
        district.write(to: &wire)
        weight.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(district: try String(from: &wire), weight: try Int64(from: &wire))
    }
}

extension DistrictSplit: WireValue {
    func write(to wire: inout WireWriter) {
        key.write(to: &wire)
        weights.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(key: try String(from: &wire), weights: try [Weight](from: &wire))
    }
}
