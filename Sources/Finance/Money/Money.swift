/// An exact amount of money in pounds sterling, held as a whole number of pence.
///
/// Arithmetic is checked: a result that does not fit in 64 bits (about ±£92,000 trillion) is an error, never a wrapped
/// or rounded figure. There is no way to make a `Money` from a `Double`.
package struct Money: Hashable, Sendable {
    /// The amount in pence.
    package let pence: Int64

    /// An amount of so many pence.
    package init(pence: Int64) { self.pence = pence }

    /// No money. Not the same as an amount that nobody stated.
    package static let zero = Money(pence: 0)

    /// Whether the amount is exactly nothing.
    package var isZero: Bool { pence == 0 }

    /// Whether the amount is below nothing.
    package var isNegative: Bool { pence < 0 }
}

extension Money {
    /// This amount and another together. Throws ``MoneyError/overflow(_:)`` when the sum does not fit.
    package func adding(_ other: Money) throws(MoneyError) -> Money {
        let (sum, overflow) = pence.addingReportingOverflow(other.pence)
        guard !overflow else { throw .overflow("\(self) + \(other)") }
        return Money(pence: sum)
    }

    /// This amount less another. Throws ``MoneyError/overflow(_:)`` when the difference does not fit.
    package func subtracting(_ other: Money) throws(MoneyError) -> Money {
        let (difference, overflow) = pence.subtractingReportingOverflow(other.pence)
        guard !overflow else { throw .overflow("\(self) - \(other)") }
        return Money(pence: difference)
    }

    /// This amount a whole number of times. Throws ``MoneyError/overflow(_:)`` when the product does not fit.
    package func multiplied(by count: Int64) throws(MoneyError) -> Money {
        let (product, overflow) = pence.multipliedReportingOverflow(by: count)
        guard !overflow else { throw .overflow("\(self) × \(count)") }
        return Money(pence: product)
    }

    /// The same amount with the other sign.
    package func negated() throws(MoneyError) -> Money { try Money.zero.subtracting(self) }

    /// The sum of amounts; nothing for no amounts.
    package static func sum(_ amounts: some Sequence<Money>) throws(MoneyError) -> Money {
        var total = Money.zero
        for amount in amounts { total = try total.adding(amount) }
        return total
    }
}

extension Money: Comparable {
    package static func < (left: Money, right: Money) -> Bool { left.pence < right.pence }
}

/// Why an amount could not be computed.
package enum MoneyError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The result of the calculation named here does not fit in 64 bits of pence.
    case overflow(String)

    package var description: String {
        switch self {
        case .overflow(let calculation): "\(calculation) is too large to hold exactly"
        }
    }
}
