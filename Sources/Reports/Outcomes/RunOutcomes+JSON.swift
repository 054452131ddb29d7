import Diagnostics
import Draws
import Finance
import Outcomes
import Scripting

extension RunOutcomes {
    /// The section as JSON: estimates as numbers, money in whole pence.
    var json: JSONValue {
        switch content {
        case .nothing(let reason, let help):
            return .object([
                ("projected", .boolean(false)), ("reason", .string(reason)), ("help", .optional(help)),
            ])
        case .projected(let model, let central, let samples):
            return .object([
                ("projected", .boolean(true)),
                ("sampling", Self.sampling(samples)),
                ("metrics", .array(central.metrics.map { Self.metric($0, model, samples) })),
                (
                    "not_projected",
                    .array(
                        central.obstacles.map {
                            .object([("id", .string($0.metric)), ("reason", .string($0.reason))])
                        })
                ),
                ("risk_pools", .array(central.riskPools.map { Self.riskPool($0, samples) })),
                ("supposed", .array(model.after.suppositions.map(Self.supposed))),
                ("figures", .array(model.parameters.map(Self.parameter))),
                ("spread_over_the_year", .array(model.linesSpreadOverTheYear.map { .string($0) })),
            ])
        }
    }

    private static func sampling(_ samples: OutcomeSamples?) -> JSONValue {
        guard let samples else { return .null }
        return .object([
            ("samples", .integer(Int64(samples.count))), ("seed", .string(String(samples.seed))),
            ("design", .string(samples.design.rawValue)),
        ])
    }

    private static func metric(
        _ projection: MetricProjection, _ model: OutcomeModel, _ samples: OutcomeSamples?
    ) -> JSONValue {
        let sampled = samples?.metric(projection.metric.id)
        // Months and quarters where something is counted differently; the year always.
        let periods = projection.periods.filter { period in
            if case .month = period.part { return projection.isMoved }
            return true
        }
        return .object([
            ("id", .string(projection.metric.id)), ("title", .string(projection.metric.title)),
            ("unit", .optional(projection.metric.unit)), ("good", .optional(projection.metric.good?.rawValue)),
            (
                "periods",
                .array(
                    periods.map { period in
                        let found = sampled?.period(period.part)
                        return .object([
                            ("period", .string(period.part.id)), ("before", .number(period.figure.before)),
                            ("after", .number(period.figure.after)), ("change", .number(period.figure.change)),
                            ("count_before", .number(period.count.before)),
                            ("count_after", .number(period.count.after)),
                            ("sampled_before", summary(found?.before)), ("sampled_after", summary(found?.after)),
                            ("sampled_change", summary(found?.change)),
                            ("variance_ratio", found?.varianceRatio.map { .number($0) } ?? .null),
                        ])
                    })
            ),
            ("targets", .array(projection.targets.map { target($0, sampled) })),
            ("effects", .array(projection.effects.map(effect))),
            (
                "value",
                projection.value.map { value in
                    .object([
                        ("notional_pence", .integer(value.notional.pence)),
                        ("cash_releasing_pence", .integer(value.cashReleasing.pence)),
                        ("sampled_notional_pence", money(sampled?.value?.notional)),
                        ("sampled_cash_releasing_pence", money(sampled?.value?.cashReleasing)),
                        ("cash_releasing_not_said", .array(value.notSaid.map { .string($0) })),
                    ])
                } ?? .null
            ),
            ("value_obstacle", .optional(projection.valueObstacle)),
            (
                "hangs_on",
                .array(
                    projection.isMoved
                        ? FigureSwing.all(of: model, on: projection.metric.id).prefix(10).map { swing in
                            .object([
                                ("figure", .string(swing.parameter.name)), ("least_change", .number(swing.least)),
                                ("most_change", .number(swing.most)),
                            ])
                        } : [])
            ),
        ])
    }

    static func summary(_ summary: Summary?) -> JSONValue {
        guard let summary else { return .null }
        return .object([
            ("mean", .number(summary.mean)), ("standard_error", .number(summary.standardError)),
            ("deviation", .number(summary.deviation)), ("p5", .number(summary.p5)), ("p10", .number(summary.p10)),
            ("p50", .number(summary.p50)), ("p90", .number(summary.p90)), ("p95", .number(summary.p95)),
        ])
    }

