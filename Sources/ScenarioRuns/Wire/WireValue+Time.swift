import Diagnostics
import Finance

// How a plan is rolled forward, on the wire.

extension Rounding: WireValue {}

extension PlanningYear: WireValue {
    func write(to wire: inout WireWriter) { id.write(to: &wire) }

    init(from wire: inout WireReader) throws(WireProblem) {
        let text = try String(from: &wire)
        guard let year = PlanningYear(text) else { throw WireProblem(reason: "`\(text.prefix(40))` is no year") }
        self = year
    }
}

extension RollForwardTerms.Uplift: WireValue {
    func write(to wire: inout WireWriter) {
        switch target {
        case .source(let id):
            wire.byte(0)
            id.write(to: &wire)
        case .kind(let kind):
            wire.byte(1)
            kind.write(to: &wire)
        }
        rate.write(to: &wire)
        citation.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        let target: Target
        switch try wire.byte() {
        case 0: target = .source(try String(from: &wire))
        case 1: target = .kind(try FundingSource.Kind(from: &wire))
        default: throw WireProblem(reason: "nothing that an uplift applies to")
        }
        self.init(target, try Rate(from: &wire), citation: try String?(from: &wire))
    }
}

extension RollForwardTerms: WireValue {
    func write(to wire: inout WireWriter) {
        to.write(to: &wire)
        uplifts.write(to: &wire)
        lineUplift.write(to: &wire)
        // A set has no order of its own; the same terms are always the same bytes.
        for names in [recurrent, nonRecurrent, sameMonths] { names.sorted().write(to: &wire) }
        notStatedRecurs.write(to: &wire)
        rounding.write(to: &wire)
        note.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        let to = try PlanningYear(from: &wire)
        let uplifts = try [Uplift](from: &wire)
        let lineUplift = try Rate(from: &wire)
        let recurrent = Set(try [String](from: &wire))
        let nonRecurrent = Set(try [String](from: &wire))
        self.init(
            to: to, uplifts: uplifts, lineUplift: lineUplift, recurrent: recurrent, nonRecurrent: nonRecurrent,
            sameMonths: Set(try [String](from: &wire)), notStatedRecurs: try Bool?(from: &wire),
            rounding: try Rounding(from: &wire),
            note: try Movement.Note(from: &wire))
    }
}

extension YearChanges: WireValue {
    func write(to wire: inout WireWriter) {
        sources.write(to: &wire)
        lines.write(to: &wire)
        movements.write(to: &wire)
        closures.write(to: &wire)
        records.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(
            sources: try [FundingSource](from: &wire), lines: try [SpendLine](from: &wire),
            movements: try [Movement](from: &wire), closures: try [Closure](from: &wire),
            records: try [PlanRecord](from: &wire))
    }
}

extension PlanChanges.RolledYear: WireValue {
    func write(to wire: inout WireWriter) {
        terms.write(to: &wire)
        changes.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(terms: try RollForwardTerms(from: &wire), changes: try YearChanges(from: &wire))
    }
}

extension PlanChanges: WireValue {
    func write(to wire: inout WireWriter) {
        first.write(to: &wire)
        later.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(try YearChanges(from: &wire), later: try [RolledYear](from: &wire))
    }
}
