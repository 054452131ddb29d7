import Foundation
import Testing

@Suite struct ReplCommandTests {
    static let plan = "Examples/leicestershire-2016-17"

    /// What `bcf repl` writes to output and errors together, and its exit code, when it reads entries from a pipe.
    static func repl(_ entries: [String], _ options: [String] = [], in folder: TemporaryFolder? = nil) throws -> (
        text: String, status: Int32
    ) {
        let work = try folder ?? TemporaryFolder()
        let input = try work.write(entries.map { $0 + "\n" }.joined(), to: "entries-\(UUID().uuidString)")
        let words = [Command.program, "repl", plan] + options
        let quoted = words.map { "'\($0)'" }.joined(separator: " ")
        let run = try Command(["-c", "cat '\(input)' | \(quoted) 2>&1"], program: "/bin/sh")
        return (run.output, run.status)
    }

    /// Entries with what each shows below it, as on a terminal.
    static func transcript(_ entries: [String], _ options: [String] = []) throws -> String {
        var text = ""
        var before = ""
        for (index, entry) in entries.enumerated() {
            let after = try repl(Array(entries[...index]), options).text
            try #require(after.hasPrefix(before), "what an entry shows does not hang on the next one")
            for (number, line) in entry.components(separatedBy: "\n").enumerated() {
                text += (number == 0 ? "> " : ".. ") + line + "\n"
            }
            text += after.dropFirst(before.count)
            before = after
        }
        return text
    }

