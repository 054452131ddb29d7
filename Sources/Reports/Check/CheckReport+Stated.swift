import Diagnostics
import Finance

// What a plan states beside its money: metrics and prices.

extension CheckReport {
    /// The metrics as text; empty where the plan has none.
    func metrics() -> String {
        let metrics = plan.arrangements.metrics
        if metrics.isEmpty { return "" }
        var table = TextTable([
            .words("Metric"), .words(""), .words("Period"), .words("Unit"), .figures("Baseline"), .figures("Target"),
            .figures("Actual"), .words("Better"),
        ])
        for metric in metrics {
            for (index, period) in metric.periods.enumerated() {
                // What is the same for every period stands beside the first.
                let words =
                    index > 0
                    ? ["", "", ""]
                    : [metric.id, metric.title.shortened(to: 50), (metric.unit ?? notStated).shortened(to: 30)]
                table.add([
                    words[0], words[1], period.period.shortened(to: 20), words[2], shown(period.baseline),
                    shown(period.target), shown(period.actual), index > 0 ? "" : metric.good?.rawValue ?? notStated,
                ])
            }
        }
        return "Metrics, as stated\n\(table.rendered())\n"
    }

    /// The prices as text; empty where the plan has none.
    func prices() -> String {
        let prices = plan.arrangements.statedPrices
        if prices.isEmpty { return "" }
        var table = TextTable([
            .words("Service"), .words("Band"), .words("Unit"), .words("From"), .figures("Price"),
        ])
        for price in prices {
            table.add([
                price.service.shortened(to: 50), (price.band ?? notStated).shortened(to: 30),
                price.unit?.rawValue ?? notStated, price.from ?? notStated, price.price?.description ?? notStated,
            ])
        }
        return "Prices, as stated\n\(table.rendered())\n"
    }

    private func shown(_ figure: DecimalFigure?) -> String { figure?.description ?? notStated }

    /// A metric as JSON. Its figures are text, as a binary number would not hold them exactly.
    func metric(_ metric: Metric) -> JSONValue {
        let first = metric.periods.first
        return .object([
            ("id", .string(metric.id)), ("title", .string(metric.title)), ("period", .optional(first?.period)),
            ("unit", .optional(metric.unit)), ("baseline", .optional(first?.baseline?.description)),
            ("target", .optional(first?.target?.description)), ("actual", .optional(first?.actual?.description)),
            ("good", .optional(metric.good?.rawValue)), ("reference", .optional(first?.reference)),
            ("periods", .array(metric.periods.map(MetricsReport.period))),
        ])
    }

    /// A price as JSON.
    func price(_ price: StatedPrice) -> JSONValue {
        .object([
            ("service", .string(price.service)), ("band", .optional(price.band)),
            ("unit", .optional(price.unit?.rawValue)),
            ("price_pence", price.price.map { .integer($0.pence) } ?? .null), ("from", .optional(price.from)),
            ("reference", .optional(price.reference)),
        ])
    }
}
