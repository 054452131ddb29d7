import ArgumentParser
import Finance
import PlanFiles
import Reports

/// `bcf metrics PLAN`: what a plan states of its metrics, and what its money is believed to do to them.
struct MetricsCommand: ParsableCommand, WritesReports {
    static let configuration = CommandConfiguration(
        commandName: "metrics",
        abstract: "Show a plan's metrics: definitions, targets, what they mean in counts, and what acts on them.",
        discussion: """
            Every figure that is not printed says how well it is known: stated, derived or assumed. Printed figures that \
            can be read in several ways are worked out in each of them.
            """)

    @Argument(help: ArgumentHelp("The plan folder, such as Examples/leicestershire-2016-17.", valueName: "plan"))
    var plan: String

    @OptionGroup var rulebook: RulebookOption

    @OptionGroup var output: OutputOptions

    func run() throws {
        let folder = try PlanFolder.read(try PlanFolderFiles(at: plan, rulebook: rulebook.path))
        let report = MetricsReport(
            folder.plan,
            provenance: Provenance(
                planHash: folder.hash, rulebook: folder.plan.rulebook,
                command: ["bcf", "metrics", plan] + rulebook.options + output.options))
        try output.write(
            output.format == .json ? report.json() : report.text(),
            keeping: OutputOptions.files(ofPlan: plan) + rulebook.files)
    }
}
