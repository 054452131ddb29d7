import Diagnostics
import Finance

/// Makes trees of the figures of one plan.
struct TreeMaking {
    let plan: Plan

    /// The name of a line in a tree.
    func name(ofLine line: Int) -> String {
        let line = plan.lines[line]
        return line.title.isEmpty ? "line \(line.id)" : "line \(line.id), \(line.title)"
    }

    /// The name of a source in a tree.
    func name(ofSource source: Int) -> String {
        let source = plan.sources[source]
        return source.title.isEmpty ? source.id : "\(source.id), \(source.title)"
    }

    /// The name of a partner in a tree.
    func name(ofPartner id: String) -> String {
        let title = plan.title(ofPartner: id)
        return title == id ? id : "\(id), \(title)"
    }

    /// The node of a step: an input cell, a movement or what a roll-forward did.
    func node(_ step: Explanation.Step) -> ExplanationTree {
        let source = plan.sources[step.source].id
        switch step.origin {
        case .spend(_, let place):
            return ExplanationTree(.cell, "\(source), as read", step.amount, place: place)
        case .income(let tranche, let place):
            let first = plan.earlierYears.first ?? plan
            let title = first.sources[step.source].tranches[tranche].title
            return ExplanationTree(.cell, "\(title.isEmpty ? source : title), as read", step.amount, place: place)
        case .movement(let index): return node(plan.movements[index], index, step, in: nil)
        case .earlierMovement(let year, let index):
            guard let earlier = plan.earlierYears.first(where: { $0.identity.year == year }) else {
                preconditionFailure("an explanation speaks of the plan's own years")
            }
            return node(earlier.movements[index], index, step, in: year)
        case .rolled(let rolling, let year):
            let terms = plan.allYears.first { $0.identity.year == year }?.priorYear?.terms
            var citation: String?
            let what: String
            switch rolling {
            case .notRecurrent: what = "not recurrent"
            case .fullYearEffect: what = "full-year effect"
            case .uplift(let rate, let cited):
                what = "uplift of \(rate)"
                citation = cited
            }
            return ExplanationTree(
                .rollForward, "\(source), rolled forward to \(year.text): \(what)", step.amount,
                place: terms?.note.written, reason: terms?.note.reason, authority: terms?.note.authority,
                citation: citation)
        }
    }

    private func node(
        _ movement: Movement, _ index: Int, _ step: Explanation.Step, in year: PlanningYear?
    ) -> ExplanationTree {
        let ofYear = year.map { " of \($0.text)" } ?? ""
        return ExplanationTree(
            .movement, "\(plan.sources[step.source].id), movement \(index + 1)\(ofYear), \(movement.verb.rawValue)",
            step.amount, place: movement.note.written, reason: movement.note.reason,
            authority: movement.note.authority)
    }

    /// What a line spends of some sources: cells, movements and roll-forwards. One that nothing was read for and that
    /// nothing touched has no children.
    func spend(ofLine line: Int, from sources: [Int]) -> ExplanationTree {
        let figure = Figure(measure: .spend, words: "", lines: [line], sources: sources)
        let steps = plan.explanation(of: figure).steps.filter { !$0.amount.isZero }
        return .sum(.line, name(ofLine: line), steps.map { node($0) }, place: plan.lines[line].origin)
    }
}
