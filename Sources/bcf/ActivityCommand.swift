import ArgumentParser
import Diagnostics
import Finance
import Outcomes
import PlanFiles
import Reports

/// `bcf activity DATA`: reads a table of delayed transfers of care, makes its totals again, and shows an authority's
/// months, printed figures held against them, or a change.
struct ActivityCommand: ParsableCommand, WritesReports {
    static let configuration = CommandConfiguration(
        commandName: "activity",
        abstract: "Check a table of delayed transfers of care, and show an authority's months, rates and changes.",
        discussion: """
            bcf activity DATA.csv                                    makes every total again
            bcf activity DATA.csv --authority Leicestershire         its months and years
            bcf activity DATA.csv --authority … --printed FILE.csv   printed figures, held against the data
            bcf activity DATA.csv --authority … --changed 2017-11    before and after a month, and others beside it
            Exit codes: 0 when all is well; 1 when totals do not add up or printed figures do not follow; 2 when a file \
            or the command line cannot be used.
            """)

    @Argument(help: ArgumentHelp("The table, such as Examples/delayed-transfers/delayed-days.csv.", valueName: "data"))
    var data: String

    @Option(help: "The authority, by its name or its code in the table.")
    var authority: String?

    @Option(help: ArgumentHelp("The first month that is shown.", valueName: "month"))
    var from: String?

    @Option(help: ArgumentHelp("The last month that is shown.", valueName: "month"))
    var to: String?

    @OptionGroup var people: PeopleOptions

    @Option(help: ArgumentHelp("A table of printed figures, to be held against the data.", valueName: "file"))
    var printed: String?

    @Option(help: ArgumentHelp("The first month after a change, to compare before and after.", valueName: "month"))
    var changed: String?

    @Option(help: ArgumentHelp("How many months before the change.", valueName: "months"))
    var before = 6

    @Option(help: ArgumentHelp("How many months after it; as many as before unless named.", valueName: "months"))
    var after: Int?

    @Option(help: "Whose delays are compared: nhs, social-care, joint or total.")
    var part = "total"

    @Option(
        help: ArgumentHelp(
            "An authority to compare with, instead of all others. Can be given again.", valueName: "authority"))
    var compare: [String] = []

    @Option(help: "What chance is drawn from, where there are too many orders of months to try them all.")
    var seed: UInt64 = 1

    @OptionGroup var output: OutputOptions

    func run() throws {
        let content = try DelayedTransfersFile.read(at: data)
        let counts = try people.counts()
        var files = [(path: data, hash: content.hash)]
        if let plan = people.plan, let hash = counts.planHash { files.append((plan, hash)) }
        guard let authority else {
            if let option = [("printed", printed), ("changed", changed), ("from", from), ("to", to)].first(where: {
                $0.1 != nil
            }) {
                throw PeopleOptions.usage(
                    "--\(option.0) needs an authority",
                    help: "name it with --authority, as in --authority Leicestershire")
            }
            let report = ActivityReport(content.value, series: nil, people: [], inputs: inputs(files))
            return try finish(report.text(), report.json(), report.isPassed)
        }
        let place = try place(of: authority, in: content.value)
        if let printed {
            let figures = try PrintedFiguresFile.read(at: printed)
            files.append((printed, figures.hash))
            let named = PeopleOptions.named(counts.counts)
            let report = PrintedReport(
                PrintedAssessment(figures.value, against: content.value, of: place, people: named),
                of: content.value.authorities[place], people: named, inputs: inputs(files))
            return try finish(report.text(), report.json(), report.isPassed)
        }
        if let changed { return try showChange(at: changed, content.value, place, counts.counts, files) }
        let report = ActivityReport(
            content.value,
            series: ActivitySeries(
                content.value, of: place, in: try span(in: content.value),
                people: counts.counts.isEmpty ? nil : ActivityPeople(counts.counts)),
            people: PeopleOptions.named(counts.counts), inputs: inputs(files))
        try finish(report.text(), report.json(), report.isPassed)
    }

