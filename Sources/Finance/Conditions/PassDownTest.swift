/// Whether money reaches the partners that it is meant for.
enum PassDownTest {
    /// How a plan stands to a condition that money of some sources is passed down.
    ///
    /// What surely counts is what is passed in time and what is kept by an agreement that is evidenced; what might count
    /// is also what is passed on a day that is not stated, or kept by an agreement that is only asserted.
    static func assessment(
        of plan: Plan, _ condition: Condition, money: SpendFilter, to kind: Partner.Kind, by day: String?
    ) -> ConditionAssessment {
        guard kind == .district, let sums = GrantSums(of: plan) else {
            return ConditionAssessment(.notTested, reason: .words("the plan states no amounts by \(kind.rawValue)"))
        }
        let totals = sums.totals(in: plan, by: day)
        let certain = totals.inTime.pence &+ totals.evidenced.pence &+ totals.topSliced.pence
        let possible =
            totals.passedDown.pence &- totals.late.pence &+ totals.agreed.pence &+ totals.topSliced.pence
        let required = totals.allocation
        let broken: ConditionAssessment.Verdict = condition.onBreach == .breach ? .breached : .flagged
        let verdict: ConditionAssessment.Verdict =
            certain >= required.pence ? .met : possible < required.pence ? broken : .cannotBeTold
        var reason: ConditionAssessment.Reason?
        if verdict == .cannotBeTold {
            let open = Money(pence: required.pence &- certain)
            reason = totals.inTime < totals.passedDown ? .passedOnNoDay(open) : .keptWithoutRecord(open)
        }
        return ConditionAssessment(
            verdict, required: required, certain: Money(pence: certain), possible: Money(pence: possible),
            headroom: Money(pence: certain &- required.pence), reason: reason)
    }
}
