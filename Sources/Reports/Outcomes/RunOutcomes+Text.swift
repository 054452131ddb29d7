import Diagnostics
import Draws
import Finance
import Outcomes
import Scripting

extension RunOutcomes {
    /// The section of a report.
    func text() -> String {
        let heading = "What the money does\(onlyYear.map { " in \($0)" } ?? "")\n"
        switch content {
        case .nothing(let reason, let help):
            return "\(heading)  not projected: \(reason.onOneLine)\(help.map { "; \($0.onOneLine)" } ?? "")\n\n"
        case .projected(let model, let central, let samples):
            return heading + OutcomeText(model: model, central: central, samples: samples).text()
        }
    }
}

/// The parts of the section, as text for people.
struct OutcomeText {
    let model: OutcomeModel
    let central: OutcomeProjection
    let samples: OutcomeSamples?

    func text() -> String {
        let isAsked =
            !model.after.suppositions.isEmpty || central.riskPools.contains { $0.obstacle == nil }
            || central.metrics.contains(where: \.isMoved)
        return isAsked ? whole() : unchanged()
    }

    /// A scenario whose money does nothing that is told, and that supposes nothing: what stays, and no more.
    private func unchanged() -> String {
        var text = "  Nothing to the metrics that are projected: no line with an effect on them changes.\n"
        for projection in central.metrics {
            let style = RunOutcomes.style(projection, samples)
            let sampled = samples?.metric(projection.metric.id)
            let range =
                sampled?.period(.year).map { " (\(style.range($0.after.p10, $0.after.p90)), 8 times in 10)" } ?? ""
            text +=
                "  \(projection.metric.title.onOneLine) stays at \(style.text(projection.year.figure.after))\(range)"
            for target in projection.targets where target.part == .year {
                let chance = sampled?.targets.first { $0.period == target.period }?.after
                let met = target.isMetAfter.map { $0 ? "met" : "not met" } ?? "of no stated direction"
                text +=
                    "; the target of \(target.target) is "
                    + (chance.map { "met in \(EstimateText.chance($0)) of samples" } ?? met)
            }
            text += "\n"
        }
        let assumed = model.parameters.count { $0.evidence.quality == .assumed }
        return text
            + "  \(assumed) of the \(model.parameters.count) figures behind this are assumed; bcf metrics lists them.\n\n"
    }

    private func whole() -> String {
        figures() + targets() + effects() + values() + riskPools() + suppositions() + notes()
    }

    // MARK: - Metrics

    private func figures() -> String {
        var columns: [TextTable.Column] = [
            .words("Metric, over the year"), .figures("Before"), .figures("After"), .figures("Change"),
        ]
        if samples != nil { columns += [.figures("After, 8 in 10"), .figures("Change, 8 in 10")] }
        var table = TextTable(columns)
        for projection in central.metrics {
            let style = RunOutcomes.style(projection, samples)
            let figure = projection.year.figure
            var cells = [
                projection.metric.title.shortened(to: 44), style.text(figure.before), style.text(figure.after),
                style.change(figure.change),
            ]
            if let samples {
                let period = samples.metric(projection.metric.id)?.period(.year)
                cells.append(period.map { style.range($0.after.p10, $0.after.p90) } ?? "")
                cells.append(
                    period.map { projection.isMoved ? style.changes($0.change.p10, $0.change.p90) : "–" } ?? "")
            }
            table.add(cells)
        }
        var text = table.rendered()
        for projection in central.metrics {
            guard let words = projection.metric.unitWords else { continue }
            text += ConditionTable.wrapped("\(projection.metric.title): \(words)", indent: 2)
        }
        return text + notProjected() + "\n"
    }

    /// The metrics of which nothing can be told, by what they lack.
    private func notProjected() -> String {
        var reasons: [String] = []
        var metrics: [String: [String]] = [:]
        for obstacle in central.obstacles {
            if metrics[obstacle.reason] == nil { reasons.append(obstacle.reason) }
            metrics[obstacle.reason, default: []].append(obstacle.metric)
        }
        return reasons.map { reason in
            let names = (metrics[reason] ?? []).joined(separator: ", ")
            return ConditionTable.wrapped("Not projected, as \(reason): \(names)", indent: 2)
        }.joined()
    }

