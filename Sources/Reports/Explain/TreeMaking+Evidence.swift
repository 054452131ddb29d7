import Diagnostics
import Finance

// Conditions that are no sum: the balance, declarations, money that is passed down, reserves.

extension TreeMaking {
    /// What decides a condition that has no margin.
    func evidence(of condition: Condition, _ found: ConditionAssessment) -> [ExplanationTree] {
        switch condition.test {
        case .balance:
            return plan.sources.indices.map { source in
                ExplanationTree(
                    .source, "unallocated of \(name(ofSource: source))", plan.unallocated(source: source),
                    reason: plan.isIncomeStated(source: source)
                        ? nil : "the plan does not state what it brings; this is what the scenario freed",
                    making: .difference,
                    children: [
                        ExplanationTree(
                            .total, "what it brings",
                            Money(pence: plan.funding(source: source).pence + plan.presumedFunding(source: source))),
                        ExplanationTree(.total, "what lines spend of it", plan.spend(source: source)),
                    ])
            }
        case .declaration:
            guard let declared = plan.arrangements.declarations.first(where: { $0.condition == condition.id }) else {
                return []
            }
            return [
                ExplanationTree(
                    .statement, "the plan declares it", value: declared.isDeclared ? "yes" : "no",
                    place: plan.arrangements.places[.declaration(condition.id)], reason: declared.note)
            ]
        default: return []
        }
    }

    /// What surely reaches the districts or is kept by agreement, and the allocation.
    func passDown(_ found: ConditionAssessment) -> [ExplanationTree] {
        guard let grant = plan.grantAssessment(), let certain = found.certain, let required = found.required else {
            return []
        }
        let parts = [
            ("passed down, surely in time", grant.passedInTime), ("kept by agreements on record", grant.evidenced),
            ("spent under the housing-assistance policy", grant.topSliced),
        ]
        let nodes = parts.filter { !$0.1.isZero }.map { ExplanationTree(.counted, $0.0, $0.1) }
        // What is passed in time depends on the condition's own day.
        let sum = nodes.reduce(Int64(0)) { $0 &+ ($1.pence ?? 0) }
        let counted =
            sum == certain.pence
            ? ExplanationTree.sum(.counted, "what surely counts", nodes)
            : ExplanationTree(.counted, "what surely counts", certain)
        return [counted, ExplanationTree(.required, "the allocation", required)]
    }

    /// The reserve that has least left.
    func reserve(_ least: Money) -> [ExplanationTree] {
        guard let found = plan.reserveAssessments().first(where: { $0.free == least }) else { return [] }
        let opening = ExplanationTree(
            .statement, "what \(found.reserve.title) held when the year began", found.reserve.opening,
            place: plan.arrangements.places[.reserve(found.reserve.id)], reason: found.reserve.note)
        let sources = plan.sources.indices.filter { found.reserve.sources.contains(plan.sources[$0].id) }
        let drawn = ExplanationTree.sum(
            .total, "what the plan draws on it", sources.map { income(ofSource: $0) })
        return [opening, drawn]
            + found.placed.map { ExplanationTree(.statement, "set aside in it: \($0.title)", $0.amount) }
    }
}