    private static func money(_ summary: MoneySummary?) -> JSONValue {
        guard let summary else { return .null }
        return .object([
            ("mean", .integer(summary.mean.pence)), ("standard_error", .integer(summary.standardError.pence)),
            ("p5", .integer(summary.p5.pence)), ("p10", .integer(summary.p10.pence)),
            ("p50", .integer(summary.p50.pence)), ("p90", .integer(summary.p90.pence)),
            ("p95", .integer(summary.p95.pence)),
        ])
    }

    private static func target(_ target: TargetProjection, _ sampled: MetricSamples?) -> JSONValue {
        let chances = sampled?.targets.first { $0.period == target.period }
        func side(_ isMet: Bool?, _ chance: Draws.Chance?) -> JSONValue {
            .object([
                ("met", isMet.map { .boolean($0) } ?? .null),
                ("chance", chance.map { .number($0.share) } ?? .null),
                ("standard_error", chance.map { .number($0.standardError) } ?? .null),
            ])
        }
        return .object([
            ("period", .string(target.part.id)), ("in_words", .string(target.period.period)),
            ("baseline", .optional(target.period.baseline?.description)),
            ("target", .string(target.target.description)), ("before", side(target.isMetBefore, chances?.before)),
            ("after", side(target.isMetAfter, chances?.after)),
        ])
    }

    private static func effect(_ effect: EffectProjection) -> JSONValue {
        func side(_ side: EffectProjection.Side) -> JSONValue {
            func sum(_ months: [Double]) -> JSONValue { .number(months.reduce(0, +)) }
            return .object([
                ("spend", sum(side.spend)), ("units_funded", sum(side.funded)),
                ("units_delivered", sum(side.delivered)), ("counted", sum(side.credited)),
            ])
        }
        return .object([
            ("id", .string(effect.effect.id)), ("line", .string(effect.effect.line)),
            ("unit", .string(effect.effect.unit)), ("before", side(effect.before)), ("after", side(effect.after)),
            ("change_of_count", .number(effect.change.last ?? 0)),
            ("notional_pence", effect.notional.map { .integer($0.pence) } ?? .null),
            ("cash_releasing_pence", effect.cashReleasing.map { .integer($0.pence) } ?? .null),
        ])
    }

    private static func riskPool(_ pool: RiskPoolProjection, _ samples: OutcomeSamples?) -> JSONValue {
        let sampled = samples?.riskPools.first { $0.pool.id == pool.pool.id }
        func quarters(_ quarters: [RiskPoolProjection.Quarter], _ side: RiskPoolSamples.Side?) -> JSONValue {
            .array(
                quarters.map { quarter in
                    .object([
                        ("quarter", .integer(Int64(quarter.number))),
                        ("planned", quarter.planned.map { .integer($0) } ?? .null),
                        ("noted", .boolean(quarter.noted != nil)),
                        ("projected", quarter.noted == nil ? .number(quarter.projected) : .null),
                        ("released_pence", .integer(quarter.money.released.pence)),
                        ("retained_pence", .integer(quarter.money.retained.pence)),
                        ("sampled_released_pence", money(side?.quarters[quarter.number - 1].released)),
                    ])
                })
        }
        return .object([
            ("id", .string(pool.pool.id)), ("obstacle", .optional(pool.obstacle)),
            ("before", quarters(pool.before, sampled?.before)), ("after", quarters(pool.after, sampled?.after)),
            ("sampled_released_pence_before", money(sampled?.before?.year.released)),
            ("sampled_released_pence_after", money(sampled?.after?.year.released)),
            ("sampled_change_of_released_pence", money(sampled?.changeOfReleased)),
            ("chance_all_released", sampled?.after.map { .number($0.allReleased.share) } ?? .null),
        ])
    }

    private static func supposed(_ record: PlanRecord) -> JSONValue {
        let (head, figures, others) = OutcomeText.parts(of: record.fact)
        return .object([
            ("what", .string(head)),
            (
                "figures",
                .object(
                    figures.map { name, evidence in
                        (name, .string(UncertainFigure(evidence.figure, ModelParameter.kind(of: name)).text))
                    } + others.map { ($0.name, .string($0.value)) })
            ),
            ("reason", .string(record.note.reason)), ("source", .optional(figures.first?.evidence.reference)),
            ("authority", .optional(record.note.authority)),
            ("written", .optional(record.note.written?.description)),
        ])
    }

    static func parameter(_ parameter: ModelParameter) -> JSONValue {
        .object([
            ("name", .string(parameter.name)), ("believed", .string(parameter.words)),
            ("quality", .string(parameter.evidence.quality.rawValue)),
            ("reference", .optional(parameter.evidence.reference)),
        ])
    }
}
