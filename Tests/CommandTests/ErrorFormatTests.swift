import Foundation
import Testing

/// Errors under `--format json`: a document on standard error, whatever the command.
@Suite struct ErrorFormatTests {
    private struct Document: Decodable {
        struct Entry: Decodable {
            struct Where: Decodable {
                let file: String
                let line: Int?
                let column: Int?
            }
            let code: String
            let severity: String
            let message: String
            let place: Where?
            let help: String?
        }
        let format: String
        let errors: [Entry]
    }

    private func errors(_ command: Command) throws -> [Document.Entry] {
        #expect(command.status == 2)
        #expect(command.output == "")
        let document = try JSONDecoder().decode(Document.self, from: Data(command.errors.utf8))
        #expect(document.format == "bcf-errors/1")
        return document.errors
    }

    @Test("A script's error is told with its code and place, also from within the worker")
    func script() throws {
        let folder = try TemporaryFolder()
        let script = try folder.write("local a = 1\nlocal b = a.x.y\n", to: "s.lua")
        for words in [[], ["--in-process"]] {
            let found = try errors(try Command(["run", script, "--format", "json"] + words))
            #expect(found.map(\.code) == ["lua.index"])
            #expect(found[0].severity == "error")
            #expect(found[0].place?.file == script)
            #expect(found[0].place?.line == 2)
        }
    }

    @Test("All errors of a plan are one document")
    func plan() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("format: bcf-plan/2\n", to: "plan.yaml")
        let found = try errors(try Command(["check", folder.path, "--format=json"]))
        #expect(found.count > 1)
        #expect(found.allSatisfy { !$0.code.isEmpty && !$0.message.isEmpty })
    }

    @Test(
        "A slip in the command line is told in the same form",
        arguments: [
            ["run", "--format", "json"], ["check", "--nonsense", "--format", "json"],
            ["check", "a", "b", "--format=json"],
            ["api", "nonsense", "--format", "json", "--nonsense"],
        ])
    func commandLine(words: [String]) throws {
        let found = try errors(try Command(words))
        #expect(found.map(\.code) == ["usage.command-line"])
        #expect(found[0].help != nil)
    }

    @Test(
        "Every other command tells its errors so too",
        arguments: [
            (["explain", "Examples/leicestershire-2016-17", "none"], "explain.unknown-figure"),
            (["lint", "none.lua"], "file.missing"),
            (["api", "gbp"], "usage.name-and-format"),
        ])
    func commands(words: [String], code: String) throws {
        let command = try Command(words + ["--format", "json"])
        #expect(command.status == 2)
        let document = try JSONDecoder().decode(Document.self, from: Data(command.errors.utf8))
        #expect(document.errors.map(\.code) == [code])
    }

    @Test("Without --format json, and behind --, errors are text for people")
    func text() throws {
        for words in [
            ["run", "none.lua"], ["run", "none.lua", "--format", "table"], ["run", "--", "--format", "json"],
        ] {
            let command = try Command(words)
            #expect(command.status == 2)
            #expect(!command.errors.hasPrefix("{"))
        }
    }
}
