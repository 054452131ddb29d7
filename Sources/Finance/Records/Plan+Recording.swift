import Diagnostics

extension Plan {
    /// Notes a fact. Throws, and notes nothing, when the plan does not know what the fact is about.
    package mutating func record(_ record: PlanRecord) throws(PlanError) {
        guard record.note.isReasoned else { throw .noReason() }
        guard records.count < Self.mostMovements else { throw .tooMany("records", Self.mostMovements) }
        switch record.fact {
        case .outturn(let outturn):
            _ = try lineIndex(outturn.line)
            if let source = outturn.source { _ = try sourceIndex(source) }
            guard !outturn.amount.isNegative else {
                throw PlanError(
                    "plan.outturn.negative", "the outturn of line `\(outturn.line)` is below zero",
                    reason: "an outturn is what a line spends in all, and not a difference to its budget",
                    help: "give the whole amount, such as gbp \"1.2m\"")
            }
            guard outturn.amount <= Self.mostOutturn else {
                throw .tooLarge("an outturn of \(outturn.amount) is more than any line spends")
            }
            try checkIsAlike(outturn)
        case .agreement(let agreement):
            guard pools.contains(where: { $0.id == agreement.pool }) else {
                throw PlanError(
                    "plan.pool.unknown", "the plan has no pool `\(agreement.pool)`",
                    help: Suggestion.didYouMean(agreement.pool, in: pools.map(\.id))
                        ?? "known: \(pools.map(\.id).joined(separator: ", "))")
            }
            if let line = agreement.line { _ = try lineIndex(line) }
        case .delivery(let delivery): try check(delivery)
        case .decision(let decision): try check(decision)
        case .riskPoolTerms(let supposed): try check(supposed)
        case .release(let release): try check(release)
        case .districtSplit(let split): try check(split)
        case .effect(let effect): try check(effect)
        case .supposedEffect(let supposed): try check(supposed)
        case .supposedMetric(let supposed): try check(supposed)
        }
        records.append(record)
    }

    /// The most that a line can be said to spend: £1tn. So the sums of all outturns fit.
    private static let mostOutturn = Money(pence: 100_000_000_000_000)

    /// A line's outturn is stated as a whole or source by source: of both, nobody could tell what the rest is.
    private func checkIsAlike(_ outturn: Outturn) throws(PlanError) {
        let isOther = records.contains { record in
            guard case .outturn(let earlier) = record.fact, earlier.line == outturn.line else { return false }
            return (earlier.source == nil) != (outturn.source == nil)
        }
        if !isOther { return }
        let (stated, now) = outturn.source == nil ? ("by source", "as a whole") : ("as a whole", "by source")
        throw PlanError(
            "plan.outturn.mixed", "the outturn of line `\(outturn.line)` is already stated \(stated)",
            reason: "stated \(now) as well, it could not be told which of the two counts",
            help: "state it \(stated) again, or \(now) from the start")
    }
}
