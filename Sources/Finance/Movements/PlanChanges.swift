/// Everything that was done to a plan, as a value of its own: enough to do it again to the same plan.
///
/// Another process may have found out what a scenario does; the figures are then still made here, by doing it again, and
/// whatever a plan refuses is refused again.
package struct PlanChanges: Hashable, Sendable {
    /// What was done in the plan's own year.
    package let first: YearChanges
    /// How the plan was rolled forward, and what was done in each year after that.
    package let later: [RolledYear]

    /// A later year: how it came about, and what was done in it.
    package struct RolledYear: Hashable, Sendable {
        /// How the year before was closed.
        package let terms: RollForwardTerms
        /// What was done in the year.
        package let changes: YearChanges

        /// Makes a later year.
        package init(terms: RollForwardTerms, changes: YearChanges) {
            self.terms = terms
            self.changes = changes
        }
    }

    /// Whether nothing was done.
    package var isEmpty: Bool { first.isEmpty && later.isEmpty }

    /// Makes a record of changes.
    package init(_ first: YearChanges, later: [RolledYear] = []) {
        self.first = first
        self.later = later
    }

    /// Makes a record of changes that stay in one year.
    package init(
        sources: [FundingSource], lines: [SpendLine], movements: [Movement], closures: [Closure],
        records: [PlanRecord] = []
    ) {
        self.init(
            YearChanges(sources: sources, lines: lines, movements: movements, closures: closures, records: records))
    }
}

/// What was done to a plan within one year.
package struct YearChanges: Hashable, Sendable {
    /// The sources that were added, in order.
    package let sources: [FundingSource]
    /// The lines that were added, in order, as they were before any was closed.
    package let lines: [SpendLine]
    /// The movements, in order.
    package let movements: [Movement]
    /// The closures, in order.
    package let closures: [Closure]
    /// The facts that were noted, in order.
    package let records: [PlanRecord]

    /// Whether nothing was done.
    package var isEmpty: Bool {
        sources.isEmpty && lines.isEmpty && movements.isEmpty && closures.isEmpty && records.isEmpty
    }

    /// Makes a record of changes.
    package init(
        sources: [FundingSource], lines: [SpendLine], movements: [Movement], closures: [Closure],
        records: [PlanRecord]
    ) {
        self.sources = sources
        self.lines = lines
        self.movements = movements
        self.closures = closures
        self.records = records
    }
}

extension Plan {
    /// What was done to `earlier` to make this plan of it: in its year, and in each year after it.
    package func changes(since earlier: Plan) -> PlanChanges {
        let years = allYears
        let start = years.firstIndex { $0.identity.year == earlier.identity.year } ?? 0
        return PlanChanges(
            years[start].yearChanges(
                afterLines: earlier.lines.count, sources: earlier.sources.count, movements: earlier.movements.count,
                closures: earlier.closures.count, records: earlier.records.count),
            later: years[(start + 1)...].compactMap { plan in
                plan.priorYear.map { prior in
                    PlanChanges.RolledYear(
                        terms: prior.terms,
                        changes: plan.yearChanges(
                            afterLines: plan.openingLineCount, sources: plan.openingSourceCount, movements: 0,
                            closures: 0, records: 0))
                }
            })
    }

    private func yearChanges(
        afterLines lineCount: Int, sources sourceCount: Int, movements movementCount: Int, closures closureCount: Int,
        records recordCount: Int
    ) -> YearChanges {
        YearChanges(
            sources: Array(sources.dropFirst(sourceCount)),
            lines: lines.dropFirst(lineCount).map { line in
                var line = line
                // Scripts add active lines only; the closure is recorded apart.
                if line.status == .closed { line.status = .active }
                return line
            },
            movements: Array(movements.dropFirst(movementCount)),
            closures: Array(closures.dropFirst(closureCount)),
            records: Array(records.dropFirst(recordCount)))
    }

    /// This plan with changes made to it. Throws what the plan refuses.
    package func applying(_ changes: PlanChanges) throws(PlanError) -> Plan {
        var plan = self
        try plan.make(changes.first)
        for year in changes.later {
            try plan.rollForward(year.terms)
            try plan.make(year.changes)
        }
        return plan
    }

    private mutating func make(_ changes: YearChanges) throws(PlanError) {
        for source in changes.sources { try addSource(source) }
        for line in changes.lines { try addLine(line) }
        for movement in changes.movements {
            guard movement.parts.allSatisfy({ sources.indices.contains($0.source) }), !movement.parts.isEmpty
            else {
                throw PlanError("plan.movement.no-such-source", "a movement names a source that the plan does not have")
            }
            try apply(movement)
        }
        // No money can come to a line after it is closed, so the closures can come last.
        for closure in changes.closures { try close(closure) }
        for record in changes.records { try self.record(record) }
    }

    private mutating func close(_ closure: Closure) throws(PlanError) {
        let line = try lineIndex(closure.line)
        guard lines[line].status != .closed else { throw .closedLine(closure.line) }
        guard closure.note.isReasoned else { throw .noReason() }
        guard total(line: line).isZero else {
            throw PlanError("plan.close.holds-money", "line `\(closure.line)` is closed and still holds money")
        }
        lines[line].status = .closed
        closures.append(closure)
    }
}
