package import Finance
package import Scripting

/// Two runs of a scenario side by side: which of the second's figures differ from those of the first.
///
/// Lines, sources and expectations are compared by what people know them by, so that it does not matter where in the
/// files they stand.
package struct RunComparison: Sendable {
    /// A figure of the last run and of this one. `nil` where a run does not have it.
    package struct Figure: Hashable, Sendable {
        /// The id of the line or source; empty for a figure of the plan as a whole.
        package let id: String
        /// What the figure is.
        package let title: String
        /// The figure in the last run.
        package let last: Money?
        /// The figure in this run.
        package let now: Money?

        /// This run less the last; `nil` where one of them does not have it, or the difference does not fit.
        package var difference: Money? {
            guard let last, let now else { return nil }
            let (pence, overflow) = now.pence.subtractingReportingOverflow(last.pence)
            return overflow ? nil : Money(pence: pence)
        }
    }

    /// A text of the last run and of this one. `nil` where a run does not have it.
    package struct Wording: Hashable, Sendable {
        /// What the text is of.
        package let title: String
        /// The text in the last run.
        package let last: String?
        /// The text in this run.
        package let now: String?
    }

    /// The verdict and the sums in words, where they changed.
    package let verdict: [Wording]
    /// Levers whose values changed.
    package let levers: [Wording]
    /// Totals of the plan after the scenario.
    package let totals: [Figure]
    /// What lines spend from all sources, and from each where that changed.
    package let lines: [Figure]
    /// What sources bring, spend and have left.
    package let sources: [Figure]
    /// Expectations that came, went, or are met where they were not.
    package let expectations: [Wording]
    /// Whether what the script printed changed.
    package let isPrintedChanged: Bool

    /// Whether nothing that is compared changed.
    package var isEmpty: Bool {
        verdict.isEmpty && levers.isEmpty && totals.isEmpty && lines.isEmpty && sources.isEmpty
            && expectations.isEmpty && !isPrintedChanged
    }

    /// Compares two runs.
    package init(last: ScenarioRun, now: ScenarioRun) {
        verdict = Self.changedWords([
            ("Result", Self.result(last), Self.result(now)),
            ("Outcome", RunReport.summary(of: last), RunReport.summary(of: now)),
        ])
        levers = Self.changedWords(
            last.levers.map { ($0.name, $0.value.description) }, now.levers.map { ($0.name, $0.value.description) })
        expectations = Self.changedWords(Self.expectations(last), Self.expectations(now))
        totals = Self.changed(Self.totals(last.evaluation.after), Self.totals(now.evaluation.after))
        lines = Self.changed(Self.lines(last.evaluation.after), Self.lines(now.evaluation.after))
        sources = Self.changed(Self.sources(last.evaluation.after), Self.sources(now.evaluation.after))
        isPrintedChanged = last.printed != now.printed
    }

    // MARK: What a run has

    private static func result(_ run: ScenarioRun) -> String { run.isPassed ? "passed" : "failed" }

    /// Two expectations in the same words are told apart by which comes first.
    private static func expectations(_ run: ScenarioRun) -> [(String, String)] {
        var seen: [String: Int] = [:]
        return run.expectations.map { expectation in
            let count = seen[expectation.message, default: 0] + 1
            seen[expectation.message] = count
            return (
                count == 1 ? expectation.message : "\(expectation.message) (\(count))",
                expectation.isMet ? "met" : "NOT MET"
            )
        }
    }

    private struct Key: Hashable {
        let id: String
        let title: String
    }

    private typealias Figures = [(key: Key, amount: Money)]

    private static func totals(_ plan: Plan) -> Figures {
        [
            (Key(id: "", title: "Total spend"), plan.totalSpend),
            (Key(id: "", title: "Total funding"), plan.totalFunding),
            (Key(id: "", title: "Unallocated"), plan.totalUnallocated),
        ]
    }

    private static func lines(_ plan: Plan) -> Figures {
        var figures: Figures = []
        for (index, line) in plan.lines.enumerated() {
            figures.append((Key(id: line.id, title: ""), plan.total(line: index)))
            for (source, amount) in plan.cells(line: index).enumerated() {
                figures.append((Key(id: line.id, title: "from \(plan.sources[source].id)"), amount))
            }
        }
        return figures
    }

    private static func sources(_ plan: Plan) -> Figures {
        plan.sources.enumerated().flatMap { index, source in
            // Of a source that does not state its income, only its changes are known.
            let isStated = plan.isIncomeStated(source: index)
            return [
                (Key(id: source.id, title: isStated ? "funding" : "change of funding"), plan.funding(source: index)),
                (Key(id: source.id, title: "spend"), plan.spend(source: index)),
                (Key(id: source.id, title: isStated ? "unallocated" : "freed"), plan.unallocated(source: index)),
            ]
        }
    }

    // MARK: Comparing

    /// What differs, in the order of this run; then what only the last one had. A cell of nothing is no cell.
    private static func changed(_ last: Figures, _ now: Figures) -> [Figure] {
        let old = Dictionary(last.map { ($0.key, $0.amount) }, uniquingKeysWith: { first, _ in first })
        let new = Dictionary(now.map { ($0.key, $0.amount) }, uniquingKeysWith: { first, _ in first })
        let gone = last.map(\.key).filter { new[$0] == nil }
        return (now.map(\.key) + gone).compactMap { key in
            let figure = Figure(id: key.id, title: key.title, last: old[key], now: new[key])
            let isCell = !key.title.isEmpty
            let isSame = isCell ? (figure.last ?? .zero) == (figure.now ?? .zero) : figure.last == figure.now
            return isSame ? nil : figure
        }
    }

    private static func changedWords(_ rows: [(String, String, String)]) -> [Wording] {
        changedWords(rows.map { ($0.0, $0.1) }, rows.map { ($0.0, $0.2) })
    }

    private static func changedWords(_ last: [(String, String)], _ now: [(String, String)]) -> [Wording] {
        let old = Dictionary(last, uniquingKeysWith: { first, _ in first })
        let new = Dictionary(now, uniquingKeysWith: { first, _ in first })
        let gone = last.map(\.0).filter { new[$0] == nil }
        return (now.map(\.0) + gone).compactMap { title in
            let wording = Wording(title: title, last: old[title], now: new[title])
            return wording.last == wording.now ? nil : wording
        }
    }
}
