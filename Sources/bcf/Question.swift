import ArgumentParser
import Diagnostics
import Finance
import PlanFiles
import Questions
import Reports
import ScenarioRuns
import Scripting

/// What `bcf seek` and `bcf optimise` share: a scenario that is ready, run once as it stands.
struct Question {
    let path: String
    let options: ScenarioOptions
    let ready: ScenarioOptions.Ready
    /// The scenario as its levers stand before the question turns them.
    let base: ScenarioRun

    /// Reads and runs the scenario. What is asked is looked at first: it is the quickest to mend.
    init(_ path: String, _ options: ScenarioOptions) throws(DiagnosticList) {
        self.path = path
        self.options = options
        ready = try options.ready(path)
        base = try ready.runner.run(
            on: ready.folder.plan, ScenarioSettings(levers: options.settings, seed: options.seed))
    }

    /// Looks at the scenario with expressions.
    func ask(
        _ expressions: [ScenarioExpression], _ settings: [[LeverSetting]]
    ) throws(DiagnosticList) -> [QuestionPoint] {
        try ready.runner.ask(expressions, over: settings, seed: options.seed)
    }

    /// The lever with a name, which the question turns.
    func lever(_ name: String) throws(Diagnostic) -> Lever {
        guard let lever = base.levers.first(where: { $0.name == name }) else {
            let names = base.levers.map(\.name)
            throw Diagnostic(
                "lever.unknown", "the scenario has no lever `\(name.onOneLine)`", at: Place(file: path),
                help: Suggestion.didYouMean(name, in: names)
                    ?? (names.isEmpty
                        ? "give it one: levers = { \(name.onOneLine) = lever { default = …, from = …, to = … } }"
                        : "its levers are \(names.joined(separator: ", "))"))
        }
        guard !lever.isSet else {
            throw Diagnostic(
                "question.set-and-changed", "lever `\(name)` is set, and the question turns it",
                help: "leave out --set \(name)=…; a narrower range is given where the question is asked")
        }
        return lever
    }

    /// Runs the scenario in full with more levers set, and holds it against what the question was told of it.
    func fullRun(
        _ settings: [LeverSetting], told figures: QuestionFigures
    ) throws(DiagnosticList) -> ScenarioRun {
        let run = try ready.runner.run(
            on: ready.folder.plan, ScenarioSettings(levers: options.settings + settings, seed: options.seed))
        let years = run.evaluation.after.allYears
        let isSame =
            run.evaluation.isBalanced == figures.isBalanced
            && QuestionFigures.standings(of: years[0]) == figures.conditions
            && run.expectations.count { !$0.isMet } == figures.unmet.count
        guard isSame else {
            throw DiagnosticList(
                Diagnostic(
                    "question.not-the-same", "the scenario came to something else when it was run in full",
                    at: Place(file: path), reason: "an answer is run in full before it is given",
                    help: "this is a defect of the program: please report it with the script and the plan"))
        }
        return run
    }

    /// What a report carries, with the command that makes it again.
    func provenance(_ command: [String]) -> Provenance {
        Provenance(
            planHash: ready.folder.hash, scriptHash: ready.project.hash, moduleHashes: ready.project.moduleHashes,
            rulebook: base.evaluation.before.rulebook, laterRulebooks: base.evaluation.laterRulebooks,
            seed: base.streams.isEmpty ? nil : options.seed, command: command)
    }

    /// The command that runs the scenario with more levers set.
    func runCommand(_ settings: [LeverSetting]) -> [String] {
        ["bcf", "run", path] + ready.options + ScenarioOptions.words(of: options.settings + settings)
    }
}
