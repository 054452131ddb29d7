import Questions
import Scripting

extension OptimiseReport {
    /// The report as a JSON document of the form `bcf-optimise/1`.
    package func json() -> String {
        let question = answer.question
        var members: [(String, JSONValue)] = [
            ("format", .string("bcf-optimise/1")), ("title", .string(base.title)),
            ("goal", .string(question.goal.rawValue)), ("objective", .string(question.objective.text)),
            ("subject_to", .array(question.subjectTo.map { .string($0.text) })),
            ("conditions", .array(question.conditions.map { .string($0.id) })),
            ("allowed", .array(allowed.map { .string($0) })),
            ("evaluations", .integer(Int64(answer.evaluations))),
        ]
        switch answer.outcome {
        case .found(let found):
            members.append(("found", self.json(found)))
            members.append(("conflict", .null))
        case .none(let conflict):
            members.append(("found", .null))
            members.append(("conflict", self.json(conflict)))
        }
        members.append(
            ("run_command", .optional(runCommand.map { $0.map(Provenance.quoted).joined(separator: " ") })))
        members.append(("provenance", provenance.json))
        return JSONValue.object(members).rendered()
    }

    private func json(_ found: OptimiseAnswer.Found) -> JSONValue {
        let standings: [JSONValue] = found.standings.map(json)
        let levers: [JSONValue] = found.choices.map(json)
        return .object([
            ("levers", .array(levers)), ("before", found.before?.json ?? .null), ("after", found.after.json),
            ("reckoned", found.solved?.json ?? .null), ("method", json(found.method)),
            ("requirements", .array(standings)),
        ])
    }

    private func json(_ standing: OptimiseAnswer.Standing) -> JSONValue {
        .object([
            ("requirement", .string(standing.requirement.name)),
            ("margin_before", standing.before?.json ?? .null), ("margin_after", standing.after?.json ?? .null),
            ("binds", .boolean(standing.binds)), ("loosened_by", standing.worth?.by.json ?? .null),
            ("objective_loosened", standing.worth?.objective.json ?? .null),
        ])
    }

    private func json(_ choice: OptimiseAnswer.Choice) -> JSONValue {
        .object([
            ("lever", .string(choice.grid.lever.name)), ("before", choice.grid.lever.value.json),
            ("value", choice.value.json), ("set", .string(choice.text)), ("at_end", .boolean(choice.isAtEnd)),
        ])
    }

    private func json(_ method: OptimiseAnswer.Method) -> JSONValue {
        switch method {
        case .solved(let bends, let isRounded):
            .object([
                ("name", .string("linear program")), ("certain", .boolean(true)), ("rounded", .boolean(isRounded)),
                (
                    "bends",
                    .array(
                        bends.map { bend in
                            .object([
                                ("lever", .string(bend.lever)), ("values", .array(bend.values.map(\.json))),
                            ])
                        })
                ),
            ])
        case .triedAll(let why):
            .object([("name", .string("every setting")), ("certain", .boolean(true)), ("why", .string(why))])
        case .searched(let why, let bound):
            .object([
                ("name", .string("search")), ("certain", .boolean(false)), ("why", .string(why)),
                ("bound", bound?.json ?? .null),
            ])
        }
    }

    private func json(_ conflict: OptimiseAnswer.Conflict) -> JSONValue {
        func list(_ entries: [(requirement: Requirement, by: Quantity?)]) -> JSONValue {
            .array(
                entries.map { entry in
                    .object([
                        ("requirement", .string(entry.requirement.name)), ("by", entry.by?.json ?? .null),
                    ])
                })
        }
        return .object([
            ("certain", .boolean(conflict.isCertain)), ("why", .string(conflict.why)),
            ("loosenings", list(conflict.loosenings)),
            ("together", .array(conflict.together.map { .string($0.name) })),
            ("closest", .array(conflict.closest.map(json))), ("unmet", list(conflict.unmet)),
            ("refusal", .optional(conflict.refusal)),
        ])
    }
}
