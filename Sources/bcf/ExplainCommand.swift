import ArgumentParser
import Diagnostics
import Draws
import Finance
import PlanFiles
import Reports
import Scripting

/// `bcf explain SCENARIO.lua FIGURE`: walks a figure back to input cells, movements, rules and draws.
struct ExplainCommand: ParsableCommand, WritesReports {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Walk a figure back to the input cells, movements, rules and draws that it is made of.",
        discussion: """
            A figure is the id of a line, for what it spends; the id of a source, for what has come in from it; a theme, \
            or the id of a contributor or a pool, for what is spent; or property=value, as in commissioner=nhs. Several \
            narrow it down. `spend`, `income` or `unallocated` before them, or alone, says what is counted.

            It is also the id of a condition, a metric or a risk pool, or condition=ID, metric=ID, risk_pool=ID (with \
            quarter=N after it for one quarter), district=ID for its Disabled Facilities Grant, or `contribution` or \
            `share` with pool=ID and partner=ID: what a partner puts into a pool, or bears of it.
            """)

    @Argument(help: ArgumentHelp("A scenario script, or a plan folder.", valueName: "scenario.lua|plan"))
    var subject: String

    @Argument(help: ArgumentHelp("The figure, such as UPO5.1, income, or theme=Enablers.", valueName: "figure"))
    var figure: [String]

    @Option(help: ArgumentHelp("Only what is of this source.", valueName: "id"))
    var source: String?

    @Option(
        help: ArgumentHelp("How many levels of the tree to show; all of them unless it is set.", valueName: "levels"))
    var depth: Int?

    @OptionGroup var sampling: SamplingOptions

    @OptionGroup var scenario: ScenarioOptions

    @OptionGroup var output: OutputOptions

    /// A plan with what it takes to make it again.
    private struct Subject {
        let before: Plan
        let after: Plan
        let run: ScenarioRun?
        let inputs: [String]
        /// What it takes, for a figure that chance has part in or not.
        let provenance: (_ seed: UInt64?, _ sampled: (count: Int, design: SamplingDesign)?) -> Provenance
    }

    func run() throws {
        if let depth, depth < 0 {
            throw DiagnosticList(
                Diagnostic(
                    "usage.depth", "--depth \(depth) is no number of levels",
                    help: "give 0 for the figure alone, or more"))
        }
        let chosen = try sampling.chosen(seed: scenario.seed)
        let subject = try read()
        let report = try worded { () throws(PlanError) -> ExplanationReport in
            let figure = try subject.after.explained(named: self.figure, source: source)
            var metrics: MetricTree?
            if case .metric = figure {
                let year = subject.before.identity.year
                let after = subject.after.allYears.first { $0.identity.year == year } ?? subject.after
                metrics = try MetricTree(before: subject.before, after: after, chosen)
            }
            let sampled = metrics?.sampled
            return try ExplanationReport(
                figure, of: subject.after, run: subject.run, metrics: metrics, depth: depth,
                provenance: subject.provenance(sampled?.seed, sampled.map { ($0.count, $0.design) }))
        }
        let width = output.output == nil ? Terminal.outputWidth : nil
        let text = output.format == .json ? report.json() : report.text(width: min(max(width ?? 100, 40), 120))
        try output.write(text, keeping: subject.inputs)
    }

    private func read() throws(DiagnosticList) -> Subject {
        var words = ["bcf", "explain", subject] + figure
        if let source { words += ["--source", source] }
        if let depth { words += ["--depth", String(depth)] }
        words += sampling.options
        if subject.hasSuffix(".lua") {
            let run = try scenario.run(subject, samples: sampling.samples)
            let command = words + run.options + output.options
            let evaluation = run.run.evaluation
            return Subject(before: evaluation.before, after: evaluation.after, run: run.run, inputs: run.inputs) {
                Provenance(
                    planHash: run.planHash, scriptHash: run.scriptHash, moduleHashes: run.moduleHashes,
                    rulebook: evaluation.before.rulebook, laterRulebooks: evaluation.laterRulebooks,
                    seed: run.run.streams.isEmpty ? $0 : scenario.seed, sampling: $1, command: command)
            }
        }
        let folder = try scenario.planAlone(subject)
        let command =
            words + (scenario.seed == 0 ? [] : ["--seed", String(scenario.seed)]) + scenario.rulebook.options
            + output.options
        return Subject(
            before: folder.plan, after: folder.plan, run: nil, inputs: OutputOptions.files(ofPlan: subject)
        ) {
            Provenance(
                planHash: folder.hash, rulebook: folder.plan.rulebook, seed: $0, sampling: $1, command: command)
        }
    }

    private func worded<Result>(_ work: () throws(PlanError) -> Result) throws(DiagnosticList) -> Result {
        do throws(PlanError) {
            return try work()
        } catch {
            throw DiagnosticList(
                Diagnostic(error.code, error.message.onOneLine, reason: error.reason, help: error.help?.onOneLine))
        }
    }
}
