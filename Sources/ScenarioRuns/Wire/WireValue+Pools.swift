import Finance

// What a scenario assumes of a pool's agreement, on the wire.

extension RiskShare.Basis: WireValue {}

extension RiskShare.PartnerAmount: WireValue {
    func write(to wire: inout WireWriter) {
        partner.write(to: &wire)
        amount.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(partner: try String(from: &wire), amount: try Money(from: &wire))
    }
}

extension RiskShare.PartnerShare: WireValue {
    func write(to wire: inout WireWriter) {
        partner.write(to: &wire)
        rate.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(partner: try String(from: &wire), rate: try Rate(from: &wire))
    }
}

extension RiskShare: WireValue {
    /// How far strategies can stand inside each other on the wire. The deepest that can be stated is a waterfall whose
    /// step from outside shares joint lines by a rule of their own.
    private static let mostLevels = 8

    func write(to wire: inout WireWriter) {
        switch self {
        case .ownRisk: wire.byte(0)
        case .proRataContribution(let basis, let caps):
            wire.byte(1)
            basis.write(to: &wire)
            caps.write(to: &wire)
        case .proRataCommissioned(let joint):
            wire.byte(2)
            (joint != nil).write(to: &wire)
            joint?.write(to: &wire)
        case .fixedVariable(let variable):
            wire.byte(3)
            variable.write(to: &wire)
        case .fixedShares(let shares):
            wire.byte(4)
            shares.write(to: &wire)
        case .waterfall(let steps):
            wire.byte(5)
            wire.unsigned(UInt64(steps.count))
            for step in steps { step.write(to: &wire) }
        case .thresholdCascade(let first, let lead):
            wire.byte(6)
            first.write(to: &wire)
            lead.write(to: &wire)
        }
    }

    init(from wire: inout WireReader) throws(WireProblem) { self = try Self.read(&wire, levels: Self.mostLevels) }

    fileprivate static func read(_ wire: inout WireReader, levels: Int) throws(WireProblem) -> RiskShare {
        // What a worker says may be anything, also strategies without end.
        guard levels > 0 else { throw WireProblem(reason: "strategies stand too deep inside each other") }
        switch try wire.byte() {
        case 0: return .ownRisk
        case 1:
            let basis = try Basis(from: &wire)
            return .proRataContribution(to: basis, caps: try [PartnerAmount](from: &wire))
        case 2: return .proRataCommissioned(joint: try Bool(from: &wire) ? try read(&wire, levels: levels - 1) : nil)
        case 3:
            let variable = try [String](from: &wire)
            guard !variable.isEmpty else { throw WireProblem(reason: "no partner's contribution varies") }
            return .fixedVariable(variable: variable)
        case 4: return .fixedShares(try [PartnerShare](from: &wire))
        case 5:
            var steps: [Step] = []
            for _ in 0..<(try wire.count()) {
                try wire.make(MemoryLayout<Step>.stride)
                steps.append(try Step.read(&wire, levels: levels - 1))
            }
            return .waterfall(steps)
        case 6:
            let first = try [PartnerShare](from: &wire)
            return .thresholdCascade(first: first, lead: try String(from: &wire))
        default: throw WireProblem(reason: "no strategy")
        }
    }
}

extension RiskShare.Step {
    fileprivate func write(to wire: inout WireWriter) {
        switch self {
        case .underspends: wire.byte(0)
        case .contingency(let id, let holds):
            wire.byte(1)
            id.write(to: &wire)
            holds.write(to: &wire)
        case .schemes(let lines):
            wire.byte(2)
            lines.write(to: &wire)
        case .outside(let share):
            wire.byte(3)
            share.write(to: &wire)
        }
    }

    fileprivate static func read(_ wire: inout WireReader, levels: Int) throws(WireProblem) -> RiskShare.Step {
        switch try wire.byte() {
        case 0: return .underspends
        case 1:
            let id = try String(from: &wire)
            return .contingency(id: id, holds: try Money(from: &wire))
        case 2: return .schemes(lines: try [String]?(from: &wire))
        case 3: return .outside(try RiskShare.read(&wire, levels: levels))
        default: throw WireProblem(reason: "no step of a waterfall")
        }
    }
}

extension OverspendRule: WireValue {
    func write(to wire: inout WireWriter) {
        share.write(to: &wire)
        clause.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        let share = try RiskShare(from: &wire)
        self.init(share, clause: try String?(from: &wire))
    }
}

extension UnderspendRule: WireValue {
    func write(to wire: inout WireWriter) {
        switch treatment {
        case .stays: wire.byte(0)
        case .returns: wire.byte(1)
        case .toContingency(let id):
            wire.byte(2)
            id.write(to: &wire)
        case .retainedBy(let partner):
            wire.byte(3)
            partner.write(to: &wire)
        case .shared(let share):
            wire.byte(4)
            share.write(to: &wire)
        }
        ringFenced.write(to: &wire)
        clause.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        let treatment: Treatment
        switch try wire.byte() {
        case 0: treatment = .stays
        case 1: treatment = .returns
        case 2: treatment = .toContingency(try String(from: &wire))
        case 3: treatment = .retainedBy(try String?(from: &wire))
        case 4: treatment = .shared(try RiskShare(from: &wire))
        default: throw WireProblem(reason: "nothing that becomes of an underspend")
        }
        let ringFenced = try [String](from: &wire)
        self.init(treatment, ringFenced: ringFenced, clause: try String?(from: &wire))
    }
}

extension PoolAgreement: WireValue {
    func write(to wire: inout WireWriter) {
        pool.write(to: &wire)
        line.write(to: &wire)
        lead.write(to: &wire)
        overspend.write(to: &wire)
        underspend.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        let pool = try String(from: &wire)
        let (line, lead) = (try String?(from: &wire), try String?(from: &wire))
        let overspend = try OverspendRule?(from: &wire)
        self.init(
            pool: pool, line: line, lead: lead, overspend: overspend, underspend: try UnderspendRule?(from: &wire))
    }
}
