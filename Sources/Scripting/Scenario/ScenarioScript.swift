package import Diagnostics
package import Finance
import LuaHost

/// A scenario script that was read and has declared its scenario, ready to run on a plan.
///
/// A script runs in a machine of its own that is thrown away afterwards, so no run can leak into another. Each script
/// is run once: load it again to run it again.
package final class ScenarioScript {
    /// The script's name as the person gave it.
    package let name: String
    /// The id of the plan that the scenario starts from.
    package var planID: String { declaration.plan }
    /// What the scenario does, in the script's words.
    package var title: String { declaration.title }

    private let machine: LuaMachine
    private let session: ScenarioSession
    private let declaration: ScenarioDeclaration
    private var hasRun = false

    /// Reads a script and runs its body, which declares the scenario.
    ///
    /// - Parameters:
    ///   - name: what to call the script in errors and reports.
    ///   - text: the script.
    package init(name: String, text: String) throws(DiagnosticList) {
        let session = ScenarioSession(script: name)
        let machine = try described { () throws(LuaError) in
            let machine = try LuaMachine()
            API.bind(to: machine, session)
            try machine.run(LuaSource(name: name, text: text))
            return machine
        }
        let help = "end the script with: return scenario { title = …, plan = …, change = function(plan, levers) … end }"
        guard let declaration = session.declaration else {
            throw DiagnosticList(
                Diagnostic("scenario.none", "the script declares no scenario", at: Place(file: name), help: help))
        }
        guard case .table(let returned) = machine.returned, case .function? = returned["change"],
            case .string(declaration.title)? = returned["title"], (returned["check"] == nil) == !declaration.hasCheck
        else {
            throw DiagnosticList(
                Diagnostic(
                    "scenario.not-returned", "the script does not return the scenario that it declares",
                    at: declaration.written ?? Place(file: name), help: help))
        }
        self.name = name
        self.machine = machine
        self.session = session
        self.declaration = declaration
    }

    /// Runs the scenario on a plan.
    ///
    /// - Parameters:
    ///   - plan: the plan as it was read; it is not changed.
    ///   - settings: what the person set its levers to.
    package func run(on plan: Plan, settings: [LeverSetting] = []) throws(DiagnosticList) -> ScenarioRun {
        precondition(!hasRun, "a script runs once")
        hasRun = true
        let levers = try resolvedLevers(settings)
        let working = PlanHandle(plan)
        try described { () throws(LuaError) in
            _ = try machine.callReturned(
                "change", [session.value(working), session.value(LeversHandle(levers))])
        }
        working.sealed = "the scenario's changes are done"
        if declaration.hasCheck {
            let result = ResultHandle(before: plan, after: working.plan)
            try described { () throws(LuaError) in _ = try machine.callReturned("check", [session.value(result)]) }
        }
        return ScenarioRun(
            title: declaration.title, about: declaration.about, script: name, levers: levers,
            evaluation: Evaluation(before: plan, after: working.plan), expectations: session.expectations,
            printed: machine.printed)
    }

    private func resolvedLevers(_ settings: [LeverSetting]) throws(DiagnosticList) -> [Lever] {
        var problems: [Diagnostic] = []
        var texts: [String: String] = [:]
        let names = declaration.levers.map(\.name)
        for setting in settings {
            if !names.contains(setting.name) {
                problems.append(
                    Diagnostic(
                        "lever.unknown", "the scenario has no lever `\(setting.name)`",
                        help: Suggestion.didYouMean(setting.name, in: names)
                            ?? (names.isEmpty
                                ? "it has none at all" : "its levers are \(names.joined(separator: ", "))")))
            } else if texts.updateValue(setting.text, forKey: setting.name) != nil {
                problems.append(Diagnostic("lever.set-twice", "lever `\(setting.name)` is set twice"))
            }
        }
        var levers: [Lever] = []
        for (name, lever) in declaration.levers {
            do throws(Diagnostic) {
                levers.append(try lever.resolved(name, setTo: texts[name]))
            } catch {
                problems.append(error)
            }
        }
        guard problems.isEmpty else { throw DiagnosticList(problems) }
        return levers
    }
}

/// Runs something in the Lua machine and turns its error into what a person reads.
private func described<Value>(_ body: () throws(LuaError) -> Value) throws(DiagnosticList) -> Value {
    do throws(LuaError) { return try body() } catch { throw DiagnosticList(error.diagnostic) }
}
