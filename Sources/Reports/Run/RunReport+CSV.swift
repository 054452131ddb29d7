import Diagnostics
import Draws
import Finance
import Outcomes
import Scripting

extension RunReport {
    /// The report as one long table of separated values, whose columns ``TidyTable`` says. What is before is `plan`.
    package func csv() -> String {
        var table = TidyTable()
        let evaluation = run.evaluation
        func add(
            _ name: String, _ measure: String, _ change: Evaluation.Change, id: String? = nil, title: String? = nil
        ) {
            let row = ScenarioComparison.Row(
                id: id ?? change.id, title: title ?? change.title, base: change.before, amounts: [change.after])
            table.add(change: row, name, measure)
        }
        add("totals", "spend", evaluation.total)
        add("totals", "funding", evaluation.funding)
        for row in evaluation.byTheme { add("spend-by-theme", "spend", row) }
        for row in evaluation.byContributor { add("spend-by-contributor", "spend", row) }
        for row in evaluation.byPool { add("spend-by-pool", "spend", row) }
        for row in evaluation.bySource { add("spend-by-source", "spend", row) }
        let after = evaluation.after
        for (source, rows) in zip(evaluation.fundingBySource, evaluation.unallocated).enumerated()
        where after.isIncomeStated(source: source) {
            add("funding-by-source", "funding", rows.0)
            add("unallocated-by-source", "unallocated", rows.1)
        }
        for line in evaluation.byLine where line.isChanged {
            add("changed-lines", "spend", line.total)
            for source in line.changedSources {
                add("changed-lines", "spend from \(source.id)", source, id: line.total.id, title: line.total.title)
            }
        }
        for (number, entry) in numberedMovements.enumerated() {
            let movement = entry.movement
            table.add(
                .init(
                    table: "movements", id: String(number + 1), title: movement.note.reason,
                    measure: "\(Self.end(movement.from)) to \(Self.end(movement.to))", of: "scenario",
                    amount: movement.amount, words: movement.note.written?.description))
        }
        table.add(conditions: evaluation.conditions)
        if let central = outcomes?.central {
            for projection in central.metrics {
                let sampled = outcomes?.samples?.metric(projection.metric.id)?.period(.year)?.change
                let figure = projection.year.figure
                var row = TidyTable.Row(
                    table: "metrics", id: projection.metric.id, title: projection.metric.title, measure: "year",
                    of: "plan", figure: figure.before)
                table.add(row)
                row.of = "scenario"
                row.figure = figure.after
                row.changeFigure = figure.change
                row.changeP10 = sampled?.p10
                row.changeP90 = sampled?.p90
                table.add(row)
            }
        }
        for expectation in run.expectations {
            table.add(
                .init(
                    table: "expectations", id: "", title: expectation.message, measure: "met", of: "scenario",
                    words: expectation.isMet ? "met" : "not met"))
        }
        for assumption in run.assumptions {
            table.add(
                .init(
                    table: "assumptions", id: "", title: assumption.what, measure: assumption.quality.rawValue,
                    of: "scenario", words: assumption.value))
        }
        return table.rendered()
    }

    private static func end(_ end: Movement.End) -> String {
        switch end {
        case .line(let id): id
        case .unallocated: Plan.unallocatedWord
        case .contributor: "outside the plan"
        }
    }
}

extension TidyTable {
    /// Adds a figure of the plan and of one scenario.
    mutating func add(change row: ScenarioComparison.Row, _ name: String, _ measure: String) {
        add(.init(table: name, id: row.id, title: row.title, measure: measure, of: "plan", amount: row.base))
        add(
            .init(
                table: name, id: row.id, title: row.title, measure: measure, of: "scenario", amount: row.amounts[0],
                change: row.changes[0], changePercent: row.percentages[0]))
    }

    /// Adds conditions; where nothing is compared, before and after are the same and stand once.
    mutating func add(conditions: [ConditionChange], isCompared: Bool = true) {
        for change in conditions {
            let (before, after) = (change.before, change.after)
            var row = Row(
                table: "conditions", id: change.condition.id, title: change.condition.title,
                measure: "margin to breach", of: "plan", amount: before.headroom, words: before.verdict.rawValue)
            add(row)
            guard isCompared else { continue }
            row.of = "scenario"
            row.amount = after.headroom
            row.change = before.headroom.flatMap { before in after.headroom.flatMap { $0.less(before) } }
            row.words = after.verdict.rawValue
            add(row)
        }
    }
}
