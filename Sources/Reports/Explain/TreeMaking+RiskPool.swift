import Diagnostics
import Finance

// What is released of a risk pool: by quarter, what was delivered, what is at risk, and the formula.

extension TreeMaking {
    /// The tree of what is released of a risk pool in the year, or of one quarter; `nil` when the plan has no such pool.
    func tree(ofRiskPool id: String, quarter: Int?) -> ExplanationTree? {
        guard let found = plan.riskPoolAssessment(id) else { return nil }
        if let quarter { return node(found.quarters[quarter - 1], of: found) }
        return .sum(
            .riskPool, "Released of risk pool \(id), \(found.pool.title)",
            found.quarters.map { node($0, of: found) },
            reason: ["of \(found.pool.amount) in all", found.obstacle].compactMap(\.self).joined(separator: "; "))
    }

    private func node(
        _ quarter: RiskPoolAssessment.Quarter, of found: RiskPoolAssessment
    ) -> ExplanationTree {
        let title = "quarter \(quarter.number), released"
        guard let earned = quarter.earned else {
            return ExplanationTree(
                .quarter, title, quarter.released,
                reason: found.obstacle.map { "what is earned cannot be told: \($0)" } ?? "no delivery is noted",
                making: .rule, children: [atRisk(quarter, of: found)].compactMap(\.self))
        }
        var children = [
            ExplanationTree(
                .rule, "earned by the formula \(found.terms.formula ?? notStated)", earned,
                place: term("formula", of: found),
                reason: found.terms.formula.flatMap(RiskPoolFormula.named)?.summary,
                citation: found.rule?.citation.words(in: plan.rulebook), making: .rule,
                children: delivered(quarter, of: found) + [atRisk(quarter, of: found)].compactMap(\.self)
                    + terms(of: found))
        ]
        children += decisions(quarter, of: found)
        return ExplanationTree(
            .quarter, title, quarter.released,
            reason: quarter.isDecided ? nil : "nothing is released before the last stage of the decision",
            making: .rule, children: children)
    }

    /// The delivery of a quarter, and of those before it, where the formula looks at the year so far.
    private func delivered(
        _ quarter: RiskPoolAssessment.Quarter, of found: RiskPoolAssessment
    ) -> [ExplanationTree] {
        let catchesUp = found.terms.formula.flatMap(RiskPoolFormula.named)?.catchesUp ?? false
        return found.quarters.filter { $0.number == quarter.number || (catchesUp && $0.number < quarter.number) }
            .compactMap { earlier in
                guard let delivery = earlier.delivery else { return nil }
                let record = plan.records.last {
                    guard case .delivery(let noted) = $0.fact else { return false }
                    return noted.riskPool == found.pool.id && noted.quarter == earlier.number
                }
                return ExplanationTree(
                    .record, "delivery of quarter \(earlier.number)", value: delivery.measure.text,
                    place: record?.note.written, reason: record?.note.reason, authority: record?.note.authority)
            }
    }

    private func atRisk(
        _ quarter: RiskPoolAssessment.Quarter, of found: RiskPoolAssessment
    ) -> ExplanationTree? {
        guard let atRisk = quarter.atRisk else { return nil }
        let amount = ExplanationTree(
            .statement, "the pool's amount", found.pool.amount, place: term("amount", of: found),
            reason: found.pool.note)
        let how: ExplanationTree
        if let price = found.terms.unitCost, found.terms.quarters == nil || found.pool.planned != nil,
            found.terms.formula == "payment-for-performance"
        {
            how = ExplanationTree(
                .rule, "what the quarter's plan is worth at the unit cost, up to the amount", price,
                place: term("unit_cost", of: found), citation: found.rule?.citation.words(in: plan.rulebook))
        } else {
            how = ExplanationTree(
                .rule, "divided between the quarters", value: found.terms.quarters?.rawValue ?? notStated,
                place: term("quarters", of: found), reason: supposed(\.quarters, of: found))
        }
        return ExplanationTree(
            .rule, "at risk in quarter \(quarter.number)", atRisk, making: .rule, children: [amount, how])
    }

    /// Terms that the formula reads beside the delivery.
    private func terms(of found: RiskPoolAssessment) -> [ExplanationTree] {
        var nodes: [ExplanationTree] = []
        if let planned = found.pool.planned {
            nodes.append(
                ExplanationTree(
                    .statement, "planned by quarter", value: planned.map(String.init).joined(separator: ", "),
                    place: term("planned", of: found), reason: supposed(\.planned, of: found)))
        }
        if let price = found.terms.unitCost {
            nodes.append(
                ExplanationTree(
                    .statement, "what one \(found.pool.unit ?? "unit") is worth", price,
                    place: term("unit_cost", of: found),
                    citation: found.pool.terms.unitCost == nil
                        ? found.rule?.citation.words(in: plan.rulebook) : nil))
        }
        for step in found.terms.steps ?? [] {
            nodes.append(
                ExplanationTree(
                    .rule, "from \(step.from) of the plan on", value: step.released.description,
                    place: term("steps", of: found), reason: supposed(\.steps, of: found)))
        }
        return nodes
    }

    /// How far the decision about a quarter has come.
    private func decisions(
        _ quarter: RiskPoolAssessment.Quarter, of found: RiskPoolAssessment
    ) -> [ExplanationTree] {
        plan.records.compactMap { record in
            guard case .decision(let decision) = record.fact, decision.riskPool == found.pool.id,
                decision.quarter == quarter.number
            else { return nil }
            let title = "\(decision.stage.rawValue) by \(decision.body)"
            return ExplanationTree(
                .record, title, value: decision.day ?? "", place: record.note.written,
                reason: record.note.reason == title ? nil : record.note.reason, authority: record.note.authority)
        }
    }

    private func term(_ key: String, of found: RiskPoolAssessment) -> Place? {
        plan.arrangements.places[.riskPool(found.pool.id, key)]
    }

    /// That a scenario supposes a term, where it does.
    private func supposed<Term>(_ term: KeyPath<RiskPoolTerms, Term?>, of found: RiskPoolAssessment) -> String? {
        guard found.supposed?[keyPath: term] != nil else { return nil }
        let record = plan.records.first {
            if case .riskPoolTerms(let fact) = $0.fact { fact.riskPool == found.pool.id } else { false }
        }
        let why = record.map { ": \($0.note.reason)" } ?? ""
        return "the scenario supposes it, as the plan does not state it\(why)"
    }
}

extension Delivery.Measure {
    /// What was delivered, in words.
    fileprivate var text: String {
        switch self {
        case .counted(let planned, let actual): "\(actual) of \(planned) planned"
        case .share(let rate): "\(rate) of the plan"
        }
    }
}
