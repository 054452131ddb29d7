import Diagnostics
import Finance
import LuaHost

// The conditions of the year's rulebook: what is required, what is planned, and how much may still move.

extension API {
    static let conditionFunctions: [APIFunction] = [
        APIFunction(
            "condition", of: .plan, .positional([.required("id", .text, "the condition's id in the rulebook")]),
            returns: .object(.condition), errors: [.unknownCondition],
            summary: "A condition of the year's rulebook, as the plan now stands to it.",
            example: #"print(plan:condition("nhs-out-of-hospital").headroom)"#
        ) { arguments, session throws(LuaCallError) in
            let plan = arguments.plan.plan
            let id = arguments.required(arguments.text("id"))
            let condition = try condition(id, of: plan)
            session.work += plan.workOfTotals
            guard let assessment = plan.assessment(ofCondition: id) else { throw unknown(id, in: plan) }
            return session.value(ConditionHandle(condition, assessment))
        },
        APIFunction(
            "condition", of: .result, .positional([.required("id", .text, "the condition's id in the rulebook")]),
            returns: .object(.condition), errors: [.unknownCondition],
            summary: "A condition of the year's rulebook after the scenario, with its margin before.",
            example: #"expect(result:condition("nhs-out-of-hospital").met, "enough is spent out of hospital")"#
        ) { arguments, session throws(LuaCallError) in
            let result = try conditionReceiver(arguments.receiver)
            let id = arguments.required(arguments.text("id"))
            let condition = try condition(id, of: result.after.plan)
            session.work += 2 * result.after.plan.workOfTotals
            guard let assessment = result.after.plan.assessment(ofCondition: id) else {
                throw unknown(id, in: result.after.plan)
            }
            let before = isOneYear(result) ? result.before.plan.assessment(ofCondition: id) : nil
            return session.value(ConditionHandle(condition, assessment, before: before))
        },
        APIFunction(
            "conditions", of: .result, .positional([]), returns: .list(.object(.condition)),
            summary: "Every condition of the year's rulebook after the scenario; none where the year has no rulebook.",
            example: "for _, condition in ipairs(result:conditions()) do print(condition.id, condition.verdict) end"
        ) { arguments, session throws(LuaCallError) in
            let result = try conditionReceiver(arguments.receiver)
            let before = isOneYear(result) ? result.before.plan.conditionAssessments() : []
            let after = result.after.plan.conditionAssessments()
            let conditions = result.after.plan.rulebook?.conditions ?? []
            session.work += 2 * conditions.count * result.after.plan.workOfTotals
            return .array(
                conditions.indices.map { index in
                    let before = before.isEmpty ? nil : before[index]
                    return session.value(ConditionHandle(conditions[index], after[index], before: before))
                })
        },
    ]

    static let conditionProperties: [APIProperty] = [
        condition("id", .text, "the condition's id in the rulebook") { .string($0.condition.id) },
        condition("title", .text, "what it asks for") { .string($0.condition.title) },
        condition(
            "met", .boolean,
            "whether it is surely met, or declared to be; false also where it cannot be told or is not tested"
        ) { .boolean($0.assessment.isMet) },
        condition(
            "verdict", .text,
            "`met`, `breached`, `cannot be told`, `flagged`, `declared`, `not declared` or `not tested`"
        ) { .string($0.assessment.verdict.rawValue) },
        condition("required", .money, "what is required; nil where no figure is") { money($0.assessment.required) },
        condition("planned", .money, "what is planned; nil where it is a range, or no figure") {
            money($0.assessment.planned)
        },
        condition("certain", .money, "what surely counts; nil where there is no figure") {
            money($0.assessment.certain)
        },
        condition("possible", .money, "what might count at most; nil where there is no figure") {
            money($0.assessment.possible)
        },
        condition(
            "headroom", .money,
            "how much may surely still move the wrong way; below nothing when it is missing; nil where there is no margin"
        ) { money($0.assessment.headroom) },
        condition(
            "headroom_before", .money,
            "the same before the scenario; nil for a condition of a plan, and after a roll-forward"
        ) {
            money($0.before?.headroom)
        },
        condition("unconfirmed", .boolean, "whether nobody has read the rule in a document") {
            .boolean($0.condition.citation.confidence == .unconfirmed)
        },
    ]

    private static func condition(
        _ name: String, _ type: APIType, _ doc: String, _ read: @escaping @Sendable (ConditionHandle) -> LuaValue
    ) -> APIProperty {
        APIProperty(name, of: .condition, type, doc) { value, _ throws(LuaCallError) in
            guard case .object(_, let object) = value, let handle = object as? ConditionHandle else {
                preconditionFailure("a receiver is checked")
            }
            return read(handle)
        }
    }

    private static func money(_ amount: Money?) -> LuaValue { amount.map { .money(pence: $0.pence) } ?? .nil }

    private static func condition(_ id: String, of plan: Plan) throws(LuaCallError) -> Condition {
        guard let condition = plan.rulebook?.condition(id) else { throw unknown(id, in: plan) }
        return condition
    }

    private static func unknown(_ id: String, in plan: Plan) -> LuaCallError {
        guard let rulebook = plan.rulebook else {
            return LuaCallError(
                "plan.condition.unknown", "there is no condition `\(id)`: no rulebook is known for the plan's year",
                help: "give the plan folder a rulebook.yaml")
        }
        return LuaCallError(
            "plan.condition.unknown", "the rulebook of \(rulebook.year.text) has no condition `\(id)`",
            help: Suggestion.didYouMean(id, in: rulebook.conditions.map(\.id))
                ?? "`bcf rules \(rulebook.year.id)` lists them")
    }

    /// Whether both plans are held against the same rulebook.
    private static func isOneYear(_ result: ResultHandle) -> Bool {
        result.before.plan.identity.year == result.after.plan.identity.year
    }

    private static func conditionReceiver(_ value: LuaValue) throws(LuaCallError) -> ResultHandle {
        guard case .object(_, let object) = value, let handle = object as? ResultHandle else {
            preconditionFailure("a receiver is checked")
        }
        return handle
    }
}
