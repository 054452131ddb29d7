extension Money: CustomStringConvertible {
    /// `£1,739,307`, or `£1,739,307.05` when there are pence; `-£5` below nothing.
    package var description: String { formatted() }

    /// How pence are shown.
    package enum PenceStyle: Sendable {
        /// Pence only when there are any: `£12`, `£12.50`.
        case whenNeeded
        /// Always two decimals: `£12.00`.
        case always
    }

    /// The amount as people write it in a report: `£1,739,307`, `-£12.50`.
    ///
    /// - Parameters:
    ///   - pence: whether to show `.00`.
    ///   - sign: whether a gain carries a `+`, as in a column of changes. Nothing carries no sign.
    ///   - symbol: whether to write the pound sign.
    package func formatted(pence style: PenceStyle = .whenNeeded, sign: Bool = false, symbol: Bool = true) -> String {
        let magnitude = pence.magnitude
        var text = Money.grouped(magnitude / 100)
        let remainder = magnitude % 100
        if style == .always || remainder != 0 {
            text += remainder < 10 ? ".0\(remainder)" : ".\(remainder)"
        }
        if symbol { text = "£" + text }
        if pence < 0 { return "-" + text }
        return sign && pence > 0 ? "+" + text : text
    }

    /// Digits in groups of three: `1,739,307`.
    package static func grouped(_ number: UInt64) -> String {
        let digits = String(number)
        guard digits.utf8.count > 3 else { return digits }
        var text = ""
        text.reserveCapacity(digits.utf8.count + digits.utf8.count / 3)
        for (offset, digit) in digits.enumerated() {
            if offset > 0, (digits.utf8.count - offset) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return text
    }
}
