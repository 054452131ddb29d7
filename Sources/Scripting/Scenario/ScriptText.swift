/// A script as it was read: its name for people, and its text.
package struct ScriptText: Hashable, Sendable {
    /// The name as the person gave it, such as `Scenarios/close-points-of-access.lua`; errors and reports show it.
    package let name: String
    /// The text.
    package let text: String

    /// Makes a script.
    package init(name: String, text: String) {
        self.name = name
        self.text = text
    }
}

/// A script that others use by a name: `use "shared"`.
package struct ScriptModule: Hashable, Sendable {
    /// What stands in quotes after `use`.
    package let name: String
    /// The script.
    package let script: ScriptText

    /// Makes a module.
    package init(name: String, script: ScriptText) {
        self.name = name
        self.script = script
    }
}
