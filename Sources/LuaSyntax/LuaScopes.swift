/// What a parser must remember of names, labels and jumps to refuse what Lua refuses: assigning a constant, a `goto`
/// that has no label or leads into the scope of a local variable, a `break` outside of a loop.
struct LuaScopes {
    private struct Function {
        var takesRest: Bool
        var firstBlock: Int
        /// How many of its local variables are in scope.
        var active = 0
        /// The labels in scope.
        var labels: Set<String> = []
        /// Jumps to labels that have not come yet.
        var jumps: [Jump] = []
    }

    private struct Jump {
        /// The number of the label's name; `nil` for a `break`.
        var label: Int?
        var range: Range<Int>
        /// How many local variables are in scope where it leaves from.
        var active: Int
    }

    private struct Block {
        var isLoop: Bool
        /// How many local variables are in scope around it.
        var active: Int
        var variables: [String] = []
        var labels: [String] = []
        /// The first of the function's jumps that was made in it.
        var firstJump: Int
    }

    private var functions: [Function] = []
    /// Numbers for the names of labels: many jumps are compared with many labels.
    private var labelNumbers: [String: Int] = [:]
    private var blocks: [Block] = []
    /// For each name, whether the variables of that name are constant, the innermost last.
    private var constants: [String: [Bool]] = [:]

    private var function: Function {
        get { functions[functions.count - 1] }
        _modify { yield &functions[functions.count - 1] }
    }

    // MARK: Blocks

    mutating func openFunction(takesRest: Bool) {
        functions.append(Function(takesRest: takesRest, firstBlock: blocks.count))
        openBlock(isLoop: false)
    }

    mutating func closeFunction() throws(LuaSyntaxError) {
        try closeBlock()
        functions.removeLast()
    }

    mutating func openBlock(isLoop: Bool) {
        blocks.append(Block(isLoop: isLoop, active: function.active, firstJump: function.jumps.count))
    }

    mutating func closeBlock() throws(LuaSyntaxError) {
        let block = blocks.removeLast()
        for name in block.variables { constants[name]?.removeLast() }
        function.active = block.active
        for label in block.labels { function.labels.remove(label) }
        let isFunction = blocks.count == function.firstBlock
        guard block.firstJump < function.jumps.count else { return }
        var kept: [Jump] = []
        for var jump in function.jumps[block.firstJump...] {
            if block.isLoop, jump.label == nil { continue }
            guard !isFunction else {
                throw LuaSyntaxError(
                    kind: .meaning(jump.label == nil ? .breakOutsideLoop : .noLabel), range: jump.range)
            }
            // Outside, the variables of the block are gone.
            jump.active = min(jump.active, block.active)
            kept.append(jump)
        }
        function.jumps.replaceSubrange(block.firstJump..., with: kept)
    }

    // MARK: Variables

    mutating func declare(_ name: String, isConstant: Bool) {
        constants[name, default: []].append(isConstant)
        blocks[blocks.count - 1].variables.append(name)
        function.active += 1
    }

    func checkAssignable(_ name: LuaName) throws(LuaSyntaxError) {
        if constants[name.text]?.last == true {
            throw LuaSyntaxError(kind: .meaning(.constantAssigned), range: name.range)
        }
    }

    func checkRest(at range: Range<Int>) throws(LuaSyntaxError) {
        if !function.takesRest { throw LuaSyntaxError(kind: .meaning(.restOutsideVararg), range: range) }
    }

    // MARK: Jumps

    mutating func breakLoop(at range: Range<Int>) {
        function.jumps.append(Jump(label: nil, range: range, active: function.active))
    }

    mutating func jump(to name: LuaName) {
        // Backwards a jump only leaves scopes.
        if function.labels.contains(name.text) { return }
        function.jumps.append(Jump(label: number(name.text), range: name.range, active: function.active))
    }

    private mutating func number(_ label: String) -> Int {
        if let number = labelNumbers[label] { return number }
        labelNumbers[label] = labelNumbers.count
        return labelNumbers.count - 1
    }

    /// A label; at the end of its block the variables of the block count as gone already.
    mutating func declareLabel(_ name: LuaName, isLast: Bool) throws(LuaSyntaxError) {
        guard function.labels.insert(name.text).inserted else {
            throw LuaSyntaxError(kind: .meaning(.labelTwice), range: name.range)
        }
        let block = blocks[blocks.count - 1]
        blocks[blocks.count - 1].labels.append(name.text)
        let active = isLast ? block.active : function.active
        let label = number(name.text)
        let jumps = function.jumps[block.firstJump...]
        guard jumps.contains(where: { $0.label == label }) else { return }
        for jump in jumps where jump.label == label && jump.active < active {
            throw LuaSyntaxError(kind: .meaning(.jumpIntoScope), range: jump.range)
        }
        function.jumps.removeSubrange(block.firstJump...)
        function.jumps += jumps.filter { $0.label != label }
    }
}
