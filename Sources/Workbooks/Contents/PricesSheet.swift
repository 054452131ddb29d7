import Finance

/// What the plan states of prices.
struct PricesSheet {
    let plan: Plan

    init(_ plan: Plan) { self.plan = plan }

    /// The prices as stated; `nil` where the plan states none.
    var sheet: WorkbookSheet? {
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
