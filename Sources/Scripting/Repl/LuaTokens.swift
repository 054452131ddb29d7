import LuaSyntax

/// The words and signs of what a person typed, each with the blocks that are open around it: what it keeps, where the
/// cursor is.
///
/// It never fails: what is not closed ends with the text.
struct LuaTokens {
    /// What a token is. A word that Lua keeps for itself is a name, too.
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
    /// The open blocks, the innermost last, and whether each is a function.
    private var blocks: [Bool] = []

    init(_ text: String) {
        let bytes = Array(text.utf8)
        var lexer = LuaLexer(piece: bytes)
        var token = lexer.next()
        while token.kind != .endOfScript {
            // A comment that is not closed is a token only to be refused.
            if token.kind != .text || bytes[token.range.lowerBound] != UInt8(ascii: "-") { add(token, bytes) }
            token = lexer.next()
        }
    }

    private mutating func add(_ token: LuaToken, _ bytes: [UInt8]) {
        if [.end, .until].contains(token.kind) { _ = blocks.popLast() }
        tokens.append(
            Token(
                kind: Self.kind(token, bytes[token.range]), bytes: token.range,
                spelling: String(decoding: bytes[token.range], as: UTF8.self), depth: blocks.count,
                isInFunction: blocks.contains(true)))
        if [.function, .do, .if, .repeat].contains(token.kind) { blocks.append(token.kind == .function) }
    }

    private static func kind(_ token: LuaToken, _ written: ArraySlice<UInt8>) -> Kind {
        switch token.kind {
        case .name: .name
        case .number: .number
        // With a `\` that Lua does not know, a text can be closed or not.
        case .text where token.problem == .escape: .text(isClosed: endsInQuote(written))
        case .text: .text(isClosed: token.problem == nil)
        default: LuaToken.Kind.keywords.contains(token.kind) ? .name : .symbol
        }
    }

    /// Whether a text ends in the quote that it begins with, and no `\` makes that quote a part of it.
    private static func endsInQuote(_ written: ArraySlice<UInt8>) -> Bool {
        guard written.count > 1, written.first == written.last else { return false }
        return written.dropLast().reversed().prefix { $0 == UInt8(ascii: "\\") }.count.isMultiple(of: 2)
    }
}
