import Diagnostics
import Finance
package import Scripting

/// How far a lever could still be turned, as a report shows it.
package struct LeverRoomRow: Sendable {
    /// The lever's name.
    package let lever: String
    /// Where it stands.
    package let now: LeverValue
    /// The end of its range.
    package let end: LeverValue
    /// What is lost, and the most at which it is not.
    package let limits: [(condition: String?, most: LeverValue?)]

    /// Makes a row; a limit without a condition is what the plan itself refuses.
    package init(lever: String, now: LeverValue, end: LeverValue, limits: [(condition: String?, most: LeverValue?)]) {
        self.lever = lever
        self.now = now
        self.end = end
        self.limits = limits
    }
}

extension RunReport {
    /// The section of the report; empty when nobody asked for it.
    package func roomText() -> String {
        guard let room else { return "" }
        // What is lost is looked for in the plan's own year; later years have conditions of their own.
        let years = run.evaluation.after.allYears
        let of = years.count > 1 ? ", by the conditions of \(years[0].identity.year.text)" : ""
        var text = "Room of the levers, one at a time, in steps of their own\(of)\n"
        if room.isEmpty { return text + "  no lever has a range and steps beyond where it stands\n\n" }
        for row in room {
            text += "  \(row.lever.onOneLine) is \(row.now)\n"
            if row.limits.isEmpty { text += "     up to \(row.end), its end, no condition that was met is lost\n" }
            for limit in row.limits {
                let what = limit.condition.map { "\(marked($0)) is met" } ?? "the plan allows it"
                text += limit.most.map { "     up to \($0), \(what)\n" } ?? "     as it stands, \(what) no more\n"
            }
        }
        return text + "\n"
    }

    /// The condition, marked where nobody has read the rule in any of the years.
    private func marked(_ id: String) -> String {
        years.lazy.compactMap { plan in plan.rulebook?.conditions.first { $0.id == id } }
            .first { $0.citation.confidence == .unconfirmed }?.markedId ?? id
    }

    /// The same as JSON; null when nobody asked for it.
    func roomJSON() -> JSONValue {
        guard let room else { return .null }
        return .array(
            room.map { row in
                .object([
                    ("lever", .string(row.lever)), ("value", leverValue(row.now)), ("end", leverValue(row.end)),
                    (
                        "limits",
                        .array(
                            row.limits.map { limit in
                                .object([
                                    ("condition", .optional(limit.condition)),
                                    ("unconfirmed", .boolean(limit.condition.map { marked($0) != $0 } ?? false)),
                                    ("most", limit.most.map(leverValue) ?? .null),
                                ])
                            })
                    ),
                ])
            })
    }
}
