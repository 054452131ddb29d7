import ArgumentParser
import Diagnostics
import Finance
import PlanFiles
import Reports
import ScenarioRuns
import Scripting

/// `bcf new`: starts a plan folder or a scenario script that can be checked and run at once.
struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Start a plan folder or a scenario script that works at once.",
        subcommands: [NewPlanCommand.self, NewScenarioCommand.self])
}

/// `bcf new plan FOLDER`: a small invented plan, explained, to be replaced line by line.
struct NewPlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Start a plan folder with a small, invented plan that balances.")

    @Argument(
        help: ArgumentHelp(
            "The folder to make. Its name is the plan's id, such as testshire-2025-26.", valueName: "folder"))
    var folder: String

    @Option(help: "The plan's name.")
    var title: String?

    @Option(help: "The Health and Wellbeing Board's area.")
    var area: String?

    @Option(help: ArgumentHelp("The planning year, such as 2025-26.", valueName: "year"))
    var year: String?

    func run() throws {
        var path = folder
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        let skeleton = try PlanSkeleton(
            id: String(path.split(separator: "/").last ?? ""), title: title, area: area, year: try planningYear())
        if !EditorFiles.isEmptyFolder(path), NewFiles.exists(path) { throw NewFiles.there([path]) }
        var new = NewFiles()
        let editor: EditorFiles
        do throws(DiagnosticList) {
            try new.addFolder(path, skeleton.files + [try descriptor(of: skeleton)])
            editor = try EditorFiles(beside: path, &new)
        } catch {
            new.undo()
            throw error
        }
        let read = try PlanFolder.read(at: path)
        let example = (path.lastIndex(of: "/").map { String(path[...$0]) } ?? "") + "my-idea.lua"
        try Terminal.write(
            """
            Made the plan `\(read.plan.identity.id)` in \(path.onOneLine)
              plan.yaml     whose plan it is, for which year, partners and pools
              funding.csv   what comes in: \(read.plan.sources.count) invented sources, \(read.plan.totalFunding)
              spending.csv  what it is spent on: \(read.plan.lines.count) invented lines, \(read.plan.totalSpend)
              SOURCES.md    where each figure is from
              README.md     how to fill the folder
              datapackage.json  what the files and columns are, for tools that read data packages
            \(editor.summary)
            What to do next
              bcf check \(Provenance.quoted(path))
              bcf new scenario \(Provenance.quoted(example)) --plan \(Provenance.quoted(path))
              replace the invented names and figures by your own, and say in SOURCES.md where they are from

            """)
    }

    /// What tools that know no budget read of the folder. Its files are still to be filled in, so it fixes no hash.
    private func descriptor(of skeleton: PlanSkeleton) throws(DiagnosticList) -> NewText {
        func file(_ name: String) -> [UInt8] {
            Array((skeleton.files.first { $0.path == name }?.text ?? "").utf8)
        }
        let files = PlanFolderFiles(path: skeleton.id, files: PlanFolder.fileNames.map { .success(file($0)) })
        return NewText(
            "datapackage.json", DataPackage(try PlanPackage(files), hasSources: true, isFixed: false).json())
    }

    private func planningYear() throws(DiagnosticList) -> PlanningYear? {
        guard let year else { return nil }
        if let read = PlanningYear(year) { return read }
        throw DiagnosticList(
            Diagnostic(
                "new.bad-year", "`\(year.onOneLine)` is not a financial year", help: "write it as in 2025-26"))
    }
}

