import ArgumentParser
import Diagnostics
import Finance
import Pages
import Reports
import Scripting
import Workbooks

/// `bcf compare A.lua B.lua …`: runs scenarios on the same plan and shows them side by side.
struct CompareCommand: ParsableCommand, WritesReports {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Run scenarios on the same plan and show them side by side.",
        discussion: "Exit codes: 0 when every scenario passed; 1 when one did not; 2 when one cannot be run.")

    static let forms: [OutputOptions.Format] = [.table, .json, .csv, .html, .xlsx]

    @Argument(help: ArgumentHelp("The scenario scripts.", valueName: "scenario.lua"))
    var scenarios: [String]

    @Option(
        help: ArgumentHelp(
            "What the scenarios are held against: `plan`, which it is unless it is set, or a script.",
            valueName: "plan|scenario.lua"))
    var base: String?

    @OptionGroup var view: ComparisonOptions

    @OptionGroup var sampling: SamplingOptions

    @OptionGroup var options: ScenarioOptions

    @OptionGroup var output: OutputOptions

    /// The script that the others are held against; `nil` for the plan.
    private var baseScript: String? { base == "plan" ? nil : base }

    /// The scripts that are held against it.
    private var compared: [String] { scenarios.filter { $0 != baseScript } }

    func run() throws {
        try checkNames()
        let chosen = try view.chosen()
        let drawn = try sampling.chosen(seed: options.seed)
        let results = try results(samples: drawn.count)
        // The base, where it is a script, is the last.
        let (runs, baseResult) = (results.prefix(compared.count), baseScript.flatMap { _ in results.last })
        let bar = ProgressBar("sampling")
        var choices = chosen.choices
        choices.sampling = drawn
        choices.sampling.progress = bar.show
        let comparison = try view.comparison(
            runs.map(\.run), base: baseResult.map { .scenario($0.run) } ?? .plan, choices)
        bar.end()
        let report = CompareReport(
            comparison, view: chosen.view, planHash: results[0].planHash, scriptHashes: runs.map(\.combinedHash),
            baseHash: baseResult?.combinedHash,
            command: ["bcf", "compare"] + scenarios + (base.map { ["--base", $0] } ?? []) + view.options
                + results[0].options + sampling.options + output.options)
        results.forEach { $0.showFindings(besides: output.format) }
        let form: OutputOptions.Form =
            switch output.format {
            case .json: .text(report.json())
            case .csv: .text(report.csv())
            case .html: .text(ComparePage(report).html())
            case .table: .text(report.text(output.layout(isPlain: view.plain)))
            case .xlsx: .workbook(CompareWorkbook(of: report).content)
            }
        try output.write(form, keeping: results.flatMap(\.inputs))
        if !runs.allSatisfy(\.run.isPassed) { throw Findings() }
    }

    private func checkNames() throws(DiagnosticList) {
        guard !compared.isEmpty else {
            throw DiagnosticList(
                Diagnostic(
                    "usage.one-scenario", "the only scenario is the base, and there is none to hold against it",
                    help: "name another script, or leave out --base to hold it against the plan"))
        }
        guard compared.count <= ScenarioComparison.most else {
            throw DiagnosticList(
                Diagnostic(
                    "usage.many-scenarios", "\(compared.count) scenarios are too many to stand side by side",
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

    /// Runs every scenario, and the base last; throws what is wrong with all of them together.
    private func results(samples: Int) throws(DiagnosticList) -> [ScenarioOptions.Result] {
        var results: [ScenarioOptions.Result] = []
        var problems: [Diagnostic] = []
        let scripts = compared + [baseScript].compactMap(\.self)
        for script in scripts {
            do throws(DiagnosticList) {
                results.append(try options.run(script, samples: samples))
            } catch {
                // What is wrong with the plan is wrong for every scenario, and is said once.
                problems += error.diagnostics.filter { !problems.contains($0) }
            }
        }
        guard problems.isEmpty else { throw DiagnosticList(problems) }
        for (script, result) in zip(scripts, results) where result.planHash != results[0].planHash {
            let plans = [results[0], result].map { $0.run.evaluation.before.identity.id }
            throw DiagnosticList(
                Diagnostic(
                    "compare.other-plan",
                    plans[0] == plans[1]
                        ? "the files of plan `\(plans[1])` are not the same for every scenario"
                        : "the script is for plan `\(plans[1])`, and \(scripts[0].onOneLine) is for plan `\(plans[0])`",
                    at: Place(file: script),
                    reason: "scenarios are compared with the plan that they start from, so it must be the same",
                    help: plans[0] == plans[1]
                        ? "name the plan's folder with --plan" : "compare scenarios of one plan"))
        }
        return results
    }
}
