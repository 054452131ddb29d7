extension Distribution: CustomStringConvertible {
    /// The distribution in words, such as `between 1,490 and 2,197 (nine times in ten)`.
    package var description: String { description(of: words) }

    /// The same with each value written in a form of its own, such as an amount of money.
    package func description(of words: (Double) -> String) -> String {
        switch self {
        case .certain(let value): words(value)
        case .between(let low, let high):
            low == high ? words(low) : "between \(words(low)) and \(words(high)) (nine times in ten)"
        case .uniform(let low, let high): "anywhere between \(words(low)) and \(words(high)), equally likely"
        case .triangular(let low, let mode, let high):
            "between \(words(low)) and \(words(high)), likeliest \(words(mode)) (triangular)"
        case .pert(let low, let mode, let high):
            "between \(words(low)) and \(words(high)), likeliest \(words(mode)) (PERT)"
        case .normal(let mean, let deviation):
            "around \(words(mean)), with a standard deviation of \(words(deviation)) (normal)"
        case .lognormal(let mean, let deviation):
            "a logarithm around \(words(mean)), with a standard deviation of \(words(deviation)) (lognormal)"
        case .beta(let alpha, let beta): "a share with shapes \(words(alpha)) and \(words(beta)) (beta)"
        case .discrete(let weighted):
            weighted.count == 1 ? "1 weighted value" : "one of \(counted(weighted.count)) weighted values"
        case .empirical(let values):
            values.count == 1 ? "the 1 value seen" : "one of the \(counted(values.count)) values seen"
        }
    }

    private func counted(_ count: Int) -> String { words(Double(count)) }
}

/// A number as people write it: thousands with commas, no digits that say nothing.
func words(_ number: Double) -> String {
    let text = number.description
    // Very large and very small numbers stand with an exponent, where commas have no place.
    guard number.isFinite, !text.contains("e") else { return text }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let isNegative = text.hasPrefix("-")
    let digits = Array(parts[0].drop { $0 == "-" })
    var whole = ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index).isMultiple(of: 3) { whole += "," }
        whole.append(digit)
    }
    let rest = parts.count > 1 && parts[1] != "0" ? "." + parts[1] : ""
    return (isNegative && number != 0 ? "-" : "") + whole + rest
}
