import Finance

extension Citation {
    /// The citation as JSON.
    var json: JSONValue {
        .object([
            ("document", .string(document)), ("section", .optional(section)),
            ("confidence", .string(confidence.rawValue)), ("in_force", .string(inForce)),
        ])
    }
}

extension ConditionAssessment {
    /// The assessment as JSON, in whole pence.
    func json(in plan: Plan) -> JSONValue {
        func pence(_ amount: Money?) -> JSONValue { amount.map { .integer($0.pence) } ?? .null }
        return .object([
            ("verdict", .string(verdict.rawValue)), ("met", .boolean(isMet)), ("required_pence", pence(required)),
            ("planned_certain_pence", pence(certain)), ("planned_possible_pence", pence(possible)),
            ("planned_as_stated", .boolean(isStated)), ("headroom_pence", pence(headroom)),
            ("reason", .optional(reason(in: plan))),
        ])
    }
}

extension ConditionChange {
    /// A condition before and after, as JSON.
    func json(before: Plan, after: Plan) -> JSONValue {
        .object([
            ("id", .string(condition.id)), ("title", .string(condition.title)),
            ("test", .string(condition.test.kind)), ("on_breach", .string(condition.onBreach.rawValue)),
            ("before", self.before.json(in: before)), ("after", self.after.json(in: after)),
            ("newly_breached", .boolean(isNewlyBreached)),
            ("unconfirmed", .boolean(condition.citation.confidence == .unconfirmed)),
            ("citation", condition.citation.json),
        ])
    }
}
