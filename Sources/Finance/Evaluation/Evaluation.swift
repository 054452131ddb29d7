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

        let sources = after.sources
        func bySource(_ value: (Plan, Int) -> Money) -> (old: [Int64], new: [Int64]) {
            (
                before.sources.indices.map { value(before, $0).pence },
                after.sources.indices.map { value(after, $0).pence }
            )
        }
        func changes(_ sums: (old: [Int64], new: [Int64])) -> [Change] {
            Self.changes(sums.old, sums.new, key: { sources[$0].id }, title: { sources[$0].title })
        }
        let spend = bySource { $0.spend(source: $1) }
        self.bySource = changes(spend)
        fundingBySource = changes(bySource { $0.funding(source: $1) })
        unallocated = changes(bySource { $0.unallocated(source: $1) })
        byContributor = Self.changes(
            spend.old, spend.new, key: { sources[$0].contributor },
            title: { before.title(ofPartner: sources[$0].contributor) })
        byPool = Self.changes(
            spend.old, spend.new, key: { sources[$0].pool }, title: { before.title(ofPool: sources[$0].pool) })
        byLine = Self.lineChanges(before, after)
        let lines = after.lines
        byTheme = Self.changes(
            byLine.prefix(before.lines.count).map(\.total.before.pence), byLine.map(\.total.after.pence),
            key: { lines[$0].theme }, title: { lines[$0].theme })
        let years = after.allYears
        conditions = Self.conditions(before, years[0])
        laterConditions = years.dropFirst().filter { $0.rulebook != nil }.map { ($0, Self.conditions($0, $0)) }
        assert(
            [self.bySource, byContributor, byPool, byTheme, byLine.map(\.total)].allSatisfy { rows in
                rows.reduce(0) { $0 + $1.after.pence } == total.after.pence
            }, "whichever way the spend is cut, the parts sum to the whole")
    }

    /// The conditions of a rulebook that both plans have.
    private static func conditions(_ before: Plan, _ after: Plan) -> [ConditionChange] {
        zip(before.rulebook?.conditions ?? [], zip(before.conditionAssessments(), after.conditionAssessments()))
            .map { ConditionChange(condition: $0, before: $1.0, after: $1.1) }
    }

    /// Every line before and after. Lines and sources of the plan as it was read keep their places; new ones come last.
    private static func lineChanges(_ before: Plan, _ after: Plan) -> [LineChange] {
        // Taken out once: each access goes through what plans share.
        let (oldLines, oldCells, oldWidth) = (before.lines, before.spending, before.sources.count)
        let (lines, cells, width) = (after.lines, after.spending, after.sources.count)
        return lines.indices.map { line in
            let isAdded = line >= oldLines.count
            var changedSources: [Change] = []
            var (old, new): (Int64, Int64) = (0, 0)
            for source in 0..<width {
                let was = isAdded || source >= oldWidth ? 0 : oldCells[line * oldWidth + source]
                let now = cells[line * width + source]
                old += was
                new += now
                guard was != now else { continue }
                changedSources.append(
                    Change(
                        id: after.sources[source].id, title: after.sources[source].title,
                        before: Money(pence: was), after: Money(pence: now)))
            }
            return LineChange(
                total: Change(
                    id: lines[line].id, title: lines[line].title, before: Money(pence: old),
                    after: Money(pence: new)),
                changedSources: changedSources, isAdded: isAdded,
                isClosed: lines[line].status == .closed && !(!isAdded && oldLines[line].status == .closed))
        }
    }

    /// Groups values by key in the order in which keys first appear in the plan after the scenario, which holds
    /// everything that the plan before it held, in the same places.
    private static func changes(
        _ old: [Int64], _ new: [Int64], key: (Int) -> String, title: (Int) -> String
    ) -> [Change] {
        var places: [String: Int] = [:]
        var keys: [String] = []
        var firsts: [Int] = []
        var sums: [(old: Int64, new: Int64)] = []
        var group = 0
        for index in new.indices {
            let key = key(index)
            // What belongs together often stands together.
            if keys.isEmpty || keys[group] != key {
                group = places[key] ?? keys.count
                if group == keys.count {
                    places[key] = group
                    keys.append(key)
                    firsts.append(index)
                    sums.append((0, 0))
                }
            }
            sums[group].old += index < old.count ? old[index] : 0
            sums[group].new += new[index]
        }
        return keys.indices.map { group in
            Change(
                id: keys[group], title: title(firsts[group]), before: Money(pence: sums[group].old),
                after: Money(pence: sums[group].new))
        }
    }
}
