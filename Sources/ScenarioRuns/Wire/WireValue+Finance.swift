import Diagnostics
import Finance

// What a scenario does to a plan, on the wire.

extension Money: WireValue {
    func write(to wire: inout WireWriter) { pence.write(to: &wire) }

    init(from wire: inout WireReader) throws(WireProblem) { self.init(pence: try Int64(from: &wire)) }
}

extension Rate: WireValue {
    func write(to wire: inout WireWriter) {
        numerator.write(to: &wire)
        denominator.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        let (above, below) = (try Int64(from: &wire), try Int64(from: &wire))
        guard let rate = Rate(above, over: below) else { throw WireProblem(reason: "a rate is over nothing") }
        self = rate
    }
}

extension FundingSource.Kind: WireValue {}
extension SpendLine.AreaOfSpend: WireValue {}
extension SpendLine.Provider: WireValue {}
extension SpendLine.Nature: WireValue {}
extension SpendLine.Status: WireValue {}
extension Movement.Verb: WireValue {}

/// Values that have a form in text, which their own reader checks.
private func parsed<Value>(
    _ wire: inout WireReader, _ parse: (String) -> Value?
) throws(WireProblem) -> Value? {
    guard let text = try String?(from: &wire) else { return nil }
    guard let value = parse(text) else { throw WireProblem(reason: "`\(text.prefix(40))` cannot be read") }
    return value
}

extension FundingSource: WireValue {
    /// Only sources that a scenario added cross: they have no tranches yet, and what comes in from them is known.
    func write(to wire: inout WireWriter) {
        precondition(
            tranches.isEmpty && isIncomeStated && priorYear == nil && reference == nil, "only an added source crosses")
        id.write(to: &wire)
        title.write(to: &wire)
        kind.write(to: &wire)
        contributor.write(to: &wire)
        pool.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(
            id: try String(from: &wire), title: try String(from: &wire), kind: try Kind(from: &wire),
            contributor: try String(from: &wire), pool: try String(from: &wire), tranches: [])
    }
}

extension SpendLine: WireValue {
    func write(to wire: inout WireWriter) {
        for text in [id, ref, theme, heading, title] { text.write(to: &wire) }
        schemeType.write(to: &wire)
        areaOfSpend.write(to: &wire)
        (commissioner?.description).write(to: &wire)
        provider.write(to: &wire)
        nature.write(to: &wire)
        isProtected.write(to: &wire)
        (months?.description).write(to: &wire)
        isRecurrent.write(to: &wire)
        status.write(to: &wire)
        origin.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        let (id, ref) = (try String(from: &wire), try String(from: &wire))
        let (theme, heading) = (try String(from: &wire), try String(from: &wire))
        self.init(
            id: id, ref: ref, theme: theme, heading: heading, title: try String(from: &wire),
            schemeType: try String?(from: &wire), areaOfSpend: try AreaOfSpend?(from: &wire),
            commissioner: try parsed(&wire) { Commissioner($0) }, provider: try Provider?(from: &wire),
            nature: try Nature?(from: &wire), isProtected: try Bool?(from: &wire),
            months: try parsed(&wire) { MonthSpan($0) }, isRecurrent: try Bool?(from: &wire),
            status: try Status(from: &wire), origin: try Place?(from: &wire))
    }
}

extension Movement.End: WireValue {
    func write(to wire: inout WireWriter) {
        switch self {
        case .line(let id):
            wire.byte(0)
            id.write(to: &wire)
        case .unallocated: wire.byte(1)
        case .contributor: wire.byte(2)
        }
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        switch try wire.byte() {
        case 0: self = .line(try String(from: &wire))
        case 1: self = .unallocated
        case 2: self = .contributor
        default: throw WireProblem(reason: "no end of a movement")
        }
    }
}

extension Movement.Part: WireValue {
    func write(to wire: inout WireWriter) {
        source.write(to: &wire)
        amount.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(source: try Int(from: &wire), amount: try Money(from: &wire))
    }
}

extension Movement.Note: WireValue {
    func write(to wire: inout WireWriter) {
        reason.write(to: &wire)
        authority.write(to: &wire)
        isRecurrent.write(to: &wire)
        (months?.description).write(to: &wire)
        written.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(
            reason: try String(from: &wire), authority: try String?(from: &wire),
            isRecurrent: try Bool?(from: &wire), months: try parsed(&wire) { MonthSpan($0) },
            written: try Place?(from: &wire))
    }
}

extension Movement: WireValue {
    func write(to wire: inout WireWriter) {
        verb.write(to: &wire)
        from.write(to: &wire)
        to.write(to: &wire)
        parts.write(to: &wire)
        note.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        let verb = try Verb(from: &wire)
        let (from, to) = (try End(from: &wire), try End(from: &wire))
        self.init(verb: verb, from: from, to: to, parts: try [Part](from: &wire), note: try Note(from: &wire))
    }
}

extension Closure: WireValue {
    func write(to wire: inout WireWriter) {
        line.write(to: &wire)
        note.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(line: try String(from: &wire), note: try Movement.Note(from: &wire))
    }
}
