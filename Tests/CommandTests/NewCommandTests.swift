import Foundation
import Testing

@Suite struct NewCommandTests {
    /// The names of all things in a folder and below.
    private func names(in folder: TemporaryFolder) -> [String] {
        (FileManager.default.subpaths(atPath: folder.path) ?? []).sorted()
    }

    /// Runs luacheck where it is installed.
    private func expectLuacheckClean(_ folder: TemporaryFolder, sourceLocation: SourceLocation = #_sourceLocation)
        throws
    {
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/luacheck") else { return }
        let check = try Command(["--no-color", "-q", "."], in: folder.path, program: "/usr/bin/luacheck")
        #expect(check.status == 0, "\(check.output)", sourceLocation: sourceLocation)
    }

    private static let editorFiles = [".bcf", ".bcf/bcf.lua", ".luacheckrc", ".luarc.json"]

    @Test func `A new plan is sound and balances, and a new scenario on it runs`() throws {
        let folder = try TemporaryFolder()
        let plan = try Command(["new", "plan", "testshire-2025-26/"], in: folder.path)
        #expect(plan.status == 0 && plan.errors.isEmpty)
        #expect(plan.output.contains("What to do next\n  bcf check testshire-2025-26\n"))
        let files = ["README.md", "SOURCES.md", "datapackage.json", "funding.csv", "plan.yaml", "spending.csv"]
        #expect(
            names(in: folder) == Self.editorFiles + ["testshire-2025-26"] + files.map { "testshire-2025-26/\($0)" })

        let check = try Command(["check", "testshire-2025-26"], in: folder.path)
        #expect(check.status == 0 && check.errors.isEmpty)
        #expect(check.output.contains("Year     2025/26"))
        #expect(check.output.contains("Result: income equals expenditure for every source"))
        #expect(!check.output.lowercased().contains("warning"))

        let scenario = try Command(["new", "scenario", "my-idea.lua", "--plan", "testshire-2025-26"], in: folder.path)
        #expect(scenario.status == 0, "\(scenario.errors)")
        #expect(scenario.output.contains("Made the scenario `My idea` in my-idea.lua"))
        #expect(scenario.output.contains("Kept as they were: .luarc.json, .luacheckrc, .bcf/bcf.lua"))
        let run = try Command(["run", "my-idea.lua"], in: folder.path)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("3 of 3 expectations met"))
        #expect(run.output.contains("HF1 Reablement team") && run.output.contains("HF2 Community nursing"))
        let turned = try Command(["run", "my-idea.lua", "--set", "moved=500k"], in: folder.path)
        #expect(turned.status == 0 && turned.output.contains("Moves £500,000"))
        try expectLuacheckClean(folder)
    }

    @Test func `The commands that are said to come next work as they are written`() throws {
        let folder = try TemporaryFolder()
        let plan = try Command(["new", "plan", "a b/o'neill-2025-26"], in: folder.path)
        #expect(plan.status == 2 && plan.errors.contains("it holds `'`"))
        try FileManager.default.createDirectory(atPath: folder.path + "/a b", withIntermediateDirectories: true)
        let made = try Command(["new", "plan", "a b/testshire-2025-26"], in: folder.path)
        #expect(made.status == 0)
        let next = made.output.split(separator: "\n").filter { $0.hasPrefix("  bcf ") }
        #expect(next.count == 2)
        for line in next {
            let words = line.dropFirst("  bcf ".count)
            let run = try Command(["-c", "'\(Command.program)' \(words)"], in: folder.path, program: "/bin/sh")
            #expect(run.status == 0, "\(line): \(run.errors)")
        }
        #expect(FileManager.default.fileExists(atPath: folder.path + "/a b/my-idea.lua"))
    }

    @Test func `Title, area and year stand in the plan as they were given`() throws {
        let folder = try TemporaryFolder()
        let title = #"The "Better" plan: \ # two"#
        let made = try Command(
            ["new", "plan", "p", "--title", title, "--area", "Ynys Môn", "--year", "2019-20"], in: folder.path)
        #expect(made.status == 0, "\(made.errors)")
        let check = try Command(["check", "p"], in: folder.path)
        #expect(check.output.hasPrefix(title + " (p)\n"))
        #expect(check.output.contains("Area     Ynys Môn") && check.output.contains("Year     2019/20"))
        let scenario = try Command(
            ["new", "scenario", "s.lua", "--plan", "p", "--title", #"A "quoted" \ title"#], in: folder.path)
        #expect(scenario.status == 0, "\(scenario.errors)")
        #expect(try Command(["run", "s.lua"], in: folder.path).output.hasPrefix(#"A "quoted" \ title"# + "\n"))
        try expectLuacheckClean(folder)
    }

    @Test func `A scenario is made for the lines of any plan, which it finds by folder or by id`() throws {
        let folder = try TemporaryFolder()
        let copy = try PlanCopy()
        let made = try Command(["new", "scenario", folder.path + "/far.lua", "--plan", copy.path])
        #expect(made.status == 0, "\(made.errors)")
        let run = try Command(["run", folder.path + "/far.lua", "--plan", copy.path])
        #expect(run.status == 0 && run.output.contains("LTC4.2 Social Care - Home Care Services"))
        let byID = try Command(["new", "scenario", folder.path + "/near.lua", "--plan", "leicestershire-2016-17"])
        #expect(byID.status == 0, "\(byID.errors)")
        try expectLuacheckClean(folder)
    }

    /// A plan and a scenario on it, in a folder.
    private func folderWithScenario() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        #expect(try Command(["new", "plan", "p"], in: folder.path).status == 0)
        #expect(try Command(["new", "scenario", "first.lua", "--plan", "p"], in: folder.path).status == 0)
        return folder
    }

    @Test func `A scenario that builds on another runs at once, and its report has the layers`() throws {
        let folder = try folderWithScenario()
        let made = try Command(["new", "scenario", "second.lua", "--based-on", "first.lua"], in: folder.path)
        #expect(made.status == 0, "\(made.errors)")
        #expect(made.output.contains("  movements   2\n  checks      4 of 4 met\n"))
        let text = try String(contentsOfFile: folder.path + "/second.lua", encoding: .utf8)
        // Somebody says why, and who may decide it.
        for name in ["first.lua", "second.lua"] {
            let unfilled = try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)
            _ = try folder.write(unfilled.replacingOccurrences(of: "ay here", with: "aid here"), to: name)
        }
        #expect(text.contains(#"    use "first", -- First"#) && text.contains("--set first.moved=…"))
        let run = try Command(["run", "second.lua"], in: folder.path)
        #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
        #expect(run.output.hasPrefix("Second\n"))
        #expect(run.output.contains("  1  First  (first.lua)\n") && run.output.contains("  2  Second  (second.lua)\n"))
        #expect(try Command(["run", "second.lua", "--set", "first.moved=1k"], in: folder.path).status == 0)
        let third = try Command(
            ["new", "scenario", "./third.lua", "--based-on", folder.path + "/second.lua"], in: folder.path)
        #expect(third.status == 0, "\(third.errors)")
        #expect(try Command(["lint", "second.lua"], in: folder.path).status == 0)
        let lint = try Command(["lint", "third.lua"], in: folder.path)
        #expect(
            lint.status == 1 && lint.output.components(separatedBy: "warning: ").count == 4
                && lint.output.components(separatedBy: "still says what a new script says").count == 4, "\(lint.output)"
        )
        try expectLuacheckClean(folder)
    }

    @Test func `A scenario can build on one of a folder below`() throws {
        let folder = try folderWithScenario()
        try FileManager.default.createDirectory(atPath: folder.path + "/old", withIntermediateDirectories: true)
        try FileManager.default.moveItem(atPath: folder.path + "/first.lua", toPath: folder.path + "/old/first.lua")
        let made = try Command(["new", "scenario", "second.lua", "--based-on", "old/first.lua"], in: folder.path)
        #expect(made.status == 0, "\(made.errors)")
        let text = try String(contentsOfFile: folder.path + "/second.lua", encoding: .utf8)
        #expect(text.contains(#"use "old/first""#))
        #expect(try Command(["run", "second.lua"], in: folder.path).status == 0)
    }

    @Test func `A scenario cannot build on one of another folder, and the message says where it could be`() throws {
        let folder = try folderWithScenario()
        try FileManager.default.createDirectory(atPath: folder.path + "/new", withIntermediateDirectories: true)
        let made = try Command(
            ["new", "scenario", "new/second.lua", "--based-on", "first.lua", "--plan", "p"], in: folder.path)
        #expect(made.status == 2 && made.output.isEmpty)
        #expect(made.errors.contains("`first.lua` does not lie in the folder of the new script"))
        #expect(made.errors.contains("make the new script beside it, as second.lua,"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/new").isEmpty)
    }

    @Test func `A scenario that builds on another is for the same plan`() throws {
        let folder = try folderWithScenario()
        #expect(try Command(["new", "plan", "q"], in: folder.path).status == 0)
        let made = try Command(
            ["new", "scenario", "second.lua", "--based-on", "first.lua", "--plan", "q"], in: folder.path)
        #expect(made.status == 2 && made.errors.contains("the script is for plan `p`, and q holds plan `q`"))
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/second.lua"))
    }

    @Test func `Nothing that is there is replaced, and what is refused leaves nothing behind`() throws {
        let folder = try TemporaryFolder()
        #expect(try Command(["new", "plan", "p"], in: folder.path).status == 0)
        #expect(try Command(["new", "scenario", "s.lua", "--plan", "p"], in: folder.path).status == 0)
        _ = try folder.write("mine", to: "p/plan.yaml")
        _ = try folder.write("mine", to: "s.lua")
        _ = try folder.write("mine", to: ".luacheckrc")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/link.lua", withDestinationPath: folder.path + "/nowhere")
        let before = names(in: folder)
        for words in [
            ["plan", "p"], ["plan", "s.lua"], ["scenario", "s.lua", "--plan", "p"], ["scenario", "link.lua"],
        ] {
            let again = try Command(["new"] + words, in: folder.path)
            #expect(again.status == 2 && again.output.isEmpty)
            #expect(again.errors.contains("is there already, and nothing was written"), "\(again.errors)")
        }
        #expect(try Command(["new", "plan", "q"], in: folder.path).output.contains("Kept as they were: .luarc.json"))
        #expect(names(in: folder).count == before.count + 7)
        for file in ["p/plan.yaml", "s.lua", ".luacheckrc"] {
            #expect(try String(contentsOfFile: folder.path + "/" + file, encoding: .utf8) == "mine")
        }
    }

    @Test func `An empty folder that is there is filled`() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path + "/e", withIntermediateDirectories: true)
        #expect(try Command(["new", "plan", "e"], in: folder.path).status == 0)
        #expect(try Command(["check", "e"], in: folder.path).status == 0)
    }

    @Test func `When a file beside the plan cannot be made, the plan is not made either`() throws {
        let folder = try TemporaryFolder()
        // A file where the folder of the stubs should be.
        _ = try folder.write("mine", to: ".bcf")
        let made = try Command(["new", "plan", "p"], in: folder.path)
        #expect(made.status == 2 && made.output.isEmpty)
        #expect(names(in: folder) == [".bcf"])
    }

    @Test(arguments: [
        (["plan", "a b"], "it holds a space"), (["plan", ".."], "it begins with a dot"),
        (["plan", "."], "begins with"),
        (["plan", "/"], "it is blank"), (["plan", ""], "it is blank"), (["plan", "x\ny"], "it holds"),
        (["plan", String(repeating: "x", count: 65)], "longer than 64"),
        (["plan", "nowhere/x"], "no folder `nowhere`"),
        (["plan", "x", "--year", "2025"], "is not a financial year"),
        (["plan", "x", "--title", " "], "title is blank"),
        (["plan", "x", "--area", "a\nb"], "the area holds a line break"),
        (["scenario", "x"], "cannot be the name of a script"),
        (["scenario", ".lua"], "cannot be the name of a script"),
        (["scenario", "x.lua"], "none is named"), (["scenario", "x.lua", "--plan", "p"], "no folder of plan `p`"),
        (["scenario", "x.lua", "--plan", "../p"], "cannot be the id of a plan"),
        (["scenario", "x.lua", "--plan", "p", "--title", "a\nb"], "has several lines"),
        (["scenario", "x.lua", "--based-on", "no.lua"], "there is no file `no.lua`"),
    ])
    func `A name that cannot be is refused, and nothing is made`(words: [String], message: String) throws {
        let folder = try TemporaryFolder()
        let made = try Command(["new"] + words, in: folder.path)
        #expect(made.status == 2 && made.output.isEmpty)
        #expect(made.errors.contains(message), "\(made.errors)")
        #expect(names(in: folder).isEmpty)
    }

    @Test func `A plan without two lines makes no scenario`() throws {
        let folder = try TemporaryFolder()
        #expect(try Command(["new", "plan", "p"], in: folder.path).status == 0)
        let table = try String(contentsOfFile: folder.path + "/p/spending.csv", encoding: .utf8)
        let rows = table.split(separator: "\n").prefix(2).map(String.init)
        _ = try folder.write(rows.joined(separator: "\n") + "\n", to: "p/spending.csv")
        let made = try Command(["new", "scenario", "s.lua", "--plan", "p"], in: folder.path)
        #expect(made.status == 2 && made.errors.contains("no two lines between which money could move"))
    }
}
