/// The unit of a figure that the Lua API takes or gives. Where the type alone tells, nothing need be said.
package enum APIUnit: String, Hashable, Sendable, CaseIterable {
    case money, pence, percent, proportion, count, number, fraction, months, own, anyOf, ofMetric

    /// The unit in words: `pounds, exact to the penny`.
    package var words: String {
        switch self {
        case .money: "pounds, exact to the penny"
        case .pence: "pence, exact"
        case .percent: "per cent, an exact fraction"
        case .proportion: "none: only the proportion between the values counts"
        case .count: "a count"
        case .number: "none: a plain number"
        case .fraction: "a fraction of one: at least 0, below 1"
        case .months: "months"
        case .own: "the lever's own: pounds, per cent, or a plain number"
        case .anyOf: "as that of the values"
        case .ofMetric: "the metric's own, in `unit`"
        }
    }
}

extension APIType {
    /// The unit that every value of the kind has; `nil` where it has none, or where the declaration must say.
    var unit: APIUnit? {
        switch self {
        case .money: .money
        case .rate, .object(.rate): .percent
        case .list(let element), .map(let element): element.unit
        default: nil
        }
    }

    /// Whether values are figures whose unit the type does not tell.
    package var needsUnit: Bool {
        switch self {
        case .integer, .number: true
        case .list(let element), .map(let element): element.needsUnit
        case .either(let types): types.contains(where: \.needsUnit)
        default: false
        }
    }
}
