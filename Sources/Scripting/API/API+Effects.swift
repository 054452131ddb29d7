import Draws
import Finance
import LuaHost

// What a scenario supposes of what money does. Beliefs about the world, not changes of the plan: the plan before the
// scenario is projected under the same ones.

extension API {
    private static func amount(_ name: String, _ doc: String, isRequired: Bool = false) -> APIParameter {
        parameter(name, .either([.money, .object(.uncertain)]), doc, .money, isRequired)
    }

    private static func number(_ name: String, _ doc: String, isRequired: Bool = false) -> APIParameter {
        parameter(name, .either([.number, .object(.uncertain)]), doc, .count, isRequired)
    }

    private static func share(_ name: String, _ doc: String) -> APIParameter {
        parameter(name, .either([.object(.rate), .object(.uncertain)]), doc, .percent, false)
    }

    private static func parameter(
        _ name: String, _ type: APIType, _ doc: String, _ unit: APIUnit, _ isRequired: Bool
    ) -> APIParameter {
        isRequired ? .required(name, type, doc, unit: unit) : .optional(name, type, doc, unit: unit)
    }

    private static let effectFigures: [APIParameter] = [
        number("per_unit_of", "for a share: by how much one unit changes how many could be counted"),
        share("delivery", "the share of the units bought that does what it should; without it, all"),
        number("capacity", "how many units a year there can be at most"),
        .optional("lag_months", .integer, "how many months later it is seen", unit: .months),
        .optional("ramp_months", .integer, "in how many months a new scheme reaches all it can do", unit: .months),
        .optional("established", .boolean, "whether the scheme ran before the year: then it has no ramp"),
        .optional(
            "in_basis", .boolean,
            "whether the metric's basis already counts what the line does as planned: then only a change of its money counts"
        ),
        .optional(
            "curve", .list(.list(.number)),
            "what more money buys less of: { units a year funded, units a year that come of it }, from the lowest up",
            unit: .count),
        .optional("overlap", .text, "the plan's overlap of effects that reach some of the same people, by its id"),
        share("cash_releasing", "the share of the value of what it changes that can be spent on something else"),
    ]

    private static let sourced: [APIParameter] =
        factParameters + [.required("source", .text, "where the figures come from: a document and section, or a guess")]

    private static let ofFigures: [APIError] = [
        .otherKind, .badFigure, .badMonths, .badCurve, .unknownOverlap, .noShare, .blankSource,
    ]

