import Diagnostics
import Finance

// Reads cells of days and plain numbers, either of which may be `not stated`.

extension Sheet {
    /// A day; `nil` for `not stated` and for anything wrong.
    ///
    /// - Parameter reason: why the day matters.
    func day(_ column: Int?, reason: String) -> String? {
        guard let column else { return nil }
        let value = text(column)
        if value == notStated { return nil }
        if CalendarDay.isReal(value) { return value }
        let help = "write it as year-month-day, as in 2016-04-01, or `not stated`"
        let shown = Quoting.short(value)
        if Quoting.isBlank(value) {
            note("csv.blank", "`\(headings[column].name)` is blank", column, reason: reason, help: help)
            return nil
        }
        switch CalendarDay.slip(value) {
        case .noSuchDay:
            note("csv.date", "`\(shown)` is not a day of the calendar", column, reason: reason, help: help)
        case .otherForm(let meant):
            note(
                "csv.date", "`\(shown)` is not written as year-month-day", column, reason: reason,
                help: meant.map { "write it as \($0)" } ?? help)
        }
        return nil
    }

    /// A plain number; `nil` for `not stated` and for anything wrong.
    func decimal(_ column: Int?) -> DecimalFigure? {
        guard let column else { return nil }
        let value = text(column)
        if value == notStated { return nil }
        if let figure = DecimalFigure(value) { return figure }
        let name = headings[column].name
        if Quoting.isBlank(value) {
            note(
                "csv.blank", "`\(name)` is blank", column, reason: "a blank could mean nothing or not known",
                help: "a blank is not zero: write the figure, 0 or `not stated`")
        } else {
            note(
                "csv.number", "`\(Quoting.short(value))` is not a number", column,
                reason: "`\(name)` is a decimal number; its unit has a column of its own",
                help: NoAmount.isOne(value)
                    ? NoAmount.help(orNotStated: true, isCheck: false)
                    : "write it as 831.5 or 1,742.9, with at most \(DecimalFigure.mostPlaces) decimals, or `not stated`"
            )
        }
        return nil
    }

    /// Words that must be there; `nil` where they are `not stated`, and for anything wrong.
    func textOrNotStated(_ column: Int?) -> String? {
        guard let column, let value = requiredText(column), value != notStated else { return nil }
        return value
    }

    /// Words that may be blank; `nil` where they are, and for `not stated`.
    func reference(_ column: Int?) -> String? {
        guard let column else { return nil }
        let value = text(column)
        return value.isEmpty || value == notStated ? nil : value
    }
}
