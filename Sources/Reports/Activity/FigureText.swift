import Finance
import Outcomes

// Counts, rates and changes as people read them.

/// A count in groups of three digits.
func counted(_ count: Int64?) -> String { count.map { DecimalFigure(digits: $0).description } ?? notStated }

/// A difference with its sign; a dash for none.
func signed(_ difference: Int64) -> String {
    difference == 0 ? "–" : (difference > 0 ? "+" : "") + DecimalFigure(digits: difference).description
}

/// A figure with its sign.
func signed(_ figure: DecimalFigure?) -> String {
    guard let figure else { return "cannot be told" }
    return (figure.digits > 0 ? "+" : "") + figure.description
}

/// A percentage with its sign and so many decimals.
func percentage(_ quotient: Fraction?, places: Int = 1) -> String {
    quotient?.rounded(places: places).map { signed($0) + "%" } ?? "cannot be told"
}

/// An exact figure with so many decimals.
func rounded(_ quotient: Fraction?, places: Int = 2) -> String {
    quotient?.rounded(places: places)?.description ?? "not known"
}

/// An estimate with so many decimals.
func estimate(_ value: Double?, places: Int = 1, sign: Bool = false) -> String {
    guard let figure = value.flatMap({ estimated($0, places: places) }) else { return "cannot be told" }
    return sign ? signed(figure) : figure.description
}

/// A range of people.
func people(_ range: ClosedRange<Int64>?) -> String {
    guard let range else { return "none" }
    return range.count == 1
        ? counted(range.lowerBound) : "\(counted(range.lowerBound)) to \(counted(range.upperBound))"
}

/// A figure as JSON: text, as a binary number would not hold it exactly.
func json(_ figure: DecimalFigure?) -> JSONValue { .optional(figure?.plain) }

extension DecimalFigure {
    /// The figure without commas.
    var plain: String { description.filter { $0 != "," } }
}

extension DelayedTransfers.Part {
    /// The part as the head of a column.
    var words: String {
        switch self {
        case .nhs: "NHS"
        case .socialCare: "Social care"
        case .joint: "Joint"
        case .total: "Total"
        }
    }
}

/// A heading with a double line below.
func reportTitle(_ title: String) -> String { "\(title)\n\(String(repeating: "═", count: title.count))\n\n" }
