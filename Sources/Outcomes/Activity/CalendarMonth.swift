package import Finance

/// A month of the Gregorian calendar, written `2018-02`.
package struct CalendarMonth: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The calendar year.
    package let year: Int
    /// 1 for January.
    package let number: Int

    /// Makes a month.
    package init(year: Int, number: Int) {
        precondition((1...12).contains(number), "a year has twelve months")
        self.year = year
        self.number = number
    }

    /// Reads `2018-02`. `nil` for anything else.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 7, bytes[4] == UInt8(ascii: "-") else { return nil }
        var digits: [Int] = []
        for byte in bytes[..<4] + bytes[5...] {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            digits.append(Int(byte - UInt8(ascii: "0")))
        }
        let year = digits[..<4].reduce(0) { $0 * 10 + $1 }
        let number = digits[4] * 10 + digits[5]
        guard year >= 1900, (1...12).contains(number) else { return nil }
        self.init(year: year, number: number)
    }

    /// The first month of a financial year.
    package init(aprilOf year: PlanningYear) { self.init(year: year.start, number: 4) }

    /// How many months lie between the year nought and this month, to count with.
    package var index: Int { year * 12 + number - 1 }

    /// The month so many months later, or earlier where it is below zero.
    package func adding(_ months: Int) -> CalendarMonth {
        let index = index + months
        return CalendarMonth(year: index / 12, number: index % 12 + 1)
    }

    /// How many days it has.
    package var days: Int {
        switch number {
        case 4, 6, 9, 11: 30
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        default: 31
        }
    }

    /// The financial year that it lies in.
    package var financialYear: PlanningYear { PlanningYear(startingIn: number >= 4 ? year : year - 1) }

    /// Its first day, as `2018-02-01`.
    package var firstDay: String { "\(id)-01" }

    /// `2018-02`.
    package var id: String { "\(year)-\(number < 10 ? "0" : "")\(number)" }

    /// `2018-02`.
    package var description: String { id }

    package static func < (left: CalendarMonth, right: CalendarMonth) -> Bool { left.index < right.index }
}

/// Some months that follow each other.
package struct CalendarSpan: Hashable, Sendable, CustomStringConvertible {
    /// The first month.
    package let first: CalendarMonth
    /// The last month; never before the first.
    package let last: CalendarMonth

    /// Makes a span.
    package init(_ first: CalendarMonth, _ last: CalendarMonth) {
        precondition(first <= last, "a span runs forwards")
        self.first = first
        self.last = last
    }

    /// Reads `2018-02`, `2017-11 to 2018-02` or a financial year, `2017/18`. `nil` for anything else.
    package init?(_ text: some StringProtocol) {
        if let year = PlanningYear(text), text.contains("/") {
            self.init(CalendarMonth(aprilOf: year), CalendarMonth(aprilOf: year).adding(11))
            return
        }
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        if words.count == 1, let month = CalendarMonth(words[0]) {
            self.init(month, month)
        } else if words.count == 3, words[1] == "to", let first = CalendarMonth(words[0]),
            let last = CalendarMonth(words[2]), first <= last
        {
            self.init(first, last)
        } else {
            return nil
        }
    }

    /// Its months, in order.
    package var months: [CalendarMonth] { (0..<count).map { first.adding($0) } }

    /// How many months.
    package var count: Int { last.index - first.index + 1 }

    /// How many days.
    package var days: Int { months.reduce(0) { $0 + $1.days } }

    /// Whether a month lies in it.
    package func contains(_ month: CalendarMonth) -> Bool { first <= month && month <= last }

    /// `2017/18` for a whole financial year, otherwise `2018-02` or `2017-11 to 2018-02`.
    package var description: String {
        if first == last { return first.id }
        if first.number == 4, count == 12 { return first.financialYear.text }
        return "\(first.id) to \(last.id)"
    }
}
