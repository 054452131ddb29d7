/// Text as a workbook holds it. XML knows no control characters, so Excel writes them as `_x0001_`, and what looks like
/// that as `_x005F_x0001_`.
package enum CellText {
    /// The most letters of a cell, counted as Excel does.
    package static let longest = 32_767

    /// The text with everything escaped that XML cannot hold.
    package static func escaped(_ text: String) -> String {
        // Nearly all texts have nothing to escape.
        let isPlain = text.utf8.allSatisfy { ($0 >= 0x20 && $0 != UInt8(ascii: "_") && $0 != 0xEF) || $0 == 0x0A }
        if isPlain { return text }
        var result = ""
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            switch scalar.value {
            case 0x0..<0x0A, 0x0B..<0x20, 0xFFFE, 0xFFFF: result += code(scalar.value)
            case 0x5F where isCode(scalars, at: index): result += code(0x5F)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The text that an escaped one stands for.
    static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "_")) else { return text }
        var result = String.UnicodeScalarView()
        let scalars = Array(text.unicodeScalars)
        var index = 0
        while index < scalars.count {
            if isCode(scalars, at: index), let value = value(scalars[index + 2..<index + 6]),
                let scalar = UnicodeScalar(value)
            {
                result.append(scalar)
                index += 7
            } else {
                result.append(scalars[index])
                index += 1
            }
        }
        return String(result)
    }

    /// Whether `_x` and four hexadecimal digits and `_` stand here.
    private static func isCode(_ scalars: [UnicodeScalar], at index: Int) -> Bool {
        guard index + 6 < scalars.count, scalars[index] == "_", scalars[index + 1] == "x", scalars[index + 6] == "_"
        else { return false }
        return value(scalars[index + 2..<index + 6]) != nil
    }

    private static func value(_ digits: ArraySlice<UnicodeScalar>) -> UInt32? {
        var value: UInt32 = 0
        for digit in digits {
            guard digit.isASCII, let number = Character(digit).hexDigitValue else { return nil }
            value = value * 16 + UInt32(number)
        }
        return value
    }

    private static func code(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return "_x" + String(repeating: "0", count: 4 - digits.count) + digits + "_"
    }

    /// The text in pieces that a cell holds, escaped or not; one piece of nearly every text.
    static func parts(_ text: String) -> [String] {
        // Each letter of the longest escape is one that counts.
        let most = longest / 7
        guard text.utf8.count > most else { return [text] }
        var parts: [String] = []
        var part = String.UnicodeScalarView()
        var count = 0
        for scalar in text.unicodeScalars {
            if count + 2 > most {
                parts.append(String(part))
                (part, count) = (String.UnicodeScalarView(), 0)
            }
            part.append(scalar)
            count += scalar.value > 0xFFFF ? 2 : 1
        }
        return parts + [String(part)]
    }

    /// The text cut to what a cell holds, with an ellipsis where it was longer.
    static func fitting(_ text: String) -> String {
        guard text.utf8.count > longest, text.utf16.count > longest else { return text }
        var result = ""
        var count = 1
        for character in text {
            count += character.utf16.count
            if count > longest { break }
            result.append(character)
        }
        return result + "…"
    }
}
