import Diagnostics
package import Finance

/// A value that a scenario leaves open, so that a person, a sweep or a search can turn it.
package struct Lever: Hashable, Sendable {
    /// Its name in the scenario.
    package let name: String
    /// What the script says about it.
    package let declaration: LeverDeclaration
    /// What it is set to in this run.
    package let value: LeverValue
    /// Whether the person who ran the scenario set it.
    package let isSet: Bool

    /// Makes a lever.
    package init(name: String, declaration: LeverDeclaration, value: LeverValue, isSet: Bool) {
        self.name = name
        self.declaration = declaration
        self.value = value
        self.isSet = isSet
    }

    /// The same lever under another name.
    func named(_ name: String) -> Lever {
        Lever(name: name, declaration: declaration, value: value, isSet: isSet)
    }
}

/// What a script says about a lever.
package struct LeverDeclaration: Hashable, Sendable {
    /// What it is when nobody sets it.
    package let defaultValue: LeverValue
    /// The least it may be.
    package let from: LeverValue?
    /// The most it may be.
    package let to: LeverValue?
    /// How far apart the values of a sweep stand.
    package let step: LeverValue?
    /// What it means.
    package let about: String?

    /// Makes a declaration.
    package init(defaultValue: LeverValue, from: LeverValue?, to: LeverValue?, step: LeverValue?, about: String?) {
        self.defaultValue = defaultValue
        self.from = from
        self.to = to
        self.step = step
        self.about = about
    }
}

/// What a lever can be set to.
package enum LeverValue: Hashable, Sendable, CustomStringConvertible {
    case money(Money)
    case rate(Rate)
    case integer(Int64)
    case boolean(Bool)

    package var description: String {
        switch self {
        case .money(let amount): amount.description
        case .rate(let rate): rate.description
        case .integer(let number): String(number)
        case .boolean(let flag): flag ? "true" : "false"
        }
    }

    /// The kind of value in words.
    package var kind: String {
        switch self {
        case .money: "an amount of money"
        case .rate: "a percentage with its sign"
        case .integer: "a whole number"
        case .boolean: "true or false"
        }
    }

    /// Reads a value of the same kind as this one from what a person typed.
    func parsed(_ text: String) -> LeverValue? {
        switch self {
        case .money: (try? MoneyText.parse(text)).map { .money($0) }
        // 0.5 could mean half or half a percent, so the sign must say.
        case .rate: text.hasSuffix("%") ? Rate(percentage: text).map { .rate($0) } : nil
        case .integer: Int64(text).map { .integer($0) }
        case .boolean: text == "true" ? .boolean(true) : text == "false" ? .boolean(false) : nil
        }
    }

    /// Whether both are of one kind.
    func isSameKind(as other: LeverValue) -> Bool { kind == other.kind }

    /// Whether this is less than another of the same kind.
    func isLess(than other: LeverValue) -> Bool {
        switch (self, other) {
        case (.money(let left), .money(let right)): left < right
        case (.integer(let left), .integer(let right)): left < right
        case (.rate(let left), .rate(let right)):
            Int128(left.numerator) * Int128(right.denominator) < Int128(right.numerator) * Int128(left.denominator)
        default: false
        }
    }
}

extension LeverDeclaration {
    /// Whether a value lies within the range; the reason why not otherwise.
    func refusal(of value: LeverValue) -> String? {
        if let from, value.isLess(than: from) { return "it is below the least that the lever allows, \(from)" }
        if let to, to.isLess(than: value) { return "it is above the most that the lever allows, \(to)" }
        return nil
    }

    /// The lever with what a person set, or its default. Throws a diagnostic that says what the lever takes.
    func resolved(_ name: String, setTo text: String?) throws(Diagnostic) -> Lever {
        guard let text else { return Lever(name: name, declaration: self, value: defaultValue, isSet: false) }
        guard let value = defaultValue.parsed(text) else {
            throw Diagnostic(
                "lever.not-a-value", "`\(text)` is not \(defaultValue.kind), which lever `\(name)` takes",
                help: "for example: --set \(name)=\(defaultValue)")
        }
        if let refusal = refusal(of: value) {
            throw Diagnostic("lever.out-of-range", "lever `\(name)` cannot be set to \(value): \(refusal)")
        }
        return Lever(name: name, declaration: self, value: value, isSet: true)
    }
}
