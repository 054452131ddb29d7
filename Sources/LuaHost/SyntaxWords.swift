import Diagnostics

/// Says in the words of the person who wrote the script what Lua's compiler says.
enum SyntaxWords {
    /// Words for a message of the compiler, without its position.
    static func reword(_ message: String) -> Wording {
        var text = message
        var near: String?
        if let found = text.range(ofLast: " near ") {
            near = unquoted(String(text[found.upperBound...]))
            text = String(text[..<found.lowerBound])
        }
        let isAtEnd = near == "<eof>"
        var wording = known(text, near: isAtEnd ? nil : near)
        wording.isAtEnd = isAtEnd
        if wording.marked == nil, !isAtEnd { wording.marked = near }
        return wording
    }

    private static func unquoted(_ token: String) -> String {
        token.count >= 2 && token.hasPrefix("'") && token.hasSuffix("'") ? String(token.dropFirst().dropLast()) : token
    }

    /// `near` is the token at which the compiler stopped, or `nil` at the end of the text.
    private static func known(_ text: String, near: String?) -> Wording {
        let here = near.map { "before `\($0)`" } ?? "at the end of the script"
        if text == "unexpected symbol" { return unexpected(near) }
        if text == "syntax error" {
            return Wording(
                "lua.syntax", near.map { "`\($0)` cannot stand here" } ?? "the script ends too early",
                reason: "a line is a call, an assignment, or begins with a word such as `local`, `if` or `return`")
        }
        if let parts = text.split(at: " expected (to close "), let opened = parts.after.split(at: " at line ") {
            return unclosed(unquoted(parts.before), unquoted(opened.before), opened.after, here, near)
        }
        if text.hasSuffix(" expected") {
            let wanted = unquoted(String(text.dropLast(9)))
            if wanted == "<eof>", let near {
                let closes = ["end", "else", "elseif", "until"].contains(near)
                return closes
                    ? Wording("lua.syntax", "`\(near)` has nothing before it that it belongs to")
                    : Wording(
                        "lua.syntax", "`\(near)` stands after `return`",
                        reason: "`return` is the last line of a function or of the script",
                        help: "write `do return end` to leave in the middle, or move the line up")
            }
            let what =
                wanted == "function arguments"
                ? "what the call is given, in brackets,"
                : wanted == "<name>"
                    ? "a name"
                    : wanted == "<name> or '...'"
                        ? "a name or `...`" : wanted == "'=' or 'in'" ? "`=` or `in`" : "`\(wanted)`"
            let isComparison = near == "=" && (wanted == "then" || wanted == "do")
            return Wording(
                "lua.syntax", "\(what) is missing \(here)",
                help: isComparison ? "compare with `==`; a single `=` assigns" : nil)
        }
        if text == "unfinished string" {
            return Wording(
                "lua.syntax.text", "a text has no closing quote on its line",
                help: "close it with the quote that it begins with")
        }
        if text.hasPrefix("unfinished long ") {
            let what = text.hasPrefix("unfinished long comment") ? "comment" : "text"
            var wording = Wording("lua.syntax.text", "a long \(what) is not closed", help: "close it with `]]`")
            if let line = text.between("unfinished long string (starting at line ", ")").flatMap({ Int($0) })
                ?? text.between("unfinished long comment (starting at line ", ")").flatMap({ Int($0) })
            {
                wording.opener = (what == "comment" ? "--[[" : "[[", line)
                wording.message = "the long \(what) that begins at line \(line) is not closed"
            }
            return wording
        }
        if text == "malformed number" {
            return Wording(
                "lua.syntax.number", "`\(near ?? "")` is not a number",
                help: "a number has no unit; write an amount as gbp \"1.39m\"")
        }
        if let name = text.between("attempt to assign to const variable '", "'") {
            return Wording("lua.syntax.constant", "`\(name)` is constant, and cannot be assigned", marked: name)
        }
        if let label = text.between("no visible label '", "'") {
            return Wording("lua.syntax.goto", "there is no label `\(label)` to go to from here", marked: label)
        }
        if text.hasPrefix("break outside") {
            return Wording("lua.syntax.break", "`break` stands outside of a loop", marked: "break")
        }
        if text.hasPrefix("attempt to load a binary chunk") {
            return Wording(
                "lua.source.binary", "this is compiled Lua, not the text of a script",
                help: "give the text that it was compiled from")
        }
        if text.hasPrefix("invalid escape sequence") || text.contains("escape") {
            return Wording(
                "lua.syntax.escape", "a `\\` in a text begins something that Lua does not know",
                help: "write `\\\\` for the letter itself")
        }
        if text.contains("overflow") || text.contains("too many") { return tooMuch(text) }
        if text.hasPrefix("cannot use '...'") {
            return Wording(
                "lua.syntax", "`...` stands outside of a function that takes it", help: "write `function(...)`",
                marked: "...")
        }
        if let name = text.between("unknown attribute '", "'") {
            return Wording("lua.syntax", "`<\(name)>` means nothing", help: "write `<const>`, or nothing", marked: name)
        }
        if text.hasPrefix("multiple to-be-closed") {
            return Wording("lua.syntax", "one `local` can have one `<close>`", marked: "close")
        }
        if let label = text.between("label '", "' already defined on line ") {
            return Wording("lua.syntax.goto", "the label `\(label)` is there twice", marked: label)
        }
        if let label = text.between("<goto ", "> at line "), let name = text.split(at: "scope of local '")?.after {
            return Wording(
                "lua.syntax.goto", "`goto \(label)` would jump over the local variable `\(name.dropLast())`",
                help: "put the variable before the `goto`, or in a `do … end` of its own", marked: label)
        }
        return Wording("lua.syntax", text, marked: RuntimeWords.quoted(in: text))
    }

