package import Diagnostics
import LuaSyntax

/// A look at a script before the compiler sees it, for what Lua allows and scripts here must not have.
///
/// It looks at the same tokens as Lua does, so that a text or a comment can say anything:
/// - `_ENV`, which would be a way round the rules for globals; as the name of a field, as in `x._ENV`, it is a text like
///   any other, and allowed;
/// - operators on bits, which liblua 5.4.4 computes wrongly beside a parenthesised `or` in a long script;
/// - chains of more than 200 fields and indexes, on which its error reporter would exhaust the stack, also where
///   parentheses stand between them;
/// - more than 100 brackets within each other, each of which costs the compiler stack.
struct SourceScan {
    /// The longest chain `a.b.c…`; scripts of people have a handful.
    private static let longestChain = 200
    /// The most brackets within each other.
    private static let deepestNesting = 100

    private let source: SourceText
    private var lexer: LuaLexer
    /// The brackets that are open, the innermost last.
    private var open: [Opening] = []

    private struct Opening {
        var token: LuaToken
        /// The length of the chain that the bracket belongs to; `nil` for parentheses around a value, whose chain is
        /// that of the value.
        var chain: Int?
    }

    private init(_ source: LuaSource) {
        self.source = SourceText(name: source.name, text: source.text)
        lexer = LuaLexer(self.source)
    }

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
        var scan = SourceScan(source)
        guard let finding = scan.finding() else { return nil }
        return LuaError(
            .syntax,
            Diagnostic(
                finding.code, finding.message, at: scan.place(of: finding, in: source), reason: finding.reason,
                help: finding.help))
    }

    /// The innermost bracket that the text opens and does not close.
    static func unclosed(in source: LuaSource) -> (token: String, line: Int)? {
        var scan = SourceScan(source)
        guard scan.finding() == nil, let opening = scan.open.last?.token else { return nil }
        return (opening.kind.rawValue, scan.source.line(of: opening.range.lowerBound))
    }

    // MARK: Findings

    private struct Finding {
        /// Where it is in the text.
        var range: Range<Int>
        /// Whether the range is what to underline; otherwise the line is.
        var isExact = true
        var code: String
        var message: String
        var reason: String?
        var help: String?
    }

    private func place(of finding: Finding, in text: LuaSource) -> Place {
        if finding.isExact { return source.place(finding.range) }
        return LuaErrorReport(sources: [text])
            .place(text.name, line: source.line(of: finding.range.lowerBound), marking: nil)
    }

    private mutating func finding() -> Finding? {
        if let nul = source.bytes.firstIndex(of: 0) {
            return Finding(
                range: nul..<nul + 1, isExact: false, code: "lua.source.nul",
                message: "the script contains a byte 0", reason: "it is not a text file",
                help: "in a text, write `\\0`")
        }
        // A compiled chunk is for the compiler to refuse: it has no tokens.
        guard source.bytes.first != 0x1B else { return nil }
        var chain = 0
        var last = LuaToken.Kind.endOfScript
        while true {
            let token = lexer.next()
            switch token.kind {
            case .endOfScript: return nil
            case .ampersand, .bar, .tilde, .shiftLeft, .shiftRight: return bits(token)
            case .dot, .colon: chain += 1
            case .openBracket, .openParenthesis, .openBrace:
                // An index or a call goes on with the chain; anything else begins a new expression.
                let goesOn = Self.endsOperand(last)
                open.append(
                    Opening(token: token, chain: goesOn ? chain + 1 : token.kind == .openParenthesis ? nil : 0))
                chain = 0
                if open.count > Self.deepestNesting { return nesting(token) }
            case .closeBracket, .closeParenthesis, .closeBrace: chain = open.popLast().map { $0.chain ?? chain } ?? 0
            case .name where last == .dot || last == .colon: break
            case .name where source.bytes[token.range].elementsEqual("_ENV".utf8): return environment(token)
            case .text where Self.endsOperand(last): chain += 1
            default: chain = 0
            }
            if chain > Self.longestChain { return tooLong(token) }
            last = token.kind
        }
    }

    private static func endsOperand(_ kind: LuaToken.Kind) -> Bool {
        switch kind {
        case .name, .text, .closeBracket, .closeParenthesis, .closeBrace: true
        default: false
        }
    }

    private func environment(_ token: LuaToken) -> Finding {
        Finding(
            range: token.range, code: "lua.environment", message: "scripts cannot use `_ENV`",
            reason: "a script reads the names it is given, and keeps its own in local variables",
            help: "use a local variable or a table")
    }

    private func bits(_ token: LuaToken) -> Finding {
        let symbol = token.kind.rawValue
        return Finding(
            range: token.range, code: "lua.bits", message: "scripts cannot use the operator `\(symbol)`",
            reason: "it works on bits, not on figures",
            help: token.kind == .bar || token.kind == .ampersand ? "write `or` or `and`" : nil)
    }

    private func tooLong(_ token: LuaToken) -> Finding {
        Finding(
            range: token.range, isExact: false, code: "lua.chain",
            message: "an expression has more than \(Self.longestChain) fields and calls in a row",
            help: "keep a part of it in a local variable")
    }

    private func nesting(_ token: LuaToken) -> Finding {
        Finding(
            range: token.range, code: "lua.nesting",
            message: "more than \(Self.deepestNesting) brackets stand within each other",
            help: "keep an inner part in a local variable")
    }
}

extension LuaSource {
    /// Why a machine with the usual limits refuses the text before it compiles it, if it does.
    package var refusal: Diagnostic? {
        SourceScan.refusal(of: self, most: LuaLimits.standard.sourceBytes)?.diagnostic
    }
}
