import Diagnostics

/// A look at a script before the compiler sees it, for what Lua allows and scripts here must not have.
///
/// It splits the text into the same tokens as Lua does, so that a text or a comment can say anything:
/// - `_ENV`, which would be a way round the rules for globals;
/// - operators on bits, which liblua 5.4.4 computes wrongly beside a parenthesised `or` in a long script;
/// - chains of more than 200 fields and indexes, on which its error reporter would exhaust the stack.
struct SourceScan {
    /// The longest chain `a.b.c…`; scripts of people have a handful.
    private static let longestChain = 200

    private let bytes: [UInt8]
    private var position = 0
    private var line = 1
    /// The brackets that are open, the innermost last.
    private var open: [Opening] = []

    private struct Opening {
        var symbol: String
        var line: Int
        /// The length of the chain that the bracket belongs to.
        var chain: Int
    }

    private init(_ text: String) { bytes = Array(text.utf8) }

    /// Why a script is refused before it is compiled, if it is.
    static func refusal(of source: LuaSource, most: Int) -> LuaError? {
        let size = source.text.utf8.count
        guard size <= most else {
            return LuaError(
                .sourceTooLarge,
                Diagnostic(
                    "lua.source.too-large",
                    "the script has \(Words.grouped(size)) bytes, and may have \(Words.grouped(most))",
                    at: Place(file: source.name), help: "read data from the plan, not from the script"))
        }
        var scan = SourceScan(source.compiled)
        guard let finding = scan.finding() else { return nil }
        let place = LuaErrorReport(sources: [source])
            .place(source.name, line: finding.line, marking: finding.token)
        return LuaError(
            .syntax, Diagnostic(finding.code, finding.message, at: place, reason: finding.reason, help: finding.help))
    }

    /// The innermost bracket that the text opens and does not close.
    static func unclosed(in source: LuaSource) -> (token: String, line: Int)? {
        var scan = SourceScan(source.compiled)
        guard scan.finding() == nil, let opening = scan.open.last else { return nil }
        return (opening.symbol, opening.line)
    }

    // MARK: Findings

    private struct Finding {
        var line: Int
        var token: String?
        var code: String
        var message: String
        var reason: String?
        var help: String?
    }

    private enum Token: Equatable {
        case name(String)
        case symbol(String)
        case text
        case number
        case end
    }

    private mutating func finding() -> Finding? {
        if let nul = bytes.firstIndex(of: 0) {
            return Finding(
                line: bytes[..<nul].count { $0 == 10 } + 1, code: "lua.source.nul",
                message: "the script contains a byte 0", reason: "it is not a text file",
                help: "in a text, write `\\0`")
        }
        // A compiled chunk is for the compiler to refuse: it has no tokens.
        guard bytes.first != 0x1B else { return nil }
        var chain = 0
        var last = Token.end
        while true {
            let token = next()
            switch token {
            case .end: return nil
            case .name("_ENV"):
                return Finding(
                    line: line, token: "_ENV", code: "lua.environment", message: "scripts cannot use `_ENV`",
                    reason: "a script reads the names it is given, and keeps its own in local variables",
                    help: "use a local variable or a table")
            case .symbol(let symbol) where ["&", "|", "~", "<<", ">>"].contains(symbol):
                return Finding(
                    line: line, token: symbol, code: "lua.bits",
                    message: "scripts cannot use the operator `\(symbol)`", reason: "it works on bits, not on figures",
                    help: symbol == "|" || symbol == "&" ? "write `or` or `and`" : nil)
            case .symbol("."), .symbol(":"): chain += 1
            case .symbol("["), .symbol("("), .symbol("{"):
                // An index or a call goes on with the chain; anything else begins a new expression.
                guard case .symbol(let symbol) = token else { break }
                open.append(Opening(symbol: symbol, line: line, chain: Self.endsOperand(last) ? chain + 1 : 0))
                chain = 0
            case .symbol("]"), .symbol(")"), .symbol("}"): chain = open.popLast()?.chain ?? 0
            case .name where last == .symbol(".") || last == .symbol(":"): break
            case .text where Self.endsOperand(last): chain += 1
            default: chain = 0
            }
            if chain > Self.longestChain {
                return Finding(
                    line: line, code: "lua.chain",
                    message: "an expression has more than \(Self.longestChain) fields and calls in a row",
                    help: "keep a part of it in a local variable")
            }
            last = token
        }
    }

    private static func endsOperand(_ token: Token) -> Bool {
        switch token {
        case .name, .text, .symbol("]"), .symbol(")"), .symbol("}"): true
        default: false
        }
    }