/// `bcf new scenario FILE`: a script on two lines of a plan that runs at once.
struct NewScenarioCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scenario", abstract: "Start a scenario script that runs at once on a plan.")

    @Argument(help: ArgumentHelp("The script to make; its name ends in .lua.", valueName: "scenario.lua"))
    var file: String

    @Option(
        help: ArgumentHelp(
            "The plan: its folder, or its id, which is looked for beside the script and in Examples.",
            valueName: "plan"))
    var plan: String?

    @Option(
        help: ArgumentHelp(
            "A script of the same folder, or of a folder in it, to build on: its changes are made first.",
            valueName: "scenario.lua"))
    var basedOn: String?

    @Option(help: "What the scenario does, in a few words; made from the file's name where it is left out.")
    var title: String?

    func run() throws {
        let title = try checkedTitle()
        if NewFiles.exists(file) { throw NewFiles.there([file]) }
        let base = try basedOn.map { path throws(DiagnosticList) in try Base(at: path, for: file) }
        let folder = try planFolder(base?.declared.plan)
        let files = try PlanFolderFiles(at: folder.path)
        let read = try PlanFolder.read(files)
        let command = "bcf run \(Provenance.quoted(file))\(folder.option)"
        let layer = try base.map { base throws(DiagnosticList) in
            ScenarioSkeleton.Base(module: base.module, run: try base.run(on: read.plan, files))
        }
        let text = try ScenarioSkeleton.text(title: title, plan: read.plan, base: layer, command: command)
        // What is written has run before anybody sees it.
        let project = try ScriptProject(unwritten: ScriptText(name: file, text: text))
        let runner = try ScenarioRunner(.worker(deadline: ScenarioRunner.standardDeadline))
        _ = try runner.declare(project.script, modules: project.modules)
        try runner.load(files, as: read.plan)
        let run = try runner.run(on: read.plan, ScenarioSettings())

        var new = NewFiles()
        let editor: EditorFiles
        do throws(DiagnosticList) {
            try new.add(NewText(file, text))
            editor = try EditorFiles(beside: file, &new)
        } catch {
            new.undo()
            throw error
        }
        try Terminal.write(
            """
            Made the scenario `\(title)` in \(file.onOneLine)
              plan        \(read.plan.identity.title.onOneLine) (\(read.plan.identity.id))
              movements   \(run.movements.count)
              checks      \(run.expectations.filter(\.isMet).count) of \(run.expectations.count) met
            \(editor.summary)
            What to do next
              \(command)
              say in the script why the money moves, and who may decide it
              bcf api lists what else a script can use; bcf api plan:move tells more of one name

            """)
    }

    /// The script that the new one builds on. Somebody else may have written it, so it runs in a worker.
    private struct Base {
        let module: String
        let declared: DeclaredScenario
        private let path: String
        private let runner: ScenarioRunner

        init(at path: String, for file: String) throws(DiagnosticList) {
            let project = try ScriptProject(at: path)
            guard let module = ScriptProject.moduleName(of: path, usedBy: file) else {
                let beside = (path.lastIndex(of: "/").map { String(path[...$0]) } ?? "") + Self.fileName(file)
                throw DiagnosticList(
                    Diagnostic(
                        "new.far-base", "`\(path.onOneLine)` does not lie in the folder of the new script",
                        reason: "a scenario builds on scripts of its own folder and of folders in it",
                        help: "make the new script beside it, as \(Provenance.quoted(beside)), "
                            + "or copy that script to where the new one will be"))
            }
            self.module = module
            self.path = path
            runner = try ScenarioRunner(.worker(deadline: ScenarioRunner.standardDeadline))
            declared = try runner.declare(project.script, modules: project.modules)
        }

        func run(on plan: Plan, _ files: PlanFolderFiles) throws(DiagnosticList) -> ScenarioRun {
            guard declared.plan == plan.identity.id else {
                throw DiagnosticList(
                    Diagnostic(
                        "run.other-plan",
                        "the script is for plan `\(declared.plan)`, and \(files.path) holds plan `\(plan.identity.id)`",
                        at: Place(file: path), help: "leave out --plan, or build on another script"))
            }
            try runner.load(files, as: plan)
            return try runner.run(on: plan, ScenarioSettings())
        }

        private static func fileName(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }
    }

    private func checkedTitle() throws(DiagnosticList) -> String {
        let name = String(file.split(separator: "/", omittingEmptySubsequences: false).last ?? "")
        guard name.hasSuffix(".lua"), name.count > 4, !name.hasPrefix("."), name == name.onOneLine else {
            throw DiagnosticList(
                Diagnostic(
                    "new.bad-name", "`\(String(name.onOneLine.prefix(60)))` cannot be the name of a script",
                    reason: "a script's name ends in .lua, so that it is told apart from a plan",
                    help: "for example: my-idea.lua"))
        }
        guard let title else {
            let words = String(name.dropLast(4).map { $0 == "-" || $0 == "_" ? " " : $0 })
            return words.prefix(1).uppercased() + words.dropFirst()
        }
        guard title.contains(where: { !$0.isWhitespace }), title == title.onOneLine, title.count <= 100 else {
            throw DiagnosticList(
                Diagnostic(
                    "new.bad-text", "the title is blank, has several lines, or is longer than 100 characters",
                    help: "write the title on one line"))
        }
        return title
    }

    /// The plan's folder, and the option that a run needs to find it again.
    private func planFolder(_ baseID: String?) throws(DiagnosticList) -> (path: String, option: String) {
        guard let named = plan ?? baseID else {
            throw DiagnosticList(
                Diagnostic(
                    "new.no-plan", "a scenario starts from a plan, and none is named",
                    help: "name it with --plan, or start one with: bcf new plan testshire-2025-26"))
        }
        var path = named
        if plan == nil || !NewFiles.exists(named + "/plan.yaml") {
            path = try PlanSearch.folder(of: named, besideScript: file)
        }
        let id = try PlanFolder.read(at: path).plan.identity.id
        // What a run finds by itself need not be said.
        let found = try? PlanSearch.folder(of: id, besideScript: file)
        return (path, found == path ? "" : " --plan \(Provenance.quoted(path))")
    }
}
