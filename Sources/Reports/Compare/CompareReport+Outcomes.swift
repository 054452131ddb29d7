import Diagnostics
import Draws
package import Finance
import Outcomes

// Metrics, risk pools, and what is better than what, as text.

extension CompareReport {
    func metrics(_ layout: TextLayout) -> String {
        guard view.shows(.metric) else { return "" }
        let rows = view.metrics(comparison.metrics)
        let sampled = comparison.sampled
        let with = sampled.map { ", \($0.count) samples, the same draws for all" } ?? ""
        var text = layout.heading("Metrics over the year\(with)")
        for (index, outcome) in comparison.outcomes.enumerated() {
            guard let reason = outcome.obstacle else { continue }
            text += "  \(ScenarioComparison.letter(index)): not projected: \(reason.onOneLine)\n"
        }
        guard !rows.isEmpty else {
            let isAny = !comparison.metrics.isEmpty
            return text + (isAny ? "  none that is to be shown\n\n" : "\n")
        }
        var table = SideBySide(options: options)
        for row in rows { table.rows.append(side(row, layout)) }
        text += table.text(layout)
        for row in rows {
            if let words = row.metric.unitWords { text += "  \(row.metric.title.onOneLine): \(words)\n" }
        }
        if comparison.supposesDifferentWorlds {
            text += "  " + layout.warning("DIFFERENT WORLDS")
            text += ": scenarios suppose different figures, and each is held against the base in its own\n"
        }
        return text + "\n"
    }

    private func side(_ row: ScenarioComparison.MetricRow, _ layout: TextLayout) -> SideBySide.Row {
        let effects = row.scenarios
        let all = effects.compactMap(\.self)
        let widths = all.compactMap { effect in effect.sampledChange.map { $0.p90 - $0.p10 } }
        let style = EstimateText(level: all.first?.before ?? 0, changes: all.map(\.change) + widths)
        func cells(_ base: String = "", _ cell: (ScenarioComparison.MetricRow.Effect) -> String) -> [String] {
            [base] + effects.map { $0.map(cell) ?? "" }
        }
        var side = SideBySide.Row(
            title: row.metric.title, cells: cells(row.base.map(style.text) ?? "differs") { style.text($0.after) })
        if row.base == nil { side.below.append(("in its world, from", cells { style.text($0.before) })) }
        if row.isMoved {
            side.below.append(("change", cells { style.change($0.change) }))
            side.below.append(
                (
                    "",
                    cells { effect in
                        guard let part = effect.percentage, effect.change != 0 else { return "" }
                        return "\(EstimateText(places: 1).signed(part))%"
                    }
                ))
            side.below.append(
                (
                    "8 times in 10",
                    cells { effect in
                        effect.isMoved ? effect.sampledChange.map { style.changes($0.p10, $0.p90) } ?? "" : ""
                    }
                ))
            side.below.append(
                ("better in", cells { effect in effect.isMoved ? effect.better.map(EstimateText.chance) ?? "" : "" }))
        }
        for target in all.first?.targets.filter({ $0.part == .year }) ?? [] {
            let place = all[0].targets.firstIndex { $0.part == .year && $0.target == target.target } ?? 0
            func words(_ isMet: Bool?, _ chance: Draws.Chance?) -> String {
                chance.map(EstimateText.chance) ?? isMet.map { $0 ? "met" : "not met" } ?? "–"
            }
            side.below.append(
                (
                    "meets \(target.target)",
                    cells(row.base == nil ? "" : words(target.isMetBefore, target.chanceBefore)) {
                        $0.targets.indices.contains(place)
                            ? words($0.targets[place].isMetAfter, $0.targets[place].chanceAfter) : ""
                    }
                ))
        }
        let months = all.flatMap { $0.months.flatMap { [$0.before, $0.after] } }
        if !layout.isPlain, row.isMoved, let least = months.min(), let most = months.max() {
            let base = all.first.map { TextBars.sparkline($0.months.map(\.before), within: least...most) } ?? ""
            side.below.append(
                (
                    "April to March",
                    cells(row.base == nil ? "" : base) {
                        TextBars.sparkline($0.months.map(\.after), within: least...most)
                    }
                ))
        }
        return side
    }

    // MARK: - Risk pools

    func riskPools(_ layout: TextLayout) -> String {
        let rows = view.riskPools(comparison.riskPools)
        guard !rows.isEmpty else { return "" }
        var table = SideBySide(options: options)
        var notes = ""
        for row in rows {
            let releases = row.scenarios
            for (index, release) in releases.enumerated() {
                guard let obstacle = release?.obstacle else { continue }
                notes += ConditionTable.wrapped(
                    "\(row.pool.id), \(ScenarioComparison.letter(index)): cannot be told, as \(obstacle)", indent: 2)
            }
            let told = releases.compactMap(\.self).filter { $0.obstacle == nil }
            guard !told.isEmpty else { continue }
            let before = Set(told.map(\.before))
            func cells(_ cell: (ScenarioComparison.RiskPoolRow.Release) -> String) -> [String] {
                [""] + releases.map { $0.map { $0.obstacle == nil ? cell($0) : "" } ?? "" }
            }
            var side = SideBySide.Row(
                title: "Released from \(row.pool.title), of \(row.pool.amount)",
                cells: [before.count == 1 ? told[0].before?.description ?? "" : "differs"]
                    + cells { $0.after?.description ?? "" }.dropFirst())
            side.below.append(("change", cells { change($0.change) }))
            if told.contains(where: { $0.sampledChange != nil }) {
                side.below.append(
                    (
                        "8 times in 10",
                        cells { release in
                            release.sampledChange.map {
                                "\(EstimateText.pounds($0.p10)) to \(EstimateText.pounds($0.p90))"
                            } ?? ""
                        }
                    ))
                side.below.append(("all released in", cells { $0.allReleased.map(EstimateText.chance) ?? "" }))
            }
            table.rows.append(side)
        }
        return layout.heading("Risk pools, as if every decision followed the formula")
            + (table.rows.isEmpty ? "" : table.text(layout)) + notes + "\n"
    }

