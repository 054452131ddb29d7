import ArgumentParser
import Diagnostics
import Finance
import Reports
import Scripting

/// What of a comparison is shown, in which order, and by what scenarios are judged.
struct ComparisonOptions: ParsableArguments {
    /// What may be left out.
    enum Only: String, ExpressibleByArgument, CaseIterable { case changed }

    @Option(help: ArgumentHelp("Leave out rows that no scenario changes.", valueName: "changed"))
    var only: Only?

    @Option(
        name: .customLong("filter"), parsing: .singleValue,
        help: ArgumentHelp(
            "Show one kind of rows, or those whose id or name has a pattern; may be given several times. The kinds are "
                + ComparisonView.Kind.allCases.map(\.rawValue).joined(separator: ", ") + ".",
            valueName: "kind[=pattern]"))
    var filters: [String] = []

    @Option(
        help: ArgumentHelp("Put rows in order, the largest first.", valueName: "amount|change|percentage|name"))
    var sort: ComparisonView.Sort?

    @Option(
        help: ArgumentHelp(
            "What scenarios are judged by, parted by commas: spend, moved, unallocated, margin, or the id of a metric, "
                + "a risk pool or a condition.",
            valueName: "measure,…"))
    var measures: String?

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "Whose change is attributed to layers and movements: a metric, a risk pool, or a sum of money as bcf explain "
                + "names it; may be given several times.",
            valueName: "figure"))
    var waterfall: [String] = []

    @Flag(help: "Write one fact a line, without rules and bars, to be read aloud or by a program.")
    var plain = false

    /// The options that make the same report again.
    var options: [String] {
        var words: [String] = []
        if let only { words += ["--only", only.rawValue] }
        for filter in filters { words += ["--filter", filter] }
        if let sort { words += ["--sort", sort.rawValue] }
        if let measures { words += ["--measures", measures] }
        for figure in waterfall { words += ["--waterfall", figure] }
        return plain ? words + ["--plain"] : words
    }

    /// What is chosen, checked as far as the words alone tell.
    func chosen() throws(DiagnosticList) -> (view: ComparisonView, choices: ScenarioComparison.Choices) {
        var found: [ComparisonView.Filter] = []
        for filter in filters { found.append(try read(filter)) }
        var choices = ScenarioComparison.Choices()
        if let measures {
            choices.measures = measures.split(separator: ",").map { word in
                String(word.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
            guard choices.measures?.isEmpty == false else {
                throw DiagnosticList(
                    Diagnostic(
                        "usage.measures", "--measures names nothing to judge by",
                        help: "name measures parted by commas, such as --measures spend,margin"))
            }
        }
        if !waterfall.isEmpty { choices.waterfalls = waterfall }
        return (ComparisonView(onlyChanged: only == .changed, filters: found, sort: sort), choices)
    }

    private func read(_ filter: String) throws(DiagnosticList) -> ComparisonView.Filter {
        let parts = filter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let kind = ComparisonView.Kind(rawValue: parts[0]) else {
            let known = ComparisonView.Kind.allCases.map(\.rawValue)
            throw DiagnosticList(
                Diagnostic(
                    "usage.filter", "a comparison has no rows of kind `\(parts[0].onOneLine)`",
                    help: Suggestion.didYouMean(parts[0], in: known) ?? "there are: \(known.joined(separator: ", "))"))
        }
        guard parts.count == 1 || !parts[1].isEmpty else {
            throw DiagnosticList(
                Diagnostic(
                    "usage.filter", "--filter \(filter.onOneLine) has no pattern after the `=`",
                    help: "leave out the `=` for all rows of the kind"))
        }
        return ComparisonView.Filter(kind, pattern: parts.count == 1 ? nil : parts[1])
    }

    /// The comparison of runs.
    func comparison(
        _ runs: [ScenarioRun], base: ScenarioComparison.Base, _ choices: ScenarioComparison.Choices
    ) throws(DiagnosticList) -> ScenarioComparison {
        do throws(PlanError) {
            return try ScenarioComparison(runs, base: base, choices)
        } catch {
            throw DiagnosticList(Diagnostic(error.code, error.message, reason: error.reason, help: error.help))
        }
    }
}

extension ComparisonView.Sort: ExpressibleByArgument {}