    // MARK: Tokens

    private func byte(_ offset: Int = 0) -> UInt8 {
        position + offset < bytes.count ? bytes[position + offset] : 0
    }

    private mutating func next() -> Token {
        while position < bytes.count {
            let first = byte()
            switch first {
            case 10, 13: newline()
            case 9, 11, 12, 32: position += 1
            case UInt8(ascii: "-") where byte(1) == UInt8(ascii: "-"): comment()
            case UInt8(ascii: "["):
                if let level = longBracketLevel() {
                    skipLongBracket(level)
                    return .text
                }
                position += 1
                return .symbol("[")
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                skipQuoted(first)
                return .text
            case _ where Self.isLetter(first): return .name(take(while: Self.isLetterOrDigit))
            case _ where Self.isDigit(first) || (first == UInt8(ascii: ".") && Self.isDigit(byte(1))):
                number()
                return .number
            default: return symbol()
            }
        }
        return .end
    }

    private mutating func newline() {
        let first = byte()
        position += 1
        if position < bytes.count, byte() == 10 || byte() == 13, byte() != first { position += 1 }
        line += 1
    }

    private mutating func comment() {
        position += 2
        if byte() == UInt8(ascii: "["), let level = longBracketLevel() {
            skipLongBracket(level)
        } else {
            while position < bytes.count, byte() != 10, byte() != 13 { position += 1 }
        }
    }

    /// The number of `=` of a long bracket that opens here.
    private func longBracketLevel() -> Int? {
        var level = 0
        while byte(1 + level) == UInt8(ascii: "=") { level += 1 }
        return byte(1 + level) == UInt8(ascii: "[") ? level : nil
    }

    private mutating func skipLongBracket(_ level: Int) {
        position += level + 2
        while position < bytes.count {
            if byte() == UInt8(ascii: "]") {
                var equals = 0
                while byte(1 + equals) == UInt8(ascii: "=") { equals += 1 }
                position += 1 + equals  // at the next `]`, which may also begin the closing bracket
                if equals == level, byte() == UInt8(ascii: "]") {
                    position += 1
                    return
                }
            } else if byte() == 10 || byte() == 13 {
                newline()
            } else {
                position += 1
            }
        }
    }

    /// A quoted text ends at its quote, or at the end of the line; Lua refuses the latter, so nothing after it runs.
    private mutating func skipQuoted(_ quote: UInt8) {
        position += 1
        while position < bytes.count, byte() != quote, byte() != 10, byte() != 13 {
            if byte() == UInt8(ascii: "\\") {
                position += 1
                if byte() == UInt8(ascii: "z") {
                    position += 1
                    skipSpace()
                } else if byte() == 10 || byte() == 13 {
                    newline()
                } else if position < bytes.count {
                    position += 1
                }
            } else {
                position += 1
            }
        }
        if byte() == quote { position += 1 }
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch byte() {
            case 10, 13: newline()
            case 9, 11, 12, 32: position += 1
            default: return
            }
        }
    }

    /// As Lua reads a number: an exponent may have a sign, and letters belong to it even where that makes it malformed.
    private mutating func number() {
        let isHexadecimal = byte() == UInt8(ascii: "0") && byte(1) | 0x20 == UInt8(ascii: "x")
        let exponent = isHexadecimal ? UInt8(ascii: "p") : UInt8(ascii: "e")
        if isHexadecimal { position += 2 }
        while position < bytes.count {
            if byte() | 0x20 == exponent {
                position += 1
                if byte() == UInt8(ascii: "+") || byte() == UInt8(ascii: "-") { position += 1 }
            } else if Self.isLetterOrDigit(byte()) || byte() == UInt8(ascii: ".") {
                position += 1
            } else {
                return
            }
        }
    }

    private mutating func symbol() -> Token {
        // The symbols that matter here; the others may fall apart, as they are not in the findings.
        for symbol in ["...", "..", "~=", "<<", ">>", "::"] where bytes[position...].starts(with: symbol.utf8) {
            position += symbol.utf8.count
            return .symbol(symbol)
        }
        defer { position += 1 }
        return .symbol(String(UnicodeScalar(byte())))
    }

    private mutating func take(while belongs: (UInt8) -> Bool) -> String {
        let start = position
        while position < bytes.count, belongs(bytes[position]) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private static func isLetter(_ byte: UInt8) -> Bool {
        let lower = byte | 0x20
        return (lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")) || byte == UInt8(ascii: "_")
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }
}
