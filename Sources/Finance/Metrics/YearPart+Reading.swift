extension YearPart {
    /// The part of a planning year that words name: `2016/17`, `2016/17 Q1`, `Q1`, `April 2016`, `2016-04`, or a cohort
    /// of one quarter, as in `October to December 2016`. `nil` for other words, and for a time outside the year.
    package init?(_ text: some StringProtocol, of year: PlanningYear) {
        if PlanningYear(text) == year {
            self = .year
            return
        }
        if let month = Self.numericMonth(text, of: year) {
            self = .month(month)
            return
        }
        let words = text.split(whereSeparator: \.isWhitespace).map { $0.lowercased() }
        switch words.count {
        case 1:
            guard let quarter = Self.quarter(words[0]) else { return nil }
            self = .quarter(quarter)
        case 2:
            if PlanningYear(words[0]) == year, let quarter = Self.quarter(words[1]) {
                self = .quarter(quarter)
            } else if let month = Self.month(words[0]), words[1] == Self.calendarYear(of: month, in: year) {
                self = .month(month)
            } else {
                return nil
            }
        case 4:
            guard words[1] == "to" || words[1] == "–" || words[1] == "-", let first = Self.month(words[0]),
                let last = Self.month(words[2]), first % 3 == 1, last == first + 2,
                words[3] == Self.calendarYear(of: last, in: year)
            else { return nil }
            self = .quarter(last / 3)
        default: return nil
        }
    }

    /// Its months, 1 for April.
    package var months: ClosedRange<Int> {
        switch self {
        case .year: 1...12
        case .quarter(let quarter): (3 * quarter - 2)...(3 * quarter)
        case .month(let month): month...month
        }
    }

    private static func quarter(_ word: String) -> Int? {
        guard word.utf8.count == 2, word.first == "q", let number = word.last?.wholeNumberValue else { return nil }
        return (1...4).contains(number) ? number : nil
    }

    /// A month that a word names in full or by three letters.
    private static func month(_ word: String) -> Int? {
        MonthSpan.names.firstIndex { $0.lowercased() == word || $0.lowercased().prefix(3) == word }.map { $0 + 1 }
    }

    private static func calendarYear(of month: Int, in year: PlanningYear) -> String {
        String(month <= 9 ? year.start : year.start + 1)
    }

    private static func numericMonth(_ text: some StringProtocol, of year: PlanningYear) -> Int? {
        text.utf8.count == 7 ? year.month(of: "\(text)-01") : nil
    }
}

extension PlanningYear {
    /// How many days a month has, 1 for April.
    package func days(inMonth month: Int) -> Int {
        precondition((1...12).contains(month), "a year has twelve months")
        let end = start + 1
        let isLeap = end.isMultiple(of: 4) && (!end.isMultiple(of: 100) || end.isMultiple(of: 400))
        return [30, 31, 30, 31, 31, 30, 31, 30, 31, 31, isLeap ? 29 : 28, 31][month - 1]
    }

    /// The first day of a month, 1 for April, as `YYYY-MM-DD`.
    package func firstDay(ofMonth month: Int) -> String {
        precondition((1...12).contains(month), "a year has twelve months")
        let number = (month + 2) % 12 + 1
        return "\(month <= 9 ? start : start + 1)-\(number < 10 ? "0" : "")\(number)-01"
    }
}
