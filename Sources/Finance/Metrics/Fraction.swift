/// An exact fraction in lowest terms, for figures that are held against printed decimals.
///
/// What does not fit is `nil`, never a wrong figure.
package struct Fraction: Hashable, Sendable {
    /// The number above the line; it carries the sign.
    package let above: Int128
    /// The number below the line; above zero.
    package let below: Int128

    /// `above / below`; `nil` when the number below is zero or the terms do not fit.
    package init?(_ above: Int128, over below: Int128) {
        guard below != 0, above != .min, below != .min else { return nil }
        var (a, b) = (above.magnitude, below.magnitude)
        while b != 0 { (a, b) = (b, a % b) }
        let divisor = Int128(max(a, 1))
        let sign: Int128 = below < 0 ? -1 : 1
        self.above = above / divisor * sign
        self.below = below / divisor * sign
    }

    /// A whole number.
    package init(_ number: Int64) {
        above = Int128(number)
        below = 1
    }

    /// A decimal figure.
    package init(_ figure: DecimalFigure) {
        let scale = (0..<figure.places).reduce(Int128(1)) { power, _ in power * 10 }
        // The scale is above zero and small, so that there is always such a fraction.
        self = Fraction(Int128(figure.digits), over: scale) ?? Fraction(0)
    }

    /// This and another together.
    package func adding(_ other: Fraction) -> Fraction? {
        let (left, first) = above.multipliedReportingOverflow(by: other.below)
        let (right, second) = other.above.multipliedReportingOverflow(by: below)
        let (sum, third) = left.addingReportingOverflow(right)
        let (under, fourth) = below.multipliedReportingOverflow(by: other.below)
        return first || second || third || fourth ? nil : Fraction(sum, over: under)
    }

    /// This less another.
    package func subtracting(_ other: Fraction) -> Fraction? { adding(other.negated) }

    /// This times another.
    package func times(_ other: Fraction) -> Fraction? {
        // Reduced crosswise first, so that less of what fits overflows.
        guard let one = Fraction(above, over: other.below), let two = Fraction(other.above, over: below) else {
            return nil
        }
        let (over, first) = one.above.multipliedReportingOverflow(by: two.above)
        let (under, second) = one.below.multipliedReportingOverflow(by: two.below)
        return first || second ? nil : Fraction(over, over: under)
    }

    /// This divided by another; `nil` for a division by zero.
    package func divided(by other: Fraction) -> Fraction? {
        Fraction(other.below, over: other.above).flatMap { times($0) }
    }

    /// With the other sign.
    package var negated: Fraction { Fraction(-above, over: below) ?? self }

    /// Rounded to so many decimal places; `nil` when it does not fit.
    package func rounded(places: Int, _ rounding: Rounding = .halfAwayFromZero) -> DecimalFigure? {
        guard (0...DecimalFigure.mostPlaces).contains(places) else { return nil }
        let scale = (0..<places).reduce(Int128(1)) { power, _ in power * 10 }
        let (scaled, overflow) = above.multipliedReportingOverflow(by: scale)
        guard !overflow, let digits = Int64(exactly: rounding.divide(scaled, by: below)), digits != .min else {
            return nil
        }
        return DecimalFigure(digits: digits, places: places)
    }

    /// Pence, rounded once, half away from zero; `nil` when it does not fit.
    package var asPence: Money? { rounded(places: 0).map { Money(pence: $0.digits) } }

    /// The nearest binary number, near enough for estimates.
    package var approximate: Double { Double(above) / Double(below) }
}
