import Finance

// What a scenario supposes and releases of a risk pool, on the wire.

extension RiskPoolTerms.Quarters: WireValue {}

extension RiskPoolTerms.Step: WireValue {
    func write(to wire: inout WireWriter) {
        from.write(to: &wire)
        released.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(from: try Rate(from: &wire), released: try Rate(from: &wire))
    }
}

extension RiskPoolTerms.Share: WireValue {
    func write(to wire: inout WireWriter) {
        partner.write(to: &wire)
        rate.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(partner: try String(from: &wire), rate: try Rate(from: &wire))
    }
}

extension SupposedTerms: WireValue {
    func write(to wire: inout WireWriter) {
        riskPool.write(to: &wire)
        terms.formula.write(to: &wire)
        terms.quarters.write(to: &wire)
        terms.unitCost.write(to: &wire)
        terms.paymentLag.write(to: &wire)
        terms.steps.write(to: &wire)
        terms.retainedBy.write(to: &wire)
        terms.planned.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(
            riskPool: try String(from: &wire),
            terms: RiskPoolTerms(
                formula: try String?(from: &wire), quarters: try RiskPoolTerms.Quarters?(from: &wire),
                unitCost: try Money?(from: &wire), paymentLag: try Int?(from: &wire),
                steps: try [RiskPoolTerms.Step]?(from: &wire), retainedBy: try [RiskPoolTerms.Share]?(from: &wire),
                planned: try [Int64]?(from: &wire)))
    }
}

extension RiskPoolRelease.Flow: WireValue {
    func write(to wire: inout WireWriter) {
        line.write(to: &wire)
        amount.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(line: try String?(from: &wire), amount: try Money(from: &wire))
    }
}

extension RiskPoolRelease: WireValue {
    func write(to wire: inout WireWriter) {
        riskPool.write(to: &wire)
        quarter.write(to: &wire)
        flows.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(
            riskPool: try String(from: &wire), quarter: try Int(from: &wire), flows: try [Flow](from: &wire))
    }
}
