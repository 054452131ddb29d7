import Diagnostics
import Finance
import Scripting

// Expressions, and what they come to, on the wire.

extension ScenarioExpression: WireValue {
    func write(to wire: inout WireWriter) {
        name.write(to: &wire)
        text.write(to: &wire)
    }

    /// The text is read again: what it is made of is not taken on trust.
    init(from wire: inout WireReader) throws(WireProblem) {
        let (name, text) = (try String(from: &wire), try String(from: &wire))
        // What is made of a text is a small multiple of it.
        try wire.make(16 * text.utf8.count)
        do throws(DiagnosticList) {
            try self.init(name, text)
        } catch {
            throw WireProblem(reason: "no expression: \(error.diagnostics[0].code)")
        }
    }
}

extension QuestionValue: WireValue {
    func write(to wire: inout WireWriter) {
        switch self {
        case .money(let amount):
            wire.byte(0)
            amount.write(to: &wire)
        case .rate(let rate):
            wire.byte(1)
            rate.write(to: &wire)
        case .integer(let number):
            wire.byte(2)
            number.write(to: &wire)
        case .number(let number):
            wire.byte(3)
            wire.unsigned(number.bitPattern)
        case .boolean(let flag):
            wire.byte(4)
            flag.write(to: &wire)
        }
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        switch try wire.byte() {
        case 0: self = .money(try Money(from: &wire))
        case 1: self = .rate(try Rate(from: &wire))
        case 2: self = .integer(try Int64(from: &wire))
        case 3:
            let number = Double(bitPattern: try wire.unsigned())
            guard number.isFinite else { throw WireProblem(reason: "a number is not finite") }
            self = .number(number)
        case 4: self = .boolean(try Bool(from: &wire))
        default: throw WireProblem(reason: "no value")
        }
    }
}

extension QuestionFigures.Gap: WireValue {
    func write(to wire: inout WireWriter) {
        source.write(to: &wire)
        amount.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        let source = try String(from: &wire)
        let amount = try Money(from: &wire)
        guard !amount.isZero else { throw WireProblem(reason: "a gap of nothing") }
        self.init(source: source, amount: amount)
    }
}

extension QuestionFigures.Standing: WireValue {
    func write(to wire: inout WireWriter) {
        isMet.write(to: &wire)
        isBreached.write(to: &wire)
        headroom.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(isMet: try Bool(from: &wire), isBreached: try Bool(from: &wire), headroom: try Money?(from: &wire))
    }
}

extension QuestionPoint: WireValue {
    func write(to wire: inout WireWriter) {
        switch self {
        case .figures(let figures):
            wire.byte(0)
            figures.values.write(to: &wire)
            figures.gaps.write(to: &wire)
            figures.conditions.write(to: &wire)
            figures.unmet.write(to: &wire)
        case .refused(let reason):
            wire.byte(1)
            reason.write(to: &wire)
        }
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        switch try wire.byte() {
        case 0:
            self = .figures(
                QuestionFigures(
                    values: try [QuestionValue](from: &wire), gaps: try [QuestionFigures.Gap](from: &wire),
                    conditions: try [QuestionFigures.Standing](from: &wire), unmet: try [String](from: &wire)))
        case 1: self = .refused(try String(from: &wire))
        default: throw WireProblem(reason: "no point of a question")
        }
    }
}
