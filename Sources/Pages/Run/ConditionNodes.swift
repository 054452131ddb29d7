import Finance
import Reports

/// The national conditions of a year as margins: a chart, a table, and where each one stands.
struct ConditionNodes {
    let plan: Plan
    let changes: [ConditionChange]
    /// Whether there is a before to compare with.
    let isCompared: Bool
    /// What ids begin with.
    let id: String
    /// Makes a figure of a condition, by its id, a link to what it is made of.
    let link: (_ words: String, _ condition: String) -> [Node]

    var nodes: [Node] {
        let figures = changes.filter { $0.after.hasFigures }
        return (margins.map { [$0.node] } ?? []) + (figures.isEmpty ? [] : [table(figures).node]) + [others] + [
            citations(figures)
        ]
    }

    /// Bars of what may still be moved, and of what is missing.
    private var margins: BarChart? {
        let known = changes.filter { $0.after.headroom != nil }
        guard !known.isEmpty else { return nil }
        let items = known.map { change in
            BarChart.Item(
                name: change.condition.id,
                figures: (isCompared ? [change.before.headroom, change.after.headroom] : [change.after.headroom])
                    .map { $0.map { ChartFigure(change: $0) } })
        }
        return BarChart(
            id: "\(id)-margins", title: "How much room each condition leaves",
            about:
                "Bars to the right are what may still be moved while the condition is surely met; bars to the left are "
                + "what is missing for that. A condition without a bar has no room to spare.",
            heading: "Condition", series: isCompared ? ["Room before", "Room after"] : ["Room"], items: items,
            more: [("Verdict", known.map { [standing($0)] })], zero: "◂ short · room ▸")
    }

    private func table(_ figures: [ConditionChange]) -> DataTable {
        var table = DataTable(
            "\(id)-table", "Conditions with figures",
            [.words("Condition"), .words("Verdict"), .figures("Required"), .figures("Planned")]
                + (isCompared ? [.figures("Room before"), .figures("Room after")] : [.figures("Room")]))
        for change in figures {
            let after = change.after
            func room(_ amount: Money?) -> [Node] {
                amount.map { link(FigureCell.minus($0.formatted(sign: true)), change.condition.id) } ?? [.text("–")]
            }
            var planned = after.certain.map { link(FigureCell.amount($0), change.condition.id) } ?? []
            if after.certain != after.possible, let possible = after.possible {
                planned.append(Tag.span(.class("delta")) { "to \(FigureCell.amount(possible))" })
            }
            table.add(
                [
                    ConditionWords.name(change.condition.id, change.condition), [standing(change)],
                    after.required.map { link(FigureCell.amount($0), change.condition.id) } ?? [.text(notStated)],
                    planned,
                ] + (isCompared ? [room(change.before.headroom)] : []) + [room(after.headroom)])
        }
        return table
    }

    /// What is said where the planned figure is the document's own.
    private func stated(_ change: ConditionChange) -> String? {
        guard change.after.isStated else { return nil }
        let stated = plan.arrangements.statedPlanned.first { $0.condition == change.condition.id }
        let precision = stated?.precision.map { ", rounded to \($0); room is less half of that rounding" } ?? ""
        return "the document's own figure of \(stated?.amount.description ?? notStated)\(precision)"
            + (isCompared ? ", and what the scenario changes" : "")
    }

    /// A verdict as a sign and a word.
    private func standing(_ change: ConditionChange) -> Node {
        let verdict = change.after.verdict
        let standing: Standing =
            switch verdict {
            case .met: .good
            case .breached: .bad
            case .declared: .info
            case .cannotBeTold, .flagged, .notDeclared, .notTested: .open
            }
        var words = verdict.shown
        if isCompared, change.isNewlyBreached { words += ", was \(change.before.verdict.rawValue)" }
        if change.condition.citation.confidence == .unconfirmed { words += ", unconfirmed" }
        return standing.node(words)
    }

    /// Conditions that no figure tests.
    private var others: Node {
        let rest = changes.filter { !$0.after.hasFigures }
        var table = DataTable(
            "\(id)-others", "Conditions that no figure tests",
            [.words("Condition"), .words("Verdict"), .words("Why"), .words("Where it stands")])
        for change in rest {
            table.add([
                ConditionWords.name(change.condition.id, change.condition), [standing(change)],
                [.text(change.after.reason(in: plan) ?? "")], [.text(change.condition.source(in: plan.rulebook))],
            ])
        }
        return rest.isEmpty ? .text("") : table.node
    }

    private func citations(_ figures: [ConditionChange]) -> Node {
        guard !figures.isEmpty else { return .text("") }
        return Tag.details(.open) {
            Tag.summary { "Where these conditions stand, and what is to be known of them" }
            Tag.ul {
                for change in figures {
                    Tag.li(.anyDirection) {
                        "\(change.condition.id): \(change.condition.source(in: plan.rulebook))"
                        for note in [change.after.reason(in: plan), stated(change)].compactMap(\.self) {
                            Tag.span(.class("delta")) { note }
                        }
                    }
                }
            }
        }
    }
}

extension RunPage {
    private func isLast(_ plan: Plan) -> Bool { plan.identity.year == after.identity.year }

    func conditions() -> PageSection {
        let later = Dictionary(evaluation.laterConditions.map { ($0.plan.identity.year, $0.changes) }) { $1 }
        return PageSection("conditions", "National conditions") {
            Tag.p {
                "Room is what may still be moved the wrong way while the condition is surely met, whatever the plan does "
                    + "not state."
            }
            for (place, plan) in report.years.enumerated() {
                if report.years.count > 1 { Tag.h3 { plan.identity.year.text } }
                if plan.rulebook == nil {
                    Tag.p { "No rulebook is known for \(plan.identity.year.text), so no condition is tested." }
                } else {
                    ConditionNodes(
                        plan: plan, changes: place == 0 ? evaluation.conditions : later[plan.identity.year] ?? [],
                        isCompared: place == 0, id: "conditions-\(place + 1)",
                        // The explanation of a condition is that of the last year that asks for it.
                        link: { words, id in isLast(plan) ? link(words, .condition(id)) : [.text(words)] }
                    ).nodes
                }
            }
            if report.room != nil {
                PassageNodes.of(Passage(report.roomText()), id: "room", heading: "Room of the levers")
            }
        }
    }
}
