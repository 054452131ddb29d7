import ArgumentParser
import Diagnostics
import Finance
import PlanFiles
import Reports
import Workbooks

/// `bcf import FILE.xlsx -o FOLDER`: makes a plan folder of a workbook.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Make a plan folder of a workbook: one that bcf wrote, or one in the planning template's layout.")

    @Argument(help: ArgumentHelp("The workbook.", valueName: "file.xlsx"))
    var file: String

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("The folder to make. Nothing that is there is ever replaced.", valueName: "folder"))
    var output: String

    @Option(help: "The Health and Wellbeing Board's area, where a template does not say it.")
    var area: String?

    @Option(help: ArgumentHelp("The planning year, such as 2025-26, likewise.", valueName: "year"))
    var year: String?

    func run() throws {
        var path = output
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        if !EditorFiles.isEmptyFolder(path), NewFiles.exists(path) { throw NewFiles.there([path]) }
        let reader: WorkbookReader
        do throws(Diagnostic) {
            reader = try WorkbookReader(at: file)
        } catch {
            throw DiagnosticList(error)
        }
        let imported = try WorkbookImport(reader, to: path, area: area, year: year)
        var new = NewFiles()
        try new.addFolder(path, imported.files)
        let plan = imported.folder.plan
        var text =
            "Made the plan `\(plan.identity.id)` in \(path.onOneLine)\n"
            + "  funding   \(plan.sources.count) sources, \(plan.totalFunding)\n"
            + "  spending  \(plan.lines.count) lines, \(plan.totalSpend)\n"
        for note in imported.notes.prefix(50) { text += "  note      \(note.onOneLine)\n" }
        if imported.notes.count > 50 { text += "  note      and \(imported.notes.count - 50) more\n" }
        try Terminal.write(text + "What to do next\n  bcf check \(Provenance.quoted(path))\n")
        if !imported.folder.warnings.isEmpty {
            Terminal.writeError(
                DiagnosticRenderer(colour: Terminal.errorTakesColour).render(imported.folder.warnings))
        }
    }
}
