import ArgumentParser
import Diagnostics
import PlanFiles
import Reports
import Scripting

/// `bcf api [NAME]`: what scripts can use, for people, editors, linters and other tools.
struct ApiCommand: ParsableCommand {
    /// The forms in which the API is described.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        /// Plain text for a terminal.
        case help
        /// The reference page.
        case markdown
        /// Everything, for other tools.
        case json
        /// Stubs for the Lua language server.
        case luals
        /// The list of globals for luacheck.
        case luacheck
    }

    static let configuration = CommandConfiguration(
        commandName: "api",
        abstract: "Show what scripts can use: for people, or as a page, stubs or lists for tools.")

    @Argument(help: ArgumentHelp("What to tell about, such as plan:move, Line or gbp.", valueName: "name"))
    var name: String?

    @Option(help: "Whether to write help for people, a reference page, or a description for a tool.")
    var format = Format.help

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
        if let name {
            guard format == .help else {
                throw DiagnosticList(
                    Diagnostic(
                        "usage.name-and-format", "--format \(format.rawValue) describes everything, not one name",
                        help: "leave out the name, or the format"))
            }
            do throws(Diagnostic) { return try API.page(for: name) } catch { throw DiagnosticList(error) }
        }
        return switch format {
        case .help: API.help(for: nil)
        case .markdown: APIReference.markdown
        case .json: APIReport.json()
        case .luals: APIStubs.text
        case .luacheck: APISettings.luacheck
        }
    }
}
