import Diagnostics
import Finance

/// What metrics.csv says: the plan's metrics with their baselines, targets and outcomes, in order.
struct MetricsTable {
    /// The file's name in a plan folder.
    static let fileName = "metrics.csv"

    /// The metrics whose rows could be read.
    private(set) var metrics: [StatedMetric] = []

    /// The columns that the table may have.
    static let rules: [ColumnRule] = [
        .words("id", isRequired: true), .words("title", isRequired: true), .words("period", isRequired: true),
        .words("unit", isRequired: true), .words("baseline"), .words("target", isRequired: true), .words("actual"),
        .words("good"), .words("reference"),
    ]

    /// Reads the table. `nil` when the file is no table at all; what is wrong stands in `findings`.
    init?(_ file: FileBytes, findings: Findings) {
        let required = Self.rules.filter(\.isRequired).map(\.name)
        guard var sheet = Sheet(file, known: required, required: required, findings: findings) else { return nil }
        let columns = Columns(Self.rules, in: sheet)
        var firstRows: [String: Int] = [:]
        while sheet.nextRow() {
            let id = columns.words("id").flatMap { sheet.identifier($0) }
            let title = columns.words("title").flatMap { sheet.requiredText($0) }
            let period = columns.words("period").flatMap { sheet.requiredText($0) }
            let unit = sheet.textOrNotStated(columns.words("unit"))
            let baseline = sheet.decimal(columns.words("baseline"))
            let target = sheet.decimal(columns.words("target"))
            let actual = sheet.decimal(columns.words("actual"))
            let good = sheet.word(columns.words("good"), StatedMetric.Direction.self)
            guard let id else { continue }
            if let first = firstRows[id] {
                sheet.note(
                    "metrics.duplicate", "there is a metric `\(id)` already, in row \(first)", columns.words("id"),
                    reason: "scripts and reports name a metric by its id",
                    help: "give one of them another id, such as `\(id)-q1` for a quarter, or delete it")
                continue
            }
            firstRows[id] = sheet.row.line
            guard let title, let period else { continue }
            metrics.append(
                StatedMetric(
                    id: id, title: title, period: period, unit: unit, baseline: baseline, target: target,
                    actual: actual, good: good, reference: sheet.reference(columns.words("reference"))))
        }
    }
}