    private func targets() -> String {
        let hasBaseline = central.metrics.contains { $0.targets.contains { $0.period.baseline != nil } }
        var table = TextTable(
            [.words("Target"), .words("Period")] + (hasBaseline ? [.figures("Baseline")] : []) + [
                .figures("Target"), .figures("After"), .figures(samples == nil ? "Met before" : "Chance before"),
                .figures(samples == nil ? "Met after" : "Chance after"),
            ])
        var isEmpty = true
        for projection in central.metrics {
            let style = RunOutcomes.style(projection, samples)
            let sampled = samples?.metric(projection.metric.id)?.targets ?? []
            for target in projection.targets {
                isEmpty = false
                let chances = sampled.first { $0.period == target.period }
                func met(_ isMet: Bool?, _ chance: Draws.Chance?) -> String {
                    if let chance { return EstimateText.chance(chance) }
                    return isMet.map { $0 ? "yes" : "no" } ?? "not stated"
                }
                table.add(
                    [projection.metric.title.shortened(to: 44), target.period.period]
                        + (hasBaseline ? [target.period.baseline?.description ?? notStated] : []) + [
                            target.target.description, style.text(target.figure.after),
                            met(target.isMetBefore, chances?.before), met(target.isMetAfter, chances?.after),
                        ])
            }
        }
        if isEmpty { return "  No metric that is projected has a target for the year or a part of it.\n\n" }
        let note =
            samples.map {
                "  A chance is the share of \(Self.counted($0)) in which the target is met; ± is its standard error.\n"
            } ?? ""
        return table.rendered() + note + "\n"
    }

    // MARK: - Schemes and value

    private func effects() -> String {
        var table = TextTable([
            .words("Effect"), .words("Line"), .words("Metric"), .words("Units"), .figures("Before"), .figures("After"),
            .figures("Change of count"),
        ])
        var isEmpty = true
        var others = 0
        for projection in central.metrics {
            for effect in projection.effects {
                let change = effect.change.last ?? 0
                guard effect.before != effect.after else {
                    others += 1
                    continue
                }
                isEmpty = false
                let units = [effect.before, effect.after].map { side in side.delivered.reduce(0, +) }
                let style = EstimateText(places: (units.max() ?? 0) < 100 ? 1 : 0)
                let counted = EstimateText(level: 1000, changes: [change])
                table.add([
                    effect.effect.id, effect.effect.line, projection.metric.id, effect.effect.unit,
                    style.text(units[0]), style.text(units[1]), counted.change(change),
                ])
            }
        }
        if isEmpty {
            return others == 0
                ? "  No line's money has an effect on these metrics.\n\n"
                : "  The scenario changes no line that has an effect on these metrics.\n\n"
        }
        let rest =
            others == 0
            ? ""
            : "  \(others) other effect\(others == 1 ? " does" : "s do") what \(others == 1 ? "it" : "they") did.\n"
        return table.rendered()
            + "  Units are those of the year that do what they should; the change of count is of what "
            + "the metric\n  counts in the year.\n" + rest + "\n"
    }

    private func values() -> String {
        var text = ""
        for projection in central.metrics where projection.isMoved {
            guard let value = projection.value else {
                text += ConditionTable.wrapped(
                    "\(projection.metric.title): no value in £, as \(projection.valueObstacle ?? notStated)", indent: 2)
                continue
            }
            let sampled = samples?.metric(projection.metric.id)?.value
            func range(_ summary: MoneySummary?) -> String {
                // Where no sample differs there is no range to tell.
                summary.flatMap {
                    $0.p5 == $0.p95
                        ? nil : " (\(EstimateText.pounds($0.p10)) to \(EstimateText.pounds($0.p90)), 8 times in 10)"
                } ?? ""
            }
            text +=
                "  \(projection.metric.title.onOneLine): worth \(EstimateText.pounds(value.notional)) notionally"
                + "\(range(sampled?.notional))\n"
            text +=
                "     of which \(EstimateText.pounds(value.cashReleasing)) releases cash"
                + "\(range(sampled?.cashReleasing))\n"
            if !value.notSaid.isEmpty {
                text +=
                    "     nobody says what part releases cash of: "
                    + "\(value.notSaid.map(\.onOneLine).joined(separator: ", "))\n"
            }
        }
        if text.isEmpty { return "" }
        return "Value of the change; notional value is no money that can be spent\n" + text + "\n"
    }

    // MARK: - Risk pools

