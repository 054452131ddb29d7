import ArgumentParser
import Finance
import Pages
import PlanFiles
import Reports

/// `bcf check PLAN`: reads a plan folder, says everything that is wrong with it, and prints its totals.
struct CheckCommand: ParsableCommand, WritesReports {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Validate a plan folder and print its totals by source, contributor, theme and pool.")

    static let forms: [OutputOptions.Format] = [.table, .json, .csv, .html]

    @Argument(help: ArgumentHelp("The plan folder, such as Examples/leicestershire-2016-17.", valueName: "plan"))
    var plan: String

    @Flag(help: "Also list the lines with their ids, printed references and amounts.")
    var lines = false

    @OptionGroup var rulebook: RulebookOption

    @OptionGroup var output: OutputOptions

    func run() throws {
        let folder = try PlanFolder.read(try PlanFolderFiles(at: plan, rulebook: rulebook.path))
        let report = CheckReport(
            folder.plan, warnings: folder.warnings,
            provenance: Provenance(
                planHash: folder.hash, rulebook: folder.plan.rulebook,
                command: ["bcf", "check", plan] + (lines ? ["--lines"] : []) + rulebook.options + output.options),
            showsLines: lines)
        let text =
            switch output.format {
            case .json: report.json()
            case .csv: report.csv()
            case .html: CheckPage(report).html()
            case .table: report.text()
            }
        try output.write(
            text, keeping: OutputOptions.files(ofPlan: plan) + rulebook.files)
        if !report.isPassed { throw Findings() }
    }
}
