package import Diagnostics
package import Finance

/// Everything that one run of a scenario found: what a report shows, and all of it.
package struct ScenarioRun: Sendable {
    /// What the scenario does, in the script's words.
    package let title: String
    /// Why, in the script's words.
    package let about: String?
    /// The script's name as the person gave it.
    package let script: String
    /// The levers with the values that they had: of each layer in turn and in the order of their names, the script's
    /// own last.
    package let levers: [Lever]
    /// What it did to the plan, movements included.
    package let evaluation: Evaluation
    /// The scenarios that it is made of, in the order in which they ran. One that is based on no other has one layer.
    package let layers: [ScenarioLayer]
    /// What the script expects, in the order in which it says so.
    package let expectations: [Expectation]
    /// What the script takes for true, in the order in which it says so.
    package let assumptions: [Assumption]
    /// What the script printed.
    package let printed: String
    /// The streams of chance that the script drew from, by name, in the order of the names.
    package let streams: [String]
    /// What a person should look at, though the script ran.
    package let warnings: [Diagnostic]

    /// Makes the figures of an outcome by doing its changes again. Throws when the plan refuses them: then the outcome
    /// is of another plan.
    package init(_ outcome: ScenarioOutcome, of script: String, on plan: Plan) throws(DiagnosticList) {
        var layers: [ScenarioLayer] = []
        var after = plan
        do throws(PlanError) {
            for layer in outcome.layers {
                let before = after
                after = try before.applying(layer.changes)
                var alone = ScenarioLayer.Alone.same
                switch layer.alone {
                case .changes(let changes)?: alone = .plan(try plan.applying(changes))
                case .refused(let reason)?: alone = .refused(reason)
                case nil: break
                }
                layers.append(
                    ScenarioLayer(
                        title: layer.title, script: layer.script, before: before, after: after, alone: alone))
            }
        } catch {
            throw DiagnosticList(
                Diagnostic(
                    "scenario.outcome-refused", "the plan refuses what the script did: \(error.message)",
                    at: Place(file: script), reason: "a run's changes are made a second time to make its figures",
                    help: "this is a defect of the program: please report it with the script and the plan"))
        }
        title = outcome.title
        about = outcome.about
        self.script = script
        levers = outcome.levers
        evaluation = Evaluation(before: plan, after: after)
        self.layers = layers
        expectations = outcome.expectations
        assumptions = outcome.assumptions
        printed = outcome.printed
        streams = outcome.streams
        warnings = outcome.warnings
    }

    /// Every movement of money of every year, in the order in which they were made.
    package var movements: [Movement] { evaluation.after.allYears.flatMap(\.movements) }

    /// Whether the run counts as passed: the plan balances, no national condition is breached, and every expectation is
    /// met.
    package var isPassed: Bool {
        evaluation.isBalanced && evaluation.breached.isEmpty && expectations.allSatisfy(\.isMet)
    }
}

/// One `name=value` that a person set on the command line.
package struct LeverSetting: Hashable, Sendable {
    /// The lever's name.
    package let name: String
    /// What it is set to, as typed.
    package let text: String

    /// Makes a setting.
    package init(name: String, text: String) {
        self.name = name
        self.text = text
    }
}
