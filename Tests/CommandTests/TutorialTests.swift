import Foundation
import Testing

/// The tutorial, done from its first line to its last in an empty folder, as its reader does it.
///
/// - A `console` block holds commands after `$ ` and what they print. A line `…` stands for lines that are left out. What
///   follows `> ` is typed into the session that the command opens.
/// - A `lua` block whose first line is a comment with a file's name is saved as that file; another shows lines of a file
///   that is there.
/// - A `diff` block names its file, and changes one place of it.
/// - A `yaml` block whose first line is a comment with a file's name is saved as that file.
/// - `bcf watch` stays open: the next change is saved while it runs, and the next `console` block is what it prints then.
@Suite struct TutorialTests {
    private struct Block {
        let language: String
        var lines: [String] = []
        /// Where the block begins, for messages.
        let number: Int
    }

    private static let path = Command.root + "/docs/tutorial.md"
    private static let pools = Command.root + "/docs/pools-and-years.md"

    private static func blocks(of page: String) throws -> [Block] {
        var blocks: [Block] = []
        var open: Block?
        for (index, line) in try String(contentsOfFile: page, encoding: .utf8).components(separatedBy: "\n")
            .enumerated()
        {
            if line.hasPrefix("```") {
                if let block = open { blocks.append(block) }
                open = open == nil ? Block(language: String(line.dropFirst(3)), number: index + 1) : nil
            } else {
                open?.lines.append(line)
            }
        }
        return blocks
    }

    /// What its reader has: a terminal in some folder.
    private final class Reader {
        let home: TemporaryFolder
        var folder: String

        init() throws {
            home = try TemporaryFolder()
            folder = home.path
        }

        /// Runs a command line in the folder, as a shell does.
        func type(_ line: String, typing entries: [String] = []) throws -> [String] {
            if line.hasPrefix("cd ") {
                folder += "/" + line.dropFirst(3)
                return []
            }
            let typed = try home.write(entries.map { $0 + "\n" }.joined(), to: "typed")
            return try shell("\(line) < '\(typed)' 2>&1")
        }

        /// Watches a script while a change is saved. What is printed comes once both runs are over.
        func watch(_ line: String, saving change: () throws -> Void) throws -> [String] {
            let printed = home.path + "/watched"
            let ended = home.path + "/ended"
            try? FileManager.default.removeItem(atPath: ended)
            _ = try shell("{ \(line) --runs 2 > '\(printed)' 2>&1; touch '\(ended)'; } > /dev/null 2>&1 &")
            try wait {
                (try? String(contentsOfFile: printed, encoding: .utf8))?.contains("Watching for changes") == true
            }
            try change()
            try wait { FileManager.default.fileExists(atPath: ended) }
            return try String(contentsOfFile: printed, encoding: .utf8).components(separatedBy: "\n").dropLast()
        }

        private func shell(_ script: String) throws -> [String] {
            let program = URL(fileURLWithPath: Command.program).deletingLastPathComponent().path
            let run = try Command(
                ["-c", "PATH='\(program)':$PATH XDG_STATE_HOME='\(home.path)'; export XDG_STATE_HOME; \(script)"],
                in: folder, program: "/bin/sh")
            return run.output.components(separatedBy: "\n").dropLast()
        }

        /// Waits for another process; the limit is only for one that never comes to it.
        private func wait(_ isThere: () -> Bool) throws {
            for _ in 0..<3_000 {
                if isThere() { return }
                usleep(20_000)
            }
            Issue.record("bcf watch does not go on")
            throw CancellationError()
        }

        func text(_ file: String) throws -> String {
            try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
        }

