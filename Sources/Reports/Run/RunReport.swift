import Finance
package import Scripting

/// What a scenario did, presented: as text for people or as JSON for machines. Both carry the same figures.
package struct RunReport: Sendable {
    let run: ScenarioRun
    package let provenance: Provenance
    /// How far each lever could still be turned; `nil` when nobody asked for it.
    let room: [LeverRoomRow]?
    /// How the year is divided where the report shows it over time; `nil` when it does not.
    let step: TimeStep?
    /// What the money does to the metrics; `nil` when nobody asked.
    let outcomes: RunOutcomes?

    /// Makes a report of a run.
    ///
    /// - Parameter step: shows the year by quarter or by month as well.
    package init(
        _ run: ScenarioRun, provenance: Provenance, room: [LeverRoomRow]? = nil, by step: TimeStep? = nil,
        outcomes: RunOutcomes? = nil
    ) {
        self.run = run
        self.room = room
        self.provenance = provenance
        self.step = step
        self.outcomes = outcomes
    }

    /// Where money comes from or goes to, in words: `IUR2.2 Loughborough Urgent Care Centre`.
    func words(_ end: Movement.End, of movement: Movement) -> String {
        switch end {
        case .line(let id):
            let line = run.evaluation.after.lines.first { $0.id == id }
            return "\(id) \(line?.title ?? "")"
        case .unallocated: return "unallocated"
        case .contributor: return movement.contributors(in: run.evaluation.after) + ", outside the plan"
        }
    }

    /// What moved, in words: money that changes its line apart from money that enters or leaves the plan.
    private var movedMoney: String {
        var clauses: [String] = []
        func add(_ verb: String, _ rest: String, _ movements: [Movement]) {
            guard !movements.isEmpty else { return }
            // A sum of movements, unlike a sum of cells, may be larger than the plan; then their number has to do.
            let amount = try? Money.sum(movements.map(\.amount))
            let count = "\(movements.count) movement\(movements.count == 1 ? "" : "s")"
            clauses.append("\(verb) \(amount.map { "\($0)\(rest) in \(count)" } ?? "money\(rest) in \(count)")")
        }
        let inside = run.movements.filter { $0.from != .contributor && $0.to != .contributor }
        let net = net(inside)
        if let net, let gross = try? Money.sum(inside.map(\.amount)), net != gross {
            // Money that goes there and back, or through the unallocated, has not moved twice.
            clauses.append("moves \(net) net (\(gross) in \(inside.count) movements, some of the same money)")
        } else {
            add("moves", "", inside)
        }
        add("brings in", " of new money", run.movements.filter { $0.from == .contributor })
        add("gives back", "", run.movements.filter { $0.to == .contributor })
        return clauses.isEmpty ? "moves no money" : clauses.joined(separator: ", ")
    }

    /// What lines and the unallocated money gain by movements within the plan; `nil` when it is too much to add up.
    private func net(_ movements: [Movement]) -> Money? {
        var gains: [Movement.End: Int64] = [:]
        for movement in movements {
            gains[movement.to, default: 0] &+= movement.amount.pence
            gains[movement.from, default: 0] &-= movement.amount.pence
        }
        return try? Money.sum(gains.values.filter { $0 > 0 }.map { Money(pence: $0) })
    }

    /// The verdict in words: what was tested, and that nothing else was.
    var verdict: String {
        let balance =
            switch run.evaluation.after.balance {
            case .met: "income equals expenditure"
            case .notMet: "income does not equal expenditure"
            case .cannotBeTold: "whether income equals expenditure cannot be told"
            }
        let unmet = run.expectations.count { !$0.isMet }
        let expectations =
            run.expectations.isEmpty
            ? "the script states no expectation"
            : unmet == 0
                ? "every expectation is met\(ofLayersOnly)"
                : "\(unmet) of \(run.expectations.count) expectations not met"
        return ([balance] + [conditionVerdict, virementClause].compactMap(\.self) + [expectations]).joined(
            separator: "; ")
    }

    /// How many movements somebody else has to decide; `nil` when none, or no agreement states limits.
    private var virementClause: String? {
        let count = virementFindings.count
        return count == 0 ? nil : "\(count) virement\(count == 1 ? " needs" : "s need") another authority"
    }

    /// How many expectations hold of their own layer only.
    private var ofLayersOnly: String {
        let count = run.expectations.count { $0.isMet && $0.holdsOfWhole == false }
        return count == 0 ? "" : " (\(count) of \(count == 1 ? "its" : "their") own layer only)"
    }

    /// What a reader might take for tested, and is not.
    static func notTested(_ plan: Plan) -> String {
        // Limits of virement are tested where an agreement states them.
        let statesLimits = plan.arrangements.poolTerms.values.contains { !$0.virement.isEmpty }
        let agreements = statesLimits ? "whether a named authority decided" : "section 75 limits and authority"
        return plan.rulebook == nil
            ? "national conditions, ring-fences, capital and revenue, \(agreements)"
            : "\(agreements), and the conditions that are listed as not tested or only declared"
    }

    /// What becomes of the money in one sentence, and of each metric that moves in one more.
    package var summary: String { ([moneySummary] + (outcomes?.summarySentences ?? [])).joined(separator: " ") }

    /// What becomes of the money in one sentence of plain words, for the top of the report.
    var moneySummary: String {
        let evaluation = run.evaluation
        var clauses = conditionClauses + [movedMoney]
        let total = evaluation.total
        clauses.append(
            total.isChanged
                ? "planned spend goes from \(total.before) to \(total.after)" : "planned spend stays \(total.after)")
        let unallocated = evaluation.after.totalUnallocated
        let balance =
            switch evaluation.after.balance {
            case _ where years.count > 1 && !evaluation.isBalanced:
                "income does not equal expenditure in \(unbalancedYears)"
            case .met: "income equals expenditure for every source"
            case .cannotBeTold:
                "whether income equals expenditure cannot be told, as \(evaluation.after.unstatedIncomeWords ?? "")"
            case .notMet:
                unallocated.isNegative
                    ? "\(Money(pence: -unallocated.pence)) more is spent than has come in"
                    : "\(unallocated) is left without a use"
            }
        clauses.append(balance)
        if let virementClause { clauses.append(virementClause) }
        let met = run.expectations.count { $0.isMet }
        if !run.expectations.isEmpty {
            clauses.append("\(met) of \(run.expectations.count) expectations met\(ofLayersOnly)")
        }
        if years.count > 1 {
            clauses.append("the figures after are those of \(years[years.count - 1].identity.year.text)")
        }
        let text = clauses.joined(separator: "; ")
        return text.prefix(1).uppercased() + text.dropFirst() + "."
    }
}
