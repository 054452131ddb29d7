package import Diagnostics
import Finance

/// The values of a lever that a question tries: from one end to the other in equal steps, counted from 0.
package struct LeverGrid: Hashable, Sendable {
    /// The lever, as the scenario declares it and as it stands.
    package let lever: Lever
    /// The number of the last value.
    package let count: Int
    /// Whether a step is the lever's own, and not the smallest that its kind has.
    package let hasOwnStep: Bool
    /// The first value, the step and the last value, as whole numbers of a common part.
    private let start: Int128
    private let step: Int128
    private let end: Int128
    private let parts: Int128

    /// How the values are chosen.
    package struct Choice: Sendable {
        /// The value to begin with, as typed; the lever's least where it is `nil`.
        package var from: String?
        /// The value to end with, as typed; the lever's most where it is `nil`. It may be less than the first.
        package var to: String?
        /// Whether to look at every penny, whole number or hundredth of a percent, whatever the lever's step is.
        package var isExact = false
        /// Whether the last value is tried where no step reaches it.
        package var hasEnd = true

        /// Makes a choice; everything is the lever's own unless it is set.
        package init(from: String? = nil, to: String? = nil, isExact: Bool = false, hasEnd: Bool = true) {
            self.from = from
            self.to = to
            self.isExact = isExact
            self.hasEnd = hasEnd
        }
    }

    /// Makes the grid of a lever, or says why it has none.
    package init(_ lever: Lever, _ choice: Choice = Choice()) throws(Diagnostic) {
        let declaration = lever.declaration
        let first = try Self.end(choice.from, declaration.from, of: lever, "--from", least: true)
        let last = try Self.end(choice.to, declaration.to, of: lever, "--to", least: false)
        let finest = lever.value.finestStep
        var stride = choice.isExact ? finest : declaration.step ?? finest
        if let own = declaration.step, own == finest { stride = own }
        hasOwnStep = !choice.isExact && declaration.step != nil
        let terms = [first, last, stride].map(\.terms)
        // Percentages of a range have small denominators, and so have amounts; others are not worth a search.
        let most = Int128(1) << 62
        let parts = terms.reduce(1 as Int128) { $1.1 < 1 << 30 ? Self.leastMultiple($0, $1.1) : most }
        guard parts < 1 << 50, terms.allSatisfy({ $0.0.magnitude < most }) else {
            throw Diagnostic(
                "lever.no-grid", "the range of lever `\(lever.name)` cannot be divided into steps",
                help: "give its range and step as percentages with few decimals")
        }
        func scaled(_ value: LeverValue) -> Int128 { value.terms.0 * (parts / value.terms.1) }
        let size = Int128(scaled(stride).magnitude)
        let (low, high) = (scaled(first), scaled(last))
        guard size > 0 else {
            throw Diagnostic(
                "lever.no-grid", "lever `\(lever.name)` has steps of nothing", help: "give it a step above nothing")
        }
        guard low != high else {
            throw Diagnostic(
                "lever.one-value", "the range of lever `\(lever.name)` has one value, \(first)",
                reason: "a question tries several", help: "give another --from or --to")
        }
        let length = Int128((high - low).magnitude)
        let isWhole = length % size == 0 || !choice.hasEnd
        guard let count = Int(exactly: length / size + (isWhole ? 0 : 1)), count > 0 else {
            throw Diagnostic(
                "lever.one-value", "the step of lever `\(lever.name)`, \(stride), is longer than its range",
                reason: "a question tries several values", help: "give another --from or --to, or --exact")
        }
        self.lever = lever
        self.parts = parts
        self.count = count
        start = low
        step = high > low ? size : -size
        end = isWhole ? low + step * Int128(count) : high
        for index in [0, count] where lever.value.parsed(text(index)) != value(index) {
            throw Diagnostic(
                "lever.no-grid", "the range of lever `\(lever.name)` cannot be written as percentages",
                help: "give its range and step as percentages with few decimals")
        }
    }

    /// One end of the range.
    private static func end(
        _ text: String?, _ own: LeverValue?, of lever: Lever, _ option: String, least: Bool
    ) throws(Diagnostic) -> LeverValue {
        if let text {
            guard let value = lever.value.parsed(text) else {
                throw Diagnostic(
                    "lever.not-a-value",
                    "`\(text)` of \(option) is not \(lever.value.kind), which lever `\(lever.name)` takes",
                    help: "for example: \(option) \(lever.value)")
            }
            if let refusal = lever.declaration.refusal(of: value) {
                throw Diagnostic("lever.out-of-range", "\(option) cannot be \(value): \(refusal)")
            }
            return value
        }
        if let own { return own }
        if case .boolean = lever.value { return .boolean(!least) }
        throw Diagnostic(
            "lever.no-range", "lever `\(lever.name)` has no \(least ? "least" : "most") that it may be",
            reason: "a question tries the values of a range",
            help: "give the lever `\(least ? "from" : "to")` in the script")
    }

    private static func leastMultiple(_ one: Int128, _ other: Int128) -> Int128 {
        var (a, b) = (one, other)
        while b != 0 { (a, b) = (b, a % b) }
        return one / a * other
    }

    /// The value with a number.
    package func value(_ index: Int) -> LeverValue {
        let scaled = index >= count ? end : start + step * Int128(max(0, index))
        switch lever.value {
        case .money: return .money(Money(pence: Int64(clamping: scaled / parts)))
        case .integer: return .integer(Int64(clamping: scaled / parts))
        case .boolean: return .boolean(scaled != 0)
        case .rate:
            var (a, b) = (scaled.magnitude, parts.magnitude)
            while b != 0 { (a, b) = (b, a % b) }
            let divisor = Int128(max(a, 1))
            let rate = Rate(Int64(clamping: scaled / divisor), over: Int64(clamping: parts / divisor))
            return .rate(rate ?? .zero)
        }
    }

    /// The value with a number, as it is typed after `--set name=`.
    package func text(_ index: Int) -> String {
        if case .money(let amount) = value(index), !amount.isNegative { return amount.formatted(symbol: false) }
        return value(index).description
    }

    /// The setting that gives the lever the value with a number.
    package func setting(_ index: Int) -> LeverSetting { LeverSetting(name: lever.name, text: text(index)) }

    /// The number of the value that is next to another one, towards the first.
    package func index(of value: LeverValue) -> Int {
        let (above, below) = value.terms
        guard above.magnitude < 1 << 62, below < 1 << 30 else { return 0 }
        let distance = (above * parts - start * below) / (step * below)
        return Int(clamping: max(0, min(distance, Int128(count))))
    }

    /// The least that the lever's kind can differ by, in words: a penny, 1, 0.01%.
    package var stepInWords: String {
        switch value(1) {
        case .money(let amount): return Money(pence: Int64(clamping: step.magnitude / parts.magnitude)).inSteps(amount)
        case .integer: return String(step.magnitude / parts.magnitude)
        case .rate: return Rate(Int64(clamping: step.magnitude), over: Int64(clamping: parts)).map(\.description) ?? ""
        case .boolean: return "yes or no"
        }
    }
}

extension Money {
    fileprivate func inSteps(_ amount: Money) -> String { pence == 1 ? "a penny" : description }
}

extension LeverValue {
    /// The value as a fraction of whole numbers.
    fileprivate var terms: (Int128, Int128) {
        switch self {
        case .money(let amount): (Int128(amount.pence), 1)
        case .integer(let number): (Int128(number), 1)
        case .rate(let rate): (Int128(rate.numerator), Int128(rate.denominator))
        case .boolean(let flag): (flag ? 1 : 0, 1)
        }
    }

    /// The least by which two values of the kind differ when a question looks closely.
    fileprivate var finestStep: LeverValue {
        switch self {
        case .money: .money(Money(pence: 1))
        case .integer: .integer(1)
        case .rate: .rate(Rate(1, over: 10_000) ?? .zero)
        case .boolean: .integer(1)
        }
    }
}
