/// Splits a script into the tokens that Lua's own compiler sees.
///
/// It takes any bytes and never stops early: what is wrong with a token is noted in it, and the lexer goes on behind.
/// The fences of a script rely on that, as a token that only this lexer misread must hide nothing behind it.
package struct LuaLexer {
    let bytes: [UInt8]
    var position: Int
    /// The comments that were passed over so far, with their dashes.
    package private(set) var comments: [Range<Int>] = []

    /// A lexer at the first token of a text. A byte order mark and a first line that starts with `#` are passed over.
    package init(_ text: SourceText) {
        bytes = text.bytes
        position = text.start
    }

    /// A lexer at the first token of a piece of a script, which may well start with `#`.
    package init(piece bytes: [UInt8]) {
        self.bytes = bytes
        position = 0
    }

    /// The byte some places on, or 0 behind the end.
    func byte(_ offset: Int = 0) -> UInt8 {
        position + offset < bytes.count ? bytes[position + offset] : 0
    }

    /// Whether the next byte is there, and is this one.
    func isNext(_ letter: Unicode.Scalar, _ offset: Int = 0) -> Bool {
        byte(offset) == UInt8(ascii: letter) && position + offset < bytes.count
    }

    /// The next token; at the end of the script the same one for ever.
    package mutating func next() -> LuaToken {
        while position < bytes.count {
            let start = position
            let first = byte()
            switch first {
            case 9, 10, 11, 12, 13, 32: position += 1
            case UInt8(ascii: "-") where isNext("-", 1):
                if let problem = skipComment() {
                    return LuaToken(kind: .text, range: start..<position, problem: problem)
                }
                comments.append(start..<position)
            case _ where Self.isLetter(first):
                while Self.isLetterOrDigit(byte()) { position += 1 }
                return LuaToken(kind: keyword(start..<position) ?? .name, range: start..<position, problem: nil)
            case _ where Self.isDigit(first) || (first == UInt8(ascii: ".") && Self.isDigit(byte(1))):
                let isNumber = takeNumber()
                return LuaToken(kind: .number, range: start..<position, problem: isNumber ? nil : .number)
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                let problem = takeQuoted(first)
                return LuaToken(kind: .text, range: start..<position, problem: problem)
            case UInt8(ascii: "["):
                if let level = longBracketLevel() {
                    let isClosed = skipLongBracket(level)
                    return LuaToken(
                        kind: .text, range: start..<position, problem: isClosed ? nil : .unfinishedLongText)
                }
                position += 1
                return LuaToken(
                    kind: .openBracket, range: start..<position, problem: isNext("=") ? .longBracket : nil)
            default:
                let kind = symbol(first)
                return LuaToken(kind: kind, range: start..<position, problem: nil)
            }
        }
        return LuaToken(kind: .endOfScript, range: bytes.count..<bytes.count, problem: nil)
    }

    // MARK: Symbols and words

    private mutating func symbol(_ first: UInt8) -> LuaToken.Kind {
        position += 1
        func either(_ second: Unicode.Scalar, _ both: LuaToken.Kind, _ alone: LuaToken.Kind) -> LuaToken.Kind {
            guard isNext(second) else { return alone }
            position += 1
            return both
        }
        switch Unicode.Scalar(first) {
        case "+": return .plus
        case "-": return .minus
        case "*": return .times
        case "/": return either("/", .divideWhole, .divide)
        case "%": return .remainder
        case "^": return .power
        case "#": return .length
        case "&": return .ampersand
        case "~": return either("=", .unequal, .tilde)
        case "|": return .bar
        case "<": return isNext("<") ? either("<", .shiftLeft, .less) : either("=", .lessOrEqual, .less)
        case ">": return isNext(">") ? either(">", .shiftRight, .greater) : either("=", .greaterOrEqual, .greater)
        case "=": return either("=", .equal, .assign)
        case "(": return .openParenthesis
        case ")": return .closeParenthesis
        case "{": return .openBrace
        case "}": return .closeBrace
        case "]": return .closeBracket
        case ":": return either(":", .label, .colon)
        case ";": return .semicolon
        case ",": return .comma
        case ".":
            guard isNext(".") else { return .dot }
            position += 1
            return either(".", .rest, .join)
        default:
            // A character of several bytes is one stray token, so that its place and its words are whole.
            while byte() & 0xC0 == 0x80 { position += 1 }
            return .stray
        }
    }

    /// The words of Lua by their letters, packed into a number.
    private static let keywords: [UInt64: LuaToken.Kind] = Dictionary(
        uniqueKeysWithValues: LuaToken.Kind.keywords.map { (packed($0.rawValue.utf8), $0) })

    private static func packed(_ letters: some Sequence<UInt8>) -> UInt64 {
        letters.reduce(0) { $0 << 8 | UInt64($1) }
    }

    private func keyword(_ range: Range<Int>) -> LuaToken.Kind? {
        range.count <= 8 ? Self.keywords[Self.packed(bytes[range])] : nil
    }

    // MARK: Letters

    static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    static func isHexadecimalDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "f"))
    }

    static func isLetter(_ byte: UInt8) -> Bool {
        let lower = byte | 0x20
        return (lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")) || byte == UInt8(ascii: "_")
    }

    static func isLetterOrDigit(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }
}
