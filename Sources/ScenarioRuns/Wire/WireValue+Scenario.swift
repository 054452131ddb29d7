import Diagnostics
import Finance
import Scripting

// Scripts, levers and what a scenario said, on the wire.

extension ScriptText: WireValue {
    func write(to wire: inout WireWriter) {
        name.write(to: &wire)
        wire.raw(Array(text.utf8))
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(name: try String(from: &wire), text: String(decoding: try wire.raw(), as: UTF8.self))
    }
}

extension ScriptModule: WireValue {
    func write(to wire: inout WireWriter) {
        name.write(to: &wire)
        script.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(name: try String(from: &wire), script: try ScriptText(from: &wire))
    }
}

extension LeverSetting: WireValue {
    func write(to wire: inout WireWriter) {
        name.write(to: &wire)
        text.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(name: try String(from: &wire), text: try String(from: &wire))
    }
}

extension LeverValue: WireValue {
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
        case .boolean(let flag):
            wire.byte(3)
            flag.write(to: &wire)
        }
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        switch try wire.byte() {
        case 0: self = .money(try Money(from: &wire))
        case 1: self = .rate(try Rate(from: &wire))
        case 2: self = .integer(try Int64(from: &wire))
        case 3: self = .boolean(try Bool(from: &wire))
        default: throw WireProblem(reason: "no value of a lever")
        }
    }
}

extension LeverDeclaration: WireValue {
    func write(to wire: inout WireWriter) {
        defaultValue.write(to: &wire)
        from.write(to: &wire)
        to.write(to: &wire)
        step.write(to: &wire)
        about.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(
            defaultValue: try LeverValue(from: &wire), from: try LeverValue?(from: &wire),
            to: try LeverValue?(from: &wire), step: try LeverValue?(from: &wire), about: try String?(from: &wire))
    }
}

extension Lever: WireValue {
    func write(to wire: inout WireWriter) {
        name.write(to: &wire)
        declaration.write(to: &wire)
        value.write(to: &wire)
        isSet.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(
            name: try String(from: &wire), declaration: try LeverDeclaration(from: &wire),
            value: try LeverValue(from: &wire), isSet: try Bool(from: &wire))
    }
}

extension Expectation: WireValue {
    func write(to wire: inout WireWriter) {
        isMet.write(to: &wire)
        message.write(to: &wire)
        written.write(to: &wire)
        holdsOfWhole.write(to: &wire)
        values.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(
            isMet: try Bool(from: &wire), message: try String(from: &wire), written: try Place?(from: &wire),
            holdsOfWhole: try Bool?(from: &wire), values: try [Value](from: &wire))
    }
}

extension Expectation.Value: WireValue {
    func write(to wire: inout WireWriter) {
        name.write(to: &wire)
        text.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(name: try String(from: &wire), text: try String(from: &wire))
    }
}

extension Assumption.Quality: WireValue {}

extension Assumption: WireValue {
    func write(to wire: inout WireWriter) {
        what.write(to: &wire)
        value.write(to: &wire)
        owner.write(to: &wire)
        source.write(to: &wire)
        date.write(to: &wire)
        quality.write(to: &wire)
        written.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        let (what, value) = (try String(from: &wire), try String?(from: &wire))
        let (owner, source) = (try String(from: &wire), try String(from: &wire))
        self.init(
            what: what, value: value, owner: owner, source: source, date: try String(from: &wire),
            quality: try Quality(from: &wire), written: try Place?(from: &wire))
    }
}

extension LayerAlone: WireValue {
    func write(to wire: inout WireWriter) {
        switch self {
        case .changes(let changes):
            wire.byte(0)
            changes.write(to: &wire)
        case .refused(let reason):
            wire.byte(1)
            reason.write(to: &wire)
        }
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        switch try wire.byte() {
        case 0: self = .changes(try PlanChanges(from: &wire))
        case 1: self = .refused(try String(from: &wire))
        default: throw WireProblem(reason: "no outcome of a layer")
        }
    }
}

extension LayerOutcome: WireValue {
    func write(to wire: inout WireWriter) {
        title.write(to: &wire)
        script.write(to: &wire)
        changes.write(to: &wire)
        alone.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        self.init(
            title: try String(from: &wire), script: try String(from: &wire), changes: try PlanChanges(from: &wire),
            alone: try LayerAlone?(from: &wire))
    }
}

extension ScenarioOutcome: WireValue {
    func write(to wire: inout WireWriter) {
        title.write(to: &wire)
        about.write(to: &wire)
        plan.write(to: &wire)
        levers.write(to: &wire)
        layers.write(to: &wire)
        expectations.write(to: &wire)
        assumptions.write(to: &wire)
        wire.raw(Array(printed.utf8))
        streams.write(to: &wire)
        warnings.write(to: &wire)
    }

    init(from wire: inout WireReader) throws(WireProblem) {
        let (title, about) = (try String(from: &wire), try String?(from: &wire))
        self.init(
            title: title, about: about, plan: try String(from: &wire), levers: try [Lever](from: &wire),
            layers: try [LayerOutcome](from: &wire), expectations: try [Expectation](from: &wire),
            assumptions: try [Assumption](from: &wire), printed: String(decoding: try wire.raw(), as: UTF8.self),
            streams: try [String](from: &wire), warnings: try [Diagnostic](from: &wire))
    }
}
