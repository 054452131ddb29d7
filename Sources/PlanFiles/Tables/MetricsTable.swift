import Diagnostics
import Finance

/// What metrics.csv says: the plan's metrics with their baselines, targets and outcomes, one row a metric and period.
struct MetricsTable {
    /// The file's name in a plan folder.
    static let fileName = "metrics.csv"

    /// The metrics whose rows could be read, in the order in which the file first names them.
    private(set) var metrics: [Metric] = []
    /// The ids of all metrics that the file names, in order, also of those with mistakes in their rows.
    private(set) var names: [String] = []
    /// Whether ``names`` are all the metrics that there are.
    private(set) var isWhole = true

    /// The columns that the table may have.
    static let rules: [ColumnRule] = [
        .words("id", isRequired: true), .words("title"), .words("period", isRequired: true), .words("unit"),
        .words("baseline"), .words("target", isRequired: true), .words("actual"), .words("good"),
        .words("reference"), .words("rule"), .words("measure"), .words("per"), .words("population"),
        .words("method"), .words("vintage"),
    ]

    /// Reads the table. `nil` when the file is no table at all; what is wrong stands in `findings`.
    ///
    /// - Parameters:
    ///   - year: the plan's year; `nil` when it is not known.
    ///   - rulebook: what the year asks; `nil` when it is not known.
    ///   - populations: the ids of the plan's populations; `nil` when they are not known.
    init?(
        _ file: FileBytes, year: PlanningYear?, rulebook: Rulebook?, populations: [String]?, findings: Findings
    ) {
        let required = Self.rules.filter(\.isRequired).map(\.name)
        guard
            var sheet = Sheet(file, known: Self.rules.prefix(9).map(\.name), required: required, findings: findings)
        else { return nil }
        let columns = Columns(Self.rules, in: sheet)
        let words = MetricWordsReading(columns: columns, rulebook: rulebook, populations: populations)
        var drafts: [MetricDraft] = []
        var places: [String: Int] = [:]
        while sheet.nextRow() {
            let id = columns.words("id").flatMap { sheet.identifier($0) }
            let period = Self.period(columns, year: year, in: sheet)
            guard let id else {
                sheet.rowIsLost()
                _ = words.draft("", in: sheet)
                continue
            }
            if let place = places[id] {
                guard drafts[place].add(period, columns, in: sheet) else { continue }
                words.checkAgreement(with: drafts[place], in: sheet)
            } else {
                places[id] = drafts.count
                var draft = words.draft(id, in: sheet)
                _ = draft.add(period, columns, in: sheet)
                drafts.append(draft)
            }
        }
        names = drafts.map(\.id)
        metrics = drafts.compactMap(\.metric)
        isWhole = sheet.isWhole && columns.words("id") != nil
    }

    private static func period(_ columns: Columns, year: PlanningYear?, in sheet: Sheet) -> MetricPeriod? {
        let period = columns.words("period").flatMap { sheet.requiredText($0) }
        let baseline = sheet.decimal(columns.words("baseline"))
        let target = sheet.decimal(columns.words("target"))
        let actual = sheet.decimal(columns.words("actual"))
        guard let period else { return nil }
        return MetricPeriod(
            period: period, part: year.flatMap { YearPart(period, of: $0) }, baseline: baseline, target: target,
            method: sheet.reference(columns.words("method")), actual: actual,
            vintage: sheet.reference(columns.words("vintage")),
            reference: sheet.reference(columns.words("reference")))
    }
}

/// A metric while its rows are read.
struct MetricDraft {
    /// Its id.
    let id: String
    /// The row that names it first.
    let line: Int
    /// What that row says in the columns on which all rows agree.
    var agreed: [String: String] = [:]
    /// What that row makes of it, without periods; `nil` when it could not be read.
    var words: Metric?
    private var periods: [MetricPeriod] = []
    private var lines: [String: Int] = [:]

    /// Starts a metric without periods.
    init(id: String, line: Int) {
        self.id = id
        self.line = line
    }

    /// The metric with its periods.
    var metric: Metric? {
        words.map {
            Metric(
                id: $0.id, title: $0.title, unit: $0.unit, good: $0.good, rule: $0.rule, measure: $0.measure,
                periods: periods)
        }
    }

    /// Adds a period; `false` when there is one of that time already, which is noted.
    mutating func add(_ period: MetricPeriod?, _ columns: Columns, in sheet: Sheet) -> Bool {
        guard let period else { return true }
        if let first = lines[period.period] {
            sheet.note(
                "metrics.duplicate", "`\(id)` has a row for \(Quoting.short(period.period)) already, in row \(first)",
                columns.words("id"), reason: "a metric has one row for each period",
                help: "give one of them another period, such as `\(Quoting.short(period.period)) Q1` for a quarter, or "
                    + "another id, or delete it")
            return false
        }
        lines[period.period] = sheet.row.line
        periods.append(period)
        return true
    }
}
