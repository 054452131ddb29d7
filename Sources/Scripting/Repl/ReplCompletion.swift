import Finance
import LuaHost
import LuaSyntax

/// What could stand where the cursor is.
package struct ReplCompletion: Equatable, Sendable {
    /// How many bytes before the cursor a candidate replaces.
    package let length: Int
    /// What could stand there, in the order of the letters.
    package let candidates: [String]
}

extension ReplSession {
    /// What could go on after a text, which ends at the cursor.
    package func completion(of text: String) -> ReplCompletion {
        ReplCompleter(self, text).completion
    }
}

/// Looks at the text before the cursor: a name, a member after `.` or `:`, an id in quotes, or an argument's name.
private struct ReplCompleter {
    private let session: ReplSession
    private let names: [LuaMachine.KeptName]
    private var tokens: [LuaTokens.Token]
    /// The word that the cursor stands at the end of.
    private var word = ""
    /// Whether it stands in a text that is not closed.
    private var isInText = false

    init(_ session: ReplSession, _ text: String) {
        self.session = session
        names = session.machine.keptNames
        tokens = LuaTokens(text).tokens
        guard let last = tokens.last, last.bytes.upperBound == text.utf8.count else { return }
        if last.kind == .text(isClosed: false) {
            word = String(last.spelling.dropFirst())
            isInText = true
            tokens.removeLast()
        } else if last.kind == .name {
            word = last.spelling
            tokens.removeLast()
        }
    }

    var completion: ReplCompletion {
        let fitting = Set(choices).filter { $0.hasPrefix(word) }.sorted()
        return ReplCompletion(length: word.utf8.count, candidates: fitting == [word] ? [] : fitting)
    }

    private var choices: [String] {
        if isInText { return ids }
        switch tokens.last?.spelling {
        case ":": return methods(type(endingAt: tokens.count - 2))
        case ".": return fields(before: tokens.count - 2)
        case "{", ",":
            let names = argumentNames
            if !names.isEmpty { return names }
        default: break
        }
        return API.functions.filter { $0.owner == nil }.map(\.name) + ReplFunction.all.map(\.name)
            + ["plan", "levers"] + names.map(\.name) + Self.ofLua
    }

    private static let ofLua =
        LuaToken.Kind.keywords.map(\.rawValue) + LuaLibrary.functions + LuaLibrary.libraries.map(\.name)

    private func methods(_ type: APIClassName?) -> [String] {
        API.functions.filter { $0.owner != nil && $0.owner == type }.map(\.name)
    }

    private func fields(before index: Int) -> [String] {
        guard let type = type(endingAt: index) else { return [] }
        if type == .levers { return session.levers.map(\.name) }
        return API.properties.filter { $0.owner == type }.map(\.name)
    }

    // MARK: Kinds

    /// The class of the expression that ends at a token, where that is plain.
    private func type(endingAt index: Int) -> APIClassName? {
        guard tokens.indices.contains(index) else { return nil }
        let token = tokens[index]
        if token.kind == .name {
            guard index == 0 || ![".", ":"].contains(tokens[index - 1].spelling) else {
                let owner = type(endingAt: index - 2)
                let property = API.properties.first { $0.owner == owner && $0.name == token.spelling }
                return property.flatMap { Self.className(of: $0.type) }
            }
            return type(ofName: token.spelling)
        }
        // The end of a call: `plan:line("X")` or `plan:line "X"`.
        guard let function = function(calledBefore: start(ofArgumentEndingAt: index)) else { return nil }
        return function.returns.flatMap(Self.className)
    }

    private static func className(of type: APIType) -> APIClassName? {
        switch type {
        case .object(let name): name
        case .money: .money
        default: nil
        }
    }

    private func type(ofName name: String) -> APIClassName? {
        if name == "plan" { return .plan }
        if name == "levers" { return .levers }
        switch names.first(where: { $0.name == name })?.kind {
        case .money?: return .money
        case .object(let id)?: return session.session.classes.name(of: id)
        default: return nil
        }
    }

    /// Where the argument that ends at a token begins: the same token, or the bracket that opens it.
    private func start(ofArgumentEndingAt index: Int) -> Int {
        guard [")", "}"].contains(tokens[index].spelling) else { return index }
        var open = 0
        for place in stride(from: index, through: 0, by: -1) where tokens[place].kind == .symbol {
            if [")", "}", "]"].contains(tokens[place].spelling) { open += 1 }
            if ["(", "{", "["].contains(tokens[place].spelling) { open -= 1 }
            if open == 0 { return place }
        }
        return 0
    }

    /// The function of the API whose name ends before a token.
    private func function(calledBefore index: Int) -> APIFunction? {
        guard index > 0, tokens[index - 1].kind == .name else { return nil }
        let name = tokens[index - 1].spelling
        guard index > 1, tokens[index - 2].spelling == ":" else {
            return API.functions.first { $0.owner == nil && $0.name == name }
        }
        guard let owner = type(endingAt: index - 3) else { return nil }
        return API.functions.first { $0.owner == owner && $0.name == name }
    }

    // MARK: Arguments

    /// The innermost bracket that is open at the cursor.
    private var openBracket: Int? {
        var closed = 0
        for index in tokens.indices.reversed() where tokens[index].kind == .symbol {
            if [")", "}", "]"].contains(tokens[index].spelling) { closed += 1 }
            guard ["(", "{", "["].contains(tokens[index].spelling) else { continue }
            if closed == 0 { return index }
            closed -= 1
        }
        return nil
    }

    /// The function in whose arguments the cursor stands. `plan:move({` counts as `plan:move {`.
    private var calledFunction: APIFunction? {
        guard let open = openBracket else { return function(calledBefore: tokens.count) }
        if tokens[open].spelling == "{", open > 0, tokens[open - 1].spelling == "(" {
            return function(calledBefore: open - 1)
        }
        return function(calledBefore: open)
    }

    /// The arguments that the call can still get, as they are written.
    private var argumentNames: [String] {
        guard let open = openBracket, tokens[open].spelling == "{", let function = calledFunction,
            case .named(let parameters) = function.style
        else { return [] }
        let given = Set(tokens[open...].map(\.spelling))
        return parameters.map(\.name).filter { !given.contains($0) }.map { "\($0) = " }
    }

    /// What can stand in a text here: the ids of lines, sources, partners, themes.
    private var ids: [String] {
        guard let function = calledFunction else { return [] }
        let plan = session.plan
        let parameter: APIParameter? =
            if tokens.last?.spelling == "=", tokens.count > 1 {
                function.parameters.first { $0.name == tokens[tokens.count - 2].spelling }
            } else if case .named = function.style { nil } else { function.parameters.first }
        guard let parameter else { return [] }
        let isNew = function.name.hasPrefix("add_") && parameter.name == "id"
        switch parameter.type {
        case .line: return plan.lines.map(\.id)
        case .end: return plan.lines.map(\.id) + [Plan.unallocatedWord]
        case .source: return plan.sources.map(\.id)
        default: break
        }
        return switch parameter.name {
        case "id": isNew ? [] : plan.lines.map(\.id)
        case "theme": plan.themes
        case "contributor", "partner", "lead": plan.partners.map(\.id)
        case "pool": plan.pools.map(\.id)
        default: []
        }
    }
}
