/// Whether a reserve is drawn below zero.
enum ReserveTest {
    /// How a plan stands to a condition that no reserve is overdrawn.
    static func assessment(of plan: Plan, _ condition: Condition) -> ConditionAssessment {
        ConditionAssessment(.notTested, reason: .words("the plan states no reserve"))
    }
}
