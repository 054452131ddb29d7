package import Finance

extension Fraction {
    /// From `before` to `after` in %, `(after - before) / |before| × 100`; `nil` where there is nothing to begin with, and
    /// where it does not fit.
    package static func percentage(from before: Fraction, to after: Fraction) -> Fraction? {
        after.subtracting(before)?.times(Fraction(100))?.divided(by: before.above < 0 ? before.negated : before)
    }
}
