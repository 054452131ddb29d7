import Diagnostics
import Finance
import Scripting

// What a scenario does to the national conditions.

extension RunReport {
    /// The sections of the report, year by year; what is not known is said where there is no rulebook.
    func conditionsText() -> String {
        let evaluation = run.evaluation
        let later = Dictionary(evaluation.laterConditions.map { ($0.plan.identity.year, $0.changes) }) { $1 }
        var text = ""
        var tables: [ConditionTable] = []
        for (place, plan) in years.enumerated() {
            guard let rulebook = plan.rulebook else {
                text +=
                    "National conditions\(years.count > 1 ? " of \(plan.identity.year.text)" : "")\n"
                    + "  no rulebook is known for \(plan.identity.year.text), so none is tested\n\n"
                continue
            }
            let changes = place == 0 ? evaluation.conditions : later[plan.identity.year] ?? []
            let table = ConditionTable(
                rulebook: rulebook, plan: plan, changes: changes, isCompared: place == 0,
                showsSources: years.count == 1)
            text += table.text()
            tables.append(table)
        }
        return text + (years.count > 1 ? ConditionTable.sources(of: tables) : "")
    }

    /// The plan of its own year, as the scenario left it.
    private var own: Plan { years[0] }

    /// The conditions as JSON.
    func conditionsJSON() -> JSONValue {
        let evaluation = run.evaluation
        return .array(evaluation.conditions.map { $0.json(before: evaluation.before, after: own) })
    }

    /// The conditions of later years as JSON.
    func laterConditionsJSON() -> JSONValue {
        .array(
            run.evaluation.laterConditions.map { plan, changes in
                .object([
                    ("year", .string(plan.identity.year.id)),
                    ("conditions", .array(changes.map { $0.json(before: plan, after: plan) })),
                ])
            })
    }

    /// What a reader must see first: conditions that the scenario breaks, and those that were broken before it.
    package var conditionClauses: [String] {
        let changes = run.evaluation.conditions.filter { $0.condition.test != .balance }
        var clauses = changes.filter(\.isNewlyBreached).map { change in
            let short = change.after.headroom.map { ", \(Money(pence: -$0.pence)) short" } ?? ""
            return "BREAKS the condition \(change.condition.markedId)\(short)"
        }
        let still = changes.filter { $0.after.verdict == .breached && !$0.isNewlyBreached }
        if !still.isEmpty {
            clauses.append(
                "\(still.map(\.condition.markedId).joined(separator: ", ")) was broken before and still is")
        }
        let doubtful = changes.filter { $0.isNoLongerMet && $0.after.verdict != .breached }
        if !doubtful.isEmpty {
            clauses.append(
                "\(doubtful.map(\.condition.markedId).joined(separator: ", ")) was met and can no longer be told")
        }
        for (plan, changes) in run.evaluation.laterConditions {
            let broken = changes.filter { $0.after.verdict == .breached && $0.condition.test != .balance }
            if broken.isEmpty { continue }
            let ids = broken.map(\.condition.markedId).joined(separator: ", ")
            clauses.append("\(ids) \(broken.count == 1 ? "is" : "are") broken in \(plan.identity.year.text)")
        }
        return clauses
    }

    /// The condition that has least room of those that are met, in a sentence for people who do not know its id; `nil`
    /// where no figure of a condition is known.
    package var closestCondition: String? {
        let margins = run.evaluation.conditions.filter { $0.after.verdict == .met && $0.after.headroom != nil }
        let moving = margins.filter { $0.before.headroom != $0.after.headroom }
        guard
            let least = (moving.isEmpty ? margins : moving).min(by: {
                ($0.after.headroom ?? .zero) < ($1.after.headroom ?? .zero)
            }), let room = least.after.headroom
        else { return nil }
        let condition = "“\(least.condition.title)” (\(least.condition.markedId))"
        if moving.isEmpty {
            return "It moves no margin of a national condition; the least room is that of \(condition): \(room) left."
        }
        let of = moving.count == 1 ? "the only margin that it moves is that of" : "of the margins it moves the least is"
        let before = least.before.headroom.map { " (\($0) before)" } ?? ""
        return "Of the national conditions that are met, \(of) \(condition): \(room) left\(before)."
    }

    /// What the last line of the report says of the conditions.
    package var conditionVerdict: String? {
        let all = run.evaluation.conditions + run.evaluation.laterConditions.flatMap(\.changes)
        let changes = all.filter { $0.condition.test != .balance }
        guard !changes.isEmpty else { return nil }
        let broken = run.evaluation.breached
        if !broken.isEmpty {
            return "\(broken.count) national condition\(broken.count == 1 ? "" : "s") BREACHED: "
                + broken.map(\.condition.markedId).joined(separator: ", ")
        }
        // What the verdict says of the balance is not said again, and not denied.
        let other = all.contains { $0.condition.test == .balance && $0.after.verdict == .breached } ? " other" : ""
        let unruled = years.filter { $0.rulebook == nil }.map(\.identity.year.text)
        let silent = unruled.isEmpty ? "" : ", and none of \(unruled.joined(separator: ", ")) is known"
        // Nobody knows whether these are met: the section on the conditions says why.
        let open = changes.count { [.cannotBeTold, .notTested, .notDeclared].contains($0.after.verdict) }
        return "no\(other) national condition is breached\(open == 0 ? "" : " (\(open) of \(changes.count) open)")"
            + silent
    }
}
