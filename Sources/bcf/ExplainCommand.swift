import ArgumentParser
import Diagnostics
import Finance
import PlanFiles
import Reports
import Scripting

/// `bcf explain SCENARIO.lua FIGURE`: walks a figure back to its input cells and movements.
struct ExplainCommand: ParsableCommand, WritesReports {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Walk a figure back to the input cells and movements that it is made of.",
        discussion: """
            A figure is the id of a line, for what it spends; the id of a source, for what has come in from it; a theme, \
            or the id of a contributor or a pool, for what is spent; or property=value, as in commissioner=nhs. Several \
            narrow it down. `spend`, `income` or `unallocated` before them, or alone, says what is counted.
            """)

    @Argument(help: ArgumentHelp("A scenario script, or a plan folder.", valueName: "scenario.lua|plan"))
    var subject: String

    @Argument(help: ArgumentHelp("The figure, such as UPO5.1, income, or theme=Enablers.", valueName: "figure"))
    var figure: [String]

    @Option(help: ArgumentHelp("Only what is of this source.", valueName: "id"))
    var source: String?

    @OptionGroup var scenario: ScenarioOptions

    @OptionGroup var output: OutputOptions

    func run() throws {
        let result: (plan: Plan, run: ScenarioRun?, provenance: Provenance, inputs: [String])
        var words = ["bcf", "explain", subject] + figure
        if let source { words += ["--source", source] }
        if subject.hasSuffix(".lua") {
            let run = try scenario.run(subject)
            let command = words + run.options + output.options
            result = (
                run.run.evaluation.after, run.run,
                Provenance(
                    planHash: run.planHash, scriptHash: run.scriptHash, moduleHashes: run.moduleHashes,
                    rulebook: run.run.evaluation.before.rulebook, laterRulebooks: run.run.evaluation.laterRulebooks,
                    command: command),
                run.inputs
            )
        } else {
            let folder = try scenario.planAlone(subject)
            result = (
                folder.plan, nil,
                Provenance(
                    planHash: folder.hash, rulebook: folder.plan.rulebook,
                    command: words + scenario.rulebook.options + output.options),
                OutputOptions.files(ofPlan: subject)
            )
        }
        let report = ExplanationReport(
            try explanation(in: result.plan), of: result.plan, run: result.run, provenance: result.provenance)
        try output.write(output.format == .json ? report.json() : report.text(), keeping: result.inputs)
    }

    private func explanation(in plan: Plan) throws(DiagnosticList) -> Explanation {
        do throws(PlanError) {
            return plan.explanation(of: try plan.figure(named: figure, source: source))
        } catch {
            throw DiagnosticList(
                Diagnostic(error.code, error.message.onOneLine, reason: error.reason, help: error.help?.onOneLine))
        }
    }
}
