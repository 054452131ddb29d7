import ArgumentParser
import Diagnostics
import Glibc
import PlanFiles

/// How and where a report is written.
struct OutputOptions: ParsableArguments {
    /// The forms of a report.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        /// Tables for people.
        case table
        /// A JSON document for machines.
        case json
        /// A page for a browser and for paper, in one file.
        case html
    }

    @Option(help: "Whether to write tables for people, JSON for machines, or a page (of a run, a check or a comparison).")
    var format = Format.table

    @Option(name: [.customShort("o"), .long], help: "The file to write to, instead of the terminal.")
    var output: String?

    private static func isSameFile(_ one: String, _ other: String) -> Bool {
        var first = stat()
        var second = stat()
        return stat(one, &first) == 0 && stat(other, &second) == 0 && first.st_dev == second.st_dev
            && first.st_ino == second.st_ino
    }

    /// The files of a plan folder.
    static func files(ofPlan folder: String) -> [String] {
        (PlanFolder.fileNames + PlanFolder.optionalFileNames).map { "\(folder)/\($0)" }
    }

    /// The options that make the same report again. Where it is written changes nothing in it.
    var options: [String] { format == .table ? [] : ["--format", format.rawValue] }

    /// Writes a report to where it was asked for. A file is written whole or not at all.
    ///
    /// - Parameter inputs: the files that the report was made from, which it must not replace.
    func write(_ text: String, keeping inputs: [String]) throws(DiagnosticList) {
        if format == .html {
            throw DiagnosticList(
                Diagnostic(
                    "usage.no-page", "this report cannot be written as a page",
                    help: "use --format table or json here; `bcf run`, `check`, `compare` and `sensitivity` write pages"))
        }
        try write(whole: text, keeping: inputs)
    }

    /// Writes a page, which only some reports have.
    func write(page: String, keeping inputs: [String]) throws(DiagnosticList) { try write(whole: page, keeping: inputs) }

    private func write(whole text: String, keeping inputs: [String]) throws(DiagnosticList) {
        if let output {
            for input in inputs where Self.isSameFile(output, input) {
                throw DiagnosticList(
                    Diagnostic(
                        "output.over-input", "the report would replace `\(input)`, which it is made from",
                        help: "name another file with -o"))
            }
            try AtomicFile.write(text, to: output)
        } else {
            try Terminal.write(text)
        }
    }
}
