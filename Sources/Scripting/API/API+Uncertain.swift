import Draws
import Finance
import LuaHost

// Figures that a script is not sure of. They are beliefs to hand on, not numbers to calculate with: what comes of them
// is worked out sample by sample, when the run is over.

extension API {
    /// What a figure can be made of, all of one kind.
    private static let plainFigure = APIType.either([.money, .object(.rate), .number])

    private static func figure(_ name: String, _ doc: String) -> APIParameter {
        .required(name, plainFigure, doc, unit: .anyOf)
    }

    private static let ofEveryFigure: [APIError] = [.mixedFigures, .impossibleFigure]

    static let uncertainFunctions: [APIFunction] = [
        APIFunction(
            "between",
            .positional([
                figure("low", "what the figure lies below one time in twenty"),
                figure("high", "what the figure lies above one time in twenty"),
            ]), returns: .object(.uncertain), unit: .anyOf, errors: ofEveryFigure,
            summary: """
                A figure that lies between the two nine times in ten: lognormal where both are above zero, otherwise a bell \
                curve, which has no ends.
                """,
            example: #"local unit_cost = between(gbp(400), gbp(900))"#
        ) { arguments, session throws(LuaCallError) in
            try made(arguments, session) { figures in .between(low: figures[0], high: figures[1]) }
        },
        APIFunction(
            "uniform",
            .positional([figure("low", "the least it can be"), figure("high", "the most it can be")]),
            returns: .object(.uncertain), unit: .anyOf, errors: ofEveryFigure,
            summary: "A figure of which every value from the least to the most is equally likely.",
            example: "local delivery = uniform(percent(0), percent(100))"
        ) { arguments, session throws(LuaCallError) in
            try made(arguments, session) { figures in .uniform(low: figures[0], high: figures[1]) }
        },
        APIFunction(
            "triangular",
            .named([
                figure("low", "the least it can be"), figure("mode", "the likeliest"),
                figure("high", "the most it can be"),
            ]), returns: .object(.uncertain), unit: .anyOf, errors: ofEveryFigure,
            summary: "A figure whose likelihood rises in a straight line to the likeliest and falls in one from there.",
            example: "local delivery = triangular { low = percent(0), mode = percent(50), high = percent(100) }"
        ) { arguments, session throws(LuaCallError) in
            try made(arguments, session) { figures in
                .triangular(low: figures[0], mode: figures[1], high: figures[2])
            }
        },
        APIFunction(
            "pert",
            .named([
                figure("low", "the least it can be"), figure("mode", "the likeliest"),
                figure("high", "the most it can be"),
            ]), returns: .object(.uncertain), unit: .anyOf, errors: ofEveryFigure,
            summary: "A figure with the same three values as `triangular`, rounded at the top and thin at the ends.",
            example: "local visits = pert { low = 200, mode = 350, high = 600 }"
        ) { arguments, session throws(LuaCallError) in
            try made(arguments, session) { figures in .pert(low: figures[0], mode: figures[1], high: figures[2]) }
        },
        APIFunction(
            "normal",
            .named([
                figure("mean", "the middle"),
                figure("deviation", "the standard deviation: two times in three the figure is no further off"),
            ]), returns: .object(.uncertain), unit: .anyOf, errors: ofEveryFigure,
            summary: "A figure on a bell curve. It has no ends, and may fall below zero.",
            example: "local visits = normal { mean = 350, deviation = 40 }"
        ) { arguments, session throws(LuaCallError) in
            try made(arguments, session) { figures in .normal(mean: figures[0], deviation: figures[1]) }
        },
        APIFunction(
            "lognormal",
            .named([
                figure("median", "half of the time the figure is below it"),
                figure("high", "what the figure lies above one time in twenty"),
            ]), returns: .object(.uncertain), unit: .anyOf, errors: ofEveryFigure + [.lognormalOrder],
            summary: "A figure above zero with a long tail upwards: as often twice the median as half of it.",
            example: "local unit_cost = lognormal { median = gbp(600), high = gbp(1500) }"
        ) { arguments, session throws(LuaCallError) in
            try made(arguments, session) { figures throws(LuaCallError) in
                guard figures[0] > 0, figures[1] >= figures[0], figures[1].isFinite else {
                    throw LuaCallError(
                        "uncertain.lognormal", "the median must be above zero, and `high` not below it",
                        reason: "a lognormal figure is never zero, and one time in twenty it is above `high`",
                        help: "for example: lognormal { median = gbp(600), high = gbp(1500) }")
                }
                let middle = Elementary.log(figures[0])
                return .lognormal(
                    logMean: middle, logDeviation: (Elementary.log(figures[1]) - middle) / Normal.quantile(0.95))
            }
        },
        APIFunction(
            "beta",
            .named([
                .optional("successes", .number, "in how many cases it worked", unit: .count),
                .optional("of", .number, "how many cases were looked at", unit: .count),
                .optional("alpha", .number, "the first shape, where the shapes are known", unit: .number),
                .optional("beta", .number, "the second shape", unit: .number),
            ]), returns: .object(.uncertain), unit: .percent, errors: [.betaParts, .impossibleFigure],
            summary: """
                A share between 0% and 100%, as sure as the cases behind it: with `successes` of `of` seen and nothing known \
                before, the shapes are successes + 1 and of - successes + 1.
                """,
            example: "local delivery = beta { successes = 31, of = 40 }"
        ) { arguments, session throws(LuaCallError) in
            func number(_ name: String) -> Double? { arguments.raw(name).flatMap { UncertainFigure.plain($0)?.value } }
            let shapes: (Double, Double)
            switch (number("successes"), number("of"), number("alpha"), number("beta")) {
            case (let seen?, let all?, nil, nil) where seen >= 0 && seen <= all: shapes = (seen + 1, all - seen + 1)
            case (nil, nil, let first?, let second?): shapes = (first, second)
            default:
                throw LuaCallError(
                    "uncertain.beta", "beta needs either `successes` and `of`, or `alpha` and `beta`",
                    reason: "no more can have succeeded than were looked at",
                    help: "for example: beta { successes = 31, of = 40 }")
            }
            return try checked(.beta(alpha: shapes.0, beta: shapes.1), .rate, session)
        },
        APIFunction(
            "discrete",
            .positional([
                .required(
                    "values", .list(.map(plainFigure)), "each value with its weight: { value = …, weight = … }",
                    unit: .anyOf)
            ]), returns: .object(.uncertain), unit: .anyOf, errors: ofEveryFigure + [.weightedValue],
            summary: "One of a few values, each as likely as its weight is a part of all weights.",
            example: "local lag = discrete { { value = 0, weight = 3 }, { value = 2, weight = 1 } }"
        ) { arguments, session throws(LuaCallError) in
            var weights: [Double] = []
            var values: [LuaValue] = []
            for entry in list(arguments) {
                guard case .table(let table) = entry, table.named.count == 2, let value = table["value"],
                    let weight = table["weight"].flatMap(UncertainFigure.plain), weight.kind == .number
                else {
                    throw LuaCallError(
                        "uncertain.entry", "an entry has not just a `value` and a `weight` that is a number",
                        reason: "each value says how heavily it counts",
                        help: "for example: discrete { { value = 0, weight = 3 }, { value = 2, weight = 1 } }")
                }
                values.append(value)
                weights.append(weight.value)
            }
            session.work += values.count
            let (figures, kind) = try plain(values)
            return try checked(
                .discrete(zip(figures, weights).map { Distribution.WeightedValue($0, weight: $1) }), kind, session)
        },
        APIFunction(
            "empirical",
            .positional([.required("values", .list(plainFigure), "the values that were seen", unit: .anyOf)]),
            returns: .object(.uncertain), unit: .anyOf, errors: ofEveryFigure,
            summary: "One of the values that were seen, each equally likely.",
            example: "local weekly = empirical { 31, 28, 40, 35, 22 }"
        ) { arguments, session throws(LuaCallError) in
            session.work += list(arguments).count
            let (figures, kind) = try plain(list(arguments))
            return try checked(.empirical(figures), kind, session)
        },
    ]

