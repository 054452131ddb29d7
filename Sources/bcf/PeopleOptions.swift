import ArgumentParser
import Diagnostics
import Finance
import Outcomes
import PlanFiles

/// Of how many people rates are.
struct PeopleOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "How many people rates are of, as in 546300, 2017=546300 or 2018=550100@2018-01 for a count from a month on. Can be given again.",
            valueName: "people"))
    var population: [String] = []

    @Option(help: ArgumentHelp("A plan folder whose populations rates are of.", valueName: "plan"))
    var plan: String?

    @Option(help: ArgumentHelp("Which of the plan's populations, by its id.", valueName: "id"))
    var people: String?

    /// The words that make the same report again.
    var options: [String] {
        population.flatMap { ["--population", $0] } + (plan.map { ["--plan", $0] } ?? [])
            + (people.map { ["--people", $0] } ?? [])
    }

    /// The counts, and the hash of the plan that they are from.
    func counts() throws -> (counts: [Population.Count], planHash: String?) {
        guard let plan else {
            if people != nil {
                throw Self.usage("--people names a population of a plan", help: "name the plan with --plan")
            }
            return (try population.map(Self.count), nil)
        }
        guard population.isEmpty else {
            throw Self.usage("--population and --plan are both given", help: "leave one of them out")
        }
        let folder = try PlanFolder.read(at: plan)
        let known = folder.plan.arrangements.populations
        guard let found = people.map({ id in known.first { $0.id == id } }) ?? (known.count == 1 ? known[0] : nil)
        else {
            let ids = known.map(\.id)
            throw Self.usage(
                people.map { "the plan has no population `\($0.onOneLine)`" }
                    ?? "the plan has \(known.count) populations, and none is named",
                help: known.isEmpty
                    ? "state one in the plan, or write --population 546300"
                    : people.flatMap { Suggestion.didYouMean($0, in: ids) }
                        ?? "name one with --people: \(ids.joined(separator: ", "))")
        }
        return (found.counts, folder.hash)
    }

    /// The counts under the names by which reports know them.
    static func named(_ counts: [Population.Count]) -> [NamedPeople] {
        counts.map { NamedPeople($0.vintage ?? $0.inForce.map { "from \($0)" } ?? "\($0.people)", people: $0.people) }
    }

    private static func count(_ text: String) throws -> Population.Count {
        var body = Substring(text)
        var vintage: String?
        if let sign = body.firstIndex(of: "=") {
            vintage = String(body[..<sign])
            body = body[body.index(after: sign)...]
        }
        var inForce: String?
        if let sign = body.firstIndex(of: "@") {
            guard let month = CalendarMonth(body[body.index(after: sign)...]) else { throw wrong(text) }
            inForce = month.firstDay
            body = body[..<sign]
        }
        guard let figure = DecimalFigure(body), figure.places == 0, (1...10_000_000_000).contains(figure.digits),
            vintage?.isEmpty != true
        else { throw wrong(text) }
        return .init(people: figure.digits, inForce: inForce, vintage: vintage)
    }

    private static func wrong(_ text: String) -> DiagnosticList {
        usage(
            "`\(text.onOneLine)` is not a number of people",
            help: "write it as 546300, 2017=546300 or 2018=550100@2018-01")
    }

    static func usage(_ message: String, help: String) -> DiagnosticList {
        DiagnosticList(Diagnostic("usage.activity", message, help: help))
    }
}
