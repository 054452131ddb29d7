import Finance
import Scripting

/// Scenarios side by side, presented: as text for people or as JSON for machines. Both carry the same figures.
package struct CompareReport: Sendable {
    /// The scenarios.
    package let comparison: ScenarioComparison
    /// The hash of the plan folder's files.
    package let planHash: String
    /// The hash of each script, in the order of the comparison.
    package let scriptHashes: [String]
    /// The command that makes the report.
    package let command: [String]

    /// Makes a report.
    ///
    /// - Parameters:
    ///   - comparison: the scenarios.
    ///   - planHash: the hash of the plan folder's files.
    ///   - scriptHashes: the hash of each script, in the order of the comparison.
    ///   - command: the command that makes the report.
    package init(_ comparison: ScenarioComparison, planHash: String, scriptHashes: [String], command: [String]) {
        precondition(scriptHashes.count == comparison.runs.count, "a hash for each script")
        self.comparison = comparison
        self.planHash = planHash
        self.scriptHashes = scriptHashes
        self.command = command
    }

    var provenance: Provenance {
        let own = comparison.plan.rulebook
        return Provenance(
            planHash: planHash, rulebook: own, laterRulebooks: rulebooks.filter { $0.id != own?.id }, command: command)
    }

    /// The rulebook of the plan's year, and those of the years to which any of the scenarios goes on.
    var rulebooks: [Rulebook] {
        var found = [comparison.plan.rulebook].compactMap(\.self)
        for rulebook in comparison.runs.flatMap(\.evaluation.laterRulebooks)
        where !found.contains(where: { $0.id == rulebook.id }) {
            found.append(rulebook)
        }
        return found
    }

    /// The letters of scenarios, in words: `A, C`.
    func letters(_ scenarios: [Int]) -> String {
        scenarios.map(ScenarioComparison.letter).joined(separator: ", ")
    }
}
