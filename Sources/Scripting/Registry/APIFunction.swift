import LuaHost

/// One argument of a function of the Lua API.
package struct APIParameter: Sendable {
    /// Its name in a table of named arguments, or in the documentation where it stands by position.
    package let name: String
    /// What it takes.
    package let type: APIType
    /// Whether a call without it is an error.
    package let isRequired: Bool
    /// What it means, with its unit.
    package let doc: String

    /// A parameter that every call must give.
    package static func required(_ name: String, _ type: APIType, _ doc: String) -> APIParameter {
        APIParameter(name: name, type: type, isRequired: true, doc: doc)
    }

    /// A parameter that may be left out.
    package static func optional(_ name: String, _ type: APIType, _ doc: String) -> APIParameter {
        APIParameter(name: name, type: type, isRequired: false, doc: doc)
    }
}

/// One function or method of the Lua API: its description and what it does, in one place. Bindings and argument checks
/// are made from it, and so can stubs and reference pages be.
package struct APIFunction: Sendable {
    /// How arguments are given.
    package enum Style: Sendable {
        /// By position: `gbp(390000)`.
        case positional([APIParameter])
        /// By position, any number of the last parameter: `fmt("{} of {}", a, b)`.
        case variadic([APIParameter])
        /// In one table, by name: `plan:move { from = …, to = … }`.
        case named([APIParameter])
    }

    /// Its name.
    package let name: String
    /// The class whose method it is, or `nil` for a global function.
    package let owner: APIClassName?
    /// What it takes.
    package let style: Style
    /// What it gives back, or `nil` for nothing.
    package let returns: APIType?
    /// What it does, in one sentence, then what to know about it.
    package let summary: String
    /// A piece of script that runs.
    package let example: String
    /// Whether the object that it gives keeps the table that it was made from: the functions in it stay in the machine.
    let keepsArgument: Bool
    /// Whether the machine itself has the function; then `body` is not used.
    let isOfMachine: Bool
    /// What it does. The arguments are already checked.
    let body: @Sendable (Arguments, ScenarioSession) throws(LuaCallError) -> LuaValue

    init(
        _ name: String, of owner: APIClassName? = nil, _ style: Style, returns: APIType? = nil,
        keepsArgument: Bool = false, isOfMachine: Bool = false, summary: String, example: String,
        body: @escaping @Sendable (Arguments, ScenarioSession) throws(LuaCallError) -> LuaValue
    ) {
        self.name = name
        self.owner = owner
        self.style = style
        self.returns = returns
        self.keepsArgument = keepsArgument
        self.isOfMachine = isOfMachine
        self.summary = summary
        self.example = example
        self.body = body
    }

    /// The name as a script writes it: `gbp`, `plan:move`.
    package var spelling: String {
        owner.map { "\($0.rawValue.lowercased()):\(name)" } ?? name
    }

    /// Its parameters, however they are given.
    package var parameters: [APIParameter] {
        switch style {
        case .positional(let parameters), .variadic(let parameters), .named(let parameters): parameters
        }
    }
}

/// One field of an object of the Lua API.
package struct APIProperty: Sendable {
    /// Its name.
    package let name: String
    /// The class whose field it is.
    package let owner: APIClassName
    /// What it holds.
    package let type: APIType
    /// What it means, with its unit.
    package let doc: String
    /// Reads it.
    let read: @Sendable (LuaValue, ScenarioSession) throws(LuaCallError) -> LuaValue

    init(
        _ name: String, of owner: APIClassName, _ type: APIType, _ doc: String,
        read: @escaping @Sendable (LuaValue, ScenarioSession) throws(LuaCallError) -> LuaValue
    ) {
        self.name = name
        self.owner = owner
        self.type = type
        self.doc = doc
        self.read = read
    }
}
