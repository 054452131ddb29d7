package import Diagnostics
import Draws
import Finance
import LuaHost

/// What one run of a scenario script has said and done so far. The functions of the Lua API read and change it; it is
/// used on one thread and thrown away with the run.
final class ScenarioSession {
    /// The script's name for people.
    let script: String
    /// The scripts that have declared their scenario, and where.
    var declaredIn: [String: Place] = [:]
    /// What `expect` found.
    var expectations: [Expectation] = []
    /// What `assume` registered.
    var assumptions: [Assumption] = []
    /// Lines that were to be scaled and held nothing, by the place that asks for it.
    private var emptyScales: [(written: Place?, lines: [String])] = []
    /// What chance is drawn from: the same seed gives the same draws.
    var seed: UInt64 = 0
    /// How many samples say how sure an outcome is; 0 for none.
    var samples = ScenarioScript.standardSamples
    /// The streams of chance that the script has opened, by name.
    var streams: [StreamKey: RandomHandle] = [:]

    /// Cells and lines that the running call has looked at: they count as instructions, as its script may call it in a
    /// loop without end.
    var work = 0

    /// Hands the work of a call that is over to the machine.
    func chargeWork(to call: borrowing LuaCall) {
        if work == 0 { return }
        call.charge(work)
        work = 0
    }

    /// Which script drew from a stream, and the stream's name.
    struct StreamKey: Hashable {
        let script: String
        let name: String
    }

    /// Where each stream of chance is.
    var positions: [StreamKey: DrawSequence] { streams.mapValues(\.sequence) }

    /// Puts every stream back to where it was; one that was opened since, to its start. Streams that a script holds
    /// stay the same objects.
    func rewind(to positions: [StreamKey: DrawSequence]) {
        for (key, handle) in streams {
            handle.sequence = positions[key] ?? DrawSequence(handle.sequence.stream)
        }
    }

    /// The classes as the machine knows them.
    var classes = ClassNumbers()
    /// Where the arguments of a call lie.
    let room = ArgumentRoom()

    init(script: String) { self.script = script }

    /// Forgets what was said and done: the script is about to run again.
    func begin() {
        declaredIn.removeAll(keepingCapacity: true)
        expectations.removeAll(keepingCapacity: true)
        assumptions.removeAll(keepingCapacity: true)
        emptyScales.removeAll(keepingCapacity: true)
        streams.removeAll(keepingCapacity: true)
    }

    /// Takes in an assumption. One that is stated again in the same words is the same one.
    func assume(_ assumption: Assumption) throws(LuaCallError) {
        if let known = assumptions.first(where: { $0.what == assumption.what }) {
            if known.isRepeated(in: assumption) { return }
            throw LuaCallError(
                "assume.twice", "`\(assumption.what)` is assumed twice, in different ways",
                reason: known.written.map { "it was first assumed at \($0)" },
                help: "state an assumption once, and keep its value in a local variable or a module")
        }
        guard assumptions.count < 1000 else {
            throw LuaCallError("assume.too-many", "the script states more than 1000 assumptions")
        }
        assumptions.append(assumption)
    }

    /// Notes that a line was to be scaled that holds nothing: nothing else of the run would show it.
    func noteEmptyScale(of line: String, written: Place?) {
        if let known = emptyScales.firstIndex(where: { $0.written == written }) {
            if !emptyScales[known].lines.contains(line) { emptyScales[known].lines.append(line) }
        } else if emptyScales.count < 1000 {
            emptyScales.append((written, [line]))
        }
    }

    /// What a person should look at, though the script ran.
    var warnings: [Diagnostic] {
        emptyScales.map { scale in
            let named = scale.lines.prefix(5).map { "`\($0)`" }.joined(separator: ", ")
            let rest = scale.lines.count > 5 ? " and \(scale.lines.count - 5) more" : ""
            let isOne = scale.lines.count == 1
            return Diagnostic(
                "plan.scale.nothing",
                "\(isOne ? "line" : "lines") \(named)\(rest) \(isOne ? "holds" : "hold") nothing to scale, so nothing moved",
                severity: .warning, at: scale.written,
                reason: "nothing stays nothing, however much it is scaled",
                help: "check the line and its source, or give it money with plan:move or plan:contribute")
        }
    }

    /// Forgets the warnings of what ran before.
    func forgetWarnings() { emptyScales.removeAll() }

    /// An object as a value for the script.
    func value(_ object: some ScriptObject) -> LuaValue {
        guard let id = classes[object.className] else {
            preconditionFailure("class \(object.className) is not defined")
        }
        return .object(id, object)
    }
}

/// The numbers of the classes in a machine, by the place of their names: objects are given to scripts all the time.
struct ClassNumbers {
    private var numbers = [LuaClassID?](repeating: nil, count: APIClassName.allCases.count)

    subscript(name: APIClassName) -> LuaClassID? {
        get { numbers[name.place] }
        set { numbers[name.place] = newValue }
    }

    /// The class with a number.
    func name(of number: LuaClassID) -> APIClassName? { APIClassName.allCases.first { self[$0] == number } }
}

extension APIClassName {
    /// Its place among all of them.
    fileprivate var place: Int {
        switch self {
        case .money: 0
        case .rate: 1
        case .plan: 2
        case .line: 3
        case .source: 4
        case .lever: 5
        case .levers: 6
        case .result: 7
        case .scenario: 8
        case .random: 9
        case .metric: 10
        case .condition: 11
        case .riskPool: 12
        case .riskPoolQuarter: 13
        case .grant: 14
        case .reserve: 15
        case .pool: 16
        case .uncertain: 17
        case .outcome: 18
        }
    }
}

/// What a script's `scenario { … }` says.
struct ScenarioDeclaration {
    let title: String
    let plan: String
    let about: String?
    /// The levers by name, in the order of their names: a Lua table keeps no order of its own.
    let levers: [(name: String, declaration: LeverDeclaration)]
    /// The scenarios that it builds on, in order.
    let basedOn: [ScenarioHandle]
    let hasChange: Bool
    let hasCheck: Bool
    /// The script that declares it.
    let script: String
}

/// What a script expects of its result, and whether it holds.
package struct Expectation: Hashable, Sendable {
    /// Whether it holds.
    package let isMet: Bool
    /// What is expected, in the script's words.
    package let message: String
    /// The script and line that state it.
    package let written: Place?
    /// Of a scenario that others build on: whether it also holds of the whole, from the plan as it was read to the plan
    /// after the last layer. `nil` for the script's own expectations, and where it could not be told.
    package var holdsOfWhole: Bool?
    /// The values that the script shows with it, in the order of their names.
    package let values: [Value]

    /// A value that a script shows with an expectation: what was compared.
    package struct Value: Hashable, Sendable {
        /// What the script calls it.
        package let name: String
        /// The value as people write it.
        package let text: String

        /// Makes a value.
        package init(name: String, text: String) {
            self.name = name
            self.text = text
        }
    }

    /// The values on one line, `at_least = £200,000, kept = £150,000`; `nil` where the script shows none.
    package var valuesInWords: String? {
        values.isEmpty ? nil : values.map { "\($0.name) = \($0.text)".onOneLine }.joined(separator: ", ")
    }

    /// Makes an expectation.
    package init(
        isMet: Bool, message: String, written: Place?, holdsOfWhole: Bool? = nil, values: [Value] = []
    ) {
        self.isMet = isMet
        self.message = message
        self.values = values
        self.written = written
        self.holdsOfWhole = holdsOfWhole
    }
}
