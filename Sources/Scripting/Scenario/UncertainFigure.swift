package import Draws
package import Finance
import LuaHost

/// A figure that a script is not sure of: how likely each of many values is, and what they are.
package struct UncertainFigure: Hashable, Sendable {
    /// What the values are.
    package enum Kind: Hashable, Sendable {
        /// Plain numbers.
        case number
        /// Amounts of money, held in £.
        case money
        /// Rates, held as fractions.
        case rate

        /// Several values of the kind, in words.
        var plural: String {
            switch self {
            case .number: "numbers"
            case .money: "amounts of money"
            case .rate: "percentages"
            }
        }
    }

    /// How likely each value is.
    package let distribution: Distribution
    /// What the values are.
    package let kind: Kind

    /// Makes a figure.
    package init(_ distribution: Distribution, _ kind: Kind) {
        self.distribution = distribution
        self.kind = kind
    }

    /// In words, as in `between £400 and £900 (nine times in ten)`.
    package var text: String {
        // The shapes of a share, and what is said of logarithms, are plain numbers whatever the values are.
        switch distribution {
        case .beta, .lognormal:
            let ends = [0.05, 0.95].map { words(distribution.quantile($0)) }
            let shape = if case .beta = distribution { "beta" } else { "lognormal" }
            return "between \(ends[0]) and \(ends[1]) (nine times in ten, \(shape))"
        default: return distribution.description(of: words)
        }
    }

    /// One of its values in words.
    private func words(_ value: Double) -> String {
        switch kind {
        case .number: UncertainFigure(.certain(value), .number).distribution.description
        case .money: Self.money(value).description
        case .rate: Self.rate(value).description
        }
    }

    /// £ as exact money; what no amount can be becomes the nearest that can.
    package static func money(_ pounds: Double) -> Money {
        let pence = (pounds * 100).rounded(.toNearestOrAwayFromZero)
        return Money(
            pence: Int64(exactly: pence) ?? (pence < 0 ? -9_000_000_000_000_000_000 : 9_000_000_000_000_000_000))
    }

    /// A fraction as an exact rate, to a millionth of a per cent.
    static func rate(_ fraction: Double) -> Rate {
        let parts = (fraction * 100_000_000).rounded(.toNearestOrAwayFromZero)
        return Rate(Int64(exactly: parts) ?? (parts < 0 ? -.max : .max), over: 100_000_000) ?? .zero
    }

    /// One of its values for a script.
    func value(_ value: Double, _ session: ScenarioSession) -> LuaValue {
        switch kind {
        case .number: .number(value)
        case .money: .money(pence: Self.money(value).pence)
        case .rate: session.value(RateHandle(Self.rate(value)))
        }
    }
}

/// An uncertain figure as a script sees it.
final class UncertainHandle: ScriptObject {
    let className = APIClassName.uncertain
    let figure: UncertainFigure
    var text: String { figure.text }

    init(_ figure: UncertainFigure) { self.figure = figure }
}

extension UncertainFigure {
    /// A value of a script that is a figure, as a number and its kind; `nil` for any other value.
    static func plain(_ value: LuaValue) -> (value: Double, kind: Kind)? {
        switch value {
        case .integer(let number): (Double(number), .number)
        case .number(let number): (number, .number)
        case .money(let pence): (Double(pence) / 100, .money)
        case .object(_, let object as RateHandle):
            (Double(object.rate.numerator) / Double(object.rate.denominator), .rate)
        default: nil
        }
    }

    /// A value of a script that is a figure, certain or not.
    init?(_ value: LuaValue) {
        if case .object(_, let object as UncertainHandle) = value {
            self = object.figure
        } else if let plain = Self.plain(value) {
            self.init(.certain(plain.value), plain.kind)
        } else {
            return nil
        }
    }
}
