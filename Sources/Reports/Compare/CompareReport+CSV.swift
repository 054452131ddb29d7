import Diagnostics
import Draws
import Finance
import Scripting

extension CompareReport {
    /// The comparison as one long table of separated values, whose columns ``TidyTable`` says.
    package func csv() -> String {
        var table = TidyTable()
        for row in view.rows(.total, [comparison.spend, comparison.funding, comparison.unallocated]) {
            add(row, "totals", "amount", to: &table)
        }
        for (kind, _, rows) in cuts {
            for row in view.rows(kind, rows) { add(row, "spend-by-\(kind.rawValue)", "spend", to: &table) }
        }
        for row in view.rows(.source, comparison.fundingBySource) {
            add(row, "funding-by-source", "funding", to: &table)
        }
        for row in view.rows(.source, comparison.unallocatedBySource) {
            add(row, "unallocated-by-source", "unallocated", to: &table)
        }
        for row in view.rows(.district, comparison.byDistrict) {
            add(row, "grant-by-district", "passed-down", to: &table)
        }
        for line in view.lines(comparison.lines) {
            add(line.total, "changed-lines", "spend", to: &table)
            for source in line.sources {
                let named = ScenarioComparison.Row(
                    id: line.total.id, title: line.total.title, base: source.base, amounts: source.amounts)
                add(named, "changed-lines", "spend from \(source.id)", to: &table)
            }
        }
        addConditions(to: &table)
        addMetrics(to: &table)
        addMeasures(to: &table)
        addWaterfalls(to: &table)
        for (index, run) in comparison.runs.enumerated() {
            for expectation in run.expectations {
                table.add(
                    .init(
                        table: "expectations", id: "", title: expectation.message, measure: "met", of: letter(index),
                        words: expectation.isMet ? "met" : "not met"))
            }
        }
        return table.rendered()
    }

    private func letter(_ index: Int) -> String { ScenarioComparison.letter(index) }
    private var baseWord: String { comparison.baseRun == nil ? "plan" : "base" }
    private func word(_ option: Int) -> String { option == 0 ? baseWord : letter(option - 1) }

    private func add(_ row: ScenarioComparison.Row, _ name: String, _ measure: String, to table: inout TidyTable) {
        table.add(
            .init(table: name, id: row.id, title: row.title, measure: measure, of: baseWord, amount: row.base))
        let (changes, parts) = (row.changes, row.percentages)
        for (index, amount) in row.amounts.enumerated() {
            table.add(
                .init(
                    table: name, id: row.id, title: row.title, measure: measure, of: letter(index), amount: amount,
                    change: changes[index], changePercent: parts[index]))
        }
    }

    private func addConditions(to table: inout TidyTable) {
        for row in view.conditions(comparison.conditions) {
            for (option, assessment) in ([row.base] + row.after).enumerated() {
                guard let assessment else { continue }
                table.add(
                    .init(
                        table: "conditions", id: row.condition.id, title: row.condition.title,
                        measure: "margin to breach, \(row.year.id)", of: word(option), amount: assessment.headroom,
                        change: option == 0 ? nil : row.changes[option - 1], words: assessment.verdict.rawValue))
            }
        }
    }

    private func addMetrics(to table: inout TidyTable) {
        for row in view.metrics(comparison.metrics) {
            func add(_ measure: String, _ of: String, _ fill: (inout TidyTable.Row) -> Void) {
                var cells = TidyTable.Row(
                    table: "metrics", id: row.metric.id, title: row.metric.title, measure: measure, of: of)
                fill(&cells)
                table.add(cells)
            }
            if let base = row.base { add("year", baseWord) { $0.figure = base } }
            for (index, effect) in row.scenarios.enumerated() {
                guard let effect else { continue }
                add("year", letter(index)) { cells in
                    cells.figure = effect.after
                    cells.changeFigure = effect.change
                    cells.changeP10 = effect.sampledChange?.p10
                    cells.changeP90 = effect.sampledChange?.p90
                    cells.probabilityBetter = effect.better?.share
                }
                for (month, pair) in effect.months.enumerated() where row.isMoved {
                    add("month \(month + 1)", letter(index)) { cells in
                        cells.figure = pair.after
                        cells.changeFigure = pair.after - pair.before
                    }
                }
            }
        }
        for row in view.riskPools(comparison.riskPools) {
            for (index, release) in row.scenarios.enumerated() {
                guard let release else { continue }
                table.add(
                    .init(
                        table: "risk-pools", id: row.pool.id, title: row.pool.title, measure: "released",
                        of: letter(index), amount: release.after, change: release.change, words: release.obstacle))
            }
        }
    }

    private func addMeasures(to table: inout TidyTable) {
        for measure in comparison.measures where view.shows(.measure, measure.id, measure.title) {
            for (option, value) in measure.values.enumerated() {
                var row = TidyTable.Row(
                    table: "measures", id: measure.id, title: measure.title, measure: "value", of: word(option))
                switch value {
                case .money(let amount)?: row.amount = amount
                case .figure(let figure)?: row.figure = figure
                case nil: break
                }
                table.add(row)
            }
        }
        if view.shows(.measure) {
            for (option, others) in comparison.pareto.dominatedBy.enumerated() {
                table.add(
                    .init(
                        table: "dominance", id: word(option), title: "", measure: "dominated by", of: word(option),
                        words: others.map(word).joined(separator: " ")))
            }
        }
        for regret in comparison.regrets {
            let measure = comparison.measures[regret.measure]
            guard view.shows(.regret, measure.id, measure.title) else { continue }
            for (option, missed) in regret.options.enumerated() {
                for (name, value) in [("expected regret", missed.expected), ("most regret", missed.most)] {
                    var row = TidyTable.Row(
                        table: "regret", id: measure.id, title: measure.title, measure: name, of: word(option))
                    if measure.isMoney {
                        row.amount = Money(pence: RegretMoney.pence(pounds: value))
                    } else {
                        row.figure = value
                    }
                    table.add(row)
                }
            }
        }
    }

    private func addWaterfalls(to table: inout TidyTable) {
        for waterfall in view.waterfalls(comparison.waterfalls) {
            for part in waterfall.parts {
                var row = TidyTable.Row(
                    table: "waterfall", id: waterfall.id, title: part.title,
                    measure: "\(part.kind.rawValue)\(part.isOfBase ? " of the base" : "")",
                    of: letter(waterfall.scenario), words: part.refusal ?? part.written?.description)
                if waterfall.unit == .money {
                    row.change = Money(pence: part.effect)
                } else {
                    row.changeFigure = Double(part.effect) / 1_000_000
                }
                table.add(row)
            }
        }
    }
}

extension ScenarioComparison.Measure {
    /// Whether its values are money.
    package var isMoney: Bool { if case .money? = values.lazy.compactMap(\.self).first { true } else { false } }
}
