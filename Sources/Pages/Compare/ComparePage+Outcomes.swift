import Diagnostics
import Draws
import Finance
import Outcomes
import Reports
import Scripting

// Conditions, metrics, risk pools, and what is better than what.

extension ComparePage {
    func conditions() -> PageSection? {
        guard !comparison.conditions.isEmpty, view.shows(.condition) else { return nil }
        let rows = view.conditions(comparison.conditions)
        let several = Set(comparison.conditions.map(\.year)).count > 1
        func name(_ row: ScenarioComparison.ConditionRow) -> String {
            row.condition.id + (several ? ", \(row.year.text)" : "")
        }
        let margins = rows.filter(\.hasMargin)
        let others = rows.filter { !$0.hasMargin }
        return PageSection("conditions", "National conditions") {
            Tag.p {
                "Room is what may still be moved the wrong way while the condition is surely met, whatever the plan does "
                    + "not state."
            }
            if !margins.isEmpty {
                if runs.count < 4 { marginChart(margins, name).node }
                marginTable(margins, name).node
            }
            if !others.isEmpty { verdicts(others, name).node }
        }
    }

    private func marginChart(
        _ rows: [ScenarioComparison.ConditionRow], _ name: (ScenarioComparison.ConditionRow) -> String
    ) -> BarChart {
        BarChart(
            id: "margins", title: "How much room each condition leaves",
            about:
                "Bars to the right are room, bars to the left what is missing; first the \(comparison.baseName), then "
                + "each scenario.",
            heading: "Condition", series: [comparison.baseName] + letters,
            items: rows.map { row in
                .init(
                    name: name(row),
                    figures: ([row.base] + row.after).map { assessment in
                        assessment?.headroom.map { ChartFigure(change: $0) }
                    })
            }, zero: "◂ short · room ▸")
    }

    private func marginTable(
        _ rows: [ScenarioComparison.ConditionRow], _ name: (ScenarioComparison.ConditionRow) -> String
    ) -> DataTable {
        var table = DataTable(
            "margins-of-all", "Room and verdict of each condition",
            [.words("Condition"), .figures(comparison.baseName)]
                + letters.map { .figures($0) } + [.words("Where it stands")])
        for row in rows {
            func cell(_ assessment: ConditionAssessment?, _ place: Int?, _ change: Money?) -> [Node] {
                guard let assessment else { return [.text("not reached")] }
                let words = assessment.headroom.map { FigureCell.minus($0.formatted(sign: true)) } ?? "–"
                let plan = place.map { runs[$0].evaluation.after } ?? base
                // The explanation of a condition is that of the last year that asks for it.
                let isLast = plan.identity.year == row.year
                var nodes =
                    isLast ? link(words, place) { _ in .condition(row.condition.id) } : [.text(words)]
                if let change, !change.isZero {
                    nodes.append(Tag.span(.class("delta")) { FigureCell.minus(change.formatted(sign: true)) })
                }
                return nodes + [Tag.span(.class("delta")) { ConditionWords.node(assessment, row.condition) }]
            }
            table.add(
                [ConditionWords.name(name(row), row.condition), cell(row.base, nil, nil)]
                    + runs.indices.map { cell(row.after[$0], $0, row.changes[$0]) }
                    + [[.text(row.condition.source(in: comparison.plan.rulebook))]])
        }
        return table
    }

    private func verdicts(
        _ rows: [ScenarioComparison.ConditionRow], _ name: (ScenarioComparison.ConditionRow) -> String
    ) -> DataTable {
        var table = DataTable(
            "verdicts", "Conditions without a margin",
            [.words("Condition"), .words(comparison.baseName)] + letters.map { .words($0) })
        for row in rows {
            table.add(
                [ConditionWords.name(name(row), row.condition)]
                    + ([row.base] + row.after).map { assessment in
                        assessment.map { [ConditionWords.node($0, row.condition)] } ?? [.text("not reached")]
                    })
        }
        return table
    }

    // MARK: Metrics

    func outcomes() -> PageSection? {
        guard view.shows(.metric), comparison.outcomes.contains(where: { $0.central != nil }) else { return nil }
        let rows = view.metrics(comparison.metrics)
        return PageSection("outcomes", "What the money does") {
            Tag.p {
                comparison.sampled.map {
                    "Ranges are of \($0.count) samples (\($0.design.rawValue), seed \($0.seed)). Each sample is the same "
                        + "for all scenarios, so that they do not differ by luck."
                } ?? "No samples were made, so nothing says how sure the figures are."
            }
            if comparison.supposesDifferentWorlds {
                Tag.p {
                    Standing.open.node("Different worlds")
                    " The scenarios suppose different figures of what money does. Each is held against the "
                        + "\(comparison.baseName.lowercased()) in its own world."
                }
            }
            for (place, row) in rows.enumerated() {
                Tag.h3(.anyDirection) { row.metric.title }
                if let words = row.metric.unitWords { Tag.p { words } }
                if let chart = differences(row, place) { chart.node }
                metricTable(row, place).node
            }
        }
    }

    private func style(_ row: ScenarioComparison.MetricRow) -> EstimateText {
        let all = row.scenarios.compactMap(\.self)
        return EstimateText(
            level: all.first?.before ?? 0,
            changes: all.map(\.change) + all.compactMap { $0.sampledChange.map { $0.p90 - $0.p10 } })
    }

