/// What a scenario did to a plan: every total before and after, side by side.
///
/// Of a scenario that rolls its plan forward, what is after is the last year, so a change is one over years.
///
/// The rows of each table sum to ``total``, whichever way the spend is cut.
package struct Evaluation: Sendable {
    /// A figure before and after.
    package struct Change: Hashable, Sendable {
        /// The id of what the figure is of.
        package let id: String
        /// Its name.
        package let title: String
        /// The figure in the plan as it was read.
        package let before: Money
        /// The figure after the scenario.
        package let after: Money

        /// After less before. Both are sums of one plan's cells, so the difference fits.
        package var difference: Money { Money(pence: after.pence - before.pence) }

        /// Whether the figure changed at all.
        package var isChanged: Bool { before != after }
    }

    /// A line before and after: its total, and what it spends from each source. A line whose total stays while its
    /// sources change is changed: somebody else pays.
    package struct LineChange: Hashable, Sendable {
        /// The line's total.
        package let total: Change
        /// What it spends from each source that changes, in the plan's order of sources.
        package let changedSources: [Change]
        /// Whether the scenario added the line.
        package let isAdded: Bool
        /// Whether the scenario closed the line.
        package let isClosed: Bool

        /// Whether anything about the line changed.
        package var isChanged: Bool { !changedSources.isEmpty || isAdded || isClosed }
    }

    /// The plan as it was read.
    package let before: Plan
    /// The plan after the scenario, with its movements.
    package let after: Plan
    /// Total spend.
    package let total: Change
    /// Total funding.
    package let funding: Change
    /// Spend by source.
    package let bySource: [Change]
    /// Funding by source.
    package let fundingBySource: [Change]
    /// Spend by the partner that contributes the money.
    package let byContributor: [Change]
    /// Spend by pool.
    package let byPool: [Change]
    /// Spend by theme.
    package let byTheme: [Change]
    /// Spend of every line, source by source.
    package let byLine: [LineChange]
    /// Money that has come in and has no line, by source.
    package let unallocated: [Change]
    /// Every condition of the rulebook of the plan's own year, in the rulebook's order; empty without a rulebook.
    package let conditions: [ConditionChange]
    /// The conditions of every later year that the scenario rolls the plan forward to and that has a rulebook, as the
    /// year closes: there is no before, so both are the same.
    package let laterConditions: [(plan: Plan, changes: [ConditionChange])]

    /// Whether income equals expenditure for every source after the scenario, in every year that it has.
    package var isBalanced: Bool { after.allYears.allSatisfy(\.isBalanced) }

    /// The rulebooks of the later years, where there is one.
    package var laterRulebooks: [Rulebook] { laterConditions.compactMap(\.plan.rulebook) }

    /// The conditions that are broken after the scenario, in any of its years, beside the balance, which is a table of
    /// its own.
    package var breached: [ConditionChange] {
        (conditions + laterConditions.flatMap(\.changes)).filter {
            $0.after.verdict == .breached && $0.condition.test != .balance
        }
    }

    /// Evaluates a scenario's plan against the plan that it started from.
    package init(before: Plan, after: Plan) {
        self.before = before
        self.after = after
        total = Change(id: "total", title: "Total spend", before: before.totalSpend, after: after.totalSpend)
        funding = Change(id: "funding", title: "Total funding", before: before.totalFunding, after: after.totalFunding)

        bySource = Self.changes(
            before, after, keys: { $0.sources.map { ($0.id, $0.title) } }, value: { $0.spend(source: $1) })
        fundingBySource = Self.changes(
            before, after, keys: { $0.sources.map { ($0.id, $0.title) } }, value: { $0.funding(source: $1) })
        unallocated = Self.changes(
            before, after, keys: { $0.sources.map { ($0.id, $0.title) } }, value: { $0.unallocated(source: $1) })
        byContributor = Self.changes(
            before, after, keys: { $0.sources.map { ($0.contributor, before.title(ofPartner: $0.contributor)) } },
            value: { $0.spend(source: $1) })
        byPool = Self.changes(
            before, after, keys: { $0.sources.map { ($0.pool, before.title(ofPool: $0.pool)) } },
            value: { $0.spend(source: $1) })
        byTheme = Self.changes(
            before, after, keys: { $0.lines.map { ($0.theme, $0.theme) } }, value: { $0.total(line: $1) })
        byLine = after.lines.indices.map { Self.lineChange(before, after, line: $0) }
        let years = after.allYears
        conditions = Self.conditions(before, years[0])
        laterConditions = years.dropFirst().filter { $0.rulebook != nil }.map { ($0, Self.conditions($0, $0)) }
        assert(
            [bySource, byContributor, byPool, byTheme, byLine.map(\.total)].allSatisfy { rows in
                rows.reduce(0) { $0 + $1.after.pence } == total.after.pence
            }, "whichever way the spend is cut, the parts sum to the whole")
    }

    /// The conditions of a rulebook that both plans have.
    private static func conditions(_ before: Plan, _ after: Plan) -> [ConditionChange] {
        zip(before.rulebook?.conditions ?? [], zip(before.conditionAssessments(), after.conditionAssessments()))
            .map { ConditionChange(condition: $0, before: $1.0, after: $1.1) }
    }

    /// A line before and after. Lines and sources of the plan as it was read keep their places; new ones come last.
    private static func lineChange(_ before: Plan, _ after: Plan, line: Int) -> LineChange {
        let isAdded = line >= before.lines.count
        let description = after.lines[line]
        let changedSources = after.sources.indices.compactMap { source -> Change? in
            let isOld = !isAdded && source < before.sources.count
            let change = Change(
                id: after.sources[source].id, title: after.sources[source].title,
                before: isOld ? before.cell(line: line, source: source) : .zero,
                after: after.cell(line: line, source: source))
            return change.isChanged ? change : nil
        }
        return LineChange(
            total: Change(
                id: description.id, title: description.title, before: isAdded ? .zero : before.total(line: line),
                after: after.total(line: line)),
            changedSources: changedSources, isAdded: isAdded,
            isClosed: description.status == .closed && !(!isAdded && before.lines[line].status == .closed))
    }

    /// Groups values by key in the order in which keys first appear in the plan after the scenario, which holds
    /// everything that the plan before it held.
    private static func changes(
        _ before: Plan, _ after: Plan, keys: (Plan) -> [(id: String, title: String)], value: (Plan, Int) -> Money
    ) -> [Change] {
        func sums(_ plan: Plan) -> [String: Int64] {
            var sums: [String: Int64] = [:]
            for (index, key) in keys(plan).enumerated() { sums[key.id, default: 0] += value(plan, index).pence }
            return sums
        }
        let old = sums(before)
        let new = sums(after)
        var seen: Set<String> = []
        return keys(after).filter { seen.insert($0.id).inserted }.map { key in
            Change(
                id: key.id, title: key.title, before: Money(pence: old[key.id] ?? 0),
                after: Money(pence: new[key.id] ?? 0))
        }
    }
}
