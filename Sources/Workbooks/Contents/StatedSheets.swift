import Finance

/// What the plan states of its metrics and of prices.
struct StatedSheets {
    let plan: Plan

    init(_ plan: Plan) { self.plan = plan }

    /// The metrics as stated: a row for each period.
    var metrics: WorkbookSheet {
        let columns = [
            SheetColumn("id", width: 24), SheetColumn("title", width: 44), SheetColumn("period", width: 14),
            SheetColumn("unit", width: 18), SheetColumn("baseline", width: 14), SheetColumn("target", width: 14),
            SheetColumn("actual", width: 14), SheetColumn("good", width: 10), SheetColumn("reference", width: 44),
        ]
        func figure(_ figure: DecimalFigure?) -> SheetCell { figure.map { .figure($0) } ?? .text(notStated) }
        var rows = plan.arrangements.metrics.flatMap { metric in
            metric.periods.map { period -> [SheetCell] in
                [
                    .text(metric.id), .text(metric.title), .text(period.period), .text(metric.unit ?? notStated),
                    figure(period.baseline), figure(period.target), figure(period.actual),
                    .text(metric.good?.rawValue ?? notStated), .text(period.reference ?? ""),
                ]
            }
        }
        if rows.isEmpty {
            rows = plan.arrangements.statedMetrics.map { metric in
                [
                    .text(metric.id), .text(metric.title), .text(metric.period), .text(metric.unit ?? notStated),
                    figure(metric.baseline), figure(metric.target), figure(metric.actual),
                    .text(metric.good?.rawValue ?? notStated), .text(metric.reference ?? ""),
                ]
            }
        }
        return WorkbookSheet(
            "Metrics", about: "What the plan states of its metrics; nothing is worked out from it", columns: columns,
            rows: rows.isEmpty ? [[.text("none")] + columns.dropFirst().map { _ in .blank }] : rows, frozenColumns: 2)
    }

    /// The prices as stated; `nil` where the plan states none.
    var prices: WorkbookSheet? {
        let prices = plan.arrangements.statedPrices
        if prices.isEmpty { return nil }
        return WorkbookSheet(
            "Prices", about: "What the plan states of the prices of services",
            columns: [
                SheetColumn("service", width: 30), SheetColumn("band", width: 20), SheetColumn("unit", width: 12),
                SheetColumn("price (£)", width: 14), SheetColumn("from", width: 14),
                SheetColumn("reference", width: 44),
            ],
            rows: prices.map { price in
                [
                    .text(price.service), .text(price.band ?? notStated), .text(price.unit?.rawValue ?? notStated),
                    price.price.map { .money($0) } ?? .text(notStated), .text(price.from ?? notStated),
                    .text(price.reference ?? ""),
                ]
            })
    }
}
