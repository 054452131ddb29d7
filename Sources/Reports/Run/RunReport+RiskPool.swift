import Diagnostics
import Finance
import Scripting

// The risk pools that a scenario speaks of, quarter by quarter.

extension RunReport {
    /// The risk pools about which the scenario noted something.
    private var spokenOf: [(plan: Plan, found: RiskPoolAssessment)] {
        assessed.filter { _, found in
            found.supposed != nil || found.quarters.contains { $0.delivery != nil || $0.stage != nil }
        }
    }

    /// The risk pools of every year: those of one do not go on into the next.
    private var assessed: [(plan: Plan, found: RiskPoolAssessment)] {
        years.flatMap { plan in plan.riskPoolAssessments().map { (plan, $0) } }
    }

    /// The section of the report; empty when the scenario speaks of no risk pool.
    func riskPools() -> String { spokenOf.map { text(of: $0.found, in: $0.plan) }.joined() }

    private func text(of found: RiskPoolAssessment, in plan: Plan) -> String {
        let pool = found.pool
        var text = "Risk pool: \(pool.title.onOneLine)\(inYear(plan))\n"
        text += "  Amount     \(pool.amount)\n"
        text += "  Sits in    \(pool.heldIn.words.onOneLine)\n"
        text +=
            "  Metric     \((pool.metric ?? notStated).onOneLine)\(pool.unit.map { ", in \($0.onOneLine)" } ?? "")\n"
        text += "  Formula    \(formula(of: found))\n"
        if let supposed = found.supposed {
            text += "  Supposed   by the scenario, as the plan does not state it: \(terms(supposed))\n"
        }
        if let rule = found.rule {
            let unconfirmed = rule.citation.confidence == .unconfirmed ? " (unconfirmed)" : ""
            text += "  Rulebook   \(rule.id.onOneLine)\(unconfirmed)\n"
        }
        if let obstacle = found.obstacle { text += "  Open       what is earned cannot be told: \(obstacle)\n" }
        var table = TextTable([
            .words("Quarter"), .figures("At risk"), .words("Delivery"), .figures("Earned"), .figures("Released"),
            .figures("Retained"), .words("Decision"),
        ])
        for quarter in found.quarters {
            table.add([
                "Quarter \(quarter.number)", quarter.atRisk?.description ?? notStated,
                quarter.delivery.map { delivered($0, pool) } ?? "not noted",
                quarter.earned?.description ?? "–", quarter.released.description, quarter.retained.description,
                decision(of: quarter),
            ])
        }
        table.addRule()
        table.add([
            "Year", pool.amount.description, "", "", found.released.description, found.retained.description,
            "\(found.remaining) remains",
        ])
        text += table.rendered()
        for part in found.retainedBy where !part.amount.isZero {
            text += "  Retained by \(plan.title(ofPartner: part.partner).onOneLine): \(part.amount)\n"
        }
        if found.retainedBy.isEmpty, !found.retained.isZero {
            text += "  Who keeps what is retained is not stated.\n"
        }
        text += destination(of: found)
        for fact in facts(about: pool, in: plan) { text += "  Noted: \(fact)\n" }
        return text + "\n"
    }

    /// What the scenario noted about a pool: what, why, by whose authority and where, in order.
    private func facts(about pool: RiskPool, in plan: Plan) -> [String] {
        plan.records.compactMap { record in
            guard let what = words(record.fact, about: pool) else { return nil }
            let authority = record.note.authority.map { "; authority: \($0.onOneLine)" } ?? ""
            let written = record.note.written.map { "  (\($0))" } ?? ""
            return "\(what)\(reason(of: record))\(authority)\(written)"
        }
    }

    /// Why; nothing for a decision without a reason of its own, whose note says again who decided.
    private func reason(of record: PlanRecord) -> String {
        if case .decision(let decision) = record.fact,
            record.note.reason == "\(decision.stage.rawValue) by \(decision.body)"
        {
            return ""
        }
        return ": \(record.note.reason.onOneLine)"
    }

    private func words(_ fact: PlanRecord.Fact, about pool: RiskPool) -> String? {
        switch fact {
        case .delivery(let delivery) where delivery.riskPool == pool.id:
            "quarter \(delivery.quarter) delivered \(delivered(delivery, pool))"
        case .decision(let decision) where decision.riskPool == pool.id:
            "quarter \(decision.quarter) \(decision.stage.rawValue) by \(decision.body.onOneLine)"
                + (decision.day.map { ", \($0)" } ?? "")
        case .riskPoolTerms(let supposed) where supposed.riskPool == pool.id: "terms supposed"
        case .release(let release) where release.riskPool == pool.id:
            "quarter \(release.quarter) released: "
                + release.flows.map { "\($0.amount) to \(($0.line ?? "no line yet").onOneLine)" }.joined(
                    separator: ", ")
        default: nil
        }
    }

