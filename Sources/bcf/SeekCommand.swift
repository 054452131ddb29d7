import ArgumentParser
import Diagnostics
import Questions
import Reports
import Scripting

/// `bcf seek SCENARIO.lua`: finds the first value of a lever at which something holds.
struct SeekCommand: ParsableCommand, WritesReports {
    static let configuration = CommandConfiguration(
        commandName: "seek",
        abstract: "Find the first value of a lever at which an expression holds.",
        discussion: """
            The values are tried from the lever's least to its most, in its own steps; --from and --to narrow the range, \
            and turn the direction round where --from is the greater. Exit codes: 0 when a value is found; 1 when none \
            does it; 2 when the input or the command line cannot be used.
            """)

    @Argument(help: ArgumentHelp("The scenario script.", valueName: "scenario.lua"))
    var scenario: String

    @Option(help: ArgumentHelp("The lever that is turned.", valueName: "lever"))
    var change: String

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "What is to hold: an expression of `result`, as in `check`, and `levers`.", valueName: "expression"))
    var until: String

    @Option(help: ArgumentHelp("The value to begin with; the lever's least unless it is given.", valueName: "value"))
    var from: String?

    @Option(help: ArgumentHelp("The value to end with; the lever's most unless it is given.", valueName: "value"))
    var to: String?

    @Flag(help: "Look at every penny, whole number or hundredth of a percent, whatever the lever's step is.")
    var exact = false

    @OptionGroup var options: ScenarioOptions

    @OptionGroup var output: OutputOptions

    func run() throws {
        let expression = try ScenarioExpression("--until", until)
        let question = try Question(scenario, options)
        let grid: LeverGrid
        do throws(Diagnostic) {
            grid = try LeverGrid(
                try question.lever(change), LeverGrid.Choice(from: from, to: to, isExact: exact))
        } catch {
            throw DiagnosticList(error)
        }
        let answer = try Seek.answer(
            grid, until: expression, others: options.settings,
            asking: { (expressions, settings) throws(DiagnosticList) in try question.ask(expressions, settings) })
        let setting = answer.found.map { LeverSetting(name: change, text: $0.text) }
        var run: ScenarioRun?
        if let setting, let figures = answer.found?.state.figures {
            run = try question.fullRun([setting], told: figures)
        }
        var command = ["bcf", "seek", scenario, "--change", change, "--until", until]
        if let from { command += ["--from", from] }
        if let to { command += ["--to", to] }
        if exact { command.append("--exact") }
        command += question.ready.options + ScenarioOptions.words(of: options.settings) + output.options
        let report = SeekReport(
            answer, of: question.base, run: run,
            runCommand: setting.map { question.runCommand([$0]) }, provenance: question.provenance(command))
        try output.write(output.format == .json ? report.json() : report.text(), keeping: question.ready.inputs)
        if answer.found == nil { throw Findings() }
    }
}
