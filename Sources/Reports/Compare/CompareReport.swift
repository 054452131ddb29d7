package import Finance
import Scripting

/// Scenarios side by side, presented: as text for people, as JSON or as a table for machines. All carry the same figures.
package struct CompareReport: Sendable {
    /// The scenarios.
    package let comparison: ScenarioComparison
    /// Which rows are shown, and in which order.
    package let view: ComparisonView
    /// The hash of the plan folder's files.
    package let planHash: String
    /// The hash of each script, in the order of the comparison.
    package let scriptHashes: [String]
    /// The hash of the script that the others are held against; `nil` where that is the plan.
    package let baseHash: String?
    /// The command that makes the report.
    package let command: [String]

    /// Makes a report.
    package init(
        _ comparison: ScenarioComparison, view: ComparisonView = ComparisonView(), planHash: String,
        scriptHashes: [String], baseHash: String? = nil, command: [String]
    ) {
        precondition(scriptHashes.count == comparison.runs.count, "a hash for each script")
        self.comparison = comparison
        self.view = view
        self.planHash = planHash
        self.scriptHashes = scriptHashes
        self.baseHash = baseHash
        self.command = command
    }

    /// What it takes to make the report again.
    package var provenance: Provenance {
        let own = comparison.plan.rulebook
        let sampled = comparison.sampled
        return Provenance(
            planHash: planHash, rulebook: own, laterRulebooks: rulebooks.filter { $0.id != own?.id },
            seed: sampled?.seed, sampling: sampled.map { ($0.count, $0.design) }, command: command)
    }

    /// The rulebook of the plan's year, and those of the years to which any of the scenarios goes on.
    package var rulebooks: [Rulebook] {
        var found = [comparison.plan.rulebook].compactMap(\.self)
        for rulebook in allRuns.flatMap(\.evaluation.laterRulebooks)
        where !found.contains(where: { $0.id == rulebook.id }) {
            found.append(rulebook)
        }
        return found
    }

    private var allRuns: [ScenarioRun] { [comparison.baseRun].compactMap(\.self) + comparison.runs }

    /// The letters of scenarios, in words: `A, C`.
    func letters(_ scenarios: [Int]) -> String {
        scenarios.map(ScenarioComparison.letter).joined(separator: ", ")
    }

    /// What each scenario does in one sentence of plain words, for the top of the report.
    package var summaries: [String] {
        comparison.runs.map { run in
            RunReport(run, provenance: Provenance(planHash: "", command: [])).moneySummary
        }
    }

    /// The condition that each scenario brings closest to breach, in one sentence; `nil` where no figure is known.
    package var closestConditions: [String?] {
        comparison.runs.map { run in
            RunReport(run, provenance: Provenance(planHash: "", command: [])).closestCondition
        }
    }

    /// What dominates what, in one sentence; empty where there is nothing to judge by.
    package var dominanceWords: String {
        let pareto = comparison.pareto
        guard !pareto.judgedBy.isEmpty else { return "" }
        let names = pareto.front.map(name).joined(separator: ", ")
        let beaten = pareto.dominatedBy.enumerated().filter { !$1.isEmpty }.map { option, others in
            "\(name(option)) by \(others.map(name).joined(separator: " and "))"
        }
        return "\(beaten.isEmpty ? "Nothing dominates anything" : "Dominated: \(beaten.joined(separator: "; "))"). "
            + "On the front: \(names)."
    }

    /// Conditions that the smallest margin leaves out although scenarios differ in them, as they can be told of some
    /// options alone; empty where there are none, or where nothing is judged by that margin.
    package var untoldWords: String {
        guard comparison.measures.contains(where: { $0.kind == .margin }) else { return "" }
        let known: Set<ConditionAssessment.Verdict> = [.met, .breached]
        let left = comparison.conditions.filter { row in
            let told = ([row.base] + row.after).map { $0.map { known.contains($0.verdict) } ?? false }
            return row.hasMargin && row.isChanged && told.contains(true) && told.contains(false)
        }
        guard !left.isEmpty else { return "" }
        let ids = left.map { row in
            let told = ([row.base] + row.after).enumerated().filter { $1.map { known.contains($0.verdict) } ?? false }
            return
                "\(row.condition.markedId), which can be told of \(told.map { name($0.offset) }.joined(separator: ", "))"
        }
        return "No measure counts \(ids.joined(separator: "; ")) alone."
    }

    /// What an option is called in a sentence.
    func name(_ option: Int) -> String {
        option == 0 ? (comparison.baseRun == nil ? "the plan" : "the base") : ScenarioComparison.letter(option - 1)
    }
}
