import Diagnostics
import Finance
package import Questions
package import Scripting

/// What `bcf optimise` found, for people and machines.
package struct OptimiseReport: Sendable {
    let answer: OptimiseAnswer
    let base: ScenarioRun
    /// The scenario in full with the answer set; `nil` where there is none.
    let run: ScenarioRun?
    /// The conditions that may be lost.
    let allowed: [String]
    let runCommand: [String]?
    let provenance: Provenance

    /// Makes a report.
    ///
    /// - Parameters:
    ///   - base: the scenario as its levers stand before they are turned.
    ///   - run: the scenario in full with the answer set.
    ///   - allowed: the conditions that may be lost.
    ///   - runCommand: the command that makes that run.
    package init(
        _ answer: OptimiseAnswer, of base: ScenarioRun, run: ScenarioRun?, allowed: [String], runCommand: [String]?,
        provenance: Provenance
    ) {
        self.answer = answer
        self.base = base
        self.run = run
        self.allowed = allowed
        self.runCommand = runCommand
        self.provenance = provenance
    }

    private var goal: String { answer.question.goal == .maximise ? "greatest" : "smallest" }

    /// The report as text for people.
    package func text() -> String {
        let title = "The \(goal) \(answer.question.objective.text.onOneLine)"
        var text = "\(title)\n\(String(repeating: "═", count: min(title.count, 100)))\n\(base.title.onOneLine)\n\n"
        switch answer.outcome {
        case .found(let found): text += self.text(found)
        case .none(let conflict): text += self.text(conflict)
        }
        text += provenance.rendered()
        if case .found = answer.outcome { return text + "Result: found\n" }
        return text + "Result: not found\n"
    }

    // MARK: An answer

    private func text(_ found: OptimiseAnswer.Found) -> String {
        var text = summary(found).wrapped() + "\n"
        var levers = TextTable([.words("Lever"), .figures("Before"), .figures("Chosen"), .words("")])
        for choice in found.choices {
            let lever = choice.grid.lever
            levers.add([
                lever.name, "\(lever.value)", "\(choice.value)",
                choice.value == lever.value ? "as it was" : choice.isAtEnd ? "an end of its range" : "",
            ])
        }
        text += levers.rendered() + "\n"
        text += "How sure this is\n" + method(found) + "\n"
        if !found.standings.isEmpty { text += standings(found) }
        if let run {
            let met = run.expectations.count { $0.isMet }
            text += "At the answer\n  income equals expenditure\n"
            if !run.expectations.isEmpty { text += "  \(met) of \(run.expectations.count) expectations are met\n" }
            let breached = run.evaluation.breached
            if !breached.isEmpty {
                text += "  BREACHED: \(breached.map(\.condition.id.onOneLine).joined(separator: ", "))\n"
            }
            if !allowed.isEmpty {
                text += "  allowed to be lost: \(allowed.map(\.onOneLine).joined(separator: ", "))\n"
            }
            text += "\n"
        }
        if let runCommand {
            text += "The run in full\n  \(runCommand.map(Provenance.quoted).joined(separator: " "))\n\n"
        }
        return text
    }

    private func summary(_ found: OptimiseAnswer.Found) -> String {
        let objective = "`\(answer.question.objective.text.onOneLine)`"
        guard let before = found.before else {
            return "\(objective) comes to \(found.after); the plan refuses the levers as they stood before."
        }
        let change = found.after.less(before)
        guard change.amount != 0 else { return "\(objective) stays \(found.after): nothing that is allowed is better." }
        return "\(objective) goes from \(before) to \(found.after), a change of \(change.signed)."
    }

    private func method(_ found: OptimiseAnswer.Found) -> String {
        var text = ""
        switch found.method {
        case .solved(let bends, let isRounded):
            text += "  The figures go in straight lines with the levers"
            if isRounded { text += ", but for the rounding of pennies" }
            if bends.isEmpty {
                text += ".\n"
            } else {
                text += ", which bend:\n"
                for bend in bends {
                    let values = bend.values.prefix(6).map(\.description).joined(separator: ", ")
                    text += "    \(bend.lever.onOneLine) at \(values)\(bend.values.count > 6 ? " …" : "")\n"
                }
            }
            text += "  A linear program was solved: no setting is better.\n"
            if let solved = found.solved { text += agreement(solved, found.after) }
        case .triedAll(let why):
            text += ConditionTable.wrapped("No linear program: \(why.onOneLine).", indent: 2)
            text += "  Every setting was tried: none is better.\n"
        case .searched(let why, let bound):
            text += ConditionTable.wrapped("No linear program: \(why.onOneLine).", indent: 2)
            text += "  Settings were searched by trying, from the levers as they stand, from the ends and by chance\n"
            text += "  (seed \(answer.question.seed)). "
            if let bound {
                text += "No setting can come to \(answer.question.goal == .maximise ? "more" : "less") than \(bound); "
                text += "whether one between is allowed is not known.\n"
            } else {
                text += "The bound is not known: another setting may be better.\n"
            }
        }
        return text + "  The scenario was run \(answer.evaluations) times.\n"
    }

    /// Whether the run came to what the solver reckoned.
    private func agreement(_ solved: Quantity, _ after: Quantity) -> String {
        let difference = after.less(solved)
        let tolerance = solved.unit == .money ? 0 : 1e-6 * max(1, solved.amount.magnitude)
        if difference.amount.magnitude <= tolerance { return "  Reckoned \(solved), and the run came to the same.\n" }
        return "  LOOK: reckoned \(solved), and the run came to \(after): a difference of \(difference.signed).\n"
            + "  What is rounded to pennies, or stands in steps, is not on a line everywhere.\n"
    }

    private func standings(_ found: OptimiseAnswer.Found) -> String {
        var table = TextTable([.words("What must hold"), .figures("Margin before"), .figures("after"), .words("")])
        for standing in found.standings {
            table.add([
                standing.requirement.name.shortened(to: 56), standing.before?.signed ?? "–",
                standing.after?.signed ?? "–", standing.binds ? "binds" : "",
            ])
        }
        var text = "What must hold, with its margin\n" + table.rendered()
        for standing in found.standings {
            guard let worth = standing.worth else { continue }
            text += "  Another \(worth.by) of room for \(standing.requirement.name.onOneLine)\n    would let "
            text += "`\(answer.question.objective.text.onOneLine)` come to \(worth.objective), "
            text += "a change of \(worth.objective.less(found.after).signed).\n"
        }
        if found.standings.contains(where: { if case .condition = $0.requirement { true } else { false } }) {
            text += "  The margin of a condition is what may surely move: less half of what its document rounds to.\n"
        }
        if found.standings.allSatisfy({ !$0.binds }), case .solved = found.method {
            text += "  None of them keeps it from being better: the ranges of the levers do.\n"
        }
        return text + "\n"
    }

    // MARK: No answer

    private func text(_ conflict: OptimiseAnswer.Conflict) -> String {
        var text =
            conflict.isCertain
            ? "No setting of the levers meets everything that must hold.\n\n"
            : "No setting that was tried meets everything that must hold; there may be one.\n\n"
        text +=
            "How this is known\n  \(conflict.why.onOneLine)\n  The scenario was run \(answer.evaluations) times.\n\n"
        if !conflict.loosenings.isEmpty {
            text += "It can be met only if one of these is loosened, all others held\n"
            for (requirement, by) in conflict.loosenings {
                text += "  \(requirement.name.onOneLine)\(by.map { ": by \($0)" } ?? ": given up")\n"
            }
            text += "\n"
        }
        if !conflict.together.isEmpty {
            text += "These cannot hold together; without any one of them the others could\n"
            for requirement in conflict.together { text += "  \(requirement.name.onOneLine)\n" }
            text += "\n"
        }
        if let refusal = conflict.refusal { text += "The plan refuses it\n  \(refusal.onOneLine)\n\n" }
        if !conflict.closest.isEmpty {
            text += "The closest setting that was tried\n"
            for choice in conflict.closest { text += "  \(choice.grid.lever.name.onOneLine) = \(choice.value)\n" }
            for (requirement, by) in conflict.unmet {
                text += "    not met: \(requirement.name.onOneLine)\(by.map { ", short by \($0)" } ?? "")\n"
            }
            text += "\n"
        }
        return text
    }
}
