// The expressions of Lua.

extension LuaParser {
    mutating func expressions() throws(LuaSyntaxError) -> [LuaExpression] {
        var list = [try expression()]
        while try takes(.comma) { list.append(try expression()) }
        return list
    }

    mutating func expression() throws(LuaSyntaxError) -> LuaExpression { try operation(above: 0) }

    /// An operand and the operators behind it that bind more closely than a priority.
    private mutating func operation(above limit: Int) throws(LuaSyntaxError) -> LuaExpression {
        try nested { (parser) throws(LuaSyntaxError) in
            var first: LuaExpression
            switch parser.token.kind {
            case .not, .minus, .length, .tilde:
                let symbol = try parser.take()
                first = .unary(symbol, try parser.operation(above: Self.unaryPriority))
            default: first = try parser.simpleExpression()
            }
            var operations: [LuaOperation] = []
            while let priority = Self.priority(parser.token.kind), priority.left > limit {
                let symbol = try parser.take()
                operations.append(
                    LuaOperation(symbol: symbol, operand: try parser.operation(above: priority.right)))
            }
            return operations.isEmpty ? first : .binary(first, operations)
        }
    }

    private static let unaryPriority = 12

    /// How closely an operator binds what is on its left, and on its right.
    private static func priority(_ kind: LuaToken.Kind) -> (left: Int, right: Int)? {
        switch kind {
        case .or: (1, 1)
        case .and: (2, 2)
        case .less, .greater, .lessOrEqual, .greaterOrEqual, .unequal, .equal: (3, 3)
        case .bar: (4, 4)
        case .tilde: (5, 5)
        case .ampersand: (6, 6)
        case .shiftLeft, .shiftRight: (7, 7)
        case .join: (9, 8)
        case .plus, .minus: (10, 10)
        case .times, .divide, .divideWhole, .remainder: (11, 11)
        case .power: (14, 13)
        default: nil
        }
    }

    private mutating func simpleExpression() throws(LuaSyntaxError) -> LuaExpression {
        let range = token.range
        switch token.kind {
        case .number:
            try take()
            return .number(LuaNumber(written: source.text(range)), range)
        case .text:
            let taken = try take()
            return .text(LuaLexer.value(of: taken, in: source), range)
        case .nil:
            try take()
            return .nil(range)
        case .true, .false:
            let taken = try take()
            return .boolean(taken.kind == .true, range)
        case .rest:
            try take()
            try scopes.checkRest(at: range)
            return .rest(range)
        case .openBrace: return .table(try table())
        case .function:
            let opener = try take()
            return .function(try functionBody(opener, isMethod: false))
        default: return try suffixedExpression()
        }
    }

    /// A name or an expression in parentheses, and the fields, indexes and calls behind it.
    mutating func suffixedExpression() throws(LuaSyntaxError) -> LuaExpression {
        let first: LuaExpression
        var length = 0
        if token.kind == .openParenthesis {
            let opener = try take()
            let inner = try expression()
            try close(.closeParenthesis, opener)
            first = .parenthesised(inner, range(from: opener.range.lowerBound))
            length = Self.chainLength(inner)
        } else if token.kind == .name {
            first = .name(try name())
        } else {
            throw expected("a value")
        }
        var suffixes: [LuaSuffix] = []
        while let suffix = try suffix() {
            suffixes.append(suffix)
            guard length + suffixes.count <= Self.longestChain else {
                throw LuaSyntaxError(kind: .chain, range: suffix.range)
            }
        }
        return suffixes.isEmpty ? first : .chain(first, suffixes)
    }

    /// The fields, indexes and calls in a row of an expression, also through parentheses.
    private static func chainLength(_ expression: LuaExpression) -> Int {
        var length = 0
        var rest = expression
        while true {
            switch rest {
            case .chain(let first, let suffixes):
                length += suffixes.count
                rest = first
            case .parenthesised(let inner, _): rest = inner
            default: return length
            }
        }
    }

    private mutating func suffix() throws(LuaSyntaxError) -> LuaSuffix? {
        switch token.kind {
        case .dot:
            try take()
            return .field(try name())
        case .openBracket:
            let opener = try take()
            let key = try expression()
            try need(.closeBracket)
            return .index(key, range(from: opener.range.lowerBound))
        case .colon:
            try take()
            let name = try name()
            guard let arguments = try arguments() else { throw expected("the arguments of a call") }
            return .method(name, arguments)
        default: return try arguments().map { .call($0) }
        }
    }

    private mutating func arguments() throws(LuaSyntaxError) -> LuaArguments? {
        let start = token.range.lowerBound
        switch token.kind {
        case .text:
            let taken = try take()
            let value = LuaExpression.text(LuaLexer.value(of: taken, in: source), taken.range)
            return LuaArguments(values: [value], range: taken.range)
        case .openBrace:
            let table = try table()
            return LuaArguments(values: [.table(table)], range: table.range)
        case .openParenthesis:
            let opener = try take()
            let values = token.kind == .closeParenthesis ? [] : try expressions()
            try close(.closeParenthesis, opener)
            return LuaArguments(values: values, range: range(from: start))
        default: return nil
        }
    }

    private mutating func table() throws(LuaSyntaxError) -> LuaTable {
        let opener = try take()
        var entries: [LuaTable.Entry] = []
        while token.kind != .closeBrace {
            if token.kind == .name, ahead().kind == .assign {
                let name = try name()
                try need(.assign)
                entries.append(.named(name, try expression()))
            } else if token.kind == .openBracket {
                try take()
                let key = try expression()
                try need(.closeBracket)
                try need(.assign)
                entries.append(.keyed(key, try expression()))
            } else {
                entries.append(.positional(try expression()))
            }
            guard token.kind == .comma || token.kind == .semicolon else { break }
            try take()
        }
        try close(.closeBrace, opener)
        return LuaTable(entries: entries, range: range(from: opener.range.lowerBound))
    }

    mutating func functionBody(
        _ opener: LuaToken, isMethod: Bool
    ) throws(LuaSyntaxError) -> LuaFunctionBody {
        try need(.openParenthesis)
        var parameters: [LuaName] = []
        var takesRest = false
        if token.kind != .closeParenthesis {
            repeat {
                takesRest = try takes(.rest)
                if takesRest { break }
                parameters.append(try name())
            } while try takes(.comma)
        }
        try need(.closeParenthesis)
        scopes.openFunction(takesRest: takesRest)
        if isMethod { scopes.declare("self", isConstant: false) }
        for parameter in parameters { scopes.declare(parameter.text, isConstant: false) }
        let block = try block()
        try scopes.closeFunction()
        try close(.end, opener)
        return LuaFunctionBody(
            parameters: parameters, takesRest: takesRest, block: block, range: range(from: opener.range.lowerBound))
    }
}
