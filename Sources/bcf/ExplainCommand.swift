import ArgumentParser
import Diagnostics
import Finance
import PlanFiles
import Reports
import Scripting

/// `bcf explain SCENARIO.lua LINE`: walks a figure back to its input cells and movements.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Walk a figure back to the input cells and movements that it is made of.")

    @Argument(help: ArgumentHelp("A scenario script, or a plan folder.", valueName: "scenario.lua|plan"))
    var subject: String

    @Argument(
        help: ArgumentHelp("The id of a line, or of a source for what has come in from it.", valueName: "line|source"))
    var figure: String

    @Option(help: ArgumentHelp("Only what the line spends from this source.", valueName: "id"))
    var source: String?

    @OptionGroup var scenario: ScenarioOptions

    @OptionGroup var output: OutputOptions

    func run() throws {
        let result: (plan: Plan, run: ScenarioRun?, provenance: Provenance, inputs: [String])
        var words = ["bcf", "explain", subject, figure]
        if let source { words += ["--source", source] }
        if subject.hasSuffix(".lua") {
            let run = try scenario.run(subject)
            let command = words + run.options + output.options
            result = (
                run.run.evaluation.after, run.run,
                Provenance(
                    planHash: run.planHash, scriptHash: run.scriptHash, moduleHashes: run.moduleHashes,
                    rulebook: run.run.evaluation.before.rulebook, command: command),
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
            if source == nil, let index = plan.sources.firstIndex(where: { $0.id == figure }) {
                return plan.explanation(funding: index)
            }
            let line = try plan.lineIndex(figure)
            guard let source else { return plan.explanation(line: line) }
            return plan.explanation(line: line, source: try plan.sourceIndex(source))
        } catch {
            throw DiagnosticList(
                Diagnostic(error.code, error.message, reason: error.reason, help: error.help))
        }
    }
}