    static let uncertainMethods: [APIFunction] = [
        APIFunction(
            "percentile", of: .uncertain,
            .positional([
                .required("number", .number, "the percentile, as in 90: so many in a hundred are below", unit: .number)
            ]), returns: .anything, unit: .anyOf, errors: [.noPercentile],
            summary: "The value below which the figure lies so many times in a hundred.",
            example: "local high = between(gbp(400), gbp(900)):percentile(90)"
        ) { arguments, session throws(LuaCallError) in
            let figure = uncertain(arguments.receiver).figure
            return figure.value(
                figure.distribution.quantile(try percentile(arguments.required(arguments.raw("number")))), session)
        }
    ]

    static let uncertainProperties: [APIProperty] = [
        uncertain("mean", .anything, "the mean of its values", unit: .anyOf) { $0.value($0.distribution.mean, $1) },
        uncertain("median", .anything, "half of the time the figure is below it", unit: .anyOf) {
            $0.value($0.distribution.quantile(0.5), $1)
        },
        uncertain("text", .text, "what is believed, in words") { figure, _ in .string(figure.text) },
    ]

    private static func uncertain(
        _ name: String, _ type: APIType, _ doc: String, unit: APIUnit? = nil,
        _ read: @escaping @Sendable (UncertainFigure, ScenarioSession) -> LuaValue
    ) -> APIProperty {
        APIProperty(name, of: .uncertain, type, doc, unit: unit) { value, session throws(LuaCallError) in
            read(uncertain(value).figure, session)
        }
    }

