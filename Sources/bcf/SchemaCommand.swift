import ArgumentParser
import Diagnostics
import PlanFiles
import Reports

/// `bcf schema [NAME]`: the JSON Schemas of what the program writes.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of a form that bcf writes, or list them.",
        discussion: """
            Schemas are of draft 2020-12. A form's version changes when a member changes its meaning, comes or goes away. \
            docs/formats.md tells more.
            """)

    @Argument(help: ArgumentHelp("The form, such as run or bcf-run/1; all are listed without one.", valueName: "name"))
    var name: String?

    @Option(name: [.customShort("o"), .long], help: "The file to write to, instead of the terminal.")
    var output: String?

    func run() throws {
        let text = try text()
        if let output {
            try AtomicFile.write(text, to: output)
        } else {
            try Terminal.write(text)
        }
    }

    private func text() throws(DiagnosticList) -> String {
        guard let name else { return PublishedSchema.list() }
        if let schema = PublishedSchema.named(name) { return schema.text }
        let known = PublishedSchema.all.map(\.name) + PublishedSchema.all.map(\.form)
        throw DiagnosticList(
            Diagnostic(
                "schema.unknown", "bcf writes no form `\(name.onOneLine)`",
                help: Suggestion.didYouMean(name, in: known) ?? "`bcf schema` lists the forms"))
    }
}