    private static func tooMuch(_ text: String) -> Wording {
        let limit =
            text.between("too many local variables (limit is ", ")")
            ?? text.between("too many upvalues (limit is ", ")")
        if text.hasPrefix("too many local"), let limit {
            return Wording(
                "lua.syntax.too-much", "a function has more than \(limit) local variables at once",
                help: "keep them in a table, or in functions of their own")
        }
        if text.hasPrefix("too many upvalues"), let limit {
            return Wording(
                "lua.syntax.too-much", "a function uses more than \(limit) variables from outside of it",
                help: "keep them in a table")
        }
        if text.contains("registers") {
            return Wording(
                "lua.syntax.too-much", "a function or an expression has too many parts",
                help: "keep parts of it in local variables or in a table")
        }
        return Wording(
            "lua.syntax.too-much", "the script is nested too deeply, or has too much in one place",
            help: "move an inner part into a function of its own")
    }

    private static func unexpected(_ near: String?) -> Wording {
        guard let near else { return Wording("lua.syntax", "the script ends too early") }
        let help =
            switch near {
            case "}", ")", "]": "look for a value that is missing before it, or an `end` that is missing above"
            case "£": "write an amount as gbp \"390,000\""
            case _ where near.unicodeScalars.contains { !$0.isASCII }:
                "write straight quotation marks and a plain minus, not those of a word processor"
            case "!": "write `not`"
            case "&", "|": "write `and` or `or`"
            default: nil as String?
            }
        let isInvisible = near.unicodeScalars.allSatisfy {
            !$0.isASCII && (String($0).onOneLine != String($0) || $0.properties.isWhitespace)
        }
        if isInvisible {
            return Wording(
                "lua.syntax", "an invisible character is not expected here",
                help: "delete it: it may look like a space, and is none", marked: near)
        }
        return Wording("lua.syntax", "`\(near)` is not expected here", help: help, marked: near)
    }

    private static func unclosed(
        _ closer: String, _ opener: String, _ line: String, _ here: String, _ near: String?
    ) -> Wording {
        let number = Int(line.dropLast()) ?? 0
        let message =
            closer == "end" || closer == "until"
            ? "the `\(opener)` of line \(number) has no `\(closer)` \(here)"
            : "the `\(opener)` of line \(number) is not closed \(here)"
        var help = "write `\(closer)` \(here)"
        // What somebody compares stands in brackets; in a table, `=` follows a name.
        if closer == ")", near == "=" { help = "compare with `==`; a single `=` assigns" }
        if closer == "}", near != nil { help = "separate entries with a comma, or \(help)" }
        var wording = Wording("lua.syntax.unclosed", message, help: help)
        wording.opener = (opener, number)
        return wording
    }
}

extension String {
    /// The last place of a part.
    fileprivate func range(ofLast part: String) -> Range<String.Index>? { ranges(of: part).last }
}
