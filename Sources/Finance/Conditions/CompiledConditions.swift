/// The conditions of a rulebook made ready for one plan: filters are resolved once, and an evaluation only adds.
///
/// A plan keeps them with what it was when it was read. A scenario that adds lines or sources makes them anew.
package final class CompiledConditions: Sendable {
    /// The rulebook.
    let rulebook: Rulebook
    private let tests: [CompiledTest]
    private let lineCount: Int
    private let sourceCount: Int

    /// Makes the conditions of a rulebook ready.
    init(
        _ rulebook: Rulebook, arrangements: PlanArrangements, partners: [Partner], lines: [SpendLine],
        sources: [FundingSource]
    ) {
        self.rulebook = rulebook
        lineCount = lines.count
        sourceCount = sources.count
        var kinds: [String: Partner.Kind] = [:]
        for partner in partners { kinds[partner.id] = partner.kind }
        tests = rulebook.conditions.map { condition in
            CompiledTest(
                condition, in: rulebook, arrangements: arrangements,
                sum: { ConditionSum($0, lines: lines, sources: sources, partners: kinds) })
        }
    }

    private convenience init(_ rulebook: Rulebook, of plan: Plan) {
        self.init(
            rulebook, arrangements: plan.arrangements, partners: plan.partners, lines: plan.lines,
            sources: plan.sources)
    }

    /// The same for a plan that grew since.
    private func fitting(_ plan: Plan) -> CompiledConditions {
        plan.lines.count == lineCount && plan.sources.count == sourceCount
            ? self : CompiledConditions(rulebook, of: plan)
    }

    /// How a plan stands to each condition, in the rulebook's order.
    package func assessments(of plan: Plan) -> [ConditionAssessment] {
        fitting(plan).tests.map { $0.assessment(of: plan) }
    }

    /// How a plan stands to one condition; `nil` when the rulebook has none of that id.
    package func assessment(of id: String, in plan: Plan) -> ConditionAssessment? {
        fitting(plan).tests.first { $0.condition.id == id }?.assessment(of: plan)
    }
}

extension CompiledConditions {
    /// What the figures of one condition are counted of; `nil` when the rulebook has none of that id.
    func makeup(of id: String, in plan: Plan) -> ConditionMakeup? {
        fitting(plan).tests.first { $0.condition.id == id }.map(ConditionMakeup.init)
    }
}

extension Plan {
    /// What the year asks of the plan; `nil` when no rulebook is known for it.
    package var rulebook: Rulebook? { arrangements.rulebook }

    /// How the plan stands to each condition of its rulebook, in the rulebook's order; empty without a rulebook.
    package func conditionAssessments() -> [ConditionAssessment] { conditions?.assessments(of: self) ?? [] }

    /// How the plan stands to one condition; `nil` when its rulebook has none of that id.
    package func assessment(ofCondition id: String) -> ConditionAssessment? {
        conditions?.assessment(of: id, in: self)
    }
}
