/// A small sum as a person writes it, such as `(60,338 - 58,836) / 60,338`, worked out exactly.
///
/// It knows decimal numbers with or without commas and a per cent sign, `+`, `-`, `*` or `×`, `/` or `÷`, and brackets.
package struct Calculation: Hashable, Sendable {
    /// Why a text is no sum that can be worked out.
    package enum Failure: Error, Hashable, Sendable {
        /// Something stands where it has no meaning: what, or `nil` for the end of the text.
        case unexpected(String?)
        /// A number is divided by zero.
        case divisionByZero
        /// A figure has too many digits.
        case tooLarge
        /// The text is too long or its brackets are nested too deeply.
        case tooLong
    }

    /// The text as it is written.
    package let text: String
    /// What it comes to.
    package let value: Fraction

    /// The most characters of a sum.
    package static let longest = 400
    /// The deepest that brackets may be nested.
    static let deepest = 20

    /// Works out a text.
    package init(_ text: String) throws(Failure) {
        guard text.utf8.count <= Self.longest else { throw .tooLong }
        var reading = CalculationReading(text)
        value = try reading.sum(depth: 0)
        try reading.expectEnd()
        self.text = text
    }
}

/// Reads a sum from left to right.
private struct CalculationReading {
    private let characters: [Character]
    private var place = 0

    init(_ text: String) { characters = Array(text) }

    private mutating func next() -> Character? {
        while place < characters.count, characters[place].isWhitespace { place += 1 }
        return place < characters.count ? characters[place] : nil
    }

    mutating func expectEnd() throws(Calculation.Failure) {
        if let character = next() { throw .unexpected(String(character)) }
    }

    mutating func sum(depth: Int) throws(Calculation.Failure) -> Fraction {
        var total = try product(depth: depth)
        while let sign = next(), "+-−".contains(sign) {
            place += 1
            let part = try product(depth: depth)
            total = try fitting(sign == "+" ? total.adding(part) : total.subtracting(part))
        }
        return total
    }

    private mutating func product(depth: Int) throws(Calculation.Failure) -> Fraction {
        var total = try factor(depth: depth)
        while let sign = next(), "*×/÷".contains(sign) {
            place += 1
            let part = try factor(depth: depth)
            if sign == "*" || sign == "×" {
                total = try fitting(total.times(part))
            } else {
                guard part.above != 0 else { throw .divisionByZero }
                total = try fitting(total.divided(by: part))
            }
        }
        return total
    }

    private mutating func factor(depth: Int) throws(Calculation.Failure) -> Fraction {
        guard depth < Calculation.deepest else { throw .tooLong }
        guard let character = next() else { throw .unexpected(nil) }
        if character == "-" || character == "−" {
            place += 1
            return try factor(depth: depth + 1).negated
        }
        guard character == "(" else { return try number() }
        place += 1
        let value = try sum(depth: depth + 1)
        guard next() == ")" else { throw .unexpected(next().map(String.init)) }
        place += 1
        return value
    }

    private mutating func number() throws(Calculation.Failure) -> Fraction {
        let start = place
        while place < characters.count, characters[place].isASCII,
            characters[place].isNumber || characters[place] == "." || characters[place] == ","
        {
            place += 1
        }
        let digits = String(characters[start..<place])
        guard !digits.isEmpty else { throw .unexpected(String(characters[start])) }
        guard let figure = DecimalFigure(digits) else { throw .unexpected(digits) }
        guard next() == "%" else { return Fraction(figure) }
        place += 1
        return try fitting(Fraction(figure).divided(by: Fraction(100)))
    }

    private func fitting(_ value: Fraction?) throws(Calculation.Failure) -> Fraction {
        guard let value else { throw .tooLarge }
        return value
    }
}
