package import Diagnostics
package import Finance

/// What running a scenario script brought to light: what it did and said, without the plan that it ran on.
///
/// It can cross from one process to another. ``ScenarioRun`` makes the figures of it, by doing the changes again.
package struct ScenarioOutcome: Hashable, Sendable {
    /// What the scenario does, in the script's words.
    package let title: String
    /// Why, in the script's words.
    package let about: String?
    /// The id of the plan that it is for.
    package let plan: String
    /// The levers with the values that they had: of each layer in turn, the script's own last.
    package let levers: [Lever]
    /// The scenarios that it is made of, in the order in which they ran; the script's own last.
    package let layers: [LayerOutcome]
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

    /// Makes an outcome.
    package init(
        title: String, about: String?, plan: String, levers: [Lever], layers: [LayerOutcome],
        expectations: [Expectation], assumptions: [Assumption], printed: String, streams: [String],
        warnings: [Diagnostic] = []
    ) {
        self.title = title
        self.about = about
        self.plan = plan
        self.levers = levers
        self.layers = layers
        self.expectations = expectations
        self.assumptions = assumptions
        self.printed = printed
        self.streams = streams
        self.warnings = warnings
    }
}

/// What one layer of a scenario did.
package struct LayerOutcome: Hashable, Sendable {
    /// What the layer does, in its script's words.
    package let title: String
    /// Its script.
    package let script: String
    /// What it did to the plan as the layers before it left it.
    package let changes: PlanChanges
    /// What it does to the plan on its own, when it is not the first; `nil` for the first, for which both are the same.
    package let alone: LayerAlone?

    /// Makes the outcome of a layer.
    package init(title: String, script: String, changes: PlanChanges, alone: LayerAlone?) {
        self.title = title
        self.script = script
        self.changes = changes
        self.alone = alone
    }
}

/// What a layer does on its own.
package enum LayerAlone: Hashable, Sendable {
    /// It does this.
    case changes(PlanChanges)
    /// It cannot run on its own, for this reason.
    case refused(String)
}
