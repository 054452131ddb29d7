/// Reads a script into a tree, by the grammar of Lua 5.4.
///
/// It accepts what Lua's compiler accepts, but for limits of its own, which keep it within a small stack on any bytes.
/// What Lua says about too many local variables, upvalues or registers is left to Lua.
package struct LuaParser {
    /// The most bytes of a script.
    package static let mostBytes = 128 << 10
    /// The most parts within each other.
    package static let deepestNesting = 100
    /// The most fields, indexes and calls in a row, also through parentheses.
    package static let longestChain = 200

    let source: SourceText
    private var lexer: LuaLexer
    /// The token to be read next.
    private(set) var token: LuaToken
    /// The end of the last token that was taken.
    private var lastEnd = 0
    /// How many parts are open within each other.
    private var depth = 0
    /// Names, labels and jumps, which can be wrong where the grammar is right.
    var scopes = LuaScopes()

    private init(_ source: SourceText) {
        self.source = source
        lexer = LuaLexer(source)
        token = lexer.next()
    }

    /// Reads a script.
    package static func parse(_ source: SourceText) throws(LuaSyntaxError) -> LuaTree {
        guard source.bytes.count <= mostBytes else {
            throw LuaSyntaxError(kind: .tooLarge, range: 0..<0)
        }
        if let place = source.bytes.firstIndex(of: 0) {
            throw LuaSyntaxError(kind: .notText, range: place..<place + 1)
        }
        if source.bytes.first == 0x1B { throw LuaSyntaxError(kind: .notText, range: 0..<1) }
        var parser = LuaParser(source)
        parser.scopes.openFunction(takesRest: true)
        let block = try parser.block()
        guard parser.token.kind == .endOfScript else { throw parser.expected("the end of the script") }
        try parser.scopes.closeFunction()
        return LuaTree(source: source, block: block, comments: parser.lexer.comments)
    }

    /// Reads a text that is one expression and nothing else.
    package static func expression(_ source: SourceText) throws(LuaSyntaxError) -> LuaExpression {
        guard source.bytes.count <= mostBytes else {
            throw LuaSyntaxError(kind: .tooLarge, range: 0..<0)
        }
        if let place = source.bytes.firstIndex(of: 0) {
            throw LuaSyntaxError(kind: .notText, range: place..<place + 1)
        }
        var parser = LuaParser(source)
        parser.scopes.openFunction(takesRest: false)
        let expression = try parser.expression()
        guard parser.token.kind == .endOfScript else { throw parser.expected("the end of the expression") }
        return expression
    }

    // MARK: Tokens

    /// Takes the next token, which must be a token of Lua.
    @discardableResult
    mutating func take() throws(LuaSyntaxError) -> LuaToken {
        let taken = token
        if let problem = taken.problem { throw LuaSyntaxError(kind: .token(problem), range: taken.range) }
        lastEnd = taken.range.upperBound
        token = lexer.next()
        return taken
    }

    /// Takes the next token if it is of a kind.
    mutating func takes(_ kind: LuaToken.Kind) throws(LuaSyntaxError) -> Bool {
        guard token.kind == kind else { return false }
        try take()
        return true
    }

    /// Takes the next token, which must be of a kind.
    mutating func need(_ kind: LuaToken.Kind) throws(LuaSyntaxError) {
        guard try takes(kind) else { throw expected("`\(kind.rawValue)`") }
    }

    /// Takes the token that closes something.
    mutating func close(_ kind: LuaToken.Kind, _ opener: LuaToken) throws(LuaSyntaxError) {
        guard try takes(kind) else {
            throw token.problem.map { LuaSyntaxError(kind: .token($0), range: token.range) }
                ?? LuaSyntaxError(kind: .unclosed(kind, opener: opener), range: token.range)
        }
    }

    /// The token after the next.
    func ahead() -> LuaToken {
        var lexer = lexer
        return lexer.next()
    }

    mutating func name() throws(LuaSyntaxError) -> LuaName {
        guard token.kind == .name else { throw expected("a name") }
        let taken = try take()
        return LuaName(text: source.text(taken.range), range: taken.range)
    }

    func expected(_ what: String) -> LuaSyntaxError {
        if let problem = token.problem { return LuaSyntaxError(kind: .token(problem), range: token.range) }
        return LuaSyntaxError(kind: .expected(what), range: token.range)
    }

    /// From a byte to the end of what was taken last.
    func range(from start: Int) -> Range<Int> { start..<max(start, lastEnd) }

    /// Reads something within something, as deep as is allowed.
    mutating func nested<Part>(
        _ body: (inout LuaParser) throws(LuaSyntaxError) -> Part
    ) throws(LuaSyntaxError) -> Part {
        guard depth < Self.deepestNesting else { throw LuaSyntaxError(kind: .nesting, range: token.range) }
        depth += 1
        let part = try body(&self)
        depth -= 1
        return part
    }

    // MARK: Blocks

    /// Whether the next token ends a block.
    var isAtBlockEnd: Bool {
        switch token.kind {
        case .endOfScript, .end, .else, .elseif, .until: true
        default: false
        }
    }

    /// The statements up to the word that ends them. The caller opens and closes their scope.
    mutating func block() throws(LuaSyntaxError) -> LuaBlock {
        let start = token.range.lowerBound
        var statements: [LuaStatement] = []
        while !isAtBlockEnd {
            if token.kind == .return {
                statements.append(try nested { (parser) throws(LuaSyntaxError) in try parser.returnStatement() })
                break
            }
            let first = token.range.lowerBound
            if try takes(.semicolon) { continue }
            let kind = try nested { (parser) throws(LuaSyntaxError) in try parser.statement() }
            statements.append(LuaStatement(kind: kind, range: range(from: first)))
        }
        return LuaBlock(statements: statements, range: start..<max(start, token.range.lowerBound))
    }

    /// A block in a scope of its own.
    mutating func scopedBlock(isLoop: Bool = false) throws(LuaSyntaxError) -> LuaBlock {
        scopes.openBlock(isLoop: isLoop)
        let block = try block()
        try scopes.closeBlock()
        return block
    }

    private mutating func returnStatement() throws(LuaSyntaxError) -> LuaStatement {
        let start = try take().range.lowerBound
        var values: [LuaExpression] = []
        if !isAtBlockEnd, token.kind != .semicolon { values = try expressions() }
        let range = range(from: start)
        _ = try takes(.semicolon)
        return LuaStatement(kind: .return(values), range: range)
    }
}
