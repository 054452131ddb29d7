import Diagnostics
import Finance

/// Turns cells into the words of a plan folder's tables, and notes what cannot be.
struct CellWords {
    let sheet: ReadSheet
    let countsFrom1904: Bool
    private(set) var problems: [Diagnostic] = []
    /// A person mends the first few and looks again.
    private static let mostProblems = 100

    init(_ sheet: ReadSheet, countsFrom1904: Bool) {
        self.sheet = sheet
        self.countsFrom1904 = countsFrom1904
    }

    mutating func note(
        _ code: String, _ message: String, _ row: Int, _ column: Int?, _ heading: String?, reason: String, help: String
    ) {
        guard problems.count < Self.mostProblems else { return }
        problems.append(
            Diagnostic(
                code, message, at: sheet.place(row: row, column: column, name: heading), reason: reason, help: help))
    }

    /// What no kind of column can hold: noted, and then `true`.
    private mutating func isUnusable(_ cell: ReadCell, _ row: Int, _ heading: String) -> Bool {
        switch cell.value {
        case .notCalculated:
            note(
                "workbook.not-calculated", "the formula has no value", row, cell.column, heading,
                reason: "the program that saved the workbook did not calculate, and import does not either",
                help: "open it in Excel or LibreOffice, let it calculate, and save it again")
        case .error(let error):
            note(
                "workbook.error-value", "the cell holds the error `\(error)`", row, cell.column, heading,
                reason: "Excel could not work it out", help: "mend the formula, or write the value")
        default: return false
        }
        return true
    }

    /// Words; a whole number that somebody typed is one as well.
    mutating func words(_ cell: ReadCell?, _ row: Int, _ heading: String) -> String {
        guard let cell, !isUnusable(cell, row, heading) else { return "" }
        switch cell.value {
        case .text(let text): return text
        case .boolean(let value):
            if heading == "protected" || heading == "recurrent" { return value ? "yes" : "no" }
            note(
                "workbook.truth-for-words",
                "the cell holds \(value ? "TRUE" : "FALSE"), and `\(heading)` takes words", row, cell.column, heading,
                reason: "Excel turns such a word into a truth value", help: "format the cell as text and type it again")
            return ""
        case .number(let number, .day):
            note(
                "workbook.day-for-words",
                "the cell holds the day \(day(number) ?? "number \(number)"), and `\(heading)` takes words", row,
                cell.column, heading, reason: "Excel turns what looks like a day into a number",
                help: "format the cell as text and type it again")
            return ""
        case .number(let number, _):
            if let whole = Int64(exactly: number), whole.magnitude < 1_000_000_000_000 { return String(whole) }
            note(
                "workbook.number-for-words", "the cell holds the number \(number), and `\(heading)` takes words", row,
                cell.column, heading, reason: "how it was written is not known any more, such as 1.10 for 1.1",
                help: "format the cell as text and type it again")
            return ""
        default: return ""
        }
    }

    /// A day as `YYYY-MM-DD`, or the words that stand there.
    mutating func dayWords(_ cell: ReadCell?, _ row: Int, _ heading: String) -> String {
        guard let cell else { return "" }
        guard case .number(let number, let form) = cell.value else { return words(cell, row, heading) }
        if form == .day, let day = day(number) { return day }
        let meant = day(number).map { "; as a day it would be \($0)" } ?? ""
        note(
            "workbook.number-for-day", "the cell holds the number \(number), and `\(heading)` takes a day\(meant)", row,
            cell.column, heading, reason: "Excel counts days as numbers, and this cell is not shown as a day",
            help: "format the cell as a date, or write the day as text, such as 2025-04-01")
        return ""
    }

    /// An amount in whole pence; `nil` where there is none, or none that can be used, which is noted.
    mutating func money(_ cell: ReadCell, _ row: Int, _ heading: String) -> Money? {
        if isUnusable(cell, row, heading) { return nil }
        switch cell.value {
        case .number(let number, let form) where form != .day:
            if let money = Self.money(number) { return money }
            let isLarge = abs(number) > 900_000_000_000
            note(
                isLarge ? "workbook.amount-too-large" : "workbook.part-of-penny",
                isLarge
                    ? "the amount \(number) is too large to be exact"
                    : "the amount \(number) is finer than a penny", row, cell.column, heading,
                reason: isLarge
                    ? "Excel's numbers are exact to the penny up to \(WorkbookFile.largest)"
                    : "a plan is held in whole pence, and nothing is rounded without a word",
                help: isLarge ? "check the amount" : "round it in Excel, as in =ROUND(B7,2)")
        case .number:
            note(
                "workbook.day-for-amount", "the cell is shown as a day, and `\(heading)` takes an amount", row,
                cell.column, heading, reason: "Excel counts days as numbers, and this one is shown as a day",
                help: "format the cell as a number and look at what it says")
        case .text(let text):
            note(
                "workbook.text-for-amount", "`\(Self.short(text))` is text, and `\(heading)` takes an amount", row,
                cell.column, heading, reason: "Excel leaves a number that is stored as text out of every sum",
                help: "format the cell as a number and type the amount again, without a letter in it")
        case .boolean:
            note(
                "workbook.text-for-amount", "the cell holds TRUE or FALSE, and `\(heading)` takes an amount", row,
                cell.column, heading, reason: "neither is an amount", help: "write the amount as a number")
        default: break
        }
        return nil
    }

    /// Pounds as whole pence. Sums of Excel are off by some billionths, and no more is forgiven.
    static func money(_ pounds: Double) -> Money? {
        guard abs(pounds) <= 900_000_000_000 else { return nil }
        let pence = (pounds * 100).rounded()
        guard abs(pounds - pence / 100) <= max(abs(pounds), 1) * 1e-13 else { return nil }
        return Money(pence: Int64(pence))
    }

    /// The day of one of Excel's numbers.
    private func day(_ number: Double) -> String? {
        guard number >= 1, number < 2_958_466 else { return nil }
        // Excel holds 1900 for a leap year: from March on its numbers are one ahead.
        var days = Int(number) + (countsFrom1904 ? 1_462 : 0)
        guard days > 60 else { return nil }
        days -= 25_569
        // Days since 1 January 1970, by eras of 400 years.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        return "\(year)-\(two(month))-\(two(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1))"
    }

    static func short(_ text: String) -> String { String(text.prefix(60)).onOneLine }
}
