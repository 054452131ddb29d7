import Foundation
import Testing

/// The README shows what really happens, and so do the pages with transcripts of commands.
@Suite struct ReadmeTests {
    private static let blocks = blocks(of: "README.md")

    private static func blocks(of page: String) -> [(language: String, lines: [String])] {
        let text = (try? String(contentsOfFile: Command.root + "/" + page, encoding: .utf8)) ?? ""
        var blocks: [(language: String, lines: [String])] = []
        var open: (language: String, lines: [String])?
        for line in text.components(separatedBy: "\n") {
            if line.hasPrefix("```") {
                if let block = open { blocks.append(block) }
                open = open == nil ? (String(line.dropFirst(3)), []) : nil
            } else {
                open?.lines.append(line)
            }
        }
        return blocks
    }

    @Test(arguments: ["README.md", "docs/activity-and-capacity.md"])
    func `Every transcript is what the command prints`(page: String) throws {
        let transcripts = Self.blocks(of: page).filter { $0.lines.first?.hasPrefix("$ bcf ") == true }
        #expect(!transcripts.isEmpty)
        for transcript in transcripts {
            let words = transcript.lines[0].dropFirst("$ bcf ".count).split(separator: " ").map(String.init)
            var printed = try Command(words).output.components(separatedBy: "\n")[...]
            // A line with an ellipsis stands for lines that are left out.
            var maySkip = false
            for line in transcript.lines.dropFirst() {
                if line == "…" {
                    maySkip = true
                    continue
                }
                let found = maySkip ? printed.firstIndex(of: line) : printed.first == line ? printed.startIndex : nil
                let place = try #require(found, "\(page) shows a line that is not printed there: \(line)")
                printed = printed[(place + 1)...]
                maySkip = false
            }
        }
    }

    @Test func `Every script in the README runs`() throws {
        let scripts = Self.blocks.filter { $0.language == "lua" }
        #expect(!scripts.isEmpty)
        for script in scripts {
            let folder = try TemporaryFolder()
            let file = try folder.write(script.lines.joined(separator: "\n"), to: "readme.lua")
            let run = try Command(["run", file, "--plan", "Examples/leicestershire-2016-17"])
            #expect(run.status == 0, "\(run.errors)")
        }
    }

    @Test func `Every scenario and command in the README is there`() throws {
        let text = try String(contentsOfFile: Command.root + "/README.md", encoding: .utf8)
        for scenario in RunCommandTests.scenarios { #expect(text.contains("`\(scenario).lua`")) }
        let makefile = try String(contentsOfFile: Command.root + "/Makefile", encoding: .utf8)
        for target in ["demo", "test", "lint", "asan", "bench"] {
            #expect(text.contains("make \(target)") && makefile.contains("\n\(target):"))
        }
    }
}
