/// Whether a reserve is drawn below zero.
enum ReserveTest {
    /// How a plan stands to a condition that no reserve is overdrawn: the reserve with the least left decides.
    static func assessment(of plan: Plan, _ condition: Condition) -> ConditionAssessment {
        guard let least = plan.leastFreeReserve else {
            return ConditionAssessment(.notTested, reason: .words("the plan states no reserve"))
        }
        let broken: ConditionAssessment.Verdict = condition.onBreach == .breach ? .breached : .flagged
        return ConditionAssessment(
            least.isNegative ? broken : .met, required: .zero, certain: least, possible: least, headroom: least)
    }
}