    private func formula(of found: RiskPoolAssessment) -> String {
        guard let name = found.terms.formula else { return notStated }
        let summary = RiskPoolFormula.named(name)?.summary
        return "\(name.onOneLine)\(summary.map { ": \($0)" } ?? "")"
    }

    private func terms(_ terms: RiskPoolTerms) -> String {
        var parts: [String] = []
        if let formula = terms.formula { parts.append("formula \(formula.onOneLine)") }
        if let quarters = terms.quarters { parts.append("quarters \(quarters.rawValue)") }
        if let cost = terms.unitCost { parts.append("unit cost \(cost)") }
        for step in terms.steps ?? [] { parts.append("\(step.released) from \(step.from)") }
        for share in terms.retainedBy ?? [] { parts.append("\(share.partner.onOneLine) keeps \(share.rate)") }
        if let planned = terms.planned {
            parts.append("planned by quarter \(planned.map { String($0) }.joined(separator: ", "))")
        }
        return parts.joined(separator: "; ")
    }

    private func delivered(_ delivery: Delivery, _ pool: RiskPool) -> String {
        switch delivery.measure {
        case .counted(let planned, let actual): "\(actual) of \(planned)"
        case .share(let rate): "\(rate) of plan"
        }
    }

    private func decision(of quarter: RiskPoolAssessment.Quarter) -> String {
        let stage = quarter.stage?.rawValue ?? (quarter.isDecided ? "needs none" : "not recommended")
        return quarter.paidIn == quarter.number ? stage : "\(stage), paid in quarter \(quarter.paidIn)"
    }

    /// What became of the released money, and what is missing for it to reach lines.
    private func destination(of found: RiskPoolAssessment) -> String {
        let waiting = Money(pence: found.released.pence - found.entered.pence)
        guard waiting > .zero else { return "" }
        let source: String
        switch found.pool.heldIn {
        case .line, .source: source = ""
        case .outside, .notStated, .reserve: source = ": no source of the plan is named that pays for it"
        }
        return "  \(waiting) is released and has not reached a line\(source).\n"
    }

    /// The risk pools as JSON.
    func riskPoolsJSON() -> JSONValue { .array(assessed.map { json($0.found, $0.plan) }) }

    private func json(_ found: RiskPoolAssessment, _ plan: Plan) -> JSONValue {
        .object([
            ("id", .string(found.pool.id)), ("year", .string(plan.identity.year.id)),
            ("title", .string(found.pool.title)),
            ("amount_pence", .integer(found.pool.amount.pence)), ("held_in", .string(found.pool.heldIn.words)),
            ("formula", .optional(found.terms.formula)),
            ("supposed", .optional(found.supposed.map(terms))),
            ("rulebook_formula", .optional(found.rule?.id)),
            ("confidence", .optional(found.rule?.citation.confidence.rawValue)),
            ("obstacle", .optional(found.obstacle)),
            ("released_pence", .integer(found.released.pence)), ("retained_pence", .integer(found.retained.pence)),
            ("remaining_pence", .integer(found.remaining.pence)), ("entered_pence", .integer(found.entered.pence)),
            (
                "quarters",
                .array(
                    found.quarters.map { quarter in
                        .object([
                            ("quarter", .integer(Int64(quarter.number))),
                            ("at_risk_pence", quarter.atRisk.map { .integer($0.pence) } ?? .null),
                            ("delivery", .optional(quarter.delivery.map { delivered($0, found.pool) })),
                            ("earned_pence", quarter.earned.map { .integer($0.pence) } ?? .null),
                            ("released_pence", .integer(quarter.released.pence)),
                            ("retained_pence", .integer(quarter.retained.pence)),
                            ("retained_by_pence", byPartner(quarter.retainedBy)),
                            ("stage", .optional(quarter.stage?.rawValue)), ("decided", .boolean(quarter.isDecided)),
                            ("paid_in_quarter", .integer(Int64(quarter.paidIn))),
                        ])
                    })
            ),
            ("retained_by_pence", byPartner(found.retainedBy)),
            ("noted", .array(facts(about: found.pool, in: plan).map { .string($0) })),
        ])
    }

    private func byPartner(_ parts: [RiskPoolAssessment.PartnerAmount]) -> JSONValue {
        .object(parts.map { ($0.partner, .integer($0.amount.pence)) })
    }
}
