import Diagnostics
import LuaHost
import LuaSyntax

/// Goes through a script once, in its order, and notes what is certainly wrong.
struct LintWalk {
    let tree: LuaTree
    var names: LintNames
    var findings: [LintFinding] = []
    /// What is known of local variables that are assigned once, by number.
    var types: [Int: LintType] = [:]
    /// The levers of the scenario that is being read, with what they hold; `nil` where the script computes them.
    var levers: [String: LintType]?
    /// The levers that were read.
    var readLevers: Set<String> = []
    /// How often the levers were read field by field.
    var leverReads = 0

    init(_ tree: LuaTree) {
        self.tree = tree
        names = LintNames(tree)
    }

    mutating func note(
        _ check: LintCheck, _ range: Range<Int>, _ message: String, reason: String? = nil, help: String? = nil
    ) {
        findings.append(LintFinding(check: check, range: range, message: message, reason: reason, help: help))
    }

    /// The text of a place, where it is short enough to be quoted.
    func quoted(_ range: Range<Int>) -> String {
        let text = tree.source.text(range)
        return text.utf8.count <= 40 && !text.contains(where: \.isNewline) ? "`\(text)`" : "this"
    }

    /// The names that scripts are given.
    static let globals: [String] =
        API.functions.filter { $0.owner == nil }.map(\.name) + LuaLibrary.functions
        + LuaLibrary.libraries.map(\.name)

    // MARK: Names

    /// What the use of names alone shows.
    mutating func checkNames() {
        for variable in names.variables {
            let name = variable.name.text
            let isHidden = name.hasPrefix("_") || name == "self"
            if Self.globals.contains(name) {
                note(
                    .shadow, variable.name.range,
                    "`\(name)` is a name that scripts are given, and this variable hides it")
            }
            if variable.reads == 0, variable.kind != .parameter, !isHidden {
                let what = variable.kind == .function ? "function" : "variable"
                note(
                    .unusedVariable, variable.name.range,
                    variable.writes > 0
                        ? "the \(what) `\(name)` is assigned, and nothing reads it"
                        : "nothing uses the \(what) `\(name)`",
                    help: variable.kind == .loop ? "call it `_`" : "take it out, or use it")
            }
        }
        for name in names.globalReads where !Self.globals.contains(name.text) {
            note(
                .unknownName, name.range, "there is no `\(name.text)`",
                reason: "it is not a local variable up to this line, and not a name that scripts are given",
                help: AbsentWords.byName[name.text]?.help ?? Suggestion.didYouMean(name.text, in: Self.globals)
                    ?? "check the spelling, or declare it with `local` before")
        }
        for (name, isFunction) in names.globalWrites {
            let isKnown = Self.globals.contains(name.text)
            note(
                .assigned, name.range,
                isKnown
                    ? "`\(name.text)` cannot be replaced"
                    : "`\(name.text)` is assigned, but it is not a local variable",
                help: isKnown
                    ? "give your own value another name"
                    : isFunction ? "write `local function \(name.text)(…)`" : "write `local \(name.text) = …`")
        }
    }

    // MARK: Statements

    mutating func check(_ block: LuaBlock) {
        for (index, statement) in block.statements.enumerated() {
            check(statement)
            let rest = block.statements[(index + 1)...]
            if let next = rest.first, leaves(statement), index == 0 || !leaves(block.statements[index - 1]),
                !rest.contains(where: \.isLabel)
            {
                note(
                    .unreachable, next.range,
                    "this never runs: line \(tree.source.line(of: statement.range.lowerBound)) leaves before it")
            }
        }
    }

    /// Whether nothing behind a statement runs.
    private func leaves(_ statement: LuaStatement) -> Bool {
        switch statement.kind {
        case .return, .break, .goto: return true
        case .block(let block): return block.statements.last.map(leaves) ?? false
        case .if(let branches, let otherwise?):
            return (branches.map(\.block) + [otherwise]).allSatisfy { $0.statements.last.map(leaves) ?? false }
        case .call(.chain(.name(let name), let suffixes)):
            guard name.text == "error", names.variable(name) == nil, suffixes.count == 1 else { return false }
            return suffixes[0].isCall
        default: return false
        }
    }

