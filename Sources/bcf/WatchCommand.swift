import ArgumentParser
import Console
import Diagnostics
import Finance
import Glibc
import PlanFiles
import Reports
import Scripting

/// `bcf watch SCENARIO.lua`: runs a scenario whenever its files are saved, and shows what changed.
struct WatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Run a scenario again on every save, and show which figures changed.",
        discussion:
            "An error is shown, and watching goes on; only a script that is not there ends it. ctrl-C ends it with exit 0."
    )

    @Argument(help: ArgumentHelp("The scenario script.", valueName: "scenario.lua"))
    var scenario: String

    @OptionGroup var options: ScenarioOptions

    @Flag(help: "Run once and end, without waiting for a change.")
    var once = false

    @Option(help: ArgumentHelp("End after so many runs.", valueName: "number"))
    var runs: Int?

    func validate() throws {
        if let runs, runs < 1 { throw ValidationError("--runs takes a number above 0") }
        if once, runs != nil { throw ValidationError("--once and --runs say the same thing: give one of them") }
    }

    func run() throws {
        Terminals.catchInterrupts()
        let watch = FileWatch()
        let most = once ? 1 : runs ?? .max
        var last: (run: ScenarioRun, number: Int)?
        var number = 1
        watch.start(with: [scenario])
        while true {
            do throws(DiagnosticList) {
                let result = try options.run(scenario, reading: watch.add)
                result.showFindings(besides: .table)
                if let last {
                    if last.number < number - 1 { try Terminal.write("Compared with run \(last.number):\n") }
                    try Terminal.write(RunComparison(last: last.run, now: result.run).text())
                } else {
                    try Terminal.write(RunReport.brief(result.run))
                }
                last = (result.run, number)
            } catch {
                // A name that was mistyped is not worth waiting for; a script with a mistake in it is.
                if number == 1, access(scenario, F_OK) != 0 { throw error }
                Terminal.writeError(DiagnosticRenderer(colour: Terminal.errorTakesColour).render(error.diagnostics))
            }
            if number == most { return }
            if number == 1 { try Terminal.write("Watching for changes; ctrl-C ends.\n") }
            guard let changed = watch.changedFiles() else { return }
            // What changed stays watched, also when the next run fails before it comes to read it.
            watch.start(with: [scenario] + changed)
            number += 1
            try Terminal.write("\nRun \(number): \(changed.map(\.onOneLine).joined(separator: ", ")) changed\n")
        }
    }
}
