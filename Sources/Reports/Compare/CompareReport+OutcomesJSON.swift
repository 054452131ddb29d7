import Diagnostics
import Draws
import Finance
import Outcomes

// Margins, metrics, measures and attributed changes, as JSON. Names of options are `plan` or `base`, then A, B, C.

extension CompareReport {
    private func option(_ place: Int) -> JSONValue {
        .string(place == 0 ? (comparison.baseRun == nil ? "plan" : "base") : ScenarioComparison.letter(place - 1))
    }

    func condition(_ row: ScenarioComparison.ConditionRow) -> JSONValue {
        func assessment(_ assessment: ConditionAssessment?) -> JSONValue {
            guard let assessment else { return .null }
            return .object([
                ("verdict", .string(assessment.verdict.rawValue)), ("required_pence", pence(assessment.required)),
                ("planned_pence", pence(assessment.certain)), ("planned_at_most_pence", pence(assessment.possible)),
                ("headroom_pence", pence(assessment.headroom)),
            ])
        }
        return .object([
            ("id", .string(row.condition.id)), ("title", .string(row.condition.title)),
            ("year", .string(row.year.id)), ("base", assessment(row.base)),
            ("scenarios", .array(row.after.map(assessment))),
            ("headroom_changes_pence", .array(row.changes.map(pence))),
            ("newly_breached", .array(row.newlyBreached.map { .boolean($0) })),
        ])
    }

    // MARK: - Metrics

    func metricsJSON() -> JSONValue {
        .object([
            (
                "sampling",
                comparison.sampled.map { sampled in
                    .object([
                        ("samples", .integer(Int64(sampled.count))), ("seed", .string(String(sampled.seed))),
                        ("design", .string(sampled.design.rawValue)),
                    ])
                } ?? .null
            ),
            ("not_projected", .array(comparison.outcomes.map { .optional($0.obstacle) })),
            ("rows", .array(view.metrics(comparison.metrics).map(metric))),
        ])
    }

    private func metric(_ row: ScenarioComparison.MetricRow) -> JSONValue {
        .object([
            ("id", .string(row.metric.id)), ("title", .string(row.metric.title)),
            ("unit", .optional(row.metric.unit)), ("good", .optional(row.metric.good?.rawValue)),
            ("base", row.base.map { .number($0) } ?? .null),
            ("scenarios", .array(row.scenarios.map { $0.map(effect) ?? .null })),
        ])
    }

    private func effect(_ effect: ScenarioComparison.MetricRow.Effect) -> JSONValue {
        .object([
            ("before", .number(effect.before)), ("after", .number(effect.after)), ("change", .number(effect.change)),
            ("change_percent", effect.percentage.map { .number($0) } ?? .null),
            ("sampled_change", RunOutcomes.summary(effect.sampledChange)),
            ("sampled_after", RunOutcomes.summary(effect.sampledAfter)),
            ("better", chance(effect.better)), ("worse", chance(effect.worse)),
            (
                "targets",
                .array(
                    effect.targets.map { target in
                        .object([
                            ("period", .string(target.part.id)), ("target", .string(target.target.description)),
                            ("met_before", target.isMetBefore.map { .boolean($0) } ?? .null),
                            ("met_after", target.isMetAfter.map { .boolean($0) } ?? .null),
                            ("chance_before", chance(target.chanceBefore)),
                            ("chance_after", chance(target.chanceAfter)),
                        ])
                    })
            ),
            ("months_before", .array(effect.months.map { .number($0.before) })),
            ("months_after", .array(effect.months.map { .number($0.after) })),
        ])
    }

    private func chance(_ chance: Draws.Chance?) -> JSONValue {
        chance.map {
            .object([("share", .number($0.share)), ("standard_error", .number($0.standardError))])
        } ?? .null
    }

