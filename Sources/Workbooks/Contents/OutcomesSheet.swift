import Finance
import Reports

/// What a scenario's money does to the metrics over the year, with ranges and chances where samples were made.
struct OutcomesSheet {
    static let name = "Outcomes"
    /// Beyond two decimals an estimate says nothing.
    private static let places = 2

    let outcomes: RunOutcomes

    var sheet: WorkbookSheet {
        let columns = [
            SheetColumn("metric", width: 24), SheetColumn("title", width: 44), SheetColumn("unit", width: 18),
            SheetColumn("good", width: 10), SheetColumn("before", width: 14), SheetColumn("after", width: 14),
            SheetColumn("change", width: 14), SheetColumn("after, low (10th percentile)", width: 16),
            SheetColumn("after, median", width: 14), SheetColumn("after, high (90th percentile)", width: 16),
            SheetColumn("change, low (10th percentile)", width: 16),
            SheetColumn("change, high (90th percentile)", width: 16), SheetColumn("target", width: 14),
            SheetColumn("target is", width: 16), SheetColumn("chance of the target before", width: 14),
            SheetColumn("chance of the target after", width: 14), SheetColumn("chance gained", width: 14),
            SheetColumn("note", width: 60),
        ]
        var rows = outcomes.metrics.enumerated().map { index, each in row(each, index + 2) }
        rows += outcomes.untold.map { what, why in
            [.text(what)] + columns.dropFirst().dropLast().map { _ in SheetCell.blank }
                + [.text("not projected: \(why)")]
        }
        return WorkbookSheet(
            Self.name, about: "What the money does to the metrics over the year, and how sure that is",
            columns: columns,
            rows: rows.isEmpty ? [[.text("none")] + columns.dropFirst().map { _ in .blank }] : rows, frozenColumns: 2)
    }

    private func row(_ each: MetricOutcome, _ row: Int) -> [SheetCell] {
        func estimate(_ number: Double?) -> SheetCell { number.map { .estimate($0, places: Self.places) } ?? .blank }
        func share(_ number: Double?) -> SheetCell { number.map { .share($0) } ?? .blank }
        let gained: SheetCell =
            if let before = each.chances.before, let after = each.chances.after {
                .shareFormula("P\(row)-O\(row)", after - before)
            } else { .blank }
        let isMet = each.isMet.map { $0 ? "met" : "not met" } ?? "cannot be told"
        return [
            .text(each.metric.id), .text(each.metric.title), .text(each.metric.unit ?? notStated),
            .text(each.metric.good?.rawValue ?? notStated), estimate(each.before), estimate(each.after),
            .figureFormula("F\(row)-E\(row)", each.after - each.before, places: Self.places),
            estimate(each.spread?.p10), estimate(each.spread?.p50), estimate(each.spread?.p90),
            estimate(each.spreadOfChange?.p10), estimate(each.spreadOfChange?.p90),
            each.target.map { .figure($0) } ?? .text(notStated),
            .textFormula(
                "IF(OR(NOT(ISNUMBER(M\(row))),AND(D\(row)<>\"low\",D\(row)<>\"high\")),\"cannot be told\","
                    + "IF((D\(row)=\"low\")*(F\(row)<=M\(row))+(D\(row)=\"high\")*(F\(row)>=M\(row))>0,"
                    + "\"met\",\"not met\"))", isMet),
            share(each.chances.before), share(each.chances.after), gained,
            .text(each.spread == nil ? "no samples: the figures that are believed most" : ""),
        ]
    }
}
