import Diagnostics
import Finance
import Foundation
import PlanFiles
import Testing

struct FolderTests {
    private func problems(at path: String) -> [Diagnostic] {
        do throws(DiagnosticList) {
            _ = try PlanFolder.read(at: path)
            return []
        } catch {
            return error.diagnostics
        }
    }

    @Test func `A folder that is not there is an error with the nearest name`() throws {
        let folder = try TemporaryFolder()
        let problem = try #require(problems(at: folder.path.replacing("small", with: "smal")).first)
        #expect(problem.code == "folder.missing")
        #expect(problem.help?.hasPrefix("did you mean `") == true)
    }

    @Test(arguments: ["", "a\0b"])
    func `A path that no folder can have is an error`(path: String) {
        #expect(problems(at: path).map(\.code) == ["folder.bad-path"])
    }

    @Test func `A path that is a file is an error that names its folder`() throws {
        let folder = try TemporaryFolder()
        try SmallPlan().write(to: folder)
        let problem = try #require(problems(at: folder.file("plan.yaml")).first)
        #expect(problem.code == "folder.not-a-folder")
        #expect(problem.help?.hasPrefix("give the folder that holds it") == true)
    }

    @Test(arguments: ["plan.yaml", "funding.csv", "spending.csv"])
    func `A missing file is named, and the other files are read`(name: String) throws {
        let folder = try TemporaryFolder()
        var plan = SmallPlan()
        plan.spending = plan.spending.with("0,450,450", "0,x,450")
        plan.funding = plan.funding.with("\"1,000.50\"", "y")
        try plan.write(to: folder)
        try FileManager.default.removeItem(atPath: folder.file(name))
        let found = problems(at: folder.path)
        let missing = try #require(found.first { $0.code == "folder.file-missing" })
        #expect(missing.place?.file == folder.file(name))
        #expect(missing.message.contains("`\(name)`"))
        #expect(found.count { $0.code == "money.not-an-amount" } == (name == "plan.yaml" ? 2 : 1))
        #expect(found.count == (name == "plan.yaml" ? 3 : 2))
    }

    @Test(arguments: [("plan.yaml", "plan.yml"), ("spending.csv", "Spending.csv"), ("funding.csv", "fundings.csv")])
    func `A file under a slightly wrong name is suggested`(name: String, wrong: String) throws {
        let folder = try TemporaryFolder()
        try SmallPlan().write(to: folder)
        try FileManager.default.moveItem(atPath: folder.file(name), toPath: folder.file(wrong))
        let missing = try #require(problems(at: folder.path).first)
        #expect(missing.help == "rename `\(wrong)` to `\(name)`")
    }

    @Test(
        arguments: [
            (["funding.csv": nil], [nil]), (["spending.csv": nil], [nil]),
            (["funding.csv": nil, "spending.csv": "Spending.csv"], [nil, "Spending.csv"]),
            (["funding.csv": "pending.csv", "spending.csv": nil], [nil, "pending.csv"]),
            (["funding.csv": "Funding.csv", "spending.csv": "spendings.csv"], ["Funding.csv", "spendings.csv"]),
            (["funding.csv": "FUNDING.CSV", "spending.csv": "SPENDING.CSV"], ["FUNDING.CSV", "SPENDING.CSV"]),
            (["plan.yaml": "PLAN.yml"], ["PLAN.yml"]),
        ])
    func `Renaming never takes a file away from where it is needed`(moves: [String: String?], offered: [String?]) throws
    {
        let folder = try TemporaryFolder()
        try SmallPlan().write(to: folder)
        for (name, other) in moves {
            if let other { try folder.write([], to: other) }
            try FileManager.default.removeItem(atPath: folder.file(name))
        }
        let missing = problems(at: folder.path).filter { $0.code == "folder.file-missing" }
        let names = moves.keys.sorted()
        let wanted = zip(names, offered).map { name, stray in
            stray.map { "rename `\($0)` to `\(name)`" } ?? "add the file, or check that this is the right folder"
        }
        #expect(missing.map(\.help) == wanted)
    }

    @Test(
        arguments: [
            ("Prevention", "prevention", [3]), ("Urgent Response", "Urgent  response", [3]),
            ("Prevention", "Preventoin", [3]), ("Prevention", "Preventon", [3]),
            ("Urgent Response", "Urgent Responses", [3]),
            ("Scheme 1", "Scheme 2", []), ("Area A", "Area B", []), ("Acute care", "Home care", []),
            ("Prevention", "Protection", []),
        ])
    func `Themes that are nearly alike are a warning that names both rows`(
        common: String, rare: String, rows: [Int]
    ) throws {
        var plan = SmallPlan()
        plan.spending = plan.spending.with("Prevention", common).with("A2,,Prevention", "A2,,\(rare)")
            .with("Urgent Response", common)
        let folder = try TemporaryFolder()
        try plan.write(to: folder)
        let warnings = try PlanFolder.read(at: folder.path).warnings.map { folder.strip($0) }
        #expect(warnings.map(\.code) == rows.map { _ in "plan.theme.alike" })
        #expect(warnings.map { $0.place?.description } == rows.map { "plan/spending.csv:\($0)" })
        for warning in warnings {
            #expect(warning.message == "the theme `\(rare)` of row 3 looks like `\(common)` of row 2")
        }
    }

