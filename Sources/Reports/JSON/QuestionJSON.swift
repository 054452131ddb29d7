import Finance
import Questions
import Scripting

// The values of levers and expressions as JSON: money in pence, rates as fractions.

extension LeverValue {
    var json: JSONValue {
        switch self {
        case .money(let amount): .object([("pence", .integer(amount.pence))])
        case .rate(let rate):
            .object([("numerator", .integer(rate.numerator)), ("denominator", .integer(rate.denominator))])
        case .integer(let number): .integer(number)
        case .boolean(let flag): .boolean(flag)
        }
    }
}

extension QuestionValue {
    var json: JSONValue {
        switch self {
        case .money(let amount): .object([("pence", .integer(amount.pence))])
        case .rate(let rate):
            .object([("numerator", .integer(rate.numerator)), ("denominator", .integer(rate.denominator))])
        case .integer(let number): .integer(number)
        // As text: JSON has no form for a number that every reader keeps to the last digit.
        case .number(let number): .object([("number", .string("\(number)"))])
        case .boolean(let flag): .boolean(flag)
        }
    }

    /// The value as people write it.
    var words: String {
        switch self {
        case .boolean(let flag): flag ? "true" : "false"
        case .rate(let rate): rate.description
        default: Quantity(self)?.description ?? ""
        }
    }
}

extension Quantity {
    var json: JSONValue {
        switch unit {
        case .money: .object([("pence", .integer(Int64(clamping: Int128(amount))))])
        case .rate, .number: .object([("number", .string("\(amount)"))])
        }
    }
}

extension PartReading {
    var json: JSONValue {
        .object([
            ("part", .string(part.text)), ("holds", holds.map { .boolean($0) } ?? .null), ("left", left.json),
            ("right", right?.json ?? .null), ("margin", margin?.json ?? .null),
        ])
    }
}
