import ArgumentParser
import Console
import Diagnostics
import Finance
import Glibc
import PlanFiles
import Reports
import Scripting

/// `bcf repl PLAN`: an interactive session on a plan.
struct ReplCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repl",
        abstract: "Work on a plan line by line, and save what worked as a scenario.",
        discussion: """
            Each entry runs on the plan as earlier entries left it; the plan's files stay as they are. help() says what \
            there is. Without a terminal, entries are read from standard input and the exit code is 1 if one failed.
            """)

    @Argument(help: ArgumentHelp("The plan folder, such as Examples/leicestershire-2016-17.", valueName: "plan"))
    var plan: String

    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: ArgumentHelp("What levers.NAME is in the session; may be given several times.", valueName: "name=value"))
    var settings: [LeverSetting] = []

    @Flag(name: .customLong("no-history"), help: "Neither read nor write the history of entries.")
    var leavesNoHistory = false

    func run() throws {
        let folder = try PlanFolder.read(at: plan)
        let session = try ReplSession(plan: folder.plan, settings: settings, interrupt: Terminals.interrupt) {
            path, text throws(DiagnosticList) in try NewFile.write(text, to: path)
        }
        let loop = ReplLoop(session: session)
        guard Terminals.isInteractive else { return try loop.runWithoutTerminal() }
        try Terminal.write(
            """
            \(folder.plan.identity.title.onOneLine): \(folder.plan.lines.count) lines, \
            \(folder.plan.totalSpend). help() says what there is; ctrl-D ends.

            """)
        let path =
            leavesNoHistory
            ? nil
            : HistoryFile.standardPath(of: "bcf") { name in
                getenv(name).map { String(cString: $0) }
            }
        try loop.run(history: path.map { HistoryFile(path: $0) })
    }
}