    /// Each scenario's change with the range in which it lies.
    private func differences(_ row: ScenarioComparison.MetricRow, _ place: Int) -> RangeChart? {
        guard row.isMoved else { return nil }
        let style = style(row)
        func figure(_ value: Double) -> ChartFigure { ChartFigure(value, FigureCell.minus(style.change(value))) }
        let items = zip(letters, zip(runs, row.scenarios)).compactMap { letter, pair -> RangeChart.Item? in
            guard let effect = pair.1 else { return nil }
            let range = effect.sampledChange
            return .init(
                name: "\(letter) \(pair.0.title)", low: figure(range?.p10 ?? effect.change),
                high: figure(range?.p90 ?? effect.change), middle: figure(effect.change))
        }
        guard !items.isEmpty else { return nil }
        return RangeChart(
            id: "difference-\(place + 1)", title: "\(row.metric.title): what each scenario changes",
            about:
                "A bar for each scenario from the 10th to the 90th percentile of its change, with a ring at the change "
                + "with every figure at its median. The dashed line is no change.",
            heading: "Scenario", ends: ("10th percentile", "90th percentile"), middle: "At the medians", items: items,
            reference: ("no change", 0), unit: .number(EstimateText(places: min(style.places, 2))))
    }

    private func metricTable(_ row: ScenarioComparison.MetricRow, _ place: Int) -> DataTable {
        let style = style(row)
        var table = DataTable(
            "metric-\(place + 1)", "\(row.metric.title), over the year",
            [.words("Figure")] + letters.map { .figures($0) })
        func add(_ name: String, _ cell: (Int, ScenarioComparison.MetricRow.Effect) -> [Node]) {
            table.add(
                [[.text(name)]]
                    + runs.indices.map { place in
                        row.scenarios[place].map { cell(place, $0) } ?? [.text("not projected")]
                    })
        }
        add("\(comparison.baseName), in the scenario's world") { [.text(style.text($1.before))] }
        add("After") { place, effect in link(style.text(effect.after), place) { _ in .metric(row.metric.id) } }
        add("Change") { _, effect in
            guard effect.change != 0 else { return FigureCell.unchanged }
            var part = ""
            if let percentage = effect.percentage {
                let words = FigureCell.minus(EstimateText(places: 1).text(percentage))
                part = " (\(percentage > 0 ? "+" : "")\(words)%)"
            }
            return [.text(FigureCell.minus(style.change(effect.change)) + part)]
        }
        if row.scenarios.contains(where: { $0?.sampledChange != nil }) {
            add("Change, 8 in 10") { _, effect in
                [
                    .text(
                        FigureCell.minus(
                            effect.sampledChange.map { effect.isMoved ? style.changes($0.p10, $0.p90) : "–" } ?? "–"))
                ]
            }
            add("Better in so many of the samples") { _, effect in
                [.text(effect.isMoved ? effect.better.map(EstimateText.chance) ?? "–" : "–")]
            }
        }
        for target in row.scenarios.lazy.compactMap(\.self).first?.targets ?? [] {
            add("Meets the target of \(target.target) for the \(target.part.words)") { _, effect in
                guard let own = effect.targets.first(where: { $0.part == target.part && $0.target == target.target })
                else { return [.text("–")] }
                func words(_ isMet: Bool?, _ chance: Draws.Chance?) -> String {
                    chance.map(EstimateText.chance) ?? isMet.map { $0 ? "met" : "not met" } ?? notStated
                }
                return [
                    .text(
                        "\(words(own.isMetAfter, own.chanceAfter)) (\(comparison.baseName.lowercased()): "
                            + "\(words(own.isMetBefore, own.chanceBefore)))")
                ]
            }
        }
        return table
    }

    // MARK: Risk pools

    func riskPools() -> PageSection? {
        let rows = view.riskPools(comparison.riskPools)
        guard !rows.isEmpty else { return nil }
        var table = DataTable(
            "risk-pools-table", "What each risk pool would release in the year, if every decision followed the formula",
            [.words("Risk pool")] + letters.map { .figures($0) })
        for row in rows {
            table.add(
                [[.text("\(row.pool.title), \(row.pool.amount)")]]
                    + row.scenarios.map { release in
                        guard let release else { return [.text("not projected")] }
                        if let obstacle = release.obstacle { return [.text("cannot be told, as \(obstacle)")] }
                        var lines = [release.after.map(FigureCell.amount) ?? notStated]
                        if let change = release.change, !change.isZero {
                            lines.append(FigureCell.minus(change.formatted(sign: true)))
                        }
                        if let range = release.sampledChange {
                            lines.append(
                                FigureCell.minus(
                                    "8 in 10: \(EstimateText.pounds(range.p10)) to \(EstimateText.pounds(range.p90))"))
                        }
                        if let chance = release.allReleased {
                            lines.append("all of it: \(EstimateText.chance(chance))")
                        }
                        return [.text(lines[0])] + lines.dropFirst().map { line in Tag.span(.class("delta")) { line } }
                    })
        }
        return PageSection("risk-pools", "Risk pools") { table.node }
    }
}

/// Verdicts as signs and words.
enum ConditionWords {
    /// The condition's name, and what it asks for below it.
    static func name(_ name: String, _ condition: Condition) -> [Node] {
        [.text(name), Tag.span(.class("asks")) { condition.title }]
    }

    static func node(_ assessment: ConditionAssessment, _ condition: Condition) -> Node {
        let standing: Standing =
            switch assessment.verdict {
            case .met: .good
            case .breached: .bad
            case .declared: .info
            case .cannotBeTold, .flagged, .notDeclared, .notTested: .open
            }
        return standing.node(
            assessment.verdict.shown + (condition.citation.confidence == .unconfirmed ? ", unconfirmed" : ""))
    }
}
