import ArgumentParser
import Finance
import Pages
import PlanFiles
import Reports
import Workbooks

/// `bcf check PLAN`: reads a plan folder, says everything that is wrong with it, and prints its totals.
struct CheckCommand: ParsableCommand, WritesReports {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Validate a plan folder and print its totals by source, contributor, theme and pool.")

    static let forms: [OutputOptions.Format] = [.table, .json, .csv, .html, .xlsx]

    @Argument(help: ArgumentHelp("The plan folder, such as Examples/leicestershire-2016-17.", valueName: "plan"))
    var plan: String

    @Flag(help: "Also list the lines with their ids, printed references and amounts.")
    var lines = false

    @OptionGroup var rulebook: RulebookOption

    @OptionGroup var output: OutputOptions

    func run() throws {
        let files = try PlanFolderFiles(at: plan, rulebook: rulebook.path)
        let folder = try PlanFolder.read(files)
        let report = CheckReport(
            folder.plan, warnings: folder.warnings,
            provenance: Provenance(
                planHash: folder.hash, rulebook: folder.plan.rulebook,
                command: ["bcf", "check", plan] + (lines ? ["--lines"] : []) + rulebook.options + output.options),
            showsLines: lines)
        let form: OutputOptions.Form =
            switch output.format {
            case .json: .text(report.json())
            case .csv: .text(report.csv())
            case .html: .text(CheckPage(report).html())
            case .table: .text(report.text())
            case .xlsx:
                .workbook(
                    try PlanWorkbook(
                        of: folder.plan, files: files, summary: report.summary, facts: report.provenance.facts,
                        warnings: folder.warnings
                    ) { $0.reason(in: $1) }.content())
            }
        try output.write(form, keeping: OutputOptions.files(ofPlan: plan) + rulebook.files)
        if !report.isPassed { throw Findings() }
    }
}
