import ArgumentParser
import Diagnostics
import Finance
import PlanFiles
import Reports
import Scripting

/// `bcf run SCENARIO.lua`: runs a scenario script on a plan and prints what happened to every pound.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run a scenario script on its plan and print what happened to every pound.")

    @Argument(help: ArgumentHelp("The scenario script.", valueName: "scenario.lua"))
    var scenario: String

    @Option(
        help: ArgumentHelp(
            "The plan folder. Without it, the plan that the script names is looked for beside the script, in Examples.",
            valueName: "folder"))
    var plan: String?

    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: ArgumentHelp("What a lever is set to; may be given several times.", valueName: "lever=value"))
    var settings: [LeverSetting] = []

    @OptionGroup var output: OutputOptions

    func run() throws {
        let file = try ScriptFile(at: scenario)
        let script = try ScenarioScript(name: scenario, text: file.text)
        let path = try plan ?? PlanSearch.folder(of: script.planID, besideScript: scenario)
        let folder = try PlanFolder.read(at: path)
        guard folder.plan.identity.id == script.planID else {
            throw DiagnosticList(
                Diagnostic(
                    "run.other-plan",
                    "the script is for plan `\(script.planID)`, and \(path) holds plan `\(folder.plan.identity.id)`",
                    at: Place(file: scenario), help: "name the plan's own folder with --plan"))
        }
        let run = try script.run(on: folder.plan, settings: settings)
        let report = RunReport(
            run,
            provenance: Provenance(planHash: folder.hash, scriptHash: file.hash, command: command(plan: path)))
        try output.write(output.format == .json ? report.json() : report.text())
        if !run.isPassed { throw Findings() }
    }

    /// The command that makes the same report again, with the plan named. Where it is written changes nothing in it.
    private func command(plan: String) -> [String] {
        var words = ["bcf", "run", scenario, "--plan", plan]
        for setting in settings { words += ["--set", "\(setting.name)=\(setting.text)"] }
        if output.format != .table { words += ["--format", output.format.rawValue] }
        return words
    }
}

extension LeverSetting: ExpressibleByArgument {
    /// Reads `lever=value`.
    public init?(argument: String) {
        guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else { return nil }
        self.init(name: String(argument[..<equals]), text: String(argument[argument.index(after: equals)...]))
    }
}
