/// An exact rate: a percentage, an uplift, a share. Held as a fraction in lowest terms, so 2.49% is 249/10000 and not
/// the nearest binary number.
package struct Rate: Hashable, Sendable {
    /// The number above the line; it carries the sign.
    package let numerator: Int64
    /// The number below the line; always above zero.
    package let denominator: Int64

    /// 0%.
    package static let zero = Rate()

    private init() {
        numerator = 0
        denominator = 1
    }

    /// `numerator / denominator`, in lowest terms. `nil` when the denominator is zero or the terms do not fit.
    package init?(_ numerator: Int64, over denominator: Int64 = 1) {
        guard denominator != 0 else { return nil }
        let divisor = Rate.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
        let above = numerator.magnitude / divisor
        let below = denominator.magnitude / divisor
        let isNegative = (numerator < 0) != (denominator < 0)
        guard let signed = Int64(exactly: Int128(above) * (isNegative ? -1 : 1)), let below = Int64(exactly: below)
        else {
            return nil
        }
        self.numerator = signed
        self.denominator = below
    }

    /// The rate that `text` states as a percentage: `2.49`, `2.49%`, `-3`. `nil` when it is no such thing or has more
    /// than 12 decimals.
    package init?(percentage text: some StringProtocol) {
        var body = Substring(String(text))
        while body.first == " " { body.removeFirst() }
        while body.last == " " { body.removeLast() }
        if body.last == "%" { body.removeLast() }
        let isNegative = body.first == "-"
        if isNegative { body.removeFirst() }
        let parts = body.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), !parts[0].isEmpty, parts.count == 1 || !parts[1].isEmpty else {
            return nil
        }
        let decimals = parts.count == 2 ? parts[1] : ""
        let isDigits = (parts[0] + decimals).utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard isDigits, decimals.utf8.count <= 12, let digits = Int64(parts[0] + decimals) else { return nil }
        var scale: Int64 = 100
        for _ in decimals.utf8 { scale *= 10 }
        self.init(isNegative ? -digits : digits, over: scale)
    }

    /// This rate of an amount, to the penny: `amount × numerator / denominator`, rounded once by the named rule.
    package func of(_ amount: Money, rounding: Rounding = .halfAwayFromZero) throws(MoneyError) -> Money {
        let exact = Int128(amount.pence) * Int128(numerator)
        guard let pence = Int64(exactly: rounding.divide(exact, by: Int128(denominator))) else {
            throw .overflow("\(self) of \(amount)")
        }
        return Money(pence: pence)
    }

    private static func greatestCommonDivisor(_ a: UInt64, _ b: UInt64) -> UInt64 {
        var (a, b) = (a, b)
        while b != 0 { (a, b) = (b, a % b) }
        return max(a, 1)
    }
}

extension Rate: CustomStringConvertible {
    /// `2.49%` where the percentage has a finite decimal form of up to 12 places, otherwise `1/3`.
    package var description: String {
        let hundredfold = Int128(numerator) * 100
        var scaled = hundredfold
        for places in 0...12 {
            if scaled % Int128(denominator) == 0 {
                let digits = String((scaled / Int128(denominator)).magnitude)
                let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
                let whole = padded.dropLast(places)
                let fraction = padded.suffix(places)
                return (numerator < 0 ? "-" : "") + whole + (places == 0 ? "" : "." + fraction) + "%"
            }
            scaled *= 10
        }
        return "\(numerator)/\(denominator)"
    }
}
