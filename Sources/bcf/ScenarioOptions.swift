import ArgumentParser
import Diagnostics
import Finance
import PlanFiles
import Reports
import ScenarioRuns
import Scripting

/// How a scenario script is run: on which plan, with which levers.
struct ScenarioOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The plan folder. Without it, the plan that the script names is looked for beside the script and in Examples.",
            valueName: "folder"))
    var plan: String?

    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: ArgumentHelp("What a lever is set to; may be given several times.", valueName: "lever=value"))
    var settings: [LeverSetting] = []

    @Option(help: ArgumentHelp("What `random` of the script draws from; 0 unless it is set.", valueName: "number"))
    var seed: UInt64 = 0

    @Option(help: ArgumentHelp("How many seconds the script may take in all.", valueName: "seconds"))
    var deadline: Int?

    @OptionGroup var rulebook: RulebookOption

    @Flag(
        help: ArgumentHelp(
            "Run the script without the worker process that holds it: to find defects, not for scripts of others."))
    var inProcess = false

    /// A run, and what it takes to make it again.
    struct Result {
        let run: ScenarioRun
        /// The runs with other settings that were asked for; `nil` where the scenario refuses them.
        let alternatives: [ScenarioRun?]
        /// How far each lever could still be turned; `nil` when it was not asked for.
        let room: [LeverRoomRow]?
        /// The files of the plan's folder.
        let files: PlanFolderFiles
        let planHash: String
        let scriptHash: String
        let moduleHashes: [(file: String, hash: String)]
        let combinedHash: String
        /// The options that make the same run again, with the plan named.
        let options: [String]
        /// The files that were read.
        let inputs: [String]
        /// The script and its modules.
        let scripts: [ScriptText]

        /// Looks at the scripts and shows the person what there is to find; the run itself came to its end. Findings
        /// change neither the report nor the exit code.
        /// With a report for machines nothing but errors is said: `bcf lint` has a form of its own for them.
        func showFindings(besides format: OutputOptions.Format) {
            if format != .table { return }
            let findings = scripts.flatMap { ScenarioLint.findings(name: $0.name, text: $0.text) }
                .filter { $0.severity == .warning }
            if findings.isEmpty { return }
            Terminal.writeError(DiagnosticRenderer(colour: Terminal.errorTakesColour).render(findings))
        }
    }

    /// A script and its plan, read and given to what runs them.
    struct Ready {
        let runner: ScenarioRunner
        let folder: PlanFolder
        /// The files of the plan's folder.
        let files: PlanFolderFiles
        let project: ScriptProject
        /// The options that choose the same plan, chance and rules again.
        let options: [String]
        /// The files that were read.
        let inputs: [String]
    }

    /// Reads a script and its plan.
    ///
    /// - Parameter reading: is told of every file just before it is read, also when that fails.
    func ready(
        _ path: String, reading: @escaping (String) -> Void = { _ in }
    ) throws(DiagnosticList) -> Ready {
        let runner = try ScenarioRunner(try runPlace())
        let project = try ScriptProject(at: path, reading: reading)
        let scenario = try runner.declare(project.script, modules: project.modules)
        let planPath = try planFolder(of: scenario, in: path)
        let planFiles = OutputOptions.files(ofPlan: planPath) + rulebook.files
        planFiles.forEach(reading)
        let files = try PlanFolderFiles(at: planPath, rulebook: rulebook.path)
        let folder = try PlanFolder.read(files)
        let id = folder.plan.identity.id
        guard id == scenario.plan else {
            throw DiagnosticList(
                Diagnostic(
                    "run.other-plan", "the script is for plan `\(scenario.plan)`, and \(planPath) holds plan `\(id)`",
                    at: Place(file: path),
                    help: Suggestion.didYouMean(scenario.plan, in: [id]) ?? "name the plan's own folder with --plan"))
        }
        var options = ["--plan", planPath]
        if seed != 0 { options += ["--seed", String(seed)] }
        options += rulebook.options
        try runner.load(files, as: folder.plan)
        return Ready(
            runner: runner, folder: folder, files: files, project: project, options: options,
            inputs: project.files + planFiles)
    }

    /// Runs a script on its plan.
    ///
    /// - Parameter reading: is told of every file just before it is read, also when the run fails.
    func run(
        _ path: String, findingRoom: Bool = false, samples: Int = ScenarioScript.standardSamples,
        alternatives: (ScenarioRun) -> [[LeverSetting]] = { _ in [] },
        reading: @escaping (String) -> Void = { _ in }
    ) throws(DiagnosticList) -> Result {
        let ready = try ready(path, reading: reading)
        let plan = ready.folder.plan
        let chosen = ScenarioSettings(levers: settings, seed: seed, samples: samples)
        let run = try ready.runner.run(on: plan, chosen)
        let room = findingRoom ? try ready.runner.room(of: run, chosen).map(\.row) : nil
        let others = alternatives(run).map { settings in
            try? ready.runner.run(on: plan, ScenarioSettings(levers: settings, seed: seed, samples: samples))
        }
        return Result(
            run: run, alternatives: others, room: room, files: ready.files, planHash: ready.folder.hash,
            scriptHash: ready.project.hash, moduleHashes: ready.project.moduleHashes,
            combinedHash: ready.project.combinedHash,
            options: ready.options + Self.words(of: settings), inputs: ready.inputs, scripts: ready.project.scripts)
    }

    /// Settings as they are typed.
    static func words(of settings: [LeverSetting]) -> [String] {
        settings.flatMap { ["--set", "\($0.name)=\($0.text)"] }
    }

    /// The plan folder that a script runs on; the script is read to see what it declares.
    func planFolder(of path: String) throws(DiagnosticList) -> String {
        if let plan { return plan }
        let project = try ScriptProject(at: path)
        let runner = try ScenarioRunner(try runPlace())
        return try planFolder(of: try runner.declare(project.script, modules: project.modules), in: path)
    }

    private func planFolder(of scenario: DeclaredScenario, in path: String) throws(DiagnosticList) -> String {
        if let plan { return plan }
        return try PlanSearch.folder(of: scenario.plan, besideScript: path)
    }

    private func runPlace() throws(DiagnosticList) -> ScenarioRunner.Place {
        if inProcess { return .inProcess }
        guard let deadline else { return .worker(deadline: ScenarioRunner.standardDeadline) }
        guard (1...86_400).contains(deadline) else {
            throw DiagnosticList(
                Diagnostic(
                    "usage.deadline", "--deadline \(deadline) is no time that a script can take",
                    help: "give seconds, from 1 to 86400"))
        }
        return .worker(deadline: .seconds(deadline))
    }

    /// Reads a plan without a script, for which these options mean nothing.
    func planAlone(_ path: String) throws(DiagnosticList) -> PlanFolder {
        if plan != nil || !settings.isEmpty {
            throw DiagnosticList(
                Diagnostic(
                    "usage.no-script", "--plan and --set are for scripts, and `\(path)` is not one",
                    help: "name a script that ends in .lua, or leave them out"))
        }
        return try PlanFolder.read(try PlanFolderFiles(at: path, rulebook: rulebook.path))
    }
}

extension LeverRoom {
    /// The row of a report.
    fileprivate var row: LeverRoomRow {
        LeverRoomRow(
            lever: lever.name, now: lever.value, end: end,
            limits: limits.map { (condition: $0.condition, most: $0.most) })
    }
}

extension LeverSetting: ExpressibleByArgument {
    /// Reads `lever=value`.
    public init?(argument: String) {
        guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else { return nil }
        self.init(name: String(argument[..<equals]), text: String(argument[argument.index(after: equals)...]))
    }
}
