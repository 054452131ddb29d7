// Texts and comments, and what a text says.

extension LuaLexer {
    /// Passes over a comment; gives what is wrong with it.
    mutating func skipComment() -> LexicalProblem? {
        position += 2
        if isNext("["), let level = longBracketLevel() {
            return skipLongBracket(level) ? nil : .unfinishedLongText
        }
        while position < bytes.count, byte() != 10, byte() != 13 { position += 1 }
        return nil
    }

    /// The number of `=` of a long bracket that opens here.
    func longBracketLevel() -> Int? {
        var level = 0
        while byte(1 + level) == UInt8(ascii: "=") { level += 1 }
        return isNext("[", 1 + level) ? level : nil
    }

    /// Passes over a long bracket; gives whether it is closed.
    mutating func skipLongBracket(_ level: Int) -> Bool {
        position += level + 2
        while position < bytes.count {
            guard byte() == UInt8(ascii: "]") else {
                position += 1
                continue
            }
            var equals = 0
            while byte(1 + equals) == UInt8(ascii: "=") { equals += 1 }
            position += 1 + equals  // at the next `]`, which may also begin the closing bracket
            if equals == level, isNext("]") {
                position += 1
                return true
            }
        }
        return false
    }

    /// Takes a quoted text; gives what is wrong with it.
    mutating func takeQuoted(_ quote: UInt8) -> LexicalProblem? {
        var problem: LexicalProblem?
        position += 1
        while position < bytes.count, byte() != quote, byte() != 10, byte() != 13 {
            if byte() == UInt8(ascii: "\\") {
                position += 1
                if position < bytes.count, !takeEscape(), problem == nil { problem = .escape }
            } else {
                position += 1
            }
        }
        guard position < bytes.count, byte() == quote else { return problem ?? .unfinishedText }
        position += 1
        return problem
    }

    /// Takes what follows a `\`; gives whether Lua knows it.
    private mutating func takeEscape() -> Bool {
        let letter = byte()
        position += 1
        switch Unicode.Scalar(letter) {
        case "a", "b", "f", "n", "r", "t", "v", "\\", "\"", "'": return true
        case "\n", "\r":
            if position < bytes.count, byte() == 10 || byte() == 13, byte() != letter { position += 1 }
            return true
        case "z":
            while position < bytes.count, (9...13).contains(byte()) || byte() == 32 { position += 1 }
            return true
        case "x":
            guard Self.isHexadecimalDigit(byte()), Self.isHexadecimalDigit(byte(1)) else { return false }
            position += 2
            return true
        case "u": return takeCodePoint()
        case "0"..."9":
            var value = Int(letter - 48)
            for _ in 0..<2 where Self.isDigit(byte()) {
                value = value * 10 + Int(byte() - 48)
                position += 1
            }
            return value <= 255
        default: return false
        }
    }

    /// Takes `{1F600}`. Lua allows numbers up to 31 bits.
    private mutating func takeCodePoint() -> Bool {
        guard isNext("{"), Self.isHexadecimalDigit(byte(1)) else { return false }
        position += 1
        var value: UInt64 = 0
        while Self.isHexadecimalDigit(byte()) {
            value = min(value << 4 | UInt64(Self.value(of: byte())), 1 << 32)
            position += 1
        }
        guard value < 1 << 31, isNext("}") else { return false }
        position += 1
        return true
    }

    private static func value(of digit: UInt8) -> UInt8 {
        isDigit(digit) ? digit - 48 : (digit | 0x20) - UInt8(ascii: "a") + 10
    }

    // MARK: What a text says

    /// The text that a token of kind `text` stands for, without its quotes. Bytes that are not UTF-8 are replaced.
    package static func value(of token: LuaToken, in source: SourceText) -> String {
        let written = source.bytes[token.range]
        guard token.problem == nil, let first = written.first else { return "" }
        if first == UInt8(ascii: "[") {
            let level = written.dropFirst().prefix { $0 == UInt8(ascii: "=") }.count
            var inside = written.dropFirst(level + 2).dropLast(level + 2)
            // A line break right behind the bracket is not part of the text, and one is `\n` however it is written.
            if let letter = inside.first, letter == 10 || letter == 13 {
                inside = inside.dropFirst(breakLength(inside))
            }
            return String(decoding: unified(inside), as: UTF8.self)
        }
        let inside = written.dropFirst().dropLast()
        guard inside.contains(UInt8(ascii: "\\")) else { return String(decoding: inside, as: UTF8.self) }
        return String(decoding: unescaped(inside), as: UTF8.self)
    }

    /// The bytes of the line break that a text begins with: one, or a pair of different ones.
    private static func breakLength(_ text: ArraySlice<UInt8>) -> Int {
        guard let second = text.dropFirst().first else { return 1 }
        return (second == 10 || second == 13) && second != text.first ? 2 : 1
    }

    private static func unified(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var rest = text
        while let letter = rest.first {
            let isBreak = letter == 10 || letter == 13
            result.append(isBreak ? 10 : letter)
            rest = rest.dropFirst(isBreak ? breakLength(rest) : 1)
        }
        return result
    }

    private static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var rest = text
        while let letter = rest.popFirst() {
            guard letter == UInt8(ascii: "\\"), let escape = rest.first else {
                result.append(letter)
                continue
            }
            if escape == 10 || escape == 13 {
                rest = rest.dropFirst(breakLength(rest))
                result.append(10)
                continue
            }
            rest = rest.dropFirst()
            switch Unicode.Scalar(escape) {
            case "a": result.append(7)
            case "b": result.append(8)
            case "f": result.append(12)
            case "n": result.append(10)
            case "r": result.append(13)
            case "t": result.append(9)
            case "v": result.append(11)
            case "z": rest = rest.drop { (9...13).contains($0) || $0 == 32 }
            case "x":
                result.append(rest.prefix(2).reduce(0) { $0 << 4 | value(of: $1) })
                rest = rest.dropFirst(2)
            case "u":
                let digits = rest.dropFirst().prefix(while: isHexadecimalDigit)
                let code = digits.reduce(0 as UInt32) { $0 << 4 | UInt32(value(of: $1)) }
                // Above Unicode Lua writes bytes that are not UTF-8; they would be replaced all the same.
                result += Array(String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8)
                rest = rest.dropFirst(digits.count + 2)
            case "0"..."9":
                let more = rest.prefix(2).prefix(while: isDigit)
                result.append(UInt8(clamping: more.reduce(Int(escape - 48)) { $0 * 10 + Int($1 - 48) }))
                rest = rest.dropFirst(more.count)
            default: result.append(escape)
            }
        }
        return result
    }
}
