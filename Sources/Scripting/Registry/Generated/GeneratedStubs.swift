import LuaHost

/// Stubs for the Lua language server (LuaLS): the API and the library of scripts as annotated declarations, so that
/// editors complete and check what is written.
package enum APIStubs {
    /// The stub file.
    package static let text: String = {
        var text = """
            ---@meta
            -- What a scenario script of bcf can use, for the Lua language server.
            -- Made by `bcf api --format luals`; never loaded by a script.


            """
        for name in APIClassName.allCases { text += declaration(of: name) }
        for function in API.functions(of: nil) { text += declaration(of: function) }
        return text + library
    }()

    // MARK: Classes

    private static func declaration(of name: APIClassName) -> String {
        var text = comment(name.summary) + "---@class \(name.rawValue)\n"
        for property in API.properties(of: name) {
            let unit = property.unit.map { " (unit: \($0.words))" } ?? ""
            text += "---@field \(property.name) \(property.type.name) \(property.doc)\(unit)\n"
        }
        // The levers of a run are named by the scenario, and their kinds differ.
        if name == .levers { text += "---@field [string] any\n" }
        if name == .money {
            text += "---@operator add(Money): Money\n---@operator sub(Money): Money\n---@operator unm: Money\n"
            text += "---@operator mul(integer): Money\n"
        }
        text += "local \(name.rawValue) = {}\n\n"
        for function in API.functions(of: name) { text += declaration(of: function) }
        return text
    }

    // MARK: Functions

    private static func declaration(of function: APIFunction) -> String {
        var text = ""
        let owner = function.owner.map { "\($0.rawValue):" } ?? ""
        var names = function.parameters.map(\.name)
        // What gives back the values that it was given has their type.
        let isGeneric = function.unit == .anyOf
        if case .named = function.style, !function.parameters.isEmpty {
            text += arguments(of: function)
            names = ["arguments"]
        }
        text += comment(function.summary) + "---\n---```lua\n" + comment(function.example) + "---```\n"
        for error in function.errors { text += "---\n---Refused with `\(error.code)`: \(error.when)\n" }
        if isGeneric { text += "---@generic T\n" }
        switch function.style {
        case .named where function.parameters.isEmpty: break
        case .named:
            let isOptional = !function.parameters.contains(where: \.isRequired)
            text += "---@param arguments\(isOptional ? "?" : "") \(tableName(of: function))\n"
        case .positional(let parameters):
            for parameter in parameters { text += line("param", parameter, isGeneric: isGeneric) }
        case .variadic(let parameters):
            for parameter in parameters.dropLast() { text += line("param", parameter, isGeneric: false) }
            if let last = parameters.last { text += "---@param ... \(type(of: last)) \(last.doc)\n" }
            names[names.count - 1] = "..."
        }
        if let returns = function.returns {
            text += "---@return \(result(of: function, returns, isGeneric: isGeneric))\n"
            // A new line or source is there even when nobody looks at what was given back.
            let isQuestion = !function.errors.contains(.sealedPlan)
            if isQuestion { text += "---@nodiscard\n" }
        }
        return text + "function \(owner)\(function.name)(\(names.joined(separator: ", "))) end\n\n"
    }

    private static func result(of function: APIFunction, _ type: APIType, isGeneric: Bool) -> String {
        guard isGeneric else { return type.name }
        return if case .list = type { "T[]" } else { "T" }
    }

    private static func tableName(of function: APIFunction) -> String {
        "\(function.owner.map { "\($0.rawValue)." } ?? "")\(function.name).Arguments"
    }

    /// The table of named arguments, with those fields and no others.
    private static func arguments(of function: APIFunction) -> String {
        var text = "---What `\(function.spelling)` takes.\n---@class (exact) \(tableName(of: function))\n"
        for parameter in function.parameters { text += line("field", parameter, isGeneric: false) }
        return text + "\n"
    }

    private static func line(_ tag: String, _ parameter: APIParameter, isGeneric: Bool) -> String {
        let unit = parameter.unit.map { " (unit: \($0.words))" } ?? ""
        let type = isGeneric ? "T[]" : type(of: parameter)
        return "---@\(tag) \(parameter.name)\(parameter.isRequired ? "" : "?") \(type) \(parameter.doc)\(unit)\n"
    }

    /// The type as LuaLS writes it, more exact than the kind where the registry knows more.
    private static func type(of parameter: APIParameter) -> String {
        if !parameter.calledWith.isEmpty {
            let names = parameter.calledWith.map { "\($0.variable): \($0.rawValue)" }
            return "fun(\(names.joined(separator: ", ")))"
        }
        if !parameter.words.isEmpty { return parameter.words.map { "\"\($0)\"" }.joined(separator: "|") }
        return parameter.type.name
    }

    // MARK: Lua's library

    private static let library: String = {
        var text = "-- Lua's own library, as far as scripts have it.\n\n"
        var opened: Set<String> = []
        for (entry, function) in zip(LuaLibrary.entries, ScriptLibrary.functions) {
            if !entry.library.isEmpty, opened.insert(entry.library).inserted {
                text += "---@class \(entry.library)lib\n"
                let constants = ScriptLibrary.functions.filter {
                    $0.parameters == nil && $0.spelling.hasPrefix("\(entry.library).")
                }
                for constant in constants {
                    text += "---@field \(constant.name) \(constant.returns.first ?? "any") \(constant.summary)\n"
                }
                text += "\(entry.library) = {}\n\n"
            }
            guard let parameters = function.parameters else { continue }
            text += comment(function.summary)
            if let difference = function.difference { text += "---\n" + comment(difference) }
            if let generics = function.generics { text += "---@generic \(generics)\n" }
            for parameter in parameters { text += "---@param \(spaced(parameter))\n" }
            for type in function.returns { text += "---@return \(type)\n" }
            let names = parameters.map { String($0.prefix { $0 != ":" && $0 != "?" }) }
            text += "function \(entry.spelling)(\(names.joined(separator: ", "))) end\n\n"
        }
        text.removeLast()
        return text
    }()

    /// `name: type` as `name type`.
    private static func spaced(_ parameter: String) -> String {
        guard let colon = parameter.firstIndex(of: ":") else { return parameter }
        return String(parameter[..<colon] + parameter[parameter.index(after: colon)...])
    }

    private static func comment(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { "---\($0)\n" }.joined()
    }
}
