package import Diagnostics
import Draws
package import Finance
import LuaHost

/// An interactive session on a plan: entries that run one after the other on the same working plan.
///
/// Each entry is a chunk of its own with the limits of a script. An entry that fails leaves the plan, the names and the
/// streams of chance as they were before it.
package final class ReplSession {
    /// What came of an entry.
    package enum Outcome {
        /// More must follow before it can run.
        case incomplete
        /// It ran. The parts are to be shown in their order.
        case done([Part])
        /// It did not run to its end; what it showed before, and why.
        case failed([Part], [Diagnostic])
    }

    /// Something that an entry shows.
    package enum Part: Sendable {
        /// What it printed, as it is.
        case printed(String)
        /// A value.
        case value(ReplValue)
        /// A remark of the session: what moved, what is expected.
        case remark(String)
    }

    /// The plan as the session found it.
    package let opening: Plan
    /// The plan as it now is.
    package var plan: Plan { working.plan }
    /// Whether the person asked to end the session.
    package private(set) var isOver = false

    let machine: LuaMachine
    let session: ScenarioSession
    let working: PlanHandle
    let levers: [Lever]
    /// The entries that a script of this session has, in their order.
    private(set) var kept: [KeptEntry] = []
    /// Every name that an entry made, also those that it took away again.
    private(set) var madeNames: Set<String> = []
    private let save: (String, String) throws(DiagnosticList) -> Void
    private var number = 0
    private var earlier: [Earlier] = []
    private var parts: [Part] = []
    private var shownBytes = 0
    private var request: Request?

    /// An entry that worked.
    struct KeptEntry {
        let entry: ReplEntry
        let planChanged: Bool
    }

    /// What undoing goes back to.
    private struct Earlier {
        let plan: Plan
        let kept: Int
        let positions: [ScenarioSession.StreamKey: DrawSequence]
    }

    /// What a function of the session asks for, to be done when its entry has ended.
    enum Request {
        case undo, quit
        case save(String)
    }

    /// How many entries can be undone. Each keeps the plan before it.
    private static let mostUndone = 100
    private static let mostParts = 1_000

    /// Begins a session.
    ///
    /// - Parameters:
    ///   - plan: the plan as it was read; it is not changed.
    ///   - settings: what `levers` has.
    ///   - interrupt: a flag that stops the running entry when it is not 0; it must outlive the session.
    ///   - save: writes a script to a path.
    package init(
        plan: Plan, settings: [LeverSetting] = [], interrupt: UnsafePointer<Int32>? = nil,
        save: @escaping (String, String) throws(DiagnosticList) -> Void
    ) throws(DiagnosticList) {
        opening = plan
        working = PlanHandle(plan)
        self.save = save
        levers = try ReplLevers.levers(settings)
        session = ScenarioSession(script: "session")
        do throws(LuaError) { machine = try LuaMachine() } catch { throw DiagnosticList(error.diagnostic) }
        API.bind(to: machine, session)
        machine.define(session.value(working), as: "plan")
        machine.define(session.value(LeversHandle(levers)), as: "levers")
        for function in ReplFunction.all {
            machine.define(
                LuaFunction(function.name) { [unowned self] call throws(LuaCallError) in
                    try function.body(self, &call)
                })
        }
        machine.keepNames()
        if let interrupt { machine.interrupt(on: interrupt) }
    }

    // MARK: Entries

    /// Runs an entry, or says that more must follow.
    package func enter(_ text: String) -> Outcome {
        let text = calling(text)
        let entry = ReplEntry(text)
        let name = "entry \(number + 1)"
        let shown = LuaSource(name: name, text: text)
        if entry.tokens.isEmpty {
            // Nothing but space and comments; a long comment may go on.
            if case .incomplete = machine.check(shown) { return .incomplete }
            return .done([])
        }
        // What a person types is a value to look at, or else something to do.
        let value = LuaSource(name: name, text: "return " + text)
        let action = LuaSource(name: name, text: entry.assigning(entry.declarations))
        let isValue = if case .complete = machine.check(value) { true } else { false }
        if !isValue {
            switch machine.check(action) {
            case .complete: break
            case .incomplete: return .incomplete
            case .refused:
                // Said of the text as it was typed.
                if case .refused(let error) = machine.check(shown) { return refused(error) }
            }
        }
        number += 1
        return run(entry, isValue ? value : action, shown: shown, isValue: isValue)
    }

    /// A word such as `quit` alone is meant as a call.
    private func calling(_ text: String) -> String {
        let tokens = LuaTokens(text).tokens
        guard let word = tokens.first?.spelling, !machine.keptNames.contains(where: { $0.name == word }) else {
            return text
        }
        let isCall = tokens.map(\.spelling) == [word, "(", ")"]
        if word == "exit", tokens.count == 1 || isCall { return "quit()" }
        return tokens.count == 1 && ["quit", "undo", "help", "movements"].contains(word) ? "\(word)()" : text
    }

    /// Why an entry that never became complete cannot run.
    package func refusal(of text: String) -> [Diagnostic] {
        let source = LuaSource(name: "entry \(number + 1)", text: text)
        do throws(LuaError) { _ = try machine.run(entry: source, shown: source) } catch { return [error.diagnostic] }
        return []
    }

    private func refused(_ error: LuaError) -> Outcome {
        number += 1
        return .failed([], [error.diagnostic])
    }

    private func run(_ entry: ReplEntry, _ source: LuaSource, shown: LuaSource, isValue: Bool) -> Outcome {
        let before = working.plan
        let expected = session.expectations.count
        let assumed = session.assumptions
        let positions = session.positions
        session.forgetWarnings()
        session.declaredIn = [:]
        parts = []
        shownBytes = 0
        request = nil
        do {
            let values = try machine.run(entry: source, shown: shown)
            takePrinted()
            parts += values.map { .value(ReplValue($0)) }
            parts += session.expectations[expected...].map { .remark(ReplWords.expectation($0)) }
            if let request { try fulfil(request, before) }
        } catch {
            takePrinted()
            working.restore(before)
            session.expectations.removeSubrange(expected...)
            session.assumptions = assumed
            session.rewind(to: positions)
            let diagnostics = (error as? LuaError).map { [$0.diagnostic] } ?? (error as? DiagnosticList)?.diagnostics
            return .failed(parts, (diagnostics ?? []).map(ReplWords.ofSession))
        }
        if case .undo? = request { return .done(parts) }
        parts += session.warnings.map { .remark("Look: \($0.message.onOneLine).") }
        parts += ReplWords.changes(from: before, to: working.plan).map { .remark($0) }
        note(
            entry, isValue: isValue, before: before, positions, isExpectation: session.expectations.count > expected)
        return .done(parts)
    }

    /// Keeps what a script of the session needs. A look at a value is not part of what the session did.
    private func note(
        _ entry: ReplEntry, isValue: Bool, before: Plan, _ positions: [ScenarioSession.StreamKey: DrawSequence],
        isExpectation: Bool
    ) {
        for name in machine.keptNames { madeNames.insert(name.name) }
        let planChanged = ReplWords.isChanged(before, working.plan)
        if planChanged {
            earlier.append(Earlier(plan: before, kept: kept.count, positions: positions))
            if earlier.count > Self.mostUndone { earlier.removeFirst() }
        }
        let mayMatter =
            planChanged || isExpectation || !isValue
            || (madeNames.contains { entry.mentions($0) } && isStatement(entry))
        let isOnlyForSessions = isValue && ReplFunction.all.contains { entry.mentions($0.name) }
        if mayMatter, planChanged || !isOnlyForSessions {
            kept.append(KeptEntry(entry: entry, planChanged: planChanged))
        }
    }

    private func isStatement(_ entry: ReplEntry) -> Bool {
        if case .complete = machine.check(LuaSource(name: "entry", text: entry.text)) { true } else { false }
    }

    private func takePrinted() {
        let (text, end) = machine.printed(from: shownBytes)
        shownBytes = end
        if !text.isEmpty { parts.append(.printed(text)) }
    }

    // MARK: What the session's functions ask for

    /// Shows a value in its turn.
    func show(_ value: ReplValue) throws(LuaCallError) {
        guard parts.count < Self.mostParts else {
            throw LuaCallError(
                "session.shown-too-much", "an entry shows more than \(Self.mostParts) values",
                help: "show one table of them")
        }
        takePrinted()
        parts.append(.value(value))
    }

    /// Asks for something to be done after the entry.
    func ask(_ wish: Request) throws(LuaCallError) {
        guard request == nil else {
            throw LuaCallError(
                "session.second-request", "undo, save and quit each stand in an entry of their own",
                help: "enter them one after the other")
        }
        request = wish
    }

    private func fulfil(_ request: Request, _ before: Plan) throws(DiagnosticList) {
        guard !ReplWords.isChanged(before, working.plan) else {
            throw DiagnosticList(
                Diagnostic(
                    "session.not-alone", "the entry changes the plan, and then asks for something else",
                    reason: "undo, save and quit each stand in an entry of their own",
                    help: "enter them one after the other; this entry has changed nothing"))
        }
        switch request {
        case .quit: isOver = true
        case .save(let path):
            try save(path, try script())
            parts.append(.remark("Saved the session as \(path.onOneLine)."))
        case .undo:
            guard let last = earlier.popLast() else {
                throw DiagnosticList(
                    Diagnostic(
                        "session.nothing-to-undo", "there is nothing to undo", reason: "the plan is as it was read"))
            }
            let undone = ReplWords.undoing(from: last.plan, to: working.plan)
            working.restore(last.plan)
            session.rewind(to: last.positions)
            if last.kept < kept.count, let place = kept[last.kept...].firstIndex(where: \.planChanged) {
                kept.remove(at: place)
            }
            parts.append(.remark(undone))
        }
    }
}
