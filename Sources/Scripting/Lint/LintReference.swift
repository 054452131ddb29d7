/// The reference page of the checks, made from what the checks say of themselves.
package enum LintReference {
    /// The page as Markdown.
    package static let markdown: String = {
        var text = """
            # What `bcf lint` finds

            Made from the checks themselves; a test holds this page against them and tries every example.

            `bcf lint SCRIPT…` reads scripts without running them. It needs no plan, and finds slips also in the branches
            that a run does not come to. Exit code 0 means that nothing was found, 1 that something was, and 2 that a file
            could not be read. `--format json` gives the findings for a machine.

            What is said is certain: where the kind of a value is not known before the script runs, nothing is said. A
            script without findings can still be wrong. `luacheck` with the repository's `.luacheckrc` checks the form of
            scripts besides.

            `-- lint: ignore CODE` at the end of a line turns a finding of that line off; on a line of its own, of the next
            line. Several codes stand with commas between them.

            | code | what it finds | why | how to mend it |
            |---|---|---|---|

            """
        for check in LintCheck.allCases {
            let entry = check.entry
            text += "| `\(check.rawValue)` | \(entry.what) | \(entry.why) | \(entry.remedy) |\n"
        }
        text += """

            A text that is no script at all has one finding, with a code that begins with `lua.`, as when it is run.

            ## Examples

            """
        for check in LintCheck.allCases {
            let entry = check.entry
            text += """

                ### `\(check.rawValue)`

                ```lua
                \(entry.bad)
                ```

                mended:

                ```lua
                \(entry.mended)
                ```

                """
        }
        return text
    }()
}
