/// A financial year, 1 April to 31 March: `2016-17` in ids, `2016/17` in text.
package struct PlanningYear: Hashable, Sendable, Comparable {
    /// The calendar year in which it starts.
    package let start: Int

    /// The year that starts on 1 April of `start`.
    package init(startingIn start: Int) { self.start = start }

    /// Reads `2016-17` or `2016/17`. `nil` when the two parts are not years that follow each other.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        let isDigits = { (part: ArraySlice<UInt8>) in part.allSatisfy { (0x30...0x39).contains($0) } }
        // `Int` would take a sign for part of a year.
        guard bytes.count == 7, bytes[4] == UInt8(ascii: "-") || bytes[4] == UInt8(ascii: "/"),
            isDigits(bytes[..<4]), isDigits(bytes[5...])
        else { return nil }
        let number = { (part: ArraySlice<UInt8>) in part.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } }
        let (start, end) = (number(bytes[..<4]), number(bytes[5...]))
        guard (start + 1) % 100 == end, start >= 1900 else { return nil }
        self.start = start
    }

    /// `2016-17`, as in ids and file names.
    package var id: String { joined("-") }

    /// `2016/17`, as in text.
    package var text: String { joined("/") }

    private func joined(_ separator: String) -> String {
        let end = (start + 1) % 100
        return "\(start)\(separator)\(end < 10 ? "0" : "")\(end)"
    }

    /// The year after it.
    package var next: PlanningYear { PlanningYear(startingIn: start + 1) }

    /// Its first and last day, as in `2016-04-01 to 2017-03-31`.
    package var span: String { "\(start)-04-01 to \(start + 1)-03-31" }

    /// The month of the year that a day lies in, 1 for April; `nil` for a text that is no day, or a day outside the year.
    package func month(of day: String) -> Int? {
        guard CalendarDay.isReal(day), let year = Int(day.prefix(4)), let month = Int(day.dropFirst(5).prefix(2))
        else { return nil }
        let number = month >= 4 ? month - 3 : month + 9
        return (month >= 4 ? year : year - 1) == start ? number : nil
    }

    package static func < (left: PlanningYear, right: PlanningYear) -> Bool { left.start < right.start }
}

/// A run of whole months of one financial year, from April (month 1) to March (month 12).
package struct MonthSpan: Hashable, Sendable, CustomStringConvertible {
    /// The first month, 1 for April.
    package var first: Int { Int(firstNumber) }
    /// The last month, 12 for March; never before the first.
    package var last: Int { Int(lastNumber) }

    // Small, as every movement carries one.
    private let firstNumber: UInt8
    private let lastNumber: UInt8

    /// April to March.
    package static let wholeYear = MonthSpan(first: 1, last: 12)

    private init(first: Int, last: Int) {
        firstNumber = UInt8(first)
        lastNumber = UInt8(last)
    }

    /// One month, 1 for April.
    package init(month: Int) {
        precondition((1...12).contains(month), "a year has twelve months")
        self.init(first: month, last: month)
    }

    /// The numbers of its months.
    package var numbers: ClosedRange<Int> { first...last }

    /// How many months.
    package var count: Int { last - first + 1 }

    /// Reads `all year`, `apr-sep`, `April to September` or a single month. `nil` for anything else, also for a span
    /// that runs backwards in the financial year.
    package init?(_ text: some StringProtocol) {
        let words = text.lowercased().split(whereSeparator: { $0 == " " || $0 == "-" || $0 == "–" })
        if words == ["all", "year"] {
            self = .wholeYear
            return
        }
        let months = words.filter { $0 != "to" }.map { MonthSpan.number(of: $0) }
        guard (1...2).contains(months.count), let first = months[0], let last = months[months.count - 1], first <= last
        else { return nil }
        self.init(first: first, last: last)
    }

    /// `all year`, `April to September`, `June`.
    package var description: String {
        if self == .wholeYear { return "all year" }
        if first == last { return MonthSpan.names[first - 1] }
        return "\(MonthSpan.names[first - 1]) to \(MonthSpan.names[last - 1])"
    }

    /// The months' names in the order of the financial year.
    package static let names = [
        "April", "May", "June", "July", "August", "September", "October", "November", "December", "January",
        "February", "March",
    ]

    private static func number(of word: some StringProtocol) -> Int? {
        guard word.count >= 3 else { return nil }
        return names.firstIndex { $0.lowercased().hasPrefix(word) }.map { $0 + 1 }
    }
}
