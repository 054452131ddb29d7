import LuaSyntax

/// Which variable each name of a script means, and what is done with it.
struct LintNames {
    /// A local variable of any kind.
    struct Variable {
        var name: LuaName
        var kind: Kind
        var reads = 0
        /// How often it is assigned after its declaration.
        var writes = 0
    }

    /// What declares a variable.
    enum Kind {
        case local, function, loop, parameter
    }

    /// Every local variable, in the order of the script.
    private(set) var variables: [Variable] = []
    /// The variable that a name declares, reads or assigns, by the name's first byte.
    private(set) var meaning: [Int: Int] = [:]
    /// Names that mean no local variable, where they are read.
    private(set) var globalReads: [LuaName] = []
    /// Names that mean no local variable, where they are assigned; and whether a function is.
    private(set) var globalWrites: [(name: LuaName, isFunction: Bool)] = []

    /// The variables in scope by name, the innermost block last.
    private var scopes: [[String: Int]] = [[:]]

    init(_ tree: LuaTree) { read(tree.block) }

    /// The variable that a name means, if it is a local one.
    func variable(_ name: LuaName) -> Int? { meaning[name.range.lowerBound] }

    // MARK: Scopes

    private mutating func declare(_ name: LuaName, _ kind: Kind) {
        meaning[name.range.lowerBound] = variables.count
        scopes[scopes.count - 1][name.text] = variables.count
        variables.append(Variable(name: name, kind: kind))
    }

    private func lookUp(_ name: String) -> Int? {
        for scope in scopes.reversed() {
            if let variable = scope[name] { return variable }
        }
        return nil
    }

    private mutating func readName(_ name: LuaName) {
        if let variable = lookUp(name.text) {
            meaning[name.range.lowerBound] = variable
            variables[variable].reads += 1
        } else {
            globalReads.append(name)
        }
    }

    private mutating func write(_ name: LuaName, isFunction: Bool = false) {
        if let variable = lookUp(name.text) {
            meaning[name.range.lowerBound] = variable
            variables[variable].writes += 1
        } else {
            globalWrites.append((name, isFunction))
        }
    }

    private mutating func scoped(_ block: LuaBlock, loop names: [LuaName] = []) {
        scopes.append([:])
        for name in names { declare(name, .loop) }
        read(block)
        scopes.removeLast()
    }

    // MARK: The tree

    private mutating func read(_ block: LuaBlock) {
        for statement in block.statements { read(statement) }
    }

    private mutating func read(_ statement: LuaStatement) {
        switch statement.kind {
        case .local(let locals, let values):
            read(values)
            for local in locals { declare(local.name, .local) }
        case .localFunction(let name, let body):
            declare(name, .function)
            read(body)
        case .function(let path, let isMethod, let body):
            if path.count == 1, !isMethod { write(path[0], isFunction: true) } else { readName(path[0]) }
            read(body, isMethod: isMethod)
        case .assignment(let targets, let values):
            read(values)
            for target in targets {
                if case .name(let name) = target { write(name) } else { read(target) }
            }
        case .call(let call): read(call)
        case .block(let block): scoped(block)
        case .while(let condition, let block):
            read(condition)
            scoped(block)
        case .repeat(let block, let condition):
            scopes.append([:])
            read(block)
            read(condition)
            scopes.removeLast()
        case .if(let branches, let otherwise):
            for branch in branches {
                read(branch.condition)
                scoped(branch.block)
            }
            if let otherwise { scoped(otherwise) }
        case .numericFor(let name, let from, let to, let step, let block):
            read([from, to] + (step.map { [$0] } ?? []))
            scoped(block, loop: [name])
        case .genericFor(let names, let values, let block):
            read(values)
            scoped(block, loop: names)
        case .return(let values): read(values)
        case .break, .goto, .labels: break
        }
    }

    private mutating func read(_ body: LuaFunctionBody, isMethod: Bool = false) {
        scopes.append([:])
        // `self` stands nowhere in the text of a method's parameters.
        if isMethod {
            scopes[scopes.count - 1]["self"] = variables.count
            variables.append(Variable(name: LuaName(text: "self", range: body.range), kind: .parameter))
        }
        for name in body.parameters { declare(name, .parameter) }
        read(body.block)
        scopes.removeLast()
    }

    private mutating func read(_ expressions: [LuaExpression]) {
        for expression in expressions { read(expression) }
    }

    private mutating func read(_ expression: LuaExpression) {
        switch expression {
        case .nil, .boolean, .number, .text, .rest: break
        case .name(let name): readName(name)
        case .function(let body): read(body)
        case .table(let table):
            for entry in table.entries {
                if case .keyed(let key, _) = entry { read(key) }
                read(entry.value)
            }
        case .parenthesised(let inner, _): read(inner)
        case .chain(let first, let suffixes):
            read(first)
            for suffix in suffixes {
                switch suffix {
                case .field: break
                case .index(let key, _): read(key)
                case .call(let arguments), .method(_, let arguments): read(arguments.values)
                }
            }
        case .unary(_, let operand): read(operand)
        case .binary(let first, let operations):
            read(first)
            for operation in operations { read(operation.operand) }
        }
    }
}
