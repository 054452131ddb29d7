// Numbers, as Lua reads them: an exponent may have a sign, and letters belong to the number even where they spoil it.

extension LuaLexer {
    /// Takes a number; gives whether it is one.
    mutating func takeNumber() -> Bool {
        let start = position
        if byte() == UInt8(ascii: ".") { position += 1 }
        let isHexadecimal = byte() == UInt8(ascii: "0") && byte(1) | 0x20 == UInt8(ascii: "x")
        let exponent = isHexadecimal ? UInt8(ascii: "p") : UInt8(ascii: "e")
        position += isHexadecimal ? 2 : 1
        while position < bytes.count {
            if byte() | 0x20 == exponent {
                position += 1
                if byte() == UInt8(ascii: "+") || byte() == UInt8(ascii: "-") { position += 1 }
            } else if Self.isLetterOrDigit(byte()) || byte() == UInt8(ascii: ".") {
                position += 1
            } else {
                break
            }
        }
        return Self.isNumber(bytes[start..<position])
    }

    private static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
        var rest = text
        let isHexadecimal =
            rest.count > 2 && rest.first == UInt8(ascii: "0")
            && rest[rest.startIndex + 1] | 0x20 == UInt8(ascii: "x")
        if isHexadecimal { rest = rest.dropFirst(2) }
        let belongs = isHexadecimal ? isHexadecimalDigit : isDigit
        let exponent = isHexadecimal ? UInt8(ascii: "p") : UInt8(ascii: "e")
        let whole = rest.prefix(while: belongs)
        rest = rest.dropFirst(whole.count)
        var digits = whole.count
        if rest.first == UInt8(ascii: ".") {
            let fraction = rest.dropFirst().prefix(while: belongs)
            digits += fraction.count
            rest = rest.dropFirst(fraction.count + 1)
        }
        guard digits > 0 else { return false }
        guard let letter = rest.first else { return true }
        guard letter | 0x20 == exponent else { return false }
        rest = rest.dropFirst()
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        return !rest.isEmpty && rest.allSatisfy(isDigit)
    }
}
