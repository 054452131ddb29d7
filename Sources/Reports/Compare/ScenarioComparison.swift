package import Finance
package import Scripting

/// Scenarios on the same plan, side by side: a pure value, from which every form of the comparison is made.
package struct ScenarioComparison: Sendable {
    /// A figure in the plan and after each scenario. Where it does not exist, as a line that only one of the scenarios
    /// adds, there is no amount: that is not nothing.
    package struct Row: Hashable, Sendable {
        /// The id of what the figure is of.
        package let id: String
        /// Its name.
        package let title: String
        /// The figure in the plan as it was read.
        package let plan: Money?
        /// The figure after each scenario.
        package let amounts: [Money?]

        /// By how much each scenario changes the figure. All are sums of one plan's cells, so a difference fits.
        package var differences: [Money] {
            amounts.map { Money(pence: ($0?.pence ?? 0) - (plan?.pence ?? 0)) }
        }

        /// Whether any scenario changes the figure.
        package var isChanged: Bool { amounts.contains { $0 != plan } }
    }

    /// A line that a scenario changes, adds or closes.
    package struct LineRow: Hashable, Sendable {
        /// What the line spends in all.
        package let total: Row
        /// What it spends from each source that a scenario changes: also where the total stays and somebody else pays.
        package let sources: [Row]
        /// The scenarios that close the line, by their places.
        package let closedBy: [Int]
    }

    /// What scenarios say of one thing that they take for true.
    package struct AssumptionRow: Hashable, Sendable {
        /// One statement, and the scenarios that make it, by their places.
        package struct Statement: Hashable, Sendable {
            /// What is stated. Its place is that of the first scenario.
            package let assumption: Assumption
            /// The scenarios that state it.
            package var scenarios: [Int]
        }

        /// What is assumed.
        package let what: String
        /// The statements, in the order of the scenarios that make them first.
        package var statements: [Statement]

        /// Whether the scenarios assume different values: then they differ also because of that, and not because of
        /// the change alone.
        package var hasDifferentValues: Bool { Set(statements.map(\.assumption.value)).count > 1 }
    }

    /// The plan that all start from.
    package let plan: Plan
    /// The runs, in the order in which they were named.
    package let runs: [ScenarioRun]
    /// Total spend.
    package let spend: Row
    /// Total funding.
    package let funding: Row
    /// Money that has come in and has no line.
    package let unallocated: Row
    /// Spend by theme.
    package let byTheme: [Row]
    /// Spend by the partner that contributes the money.
    package let byContributor: [Row]
    /// Spend by source.
    package let bySource: [Row]
    /// The lines that any of the scenarios changes.
    package let lines: [LineRow]
    /// The number of lines that all of them leave as they are.
    package let unchangedLines: Int
    /// What the scenarios take for true.
    package let assumptions: [AssumptionRow]

    /// Compares runs that start from the same plan.
    package init(_ runs: [ScenarioRun]) {
        precondition(!runs.isEmpty, "a comparison is of scenarios")
        let plan = runs[0].evaluation.before
        let evaluations = [Evaluation(before: plan, after: plan)] + runs.map(\.evaluation)
        func rows(_ table: (Evaluation) -> [Evaluation.Change]) -> [Row] { Self.rows(evaluations.map(table)) }
        self.plan = plan
        self.runs = runs
        spend = rows { [$0.total] }[0]
        funding = rows { [$0.funding] }[0]
        unallocated = Row(
            id: "unallocated", title: "Unallocated", plan: plan.totalUnallocated,
            amounts: runs.map(\.evaluation.after.totalUnallocated))
        byTheme = rows(\.byTheme)
        byContributor = rows(\.byContributor)
        bySource = rows(\.bySource)
        let totals = rows { $0.byLine.map(\.total) }
        lines = Self.lines(totals, runs.map(\.evaluation))
        unchangedLines = totals.count - lines.count
        assumptions = Self.assumptions(runs)
    }

    /// Whether every scenario passed.
    package var isPassed: Bool { runs.allSatisfy(\.isPassed) }

    /// What a report calls a scenario: A, B, C.
    package static func letter(_ index: Int) -> String { String(UnicodeScalar(UInt8(ascii: "A") + UInt8(index))) }

    /// As many scenarios as there are letters.
    package static let most = 26

    // MARK: Making the rows

    private struct Key: Hashable {
        let id: String
        let title: String
    }

    /// Puts tables side by side: the plan's, then each scenario's. What scenarios add comes after what the plan has.
    /// Two scenarios may add different things under one id, so the name belongs to the key.
    private static func rows(_ tables: [[Evaluation.Change]]) -> [Row] {
        let columns = tables.map { table in
            Dictionary(
                table.map { (Key(id: $0.id, title: $0.title), $0.after) }, uniquingKeysWith: { first, _ in first })
        }
        var seen: Set<Key> = []
        return tables.joined().map { Key(id: $0.id, title: $0.title) }.filter { seen.insert($0).inserted }.map { key in
            Row(
                id: key.id, title: key.title, plan: columns[0][key], amounts: columns.dropFirst().map { $0[key] })
        }
    }

    private static func lines(_ totals: [Row], _ evaluations: [Evaluation]) -> [LineRow] {
        let columns = evaluations.map { evaluation in
            Dictionary(
                evaluation.byLine.filter(\.isChanged).map { (Key(id: $0.total.id, title: $0.total.title), $0) },
                uniquingKeysWith: { first, _ in first })
        }
        return totals.compactMap { total in
            let changes = columns.map { $0[Key(id: total.id, title: total.title)] }
            guard changes.contains(where: { $0 != nil }) else { return nil }
            return LineRow(
                total: total, sources: sources(changes),
                closedBy: changes.indices.filter { changes[$0]?.isClosed == true })
        }
    }

    /// The sources of a line that a scenario changes. A scenario that leaves one as it is has the plan's figure.
    private static func sources(_ changes: [Evaluation.LineChange?]) -> [Row] {
        var seen: Set<Key> = []
        let changed = changes.compactMap { $0?.changedSources }.joined()
        return changed.filter { seen.insert(Key(id: $0.id, title: $0.title)).inserted }.map { source in
            let amounts = changes.map { line in
                line?.changedSources.first { $0.id == source.id && $0.title == source.title }?.after ?? source.before
            }
            return Row(id: source.id, title: source.title, plan: source.before, amounts: amounts)
        }
    }

    private static func assumptions(_ runs: [ScenarioRun]) -> [AssumptionRow] {
        var rows: [AssumptionRow] = []
        for (index, run) in runs.enumerated() {
            for assumption in run.assumptions {
                guard let row = rows.firstIndex(where: { $0.what == assumption.what }) else {
                    let statement = AssumptionRow.Statement(assumption: assumption, scenarios: [index])
                    rows.append(AssumptionRow(what: assumption.what, statements: [statement]))
                    continue
                }
                if let same = rows[row].statements.firstIndex(where: { $0.assumption.isRepeated(in: assumption) }) {
                    if rows[row].statements[same].scenarios.last != index {
                        rows[row].statements[same].scenarios.append(index)
                    }
                } else {
                    rows[row].statements.append(.init(assumption: assumption, scenarios: [index]))
                }
            }
        }
        return rows
    }
}
