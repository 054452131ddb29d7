import Finance

/// What the plan states of its metrics: a row for each period, with the differences as live formulas.
struct MetricsSheet {
    static let name = "Metrics"

    let plan: Plan

    var sheet: WorkbookSheet {
        let columns = [
            SheetColumn("id", width: 24), SheetColumn("title", width: 44), SheetColumn("period", width: 14),
            SheetColumn("unit", width: 18), SheetColumn("good", width: 10), SheetColumn("baseline", width: 14),
            SheetColumn("target", width: 14), SheetColumn("actual", width: 14),
            SheetColumn("target less baseline", width: 14), SheetColumn("actual less target", width: 14),
            SheetColumn("how the target was set", width: 40), SheetColumn("vintage of the actual", width: 24),
            SheetColumn("reference", width: 44),
        ]
        func figure(_ figure: DecimalFigure?) -> SheetCell { figure.map { .figure($0) } ?? .text(notStated) }
        var rows: [[SheetCell]] = []
        for metric in plan.arrangements.metrics {
            for period in metric.periods {
                let row = rows.count + 2
                rows.append([
                    .text(metric.id), .text(metric.title), .text(period.period), .text(metric.unit ?? notStated),
                    .text(metric.good?.rawValue ?? notStated), figure(period.baseline), figure(period.target),
                    figure(period.actual), Self.difference(period.target, "G\(row)", less: period.baseline, "F\(row)"),
                    Self.difference(period.actual, "H\(row)", less: period.target, "G\(row)"),
                    .text(period.method ?? notStated), .text(period.vintage ?? notStated),
                    .text(period.reference ?? ""),
                ])
            }
        }
        return WorkbookSheet(
            Self.name, about: "What the plan states of its metrics, period by period", columns: columns,
            rows: rows.isEmpty ? [[.text("none")] + columns.dropFirst().map { _ in .blank }] : rows, frozenColumns: 2)
    }

    /// A difference of two figures as a live formula; words where one of them is not stated.
    private static func difference(
        _ figure: DecimalFigure?, _ cell: String, less other: DecimalFigure?, _ otherCell: String
    ) -> SheetCell {
        let words = PlanSheetPlaces.quoted(notStated)
        guard let figure, let other, figure.isExactInExcel, other.isExactInExcel else {
            return .textFormula("IF(COUNT(\(cell),\(otherCell))=2,\(cell)-\(otherCell),\(words))", notStated)
        }
        let places = max(figure.places, other.places)
        let power = (0..<places).reduce(1.0) { product, _ in product * 10 }
        let value = ((figure.approximate - other.approximate) * power).rounded() / power
        return .figureFormula(
            "IF(COUNT(\(cell),\(otherCell))=2,ROUND(\(cell)-\(otherCell),\(places)),\(words))", value, places: places)
    }
}

extension DecimalFigure {
    /// Whether Excel's numbers hold all of its digits.
    var isExactInExcel: Bool { digits.magnitude < 1_000_000_000_000_000 }
}
