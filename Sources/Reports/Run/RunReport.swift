import Finance
package import Scripting

/// What a scenario did, presented: as text for people or as JSON for machines. Both carry the same figures.
package struct RunReport: Sendable {
    let run: ScenarioRun
    let provenance: Provenance

    /// Makes a report of a run.
    package init(_ run: ScenarioRun, provenance: Provenance) {
        self.run = run
        self.provenance = provenance
    }

    /// Where money comes from or goes to, in words: `IUR2.2 Loughborough Urgent Care Centre`.
    func words(_ end: Movement.End, of movement: Movement, width: Int = .max) -> String {
        switch end {
        case .line(let id):
            let line = run.evaluation.after.lines.first { $0.id == id }
            return "\(id) \(line?.title ?? "")".shortened(to: width)
        case .unallocated: return "unallocated"
        case .contributor:
            let names = movement.parts.map { run.evaluation.after.sources[$0.source].contributor }
            return "outside (\(names.joined(separator: ", ")))"
        }
    }

    /// The outcome in one sentence of plain words, for the top of the report.
    var summary: String {
        let evaluation = run.evaluation
        let moved = run.movements.reduce(Int64(0)) { $0.addingReportingOverflow($1.amount.pence).partialValue }
        let count = run.movements.count
        var clauses: [String] = []
        clauses.append(
            count == 0
                ? "Moves no money" : "Moves \(Money(pence: moved)) in \(count) movement\(count == 1 ? "" : "s")")
        let total = evaluation.total
        clauses.append(
            total.isChanged
                ? "total spend goes from \(total.before) to \(total.after)" : "total spend stays \(total.after)")
        let unallocated = evaluation.after.totalUnallocated
        clauses.append(
            evaluation.isBalanced
                ? "income equals expenditure for every source"
                : unallocated.isNegative
                    ? "\(Money(pence: -unallocated.pence)) more is spent than has come in"
                    : "\(unallocated) is left without a use")
        let met = run.expectations.count { $0.isMet }
        if !run.expectations.isEmpty {
            clauses.append("\(met) of \(run.expectations.count) expectations met")
        }
        return clauses.joined(separator: "; ") + "."
    }
}
