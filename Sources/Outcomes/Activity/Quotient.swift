package import Finance

/// An exact fraction, to be rounded once where it is shown or held against what is printed.
package struct Quotient: Hashable, Sendable {
    /// Above the line; it carries the sign.
    package let numerator: Int128
    /// Below the line; always above zero.
    package let denominator: Int128

    /// Makes a fraction; `nil` where the denominator is not above zero.
    package init?(_ numerator: Int128, over denominator: Int128) {
        guard denominator > 0 else { return nil }
        self.numerator = numerator
        self.denominator = denominator
    }

    /// A printed figure.
    package init(_ figure: DecimalFigure) {
        numerator = Int128(figure.digits)
        denominator = Self.power(figure.places)
    }

    /// The fraction with so many decimals; `nil` where it does not fit.
    package func rounded(_ places: Int, _ rounding: Rounding = .halfAwayFromZero) -> DecimalFigure? {
        guard (0...DecimalFigure.mostPlaces).contains(places) else { return nil }
        let (scaled, overflow) = numerator.multipliedReportingOverflow(by: Self.power(places))
        guard !overflow, let digits = Int64(exactly: rounding.divide(scaled, by: denominator)), digits != .min else {
            return nil
        }
        return DecimalFigure(digits: digits, places: places)
    }

    /// From `before` to `after` in %, `(after - before) / before × 100`; `nil` where there is nothing to begin with, and
    /// where it does not fit.
    package static func percentage(from before: Quotient, to after: Quotient) -> Quotient? {
        let (first, firstOverflow) = after.numerator.multipliedReportingOverflow(by: before.denominator)
        let (second, secondOverflow) = before.numerator.multipliedReportingOverflow(by: after.denominator)
        guard !firstOverflow, !secondOverflow, second != 0 else { return nil }
        let (difference, thirdOverflow) = first.subtractingReportingOverflow(second)
        let (hundredfold, fourthOverflow) = difference.multipliedReportingOverflow(by: second < 0 ? -100 : 100)
        guard !thirdOverflow, !fourthOverflow, let below = Int128(exactly: second.magnitude) else { return nil }
        return Quotient(hundredfold, over: below)
    }

    private static func power(_ places: Int) -> Int128 { (0..<places).reduce(1) { power, _ in power * 10 } }
}

/// How a printed figure follows from the one that is worked out.
package enum Agreement: String, Sendable, Hashable {
    /// It is the figure, rounded half away from zero to the printed places.
    case rounded
    /// It is the figure with the decimals that are not printed cut off.
    case cutOff = "cut-off"
    /// It is neither.
    case no

    /// How `printed` follows from `exact`; `nil` where it cannot be worked out.
    package init?(_ printed: DecimalFigure, of exact: Quotient) {
        guard let rounded = exact.rounded(printed.places),
            let cut = exact.rounded(printed.places, .towardZero)
        else { return nil }
        self = printed == rounded ? .rounded : printed == cut ? .cutOff : .no
    }
}

/// Turns an estimate into a figure with so many decimals; `nil` for what is not finite or does not fit.
package func estimated(_ value: Double, places: Int) -> DecimalFigure? {
    precondition((0...DecimalFigure.mostPlaces).contains(places), "the places are counted and bounded")
    let scaled = (0..<places).reduce(value) { scaled, _ in scaled * 10 }.rounded(.toNearestOrAwayFromZero)
    guard scaled.magnitude < 1e18 else { return nil }
    return DecimalFigure(digits: Int64(scaled), places: places)
}
