import ArgumentParser
import PlanFiles
import Reports

/// `bcf before-after TABLE`: two printed figures each of a time before and after, and what follows from them.
struct BeforeAfterCommand: ParsableCommand, WritesReports {
    static let configuration = CommandConfiguration(
        commandName: "before-after",
        abstract: "Check changes that a document prints of a time before and after, and say what no test can show.",
        discussion: """
            `bcf activity DATA --authority NAME --changed MONTH` compares real months. Exit codes: 0 when every printed \
            change follows from its figures; 1 when one does not; 2 when the table cannot be read.
            """)

    @Argument(
        help: ArgumentHelp("The table, such as Examples/leicestershire-bulletins/before-after.csv.", valueName: "table")
    )
    var table: String

    @OptionGroup var output: OutputOptions

    func run() throws {
        let content = try StatedComparisonsFile.read(at: table)
        let report = StatedComparisonReport(
            content.value,
            inputs: InputFiles(
                [(table, content.hash)], command: ["bcf", "before-after", table] + output.options))
        try output.write(output.format == .json ? report.json() : report.text(), keeping: [table])
        if !report.isPassed { throw Findings() }
    }
}