    @Test func `A folder where a file should be is an error`() throws {
        let folder = try TemporaryFolder()
        try SmallPlan().write(to: folder)
        try FileManager.default.removeItem(atPath: folder.file("funding.csv"))
        try FileManager.default.createDirectory(atPath: folder.file("funding.csv"), withIntermediateDirectories: false)
        #expect(problems(at: folder.path).map(\.code) == ["file.not-a-file"])
    }

    @Test func `A pipe where a file should be is an error and no wait`() throws {
        let folder = try TemporaryFolder()
        try SmallPlan().write(to: folder)
        try FileManager.default.removeItem(atPath: folder.file("funding.csv"))
        #expect(mkfifo(folder.file("funding.csv"), 0o644) == 0)
        #expect(problems(at: folder.path).map(\.code) == ["file.not-a-file"])
    }

    @Test(.enabled(if: geteuid() != 0, "the superuser may read everything"))
    func `A file without permission is an error`() throws {
        let folder = try TemporaryFolder()
        try SmallPlan().write(to: folder)
        chmod(folder.file("funding.csv"), 0)
        #expect(problems(at: folder.path).map(\.code) == ["file.no-permission"])
    }

    @Test func `A file beyond the bound is an error before it is read`() throws {
        let folder = try TemporaryFolder()
        try SmallPlan().write(to: folder)
        #expect(truncate(folder.file("spending.csv"), (64 << 20) + 1) == 0)
        let found = problems(at: folder.path)
        #expect(found.map(\.code) == ["file.too-large"])
        #expect(found.first?.message.hasSuffix("is larger than 64 MiB") == true)
    }

    @Test func `Other files in the folder are not read`() throws {
        let folder = try TemporaryFolder()
        try SmallPlan().write(to: folder)
        try folder.write([0, 0xFF], to: "SOURCES.md")
        #expect(problems(at: folder.path).isEmpty)
        #expect(problems(at: folder.path + "/").isEmpty)
    }

    @Test func `What looks like a slip is a warning`() throws {
        var plan = SmallPlan()
        plan.yaml = plan.yaml.with("small-2016-17", "large-2016-17")
        plan.funding += Array("idle,Idle,reserve,lcc,main,annual,not stated,7,not stated,\n".utf8)
        plan.spending = plan.spending.with("dfg [gbp]", "dfg [gbp],idle [gbp]").with("600.50,0", "600.50,0,0")
            .with("0,450,", "0,450,0,").with("to-be-confirmed,0,", "active,0,0,")
        let folder = try TemporaryFolder()
        try plan.write(to: folder)
        let warnings = try PlanFolder.read(at: folder.path).warnings.map { folder.strip($0) }
        #expect(warnings.allSatisfy { $0.severity == .warning })
        #expect(warnings.map(\.code) == ["plan.folder-name", "plan.source.no-spend", "plan.line.no-money"])
        #expect(
            warnings.map { $0.place?.description }
                == ["plan/plan.yaml", "plan/funding.csv:5:8", "plan/spending.csv:4"])
    }
}

struct HashTests {
    @Test func `The hash is SHA-256`() {
        #expect(
            ContentHash.sha256(Array("abc".utf8))
                == "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(
            ContentHash.sha256([])
                == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test func `A plan's hash depends on its files and not on where they lie`() throws {
        let hash = try SmallPlan().read().hash
        let parts = [
            ("plan.yaml", SmallPlan().yaml), ("funding.csv", SmallPlan().funding),
            ("spending.csv", SmallPlan().spending),
        ]
        #expect(hash == ContentHash.sha256(parts.flatMap { Array("\($0)\0\($1.count)\0".utf8) + $1 }))
        let elsewhere = try TemporaryFolder(name: "elsewhere")
        try SmallPlan().write(to: elsewhere)
        #expect(try PlanFolder.read(at: elsewhere.path).hash == hash)
    }

    @Test func `Any change to a file changes the hash`() throws {
        var plan = SmallPlan()
        plan.spending.append(UInt8(ascii: "\n"))
        #expect(try plan.read().hash != SmallPlan().read().hash)
    }
}