    static let sessions: [(name: String, entries: [String])] = [
        (
            "values",
            [
                "plan", #"plan:lines { theme = "Urgent Response" }"#, #"plan:line "UPO5.1""#, "plan:sources()",
                #"plan:sources()[1]"#, #"gbp "1.39m", percent(2.49), 7, 1/4, "text", true, nil"#, "{}",
                #"{ b = gbp(5), a = gbp "1,234.50" }"#, #"{ gbp(1), "two", { 3 }, plan, plan:line "UPO5.1" }"#,
                "{ [3] = 1 }", "plan:lines()[1].nothing", "movements()", "levers", "levers.moved:is_zero()",
                "print(\"printed\\27[31m\", 1)\nshow(gbp(2), 3)\nprint(\"after\")", "ipairs",
            ]
        ),
        (
            "names",
            [
                #"local line = plan:line "UPO5.1""#, "line.total", "x = gbp \"390,000\"", "x * 2",
                "local function twice(amount)\n  return amount + amount\nend", "twice(x)", "local a, b <const> = 1, 2",
                "a + b", "local unset", "unset", "x = nil", "x", "lien", "plan = 3", "gbp = 3", "string.x = 1",
                "y = 1 error('stop')", "y", "local n = 0\nfunction count() n = n + 1 return n end", "count()",
                "count()",
                "n",
            ]
        ),
        (
            "moving",
            [
                #"plan:move { from = "IUR2.2", to = "UPO5.1", amount = gbp "390,000", reason = "prevention first" }"#,
                #"plan:line("UPO5.1").total"#, "undo()", #"plan:line("UPO5.1").total"#,
                "plan:scale { line = \"LTC5.1\", by = percent(-10), reason = \"less\" } error('too soon')",
                "plan.unallocated", #"plan:scale { line = "LTC5.1", by = percent(-10), reason = "less" }"#,
                #"plan:withdraw { amount = plan.unallocated, source = "wlccg-minimum", reason = "back" }"#,
                """
                for _, id in ipairs({ "IUR1.1", "IUR1.2" }) do
                  plan:scale { line = id, by = percent(-1), reason = "a little less" }
                end
                """,
                #"new = plan:add_line { id = "UPO10.1", theme = "Unified Prevention Offer", title = "Falls" }"#,
                "undo()", "new.title, new.total",
                #"plan:move { from = "unallocated", to = new, amount = gbp(1), reason = "gone" }"#,
                #"plan:close_line { line = "EN04.1", to = "unallocated", reason = "it ends" }"#, "movements()",
                "undo() undo()", #"plan:scale { line = "IUR1.1", by = percent(1), reason = "x" } undo()"#, "undo()",
                "undo()", "undo()", "undo()", "undo()",
            ]
        ),
        (
            "mistakes",
            [
                "plan:mvoe {}", #"plan:move { from = "IUR2.2" }"#, "x ==", "if true then\n", "end end",
                "return", "\"not closed", "expect(plan.balanced, \"balanced\")",
                "expect(false, \"never\")", "help \"plan:mvoe\"", "save \"no/such/folder.lua\"", "show()", "£5",
                // Last, as each entry is tried with all before it.
                "while true do end",
            ]
        ),
        ("help", ["help()", #"help "plan:move""#, #"help "gbp""#, #"help "plan""#, #"help "undo""#]),
    ]

    @Test("A session reads as its golden transcript", arguments: sessions.map(\.name))
    func transcripts(name: String) throws {
        let session = try #require(Self.sessions.first { $0.name == name })
        try Golden.expect(
            try Self.transcript(session.entries, ["--set", "moved=250k"]), is: "repl-\(name).txt")
    }

    @Test("The exit code says whether an entry failed")
    func exitCodes() throws {
        #expect(try Self.repl(["gbp(5)"]).status == 0)
        #expect(try Self.repl([]).status == 0)
        #expect(try Self.repl(["gbp(5)", "nothing", "gbp(5)"]).status == 1)
        #expect(try Self.repl(["if true then"]).status == 1)
        #expect(try Self.repl(["if true then", "", "gbp(5)"]).text.hasSuffix("£5\n"))
        #expect(try Self.repl(["quit()", "nothing"]).status == 0)
        #expect(try Self.repl(["gbp(5)"], ["--set", "moved=much"]).status == 2)
        #expect(try Command(["repl", "no-such-plan"]).status == 2)
    }

    @Test("A session becomes a scenario that comes to the same figures")
    func saving() throws {
        let folder = try TemporaryFolder()
        let file = folder.path + "/saved.lua"
        let entries = [
            "nonsense", #"local from = plan:line "IUR2.2""#, "from.total", "x = levers.moved",
            "local function note(why)\n  return { reason = why }\nend",
            #"plan:scale { line = "LTC5.1", by = percent(-10), reason = "undone" }"#, "undo()",
            #"plan:move { from = from, to = "UPO5.1", amount = x, reason = note("first").reason }"#,
            #"new = plan:add_line { id = "UPO10.1", theme = "Unified Prevention Offer", title = "Falls" }"#,
            #"for part = 1, 2 do plan:move { from = "UPO5.1", to = new, amount = gbp(part), reason = "p" } show(part) end"#,
            "do return plan:move { from = new, to = \"UPO5.1\", amount = gbp(1), reason = [[two\n  lines]] } end",
            #"expect(new.total == gbp(2), "two pounds")"#, #"save "\#(file)""#, "plan:line(\"UPO5.1\").total",
            #"save "\#(file)""#,
        ]
        let session = try Self.repl(entries, ["--set", "moved=250k"])
        #expect(session.text.contains("Saved the session as \(file)."))
        #expect(session.text.contains("is there already"), "a file is never replaced")
        let script = try String(contentsOfFile: file, encoding: .utf8)
        try Golden.expect(script, is: "repl-saved.lua")
        let run = try Command(["run", file, "--plan", Self.plan, "--format", "json"])
        #expect(run.status == 0, "\(run.errors)")
        let report = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        let lines = try #require(report["changed_lines_pence"] as? [[String: Any]])
        let after = Dictionary(
            uniqueKeysWithValues: lines.map { ($0["id"] as? String ?? "", $0["after"] as? Int ?? 0) })
        #expect(after == ["IUR2.2": 140_000_00, "UPO5.1": 1_200_198_00, "UPO10.1": 2_00])
        #expect(session.text.contains("£1,200,198"), "the session shows the same figure")
    }

    @Test("A session that a script cannot repeat is not saved")
    func notSaved() throws {
        let folder = try TemporaryFolder()
        let file = folder.path + "/saved.lua"
        let session = try Self.repl([
            "t = {}", "t[1] = gbp(5) error('too late')",
            #"plan:move { from = "IUR2.2", to = "UPO5.1", amount = t[1], reason = "of a failed entry" }"#,
            #"save "\#(file)""#,
        ])
        #expect(session.text.contains("it would not come to the same figures"))
        #expect(!FileManager.default.fileExists(atPath: file))
    }

    @Test("The page about sessions shows what really happens")
    func page() throws {
        let page = try String(contentsOfFile: Command.root + "/docs/repl.md", encoding: .utf8)
        let blocks = page.components(separatedBy: "```").filter { $0.contains("\n$ bcf repl ") }
        #expect(!blocks.isEmpty)
        for block in blocks {
            let lines = block.components(separatedBy: "\n").dropFirst(2).dropLast()
            var entries: [String] = []
            for line in lines {
                if line.hasPrefix("> ") { entries.append(String(line.dropFirst(2))) }
                if line.hasPrefix(".. ") { entries[entries.count - 1] += "\n" + line.dropFirst(3) }
            }
            #expect(try Self.transcript(entries) == lines.map { $0 + "\n" }.joined())
        }
    }

    @Test func `A session shows what is not stated, and not nothing`() throws {
        let entries = #"plan\nplan:sources()[2]\nplan:metric "stay-21-days"\n"#
        let repl = try Command(
            ["-c", "printf '\(entries)' | '\(Command.program)' repl Examples/leicestershire-2021-22"],
            program: "/bin/sh")
        #expect(repl.status == 0, "\(repl.errors)")
        #expect(repl.output.contains("balanced       true, as far as income is stated"))
        #expect(repl.output.contains("funding      not stated"))
        #expect(repl.output.contains("target    4.6") && repl.output.contains("actual    not stated"))
    }
}