    func riskPool(_ row: ScenarioComparison.RiskPoolRow) -> JSONValue {
        .object([
            ("id", .string(row.pool.id)), ("title", .string(row.pool.title)), ("amount_pence", pence(row.pool.amount)),
            (
                "scenarios",
                .array(
                    row.scenarios.map { release in
                        guard let release else { return .null }
                        return .object([
                            ("obstacle", .optional(release.obstacle)),
                            ("released_before_pence", pence(release.before)),
                            ("released_after_pence", pence(release.after)), ("change_pence", pence(release.change)),
                            ("sampled_change_pence", money(release.sampledChange)),
                            ("sampled_after_pence", money(release.sampledAfter)),
                            ("all_released", chance(release.allReleased)),
                        ])
                    })
            ),
        ])
    }

    private func money(_ summary: MoneySummary?) -> JSONValue {
        summary.map {
            .object([
                ("mean", .integer($0.mean.pence)), ("p10", .integer($0.p10.pence)), ("p50", .integer($0.p50.pence)),
                ("p90", .integer($0.p90.pence)),
            ])
        } ?? .null
    }

    // MARK: - What is better than what

    /// A value of a measure: pence where it is money.
    private func value(_ value: ScenarioComparison.Value?) -> JSONValue {
        switch value {
        case .money(let amount)?: .integer(amount.pence)
        case .figure(let figure)?: .number(figure)
        case nil: .null
        }
    }

    func measure(_ measure: ScenarioComparison.Measure) -> JSONValue {
        .object([
            ("id", .string(measure.id)), ("title", .string(measure.title)),
            ("unit", .string(measure.isMoney ? "pence" : "figure")), ("better", .optional(measure.better?.rawValue)),
            ("judged_by", .boolean(measure.isComparable)), ("obstacle", .optional(measure.obstacle)),
            (
                "values",
                .array(
                    measure.values.enumerated().map {
                        .object([("of", option($0)), ("value", value($1))])
                    })
            ),
        ])
    }

    func dominance() -> JSONValue {
        guard view.shows(.measure) else { return .array([]) }
        return .array(
            comparison.pareto.dominatedBy.enumerated().map { place, others in
                .object([
                    ("of", option(place)), ("on_front", .boolean(others.isEmpty)),
                    ("dominated_by", .array(others.map(option))),
                ])
            })
    }

    /// Regret in £ or in the metric's unit: an estimate, also of money.
    func regret(_ regret: ScenarioComparison.Regret) -> JSONValue {
        let measure = comparison.measures[regret.measure]
        return .object([
            ("measure", .string(measure.id)), ("unit", .string(measure.isMoney ? "gbp" : "figure")),
            ("samples", regret.samples.map { .integer(Int64($0)) } ?? .null),
            (
                "options",
                .array(
                    regret.options.enumerated().map { place, missed in
                        .object([
                            ("of", option(place)), ("expected", .number(missed.expected)),
                            ("most", .number(missed.most)), ("times_best", .integer(Int64(missed.timesBest))),
                        ])
                    })
            ),
        ])
    }

    // MARK: - Attributed changes

    func waterfall(_ waterfall: Waterfall) -> JSONValue {
        let unit: (name: String, words: String?) =
            switch waterfall.unit {
            case .money: ("pence", nil)
            case .metric(let unit): ("millionths", unit)
            }
        return .object([
            ("figure", .string(waterfall.id)), ("title", .string(waterfall.title)),
            ("scenario", .string(ScenarioComparison.letter(waterfall.scenario))), ("unit", .string(unit.name)),
            ("unit_words", .optional(unit.words)), ("base", .integer(waterfall.base)),
            ("after", .integer(waterfall.after)), ("change", .integer(waterfall.change)),
            ("additive", .boolean(waterfall.isAdditive)), ("parts", .array(waterfall.parts.map(part))),
        ])
    }

    private func part(_ part: Waterfall.Part) -> JSONValue {
        .object([
            ("kind", .string(part.kind.rawValue)), ("title", .string(part.title)), ("reason", .optional(part.reason)),
            ("written", .optional(part.written?.description)), ("effect", .integer(part.effect)),
            ("cannot_be_done_alone", .optional(part.refusal)), ("of_base", .boolean(part.isOfBase)),
            ("parts", .array(part.parts.map(self.part))),
        ])
    }
}
