/// A day of the Gregorian calendar, written `YYYY-MM-DD`.
package enum CalendarDay {
    /// What a text that is no such day is instead.
    package enum Slip: Equatable {
        /// It is written in the right form, or in another one, and there is no such day.
        case noSuchDay
        /// It is not written year-month-day; with the right form where the day can be told for certain.
        case otherForm(meant: String?)
    }

    /// Whether a text is a day that exists, so `2017-02-29` is none.
    package static func isReal(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = number(bytes[0..<4]), let month = number(bytes[5..<7]), let day = number(bytes[8..<10])
        else { return false }
        return exists(year, month, day)
    }

    /// What is wrong with a text that is not a real day.
    package static func slip(_ text: String) -> Slip {
        // Spreadsheets print a time of midnight behind a day.
        var words = text.lowercased().prefix(40).split { $0 == " " || $0 == "," }.map(String.init)
        if words.count == 2, ["00:00", "00:00:00"].contains(words[1]) { words.removeLast() }
        let parts = words.count == 1 ? parts(of: words[0]) : words
        guard parts.count == 3 else { return .otherForm(meant: nil) }
        let isIso = text.utf8.count == 10 && text.utf8.dropFirst(4).first == UInt8(ascii: "-")
        if parts[0].utf8.count == 4, let year = number(parts[0]), let month = number(parts[1]),
            let day = number(parts[2])
        {
            return exists(year, month, day) && !isIso ? .otherForm(meant: written(year, month, day)) : .noSuchDay
        }
        guard parts[2].utf8.count == 4, let year = number(parts[2]), let day = number(ordinal: parts[0]) else {
            return .otherForm(meant: nil)
        }
        if let month = number(parts[1]) ?? month(parts[1]) {
            if exists(year, month, day) { return .otherForm(meant: written(year, month, day)) }
            // The month may stand first, as in America; which day is meant is then not certain enough to say.
            return exists(year, day, month) ? .otherForm(meant: nil) : .noSuchDay
        }
        return .otherForm(meant: nil)
    }

    private static func parts(of word: String) -> [String] {
        for separator in ["/", "-", "."] as [Character] where word.contains(separator) {
            return word.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
        }
        return []
    }

    private static func exists(_ year: Int, _ month: Int, _ day: Int) -> Bool {
        (1...12).contains(month) && (1...days(inMonth: month, of: year)).contains(day)
    }

    /// How many days a month has, 1 for January.
    package static func days(inMonth month: Int, of year: Int) -> Int {
        precondition((1...12).contains(month), "a year has twelve months")
        let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    private static func written(_ year: Int, _ month: Int, _ day: Int) -> String {
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// The month that a word names, in full or by its first three letters.
    private static func month(_ word: String) -> Int? {
        let names = [
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november",
            "december",
        ]
        return names.firstIndex { $0 == word || $0.prefix(3) == word || ($0 == "september" && word == "sept") }
            .map { $0 + 1 }
    }

    /// `1`, `01` or `1st`.
    private static func number(ordinal word: String) -> Int? {
        let isOrdinal = ["st", "nd", "rd", "th"].contains { word.hasSuffix($0) }
        return number(isOrdinal ? String(word.dropLast(2)) : word)
    }

    private static func number(_ word: String) -> Int? {
        (1...4).contains(word.utf8.count) ? number(Array(word.utf8)[...]) : nil
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var number = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            number = number * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return number
    }
}
