import Scripting

/// Scenarios side by side, presented: as text for people or as JSON for machines. Both carry the same figures.
package struct CompareReport: Sendable {
    let comparison: ScenarioComparison
    let planHash: String
    let scriptHashes: [String]
    let command: [String]

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

    var provenance: Provenance { Provenance(planHash: planHash, command: command) }

    /// The letters of scenarios, in words: `A, C`.
    func letters(_ scenarios: [Int]) -> String {
        scenarios.map(ScenarioComparison.letter).joined(separator: ", ")
    }
}
