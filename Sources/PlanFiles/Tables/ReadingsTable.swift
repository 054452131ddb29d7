import Diagnostics
import Finance

/// What readings.csv says: printed figures that can be read in several ways, one row a way.
struct ReadingsTable {
    /// The file's name in a plan folder.
    static let fileName = "readings.csv"

    /// The readings, in the order in which the file first names them.
    private(set) var readings: [Reading] = []

    /// The columns that the table may have.
    static let rules: [ColumnRule] = [
        .words("id", isRequired: true), .words("title", isRequired: true), .words("metric"),
        .words("reading", isRequired: true), .words("printed", isRequired: true), .words("calculation"),
        .words("reference"),
    ]

    private struct Draft {
        let id: String
        let line: Int
        let title: String?
        let metric: String?
        var ways: [Reading.Way] = []
    }

    /// Reads the table. `nil` when the file is no table at all; what is wrong stands in `findings`.
    ///
    /// - Parameter metrics: the ids of the plan's metrics; `nil` when they are not known.
    init?(_ file: FileBytes, metrics: [String]?, findings: Findings) {
        let required = Self.rules.filter(\.isRequired).map(\.name)
        guard var sheet = Sheet(file, known: Self.rules.map(\.name), required: required, findings: findings) else {
            return nil
        }
        let columns = Columns(Self.rules, in: sheet)
        var drafts: [Draft] = []
        var places: [String: Int] = [:]
        while sheet.nextRow() {
            let id = columns.words("id").flatMap { sheet.identifier($0) }
            let way = Self.way(columns, in: sheet)
            guard let id else { continue }
            if let place = places[id] {
                Self.checkAgreement(columns, with: drafts[place], in: sheet)
            } else {
                places[id] = drafts.count
                drafts.append(
                    Draft(
                        id: id, line: sheet.row.line,
                        title: columns.words("title").flatMap { sheet.requiredText($0) },
                        metric: Self.metric(columns.words("metric"), metrics, in: sheet)))
            }
            if let way, let place = places[id] { drafts[place].ways.append(way) }
        }
        readings = drafts.compactMap { draft in
            draft.title.map { Reading(id: draft.id, title: $0, metric: draft.metric, ways: draft.ways) }
        }
    }

    private static func checkAgreement(_ columns: Columns, with draft: Draft, in sheet: Sheet) {
        for (name, first) in [("title", draft.title), ("metric", draft.metric)] {
            guard let column = columns.words(name), let here = sheet.reference(column), let first, here != first else {
                continue
            }
            sheet.note(
                "readings.rows-disagree",
                "the \(name) of `\(draft.id)` is `\(Quoting.short(here))` here and `\(Quoting.short(first))` in row "
                    + "\(draft.line)",
                column, reason: "the rows of an id are the ways to read one figure",
                help: "leave it blank here, or give this row an id of its own")
        }
    }

    private static func metric(_ column: Int?, _ metrics: [String]?, in sheet: Sheet) -> String? {
        guard let column, let name = sheet.reference(column) else { return nil }
        if let metrics, !metrics.contains(name) {
            sheet.note(
                "readings.metric.unknown", "there is no metric `\(Quoting.short(name))`", column,
                reason: "it names a metric of \(MetricsTable.fileName)",
                help: Suggestion.didYouMean(name, in: metrics.prefix(1000))
                    ?? (metrics.isEmpty ? "leave it blank" : "write the id of one: \(Quoting.list(metrics))"))
        }
        return name
    }

    private static func way(_ columns: Columns, in sheet: Sheet) -> Reading.Way? {
        let words = columns.words("reading").flatMap { sheet.requiredText($0) }
        let printed = printed(columns.words("printed"), in: sheet)
        let calculation = calculation(columns.words("calculation"), in: sheet)
        guard let words else { return nil }
        return Reading.Way(
            words: words, printed: printed, calculation: calculation,
            reference: sheet.reference(columns.words("reference")))
    }

    private static func printed(_ column: Int?, in sheet: Sheet) -> PrintedNumber? {
        guard let column, let text = sheet.textOrNotStated(column) else { return nil }
        if let figure = PrintedNumber(text) { return figure }
        sheet.note(
            "csv.number", "`\(Quoting.short(text))` is not a printed figure", column,
            reason: "it is held against what is worked out, digit by digit",
            help: "write it as 726.38, 58,836 or 2.49%, or `not stated`; its unit belongs into the title")
        return nil
    }

    private static func calculation(_ column: Int?, in sheet: Sheet) -> Calculation? {
        guard let column, let text = sheet.reference(column) else { return nil }
        do throws(Calculation.Failure) {
            return try Calculation(text)
        } catch {
            sheet.note(
                "readings.calculation", "`\(Quoting.short(text))` cannot be worked out: \(error.words)", column,
                reason: "a calculation is a sum of numbers with +, -, * and / and brackets", help: error.help)
            return nil
        }
    }
}

extension Calculation.Failure {
    fileprivate var words: String {
        switch self {
        case .unexpected(nil): "it ends too early"
        case .unexpected(let text?): "`\(Quoting.short(text))` has no meaning there"
        case .divisionByZero: "it divides by 0"
        case .tooLarge: "its figures have too many digits"
        case .tooLong: "it is too long, or its brackets are nested too deeply"
        }
    }

    fileprivate var help: String {
        switch self {
        case .unexpected: "write it as (60,338 - 58,836) / 60,338, or leave it blank"
        case .divisionByZero: "correct the divisor"
        case .tooLarge: "use figures of at most 18 digits and 9 decimals"
        case .tooLong: "use at most \(Calculation.longest) characters"
        }
    }
}
