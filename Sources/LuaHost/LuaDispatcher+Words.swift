import Diagnostics
import LuaShim

// The words of the errors that C asks for: names that are not there, and assignments that are not allowed.
extension LuaDispatcher {
    /// What a value is, in words that fit after "not": `a Line`, `text`, `nil`.
    func describe(_ value: lsh_value) -> String {
        switch value.kind {
        case LSH_OBJECT: Words.withArticle(className(value.detail))
        case LSH_TABLE: "a table"
        case LSH_STRING: "text"
        default: (try? LuaDecoder.value(value).kindInWords) ?? "a value of an unknown type"
        }
    }

    /// An object of a class in words; money is no object to a script.
    private func inWords(_ id: Int32) -> String {
        id == LuaClassID.money.number ? "an amount of money" : Words.withArticle(className(id))
    }

    /// The name in argument 2 of a request, when it is one.
    private func key(_ call: borrowing LuaCall) -> String? {
        let value = lsh_argument(call.handle, 2)
        guard value.kind == LSH_STRING else { return nil }
        return try? LuaDecoder.string(value.bytes, value.length)
    }

    /// The script reads a global that is not there.
    func unknownGlobal(_ call: borrowing LuaCall) -> LuaCallError {
        let name = key(call) ?? "?"
        if let words = AbsentWords.byName[name] {
            return LuaCallError(
                "lua.unknown-global", "there is no `\(name)` for scripts", reason: words.reason, help: words.help)
        }
        return LuaCallError(
            "lua.unknown-global", "there is no `\(name)`",
            reason: "it is not a local variable of the script up to this line, and not a name that scripts are given",
            // A name of a session may have been taken away again.
            help: Suggestion.didYouMean(name, in: globals.filter { $0 != name })
                ?? "if it is meant as text, such as an id, write it in quotes: \"\(name)\"")
    }

    /// The script assigns a global.
    func globalAssigned(_ call: borrowing LuaCall) -> LuaCallError {
        let name = key(call) ?? "?"
        if globals.contains(name) {
            return LuaCallError(
                "lua.global-assigned", "`\(name)` cannot be replaced",
                help: "give your own value another name: `local my_\(name) = …`")
        }
        let isFunction = lsh_argument(call.handle, 3).kind == LSH_FUNCTION
        let declaration = isFunction ? "local function \(name)(…)" : "local \(name) = …"
        return LuaCallError(
            "lua.global-assigned", "`\(name)` is assigned, but it is not a local variable",
            reason: "a variable without `local` would be shared by everything that runs after it",
            help: "write `\(declaration)`")
    }

    /// The script reads a member that a library does not have.
    func unknownMember(of library: (name: String, members: [String]), _ call: borrowing LuaCall) -> LuaCallError {
        guard let name = key(call) else {
            // A text finds its methods in the library, and `ipairs` looks for entries in it.
            if library.name == "string" {
                return LuaCallError(
                    LuaCallError.unknownField, "text has no entries",
                    help: "`ipairs` goes over a list: { \"a\", \"b\" }")
            }
            return LuaCallError(LuaCallError.unknownField, "the library `\(library.name)` has only named functions")
        }
        if let words = AbsentWords.byName["\(library.name).\(name)"] {
            return LuaCallError(
                LuaCallError.unknownField, "there is no `\(library.name).\(name)` for scripts", reason: words.reason,
                help: words.help)
        }
        let near = Suggestion.nearest(to: name, in: library.members)
        return LuaCallError(
            LuaCallError.unknownField, "there is no `\(library.name).\(name)`",
            help: near.map { "did you mean `\(library.name).\($0)`?" } ?? "it has \(Words.list(library.members))")
    }

    /// The script reads a field that a class does not have.
    func unknownField(_ id: Int32, _ call: borrowing LuaCall, dynamic: [String]) -> LuaCallError {
        let owner = inWords(id)
        let members = (classes[Int(id)]?.properties.map(\.name) ?? []) + (classes[Int(id)]?.methods.map(\.name) ?? [])
        let names = dynamic + members
        guard let name = key(call) else {
            let given = lsh_argument(call.handle, 2)
            let field =
                given.kind == LSH_INTEGER ? "entry \(given.integer)" : "field that is named by \(describe(given))"
            return LuaCallError(LuaCallError.unknownField, "\(owner) has no \(field)", help: "it is not a list")
        }
        let all = names.isEmpty || names.count > 12 ? nil : "it has \(Words.list(names))"
        let own = classes[Int(id)]?.dynamicFields?.missing?(name)
        return LuaCallError(
            LuaCallError.unknownField, own?.message ?? "\(owner) has no `\(name)`",
            help: Suggestion.didYouMean(name, in: names) ?? all ?? own?.help)
    }

    /// The script assigns a field of an object.
    func fieldAssigned(_ id: Int32, _ call: borrowing LuaCall) -> LuaCallError {
        let field = key(call).map { "the field `\($0)` of " } ?? ""
        return LuaCallError(
            "lua.field-assigned",
            "\(field)\(inWords(id)) cannot be changed by assignment",
            help: classes[Int(id)]?.assignmentHelp ?? "call one of its methods, or keep the value in a local variable")
    }

    /// The script called a method on something that is not of its class.
    func wrongSelf(_ function: Int32, _ call: borrowing LuaCall) -> LuaCallError {
        let name = names[Int(function)]
        let type = owner(of: function).map(className) ?? "?"
        let given = lsh_argument(call.handle, 1)
        let example = "\(type.lowercased()):\(name)(…)"
        if given.kind == LSH_OBJECT || given.kind == LSH_MONEY {
            return LuaCallError(
                "lua.wrong-self",
                "`\(name)` belongs to \(Words.withArticle(type)), and was called on \(describe(given))",
                help: "write `\(example)` with \(Words.withArticle(type)) before the colon")
        }
        return LuaCallError(
            "lua.wrong-self", "`\(name)` was called without \(Words.withArticle(type)) before it",
            help: "write `\(example)`, with `:` instead of `.`")
    }

    /// An operator cannot be applied to money.
    func moneyRefused(_ id: Int32, _ call: borrowing LuaCall) -> LuaCallError {
        let left = lsh_argument(call.handle, 1)
        let right = lsh_argument(call.handle, 2)
        return MoneyWords(left: left, right: right, describe: describe).refusal(of: lsh_operator(rawValue: id))
    }
}
