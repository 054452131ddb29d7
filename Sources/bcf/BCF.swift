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
            CheckCommand.self, RunCommand.self, CompareCommand.self, SeekCommand.self, OptimiseCommand.self,
            SensitivityCommand.self, ExplainCommand.self, MetricsCommand.self, CapacityCommand.self,
            BenefitsCommand.self, ActivityCommand.self, BeforeAfterCommand.self, LintCommand.self, WatchCommand.self,
            ReplCommand.self, NewCommand.self, ImportCommand.self, RulesCommand.self, PackageCommand.self,
            ApiCommand.self, SchemaCommand.self,
        ])

    static func main() {
        // A worker is this program again. It must not read a file or start a thread before it is confined, so it does
        // not come as far as the command line's parser.
        if CommandLine.arguments.dropFirst() == [ScenarioServer.argument] { Terminal.exit(ScenarioServer.serve()) }
        Terminal.keepGoingWithoutReader()
        do {
            try checkCommandName()
            var command = try parseAsRoot()
            // Before any work is done for a report that cannot be written.
            if let writer = command as? any WritesReports { try writer.output.check(type(of: writer).forms) }
            try command.run()
        } catch let findings as Findings {
            // What was found is already printed.
            _ = findings
            Terminal.exit(1)
        } catch let list as DiagnosticList {
            fail(with: list.diagnostics)
        } catch  where exitCode(for: error).isSuccess {
            // Help and version are what was asked for.
            try? Terminal.write(fullMessage(for: error) + "\n")
            Terminal.exit(0)
        } catch {
            // Everything else is a slip in the command line.
            guard CommandLine.asksForJSON else {
                Terminal.writeError(fullMessage(for: error) + "\n")
                Terminal.exit(2)
            }
            let help = "`bcf --help` lists the commands, and `bcf COMMAND --help` what each takes"
            fail(with: [Diagnostic("usage.command-line", message(for: error), help: help)])
        }
    }

    /// A mistyped command: the parser would only count arguments that it did not expect, and `help` would explain the
    /// whole program instead.
    private static func checkCommandName() throws(DiagnosticList) {
        var words = CommandLine.arguments.dropFirst()
        let asksForHelp = words.first == "help"
        if asksForHelp { words.removeFirst() }
        var path = "bcf"
        var known = configuration.subcommands
        // What follows the name of a command is the command's own; what follows `help` is all names.
        while let name = words.popFirst(), !name.hasPrefix("-"), !known.isEmpty {
            if name == "help", path == "bcf" { return }
            guard let command = known.first(where: { $0.configuration.commandName == name }) else {
                throw noSuchCommand(name, in: path, known.compactMap { $0.configuration.commandName })
            }
            guard asksForHelp else { return }
            path += " \(name)"
            known = command.configuration.subcommands
        }
    }

    private static func noSuchCommand(_ name: String, in path: String, _ known: [String]) -> DiagnosticList {
        let names = known + (path == "bcf" ? ["help"] : [])
        return DiagnosticList(
            Diagnostic(
                "usage.unknown-command", "there is no command `\(path) \(name.onOneLine)`",
                help: Suggestion.didYouMean(name, in: names) ?? "the commands are \(names.joined(separator: ", "))"))
    }

    /// Tells what went wrong, in the form that reports were asked for in, and ends with the code of bad input.
    private static func fail(with diagnostics: [Diagnostic]) -> Never {
        Terminal.writeError(
            CommandLine.asksForJSON
                ? ErrorReport(diagnostics).json()
                : DiagnosticRenderer(colour: Terminal.errorTakesColour).render(diagnostics))
        Terminal.exit(2)
    }
}

extension CommandLine {
    /// Whether the words of the command line ask for JSON. They are looked at as they stand, since a command line that
    /// cannot be parsed has an error to tell as well.
    fileprivate static var asksForJSON: Bool {
        let words = arguments.dropFirst().prefix { $0 != "--" }
        return words.contains("--format=json") || zip(words, words.dropFirst()).contains { $0 == ("--format", "json") }
    }
}

/// Thrown when a run is complete but a plan does not balance or an expectation is not met.
struct Findings: Error {}
