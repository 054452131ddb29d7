// Slips that are known by what stands around the place of an error.

extension LuaSyntaxError {
    /// A slip behind an error, and how to mend it.
    struct Slip {
        /// What is wrong; `nil` where the error itself says it.
        var message: String?
        /// Why it is wrong.
        var reason: String?
        /// How to mend it.
        var help: String
        /// What to show, where that is another place than that of the error.
        var range: Range<Int>?
    }

    /// Whether the error is one of the slips that people make often.
    package func isSlip(in source: SourceText) -> Bool { slip(source) != nil }

    /// The slip behind the error, if it is a known one.
    func slip(_ source: SourceText) -> Slip? {
        switch kind {
        case .expected, .unclosed, .token(.number): break
        default: return nil
        }
        return nearby(source) ?? missingEnd(source) ?? comment(source)
    }

    // MARK: A block without an end

    private func missingEnd(_ source: SourceText) -> Slip? {
        let isAtEnd = range.lowerBound >= source.bytes.count
        let found = source.text(range)
        guard isAtEnd || [",", "}", ")", "]"].contains(found) else { return nil }
        let blocks = OpenBlocks(source, before: range.lowerBound)
        guard let block = blocks.unclosed, !isAtEnd || blocks.suspect != nil || block.hasElseIf else { return nil }
        let word = block.token.kind.rawValue
        let line = source.line(of: block.token.range.lowerBound)
        let closer = block.token.kind == .repeat ? "until" : "end"
        let place = isAtEnd ? "the end of the script" : "`\(found)` of line \(source.line(of: range.lowerBound))"
        return Slip(
            message: "the `\(word)` of line \(line) seems to have no `\(closer)`",
            reason: "at \(place) a block is still open: every `if`, `for`, `while` and `function` needs its own `end`",
            help: block.hasElseIf
                ? "write `elseif` in one word, which needs no `end` of its own; `else if` needs one"
                : "write `\(closer)` where what belongs to the `\(word)` stops",
            range: block.token.range)
    }

    // MARK: Words and signs

    /// The token before the error and the one after the token at which the error is.
    private func neighbours(_ source: SourceText) -> (before: LuaToken?, after: LuaToken?) {
        var lexer = LuaLexer(source)
        var before: LuaToken?
        while true {
            let token = lexer.next()
            if token.kind == .endOfScript { return (before, nil) }
            if token.range.lowerBound >= range.lowerBound { return (before, lexer.next()) }
            before = token
        }
    }

    private func nearby(_ source: SourceText) -> Slip? {
        let found = source.text(range)
        let (before, after) = neighbours(source)
        let word = before?.kind == .name ? before.map { source.text($0.range) } : nil
        let next = after.map { source.text($0.range) }
        for name in [word, found] {
            if let name, let keyword = Self.keyword(name) {
                return Slip(help: "write `\(keyword)`, in small letters: `\(name)` is a name like any other")
            }
        }
        let isAdjacent = after.map { $0.range.lowerBound == range.upperBound } ?? false
        switch found {
        case "!" where isAdjacent && next?.hasPrefix("=") == true: return Slip(help: "write `~=` for “is not equal”")
        case "~" where isAdjacent && next?.hasPrefix("=") == true: return nil
        case "+", "-", "*", "/":
            if isAdjacent, next == "=" {
                let name = word ?? "x"
                return Slip(help: "write the name twice: `\(name) = \(name) \(found) …`")
            }
            if isAdjacent, next == found, let word { return Slip(help: "write `\(word) = \(word) \(found) 1`") }
            if isAdjacent, found == "/", next == "*" { return Self.commentSlip }
        case "//": return Self.commentSlip
        default: break
        }
        guard let word else { return nil }
        if word == "gbp" || word == "percent", let first = found.utf8.first, (48...57).contains(first) {
            let number = wholeNumber(source)
            return Slip(help: word == "gbp" ? "write gbp \"\(number)\"" : "write percent(\(number))")
        }
        if word == "save", let first = found.first, first.isLetter {
            return Slip(help: "write the name of the file in quotes: save \"\(restOfWord(source))\"")
        }
        return nil
    }

    /// The word of Lua that a name is but for its capitals.
    private static func keyword(_ name: String) -> String? {
        let lower = name.lowercased()
        guard lower != name else { return nil }
        return ["local", "if", "then", "else", "elseif", "end", "for", "do", "while", "function", "return", "not"]
            .contains(lower) ? lower : nil
    }

    /// The number at the error with its groups: `390,000`.
    private func wholeNumber(_ source: SourceText) -> String {
        var end = range.lowerBound
        while end < source.bytes.count,
            source.bytes[end] == 44 || source.bytes[end] == 46 || Self.isWord(source.bytes[end])
        { end += 1 }
        while end > range.lowerBound, source.bytes[end - 1] == 44 || source.bytes[end - 1] == 46 { end -= 1 }
        return source.text(range.lowerBound..<min(end, range.lowerBound + 40))
    }

    /// What stands at the error up to a space.
    private func restOfWord(_ source: SourceText) -> String {
        var end = range.lowerBound
        while end < source.bytes.count,
            Self.isWord(source.bytes[end]) || [45, 46, 47].contains(source.bytes[end])
        { end += 1 }
        return source.text(range.lowerBound..<min(end, range.lowerBound + 80))
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (97...122).contains(byte | 0x20) || byte == 95
    }

    // MARK: Comments

    private static let commentSlip = Slip(help: "a comment begins with `--`")

    /// `local x = 5 // the count` divides, and goes wrong only at the second word.
    private func comment(_ source: SourceText) -> Slip? {
        var lexer = LuaLexer(source)
        var division: LuaToken?
        var line = source.line(of: range.lowerBound)
        while true {
            let token = lexer.next()
            guard token.kind != .endOfScript, token.range.lowerBound < range.lowerBound else { break }
            if token.kind == .divideWhole { division = token }
            // The words of the comment may end in what could be one more name of the next line.
            line = source.line(of: token.range.lowerBound)
        }
        guard let division, source.line(of: division.range.lowerBound) == line else { return nil }
        return Slip(help: "a comment begins with `--`; `//` divides", range: division.range)
    }
}
