/// Reads amounts in the forms that people type and finance systems print.
///
/// Accepted: `1739307`, `1,739,307`, `£1,739,307.05`, `-£12`, `£-12`, `(1,234.50)` for minus, `500k`, `1.39m`, `2bn`.
/// Refused, each with its own reason: nothing at all, words, groups that are not of three digits, more decimals than
/// there are pence, and amounts too large to hold.
package enum MoneyText {
    /// The unit of a column of figures, declared in its heading.
    package enum Unit: String, Sendable, CaseIterable {
        /// Pounds: `1739307` is £1,739,307.
        case pounds = "gbp"
        /// Thousands of pounds: `1739.307` is £1,739,307.
        case thousandsOfPounds = "gbp_thousand"

        fileprivate var decimalExponent: Int {
            switch self {
            case .pounds: 2
            case .thousandsOfPounds: 5
            }
        }
    }

    /// Why a text is not an amount.
    package enum Failure: Error, Hashable, Sendable {
        /// The text holds nothing but space. A blank is not zero.
        case blank
        /// The text is not in any accepted form.
        case notAnAmount
        /// Thousands separators that do not part groups of three digits, as in `1,23`.
        case misplacedSeparator
        /// The figure is finer than a penny.
        case finerThanPence
        /// The amount does not fit in 64 bits of pence.
        case tooLarge
        /// `k`, `m` or `bn` in a column whose unit is already thousands: it cannot be told what is meant.
        case suffixInThousands
    }

    /// The amount that `text` states, in the given unit.
    package static func parse(_ text: some StringProtocol, unit: Unit = .pounds) throws(Failure) -> Money {
        if unit == .pounds, let pounds = wholePounds(text.utf8) { return Money(pence: pounds * 100) }
        var bytes = Array(text.utf8)[...]
        trim(&bytes)
        guard !bytes.isEmpty else { throw .blank }

        let isBracketed = bytes.first == UInt8(ascii: "(")
        if isBracketed {
            guard bytes.last == UInt8(ascii: ")") else { throw .notAnAmount }
            bytes = bytes.dropFirst().dropLast()
            trim(&bytes)
        }
        var isNegative = takeMinus(&bytes)
        takePoundSign(&bytes)
        if !isNegative { isNegative = takeMinus(&bytes) }
        // A minus inside brackets could mean either sign.
        if isBracketed, isNegative { throw .notAnAmount }
        trim(&bytes)

        let suffixExponent = takeSuffix(&bytes)
        if suffixExponent > 0, unit == .thousandsOfPounds { throw .suffixInThousands }
        let (digits, decimals) = try takeDigits(bytes)
        let pence = try scale(digits, decimals: decimals, exponent: unit.decimalExponent + suffixExponent)
        return try sign(pence, isNegative: isNegative != isBracketed)
    }

    /// The number that a few digits and nothing else state: the form of nearly every cell and setting, read without a
    /// copy.
    private static func wholePounds(_ bytes: some Collection<UInt8>) -> Int64? {
        var pounds: Int64 = 0
        var count = 0
        for byte in bytes {
            count += 1
            guard count <= 15, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            pounds = pounds * 10 + Int64(byte - UInt8(ascii: "0"))
        }
        return count == 0 ? nil : pounds
    }

    private static func trim(_ bytes: inout ArraySlice<UInt8>) {
        func isSpace(_ byte: UInt8?) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        while isSpace(bytes.first) { bytes.removeFirst() }
        while isSpace(bytes.last) { bytes.removeLast() }
    }

    private static func takeMinus(_ bytes: inout ArraySlice<UInt8>) -> Bool {
        if bytes.first == UInt8(ascii: "-") {
            bytes.removeFirst()
            return true
        }
        // U+2212, the minus sign that word processors set.
        if bytes.starts(with: [0xE2, 0x88, 0x92]) {
            bytes.removeFirst(3)
            return true
        }
        return false
    }

    private static func takePoundSign(_ bytes: inout ArraySlice<UInt8>) {
        if bytes.starts(with: [0xC2, 0xA3]) {
            bytes.removeFirst(2)
            trim(&bytes)
        }
    }

    /// The power of ten that `k`, `m` or `bn` at the end stands for; 0 without one.
    private static func takeSuffix(_ bytes: inout ArraySlice<UInt8>) -> Int {
        func endsWith(_ suffix: StaticString) -> Bool {
            let letters = Array(suffix.description.utf8)
            guard bytes.count > letters.count else { return false }
            return zip(bytes.suffix(letters.count), letters).allSatisfy { $0 | 0x20 == $1 }
        }
        for (suffix, exponent) in [("bn" as StaticString, 9), ("m", 6), ("k", 3)] where endsWith(suffix) {
            bytes.removeLast(suffix.utf8CodeUnitCount)
            trim(&bytes)
            return exponent
        }
        return 0
    }

    /// All digits in order, and how many of them stand after the decimal point.
    private static func takeDigits(_ bytes: ArraySlice<UInt8>) throws(Failure) -> (digits: [UInt8], decimals: Int) {
        var digits: [UInt8] = []
        var sinceSeparator: Int?
        var digitsBeforePoint = 0
        var decimals: Int?
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits.append(byte - UInt8(ascii: "0"))
                if decimals == nil { digitsBeforePoint += 1 }
                decimals = decimals.map { $0 + 1 }
                sinceSeparator = sinceSeparator.map { $0 + 1 }
            case UInt8(ascii: ","):
                guard decimals == nil else { throw .misplacedSeparator }
                let isRightSize = sinceSeparator.map { $0 == 3 } ?? (1...3).contains(digitsBeforePoint)
                guard isRightSize else { throw .misplacedSeparator }
                sinceSeparator = 0
            case UInt8(ascii: "."):
                guard decimals == nil else { throw .notAnAmount }
                guard sinceSeparator ?? 3 == 3 else { throw .misplacedSeparator }
                sinceSeparator = nil
                decimals = 0
            default:
                throw .notAnAmount
            }
        }
        guard !digits.isEmpty, decimals != 0 else { throw .notAnAmount }
        guard sinceSeparator ?? 3 == 3 else { throw .misplacedSeparator }
        return (digits, decimals ?? 0)
    }

    private static func scale(_ digits: [UInt8], decimals: Int, exponent: Int) throws(Failure) -> UInt64 {
        var digits = digits
        if decimals > exponent {
            let surplus = digits.suffix(decimals - exponent)
            guard surplus.allSatisfy({ $0 == 0 }) else { throw .finerThanPence }
            digits.removeLast(surplus.count)
        } else {
            digits += Array(repeating: 0, count: exponent - decimals)
        }
        var pence: UInt64 = 0
        for digit in digits {
            let (product, productOverflow) = pence.multipliedReportingOverflow(by: 10)
            let (sum, sumOverflow) = product.addingReportingOverflow(UInt64(digit))
            guard !productOverflow, !sumOverflow else { throw .tooLarge }
            pence = sum
        }
        return pence
    }

    private static func sign(_ magnitude: UInt64, isNegative: Bool) throws(Failure) -> Money {
        if isNegative {
            guard magnitude <= Int64.min.magnitude else { throw .tooLarge }
            return Money(pence: Int64(truncatingIfNeeded: 0 &- magnitude))
        }
        guard let pence = Int64(exactly: magnitude) else { throw .tooLarge }
        return Money(pence: pence)
    }
}

extension MoneyText.Failure {
    /// What is wrong with `text`, in a sentence.
    package func message(for text: some StringProtocol) -> String {
        let shown = text.count > 40 ? "\(text.prefix(40))…" : String(text)
        return switch self {
        case .blank: "an amount is missing"
        case .notAnAmount: "`\(shown)` is not an amount of money"
        case .misplacedSeparator: "the commas in `\(shown)` do not part groups of three digits"
        case .finerThanPence: "`\(shown)` is finer than a penny"
        case .tooLarge: "`\(shown)` is too large to hold exactly"
        case .suffixInThousands: "`\(shown)` has a suffix in a column of thousands of pounds"
        }
    }

    /// How to mend it.
    package var help: String {
        switch self {
        case .blank: "write the amount, or 0 if there is none: a blank is not zero"
        case .notAnAmount: "write it as 1234.56, £1,234.56, (1,234.56) for minus, 500k or 1.39m"
        case .misplacedSeparator: "write 1,234,567 or leave the commas out"
        case .finerThanPence: "round it to the penny where it comes from, and say so beside it"
        case .tooLarge: "check the figure and the unit of its heading"
        case .suffixInThousands: "write the plain figure in thousands, or head the column [gbp]"
        }
    }
}
