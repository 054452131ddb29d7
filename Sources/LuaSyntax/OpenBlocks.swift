/// The blocks and brackets that a script opens before a place, for the block that seems to have lost its `end`.
///
/// Lua closes the innermost block with whatever `end` comes next, and complains lines later about the outermost. People
/// indent what belongs together, so an `end` further left than the block that it closes was meant for another.
struct OpenBlocks {
    /// A block or a bracket.
    struct Opening {
        /// The word that opens it; for a loop `for` or `while`, not its `do`.
        var token: LuaToken
        /// How far its line is indented.
        var indent: Int
        /// Whether it is an `if` with an `else if` of two words.
        var hasElseIf = false

        var isBlock: Bool {
            switch token.kind {
            case .openBrace, .openBracket, .openParenthesis: false
            default: true
            }
        }
    }

    /// What is open, the innermost last.
    private(set) var open: [Opening] = []
    /// The first block that was closed by an `end` further left than itself.
    private(set) var suspect: Opening?

    /// Looks at a script up to a byte.
    init(_ source: SourceText, before end: Int) {
        var lexer = LuaLexer(source)
        var loop: LuaToken?
        var last = LuaToken.Kind.endOfScript
        while true {
            let token = lexer.next()
            guard token.kind != .endOfScript, token.range.lowerBound < end else { return }
            switch token.kind {
            case .for, .while: loop = token
            case .do:
                push(loop ?? token, source)
                loop = nil
            case .if where last == .else:
                if let outer = open.indices.last, open[outer].token.kind == .if { open[outer].hasElseIf = true }
                push(token, source)
            case .if, .function, .repeat, .openBrace, .openBracket, .openParenthesis: push(token, source)
            case .end, .until: close(token, source)
            case .closeBrace, .closeBracket, .closeParenthesis:
                if open.last?.isBlock == false { open.removeLast() }
            default: break
            }
            last = token.kind
        }
    }

    /// The block that seems to have no `end`: one that another block's `end` closed, or else the innermost.
    var unclosed: Opening? {
        guard let last = open.last, last.isBlock else { return nil }
        return suspect ?? last
    }

    private mutating func push(_ token: LuaToken, _ source: SourceText) {
        open.append(Opening(token: token, indent: Self.indent(token, source).width))
    }

    private mutating func close(_ token: LuaToken, _ source: SourceText) {
        guard let block = open.last, block.isBlock else { return }
        open.removeLast()
        let (width, isFirst) = Self.indent(token, source)
        if suspect == nil, isFirst, width < block.indent { suspect = block }
    }

    /// How far the line of a token is indented, and whether the token is the first on it.
    private static func indent(_ token: LuaToken, _ source: SourceText) -> (width: Int, isFirst: Bool) {
        var start = token.range.lowerBound
        while start > 0, source.bytes[start - 1] != 10, source.bytes[start - 1] != 13 { start -= 1 }
        var first = start
        while first < token.range.lowerBound, source.bytes[first] == 32 || source.bytes[first] == 9 { first += 1 }
        return (first - start, first == token.range.lowerBound)
    }
}
