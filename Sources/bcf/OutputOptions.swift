import ArgumentParser
import Diagnostics
import Glibc
import PlanFiles
import Reports

/// How and where a report is written.
struct OutputOptions: ParsableArguments {
    /// The forms of a report.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        /// Tables for people.
        case table
        /// A JSON document for machines.
        case json
        /// One long table of comma-separated values.
        case csv
        /// A page for a browser and for paper, in one file.
        case html
    }

    /// The forms that most reports have.
    static let usual: [Format] = [.table, .json]

    @Option(help: "The form: tables for people, JSON for machines; run, compare and check also have CSV and HTML.")
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

    /// Checks that a report has the form that is asked for.
    func check(_ forms: [Format]) throws(DiagnosticList) {
        if forms.contains(format) { return }
        let names = forms.map { "`\($0.rawValue)`" }.joined(separator: ", ")
        throw DiagnosticList(
            Diagnostic(
                "usage.format", "this report cannot be written as `\(format.rawValue)`", help: "it can be: \(names)"))
    }

    /// How tables are laid out: to the width of a terminal, and as they need it elsewhere.
    func layout(isPlain: Bool) -> TextLayout {
        guard output == nil, let width = Terminal.outputWidth else { return TextLayout(isPlain: isPlain) }
        return TextLayout(
            width: width, mayGrow: false, isPlain: isPlain, takesColour: !isPlain && Terminal.outputTakesColour)
    }

    /// Writes a report to where it was asked for. A file is written whole or not at all.
    ///
    /// - Parameter inputs: the files that the report was made from, which it must not replace.
    func write(_ text: String, keeping inputs: [String]) throws(DiagnosticList) {
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

/// A command that writes reports, and the forms in which it can.
protocol WritesReports {
    var output: OutputOptions { get }
    static var forms: [OutputOptions.Format] { get }
}

extension WritesReports {
    static var forms: [OutputOptions.Format] { OutputOptions.usual }
}
