// The tree of a script. Values only; each knows its bytes in the text. Chains of operators and of fields are lists, so
// that the tree is never deeper than the parser's own limit, however long a script is.

/// A name with its place.
package struct LuaName: Equatable, Sendable {
    /// The name.
    package let text: String
    /// Where it stands.
    package let range: Range<Int>

    /// Makes a name.
    package init(text: String, range: Range<Int>) {
        self.text = text
        self.range = range
    }
}

/// An expression.
package indirect enum LuaExpression: Sendable {
    case `nil`(Range<Int>)
    case boolean(Bool, Range<Int>)
    case number(LuaNumber, Range<Int>)
    case text(String, Range<Int>)
    /// `...`
    case rest(Range<Int>)
    case name(LuaName)
    case function(LuaFunctionBody)
    case table(LuaTable)
    /// An expression in parentheses, which has exactly one value.
    case parenthesised(LuaExpression, Range<Int>)
    /// A value and what follows it: fields, indexes and calls, in their order; at least one.
    case chain(LuaExpression, [LuaSuffix])
    /// An operator before its operand.
    case unary(LuaToken, LuaExpression)
    /// Operators between operands, computed from the left: `a - b + c`; at least one. What binds more closely is in the
    /// operands.
    case binary(LuaExpression, [LuaOperation])

    /// Where it stands.
    package var range: Range<Int> {
        switch self {
        case .nil(let range), .boolean(_, let range), .number(_, let range), .text(_, let range), .rest(let range),
            .parenthesised(_, let range):
            range
        case .name(let name): name.range
        case .function(let body): body.range
        case .table(let table): table.range
        case .chain(let first, let suffixes):
            first.range.lowerBound..<(suffixes.last?.range.upperBound ?? first.range.upperBound)
        case .unary(let token, let operand): token.range.lowerBound..<operand.range.upperBound
        case .binary(let first, let operations):
            first.range.lowerBound..<(operations.last?.operand.range.upperBound ?? first.range.upperBound)
        }
    }
}

/// A number as the script writes it.
package struct LuaNumber: Equatable, Sendable {
    /// The digits as written.
    package let written: String
    /// Whether it is whole to Lua: without a point or exponent.
    package var isInteger: Bool {
        let isHexadecimal = written.hasPrefix("0x") || written.hasPrefix("0X")
        return !written.contains { $0 == "." || $0 == "p" || $0 == "P" || (!isHexadecimal && ($0 == "e" || $0 == "E")) }
    }
}

/// An operator and the operand to its right.
package struct LuaOperation: Sendable {
    /// The operator.
    package let symbol: LuaToken
    /// What stands to its right.
    package let operand: LuaExpression
}

/// What follows a value.
package enum LuaSuffix: Sendable {
    /// `.name`
    case field(LuaName)
    /// `[key]`; the range has the brackets.
    case index(LuaExpression, Range<Int>)
    /// `(…)`, `{…}` or `"…"`
    case call(LuaArguments)
    /// `:name(…)`
    case method(LuaName, LuaArguments)

    /// Where it stands.
    package var range: Range<Int> {
        switch self {
        case .field(let name): name.range
        case .index(_, let range): range
        case .call(let arguments): arguments.range
        case .method(let name, let arguments): name.range.lowerBound..<arguments.range.upperBound
        }
    }

    /// Whether it calls.
    package var isCall: Bool {
        switch self {
        case .call, .method: true
        case .field, .index: false
        }
    }
}

/// The arguments of a call.
package struct LuaArguments: Sendable {
    /// What is given; a table or a text without parentheses is one.
    package let values: [LuaExpression]
    /// Where they stand, with their parentheses.
    package let range: Range<Int>
}

/// A table constructor.
package struct LuaTable: Sendable {
    /// Its entries in their order.
    package let entries: [Entry]
    /// Where it stands, with its braces.
    package let range: Range<Int>

    /// One entry of a table.
    package enum Entry: Sendable {
        case positional(LuaExpression)
        case named(LuaName, LuaExpression)
        case keyed(LuaExpression, LuaExpression)

        /// The value.
        package var value: LuaExpression {
            switch self {
            case .positional(let value), .named(_, let value), .keyed(_, let value): value
            }
        }
    }
}

/// A function without its name.
package struct LuaFunctionBody: Sendable {
    /// Its parameters, without the `self` of a method.
    package let parameters: [LuaName]
    /// Whether it ends in `...`.
    package let takesRest: Bool
    /// What it does.
    package let block: LuaBlock
    /// Where it stands, from the word `function` to its `end`.
    package let range: Range<Int>
}

/// Statements in a row, in a scope of their own.
package struct LuaBlock: Sendable {
    /// The statements in their order; a `return` is the last.
    package let statements: [LuaStatement]
    /// From the first byte of it to the word that ends it.
    package let range: Range<Int>
}

/// One local variable of a `local` statement.
package struct LuaLocal: Sendable {
    /// Its name.
    package let name: LuaName
    /// `const` or `close`, where it is written.
    package let attribute: LuaName?
}

/// A statement and its place.
package struct LuaStatement: Sendable {
    /// What it is.
    package let kind: Kind
    /// Where it stands.
    package let range: Range<Int>

    /// The kinds of statements.
    package indirect enum Kind: Sendable {
        case local([LuaLocal], values: [LuaExpression])
        case localFunction(LuaName, LuaFunctionBody)
        /// `function a.b:c() … end`; the path has at least one name.
        case function(path: [LuaName], isMethod: Bool, LuaFunctionBody)
        case assignment([LuaExpression], values: [LuaExpression])
        case call(LuaExpression)
        case block(LuaBlock)
        case `while`(LuaExpression, LuaBlock)
        case `repeat`(LuaBlock, until: LuaExpression)
        case `if`([(condition: LuaExpression, block: LuaBlock)], otherwise: LuaBlock?)
        case numericFor(LuaName, from: LuaExpression, to: LuaExpression, step: LuaExpression?, LuaBlock)
        case genericFor([LuaName], in: [LuaExpression], LuaBlock)
        case `return`([LuaExpression])
        case `break`
        case goto(LuaName)
        case labels([LuaName])
    }
}

/// A script as a tree.
package struct LuaTree: Sendable {
    /// The text it was read from.
    package let source: SourceText
    /// The statements of the script.
    package let block: LuaBlock
    /// Where its comments stand, with their dashes.
    package let comments: [Range<Int>]
}
