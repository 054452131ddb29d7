/// The words and signs of a piece of Lua text, for looking at what a person typed: what it keeps, where the cursor is.
///
/// It never fails: what is not closed ends with the text.
struct LuaTokens {
    /// What a token is.
    enum Kind: Equatable {
        case name, symbol, number
        /// A text in quotes or long brackets, and whether it is closed.
        case text(isClosed: Bool)
    }

    /// One word or sign.
    struct Token: Equatable {
        let kind: Kind
        /// The place in the bytes of the text.
        let bytes: Range<Int>
        /// As it is written.
        let spelling: String
        /// How many blocks (functions, loops, conditions) are open around it.
        let depth: Int
        /// Whether one of them is a function.
        let isInFunction: Bool
    }

    /// The tokens in their order.
    private(set) var tokens: [Token] = []
    private let bytes: [UInt8]
    private var position = 0
    /// The open blocks, the innermost last, and whether each is a function.
    private var blocks: [Bool] = []

    init(_ text: String) {
        bytes = Array(text.utf8)
        while let token = next() { tokens.append(token) }
    }

    private static let openers: Set<String> = ["function", "do", "if", "repeat"]
    private static let closers: Set<String> = ["end", "until"]

    /// The words that Lua keeps for itself.
    static let keywords: Set<String> = [
        "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil",
        "not", "or", "repeat", "return", "then", "true", "until", "while",
    ]

    private func byte(_ offset: Int = 0) -> UInt8 {
        position + offset < bytes.count ? bytes[position + offset] : 0
    }

    private mutating func next() -> Token? {
        skipSpaceAndComments()
        guard position < bytes.count else { return nil }
        let start = position
        let first = byte()
        if Self.isLetter(first) {
            while position < bytes.count, Self.isLetter(byte()) || Self.isDigit(byte()) { position += 1 }
            let word = spelling(from: start)
            if Self.closers.contains(word) { _ = blocks.popLast() }
            defer { if Self.openers.contains(word) { blocks.append(word == "function") } }
            return token(.name, from: start)
        }
        if Self.isDigit(first) {
            while position < bytes.count, Self.isLetter(byte()) || Self.isDigit(byte()) || byte() == UInt8(ascii: ".") {
                position += 1
            }
            return token(.number, from: start)
        }
        if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
            let isClosed = skipQuoted(first)
            return token(.text(isClosed: isClosed), from: start)
        }
        if first == UInt8(ascii: "["), let level = longBracketLevel() {
            let isClosed = skipLongBracket(level)
            return token(.text(isClosed: isClosed), from: start)
        }
        for symbol in ["...", "..", "==", "~=", "<=", ">=", "//", "::"]
        where bytes[position...].starts(with: symbol.utf8) {
            position += symbol.utf8.count
            return token(.symbol, from: start)
        }
        position += 1
        // A letter of several bytes stays whole.
        while position < bytes.count, byte() & 0xC0 == 0x80 { position += 1 }
        return token(.symbol, from: start)
    }

    private func spelling(from start: Int) -> String { String(decoding: bytes[start..<position], as: UTF8.self) }

    private func token(_ kind: Kind, from start: Int) -> Token {
        Token(
            kind: kind, bytes: start..<position, spelling: spelling(from: start), depth: blocks.count,
            isInFunction: blocks.contains(true))
    }

    private mutating func skipSpaceAndComments() {
        while position < bytes.count {
            if [9, 10, 11, 12, 13, 32].contains(byte()) {
                position += 1
            } else if byte() == UInt8(ascii: "-"), byte(1) == UInt8(ascii: "-") {
                position += 2
                if byte() == UInt8(ascii: "["), let level = longBracketLevel() {
                    _ = skipLongBracket(level)
                } else {
                    while position < bytes.count, byte() != 10, byte() != 13 { position += 1 }
                }
            } else {
                return
            }
        }
    }

    private mutating func skipQuoted(_ quote: UInt8) -> Bool {
        position += 1
        while position < bytes.count, byte() != 10 {
            if byte() == UInt8(ascii: "\\") {
                position = min(bytes.count, position + 2)
            } else if byte() == quote {
                position += 1
                return true
            } else {
                position += 1
            }
        }
        return false
    }

    private func longBracketLevel() -> Int? {
        var level = 0
        while byte(1 + level) == UInt8(ascii: "=") { level += 1 }
        return byte(1 + level) == UInt8(ascii: "[") ? level : nil
    }

    private mutating func skipLongBracket(_ level: Int) -> Bool {
        position += level + 2
        let closing = [UInt8(ascii: "]")] + Array(repeating: UInt8(ascii: "="), count: level) + [UInt8(ascii: "]")]
        while position < bytes.count {
            if bytes[position...].starts(with: closing) {
                position += closing.count
                return true
            }
            position += 1
        }
        return false
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private static func isLetter(_ byte: UInt8) -> Bool {
        let lower = byte | 0x20
        return (lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")) || byte == UInt8(ascii: "_")
    }
}
