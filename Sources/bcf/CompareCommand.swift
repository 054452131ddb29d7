import ArgumentParser
import Diagnostics
import Finance
import Reports
import Scripting
import Workbooks

/// `bcf compare A.lua B.lua …`: runs scenarios on the same plan and shows them side by side.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Run scenarios on the same plan and show them side by side.",
        discussion: "Exit codes: 0 when every scenario passed; 1 when one did not; 2 when one cannot be run.")

    @Argument(help: ArgumentHelp("The scenario scripts, two or more.", valueName: "scenario.lua"))
    var scenarios: [String]

    @OptionGroup var options: ScenarioOptions

    @OptionGroup var output: OutputOptions

    func run() throws {
        try checkNames()
        let results = try results()
        let report = CompareReport(
            try ScenarioComparison(results.map(\.run)), planHash: results[0].planHash,
            scriptHashes: results.map(\.combinedHash),
            command: ["bcf", "compare"] + scenarios + results[0].options + output.options)
        results.forEach { $0.showFindings(besides: output.format) }
        if output.format == .xlsx {
            try output.write(CompareWorkbook(of: report).content, keeping: results.flatMap(\.inputs))
        } else {
            try output.write(
                output.format == .json ? report.json() : report.text(), keeping: results.flatMap(\.inputs))
        }
        if !results.allSatisfy(\.run.isPassed) { throw Findings() }
    }

    private func checkNames() throws(DiagnosticList) {
        guard scenarios.count >= 2 else {
            throw DiagnosticList(
                Diagnostic(
                    "usage.one-scenario", "there is one scenario, and a comparison needs two",
                    help: "name another script, or use: bcf run \(Provenance.quoted(scenarios[0]))"))
        }
        guard scenarios.count <= ScenarioComparison.most else {
            throw DiagnosticList(
                Diagnostic(
                    "usage.many-scenarios", "\(scenarios.count) scenarios are too many to stand side by side",
                    help: "compare at most \(ScenarioComparison.most)"))
        }
        var seen: Set<String> = []
        for scenario in scenarios where !seen.insert(scenario).inserted {
            throw DiagnosticList(
                Diagnostic(
                    "usage.same-scenario", "`\(scenario.onOneLine)` is named twice",
                    reason: "it would be compared with itself", help: "name each script once"))
        }
    }

    /// Runs every scenario; throws what is wrong with all of them together.
    private func results() throws(DiagnosticList) -> [ScenarioOptions.Result] {
        var results: [ScenarioOptions.Result] = []
        var problems: [Diagnostic] = []
        for scenario in scenarios {
            do throws(DiagnosticList) {
                results.append(try options.run(scenario))
            } catch {
                // What is wrong with the plan is wrong for every scenario, and is said once.
                problems += error.diagnostics.filter { !problems.contains($0) }
            }
        }
        guard problems.isEmpty else { throw DiagnosticList(problems) }
        for (scenario, result) in zip(scenarios, results) where result.planHash != results[0].planHash {
            let plans = [results[0], result].map { $0.run.evaluation.before.identity.id }
            throw DiagnosticList(
                Diagnostic(
                    "compare.other-plan",
                    plans[0] == plans[1]
                        ? "the files of plan `\(plans[1])` are not the same for every scenario"
                        : "the script is for plan `\(plans[1])`, and \(scenarios[0].onOneLine) is for plan `\(plans[0])`",
                    at: Place(file: scenario),
                    reason: "scenarios are compared with the plan that they start from, so it must be the same",
                    help: plans[0] == plans[1]
                        ? "name the plan's folder with --plan" : "compare scenarios of one plan"))
        }
        return results
    }
}
