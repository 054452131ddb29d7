import Finance

extension MetricsReport {
    /// The report as a JSON document of the form `bcf-metrics/1`. Printed figures are text, as they are printed.
    package func json() -> String {
        let identity = plan.identity
        let arrangements = plan.arrangements
        return JSONValue.object([
            ("format", .string("bcf-metrics/1")),
            (
                "plan",
                .object([
                    ("id", .string(identity.id)), ("title", .string(identity.title)),
                    ("area", .string(identity.area)), ("planning_year", .string(identity.year.id)),
                ])
            ),
            ("populations", .array(arrangements.populations.map(population))),
            ("metrics", .array(arrangements.metrics.map(metric))),
            ("effects", .array(arrangements.effects.map(effect))),
            (
                "overlaps",
                .array(
                    arrangements.effectOverlaps.map {
                        .object([
                            ("id", .string($0.id)), ("shared", BelievedFigure($0.shared, in: .percentage).json),
                        ])
                    })
            ),
            (
                "correlations",
                .array(
                    arrangements.effectCorrelations.map {
                        .object([
                            ("id", .string($0.id)), ("parameters", .array($0.parameters.map { .string($0) })),
                            ("rank", .string(BelievedFigure.text($0.correlation, places: 5))),
                            ("quality", .string($0.quality.rawValue)), ("reference", .optional($0.reference)),
                        ])
                    })
            ),
            ("readings", .array(arrangements.readings.map(reading))),
            ("provenance", provenance.json),
        ]).rendered()
    }

    private func population(_ population: Population) -> JSONValue {
        .object([
            ("id", .string(population.id)), ("title", .string(population.title)),
            (
                "counts",
                .array(
                    population.counts.map {
                        .object([
                            ("people", .integer($0.people)), ("in_force", .optional($0.inForce)),
                            ("vintage", .optional($0.vintage)), ("note", .optional($0.note)),
                        ])
                    })
            ),
        ])
    }

    private func metric(_ metric: Metric) -> JSONValue {
        let definition = plan.definition(of: metric)
        return .object([
            ("id", .string(metric.id)), ("title", .string(metric.title)), ("unit", .optional(metric.unit)),
            ("good", .optional(metric.good?.rawValue)), ("measure", .optional(metric.measure?.words)),
            ("rule", .optional(metric.rule)),
            (
                "definition",
                definition.map {
                    .object([
                        ("numerator", .optional($0.numerator)), ("denominator", .optional($0.denominator)),
                        ("measure", .optional($0.measure?.words)),
                        ("citation", $0.definition?.json ?? .null),
                    ])
                } ?? .null
            ),
            (
                "periods",
                .array(
                    metric.periods.map { period in
                        .object([
                            ("stated", Self.period(period)),
                            ("target_in_numbers", MetricMeaning(metric, period, in: plan)?.json ?? .null),
                        ])
                    })
            ),
            ("without_schemes", metric.basis.map(basis) ?? .null),
        ])
    }

    private func basis(_ basis: MetricBasis) -> JSONValue {
        .object([
            ("count", BelievedFigure(basis.count).json), ("of", basis.of.map { BelievedFigure($0).json } ?? .null),
            ("growth", basis.growth.map { BelievedFigure($0, in: .percentage).json } ?? .null),
            ("unit_value", basis.unitValue.map { BelievedFigure($0, in: .money).json } ?? .null),
            ("marks", marks(basis.marks)),
        ])
    }

    private func effect(_ effect: Effect) -> JSONValue {
        .object([
            ("id", .string(effect.id)), ("title", .string(effect.title)), ("line", .string(effect.line)),
            ("metric", .string(effect.metric)), ("unit", .string(effect.unit)),
            ("unit_cost", BelievedFigure(effect.unitCost, in: .money).json),
            ("capacity", effect.capacity.map { BelievedFigure($0).json } ?? .null),
            ("delivery", effect.delivery.map { BelievedFigure($0, in: .percentage).json } ?? .null),
            ("per_unit", BelievedFigure(effect.perUnit).json),
            ("per_unit_of", effect.perUnitOf.map { BelievedFigure($0).json } ?? .null),
            ("cash_releasing", effect.cashReleasing.map { BelievedFigure($0, in: .percentage).json } ?? .null),
            ("lag_months", .integer(Int64(effect.lagMonths))), ("ramp_months", .integer(Int64(effect.rampMonths))),
            ("established", .boolean(effect.isEstablished)), ("in_basis", .boolean(effect.isInBasis)),
            ("overlap", .optional(effect.overlap)),
            ("marks", marks(effect.marks)), ("reference", .optional(effect.reference)),
        ])
    }

    private func marks(_ marks: [EvidenceMark]) -> JSONValue {
        .array(
            marks.map {
                .object([
                    ("figure", .string($0.figure)), ("quality", .string($0.quality.rawValue)),
                    ("reference", .optional($0.reference)),
                ])
            })
    }

    private func reading(_ reading: Reading) -> JSONValue {
        .object([
            ("id", .string(reading.id)), ("title", .string(reading.title)), ("metric", .optional(reading.metric)),
            (
                "ways",
                .array(
                    reading.ways.map { way in
                        .object([
                            ("reading", .string(way.words)), ("printed", .optional(way.printed?.description)),
                            ("calculation", .optional(way.calculation?.text)),
                            ("worked_out", .optional(way.shown?.description)),
                            ("agrees", way.isReproduced.map { .boolean($0) } ?? .null),
                            ("reference", .optional(way.reference)),
                        ])
                    })
            ),
        ])
    }
}
