// The statements of Lua.

extension LuaParser {
    mutating func statement() throws(LuaSyntaxError) -> LuaStatement.Kind {
        switch token.kind {
        case .if: return try ifStatement()
        case .while:
            let opener = try take()
            let condition = try expression()
            try need(.do)
            let block = try scopedBlock(isLoop: true)
            try close(.end, opener)
            return .while(condition, block)
        case .do:
            let opener = try take()
            let block = try scopedBlock()
            try close(.end, opener)
            return .block(block)
        case .for: return try forStatement()
        case .repeat: return try repeatStatement()
        case .function: return try functionStatement()
        case .local:
            try take()
            if token.kind == .function { return try localFunction() }
            return try localStatement()
        case .label: return try labels()
        case .break:
            let word = try take()
            scopes.breakLoop(at: word.range)
            return .break
        case .goto:
            try take()
            let name = try name()
            scopes.jump(to: name)
            return .goto(name)
        default: return try expressionStatement()
        }
    }

    /// One or more labels in a row: what follows the last decides whether they are at the end of their block.
    private mutating func labels() throws(LuaSyntaxError) -> LuaStatement.Kind {
        var names: [LuaName] = []
        while token.kind == .label || token.kind == .semicolon {
            guard try take().kind == .label else { continue }
            names.append(try name())
            try need(.label)
        }
        // The condition behind `until` still sees the variables of the block.
        let isLast = isAtBlockEnd && token.kind != .until
        for name in names.reversed() { try scopes.declareLabel(name, isLast: isLast) }
        return .labels(names)
    }

    private mutating func ifStatement() throws(LuaSyntaxError) -> LuaStatement.Kind {
        let opener = token
        var branches: [(condition: LuaExpression, block: LuaBlock)] = []
        var otherwise: LuaBlock?
        repeat {
            try take()
            let condition = try expression()
            try need(.then)
            branches.append((condition, try scopedBlock()))
        } while token.kind == .elseif
        if try takes(.else) { otherwise = try scopedBlock() }
        try close(.end, opener)
        return .if(branches, otherwise: otherwise)
    }

    private mutating func repeatStatement() throws(LuaSyntaxError) -> LuaStatement.Kind {
        let opener = try take()
        // The condition sees the variables of the block.
        scopes.openBlock(isLoop: true)
        scopes.openBlock(isLoop: false)
        let block = try block()
        try close(.until, opener)
        let condition = try expression()
        try scopes.closeBlock()
        try scopes.closeBlock()
        return .repeat(block, until: condition)
    }

    private mutating func forStatement() throws(LuaSyntaxError) -> LuaStatement.Kind {
        let opener = try take()
        let first = try name()
        scopes.openBlock(isLoop: true)
        let kind: LuaStatement.Kind
        if try takes(.assign) {
            let from = try expression()
            try need(.comma)
            let to = try expression()
            let step = try takes(.comma) ? try expression() : nil
            kind = .numericFor(first, from: from, to: to, step: step, try loopBlock([first], opener))
        } else if token.kind == .comma || token.kind == .in {
            var names = [first]
            while try takes(.comma) { names.append(try name()) }
            try need(.in)
            let values = try expressions()
            kind = .genericFor(names, in: values, try loopBlock(names, opener))
        } else {
            throw expected("`=` or `in`")
        }
        try scopes.closeBlock()
        return kind
    }

    private mutating func loopBlock(_ names: [LuaName], _ opener: LuaToken) throws(LuaSyntaxError) -> LuaBlock {
        try need(.do)
        scopes.openBlock(isLoop: false)
        for name in names { scopes.declare(name.text, isConstant: false) }
        let block = try block()
        try scopes.closeBlock()
        try close(.end, opener)
        return block
    }

    private mutating func functionStatement() throws(LuaSyntaxError) -> LuaStatement.Kind {
        let opener = try take()
        var path = [try name()]
        var isMethod = false
        while token.kind == .dot {
            try take()
            path.append(try name())
            guard path.count <= Self.longestChain else {
                throw LuaSyntaxError(kind: .chain, range: token.range)
            }
        }
        if try takes(.colon) {
            path.append(try name())
            isMethod = true
        }
        let body = try functionBody(opener, isMethod: isMethod)
        if path.count == 1 { try scopes.checkAssignable(path[0]) }
        return .function(path: path, isMethod: isMethod, body)
    }

    private mutating func localFunction() throws(LuaSyntaxError) -> LuaStatement.Kind {
        let opener = try take()
        let name = try name()
        scopes.declare(name.text, isConstant: false)
        return .localFunction(name, try functionBody(opener, isMethod: false))
    }

    private mutating func localStatement() throws(LuaSyntaxError) -> LuaStatement.Kind {
        var locals: [LuaLocal] = []
        var toClose = 0
        repeat {
            let name = try name()
            var attribute: LuaName?
            if try takes(.less) {
                let word = try self.name()
                try need(.greater)
                guard word.text == "const" || word.text == "close" else {
                    throw LuaSyntaxError(kind: .meaning(.unknownAttribute), range: word.range)
                }
                attribute = word
                if word.text == "close" { toClose += 1 }
                guard toClose < 2 else { throw LuaSyntaxError(kind: .meaning(.twoToClose), range: word.range) }
            }
            locals.append(LuaLocal(name: name, attribute: attribute))
        } while try takes(.comma)
        let values = try takes(.assign) ? try expressions() : []
        for local in locals { scopes.declare(local.name.text, isConstant: local.attribute != nil) }
        return .local(locals, values: values)
    }

    /// A call, or an assignment.
    private mutating func expressionStatement() throws(LuaSyntaxError) -> LuaStatement.Kind {
        let first = try suffixedExpression()
        guard token.kind == .assign || token.kind == .comma else {
            guard case .chain(_, let suffixes) = first, suffixes.last?.isCall == true else {
                throw expected("a statement")
            }
            return .call(first)
        }
        var targets = [first]
        while try takes(.comma) {
            targets.append(try suffixedExpression())
            // Lua's compiler nests here, as it reads one target within the other.
            guard targets.count <= Self.deepestNesting else {
                throw LuaSyntaxError(kind: .nesting, range: token.range)
            }
        }
        for target in targets {
            switch target {
            case .name(let name): try scopes.checkAssignable(name)
            case .chain(_, let suffixes) where suffixes.last?.isCall == false: break
            default: throw LuaSyntaxError(kind: .expected("a variable to assign"), range: target.range)
            }
        }
        try need(.assign)
        return .assignment(targets, values: try expressions())
    }
}
