import ArgumentParser
import Diagnostics
import Finance
import Questions
import Reports
import Scripting

/// `bcf optimise SCENARIO.lua`: finds the levers that make a figure as great or as small as can be.
struct OptimiseCommand: ParsableCommand, WritesReports {
    static let configuration = CommandConfiguration(
        commandName: "optimise",
        abstract: "Find the levers that make a figure as great or as small as can be.",
        discussion: """
            National conditions that the plan meets must stay met, income must equal expenditure, and the script's \
            expectations must hold. Exit codes: 0 when an answer is found; 1 when nothing meets everything; 2 when the \
            input or the command line cannot be used.
            """)

    @Argument(help: ArgumentHelp("The scenario script.", valueName: "scenario.lua"))
    var scenario: String

    @Option(
        parsing: .unconditional, help: ArgumentHelp("The figure to make as great as can be.", valueName: "expression"))
    var maximise: String?

    @Option(
        parsing: .unconditional, help: ArgumentHelp("The figure to make as small as can be.", valueName: "expression"))
    var minimise: String?

    @Option(
        help: ArgumentHelp(
            "The levers that may be turned, with commas between them; all that are not set, unless it is given.",
            valueName: "lever,lever"))
    var change: String?

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("What must hold besides; may be given several times.", valueName: "expression"))
    var subjectTo: [String] = []

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "A national condition that may be lost; may be given several times.", valueName: "condition"))
    var allow: [String] = []

    @Option(help: ArgumentHelp("How often a search may run the scenario.", valueName: "number"))
    var evaluations = 2_000

    @Flag(help: "Search by trying, without looking whether the figures go in straight lines.")
    var search = false

    @OptionGroup var options: ScenarioOptions

    @OptionGroup var output: OutputOptions

    func run() throws {
        let (goal, objective) = try goal()
        let subject = try subjectTo.map { text throws(DiagnosticList) in try ScenarioExpression("--subject-to", text) }
        guard (1...1_000_000).contains(evaluations) else {
            throw DiagnosticList(
                Diagnostic(
                    "usage.evaluations", "--evaluations \(evaluations) is no number of runs",
                    help: "give a number from 1 to 1000000"))
        }
        let question = try Question(scenario, options)
        let asked = OptimiseQuestion(
            goal, objective, subjectTo: subject, grids: try grids(question), others: options.settings,
            conditions: try conditions(question), budget: evaluations, seed: options.seed, onlySearches: search)
        let answer = try Optimise.answer(
            asked,
            asking: { (expressions, settings) throws(DiagnosticList) in try question.ask(expressions, settings) })
        var run: ScenarioRun?
        var runCommand: [String]?
        if case .found(let found) = answer.outcome {
            let settings = found.choices.map { LeverSetting(name: $0.grid.lever.name, text: $0.text) }
            run = try question.fullRun(settings, told: found.figures)
            runCommand = question.runCommand(settings)
        }
        let report = OptimiseReport(
            answer, of: question.base, run: run, allowed: allow, runCommand: runCommand,
            provenance: question.provenance(command(question)))
        try output.write(output.format == .json ? report.json() : report.text(), keeping: question.ready.inputs)
        if run == nil { throw Findings() }
    }

    private func command(_ question: Question) -> [String] {
        var command = ["bcf", "optimise", scenario]
        if let maximise { command += ["--maximise", maximise] }
        if let minimise { command += ["--minimise", minimise] }
        if let change { command += ["--change", change] }
        for text in subjectTo { command += ["--subject-to", text] }
        for id in allow { command += ["--allow", id] }
        if evaluations != 2_000 { command += ["--evaluations", String(evaluations)] }
        if search { command.append("--search") }
        return command + question.ready.options + ScenarioOptions.words(of: options.settings) + output.options
    }

    private func goal() throws(DiagnosticList) -> (OptimiseQuestion.Goal, ScenarioExpression) {
        switch (maximise, minimise) {
        case (let text?, nil): return (.maximise, try ScenarioExpression("--maximise", text).asFigure())
        case (nil, let text?): return (.minimise, try ScenarioExpression("--minimise", text).asFigure())
        default:
            throw DiagnosticList(
                Diagnostic(
                    "usage.one-goal",
                    maximise == nil ? "nothing is to be made great or small" : "two figures cannot both be the goal",
                    help: "give one of --maximise and --minimise; what else must hold is said with --subject-to"))
        }
    }

    /// The levers that are turned: those that are named, or all that have a range and are not set.
    private func grids(_ question: Question) throws(DiagnosticList) -> [LeverGrid] {
        var names: [String] = []
        if let change {
            for name in change.split(separator: ",").map(String.init) where !names.contains(name) { names.append(name) }
        } else {
            names = question.base.levers.filter { !$0.isSet }.map(\.name)
        }
        guard !names.isEmpty else {
            throw DiagnosticList(
                Diagnostic(
                    "optimise.no-levers",
                    question.base.levers.isEmpty
                        ? "the scenario has no lever to turn" : "no lever is left to turn",
                    at: Place(file: scenario), reason: "the answer is a setting of levers",
                    help: "give the scenario a lever: levers = { moved = lever { default = …, from = …, to = … } }"))
        }
        var problems: [Diagnostic] = []
        var grids: [LeverGrid] = []
        for name in names {
            do throws(Diagnostic) {
                grids.append(try LeverGrid(try question.lever(name), LeverGrid.Choice(hasEnd: false)))
            } catch {
                var problem = error
                if problem.code == "lever.no-range" {
                    problem.help = (problem.help ?? "") + ", or leave it out: --change names those that are turned"
                }
                problems.append(problem)
            }
        }
        guard problems.isEmpty else { throw DiagnosticList(problems) }
        return grids
    }

    /// The conditions that the plan meets as it was read, without those that may be lost.
    private func conditions(
        _ question: Question
    ) throws(DiagnosticList) -> [OptimiseQuestion.RequiredCondition] {
        let changes = question.base.evaluation.conditions
        let ids = changes.map(\.condition.id)
        var problems: [Diagnostic] = []
        for id in allow where !ids.contains(id) {
            problems.append(
                Diagnostic(
                    "optimise.unknown-condition", "there is no condition `\(id.onOneLine)` to allow the loss of",
                    help: Suggestion.didYouMean(id, in: ids)
                        ?? "`bcf rules \(question.base.evaluation.before.identity.year.id)` lists them"))
        }
        guard problems.isEmpty else { throw DiagnosticList(problems) }
        // Whether income equals expenditure is asked of every source, with its margin.
        return changes.enumerated().filter { _, change in
            change.before.isMet && change.condition.test != .balance && !allow.contains(change.condition.id)
        }.map { OptimiseQuestion.RequiredCondition(place: $0, id: $1.condition.id) }
    }
}
