import Diagnostics
package import Finance

/// Everything that one run of a scenario found: what a report shows, and all of it.
package struct ScenarioRun: Sendable {
    /// What the scenario does, in the script's words.
    package let title: String
    /// Why, in the script's words.
    package let about: String?
    /// The script's name as the person gave it.
    package let script: String
    /// The levers with the values that they had, in the order of their names.
    package let levers: [Lever]
    /// What it did to the plan, movements included.
    package let evaluation: Evaluation
    /// What the script expects, in the order in which it says so.
    package let expectations: [Expectation]
    /// What the script printed.
    package let printed: String

    /// Every movement of money, in the order in which they were made.
    package var movements: [Movement] { evaluation.after.movements }

    /// Whether the run counts as passed: the plan balances and every expectation is met.
    package var isPassed: Bool { evaluation.isBalanced && expectations.allSatisfy(\.isMet) }
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