    private func showChange(
        at month: String, _ data: DelayedTransfers, _ place: Int, _ counts: [Population.Count],
        _ files: [(path: String, hash: String)]
    ) throws {
        let first = try self.month(month)
        let after = after ?? before
        guard (1...60).contains(before), (1...60).contains(after) else {
            throw PeopleOptions.usage(
                "--before and --after are 1 to 60 months", help: "write them as in --before 6 --after 5")
        }
        guard let part = DelayedTransfers.Part(rawValue: part) else {
            let known = DelayedTransfers.Part.allCases.map(\.rawValue)
            throw PeopleOptions.usage(
                "`\(part.onOneLine)` is not one of the parts",
                help: Suggestion.didYouMean(part, in: known) ?? "write one of \(known.joined(separator: ", "))")
        }
        let compared = try compare.map { try self.place(of: $0, in: data) }
        let change: ActivityChange
        do throws(ActivityChange.Problem) {
            change = try ActivityChange(
                data, of: place, part: part, change: first, lengths: (before, after),
                people: counts.isEmpty ? nil : ActivityPeople(counts), compared: compared.isEmpty ? nil : compared,
                seed: seed)
        } catch {
            switch error {
            case .missing(let month):
                throw PeopleOptions.usage(
                    "the table has no days of \(month), which the comparison needs",
                    help: "choose fewer months with --before and --after, or another month")
            }
        }
        let isDrawn = change.permutation.map { !$0.isComplete } ?? false
        let report = ChangeReport(change, inputs: inputs(files, seed: isDrawn ? seed : nil))
        try finish(report.text(), report.json(), true)
    }

    private func finish(_ text: String, _ json: String, _ isPassed: Bool) throws {
        let inputs = [data, printed].compactMap(\.self) + (people.plan.map { OutputOptions.files(ofPlan: $0) } ?? [])
        try output.write(output.format == .json ? json : text, keeping: inputs)
        if !isPassed { throw Findings() }
    }

    private func inputs(_ files: [(path: String, hash: String)], seed: UInt64? = nil) -> InputFiles {
        var words = ["bcf", "activity", data]
        for (name, value) in [
            ("authority", authority), ("from", from), ("to", to), ("printed", printed), ("changed", changed),
        ] {
            if let value { words += ["--\(name)", value] }
        }
        if changed != nil {
            words += ["--before", String(before)] + (after.map { ["--after", String($0)] } ?? [])
            words += part == "total" ? [] : ["--part", part]
            words += compare.flatMap { ["--compare", $0] } + (self.seed == 1 ? [] : ["--seed", String(self.seed)])
        }
        return InputFiles(files, seed: seed, command: words + people.options + output.options)
    }

    private func place(of name: String, in data: DelayedTransfers) throws(DiagnosticList) -> Int {
        guard let place = data.authority(name) else {
            let near = Suggestion.didYouMean(name, in: data.authorities.map(\.name))
            throw PeopleOptions.usage(
                "there is no authority `\(name.onOneLine)` in the table",
                help: near ?? "write its name or its code as the table does")
        }
        if data.isDoubtful(name) {
            throw PeopleOptions.usage("several authorities are called `\(name.onOneLine)`", help: "name it by its code")
        }
        return place
    }

    private func month(_ text: String) throws(DiagnosticList) -> CalendarMonth {
        if let month = CalendarMonth(text) { return month }
        throw PeopleOptions.usage("`\(text.onOneLine)` is not a month", help: "write it as 2017-11")
    }

    private func span(in data: DelayedTransfers) throws(DiagnosticList) -> CalendarSpan? {
        guard let whole = data.span, from != nil || to != nil else { return nil }
        let first = try from.map { text throws(DiagnosticList) in try month(text) } ?? whole.first
        let last = try to.map { text throws(DiagnosticList) in try month(text) } ?? whole.last
        guard first <= last else {
            throw PeopleOptions.usage("\(first) is after \(last)", help: "the first month comes with --from")
        }
        guard first.index >= whole.first.index - 1200, last.index <= whole.last.index + 1200 else {
            throw PeopleOptions.usage(
                "the months are more than a hundred years from those of the table", help: "check --from and --to")
        }
        return CalendarSpan(first, last)
    }
}
