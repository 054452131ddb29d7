import Finance
import LuaHost

/// One argument of a function of the Lua API.
package final class APIParameter: Sendable {
    /// Its name in a table of named arguments, or in the documentation where it stands by position.
    package let name: String
    /// What it takes.
    package let type: APIType
    /// Whether a call without it is an error.
    package let isRequired: Bool
    /// What it means.
    package let doc: String
    /// The unit of its figures; `nil` where it takes none.
    package let unit: APIUnit?
    /// The words that it takes; empty where it takes any text.
    package let words: [String]
    /// The objects that a function is called with; empty for what is no function.
    package let calledWith: [APIClassName]

    /// What of a plan the parameter filters; `nil` for one that is no filter.
    let filter: APIFilter?
    /// The kinds of values of which it takes every one.
    let plainKinds: ValueKinds

    private init(
        name: String, type: APIType, isRequired: Bool, doc: String, unit: APIUnit?, words: [String],
        calledWith: [APIClassName]
    ) {
        self.name = name
        self.type = type
        self.isRequired = isRequired
        self.doc = doc
        self.unit = unit
        self.words = words
        self.calledWith = calledWith
        filter = APIFilter(name)
        plainKinds = type.plainKinds.union(isRequired ? [] : .nil)
    }

    /// A parameter that every call must give. The unit need be said only where the type leaves it open.
    package static func required(
        _ name: String, _ type: APIType, _ doc: String, unit: APIUnit? = nil, words: [String] = [],
        calledWith: [APIClassName] = []
    ) -> APIParameter {
        APIParameter(
            name: name, type: type, isRequired: true, doc: doc, unit: unit ?? type.unit, words: words,
            calledWith: calledWith)
    }

    /// A parameter that may be left out. The unit need be said only where the type leaves it open.
    package static func optional(
        _ name: String, _ type: APIType, _ doc: String, unit: APIUnit? = nil, words: [String] = [],
        calledWith: [APIClassName] = []
    ) -> APIParameter {
        APIParameter(
            name: name, type: type, isRequired: false, doc: doc, unit: unit ?? type.unit, words: words,
            calledWith: calledWith)
    }
}

/// A property of lines or sources that an argument of the same name filters on.
enum APIFilter: Sendable {
    case line(Selection.LineProperty)
    case source(Selection.SourceProperty)

    init?(_ name: String) {
        if let property = Selection.LineProperty(rawValue: name) {
            self = .line(property)
        } else if let property = Selection.SourceProperty(rawValue: name) {
            self = .source(property)
        } else {
            return nil
        }
    }
}

/// One function or method of the Lua API: its description and what it does, in one place. Bindings and argument checks
/// are made from it, and so are the reference page, the stubs for editors, the linter's list and `help`.
package final class APIFunction: Sendable {
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
    /// Its parameters, however they are given.
    package let parameters: [APIParameter]
    /// The names of the parameters.
    let names: [String]
    /// The same as keys of a table of arguments.
    let keys: LuaKeys
    /// What it gives back, or `nil` for nothing.
    package let returns: APIType?
    /// The unit of what it gives back; `nil` where it gives no figure.
    package let unit: APIUnit?
    /// What it does, in one sentence, then what to know about it.
    package let summary: String
    /// What it can refuse beside bad arguments.
    package let errors: [APIError]
    /// A piece of script that runs.
    package let example: String
    /// The version of bcf that had it first.
    package let since: String
    /// Whether the object that it gives keeps the table that it was made from: the functions in it stay in the machine.
    let keepsArgument: Bool
    /// Whether the machine itself has the function; then `body` is not used.
    let isOfMachine: Bool
    /// What it does. The arguments are already checked.
    let body: @Sendable (Arguments, ScenarioSession) throws(LuaCallError) -> LuaValue

    init(
        _ name: String, of owner: APIClassName? = nil, _ style: Style, returns: APIType? = nil,
        unit: APIUnit? = nil, keepsArgument: Bool = false, isOfMachine: Bool = false, errors: [APIError] = [],
        summary: String,
        example: String, since: String = API.firstVersion,
        body: @escaping @Sendable (Arguments, ScenarioSession) throws(LuaCallError) -> LuaValue
    ) {
        self.name = name
        self.owner = owner
        self.style = style
        parameters =
            switch style {
            case .positional(let parameters), .variadic(let parameters), .named(let parameters): parameters
            }
        names = parameters.map(\.name)
        keys = LuaKeys(names)
        self.returns = returns
        self.keepsArgument = keepsArgument
        self.isOfMachine = isOfMachine
        self.unit = unit ?? returns?.unit
        self.errors = errors
        self.since = since
        self.summary = summary
        self.example = example
        self.body = body
    }

    /// The name as a script writes it: `gbp`, `plan:move`.
    package var spelling: String {
        owner.map { "\($0.variable):\(name)" } ?? name
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
    /// What it means.
    package let doc: String
    /// The unit of what it holds; `nil` where it holds no figure.
    package let unit: APIUnit?
    /// What reading it can be refused for.
    package let errors: [APIError]
    /// A piece of script that runs, where the class's own way to one is at hand.
    package let example: String
    /// The version of bcf that had it first.
    package let since: String
    /// Reads it.
    let read: @Sendable (LuaValue, ScenarioSession) throws(LuaCallError) -> LuaValue

    init(
        _ name: String, of owner: APIClassName, _ type: APIType, _ doc: String, unit: APIUnit? = nil,
        errors: [APIError] = [], example: String? = nil, since: String = API.firstVersion,
        read: @escaping @Sendable (LuaValue, ScenarioSession) throws(LuaCallError) -> LuaValue
    ) {
        self.name = name
        self.owner = owner
        self.type = type
        self.doc = doc
        self.unit = unit ?? type.unit
        self.errors = errors
        self.example = example ?? "print(\(owner.variable).\(name))"
        self.since = since
        self.read = read
    }

    /// The name as a script writes it: `line.total`.
    package var spelling: String { "\(owner.variable).\(name)" }
}
