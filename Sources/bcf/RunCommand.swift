import ArgumentParser
import Finance
import Pages
import Reports
import Scripting
import Workbooks

/// `bcf run SCENARIO.lua`: runs a scenario script on a plan and prints what happened to every pound.
struct RunCommand: ParsableCommand, WritesReports {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run a scenario script on its plan and print what happened to every pound.")

    static let forms: [OutputOptions.Format] = [.table, .json, .csv, .html, .xlsx]

    @Argument(help: ArgumentHelp("The scenario script.", valueName: "scenario.lua"))
    var scenario: String

    @Flag(help: "Also find how far each lever could still be turned up before a condition that was met is lost.")
    var room = false

    @Option(help: ArgumentHelp("Show the year by quarter or by month as well.", valueName: "quarter|month"))
    var by: TimeStep?

    @OptionGroup var sampling: SamplingOptions

    @OptionGroup var options: ScenarioOptions

    @OptionGroup var output: OutputOptions

    func run() throws {
        let chosen = try sampling.chosen(seed: options.seed)
        let result = try options.run(scenario, findingRoom: room, samples: chosen.count)
        result.showFindings(besides: output.format)
        let command =
            ["bcf", "run", scenario] + (room ? ["--room"] : []) + (by.map { ["--by", $0.rawValue] } ?? [])
            + result.options + sampling.options + output.options
        let bar = ProgressBar("sampling")
        var drawn = chosen
        drawn.progress = bar.show
        let outcomes = try sampling.outcomes(of: result.run, drawn)
        bar.end()
        let isDrawn = !result.run.streams.isEmpty || outcomes.sampled != nil
        let report = RunReport(
            result.run,
            provenance: Provenance(
                planHash: result.planHash, scriptHash: result.scriptHash, moduleHashes: result.moduleHashes,
                rulebook: result.run.evaluation.before.rulebook, laterRulebooks: result.run.evaluation.laterRulebooks,
                seed: isDrawn ? options.seed : nil, sampling: outcomes.sampled.map { ($0.count, $0.design) },
                command: command),
            room: result.room, by: by, outcomes: outcomes)
        let form: OutputOptions.Form =
            switch output.format {
            case .json: .text(report.json())
            case .csv: .text(report.csv())
            case .html: .text(RunPage(report).html())
            case .table: .text(report.text())
            case .xlsx:
                .workbook(
                    try PlanWorkbook(
                        of: result.run, outcomes: outcomes, files: result.files, summary: report.summary,
                        facts: report.provenance.facts
                    ) { $0.reason(in: $1) }.content())
            }
        try output.write(form, keeping: result.inputs)
        if !result.run.isPassed { throw Findings() }
    }
}

extension TimeStep: ExpressibleByArgument {}
