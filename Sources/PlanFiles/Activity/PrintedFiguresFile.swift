package import Diagnostics
import Finance
package import Outcomes

/// Reads figures of delayed transfers as documents print them: one row a figure, each with where it is printed.
package enum PrintedFiguresFile {
    /// The columns that the table may have.
    static let rules: [ColumnRule] = [
        .words("period", isRequired: true), .words("kind", isRequired: true), .words("figure", isRequired: true),
        .words("value", isRequired: true), .words("against"), .words("reference"),
    ]

    /// The words of the column `figure`.
    package static let figures = DelayedTransfers.Part.allCases.flatMap { part in
        PrintedFigure.Measure.allCases.map { "\(part.rawValue)-\($0.rawValue)" }
    }

    private struct Key: Hashable {
        let period: CalendarSpan
        let kind: PrintedFigure.Kind
        let figure: String
    }

    /// Reads a file by its path. Throws all its mistakes in one go, by row and column.
    package static func read(at path: String) throws(DiagnosticList) -> FileContent<[PrintedFigure]> {
        try FileContent(at: path, read)
    }

    private static func read(_ file: FileBytes, _ findings: Findings) -> [PrintedFigure]? {
        let required = rules.filter(\.isRequired).map(\.name)
        guard var sheet = Sheet(file, known: required, required: required, findings: findings) else { return nil }
        let columns = Columns(rules, in: sheet)
        guard findings.isEmpty, let periodColumn = columns.words("period"), let kindColumn = columns.words("kind"),
            let figureColumn = columns.words("figure"), let valueColumn = columns.words("value")
        else { return nil }
        var printed: [PrintedFigure] = []
        var lines: [Key: Int] = [:]
        while sheet.nextRow() {
            let period = sheet.calendarSpan(periodColumn)
            let kind = sheet.requiredWord(kindColumn, PrintedFigure.Kind.allCases.map(\.rawValue)) {
                PrintedFigure.Kind(rawValue: $0)
            }
            let figure = sheet.requiredWord(figureColumn, figures) { PrintedFigure.figure($0) }
            let value = sheet.printedFigure(valueColumn, isPercentage: figure?.1 == .change)
            let against = columns.words("against").flatMap { column -> CalendarSpan? in
                let written = sheet.text(column)
                return Quoting.isBlank(written) || written == notStated ? nil : sheet.calendarSpan(column)
            }
            if figure?.1 == .change, against == nil {
                sheet.note(
                    "activity.change.against", "the change does not say from when", columns.words("against"),
                    reason: "a change is from one period to another",
                    help: "write the period before into the column `against`, as in 2017/18")
            }
            guard let period, let kind, let figure, let value else { continue }
            let key = Key(period: period, kind: kind, figure: "\(figure.0.rawValue)-\(figure.1.rawValue)")
            if let first = lines.updateValue(sheet.row.line, forKey: key) {
                sheet.note(
                    "activity.duplicate", "row \(first) has the same figure of the same period", figureColumn,
                    reason: "it could not be told which of them counts",
                    help: "delete one of them, or put figures of another document into another file")
                continue
            }
            printed.append(
                PrintedFigure(
                    period: period, kind: kind, part: figure.0, measure: figure.1, value: value, against: against,
                    reference: sheet.reference(columns.words("reference")), line: sheet.row.line))
        }
        return printed
    }
}

