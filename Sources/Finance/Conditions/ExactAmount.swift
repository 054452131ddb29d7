/// An exact amount that may hold fractions of a penny: `pence / parts`.
///
/// Rules share amounts and take percentages of them. They are compared as they are, so that no rounding can turn a breach
/// into a pass. What does not fit is `nil`, never a wrong figure.
struct ExactAmount {
    /// The number above the line.
    let pence: Int128
    /// The number below the line, above zero.
    let parts: Int128

    init(pence: Int128, parts: Int128 = 1) {
        self.pence = pence
        self.parts = parts
    }

    init(_ money: Money) { self.init(pence: Int128(money.pence)) }

    /// This less another.
    func less(_ other: ExactAmount) -> ExactAmount? {
        if parts == other.parts {
            let (rest, overflow) = pence.subtractingReportingOverflow(other.pence)
            return overflow ? nil : ExactAmount(pence: rest, parts: parts)
        }
        let (left, first) = pence.multipliedReportingOverflow(by: other.parts)
        let (right, second) = other.pence.multipliedReportingOverflow(by: parts)
        let (below, third) = parts.multipliedReportingOverflow(by: other.parts)
        let (rest, fourth) = left.subtractingReportingOverflow(right)
        return first || second || third || fourth ? nil : ExactAmount(pence: rest, parts: below)
    }

    /// This times a fraction.
    func times(_ above: Int64, over below: Int64) -> ExactAmount? {
        let (pence, first) = pence.multipliedReportingOverflow(by: Int128(above))
        let (parts, second) = parts.multipliedReportingOverflow(by: Int128(below))
        return first || second ? nil : ExactAmount(pence: pence, parts: parts)
    }

    /// Whether it is below zero.
    var isNegative: Bool { pence < 0 }

    /// In whole pence by a rule.
    func rounded(_ rule: Rounding) -> Money? {
        if parts == 1 { return Int64(exactly: pence).map { Money(pence: $0) } }
        return Int64(exactly: rule.divide(pence, by: parts)).map { Money(pence: $0) }
    }

    /// By a rulebook's rule: a whole number of its unit.
    func rounded(_ rule: RoundingRule) -> ExactAmount? {
        let unit = Int128(rule.unit.pence)
        let (below, overflow) = parts.multipliedReportingOverflow(by: unit)
        return overflow ? nil : ExactAmount(pence: rule.rule.divide(pence, by: below) * unit)
    }
}
