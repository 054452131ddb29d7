import ArgumentParser
import Diagnostics
import Finance
import PlanFiles
import Reports

/// `bcf rules`: what the Better Care Fund asks of a plan, year by year.
struct RulesCommand: ParsableCommand, WritesReports {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Show what a year asks of a plan, with where each rule stands and how surely it is known.",
        discussion: """
            bcf rules                        the years that have a rulebook
            bcf rules 2016-17                what one year's rulebook says
            bcf rules diff 2016-17 2021-22   what changed from one to another
            bcf rules check rulebook.yaml    says everything that is wrong with a rulebook of your own
            A year may also be a file. Exit codes: 0 when all is well; 2 when a rulebook cannot be read.
            """)

    @Argument(help: ArgumentHelp("A year, a file, or `diff` or `check` with theirs.", valueName: "year"))
    var words: [String] = []

    @OptionGroup var output: OutputOptions

    func run() throws {
        let isJSON = output.format == .json
        switch (words.first, words.count) {
        case (nil, _):
            var rulebooks: [Rulebook] = []
            for year in BuiltInRulebooks.years {
                if let rulebook = try BuiltInRulebooks.rulebook(of: year) { rulebooks.append(rulebook) }
            }
            let report = RulebookListReport(rulebooks)
            try output.write(isJSON ? report.json() : report.text(), keeping: [])
        case ("diff", 3):
            let difference = RulebookDifference(try rulebook(words[1]), try rulebook(words[2]))
            try output.write(isJSON ? difference.json() : difference.text(), keeping: Array(words.dropFirst()))
        case ("check", 2):
            let rulebook = try RulebookFile.read(at: words[1])
            let report = RulebookReport(rulebook)
            try output.write(
                isJSON ? report.json() : report.text() + "\nResult: the rulebook can be used\n", keeping: [words[1]])
        case (let name?, 1) where name != "diff" && name != "check":
            let report = RulebookReport(try rulebook(name))
            try output.write(isJSON ? report.json() : report.text(), keeping: [name])
        default:
            throw DiagnosticList(
                Diagnostic(
                    "usage.rules", "`bcf rules \(words.joined(separator: " ").onOneLine)` is not one of its forms",
                    help: "bcf rules, bcf rules 2016-17, bcf rules diff 2016-17 2021-22, or bcf rules check FILE"))
        }
    }

    /// A rulebook by its year or its file.
    private func rulebook(_ name: String) throws(DiagnosticList) -> Rulebook {
        if let year = PlanningYear(name) {
            if let rulebook = try BuiltInRulebooks.rulebook(of: year) { return rulebook }
        } else if name.hasSuffix(".yaml") || name.contains("/") {
            return try RulebookFile.read(at: name)
        }
        let known = BuiltInRulebooks.years.map(\.id)
        throw DiagnosticList(
            Diagnostic(
                "rules.unknown-year", "there is no rulebook `\(name.onOneLine)`",
                reason: "bcf carries one a financial year",
                help: Suggestion.didYouMean(name, in: known) ?? "the years are \(known.joined(separator: ", "))"))
    }
}
