import Diagnostics
import Finance
import Scripting

// What a scenario does to the national conditions.

extension RunReport {
    /// The section of the report; what is not known is said where there is no rulebook.
    func conditionsText() -> String {
        let evaluation = run.evaluation
        guard let rulebook = evaluation.after.rulebook else {
            return "National conditions\n  no rulebook is known for \(evaluation.after.identity.year.text), so none is "
                + "tested\n\n"
        }
        return ConditionTable(
            rulebook: rulebook, plan: evaluation.after, changes: evaluation.conditions, isCompared: true
        ).text()
    }

    /// The conditions as JSON.
    func conditionsJSON() -> JSONValue {
        let evaluation = run.evaluation
        return .array(evaluation.conditions.map { $0.json(before: evaluation.before, after: evaluation.after) })
    }

    /// What a reader must see first: conditions that the scenario breaks, and those that were broken before it.
    var conditionClauses: [String] {
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
        return clauses
    }

    /// What the last line of the report says of the conditions.
    var conditionVerdict: String? {
        let changes = run.evaluation.conditions.filter { $0.condition.test != .balance }
        guard !changes.isEmpty else { return nil }
        let broken = changes.filter { $0.after.verdict == .breached }
        if !broken.isEmpty {
            return "\(broken.count) national condition\(broken.count == 1 ? "" : "s") BREACHED: "
                + broken.map(\.condition.id).joined(separator: ", ")
        }
        // Nobody knows whether these are met: the section on the conditions says why.
        let open = changes.count { [.cannotBeTold, .notTested, .notDeclared].contains($0.after.verdict) }
        return "no national condition is breached\(open == 0 ? "" : " (\(open) of \(changes.count) open)")"
    }
}
