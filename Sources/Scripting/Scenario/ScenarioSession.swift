package import Diagnostics
import Finance
import LuaHost

/// What one run of a scenario script has said and done so far. The functions of the Lua API read and change it; it is
/// used on one thread and thrown away with the run.
final class ScenarioSession {
    /// The script's name for people.
    let script: String
    /// Whether the script comes in entries, each of which is a source of its own.
    var comesInEntries = false
    /// What `scenario { … }` declared.
    var declaration: ScenarioDeclaration?
    /// What `expect` found.
    var expectations: [Expectation] = []
    /// The classes as the machine knows them.
    var classes: [APIClassName: LuaClassID] = [:]

    init(script: String) { self.script = script }

    /// The place of a line of the script.
    func place(_ caller: (source: String, line: Int)?) -> Place? {
        caller.map { Place(file: comesInEntries ? $0.source : script, line: $0.line) }
    }

    /// An object as a value for the script.
    func value(_ object: some ScriptObject) -> LuaValue {
        guard let id = classes[object.className] else {
            preconditionFailure("class \(object.className) is not defined")
        }
        return .object(id, object)
    }
}

/// What a script's `scenario { … }` says.
struct ScenarioDeclaration {
    let title: String
    let plan: String
    let about: String?
    /// The levers by name, in the order of their names: a Lua table keeps no order of its own.
    let levers: [(name: String, declaration: LeverDeclaration)]
    let hasCheck: Bool
    let written: Place?
}

/// What a script expects of its result, and whether it holds.
package struct Expectation: Hashable, Sendable {
    /// Whether it holds.
    package let isMet: Bool
    /// What is expected, in the script's words.
    package let message: String
    /// The script and line that state it.
    package let written: Place?
}
