/// Everything that was done to a plan, as a value of its own: enough to do it again to the same plan.
///
/// Another process may have found out what a scenario does; the figures are then still made here, by doing it again, and
/// whatever a plan refuses is refused again.
package struct PlanChanges: Hashable, Sendable {
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
        records: [PlanRecord] = []
    ) {
        self.sources = sources
        self.lines = lines
        self.movements = movements
        self.closures = closures
        self.records = records
    }
}

extension Plan {
    /// What was done to `earlier` to make this plan of it.
    package func changes(since earlier: Plan) -> PlanChanges {
        PlanChanges(
            sources: Array(sources.dropFirst(earlier.sources.count)),
            lines: lines.dropFirst(earlier.lines.count).map { line in
                var line = line
                // Scripts add active lines only; the closure is recorded apart.
                if line.status == .closed { line.status = .active }
                return line
            },
            movements: Array(movements.dropFirst(earlier.movements.count)),
            closures: Array(closures.dropFirst(earlier.closures.count)),
            records: Array(records.dropFirst(earlier.records.count)))
    }

    /// This plan with changes made to it. Throws what the plan refuses.
    package func applying(_ changes: PlanChanges) throws(PlanError) -> Plan {
        var plan = self
        for source in changes.sources { try plan.addSource(source) }
        for line in changes.lines { try plan.addLine(line) }
        for movement in changes.movements {
            guard movement.parts.allSatisfy({ plan.sources.indices.contains($0.source) }), !movement.parts.isEmpty
            else {
                throw PlanError("plan.movement.no-such-source", "a movement names a source that the plan does not have")
            }
            try plan.apply(movement)
        }
        // No money can come to a line after it is closed, so the closures can come last.
        for closure in changes.closures { try plan.close(closure) }
        for record in changes.records { try plan.record(record) }
        return plan
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
