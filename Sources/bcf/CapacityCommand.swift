import ArgumentParser
import Finance
import PlanFiles
import Reports

/// `bcf capacity PLAN`: what follows from a plan's figures of capacity and demand, and which do not follow from others.
struct CapacityCommand: ParsableCommand, WritesReports {
    static let configuration = CommandConfiguration(
        commandName: "capacity",
        abstract: "Work out a plan's capacity and demand, and say which stated figures do not follow from others.",
        discussion: """
            People at once are starts a week / 7 × days; calls and staff follow from them. Exit codes: 0 when all stated \
            figures follow from each other as far as can be told; 1 when one does not; 2 when the plan cannot be read.
            """)

    @Argument(help: ArgumentHelp("The plan folder, such as Examples/leicestershire-2021-22.", valueName: "plan"))
    var plan: String

    @OptionGroup var output: OutputOptions

    func run() throws {
        let folder = try PlanFolder.read(at: plan)
        let report = CapacityReport(
            folder.plan,
            provenance: Provenance(
                planHash: folder.hash, rulebook: folder.plan.rulebook,
                command: ["bcf", "capacity", plan] + output.options))
        try output.write(
            output.format == .json ? report.json() : report.text(), keeping: OutputOptions.files(ofPlan: plan))
        if !report.isPassed { throw Findings() }
    }
}

/// `bcf benefits PLAN`: what a document says its services are good for, what follows from that, and what does not.
struct BenefitsCommand: ParsableCommand, WritesReports {
    static let configuration = CommandConfiguration(
        commandName: "benefits",
        abstract: "Show stated benefits of services, what follows from them, and what does not.",
        discussion: "Exit codes: 0 when the cases can be read; 2 when they cannot.")

    @Argument(
        help: ArgumentHelp(
            "A plan folder, or a file such as Examples/leicestershire-bulletins/benefits.yaml.", valueName: "plan"))
    var plan: String

    @OptionGroup var output: OutputOptions

    func run() throws {
        let command = ["bcf", "benefits", plan] + output.options
        let report: BenefitsReport
        if plan.hasSuffix(".yaml") {
            let content = try BenefitsFile.read(at: plan)
            report = BenefitsReport(
                content.value.cases, title: content.value.title,
                inputs: InputFiles([(plan, content.hash)], command: command))
        } else {
            let folder = try PlanFolder.read(at: plan)
            report = BenefitsReport(
                folder.plan,
                provenance: Provenance(planHash: folder.hash, rulebook: folder.plan.rulebook, command: command))
        }
        let inputs = plan.hasSuffix(".yaml") ? [plan] : OutputOptions.files(ofPlan: plan)
        try output.write(output.format == .json ? report.json() : report.text(), keeping: inputs)
    }
}