    static let effectFunctions: [APIFunction] = [
        APIFunction(
            "add_effect", of: .plan,
            .named(
                [
                    .required("id", .text, "a new id for the effect, as in equipment-falls"),
                    .required("line", .line, "the line whose money it is"),
                    .required("metric", .text, "the metric that it moves, by its id in metrics.csv"),
                    .required("unit", .text, "what the money buys one of, as in referral"),
                    amount("unit_cost", "what one unit costs", isRequired: true),
                    number(
                        "per_unit", "by how much one unit changes the metric's count: below zero where it takes away",
                        isRequired: true),
                    .optional("title", .text, "its name; without it, the line's title"),
                ] + effectFigures + sourced),
            errors: APIError.ofEveryRecord + [.unknownLine, .unknownMetric, .badEffectID, .effectTwice] + ofFigures,
            summary: """
                Supposes that a line's money does something that the plan does not state. All its figures count as assumed, \
                and the plan before the scenario is projected with the same effect.
                """,
            example: """
                plan:add_effect {
                  id = "equipment-falls", line = "UPO5.1", metric = "falls", unit = "installation",
                  unit_cost = between(gbp(300), gbp(900)), per_unit = between(-0.05, 0.01),
                  reason = "the plan states no effect of the line", source = "a guess, to be replaced",
                }
                """
        ) { arguments, session throws(LuaCallError) in
            let handle = try arguments.openPlan(session)
            let source = try arguments.source
            let line = arguments.required(try arguments.line("line", in: handle.plan))
            let of = handle.plan.lines[line]
            let effect = Effect(
                supposed: arguments.required(arguments.text("id")), title: arguments.text("title") ?? of.title,
                line: of.id, metric: arguments.required(arguments.text("metric")),
                unit: arguments.required(arguments.text("unit")),
                unitCost: arguments.required(try arguments.evidence("unit_cost", .money, source)),
                capacity: try arguments.evidence("capacity", .number, source),
                delivery: try arguments.evidence("delivery", .rate, source),
                perUnit: arguments.required(try arguments.evidence("per_unit", .number, source)),
                perUnitOf: try arguments.evidence("per_unit_of", .number, source),
                lagMonths: arguments.months("lag_months") ?? 0, rampMonths: arguments.months("ramp_months") ?? 0,
                isEstablished: arguments.boolean("established") ?? false,
                isInBasis: arguments.boolean("in_basis") ?? false, curve: try arguments.curve,
                overlap: arguments.text("overlap"),
                cashReleasing: try arguments.evidence("cash_releasing", .rate, source), reference: source)
            try note(.effect(effect), arguments, handle, session)
            return .nil
        },
        APIFunction(
            "suppose_effect", of: .plan,
            .named(
                [
                    .required("id", .text, "the effect's id in effects.csv, or as a scenario added it"),
                    amount("unit_cost", "what one unit costs"),
                    number("per_unit", "by how much one unit changes the metric's count"),
                ] + effectFigures + sourced),
            errors: APIError.ofEveryRecord + [.unknownEffect, .nothingOfEffect] + ofFigures,
            summary: """
                Supposes other figures of an effect. What is left out stays as it is; what is given counts as assumed, also \
                for the plan before the scenario.
                """,
            example: """
                plan:suppose_effect {
                  id = "night-nursing", delivery = triangular { low = percent(0), mode = percent(70), high = percent(100) },
                  reason = "what the schemes of 2015 delivered", source = "BCF Plan 2016/17, section 5.6",
                }
                """
        ) { arguments, session throws(LuaCallError) in
            let handle = try arguments.openPlan(session)
            let source = try arguments.source
            var supposed = SupposedEffect(id: arguments.required(arguments.text("id")))
            supposed.unitCost = try arguments.evidence("unit_cost", .money, source)
            supposed.capacity = try arguments.evidence("capacity", .number, source)
            supposed.delivery = try arguments.evidence("delivery", .rate, source)
            supposed.perUnit = try arguments.evidence("per_unit", .number, source)
            supposed.perUnitOf = try arguments.evidence("per_unit_of", .number, source)
            supposed.cashReleasing = try arguments.evidence("cash_releasing", .rate, source)
            supposed.lagMonths = arguments.months("lag_months")
            supposed.rampMonths = arguments.months("ramp_months")
            supposed.isEstablished = arguments.boolean("established")
            supposed.isInBasis = arguments.boolean("in_basis")
            supposed.curve = try arguments.curve
            supposed.overlap = arguments.text("overlap")
            try note(.supposedEffect(supposed), arguments, handle, session)
            return .nil
        },
        APIFunction(
            "suppose_metric", of: .plan,
            .named(
                [
                    .required("id", .text, "the metric's id in metrics.csv"),
                    number("count", "what would be counted over the year without the schemes"),
                    number("of", "for a share: how many could be counted over the year"),
                    share("growth", "by how much the count grows on top"),
                    amount("unit_value", "what one of the metric is worth"),
                ] + sourced),
            errors: APIError.ofEveryRecord + [
                .unknownMetric, .nothingOfMetric, .noMeasure, .noBasis, .noShare, .otherKind, .badFigure, .blankSource,
            ],
            summary: """
                Supposes what a metric would be without the schemes, and what one of it is worth. What is left out stays as \
                it is; what is given counts as assumed, also for the plan before the scenario.
                """,
            example: """
                plan:suppose_metric {
                  id = "falls", growth = uniform(percent(0), percent(4)),
                  reason = "the plan names no growth", source = "a guess, to be replaced",
                }
                """
        ) { arguments, session throws(LuaCallError) in
            let handle = try arguments.openPlan(session)
            let source = try arguments.source
            var supposed = SupposedMetric(id: arguments.required(arguments.text("id")))
            supposed.count = try arguments.evidence("count", .number, source)
            supposed.of = try arguments.evidence("of", .number, source)
            supposed.growth = try arguments.evidence("growth", .rate, source)
            supposed.unitValue = try arguments.evidence("unit_value", .money, source)
            try note(.supposedMetric(supposed), arguments, handle, session)
            return .nil
        },
    ]
}

extension Arguments {
    /// Where the figures of a supposition come from.
    fileprivate var source: String {
        get throws(LuaCallError) {
            let source = required(text("source"))
            guard source.contains(where: { !$0.isWhitespace }) else {
                throw LuaCallError(
                    "suppose.source", "`source` is blank", reason: "a figure that comes from nowhere cannot be judged",
                    help: "say where it comes from, and be it \"a guess\"")
            }
            return source
        }
    }

    /// A figure, certain or not, that must be of a kind; `nil` where it is not given.
    fileprivate func evidence(
        _ name: String, _ kind: UncertainFigure.Kind, _ source: String
    ) throws(LuaCallError) -> Evidence? {
        guard let figure = raw(name).flatMap({ UncertainFigure($0) }) else { return nil }
        guard figure.kind == kind else {
            throw LuaCallError(
                "uncertain.kind", "`\(name)` is made of \(figure.kind.plural), and must be of \(kind.plural)",
                help: kind == .money
                    ? "write gbp(…) around its values" : kind == .rate ? "write percent(…) around its values" : nil)
        }
        return Evidence(figure.distribution, quality: .assumed, reference: source)
    }

    /// A number of months. One that no plan takes is refused by the plan.
    fileprivate func months(_ name: String) -> Int? { integer(name).map { Int(clamping: $0) } }

    /// The points of a curve.
    fileprivate var curve: [Effect.CurvePoint]? {
        get throws(LuaCallError) {
            guard case .table(let table)? = raw("curve") else { return nil }
            return try table.positional.map { value throws(LuaCallError) in
                guard case .table(let point) = value, point.positional.count == 2,
                    let funded = UncertainFigure.plain(point.positional[0])?.value,
                    let effective = UncertainFigure.plain(point.positional[1])?.value
                else {
                    throw LuaCallError(
                        "plan.effect.curve", "a point of a curve is not two numbers",
                        reason: "a point says how many units come of how many that are funded",
                        help: "write curve = { { 500, 450 }, { 1000, 600 } }")
                }
                return Effect.CurvePoint(funded: funded, effective: effective)
            }
        }
    }
}
