package import Diagnostics
package import Finance
package import LuaHost

/// A scenario script that was read and has declared its scenario, ready to run on a plan.
///
/// A script runs in a machine of its own. Each run starts the script afresh, so nothing that one run does can be seen by
/// the next, and the order of runs means nothing.
package final class ScenarioScript {
    /// The script's name as the person gave it.
    package let name: String
    /// The id of the plan that the scenario starts from.
    package var planID: String { scenario.declaration.plan }
    /// What the scenario does, in the script's words.
    package var title: String { scenario.declaration.title }
    /// How many samples a run makes when nobody says.
    package static let standardSamples = 1000

    let machine: LuaMachine
    let session: ScenarioSession
    /// The expressions that were asked last.
    private(set) var asked = AskedExpressions()
    private let chunk: LuaChunk
    private let moduleNames: [String: String]
    /// The scenario as the script last declared it.
    private var scenario: ScenarioHandle
    /// Whether anything ran since.
    private var isUsed = false

    /// Reads a script and runs its body, which declares the scenario.
    ///
    /// - Parameters:
    ///   - script: the script.
    ///   - modules: what `use` gives, by name.
    ///   - limits: what each entry into the script may use.
    package init(
        _ script: ScriptText, modules: [ScriptModule] = [], limits: LuaLimits = .standard
    ) throws(DiagnosticList) {
        name = script.name
        let session = ScenarioSession(script: script.name)
        let machine = try described { () throws(LuaError) in try LuaMachine(limits: limits) }
        API.bind(to: machine, session)
        let chunks = try Self.compiled([script] + modules.map(\.script), in: machine)
        for (module, chunk) in zip(modules, chunks.dropFirst()) { machine.offer(chunk, as: module.name) }
        chunk = chunks[0]
        self.machine = machine
        self.session = session
        moduleNames = Dictionary(modules.map { ($0.script.name, $0.name) }, uniquingKeysWith: { first, _ in first })
        scenario = try Self.declared(by: chunk, in: machine, session)
    }

    /// Compiles scripts; throws what is wrong with all of them together.
    private static func compiled(
        _ scripts: [ScriptText], in machine: LuaMachine
    ) throws(DiagnosticList) -> [LuaChunk] {
        var chunks: [LuaChunk] = []
        var problems: [Diagnostic] = []
        for script in scripts {
            do throws(LuaError) {
                chunks.append(try machine.compile(LuaSource(name: script.name, text: script.text)))
            } catch {
                problems.append(error.diagnostic)
            }
        }
        guard problems.isEmpty else { throw DiagnosticList(problems) }
        return chunks
    }

    /// Runs the body of the script and finds the scenario that it returns.
    private static func declared(
        by chunk: LuaChunk, in machine: LuaMachine, _ session: ScenarioSession
    ) throws(DiagnosticList) -> ScenarioHandle {
        session.begin()
        machine.forgetPrinted()
        try described { () throws(LuaError) in try machine.run(chunk) }
        if case .object(_, let object) = machine.returned, let scenario = object as? ScenarioHandle { return scenario }
        let help = "end the script with: return scenario { title = …, plan = …, change = function(plan, levers) … end }"
        let written = session.declaredIn[session.script]
        throw DiagnosticList(
            Diagnostic(
                written != nil ? "scenario.not-returned" : "scenario.none",
                written != nil
                    ? "the script does not return the scenario that it declares" : "the script declares no scenario",
                at: written ?? Place(file: session.script), help: help))
    }

    /// The scenario, declared afresh if anything has run since it was declared.
    private func freshScenario() throws(DiagnosticList) -> ScenarioHandle {
        if isUsed { scenario = try Self.declared(by: chunk, in: machine, session) }
        isUsed = true
        return scenario
    }

    // MARK: Running

    /// Runs the scenario on a plan and makes its figures.
    ///
    /// - Parameters:
    ///   - plan: the plan as it was read; it is not changed.
    ///   - settings: what the person set its levers to.
    ///   - seed: what chance is drawn from.
    ///   - samples: how many samples say how sure an outcome is; 0 for none.
    package func run(
        on plan: Plan, settings: [LeverSetting] = [], seed: UInt64 = 0, samples: Int = standardSamples
    ) throws(DiagnosticList) -> ScenarioRun {
        try ScenarioRun(
            try outcome(on: plan, settings: settings, seed: seed, samples: samples), of: name, on: plan)
    }

    /// Runs the scenario on a plan.
    package func outcome(
        on plan: Plan, settings: [LeverSetting] = [], seed: UInt64 = 0, samples: Int = standardSamples
    ) throws(DiagnosticList) -> ScenarioOutcome {
        session.samples = samples
        useSeed(seed)
        let layers = try freshScenario().layers
        let levers = try resolvedLevers(of: layers, settings)
        let plans = try changed(plan, by: layers, levers)
        let stated = try check(layers, plans)
        let (assumptions, warnings) = (session.assumptions, session.warnings)
        let (printed, streams) = (machine.printed, Set(session.streams.keys.map(\.name)).sorted())
        let expectations = withTheWhole(stated, layers, plans)
        var outcomes: [LayerOutcome] = []
        for (index, layer) in layers.enumerated() {
            outcomes.append(
                LayerOutcome(
                    title: layer.declaration.title, script: layer.declaration.script,
                    changes: plans[index + 1].changes(since: plans[index]),
                    alone: index == 0 ? nil : try alone(index, on: plan, levers[index])))
        }
        let own = layers[layers.count - 1].declaration
        return ScenarioOutcome(
            title: own.title, about: own.about, plan: own.plan, levers: levers.flatMap { $0.map(\.shown) },
            layers: outcomes, expectations: expectations, assumptions: assumptions, printed: printed, streams: streams,
            warnings: warnings)
    }

    /// Runs the scenario once for each setting of its levers and takes the totals. A setting that is refused does not
    /// keep the others from running.
    package func sweep(on plan: Plan, over settings: [[LeverSetting]]) -> [SweepPoint] {
        // What is met before is the same for every point.
        let before = plan.conditionAssessments().map(\.isMet)
        return settings.map { settings in
            do throws(DiagnosticList) {
                return .figures(try figures(on: plan, settings, metBefore: before))
            } catch {
                return .refused(error.diagnostics[0].message)
            }
        }
    }

    private func figures(
        on plan: Plan, _ settings: [LeverSetting], metBefore: [Bool]
    ) throws(DiagnosticList) -> SweepFigures {
        let layers = try freshScenario().layers
        let plans = try changed(plan, by: layers, try resolvedLevers(of: layers, settings))
        try check(layers, plans)
        let after = plans[plans.count - 1]
        let years = after.allYears
        return SweepFigures(
            spend: after.totalSpend, unallocated: after.totalUnallocated, isBalanced: years.allSatisfy(\.isBalanced),
            expectations: session.expectations.count, met: session.expectations.count { $0.isMet },
            lost: zip(metBefore, years[0].conditionAssessments()).enumerated().compactMap { index, pair in
                pair.0 && !pair.1.isMet ? index : nil
            })
    }

    /// Draws chance from a seed. The body may have drawn from another already.
    func useSeed(_ seed: UInt64) {
        guard session.seed != seed else { return }
        session.seed = seed
        isUsed = true
    }

    /// Compiles expressions, unless they are those that were asked last.
    func prepare(_ expressions: [ScenarioExpression]) throws(DiagnosticList) {
        guard asked.expressions != expressions else { return }
        var chunks: [LuaChunk] = []
        for expression in expressions {
            chunks.append(
                try described { () throws(LuaError) in
                    try machine.compile(
                        LuaSource(name: expression.name, text: expression.compiled),
                        shown: LuaSource(name: expression.name, text: expression.text))
                })
        }
        asked = AskedExpressions(expressions: expressions, chunks: chunks)
    }

    /// Runs the scenario with its levers set, its `check` included: the plan as it was read and after each layer, and the
    /// levers as the whole scenario shows them.
    func reached(on plan: Plan, _ settings: [LeverSetting]) throws(DiagnosticList) -> ([Plan], [Lever]) {
        let layers = try freshScenario().layers
        let levers = try resolvedLevers(of: layers, settings)
        let plans = try changed(plan, by: layers, levers)
        try check(layers, plans)
        return (plans, levers.flatMap { $0.map(\.shown) })
    }

    /// The plan as it was read, and after each layer.
    private func changed(
        _ plan: Plan, by layers: [ScenarioHandle], _ levers: [[LayerLever]]
    ) throws(DiagnosticList) -> [Plan] {
        let working = PlanHandle(plan)
        var plans = [plan]
        for (layer, levers) in zip(layers, levers) {
            do throws(DiagnosticList) {
                try change(working, by: layer, levers)
            } catch {
                throw plans.count == 1 ? error : Self.naming(layers.prefix(plans.count - 1), before: error)
            }
            plans.append(working.plan)
        }
        working.sealed = "the scenario's changes are done"
        return plans
    }

    /// An error with the layers that ran before it: the plan is no longer as it was read.
    private static func naming(_ before: ArraySlice<ScenarioHandle>, before error: DiagnosticList) -> DiagnosticList {
        let titles = before.map { "`\($0.declaration.title)`" }.joined(separator: ", ")
        var diagnostics = error.diagnostics
        diagnostics[0].reason =
            (diagnostics[0].reason.map { "\($0); " } ?? "") + "the plan is as these layers left it: \(titles)"
        return DiagnosticList(diagnostics)
    }

    /// Calls a layer's `change`.
    private func change(_ plan: PlanHandle, by layer: ScenarioHandle, _ levers: [LayerLever]) throws(DiagnosticList) {
        guard layer.declaration.hasChange else { return }
        let handle = LeversHandle(levers.map(\.own))
        try described { () throws(LuaError) in
            _ = try machine.call("change", of: layer, [session.value(plan), session.value(handle)])
        }
    }

    /// Calls `check` of every layer that has one, with what that scenario did: the plan before the first of the layers
    /// that it is made of, and the plan after itself. What must hold of the whole, the whole states itself.
    ///
    /// Gives what each layer stated, in order.
    @discardableResult
    private func check(_ layers: [ScenarioHandle], _ plans: [Plan]) throws(DiagnosticList) -> [[Expectation]] {
        var stated: [[Expectation]] = []
        // What `change` stated comes first.
        var known = 0
        for (index, layer) in layers.enumerated() {
            defer {
                stated.append(Array(session.expectations[known...]))
                known = session.expectations.count
            }
            guard layer.declaration.hasCheck else { continue }
            let own = layer.layers
            let first = layers.firstIndex { candidate in own.contains { $0 === candidate } } ?? index
            let result = ResultHandle(before: plans[first], after: plans[index + 1])
            try described { () throws(LuaError) in
                _ = try machine.call("check", of: layer, [session.value(result)])
            }
        }
        return stated
    }

    /// What the layers stated, with whether it holds of the whole as well: `check` of every layer but the last is asked
    /// again, with the plan as it was read and the plan after the last layer.
    private func withTheWhole(
        _ stated: [[Expectation]], _ layers: [ScenarioHandle], _ plans: [Plan]
    ) -> [Expectation] {
        var all: [Expectation] = []
        for (index, layer) in layers.enumerated() {
            var own = stated[index]
            if index < layers.count - 1, layer.declaration.hasCheck {
                let start = session.expectations.count
                let result = ResultHandle(before: plans[0], after: plans[plans.count - 1])
                let asked: Void? = try? described { () throws(LuaError) in
                    _ = try machine.call("check", of: layer, [session.value(result)])
                }
                // `change` of the first layer may have stated something too; `check` states what comes last.
                let again = session.expectations[start...]
                let matching = own.suffix(again.count)
                if asked != nil, again.elementsEqual(matching, by: { $0.message == $1.message }) {
                    for (place, expectation) in zip(matching.indices, again) {
                        own[place].holdsOfWhole = expectation.isMet
                    }
                }
            }
            all += own
        }
        return all
    }

    /// What one layer does when the others do nothing. A refusal is an answer too: the layer needs the others.
    private func alone(
        _ index: Int, on plan: Plan, _ levers: [LayerLever]
    ) throws(DiagnosticList) -> LayerAlone {
        let layer = try freshScenario().layers[index]
        let working = PlanHandle(plan)
        do throws(DiagnosticList) {
            try change(working, by: layer, levers)
        } catch {
            return .refused(error.diagnostics[0].message)
        }
        return .changes(working.plan.changes(since: plan))
    }

    // MARK: Levers

    /// A lever as its layer knows it, and as the whole scenario shows it.
    private struct LayerLever {
        let own: Lever
        let shown: Lever
    }

    /// The levers of every layer, set as the person asks. The script's own have their plain names; those of a layer
    /// below have its name before theirs.
    private func resolvedLevers(
        of layers: [ScenarioHandle], _ settings: [LeverSetting]
    ) throws(DiagnosticList) -> [[LayerLever]] {
        var problems: [Diagnostic] = []
        // Settings and levers are a handful, so they are looked through one after another.
        for (index, setting) in settings.enumerated() {
            if !hasLever(setting.name, layers) {
                let names = layers.flatMap { layer in layer.declaration.levers.map { shownName($0.name, in: layer) } }
                problems.append(
                    Diagnostic(
                        "lever.unknown", "the scenario has no lever `\(setting.name)`",
                        help: Suggestion.didYouMean(setting.name, in: names)
                            ?? (names.isEmpty
                                ? "it has none at all" : "its levers are \(names.joined(separator: ", "))")))
            } else if settings[..<index].contains(where: { $0.name == setting.name }) {
                problems.append(Diagnostic("lever.set-twice", "lever `\(setting.name)` is set twice"))
            }
        }
        var levers: [[LayerLever]] = []
        for layer in layers {
            var ofLayer: [LayerLever] = []
            for (name, declaration) in layer.declaration.levers {
                let shown = shownName(name, in: layer)
                do throws(Diagnostic) {
                    let text = settings.first { $0.name == shown }?.text
                    let lever = try declaration.resolved(shown, setTo: text)
                    ofLayer.append(LayerLever(own: lever.named(name), shown: lever))
                } catch {
                    problems.append(error)
                }
            }
            levers.append(ofLayer)
        }
        guard problems.isEmpty else { throw DiagnosticList(problems) }
        return levers
    }

    private func hasLever(_ name: String, _ layers: [ScenarioHandle]) -> Bool {
        layers.contains { layer in
            layer.declaration.levers.contains { shownName($0.name, in: layer) == name }
        }
    }

    private func shownName(_ lever: String, in layer: ScenarioHandle) -> String {
        if moduleNames.isEmpty { return lever }
        return moduleNames[layer.declaration.script].map { "\($0).\(lever)" } ?? lever
    }
}

/// Runs something in the Lua machine and turns its error into what a person reads.
private func described<Value>(_ body: () throws(LuaError) -> Value) throws(DiagnosticList) -> Value {
    do throws(LuaError) { return try body() } catch { throw DiagnosticList(error.diagnostic) }
}
