/// A named rule for turning an exact fraction of a penny into whole pence.
///
/// A calculation stays exact until its declared boundary, where one of these is applied once.
package enum Rounding: String, Sendable, Hashable, CaseIterable {
    /// Halves go away from zero, as Excel's ROUND does. The default of the national templates, which are workbooks.
    case halfAwayFromZero = "half-away-from-zero"
    /// Halves go to the even neighbour.
    case halfToEven = "half-to-even"
    /// What is left over is dropped.
    case towardZero = "toward-zero"
    /// Down to the lower neighbour, also below zero.
    case down
    /// Up to the higher neighbour, also below zero.
    case up

    /// `numerator / denominator` as a whole number by this rule. The denominator must be above zero.
    package func divide(_ numerator: Int128, by denominator: Int128) -> Int128 {
        precondition(denominator > 0, "a fraction needs a positive denominator")
        let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
        guard remainder != 0 else { return quotient }
        let awayFromZero: Int128 = numerator < 0 ? quotient - 1 : quotient + 1
        // Compared with the part that is missing rather than doubled, so that it cannot overflow.
        let missing = denominator - Int128(remainder.magnitude)
        let part = Int128(remainder.magnitude)
        switch self {
        case .towardZero: return quotient
        case .down: return numerator < 0 ? awayFromZero : quotient
        case .up: return numerator < 0 ? quotient : awayFromZero
        case .halfAwayFromZero: return part >= missing ? awayFromZero : quotient
        case .halfToEven:
            if part == missing { return quotient % 2 == 0 ? quotient : awayFromZero }
            return part > missing ? awayFromZero : quotient
        }
    }
}