    private func riskPools() -> String {
        var text = ""
        for pool in central.riskPools {
            let name = pool.pool.title.onOneLine
            if let obstacle = pool.obstacle {
                let help = pool.terms.formula == nil ? "; a scenario can try one with plan:suppose_risk_terms" : ""
                text += ConditionTable.wrapped(
                    "\(name), \(pool.pool.amount): what it would release cannot be told, as \(obstacle)\(help)",
                    indent: 2)
                continue
            }
            let sampled = samples?.riskPools.first { $0.pool.id == pool.pool.id }?.after
            var columns: [TextTable.Column] = [
                .words(name), .figures("Planned"), .figures("Projected"), .figures("Released"), .figures("Retained"),
            ]
            if sampled != nil { columns.append(.figures("Released, 8 in 10")) }
            var table = TextTable(columns)
            for quarter in pool.after {
                var cells = [
                    "quarter \(quarter.number)\(quarter.noted == nil ? "" : ", as noted")",
                    quarter.planned.map { DecimalFigure(digits: $0).description } ?? notStated,
                    quarter.noted == nil ? EstimateText(places: 0).text(quarter.projected) : "–",
                    quarter.money.released.description, quarter.money.retained.description,
                ]
                if let sampled { cells.append(range(sampled.quarters[quarter.number - 1].released)) }
                table.add(cells)
            }
            table.addRule()
            func sum(_ amount: (RiskPoolProjection.Quarter) -> Money) -> String {
                Money(pence: pool.after.reduce(0) { $0 + amount($1).pence }).description
            }
            var total = ["Year", "", "", sum(\.money.released), sum(\.money.retained)]
            if let sampled { total.append(range(sampled.year.released)) }
            table.add(total)
            text += table.rendered()
            if let sampled {
                text +=
                    "  chance that the whole \(pool.pool.amount) is released: \(EstimateText.chance(sampled.allReleased))\n"
            }
            if let change = samples?.riskPools.first(where: { $0.pool.id == pool.pool.id })?.changeOfReleased,
                change.pence.deviation > 0
            {
                text +=
                    "  the scenario changes the year's release by \(EstimateText.pounds(change.p10)) to "
                    + "\(EstimateText.pounds(change.p90)), 8 times in 10\n"
            }
        }
        if text.isEmpty { return "" }
        return "Risk pools, if every decision followed the formula\n" + text + "\n"
    }

    private func range(_ summary: MoneySummary) -> String {
        "\(EstimateText.wholePounds(summary.p10)) to \(EstimateText.wholePounds(summary.p90))"
    }

    // MARK: - What it rests on

    private func suppositions() -> String {
        let records = model.after.suppositions
        if records.isEmpty { return "" }
        var text = "Supposed by the scenario, also for the plan before it\n"
        for record in records {
            let (head, figures, others) = Self.parts(of: record.fact)
            text += "  \(head.onOneLine)\n"
            for (name, evidence) in figures {
                let words = UncertainFigure(evidence.figure, ModelParameter.kind(of: name)).text
                text += "     \(name.padded(to: 14)) \(words)\n"
            }
            for (name, value) in others { text += "     \(name.padded(to: 14)) \(value.onOneLine)\n" }
            text += "     \("reason".padded(to: 14)) \(record.note.reason.onOneLine)\n"
            if let source = figures.first?.evidence.reference {
                text += "     \("source".padded(to: 14)) \(source.onOneLine)\n"
            }
            if let authority = record.note.authority {
                text += "     \("authority".padded(to: 14)) \(authority.onOneLine)\n"
            }
            if let written = record.note.written { text += "     \("written".padded(to: 14)) \(written)\n" }
        }
        return text + "\n"
    }

    static func parts(
        of fact: PlanRecord.Fact
    ) -> (head: String, figures: [(name: String, evidence: Evidence)], others: [(name: String, value: String)]) {
        switch fact {
        case .effect(let effect):
            let figures = effect.asSupposed
            return (
                "effect \(effect.id) is added: money of \(effect.line) buys \(effect.unit), and moves \(effect.metric)",
                figures.figures, figures.others
            )
        case .supposedEffect(let supposed):
            return ("effect \(supposed.id) has other figures", supposed.figures, supposed.others)
        case .supposedMetric(let supposed): return ("metric \(supposed.id) has other figures", supposed.figures, [])
        default: return ("", [], [])
        }
    }

