package import Diagnostics

// What a person reads about a text that is no script.

extension LuaSyntaxError {
    /// The error in words, with its place in the text.
    package func diagnostic(in source: SourceText) -> Diagnostic {
        var words = words(source)
        let slip = slip(source)
        if let slip {
            words.message = slip.message ?? words.message
            words.reason = slip.reason ?? words.reason
            words.help = slip.help
        }
        let marked = slip?.range ?? shown(source)
        let place = range.isEmpty && range.lowerBound == 0 ? Place(file: source.name) : source.place(marked)
        return Diagnostic(words.code, words.message, at: place, reason: words.reason, help: words.help)
    }

    /// At the end of the script there is nothing to see; what was opened and not closed is of more use.
    private func shown(_ source: SourceText) -> Range<Int> {
        if case .unclosed(_, let opener) = kind, isAtEnd(source) { return opener.range }
        return range
    }

    private func isAtEnd(_ source: SourceText) -> Bool { range.lowerBound >= source.bytes.count }

    private struct Words {
        var code: String
        var message: String
        var reason: String?
        var help: String?
    }

    private func words(_ source: SourceText) -> Words {
        let found = source.text(range)
        let here = isAtEnd(source) ? "at the end of the script" : "before `\(found)`"
        switch kind {
        case .tooLarge:
            return Words(
                code: "lua.source.too-large", message: "the script has more than \(LuaParser.mostBytes >> 10) KB",
                help: "read data from the plan, not from the script")
        case .notText:
            return Words(
                code: "lua.source.nul", message: "the script is not text", reason: "it contains a byte 0 or is compiled"
            )
        case .token(let problem): return words(of: problem, found)
        case .expected(let what): return missing(what, found, here)
        case .unclosed(let closer, let opener):
            let word = opener.kind.rawValue
            let line = source.line(of: opener.range.lowerBound)
            let isBlock = closer == .end || closer == .until
            let isEntry = closer == .closeBrace && !isAtEnd(source)
            return Words(
                code: "lua.syntax.unclosed",
                message: isBlock
                    ? "the `\(word)` of line \(line) has no `\(closer.rawValue)` \(here)"
                    : "the `\(word)` of line \(line) is not closed \(here)",
                help: closer == .closeParenthesis && found == "="
                    ? "compare with `==`; a single `=` assigns"
                    : "\(isEntry ? "separate entries with a comma, or " : "")write `\(closer.rawValue)` \(here)")
        case .nesting:
            return Words(
                code: "lua.nesting",
                message: "more than \(LuaParser.deepestNesting) parts stand within each other here",
                help: "keep an inner part in a local variable or a function")
        case .chain:
            return Words(
                code: "lua.chain",
                message: "an expression has more than \(LuaParser.longestChain) fields and calls in a row",
                help: "keep a part of it in a local variable")
        case .meaning(let meaning): return words(of: meaning, found)
        }
    }

    private func missing(_ what: String, _ found: String, _ here: String) -> Words {
        var words = Words(code: "lua.syntax", message: "\(what) is missing \(here)")
        switch found {
        case "=" where what == "`then`" || what == "`do`": words.help = "compare with `==`; a single `=` assigns"
        case "=" where what == "a value": words.message = "`=` is not expected here"
        case "}" where what == "a value", ")" where what == "a value":
            words.help = "look for a value that is missing before it, or an `end` that is missing above"
        case "!": words.help = "write `not`"
        case "&", "|": words.help = "write `and` or `or`"
        case "£": words.help = "write an amount as gbp \"390,000\""
        case "“", "”", "‘", "’", "–": words.help = "write straight quotation marks and a plain minus"
        default: break
        }
        if let scalar = found.unicodeScalars.first, !scalar.isASCII {
            words.message = "`\(found)` is not expected here"
            if String(scalar).onOneLine != String(scalar) || scalar.properties.isWhitespace {
                words.message = "an invisible character is not expected here"
                words.help = "delete it: it may look like a space, and is none"
            }
        } else if what == "a statement" {
            words.message = "this is not a statement"
            words.reason = "a line is a call, an assignment, or begins with a word such as `local`, `if` or `return`"
        } else if what == "the end of the script" {
            words.message =
                ["end", "else", "elseif", "until"].contains(found)
                ? "`\(found)` has nothing before it that it belongs to" : "`\(found)` stands after `return`"
        }
        return words
    }

    private func words(of problem: LexicalProblem, _ found: String) -> Words {
        switch problem {
        case .number:
            Words(
                code: "lua.syntax.number", message: "`\(found)` is not a number",
                help: "a number has no unit; write an amount as gbp \"1.39m\"")
        case .unfinishedText:
            Words(
                code: "lua.syntax.text", message: "a text has no closing quote on its line",
                help: "close it with the quote that it begins with")
        case .unfinishedLongText:
            Words(
                code: "lua.syntax.text", message: "a long text or comment is not closed",
                help: "close it with the bracket that fits, such as `]]`")
        case .longBracket: Words(code: "lua.syntax.text", message: "`[=` begins nothing here")
        case .escape:
            Words(
                code: "lua.syntax.escape", message: "a `\\` in a text begins something that Lua does not know",
                help: "write `\\\\` for the letter itself")
        }
    }

    private func words(of meaning: Meaning, _ found: String) -> Words {
        switch meaning {
        case .breakOutsideLoop: Words(code: "lua.syntax.break", message: "`break` stands outside of a loop")
        case .restOutsideVararg:
            Words(
                code: "lua.syntax", message: "`...` stands outside of a function that takes it",
                help: "write `function(...)`")
        case .constantAssigned:
            Words(code: "lua.syntax.constant", message: "`\(found)` is constant, and cannot be assigned")
        case .unknownAttribute:
            Words(code: "lua.syntax", message: "`<\(found)>` means nothing", help: "write `<const>`, or nothing")
        case .twoToClose: Words(code: "lua.syntax", message: "one `local` can have one `<close>`")
        case .labelTwice: Words(code: "lua.syntax.goto", message: "the label `\(found)` is there twice")
        case .noLabel: Words(code: "lua.syntax.goto", message: "there is no label `\(found)` to go to from here")
        case .jumpIntoScope:
            Words(
                code: "lua.syntax.goto", message: "`goto \(found)` would jump over a local variable",
                help: "put the variable before the `goto`, or in a `do … end` of its own")
        }
    }
}
