package import Diagnostics
import Finance
package import Outcomes

/// Reads a table of delayed transfers of care by authority and month: the columns of NHS England's monthly files, put
/// below each other with the month in front.
package enum DelayedTransfersFile {
    /// The columns that the table may have.
    static let rules: [ColumnRule] = [
        .words("month", isRequired: true), .words("ons_code"), .words("la_code", isRequired: true),
        .words("name", isRequired: true), .words("nhs_days", isRequired: true),
        .words("social_care_days", isRequired: true), .words("both_days", isRequired: true),
        .words("org_total_days", isRequired: true), .words("acute_days", isRequired: true),
        .words("non_acute_days", isRequired: true), .words("type_total_days", isRequired: true),
        .words("reason_total_days", isRequired: true),
    ]

    /// The columns of days, in the order of ``Days``.
    private static let dayColumns = [
        "nhs_days", "social_care_days", "both_days", "acute_days", "non_acute_days", "org_total_days",
        "type_total_days", "reason_total_days",
    ]
    /// How many of these, from the first, are parts and may be left empty.
    private static let partCount = 5

    /// What tells one row from another.
    private struct Key: Hashable {
        let authority: Int
        let month: CalendarMonth
    }

    /// Reads a file by its path. Throws all its mistakes in one go, by row and column.
    package static func read(at path: String) throws(DiagnosticList) -> FileContent<DelayedTransfers> {
        try FileContent(at: path, read)
    }

    /// Reads a file; `nil` when it is no such table at all. What is wrong stands in `findings`.
    private static func read(_ file: FileBytes, _ findings: Findings) -> DelayedTransfers? {
        let required = rules.filter(\.isRequired).map(\.name)
        guard var sheet = Sheet(file, known: required, required: required, findings: findings) else { return nil }
        let columns = Columns(rules, in: sheet)
        // Without a column, every row would lack it: once is enough.
        guard findings.isEmpty, let month = columns.words("month"), let code = columns.words("la_code"),
            let name = columns.words("name")
        else { return nil }
        let dayPlaces = dayColumns.compactMap { columns.words($0) }
        guard dayPlaces.count == dayColumns.count else { return nil }
        var authorities: [DelayedTransfers.Authority] = []
        var places: [String: Int] = [:]
        var rows: [DelayedTransfers.Row] = []
        var lines: [Key: Int] = [:]
        while sheet.nextRow() {
            let when = sheet.calendarMonth(month)
            let whose = authority(code, name, in: sheet, &authorities, &places)
            var days: [Int64?] = []
            var isGood = true
            for (number, column) in dayPlaces.enumerated() {
                switch sheet.days(column, mayBeEmpty: number < partCount) {
                case .some(let count): days.append(count)
                case .none: isGood = false
                }
            }
            guard let when, let whose else { continue }
            if let first = lines.updateValue(sheet.row.line, forKey: Key(authority: whose, month: when)) {
                sheet.note(
                    "activity.duplicate", "row \(first) has \(when) of `\(Quoting.short(sheet.text(name)))` already",
                    month, reason: "it could not be told which of them counts", help: "delete one of them")
                continue
            }
            guard isGood, days.count == dayColumns.count, let byWhom = days[5], let bySetting = days[6],
                let byReason = days[7]
            else { continue }
            rows.append(
                DelayedTransfers.Row(
                    authority: whose, month: when, nhs: days[0], socialCare: days[1], joint: days[2], acute: days[3],
                    nonAcute: days[4], byWhom: byWhom, bySetting: bySetting, byReason: byReason,
                    line: sheet.row.line))
        }
        return DelayedTransfers(authorities: authorities, rows: rows)
    }

    /// The authority of the current row. One without a code is the total of all.
    private static func authority(
        _ code: Int, _ name: Int, in sheet: Sheet, _ authorities: inout [DelayedTransfers.Authority],
        _ places: inout [String: Int]
    ) -> Int? {
        guard let title = sheet.requiredText(name) else { return nil }
        let written = sheet.text(code)
        if let known = places[written] {
            // Names change over the years; the last one is how people know it.
            if authorities[known].name != title { authorities[known].name = title }
            return known
        }
        places[written] = authorities.count
        authorities.append(.init(code: Quoting.isBlank(written) ? nil : written, name: title))
        return authorities.count - 1
    }
}

extension Sheet {
    /// A month, written `2018-02`.
    func calendarMonth(_ column: Int) -> CalendarMonth? {
        let value = text(column)
        if let month = CalendarMonth(value) { return month }
        let shown = Quoting.short(value)
        note(
            Quoting.isBlank(value) ? "csv.blank" : "activity.month",
            Quoting.isBlank(value) ? "`\(headings[column].name)` is blank" : "`\(shown)` is not a month", column,
            reason: "a month is written year-month", help: "write it as 2018-02")
        return nil
    }

    /// A number of days.
    ///
    /// - Returns: the days, or `.some(nil)` for an empty cell that may be empty; `nil` for anything wrong.
    func days(_ column: Int, mayBeEmpty: Bool) -> Int64?? {
        let bytes = content(column)
        // Nine digits are more days than a year of everybody in Europe has in a bed, and their sums fit.
        if (1...9).contains(bytes.count) {
            var number: Int64 = 0
            var isNumber = true
            for byte in bytes {
                let digit = byte &- UInt8(ascii: "0")
                isNumber = isNumber && digit <= 9
                number = number &* 10 &+ Int64(digit)
            }
            if isNumber { return .some(number) }
        }
        let value = text(column)
        if mayBeEmpty, Quoting.isBlank(value) || value == notStated { return .some(nil) }
        if let figure = DecimalFigure(value), figure.places == 0, (0...999_999_999).contains(figure.digits) {
            return .some(figure.digits)
        }
        let isBlank = Quoting.isBlank(value)
        note(
            isBlank ? "csv.blank" : "activity.days",
            isBlank ? "`\(headings[column].name)` is blank" : "`\(Quoting.short(value))` is not a number of days",
            column, reason: "a blank is not zero, and days are counted in whole numbers",
            help: isBlank ? "write the days, or 0" : "write it as 1445 or 1,445, at most 999,999,999")
        return nil
    }
}
