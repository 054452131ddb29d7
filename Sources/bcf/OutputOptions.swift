import ArgumentParser
import Diagnostics
import Glibc
import PlanFiles
import Workbooks

/// How and where a report is written.
struct OutputOptions: ParsableArguments {
    /// The forms of a report.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        /// Tables for people.
        case table
        /// A JSON document for machines.
        case json
        /// A workbook for Excel, which goes on calculating.
        case xlsx
    }

    @Option(
        help: "Whether to write tables for people, JSON for machines, or a workbook, of a run, check or comparison.")
    var format = Format.table

    @Option(name: [.customShort("o"), .long], help: "The file to write to, instead of the terminal.")
    var output: String?

    func validate() throws {
        // A workbook is no text for a terminal.
        if format == .xlsx, output == nil { throw ValidationError("--format xlsx needs a file: add -o FILE.xlsx") }
    }

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
    var options: [String] {
        switch format {
        case .table: []
        case .json: ["--format", format.rawValue]
        // The folder says where somebody's files lie, and nothing of the report.
        case .xlsx: ["--format", format.rawValue, "-o", String(output?.split(separator: "/").last ?? "")]
        }
    }

    /// Writes a report to where it was asked for. A file is written whole or not at all.
    ///
    /// - Parameter inputs: the files that the report was made from, which it must not replace.
    func write(_ text: String, keeping inputs: [String]) throws(DiagnosticList) {
        if format == .xlsx {
            throw DiagnosticList(
                Diagnostic(
                    "usage.no-workbook", "this report cannot be written as a workbook",
                    help: "use --format json, or `bcf run`, `bcf check` or `bcf compare` with --format xlsx"))
        }
        if let output {
            try check(output, keeping: inputs)
            try AtomicFile.write(text, to: output)
        } else {
            try Terminal.write(text)
        }
    }

    /// Writes a workbook; a file is written whole or not at all.
    func write(_ workbook: WorkbookContent, keeping inputs: [String]) throws(DiagnosticList) {
        let output = output ?? ""
        try check(output, keeping: inputs)
        try WorkbookFile.write(workbook, to: output)
    }

    private func check(_ output: String, keeping inputs: [String]) throws(DiagnosticList) {
        for input in inputs where Self.isSameFile(output, input) {
            throw DiagnosticList(
                Diagnostic(
                    "output.over-input", "the report would replace `\(input)`, which it is made from",
                    help: "name another file with -o"))
        }
    }
}