        func save(_ text: String, as file: String) throws {
            try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + file), options: .atomic)
        }

        /// The text of every file of the folder and below that a person writes.
        func allTexts() throws -> [String] {
            try (FileManager.default.subpaths(atPath: folder) ?? []).filter { $0.hasSuffix(".lua") }.map(text)
        }
    }

    /// Holds printed lines against shown ones.
    private static func expect(_ printed: [String], are shown: [String], at number: Int) throws {
        var rest = printed[...]
        var maySkip = false
        for line in shown {
            if line == "…" {
                maySkip = true
                continue
            }
            let found = maySkip ? rest.firstIndex(of: line) : rest.first == line ? rest.startIndex : nil
            let place = try #require(
                found,
                """
                block at line \(number) shows a line that is not printed there: \(line)
                printed: \(rest.joined(separator: "\n"))
                """)
            rest = rest[(place + 1)...]
            maySkip = false
        }
        #expect(rest.isEmpty || maySkip, "block at line \(number): more is printed: \(rest.joined(separator: "\n"))")
    }

    /// Saves a file, or changes a place of one.
    private static func save(_ block: Block, by reader: Reader) throws {
        if block.language != "diff" {
            let name = try #require(Self.file(of: block))
            return try reader.save(block.lines.joined(separator: "\n") + "\n", as: name)
        }
        let name = try #require(block.lines.first?.split(separator: " ").last.map(String.init))
        func side(_ mark: Character) -> String {
            block.lines.dropFirst().filter { $0.first == mark || $0.first == " " }.map { String($0.dropFirst()) }
                .joined(separator: "\n")
        }
        let text = try reader.text(name)
        #expect(text.ranges(of: side("-")).count == 1, "block at line \(block.number) changes one place of \(name)")
        try reader.save(text.replacingOccurrences(of: side("-"), with: side("+")), as: name)
    }

    /// The file that a block of Lua or YAML is.
    private static func file(of block: Block) -> String? {
        let mark = block.language == "yaml" ? "# " : "-- "
        guard block.lines.first?.hasPrefix(mark) == true else { return nil }
        let name = block.lines[0].dropFirst(mark.count).prefix { $0 != ":" && $0 != " " }
        return name.hasSuffix(".\(block.language)") ? String(name) : nil
    }

    /// Types the commands of a block, each with what is entered into its session.
    private static func type(_ block: Block, by reader: Reader) throws {
        var rest = block.lines[...]
        while let command = rest.popFirst() {
            try #require(command.hasPrefix("$ "), "block at line \(block.number) begins with a command")
            let end = rest.firstIndex { $0.hasPrefix("$ ") } ?? rest.endIndex
            let lines = rest[..<end]
            rest = rest[end...]
            let printed = try reader.type(
                String(command.dropFirst(2)),
                typing: lines.filter { $0.hasPrefix("> ") }.map { String($0.dropFirst(2)) })
            try expect(printed, are: lines.filter { !$0.hasPrefix("> ") }, at: block.number)
        }
    }

    @Test func `The tutorial can be followed from its first line to its last`() throws {
        #expect(try Self.follow(Self.path) > 20)
    }

    @Test func `The page on pools and years can be followed from its first line to its last`() throws {
        #expect(try Self.follow(Self.pools) > 12)
    }

    /// Does what a page says; gives the number of its blocks.
    private static func follow(_ page: String) throws -> Int {
        let reader = try Reader()
        var blocks = try Self.blocks(of: page)[...]
        let count = blocks.count
        while let block = blocks.popFirst() {
            switch block.language {
            case "console" where block.lines[0].hasPrefix("$ bcf watch "):
                try #require(blocks.count >= 2)
                let (change, after) = (blocks.removeFirst(), blocks.removeFirst())
                let printed = try reader.watch(String(block.lines[0].dropFirst(2))) {
                    try Self.save(change, by: reader)
                }
                try Self.expect(printed, are: block.lines.dropFirst() + after.lines, at: block.number)
            case "console": try Self.type(block, by: reader)
            case "diff": try Self.save(block, by: reader)
            case "lua" where Self.file(of: block) != nil, "yaml" where Self.file(of: block) != nil:
                try Self.save(block, by: reader)
            case "lua":
                let part = block.lines.joined(separator: "\n") + "\n"
                #expect(try reader.allTexts().contains { $0.contains(part) }, "no file has lines \(block.number)")
            case "sh":
                let makefile = try String(contentsOfFile: Command.root + "/Makefile", encoding: .utf8)
                #expect(block.lines.contains("make demo") && makefile.contains("\ndemo:"))
            default: Issue.record("a block of an unknown kind at line \(block.number)")
            }
        }
        return count
    }

    @Test(arguments: [Self.path, Self.pools])
    func `Every page that it names is there, and every heading is in its contents`(page: String) throws {
        let text = try String(contentsOfFile: page, encoding: .utf8)
        let links = text.matches(of: /\]\(([^)#]+\.md)\)/).map { String($0.output.1) }
        #expect(links.count >= 3)
        for link in links { #expect(FileManager.default.fileExists(atPath: Command.root + "/docs/" + link), "\(link)") }
        let headings = text.matches(of: /\n## ([^\n]+)/).map { heading in
            heading.output.1.lowercased().filter { $0.isLetter || $0 == " " }.replacingOccurrences(of: " ", with: "-")
        }
        #expect(text.matches(of: /\]\(#([^)]+)\)/).map { String($0.output.1) } == headings)
    }

    @Test func `Every slip in the tutorial's table is answered as it says`() throws {
        let reader = try Reader()
        _ = try reader.type("bcf new plan testshire-2026-27")
        let text = try String(contentsOfFile: Self.path, encoding: .utf8)
        let rows = text.components(separatedBy: "| what you typed |")[1].split(separator: "\n").dropFirst(2)
            .prefix { $0.hasPrefix("|") }
        #expect(rows.count >= 5)
        for row in rows {
            let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells[0].hasPrefix("`") else { continue }
            let slip = cells[0].filter { $0 != "`" }.replacingOccurrences(of: "{ … }", with: "{}")
            let body = slip.hasPrefix("plan") || slip.hasPrefix("if") ? slip : "plan:move { \(slip) }"
            let script = """
                return scenario { title = "t", plan = "testshire-2026-27", change = function(plan, a, b)
                \(body) \(slip.hasPrefix("if") ? "end" : "")
                end }
                """
            try reader.save(script, as: "slip.lua")
            let printed = try reader.type("bcf run slip.lua").joined(separator: "\n")
            #expect(printed.hasPrefix("error: "))
            #expect(
                printed.contains(cells[1]),
                "\(row): \(printed)")
        }
    }
}
