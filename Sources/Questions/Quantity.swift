package import Finance
package import Scripting

/// A figure that a question reckons with: a value of an expression, a headroom, or the difference of two.
///
/// Money is exact. Rates and numbers are compared exactly as values and are estimates as differences.
package struct Quantity: Hashable, Sendable, CustomStringConvertible {
    /// What it is a figure of.
    package enum Unit: Hashable, Sendable { case money, rate, number }

    /// What it is a figure of.
    package let unit: Unit
    /// Pence of money, the whole of a rate (2% is 0.02), or the number.
    package let amount: Double
    /// Pence, where it is money.
    private let pence: Int128

    /// An amount of money.
    package init(pence: Int128) {
        unit = .money
        amount = Double(pence)
        self.pence = pence
    }

    /// An amount of money.
    package init(_ money: Money) { self.init(pence: Int128(money.pence)) }

    /// A figure of a unit; money is rounded to the penny.
    package init(_ unit: Unit, _ amount: Double) {
        self.unit = unit
        let whole = amount.rounded()
        pence = unit == .money && whole.magnitude < 1e36 ? Int128(whole) : 0
        self.amount = unit == .money ? whole : amount
    }

    /// The figure that a value is; `nil` for true and false, which have no size.
    package init?(_ value: QuestionValue) {
        switch value {
        case .money(let money): self.init(money)
        case .rate(let rate): self.init(.rate, Double(rate.numerator) / Double(rate.denominator))
        case .integer(let number): self.init(.number, Double(number))
        case .number(let number): self.init(.number, number)
        case .boolean: return nil
        }
    }

    /// This figure less another of the same unit.
    package func less(_ other: Quantity) -> Quantity {
        unit == .money ? Quantity(pence: pence - other.pence) : Quantity(unit, amount - other.amount)
    }

    /// The figure without its sign.
    package var magnitude: Quantity { amount < 0 ? Quantity(unit, 0).less(self) : self }

    /// The figure as people write it.
    package var description: String {
        switch unit {
        case .money: return Money(pence: Int64(clamping: pence)).description
        case .rate: return Self.decimal(amount * 100) + "%"
        case .number: return Self.decimal(amount)
        }
    }

    /// The figure with a sign before it, for changes.
    package var signed: String { amount > 0 ? "+\(self)" : description }

    /// A number with at most six decimals: more is not known of an estimate.
    private static func decimal(_ number: Double) -> String {
        guard number.magnitude < 1e12 else {
            // A whole number stands in full as long as a number holds every digit of it, and a little beyond.
            guard number.magnitude < 1e18 else { return "\(number)" }
            return (number < 0 ? "-" : "") + Money.grouped(UInt64(number.magnitude.rounded()))
        }
        let millionths = Int64((number * 1e6).rounded())
        var digits = String(millionths.magnitude)
        digits = String(repeating: "0", count: max(0, 7 - digits.count)) + digits
        let (whole, rest) = (digits.dropLast(6), digits.suffix(6))
        var fraction = Substring(rest)
        while fraction.last == "0" { fraction.removeLast() }
        let grouped = Money.grouped(UInt64(whole) ?? 0)
        return (millionths < 0 ? "-" : "") + grouped + (fraction.isEmpty ? "" : "." + fraction)
    }
}

/// One part of an expression at one setting: its sides, and whether it holds.
package struct PartReading: Hashable, Sendable {
    /// The part.
    package let part: ScenarioExpression.Part
    /// What the left side is, or the part as a whole.
    package let left: QuestionValue
    /// What the right side is; `nil` where nothing is compared.
    package let right: QuestionValue?
    /// Whether it holds; `nil` for a figure, which holds nothing.
    package let holds: Bool?
    /// By how much it holds, below zero where it does not; `nil` where no figures are compared.
    package let margin: Quantity?

    init(_ part: ScenarioExpression.Part, _ left: QuestionValue, _ right: QuestionValue?) {
        self.part = part
        self.left = left
        self.right = right
        guard let right, let comparison = part.comparison else {
            if case .boolean(let flag) = left { holds = flag } else { holds = nil }
            margin = nil
            return
        }
        let order = left.order(to: right)
        switch comparison {
        case .atLeast: holds = order >= 0
        case .atMost: holds = order <= 0
        case .above: holds = order > 0
        case .below: holds = order < 0
        case .equal: holds = order == 0
        }
        guard let one = Quantity(left), let other = Quantity(right) else {
            margin = nil
            return
        }
        switch comparison {
        case .atLeast, .above: margin = one.less(other)
        case .atMost, .below: margin = other.less(one)
        case .equal: margin = Quantity(one.unit, 0).less(one.less(other).magnitude)
        }
    }

    /// The readings of an expression's parts, from the values that are left; takes them from there.
    static func readings(
        of expression: ScenarioExpression, from values: inout ArraySlice<QuestionValue>
    ) -> [PartReading] {
        expression.parts.map { part in
            let left = values.popFirst() ?? .boolean(false)
            let right = part.comparison == nil ? nil : values.popFirst() ?? .boolean(false)
            return PartReading(part, left, right)
        }
    }
}

extension QuestionValue {
    /// -1, 0 or 1: how this value stands to another of its kind.
    fileprivate func order(to other: QuestionValue) -> Int {
        func compare<Value: Comparable>(_ one: Value, _ other: Value) -> Int {
            one < other ? -1 : one > other ? 1 : 0
        }
        switch (self, other) {
        case (.money(let one), .money(let other)): return compare(one, other)
        case (.rate(let one), .rate(let other)):
            return compare(
                Int128(one.numerator) * Int128(other.denominator), Int128(other.numerator) * Int128(one.denominator))
        case (.integer(let one), .integer(let other)): return compare(one, other)
        case (.boolean(let one), .boolean(let other)): return compare(one ? 1 : 0, other ? 1 : 0)
        default: return compare(Quantity(self)?.amount ?? 0, Quantity(other)?.amount ?? 0)
        }
    }
}
