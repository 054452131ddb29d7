import ArgumentParser
import Diagnostics
import PlanFiles

/// How and where a report is written.
struct OutputOptions: ParsableArguments {
    /// The forms of a report.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        /// Tables for people.
        case table
        /// A JSON document for machines.
        case json
    }

    @Option(help: "Whether to write tables for people or JSON for machines.")
    var format = Format.table

    @Option(name: [.customShort("o"), .long], help: "The file to write to, instead of the terminal.")
    var output: String?

    /// The options that make the same report again. Where it is written changes nothing in it.
    var options: [String] { format == .table ? [] : ["--format", format.rawValue] }

    /// Writes a report to where it was asked for. A file is written whole or not at all.
    func write(_ text: String) throws(DiagnosticList) {
        if let output {
            try AtomicFile.write(text, to: output)
        } else {
            try Terminal.write(text)
        }
    }
}
