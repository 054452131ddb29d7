import Finance
import Outcomes
import Scripting

extension SensitivityReport {
    /// The report as a JSON document of the form `bcf-sensitivity/1`.
    package func json() -> String {
        JSONValue.object([
            ("format", .string("bcf-sensitivity/1")), ("title", .string(run.title)),
            ("script", .string(run.script)), ("plan", .string(run.evaluation.before.identity.id)),
            (
                "outcome",
                .object([
                    ("words", .string(subject.words)), ("unit", .optional(subject.isMoney ? "£" : subject.unit)),
                    ("central", .number(tornado.central)),
                ])
            ),
            (
                "figures",
                .array(
                    tornado.bars.map { bar in
                        .object([
                            ("figure", RunOutcomes.parameter(bar.parameter)), ("low", .number(bar.low)),
                            ("high", .number(bar.high)), ("at_low", .number(bar.atLow)),
                            ("at_high", .number(bar.atHigh)),
                            ("value_at_low_pence", bar.valueAtLow.map { .integer($0.pence) } ?? .null),
                            ("value_at_high_pence", bar.valueAtHigh.map { .integer($0.pence) } ?? .null),
                        ])
                    })
            ),
            (
                "levers",
                .array(
                    levers.map { bar in
                        .object([
                            ("lever", .string(bar.lever.name)), ("now", .string(bar.lever.value.description)),
                            ("from", .string(bar.ends.from)), ("to", .string(bar.ends.to)),
                            ("at_from", bar.atFrom.map { .number($0) } ?? .null),
                            ("at_to", bar.atTo.map { .number($0) } ?? .null),
                        ])
                    })
            ),
            (
                "variance",
                indices.map { indices in
                    .object([
                        ("mean", .number(indices.mean)), ("variance", .number(indices.variance)),
                        ("base_samples", .integer(Int64(indices.baseSamples))),
                        ("evaluations", .integer(Int64(indices.evaluations))),
                        (
                            "factors",
                            .array(
                                indices.factors.map { factor in
                                    .object([
                                        ("name", .string(factor.name)),
                                        ("figures", .array(factor.parameters.map { .string($0.name) })),
                                        ("first", Self.share(factor.first)), ("total", Self.share(factor.total)),
                                    ])
                                })
                        ),
                    ])
                } ?? .null
            ),
            ("provenance", provenance.json),
        ]).rendered()
    }

    private static func share(_ share: SobolEstimates.Share) -> JSONValue {
        .object([("share", .number(share.share)), ("standard_error", .number(share.error))])
    }
}