    // MARK: - What is better than what

    func measures(_ layout: TextLayout) -> String {
        guard view.shows(.measure), !comparison.measures.isEmpty else { return "" }
        var table = SideBySide(options: options)
        for measure in comparison.measures where view.shows(.measure, measure.id, measure.title) {
            let better = measure.better.map { $0 == .low ? ", less is better" : ", more is better" } ?? ""
            let style = style(measure)
            table.rows.append(
                SideBySide.Row(
                    title: "\(measure.title)\(better)", cells: measure.values.map { $0.map { shown($0, style) } ?? "–" }
                ))
        }
        let pareto = comparison.pareto
        if !pareto.judgedBy.isEmpty {
            table.rows.append(
                SideBySide.Row(
                    title: "Dominated by",
                    cells: pareto.dominatedBy.map { others in
                        others.isEmpty ? "–" : others.map(comparison.optionName).joined(separator: ", ")
                    }, isTotal: true))
            table.rows.append(
                SideBySide.Row(
                    title: "On the front", cells: pareto.dominatedBy.map { $0.isEmpty ? "yes" : "no" }))
        }
        var text = layout.heading("What dominates what") + table.text(layout, longest: 60)
        for measure in comparison.measures {
            guard let obstacle = measure.obstacle else { continue }
            text += "  Not judged by \(measure.id.onOneLine): \(obstacle)\n"
        }
        // A long name may be cut before it says which way is better.
        for measure in comparison.measures where view.shows(.measure, measure.id, measure.title) {
            let isMargin = measure.kind == .margin && measure.obstacle == nil
            let counted = "of conditions that can be told of all and that differ; more is better"
            guard let words = isMargin ? counted : metric(of: measure)?.unitWords else { continue }
            text += ConditionTable.wrapped("\(measure.title.onOneLine): \(words)", indent: 2)
        }
        text += ConditionTable.wrapped(dominanceWords, indent: 2)
        return text + (untoldWords.isEmpty ? "" : ConditionTable.wrapped(untoldWords, indent: 2)) + "\n"
    }

    /// The metric whose change a measure is; `nil` where it is none.
    package func metric(of measure: ScenarioComparison.Measure) -> Metric? {
        guard case .metric(let id) = measure.kind else { return nil }
        return comparison.metrics.first { $0.metric.id == id }?.metric
    }

    /// One value of a measure.
    private func shown(_ value: ScenarioComparison.Value, _ style: EstimateText) -> String {
        switch value {
        case .money(let amount): amount.description
        case .figure(let figure): style.change(figure)
        }
    }

    private func style(_ measure: ScenarioComparison.Measure) -> EstimateText {
        EstimateText(level: 0, changes: measure.values.compactMap { $0?.number })
    }

    func regrets(_ layout: TextLayout) -> String {
        let shown = comparison.regrets.filter {
            let measure = comparison.measures[$0.measure]
            return view.shows(.regret, measure.id, measure.title)
        }
        guard !shown.isEmpty else { return "" }
        var table = SideBySide(options: options)
        for regret in shown {
            let measure = comparison.measures[regret.measure]
            func words(_ value: Double) -> String {
                if case .money? = measure.values.first ?? nil {
                    return EstimateText.wholePounds(Money(pence: RegretMoney.pence(pounds: value)))
                }
                return EstimateText(level: 0, changes: regret.options.map(\.most)).text(value)
            }
            var row = SideBySide.Row(title: measure.title, cells: regret.options.map { words($0.expected) })
            if let samples = regret.samples {
                row.below.append(("at most", regret.options.map { words($0.most) }))
                row.below.append(
                    ("best in", regret.options.map { EstimateText.percent(Double($0.timesBest) / Double(samples)) }))
            }
            table.rows.append(row)
        }
        let units = shown.compactMap { regret -> String? in
            let measure = comparison.measures[regret.measure]
            return metric(of: measure)?.unit.map {
                ConditionTable.wrapped("\(measure.title.onOneLine): in \($0.onOneLine)", indent: 2)
            }
        }
        return layout.heading("Regret: what is missed beside the best") + table.text(layout, longest: 60)
            + units.joined()
            + (comparison.sampled == nil
                ? "" : "  Of a sampled figure the mean over the samples, each beside the best in that sample.\n") + "\n"
    }
}

extension EstimateText {
    /// The figure with its sign.
    fileprivate func signed(_ value: Double) -> String { (value > 0 ? "+" : "") + text(value) }
}

extension RunOutcomes {
    /// Why nothing can be worked out; `nil` where something is.
    package var obstacle: String? {
        if case .nothing(let reason, _) = content { reason } else { nil }
    }
}

/// Money of estimates.
enum RegretMoney {
    /// Pounds as whole pence; what is beyond every plan stands at its end.
    static func pence(pounds: Double) -> Int64 {
        let pence = (pounds * 100).rounded(.toNearestOrAwayFromZero)
        return Int64(min(max(pence.isFinite ? pence : 0, -9e18), 9e18))
    }
}
