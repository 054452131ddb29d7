import ArgumentParser
import Diagnostics
import Reports
import Scripting

/// `bcf lint SCRIPT…`: reads scripts without running them, and says what is certainly wrong with them.
struct LintCommand: ParsableCommand, WritesReports {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Read scripts without running them, and find slips in them.",
        discussion: """
            Finds slips also where a run does not come to. `-- lint: ignore CODE` at the end of a line turns a finding off. \
            Exit codes: 0 when nothing is found; 1 when something is; 2 when a file cannot be read.
            """)

    @Argument(help: ArgumentHelp("The scripts.", valueName: "script.lua"))
    var scripts: [String]

    @OptionGroup var output: OutputOptions

    func run() throws {
        var findings: [Diagnostic] = []
        var unreadable: [Diagnostic] = []
        for script in scripts {
            do throws(Diagnostic) {
                findings += ScenarioLint.findings(name: script, text: try ScriptProject.text(at: script))
            } catch {
                unreadable.append(error)
            }
        }
        // What can be said of the others is said, also when one cannot be read.
        if unreadable.count < scripts.count || output.format == .json {
            let report = LintReport(findings, scripts: scripts.count - unreadable.count)
            try output.write(output.format == .json ? report.json() : report.text(), keeping: scripts)
        }
        if !unreadable.isEmpty { throw DiagnosticList(unreadable) }
        if !findings.isEmpty { throw Findings() }
    }
}
