import Diagnostics
import LuaSyntax

/// What the text of a script adds to an error while it runs.
enum FieldNames {
    /// The wording with what the script itself shows: a similar name that it sets, or `ipairs` around nothing.
    static func completing(_ wording: Wording, line: Int, in source: LuaSource) -> Wording {
        var wording = wording
        if let name = wording.missing, let help = Suggestion.didYouMean(name, in: set(in: source).filter { $0 != name })
        {
            wording.help = help
        }
        // The iterator of `ipairs` is a function of C, so Lua knows no name for what it was given.
        if wording.code == "lua.index", wording.marked == nil, wording.message.hasPrefix("a value is nil"),
            source.line(line)?.contains("ipairs") == true
        {
            wording.message = "`ipairs` goes over a list, and was given nil"
            wording.help = "check the spelling of what stands in its brackets: a field that was never set is nil"
            wording.marked = "ipairs"
        }
        return wording
    }

    /// The names that a script sets as fields: `{ name = … }`, `t.name = …`, `function t.name()`.
    private static func set(in source: LuaSource) -> [String] {
        let text = SourceText(name: source.name, text: source.text)
        var lexer = LuaLexer(text)
        var names: [String] = []
        var seen: Set<String> = []
        var before = LuaToken.Kind.endOfScript
        var token = lexer.next()
        while token.kind != .endOfScript {
            let next = lexer.next()
            let isMember = [.dot, .colon, .openBrace, .comma, .semicolon].contains(before)
            let isSet = next.kind == .assign || (next.kind == .openParenthesis && before != .comma)
            if token.kind == .name, isMember, isSet, seen.insert(text.text(token.range)).inserted {
                names.append(text.text(token.range))
            }
            before = token.kind
            token = next
        }
        return names
    }
}

extension LuaSource {
    /// A message of the compiler in which a character that Lua names by its first byte, `<\\226>`, is the character.
    func naming(strayIn message: String, line: Int) -> String {
        guard let found = message.firstRange(of: " near '<\\") else { return message }
        let text = SourceText(name: name, text: self.text)
        var lexer = LuaLexer(text)
        var token = lexer.next()
        while token.kind != .endOfScript {
            if token.kind == .stray, text.line(of: token.range.lowerBound) == line {
                return message[..<found.lowerBound] + " near '\(text.text(token.range))'"
            }
            token = lexer.next()
        }
        return message
    }
}
