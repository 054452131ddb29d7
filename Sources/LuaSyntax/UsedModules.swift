/// A module that a script names where it asks for it.
package struct UsedModule: Equatable, Sendable {
    /// The name as the text says it.
    package let name: String
    /// The line of the name, from 1.
    package let line: Int
    /// The column of the name's opening quote, from 1, in characters.
    package let column: Int
    /// Where the name stands with its quotes, in bytes of the script, for ``SourceText/place(_:)``.
    package let range: Range<Int>
}

/// The modules that a script names in plain text, in the order of the script: `use "name"`, `use("name")`,
/// `use [[name]]`. A name that is computed, a method `x:use` and a name of the script's own called `use` are not among
/// them.
package func usedModules(in source: String) -> [UsedModule] {
    usedModules(in: SourceText(name: "", text: source))
}

/// The modules that a script names in plain text; see ``usedModules(in:)-(String)``.
package func usedModules(in source: SourceText) -> [UsedModule] {
    var lexer = LuaLexer(source)
    var modules: [UsedModule] = []
    var before = LuaToken.Kind.endOfScript
    var token = lexer.next()
    while token.kind != .endOfScript {
        let isUse =
            token.kind == .name && source.bytes[token.range].elementsEqual("use".utf8)
            && before != .dot && before != .colon && before != .function && before != .local && before != .goto
        before = token.kind
        token = lexer.next()
        guard isUse else { continue }
        var ahead = lexer
        let isInParentheses = token.kind == .openParenthesis
        let name = isInParentheses ? ahead.next() : token
        guard name.kind == .text, name.problem == nil else { continue }
        if isInParentheses, ahead.next().kind != .closeParenthesis { continue }
        let place = source.position(of: name.range.lowerBound)
        modules.append(
            UsedModule(
                name: LuaLexer.value(of: name, in: source), line: place.line, column: place.column, range: name.range))
    }
    return modules
}
