import LuaHost

/// The reference page of the Lua API, made from the registry: what scripts can call and read, with units, refusals and
/// examples.
package enum APIReference {
    /// The page as Markdown.
    package static let markdown: String = {
        var page = MarkdownPage()
        page.text = """
            # What a scenario script can use

            Made from the API's own registry (`bcf api --format markdown`); a test holds this page against it and runs
            every example. `bcf api NAME` shows one entry in the terminal.

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
        var sections: [MarkdownSection] = [
            MarkdownSection(title: "Functions", intro: "", properties: [], functions: API.functions(of: nil))
        ]
        for name in APIClassName.allCases {
            sections.append(
                MarkdownSection(
                    title: name.rawValue, intro: "\(name.summary)\n\n```lua\n\(name.example)\n```\n\n",
                    properties: API.properties(of: name), functions: API.functions(of: name)))
        }
        page.contents(sections)
        for section in sections { page.add(section) }
        page.addRefusals()
        page.addLibrary()
        return page.text
    }()
}

extension API {
    /// The functions of a class; the global ones for `nil`.
    package static func functions(of owner: APIClassName?) -> [APIFunction] { functions.filter { $0.owner == owner } }

    /// The fields of a class.
    package static func properties(of owner: APIClassName) -> [APIProperty] { properties.filter { $0.owner == owner } }
}

/// A class, or the global functions, as a part of the page.
private struct MarkdownSection {
    let title: String
    let intro: String
    let properties: [APIProperty]
    let functions: [APIFunction]
}

private struct MarkdownPage {
    var text = ""

    /// Headings in the order of the page, with the anchors that GitHub makes of them.
    mutating func contents(_ sections: [MarkdownSection]) {
        var seen: [String: Int] = [:]
        func anchor(_ heading: String) -> String {
            let letters = heading.lowercased().filter {
                $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" || $0 == " "
            }
            let plain = String(letters.map { $0 == " " ? "-" : $0 })
            let count = seen[plain, default: 0]
            seen[plain] = count + 1
            return count == 0 ? plain : "\(plain)-\(count)"
        }
        _ = anchor("What a scenario script can use")
        _ = anchor("Contents")
        text += "## Contents\n\n"
        for section in sections {
            let title = anchor(section.title)
            let entries = section.functions.map { "[`\($0.spelling)`](#\(anchor($0.spelling)))" }
            let end = entries.isEmpty ? "" : ": \(entries.joined(separator: ", "))"
            text += "- [\(section.title)](#\(title))\(end)\n"
        }
        text += "- [\(Self.refusals)](#\(anchor(Self.refusals)))\n- [\(Self.library)](#\(anchor(Self.library)))\n\n"
    }

    mutating func add(_ section: MarkdownSection) {
        text += "## \(section.title)\n\n\(section.intro)"
        table(
            ["field", "what it is", "kind", "unit"],
            section.properties.map { ["`\($0.name)`", $0.doc, $0.type.words, $0.unit?.words ?? ""] })
        for function in section.functions { add(function) }
    }

    private mutating func add(_ function: APIFunction) {
        text += "### \(function.spelling)\n\n`\(function.signature)`\n\n\(function.summary)\n\n"
        table(
            ["argument", "what it is", "kind", "unit"],
            function.parameters.map { parameter in
                let words = parameter.words.map { "`\($0)`" }.joined(separator: ", ")
                return [
                    "`\(parameter.name)`\(parameter.isRequired ? "" : " *optional*")",
                    parameter.doc + (words.isEmpty ? "" : ": one of \(words)"), parameter.type.words,
                    parameter.unit?.words ?? "",
                ]
            })
        if let returns = function.returns {
            text += "Gives \(returns.words)\(function.unit.map { "; unit: \($0.words)" } ?? "").\n\n"
        }
        table(["refused with", "when"], function.errors.map { ["`\($0.code)`", $0.when] })
        text += "```lua\n\(function.example)\n```\n\nSince \(function.since).\n\n"
    }

    private static let refusals = "Refusals of every call"
    private static let library = "Of Lua itself"

    mutating func addRefusals() {
        text += "## \(Self.refusals)\n\nBefore a function is run, its arguments are checked.\n\n"
        let checks: [APIError] = [
            .missingArgument, .wrongType, .unknownArgument, .unnamedArgument, .notATable, .tooManyArguments, .wrongSelf,
        ]
        table(["refused with", "when"], (checks + APIError.ofEveryCall).map { ["`\($0.code)`", $0.when] })
    }

    mutating func addLibrary() {
        text += """
            ## \(Self.library)

            Scripts are Lua 5.4 with these of its functions. A script reaches no files, no network and no clock.


            """
        table(
            ["name", "what it does", "how it differs from Lua 5.4"],
            ScriptLibrary.functions.map { ["`\($0.signature)`", $0.summary, $0.difference ?? ""] })
        text += "Scripts do not have these:\n\n"
        table(
            ["name", "why", "instead"],
            ScriptLibrary.absences.map { ["`\($0.spelling)`", $0.reason, $0.instead ?? ""] })
        text.removeLast()
    }

    /// A table; nothing without rows. A column in which nothing stands is left out.
    private mutating func table(_ headings: [String], _ rows: [[String]]) {
        guard !rows.isEmpty else { return }
        let columns = headings.indices.filter { column in rows.contains { !$0[column].isEmpty } }
        func line(_ cells: [String]) -> String {
            "| " + columns.map { Self.escaped(cells[$0]) }.joined(separator: " | ") + " |\n"
        }
        text += line(headings) + "|" + columns.map { _ in "---|" }.joined() + "\n"
        for row in rows { text += line(row) }
        text += "\n"
    }

    /// A bar would end the cell, also within a code span.
    private static func escaped(_ cell: String) -> String {
        cell.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }
}