/// Reads two figures each of a time before and a time after, as a document prints them: one row a comparison.
package enum StatedComparisonsFile {
    /// The columns that the table may have.
    static let rules: [ColumnRule] = [
        .words("label", isRequired: true), .words("period", isRequired: true), .words("measure", isRequired: true),
        .words("before periods", isRequired: true), .words("before", isRequired: true),
        .words("after periods", isRequired: true), .words("after", isRequired: true), .words("printed change"),
        .words("reference"),
    ]

    /// Reads a file by its path. Throws all its mistakes in one go, by row and column.
    package static func read(at path: String) throws(DiagnosticList) -> FileContent<[StatedComparison]> {
        try FileContent(at: path, read)
    }

    private static func read(_ file: FileBytes, _ findings: Findings) -> [StatedComparison]? {
        let required = rules.filter(\.isRequired).map(\.name)
        guard var sheet = Sheet(file, known: required, required: required, findings: findings) else { return nil }
        let columns = Columns(rules, in: sheet)
        guard findings.isEmpty, let label = columns.words("label"), let period = columns.words("period"),
            let measure = columns.words("measure")
        else { return nil }
        var comparisons: [StatedComparison] = []
        while sheet.nextRow() {
            let name = sheet.requiredText(label)
            let unit = sheet.requiredText(period)
            let kind = sheet.requiredWord(measure, StatedComparison.Measure.allCases.map(\.rawValue)) {
                StatedComparison.Measure(rawValue: $0)
            }
            let before = side("before", columns, in: sheet)
            let after = side("after", columns, in: sheet)
            let printed = columns.words("printed change").flatMap { column -> DecimalFigure? in
                sheet.text(column) == notStated ? nil : sheet.printedFigure(column, isPercentage: true)
            }
            guard let name, let unit, let kind, let before, let after else { continue }
            comparisons.append(
                StatedComparison(
                    label: name, period: unit, measure: kind, before: before, after: after, printed: printed,
                    reference: sheet.reference(columns.words("reference"))))
        }
        return comparisons
    }

    private static func side(_ name: String, _ columns: Columns, in sheet: Sheet) -> StatedComparison.Side? {
        guard let column = columns.words(name), let count = columns.words("\(name) periods") else { return nil }
        let periods = DecimalFigure(sheet.text(count)).flatMap { figure in
            figure.places == 0 && (1...100_000).contains(figure.digits) ? figure.digits : nil
        }
        if periods == nil {
            sheet.note(
                "activity.periods", "`\(Quoting.short(sheet.text(count)))` is not a number of periods", count,
                reason: "a figure is of one period or more, up to 100,000", help: "write it as 25")
        }
        let figure = sheet.printedFigure(column, isPercentage: false)
        guard let periods, let figure else { return nil }
        return .init(figure, periods: periods)
    }
}

extension Sheet {
    /// A month, some months or a financial year.
    func calendarSpan(_ column: Int) -> CalendarSpan? {
        let value = text(column)
        if let span = CalendarSpan(value) { return span }
        let isBlank = Quoting.isBlank(value)
        note(
            isBlank ? "csv.blank" : "activity.period",
            isBlank ? "`\(headings[column].name)` is blank" : "`\(Quoting.short(value))` is not a period", column,
            reason: "a period is a month, a run of months or a financial year",
            help: "write it as 2018-02, 2017-11 to 2018-02 or 2017/18")
        return nil
    }

    /// One of a list of words, which must be there.
    func requiredWord<Value>(_ column: Int, _ words: [String], read: (String) -> Value?) -> Value? {
        let value = text(column)
        if let found = read(value) { return found }
        wrongWord(value, column, forms: words)
        return nil
    }

    /// A figure at or above zero with at most four decimals, or a percentage of either sign.
    func printedFigure(_ column: Int, isPercentage: Bool) -> DecimalFigure? {
        let value = text(column)
        let body = isPercentage && value.hasSuffix("%") ? String(value.dropLast()) : value
        // Thousands of millions of days or people are no figures of care, and what is worked out of them is exact.
        if let figure = DecimalFigure(body), figure.places <= 4, figure.digits.magnitude <= 10_000_000_000_000,
            isPercentage ? value.hasSuffix("%") : figure.digits >= 0
        {
            return figure
        }
        let isBlank = Quoting.isBlank(value)
        note(
            isBlank ? "csv.blank" : "activity.figure",
            isBlank
                ? "`\(headings[column].name)` is blank"
                : "`\(Quoting.short(value))` is not a \(isPercentage ? "percentage" : "figure")", column,
            reason: isPercentage
                ? "a change is printed with its sign and a per cent sign" : "it is counted, and not below nothing",
            help: isPercentage ? "write it as -27%" : "write it as 1,445 or 9.38, with at most four decimals")
        return nil
    }
}
