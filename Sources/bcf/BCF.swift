import ArgumentParser
import Diagnostics
import Reports
import ScenarioRuns

/// The command `bcf`: parses arguments, reads files, calls one room, prints.
@main
struct BCF: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bcf",
        abstract: "A scripted budget workbench for the Better Care Fund.",
        discussion: """
            Exit codes: 0 when all is well; 1 when a plan does not balance or a script's expectation is not met; 2 when \
            the input or the command line cannot be used.
            """,
        version: Provenance.engineVersion,
        subcommands: [
            CheckCommand.self, RunCommand.self, CompareCommand.self, ExplainCommand.self, LintCommand.self,
            WatchCommand.self, ReplCommand.self, NewCommand.self, ApiCommand.self,
        ])

    static func main() {
        // A worker is this program again. It must not read a file or start a thread before it is confined, so it does
        // not come as far as the command line's parser.
        if CommandLine.arguments.dropFirst() == [ScenarioServer.argument] { Terminal.exit(ScenarioServer.serve()) }
        Terminal.keepGoingWithoutReader()
        do {
            try checkCommandName()
            var command = try parseAsRoot()
            try command.run()
        } catch let findings as Findings {
            // What was found is already printed.
            _ = findings
            Terminal.exit(1)
        } catch let list as DiagnosticList {
            Terminal.writeError(DiagnosticRenderer(colour: Terminal.errorTakesColour).render(list.diagnostics))
            Terminal.exit(2)
        } catch {
            // Help and version are what was asked for; everything else is a slip in the command line.
            let isAsked = exitCode(for: error).isSuccess
            let text = fullMessage(for: error)
            if isAsked {
                try? Terminal.write(text + "\n")
            } else {
                Terminal.writeError(text + "\n")
            }
            Terminal.exit(isAsked ? 0 : 2)
        }
    }

    /// A mistyped command: the parser would only count arguments that it did not expect.
    private static func checkCommandName() throws(DiagnosticList) {
        let names = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
        guard let name = CommandLine.arguments.dropFirst().first, !name.hasPrefix("-"), !names.contains(name) else {
            return
        }
        throw DiagnosticList(
            Diagnostic(
                "usage.unknown-command", "there is no command `bcf \(name.onOneLine)`",
                help: Suggestion.didYouMean(name, in: names) ?? "the commands are \(names.joined(separator: ", "))"))
    }
}

/// Thrown when a run is complete but a plan does not balance or an expectation is not met.
struct Findings: Error {}
