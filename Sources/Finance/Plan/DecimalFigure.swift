/// A decimal number as it is printed, held exactly: `93.10` is 9310 with two places, and no binary fraction.
package struct DecimalFigure: Hashable, Sendable {
    /// All digits as one whole number; it carries the sign.
    package let digits: Int64
    /// How many of the digits stand behind the point.
    package let places: Int

    /// The most digits behind the point.
    package static let mostPlaces = 9

    /// Makes a figure of `digits` over ten to the power of `places`.
    package init(digits: Int64, places: Int = 0) {
        precondition((0...Self.mostPlaces).contains(places), "the places are counted and bounded")
        self.digits = digits
        self.places = places
    }

    /// Reads `831.5`, `1,742.9` or `-3`. `nil` for anything else, and for more than 18 digits or 9 places.
    package init?(_ text: some StringProtocol) {
        var body = Substring(String(text))
        let isNegative = body.first == "-"
        if isNegative { body.removeFirst() }
        let parts = body.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let whole = Self.ungrouped(parts[0]) else { return nil }
        let decimals = parts.count == 2 ? String(parts[1]) : ""
        guard parts.count == 1 || Self.isDigits(decimals), decimals.utf8.count <= Self.mostPlaces,
            (whole + decimals).utf8.count <= 18, let number = Int64(whole + decimals)
        else { return nil }
        self.init(digits: isNegative ? -number : number, places: decimals.utf8.count)
    }

    /// The nearest binary number, for what need not be exact.
    package var approximate: Double {
        // Both are whole numbers; their quotient is the double nearest to the figure up to 15 digits.
        Double(digits) / Double((0..<places).reduce(1) { power, _ in power * 10 })
    }

    /// The digits of a whole number without its commas, which must stand at every third digit.
    private static func ungrouped(_ text: Substring) -> String? {
        let groups = text.split(separator: ",", omittingEmptySubsequences: false)
        guard groups.allSatisfy({ isDigits($0) }) else { return nil }
        let isGrouped =
            groups.count == 1 || (groups[0].utf8.count <= 3 && groups.dropFirst().allSatisfy { $0.utf8.count == 3 })
        return isGrouped ? groups.joined() : nil
    }

    private static func isDigits(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}

extension DecimalFigure: CustomStringConvertible {
    /// `1,742.9`, with as many places as were printed.
    package var description: String {
        let text = String(digits.magnitude)
        let padded = String(repeating: "0", count: max(0, places + 1 - text.count)) + text
        var whole = ""
        for (index, digit) in padded.dropLast(places).reversed().enumerated() {
            if index > 0, index.isMultiple(of: 3) { whole.append(",") }
            whole.append(digit)
        }
        return (digits < 0 ? "-" : "") + String(whole.reversed()) + (places == 0 ? "" : "." + padded.suffix(places))
    }
}
