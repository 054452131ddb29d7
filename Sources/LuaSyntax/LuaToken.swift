/// One word, symbol, number or text of a script.
package struct LuaToken: Equatable, Sendable {
    /// What it is.
    package let kind: Kind
    /// Where it stands, in bytes of the text.
    package let range: Range<Int>
    /// What is wrong with it, where Lua would refuse it. The lexer goes on all the same.
    package let problem: LexicalProblem?

    /// What a token is; the raw value is how a script writes it.
    package enum Kind: String, Sendable, CaseIterable {
        case endOfScript = "the end of the script"
        case name = "a name"
        case number = "a number"
        case text = "a text"
        /// A byte that begins nothing in Lua.
        case stray = "a stray character"

        case and, `break`, `do`, `else`, elseif, end, `false`, `for`, function, goto, `if`, `in`, local, `nil`, not, or
        case `repeat`, `return`, then, `true`, until, `while`

        case plus = "+"
        case minus = "-"
        case times = "*"
        case divide = "/"
        case divideWhole = "//"
        case remainder = "%"
        case power = "^"
        case length = "#"
        case ampersand = "&"
        case tilde = "~"
        case bar = "|"
        case shiftLeft = "<<"
        case shiftRight = ">>"
        case equal = "=="
        case unequal = "~="
        case lessOrEqual = "<="
        case greaterOrEqual = ">="
        case less = "<"
        case greater = ">"
        case assign = "="
        case openParenthesis = "("
        case closeParenthesis = ")"
        case openBrace = "{"
        case closeBrace = "}"
        case openBracket = "["
        case closeBracket = "]"
        case label = "::"
        case semicolon = ";"
        case colon = ":"
        case comma = ","
        case dot = "."
        case join = ".."
        case rest = "..."

        /// The words that Lua keeps for itself.
        package static let keywords: [Kind] = [
            .and, .break, .do, .else, .elseif, .end, .false, .for, .function, .goto, .if, .in, .local, .nil, .not, .or,
            .repeat, .return, .then, .true, .until, .while,
        ]
    }
}

/// Why Lua refuses a token.
package enum LexicalProblem: Equatable, Sendable {
    /// A number with letters or points that do not belong to one.
    case number
    /// A text that does not end on its line.
    case unfinishedText
    /// A long text or long comment that does not end.
    case unfinishedLongText
    /// `[=` that begins no long text.
    case longBracket
    /// A `\` in a text that begins nothing that Lua knows.
    case escape
}
