import Finance

extension ExplanationReport {
    /// The report as a JSON document of the form `bcf-explain/2`. Amounts are whole pence.
    package func json() -> String {
        JSONValue.object([
            ("format", .string("bcf-explain/2")), ("subject", .string(tree.title)),
            ("measure", .optional(explanation?.subject.measure.rawValue)),
            ("figure_pence", isFigureKnown ? tree.pence.map { .integer($0) } ?? .null : .null),
            ("income_not_stated", .array(leftOut.map { .string(plan.sources[$0].id) })),
            ("tree", tree.json),
            ("steps", .array(steps.map(json))),
            ("assumptions", assumptions?.json ?? .null),
            ("provenance", provenance.json),
        ]).rendered()
    }

    private func json(_ step: Explanation.Step) -> JSONValue {
        let words = words(of: step)
        var kind = "movement"
        var line: String?
        var movement: Int?
        var year: String?
        switch step.origin {
        case .spend(let place, _):
            kind = "spend"
            line = plan.lines[place].id
        case .income: kind = "income"
        case .movement(let index): movement = index + 1
        case .earlierMovement(let earlier, let index):
            year = earlier.id
            movement = index + 1
        case .rolled(_, let to):
            kind = "roll-forward"
            year = to.id
        }
        return .object([
            ("amount_pence", .integer(step.amount.pence)), ("kind", .string(kind)),
            ("source", .string(plan.sources[step.source].id)), ("line", .optional(line)),
            ("movement", movement.map { .integer(Int64($0)) } ?? .null), ("year", .optional(year)),
            ("from", .string(words.from)), ("why", .string(words.why)),
        ])
    }
}
