/// Whether money reaches the partners that it is meant for.
enum PassDownTest {
    /// How a plan stands to a condition that money of some sources is passed down.
    ///
    /// What surely counts is what is passed in time and what is kept by an agreement that is evidenced; what might count
    /// is also what is passed on a day that is not stated, or kept by an agreement that is only asserted.
    static func assessment(
        of plan: Plan, _ condition: Condition, money: SpendFilter, to kind: Partner.Kind, by day: String?
    ) -> ConditionAssessment {
        guard kind == .district, let grant = plan.arrangements.disabledFacilitiesGrant,
            let found = plan.grantAssessment()
        else {
            return ConditionAssessment(.notTested, reason: .words("the plan states no amounts by \(kind.rawValue)"))
        }
        let late = late(grant, found, plan, by: day)
        let certain = found.passedInTime.pence &+ found.evidenced.pence &+ found.topSliced.pence
        let kept = found.kept.reduce(Int64(0)) { sum, line in
            line.evidence == nil || line.evidence == .notEvidenced ? sum : sum &+ min(line.held, line.stated).pence
        }
        let possible = found.passedDown.pence &- late &+ kept &+ found.topSliced.pence
        let required = found.allocation
        let verdict: ConditionAssessment.Verdict =
            certain >= required.pence
            ? .met
            : possible < required.pence ? condition.onBreach == .breach ? .breached : .flagged : .cannotBeTold
        return ConditionAssessment(
            verdict, required: required, certain: Money(pence: certain), possible: Money(pence: possible),
            headroom: Money(pence: certain &- required.pence),
            reason: verdict == .cannotBeTold
                ? .words("of the grant, \(Money(pence: required.pence &- certain)) \(open(found, certain))") : nil)
    }

    /// What surely is passed after the day.
    private static func late(
        _ grant: DisabledFacilitiesGrant, _ found: GrantAssessment, _ plan: Plan, by day: String?
    ) -> Int64 {
        guard let day else { return 0 }
        // A line that passes several parts on several days does not say how much of it was late.
        let late = grant.passDownLines.filter { line in
            grant.passedDown.filter { $0.line == line }.allSatisfy { ($0.day ?? "0") > day }
        }
        return late.reduce(0) { sum, id in
            guard let line = try? plan.lineIndex(id) else { return sum }
            return plan.sources.indices.reduce(sum) {
                grant.sources.contains(plan.sources[$1].id) ? $0 &+ plan.cell(line: line, source: $1).pence : $0
            }
        }
    }

    private static func open(_ found: GrantAssessment, _ certain: Int64) -> String {
        found.passedInTime < found.passedDown
            ? "is passed down on a day that is not stated, or kept without a record of the districts' agreement"
            : "is kept without a record of the districts' agreement"
    }
}