    private func notes() -> String {
        var lines: [String] = []
        let qualities = Evidence.Quality.allCases.map { quality in
            (quality, model.parameters.count { $0.evidence.quality == quality })
        }
        lines.append(
            "Of \(model.parameters.count) figures behind this, "
                + qualities.map { "\($0.1) \($0.1 == 1 ? "is" : "are") \($0.0.rawValue)" }.joined(separator: ", ") + "."
        )
        if !model.linesSpreadOverTheYear.isEmpty {
            lines.append(
                "The months are not stated of \(model.linesSpreadOverTheYear.map(\.onOneLine).joined(separator: ", ")): "
                    + "their money is spread over the year.")
        }
        lines += overdrawn()
        lines += belowZero()
        lines.append("Before and After are with every figure at its median.")
        if let samples {
            lines.append(
                "Ranges are the 10th to the 90th percentile of \(Self.counted(samples)) (\(samples.design.words)); "
                    + "before and after meet the same luck in each.")
            lines += narrowing(samples)
        } else {
            lines.append(
                model.uncertainParameters.isEmpty
                    ? "No figure is uncertain, so there is no range: that says how they are stated, not how sure they are."
                    : "No samples were made, so nothing says how sure it is: --samples makes them.")
        }
        return mattering() + lines.map { ConditionTable.wrapped($0, indent: 2) }.joined() + "\n"
    }

    /// So many samples, in words.
    private static func counted(_ samples: OutcomeSamples) -> String {
        "\(DecimalFigure(digits: Int64(samples.count))) sample\(samples.count == 1 ? "" : "s")"
    }

    /// The lines of effects that more leaves in a month than they spend there: the model cannot take it from another month.
    private func overdrawn() -> [String] {
        guard let months = try? model.after.monthlySpendByLine(spreadNotStated: true) else { return [] }
        let places = central.metrics.flatMap { $0.effects.map(\.effect.line) }.reduce(into: [Int]()) { places, line in
            guard let place = try? model.after.lineIndex(line), !places.contains(place) else { return }
            places.append(place)
        }
        return places.sorted().compactMap { place in
            let gone = months[place].months.filter(\.isNegative)
            guard !gone.isEmpty else { return nil }
            let pence = gone.reduce(Int64(0)) { $0.subtractingReportingOverflow($1.pence).partialValue }
            return "More leaves \(model.after.lines[place].id.onOneLine) in some months than it spends in them: "
                + "\(Money(pence: pence)) of that takes nothing from what its effects do."
        }
    }

    /// The metrics of which more is taken away than there is: the model adds up, and does not know that it cannot be.
    private func belowZero() -> [String] {
        central.metrics.compactMap { projection in
            let isBelow = projection.periods.contains { period in
                min(period.count.before, period.count.after, period.of?.before ?? 0, period.of?.after ?? 0) < 0
            }
            guard isBelow else { return nil }
            return "The count of \(projection.metric.id.onOneLine) goes below zero, which cannot be: its effects take "
                + "away more than there is."
        }
    }

    /// The figures that move the change of each moved metric most, with where they come from.
    private func mattering() -> String {
        var text = ""
        for projection in central.metrics.filter(\.isMoved).prefix(3) {
            let found = FigureSwing.all(of: model, on: projection.metric.id).prefix(3)
            guard !found.isEmpty else { continue }
            let style = RunOutcomes.style(projection, samples)
            var table = TextTable([
                .words("The change of \(projection.metric.id.onOneLine) hangs most on"), .words("Known"),
                .figures("It is then"),
            ])
            for swing in found {
                table.add([
                    swing.parameter.name, swing.parameter.evidence.quality.rawValue,
                    style.changes(swing.least, swing.most),
                ])
            }
            text += table.rendered()
        }
        return text.isEmpty
            ? ""
            : text + "  Each goes from its 10th to its 90th percentile, the others at their medians; bcf sensitivity "
                + "tells more.\n\n"
    }

    /// How much the same luck on both sides narrows a range.
    private func narrowing(_ samples: OutcomeSamples) -> [String] {
        central.metrics.filter(\.isMoved).compactMap { projection in
            guard let ratio = samples.metric(projection.metric.id)?.period(.year)?.varianceRatio, ratio >= 1.05 else {
                return nil
            }
            let style = EstimateText(places: ratio < 100 ? 1 : 0)
            return "The same luck on both sides makes the variance of the change of \(projection.metric.id.onOneLine) "
                + "\(style.text(ratio)) times smaller."
        }
    }
}

extension String {
    /// With spaces behind it up to a width.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}

extension SamplingDesign {
    /// The design in words.
    var words: String {
        switch self {
        case .independent: "each for itself"
        case .latinHypercube: "a Latin hypercube"
        case .sobol: "a Sobol sequence"
        }
    }
}
