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
        case .delivery(let delivery): try check(delivery)
        case .decision(let decision): try check(decision)
        case .riskPoolTerms(let supposed): try check(supposed)
        case .release(let release): try check(release)
        case .districtSplit(let split): try check(split)
        }
        records.append(record)
    }
}
