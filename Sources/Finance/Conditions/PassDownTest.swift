/// Whether money reaches the partners that it is meant for.
enum PassDownTest {
    /// How a plan stands to a condition that money of some sources is passed down.
    static func assessment(
        of plan: Plan, _ condition: Condition, money: SpendFilter, to kind: Partner.Kind, by day: String?
    ) -> ConditionAssessment {
        ConditionAssessment(.notTested, reason: .words("the plan states no amounts by \(kind.rawValue)"))
    }
}
