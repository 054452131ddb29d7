import ArgumentParser
import Diagnostics
import Finance
import PlanFiles
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

    /// A run, and what it takes to make it again.
    struct Result {
        let run: ScenarioRun
        let planHash: String
        let scriptHash: String
        /// The options that make the same run again, with the plan named.
        let options: [String]
        /// The files that were read.
        let inputs: [String]
    }

    /// Runs a script on its plan.
    func run(_ path: String) throws(DiagnosticList) -> Result {
        let project = try ScriptProject(at: path)
        let script = try ScenarioScript(project.script, modules: project.modules)
        let planPath: String
        if let plan { planPath = plan } else { planPath = try PlanSearch.folder(of: script.planID, besideScript: path) }
        let folder = try PlanFolder.read(at: planPath)
        let id = folder.plan.identity.id
        guard id == script.planID else {
            throw DiagnosticList(
                Diagnostic(
                    "run.other-plan", "the script is for plan `\(script.planID)`, and \(planPath) holds plan `\(id)`",
                    at: Place(file: path),
                    help: Suggestion.didYouMean(script.planID, in: [id]) ?? "name the plan's own folder with --plan"))
        }
        var options = ["--plan", planPath]
        for setting in settings { options += ["--set", "\(setting.name)=\(setting.text)"] }
        return Result(
            run: try script.run(on: folder.plan, settings: settings), planHash: folder.hash, scriptHash: project.hash,
            options: options, inputs: project.files + OutputOptions.files(ofPlan: planPath))
    }

    /// Reads a plan without a script, for which these options mean nothing.
    func planAlone(_ path: String) throws(DiagnosticList) -> PlanFolder {
        if plan != nil || !settings.isEmpty {
            throw DiagnosticList(
                Diagnostic(
                    "usage.no-script", "--plan and --set are for scripts, and `\(path)` is not one",
                    help: "name a script that ends in .lua, or leave them out"))
        }
        return try PlanFolder.read(at: path)
    }
}

extension LeverSetting: ExpressibleByArgument {
    /// Reads `lever=value`.
    public init?(argument: String) {
        guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else { return nil }
        self.init(name: String(argument[..<equals]), text: String(argument[argument.index(after: equals)...]))
    }
}