    private mutating func check(_ statement: LuaStatement) {
        switch statement.kind {
        case .local(let locals, let values):
            let known = check(values)
            for (index, local) in locals.enumerated() {
                if index < known.count { keep(known[index], local.name) }
            }
        case .localFunction(let name, let body):
            keep(.function, name)
            check(body)
        case .function(_, _, let body): check(body)
        case .assignment(let targets, let values):
            for target in targets { checkTarget(target) }
            _ = check(values)
        case .call(let call): checkCall(call)
        case .block(let block): check(block)
        case .while(let condition, let block):
            _ = type(condition)
            check(block)
        case .repeat(let block, let condition):
            check(block)
            _ = type(condition)
        case .if(let branches, let otherwise):
            for branch in branches {
                _ = type(branch.condition)
                check(branch.block)
            }
            if let otherwise { check(otherwise) }
        case .numericFor(let name, let from, let to, let step, let block):
            checkBounds(name, from, to, step)
            check(block)
        case .genericFor(let variables, let values, let block):
            checkWalk(variables, values)
            check(block)
        case .return(let values): _ = check(values)
        case .break, .goto, .labels: break
        }
    }

    mutating func check(_ values: [LuaExpression]) -> [LintType] { values.map { type($0) } }

    /// A function whose parameters are known, or not.
    mutating func check(_ body: LuaFunctionBody, parameters: [LintType] = []) {
        for (name, type) in zip(body.parameters, parameters) { keep(type, name) }
        check(body.block)
    }

    /// Keeps what a variable holds, if it is never assigned again.
    mutating func keep(_ type: LintType, _ name: LuaName) {
        guard let variable = names.variable(name), names.variables[variable].writes == 0 else { return }
        types[variable] = type
    }

    private mutating func checkTarget(_ target: LuaExpression) {
        guard case .chain(let first, let suffixes) = target else { return }
        let owner = type(of: first, suffixes.dropLast())
        guard let last = suffixes.last else { return }
        if case .index(let key, _) = last { _ = type(key) }
        let isLibrary = if case .library = owner { true } else { false }
        guard isLibrary || owner.className != nil else { return }
        note(
            .assigned, last.range, "a field of \(owner.words ?? "this") cannot be changed by assignment",
            help: isLibrary ? "keep the value in a local variable" : nil)
    }

    // MARK: Loops

    private mutating func checkBounds(
        _ name: LuaName, _ from: LuaExpression, _ to: LuaExpression, _ step: LuaExpression?
    ) {
        var start = LintType.unknown
        var stride = LintType.integer
        let bounds = [(from, "start"), (to, "limit")] + (step.map { [($0, "step")] } ?? [])
        for (bound, what) in bounds {
            let kind = type(bound)
            if what == "start" { start = kind }
            if what == "step" { stride = kind }
            if let words = kind.words, !kind.isNumber {
                note(
                    .loopValue, bound.range, "the \(what) of `for` must be a number, not \(words)",
                    help: kind == .money
                        ? "count in whole numbers and multiply: for step = 0, 10 do … gbp(500) * step" : nil)
            } else if kind == .fraction, what != "limit" {
                note(.loopFraction, bound.range, "the \(what) of this `for` is a fraction, \(quoted(bound.range))")
            }
        }
        keep(start == .integer && stride == .integer ? .integer : .number, name)
    }

    private mutating func checkWalk(_ variables: [LuaName], _ values: [LuaExpression]) {
        let kinds = check(values)
        guard let first = values.first, let kind = kinds.first else { return }
        switch kind {
        case .walk(let element):
            if let name = variables.first { keep(.integer, name) }
            if variables.count > 1 { keep(element, variables[1]) }
        case .unknown, .function, .lua, .api, .method: break
        default:
            let isList = if case .list = kind { true } else { kind == .table }
            note(
                .loopValue, first.range, "`for … in` cannot go over \(kind.words ?? "this")",
                help: isList
                    ? "write `for _, value in ipairs(\(tree.source.text(first.range)))`"
                    : "go over a list, as in `for _, line in ipairs(plan:lines()) do`")
        }
    }
}

extension LuaStatement {
    fileprivate var isLabel: Bool { if case .labels = kind { true } else { false } }
}