    private static func uncertain(_ value: LuaValue) -> UncertainHandle {
        guard case .object(_, let object) = value, let handle = object as? UncertainHandle else {
            preconditionFailure("a receiver is checked")
        }
        return handle
    }

    /// The percentile that a call names, as a fraction above 0 and below 1.
    static func percentile(_ value: LuaValue) throws(LuaCallError) -> Double {
        let number = UncertainFigure.plain(value)?.value ?? 0
        guard number > 0, number < 100 else {
            throw LuaCallError(
                "uncertain.percentile", "there is no percentile \(number)",
                reason: "a percentile lies above 0 and below 100", help: "write 90 for: nine times in ten it is below")
        }
        return number / 100
    }

    private static func list(_ arguments: Arguments) -> [LuaValue] {
        guard case .table(let table)? = arguments.raw("values") else { preconditionFailure("the type is checked") }
        return table.positional
    }

    /// Makes a figure of all arguments, in the order of the parameters.
    private static func made(
        _ arguments: Arguments, _ session: ScenarioSession,
        _ distribution: ([Double]) throws(LuaCallError) -> Distribution
    ) throws(LuaCallError) -> LuaValue {
        let (figures, kind) = try plain(arguments.function.names.compactMap { arguments.raw($0) })
        return try checked(try distribution(figures), kind, session)
    }

    /// Values as numbers, all of one kind.
    private static func plain(_ values: [LuaValue]) throws(LuaCallError) -> ([Double], UncertainFigure.Kind) {
        let figures = values.compactMap(UncertainFigure.plain)
        let kind = figures.first?.kind ?? .number
        if let other = figures.first(where: { $0.kind != kind }) {
            throw LuaCallError(
                "uncertain.mixed", "some values are \(kind.plural), and some \(other.kind.plural)",
                reason: "one figure has one unit", help: "write them all alike, as in gbp(400) and gbp(900)")
        }
        return (figures.map(\.value), kind)
    }

    private static func checked(
        _ distribution: Distribution, _ kind: UncertainFigure.Kind, _ session: ScenarioSession
    ) throws(LuaCallError) -> LuaValue {
        if let problem = distribution.problem {
            throw LuaCallError(
                "uncertain.problem", "the figure cannot be used: \(problem)",
                help: "correct it; print(figure.text) shows what a figure says")
        }
        return session.value(UncertainHandle(UncertainFigure(distribution, kind)))
    }
}
