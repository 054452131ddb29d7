import Finance
import LuaHost

// What a plan states beside its money: prices and metrics.

extension API {
    static let statedFunctions: [APIFunction] = [
        APIFunction(
            "price", of: .plan,
            .named([
                .required("service", .text, "the service, as the plan's prices.csv names it"),
                .optional("band", .text, "the price band, where the service has several"),
                .optional("on", .text, "the day, as in 2021-11-01, where the price changes in the year"),
                .optional("otherwise", .money, "what to take where the plan names the price and does not state it"),
            ]), returns: .money,
            errors: [.unknownPrice, .severalPrices, .noPriceYet, .priceNotStated, .priceDay],
            summary:
                "What the plan pays for an hour, visit or week of a service. What it does not state is no price of £0.",
            example: #"local hour = plan:price { service = "Home Care", band = "Rural" }"#
        ) { arguments, _ throws(LuaCallError) in
            let service = arguments.required(arguments.text("service"))
            let (band, day) = (arguments.text("band"), arguments.text("on"))
            if let day, !CalendarDay.isReal(day) {
                throw LuaCallError(
                    "plan.price.day", "`\(day)` is not a day written year-month-day", help: "write it as in 2021-11-01")
            }
            let plan = arguments.plan.plan
            let stated = try refusing { () throws(PlanError) in try plan.price(of: service, band: band, on: day) }
            guard let price = stated ?? arguments.money("otherwise") else {
                throw LuaCallError(
                    "plan.price.not-stated",
                    "the plan does not state the price of \(service)\(band.map { ", \($0)" } ?? "")",
                    reason: "what is not stated is not nothing",
                    help: "assume a price, and give it as `otherwise`")
            }
            return .money(pence: price.pence)
        },
        APIFunction(
            "metric", of: .plan, .positional([.required("id", .text, "the metric's id in the plan's metrics.csv")]),
            returns: .object(.metric), errors: [.unknownMetric],
            summary: "What the plan states of a metric: its baseline, target and outcome.",
            example: #"local falls = plan:metric "falls""#
        ) { arguments, session throws(LuaCallError) in
            let plan = arguments.plan.plan
            let id = arguments.required(arguments.text("id"))
            return session.value(MetricHandle(try refusing { () throws(PlanError) in try plan.metric(id) }))
        },
    ]

    static let metricProperties: [APIProperty] = [
        metric("id", .text, "the metric's id") { .string($0.id) },
        metric("title", .text, "the metric's name") { .string($0.title) },
        metric("period", .text, "the time that the target is for, of the first row of several") {
            $0.periods.first.map { .string($0.period) } ?? .string(notStated)
        },
        metric("unit", .text, "what its figures count, or \"\(notStated)\"") { .string($0.unit ?? notStated) },
        metric(
            "baseline", .number,
            "the figure that the target is held against, of the first row; nil where it is not stated"
        ) {
            figure($0.periods.first?.baseline)
        },
        metric("target", .number, "the figure to be reached, of the first row; nil where it is not stated") {
            figure($0.periods.first?.target)
        },
        metric("actual", .number, "the figure that was reached, of the first row; nil where it is not stated") {
            figure($0.periods.first?.actual)
        },
        metric("good", .text, "which way is better: \"high\", \"low\" or \"\(notStated)\"") {
            .string($0.good?.rawValue ?? notStated)
        },
        metric("method", .text, "how the target was set, of the first row; nil where it is not stated") {
            text($0.periods.first?.method)
        },
        metric("vintage", .text, "when the actual was published, of the first row; nil where it is not stated") {
            text($0.periods.first?.vintage)
        },
        APIProperty(
            "periods", of: .metric, .list(.object(.metric)),
            "the same metric for each of its periods, in the order of metrics.csv"
        ) { value, session throws(LuaCallError) in
            let metric = handle(value).metric
            return .array(
                metric.periods.map { period in session.value(MetricHandle(metric.of(period))) })
        },
    ]

    private static func text(_ text: String?) -> LuaValue { text.map { .string($0) } ?? .nil }

    /// Whole figures are whole numbers; others the nearest number, as scripts have no decimal ones.
    private static func figure(_ figure: DecimalFigure?) -> LuaValue {
        guard let figure else { return .nil }
        return figure.places == 0 ? .integer(figure.digits) : .number(figure.approximate)
    }

    private static func metric(
        _ name: String, _ type: APIType, _ doc: String, _ read: @escaping @Sendable (Metric) -> LuaValue
    ) -> APIProperty {
        APIProperty(name, of: .metric, type, doc, unit: type == .number ? .ofMetric : nil) {
            value, _ throws(LuaCallError) in
            read(handle(value).metric)
        }
    }

    private static func handle(_ value: LuaValue) -> MetricHandle {
        guard case .object(_, let object) = value, let handle = object as? MetricHandle else {
            preconditionFailure("a receiver is checked")
        }
        return handle
    }
}
