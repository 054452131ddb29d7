/// The reference page of the Lua API, made from the registry: what scripts can call and read, with units and examples.
package enum APIReference {
    /// The page as Markdown.
    package static let markdown: String = {
        var text = """
            # What a scenario script can use

            Made from the API's own registry; a test holds this page against it and runs every example.

            Arguments in braces are named: `plan:move { from = …, to = … }`. Those marked *optional* may be left out. An
            unknown name is an error with "did you mean". Money is exact: `gbp(390000)`, `gbp "390,000"`, `gbp "1.39m"`.

            - Amounts can be added, subtracted, compared with each other and multiplied by a whole number. They cannot be
              divided: use `apportion`, or `percent(50):of(amount)`.
            - An amount never equals a number: write `amount:is_zero()` or `amount == gbp(0)`, not `amount == 0`.
            - Lists are walked with `ipairs`: `for _, line in ipairs(plan:lines()) do … end`.
            - Without a source, money is taken from a line pro rata to what it holds of each source, by the
              largest-remainder method, so that the parts sum to the whole.
            - Money without a line is *unallocated*. A plan with any left over does not balance, and the run ends with
              exit 1. To make a line grow, contribute new money or free some first.


            """
        text += section("Functions", functions: API.functions.filter { $0.owner == nil }, properties: [])
        for name in APIClassName.allCases {
            let functions = API.functions.filter { $0.owner == name }
            let properties = API.properties.filter { $0.owner == name }
            if functions.isEmpty && properties.isEmpty { continue }
            text += section(name.rawValue, functions: functions, properties: properties)
        }
        text += """
            ## Of Lua itself

            `assert`, `error`, `ipairs`, `pairs`, `pcall`, `print`, `select`, `tonumber`, `tostring`, `type` and
            `xpcall`; `empty(t)` tells whether a table has no entries; from `math`, `string`, `table` and `utf8` what needs
            no clock and no chance, and gives the same on every computer. A script reaches no files and no network.

            `pairs` goes over the keys that the table has when it is called, in a fixed order: numbers from the least,
            amounts, texts byte by byte, `false`, `true`. The loop may change, add and remove entries: a removed one is
            skipped, a new one is not visited. `table.sort` keeps the order of equals. `pcall` holds errors, but not the
            end of a script that has used up its instructions, time, memory or printed lines.

            """
        return text
    }()

    private static func section(
        _ title: String, functions: [APIFunction], properties: [APIProperty]
    ) -> String {
        var text = "## \(title)\n\n"
        if !properties.isEmpty {
            text += "| field | what it is | kind |\n|---|---|---|\n"
            for property in properties {
                text += "| `\(property.name)` | \(property.doc) | \(property.type.words) |\n"
            }
            text += "\n"
        }
        for function in functions { text += entry(function) }
        return text
    }

    private static func entry(_ function: APIFunction) -> String {
        var text = "### `\(usage(function))`\n\n\(function.summary)\n\n"
        if !function.parameters.isEmpty {
            text += "| argument | what it is | kind |\n|---|---|---|\n"
            for parameter in function.parameters {
                let optional = parameter.isRequired ? "" : " *optional*"
                text += "| `\(parameter.name)`\(optional) | \(parameter.doc) | \(parameter.type.words) |\n"
            }
            text += "\n"
        }
        if let returns = function.returns, !function.givesBackArgument { text += "Gives \(returns.words).\n\n" }
        return text + "```lua\n\(function.example)\n```\n\n"
    }

    private static func usage(_ function: APIFunction) -> String {
        let names = function.parameters.map(\.name).joined(separator: ", ")
        return switch function.style {
        case .named: function.parameters.isEmpty ? "\(function.spelling)()" : "\(function.spelling) { … }"
        case .positional: "\(function.spelling)(\(names))"
        case .variadic: "\(function.spelling)(\(names), …)"
        }
    }
}
