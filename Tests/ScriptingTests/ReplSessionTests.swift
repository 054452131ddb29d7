import Diagnostics
import Finance
import Testing

@testable import Scripting

/// Keeps what was saved, instead of a disk.
private final class Disk {
    var files: [String: String] = [:]
}

/// A session on the small plan whose scripts are kept in memory.
private final class Session {
    private let disk: Disk
    let session: ReplSession
    var saved: [String: String] { disk.files }

    init(settings: [LeverSetting] = [], interrupt: UnsafePointer<Int32>? = nil) throws {
        let disk = Disk()
        self.disk = disk
        session = try ReplSession(plan: try SmallScenario.plan(), settings: settings, interrupt: interrupt) {
            path, text throws(DiagnosticList) in disk.files[path] = text
        }
    }

    /// Runs entries, all of which must work.
    func work(_ entries: String..., sourceLocation: SourceLocation = #_sourceLocation) {
        for entry in entries {
            guard case .done = session.enter(entry) else {
                Issue.record("\(entry): \(session.enter(entry))", sourceLocation: sourceLocation)
                continue
            }
        }
    }

    /// The codes with which an entry fails; empty when it works.
    func codes(_ entry: String) -> [String] {
        if case .failed(_, let diagnostics) = session.enter(entry) { return diagnostics.map(\.code) }
        return []
    }

    func total(_ line: Int) -> Money { session.plan.total(line: line) }
}

private let moveToB = #"plan:move { from = "A.1", to = "B.1", amount = gbp(100), reason = "r" }"#

@Suite struct ReplSessionTests {
    @Test("What an entry does is there for the next one")
    func entriesShareThePlan() throws {
        let session = try Session()
        session.work(moveToB, "half = gbp(50)", #"plan:move { from = "B.1", to = "A.2", amount = half, reason = "r" }"#)
        #expect([0, 1, 2].map(session.total) == [900, 300, 350].map { Money(pence: $0 * 100) })
        #expect(session.session.opening.total(line: 0) == Money(pence: 1000_00), "the plan that was read is another")
    }

    @Test("What is noted and a year that is closed can be undone, and are saved")
    func factsAndYears() throws {
        let roll = """
            plan:roll_forward { to = "2017-18", lines = "flat", not_stated = "recurrent", reason = "r",
              uplift = { ["nhs-minimum"] = percent(0), dfg = percent(0) } }
            """
        let outturn = #"plan:outturn { line = "A.1", amount = gbp(5), reason = "r" }"#
        let session = try Session()
        session.work(outturn, roll, outturn)
        #expect(session.session.plan.identity.year.id == "2017-18" && session.session.plan.records.count == 1)
        session.work("undo()")
        #expect(session.session.plan.records.isEmpty)
        session.work("undo()")
        #expect(session.session.plan.identity.year.id == "2016-17" && session.session.plan.records.count == 1)
        guard case .done(let parts) = session.session.enter(roll), case .remark(let remark)? = parts.last else {
            Issue.record("nothing is said of the year")
            return
        }
        #expect(remark == "Rolled forward to 2017/18; nothing unallocated.")
        session.work("save 'x.lua'")
        let text = try #require(session.saved["x.lua"])
        let saved = try SmallScenario.run(text).evaluation.after
        #expect(saved.allYears.map(\.records.count) == [1, 0])
        session.work("undo()", "undo()")
        #expect(session.codes("undo()") == ["session.nothing-to-undo"])
        #expect(session.session.plan.records.isEmpty)
    }

    @Test(
        "An entry that fails leaves plan, names and expectations as they were",
        arguments: [
            "error('x')", "gbp(1) + 1", "plan:line('none')", "fresh = 1 known = 2 error('x')",
            "expect(true, 'x') error('x')", "plan:add_source {} ", "while true do end", "save 'x' undo()",
            "plan:add_line { id = 'N', theme = 'Prevention', title = 'New' } error('x')",
        ])
    func failuresChangeNothing(end: String) throws {
        let session = try Session()
        session.work("known = 1", "expect(plan.balanced, 'balanced')")
        #expect(session.codes(moveToB + " " + end) != [])
        #expect(session.session.plan.movements.isEmpty)
        #expect(session.session.plan.lines.count == 3)
        #expect(session.session.session.expectations.count == 1)
        #expect(session.codes("assert(known == 1)") == [])
        #expect(session.codes("fresh") == ["lua.unknown-global"])
    }

    @Test("An entry that can go on waits for more, and one that cannot is refused at once")
    func completeness() throws {
        let session = try Session()
        for text in [
            "if true then", "plan:move {", "x =", "gbp(", "[[long", "--[[ comment", "local function f()",
        ] {
            guard case .incomplete = session.session.enter(text) else {
                Issue.record("\(text) is not held for incomplete")
                continue
            }
        }
        for text in ["x = = 1", "end", "'open", "if then", "x y"] { #expect(session.codes(text) != [], "\(text)") }
        session.work("", "   ", "-- a comment", "return", "x = {\n1,\n}")
    }

    @Test(
        "What cannot work in a session says what does",
        arguments: [
            (#"use "shared""#, "a session cannot use modules", "write `use` into that"),
            ("save out.lua", "this is not a statement", #"save "out.lua""#),
            (#"save "noext""#, "`noext` cannot be the name of a scenario script", #"save "noext.lua""#),
            ("levers.x", "the levers have no `x`", "levers = { x = lever"),
        ])
    func refusals(entry: String, message: String, help: String) throws {
        guard case .failed(_, let found) = try Session().session.enter(entry) else {
            Issue.record("\(entry) works")
            return
        }
        #expect(found.first?.message == message)
        #expect(found.first?.help?.contains(help) == true, "\(found)")
    }

    @Test("A word that ends the session works without brackets", arguments: ["quit", "exit", "exit()", "quit()"])
    func ending(word: String) throws {
        let session = try Session()
        session.work(word)
        #expect(session.session.isOver)
        let named = try Session()
        named.work("\(word.prefix(4)) = 1".replacing("quit", with: "exit"), "exit")
        #expect(!named.session.isOver, "a name of the session's own is no command")
    }

    @Test("A line or source whose addition was undone still answers, with what it last was")
    func undoneParts() throws {
        let session = try Session()
        session.work(
            "old = plan:line 'A.1'", "new = plan:add_line { id = 'N.1', theme = 'Prevention', title = 'New' }",
            "source = plan:add_source { id = 's', title = 'S', kind = 'reserve', contributor = 'lcc' }",
            "plan:contribute { source = source, to = new, amount = gbp(5), reason = 'r' }", "undo()", "undo()",
            "undo()", "assert(new.title == 'New' and new.total == gbp(0))", "assert(source.funding == gbp(0))",
            "other = plan:add_line { id = 'N.2', theme = 'Prevention', title = 'Other' }",
            "assert(new.id == 'N.1' and other.id == 'N.2' and old.id == 'A.1')", "show(new, source, { new, other })",
            moveToB, "assert(old.total == gbp(900))")
        #expect(session.codes("plan:move { from = 'A.1', to = new, amount = gbp(1), reason = 'r' }") != [])
        #expect(session.codes("old:spend_from(source)") != [])
    }

    @Test("What is undone, or failed, has drawn nothing: done again, it draws the same")
    func chanceIsUndone() throws {
        let draw = "plan:move { from = 'A.1', to = 'B.1', amount = gbp(r:integer(1, 90)), reason = 'r' }"
        let session = try Session()
        session.work("r = random 'winter'", draw, draw)
        let twice = session.total(2)
        session.work("undo()")
        #expect(session.codes("r:integer(1, 9) random('winter'):fraction() error('x')") != [])
        session.work(draw)
        #expect(session.total(2) == twice)
        // A stream that is opened by what is undone starts again, too.
        let open = draw.replacing("r:", with: "random('summer'):")
        session.work(open)
        let opened = session.total(2)
        session.work("undo()", open)
        #expect(session.total(2) == opened && opened > twice)
        session.work("save 'x.lua'")
    }

    @Test("Scaling nothing, and what an expectation compares, are shown with the entry")
    func remarks() throws {
        let session = try Session()
        func remarks(_ entry: String) -> [String] {
            guard case .done(let parts) = session.session.enter(entry) else { return ["failed"] }
            return parts.compactMap { if case .remark(let text) = $0 { text } else { nil } }
        }
        let scale = "plan:scale { line = 'B.1', source = 'dfg', by = percent(5), reason = 'r' }"
        #expect(remarks(scale) == ["Look: line `B.1` holds nothing to scale, so nothing moved."])
        #expect(remarks("x = 1") == [])
        #expect(
            remarks("expect(false, 'much is left', { left = gbp(5), needed = percent(5), told = 'no' })")
                == ["NOT MET: much is left (left = £5, needed = 5%, told = no)"])
    }

    @Test("A stop that was asked for ends what runs")
    func interrupts() throws {
        let flag = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
        flag.initialize(to: 1)
        defer { flag.deallocate() }
        let session = try Session(interrupt: flag)
        #expect(session.codes(moveToB + " while true do end") == ["lua.interrupted"])
        #expect(session.session.plan.movements.isEmpty)
        flag.pointee = 0
        session.work(moveToB)
    }

    @Test("What is printed and what is shown come in their order, and each entry may print its fill")
    func parts() throws {
        let session = try Session()
        for _ in 0..<3 {
            guard case .done(let parts) = session.session.enter("print('a') show(1) print(('b')) show('c') print('d')")
            else {
                Issue.record("it does not run")
                return
            }
            let shown = parts.map { part in
                switch part {
                case .printed(let text): text
                case .value(.plain(let text)): "<\(text)>"
                default: "?"
                }
            }
            #expect(shown == ["a\n", "<1>", "b\n", "<c>", "d\n"])
            session.work("for i = 1, 500 do print('0123456789012345678901234567890123456789012345678901234567') end")
        }
        #expect(session.codes("while true do show(1) end") == ["session.shown-too-much"])
    }

    @Test("What a person set is what levers has")
    func levers() throws {
        let settings = [("money", "£1,000"), ("k", "2k"), ("rate", "5%"), ("number", "7"), ("flag", "true")]
            .map { LeverSetting(name: $0.0, text: $0.1) }
        let session = try Session(settings: settings)
        session.work(
            "assert(levers.money == gbp(1000) and levers.k == gbp(2000))", "assert(levers.rate:of(gbp(100)) == gbp(5))",
            "assert(levers.number == 7 and levers.flag == true)",
            "plan:move { from = 'A.1', to = 'B.1', amount = levers.money, reason = 'r' }", "save 'x.lua'")
        #expect(session.saved["x.lua"]?.contains(#"rate = lever { default = percent "5" },"#) == true)
        for (name, text) in [("a-b", "1"), ("end", "1"), ("a", "much"), ("a", "")] {
            #expect(throws: DiagnosticList.self) { try Session(settings: [LeverSetting(name: name, text: text)]) }
        }
    }

    @Test(
        "A saved session comes to the same figures",
        arguments: [
            [moveToB],
            [
                "x = 1", "x = x + 1", "local x = 5",
                "plan:move { from = 'A.1', to = 'A.2', amount = gbp(x), reason = 'r' }",
            ],
            ["local f = function() return 1 end", "local function f() return 2 end", moveToB, "f()"],
            [moveToB, "undo()", moveToB, "plan.total_spend"],
            ["text = [[a\n  b]]", "plan:move { from = 'A.1', to = 'A.2', amount = gbp(1), reason = text }"],
            ["if plan.balanced then return end", moveToB], ["goto out ::out::", moveToB, "goto out ::out::"],
            [
                "local a <const>, b = gbp(1), gbp(2)",
                "plan:move { from = 'A.1', to = 'A.2', amount = a + b, reason = 'r' }",
            ],
            [
                "t = {}", "table.insert(t, gbp(3))",
                "plan:move { from = 'A.1', to = 'A.2', amount = t[1], reason = 'r' }",
            ],
            ["plan:close_line { line = 'A.2', to = 'A.1', reason = 'r' }", "movements()", "help()"],
            ["expect(plan.balanced, 'balanced')", "expect(false, 'never')", moveToB],
            [
                "local n = 0 function up() n = n + 1 return gbp(n) end", "up()",
                "plan:move { from = 'A.1', to = 'A.2', amount = up(), reason = 'r' }",
            ],
        ])
    func saving(entries: [String]) throws {
        let session = try Session()
        for entry in entries { session.work(entry) }
        session.work("save 'a file.lua'")
        let text = try #require(session.saved["a file.lua"])
        let run = try ScenarioScript(ScriptText(name: "saved", text: text)).run(on: try SmallScenario.plan())
        let after = run.evaluation.after
        for line in after.lines.indices { #expect(after.cells(line: line) == session.session.plan.cells(line: line)) }
        #expect(after.movements.count == session.session.plan.movements.count)
    }

    @Test(
        "Tab knows what could follow",
        arguments: [
            ("plan:mo", 2, ["move"]), ("plan:cl", 2, ["close_line"]), ("plan.un", 2, ["unallocated"]),
            ("gb", 2, ["gbp"]),
            ("mine.tit", 3, ["title"]), ("mine:sp", 2, ["spend_from"]), ("mi", 2, ["mine"]),
            ("plan:line('A.1').tot", 3, ["total"]), ("plan:line 'A.1':spe", 3, ["spend_from"]),
            ("plan:line('A.1').total:is", 2, ["is_zero"]), ("amount.pe", 2, ["pence"]), ("levers.mo", 2, ["moved"]),
            ("plan:move { from = 'A", 1, ["A.1", "A.2"]), ("plan:move{from='un", 2, ["unallocated"]),
            ("plan:move { from = 'A.1', t", 1, ["to = "]), ("plan:move({ am", 2, ["amount = "]),
            ("plan:move {\n  source = \"n", 1, ["nhs"]), ("plan:line \"B", 1, ["B.1"]), ("plan:line(\"B", 1, ["B.1"]),
            ("mine:spend_from 'd", 1, ["dfg"]), ("plan:lines { theme = 'Ur", 2, ["Urgent Response"]),
            ("plan:sum { contributor = \"", 0, ["ccg", "east", "lcc"]), ("plan:move { reason = 'A", 1, []),
            ("'mo", 2, []),
            ("und", 3, ["undo"]), ("whi", 3, ["while"]), ("pca", 3, ["pcall"]), ("ut", 2, ["utf8"]),
            ("nothing.x", 1, []), ("plan:nothing('A.1').x", 1, []),
            ("plan", 4, []), ("£", 0, nil), ("", 0, nil), ("f(", 0, nil),
            ("#pla", 3, ["plan"]), ("gb --[[ gb", 0, nil), ("plan:line 'A.\\q'.tot", 3, ["total"]),
            ("plan:line 'A\\q", 3, []), ("plan:line 'A\\q\\'", 5, []),
        ] as [(String, Int, [String]?)])
    func completion(text: String, length: Int, candidates: [String]?) throws {
        let session = try Session(settings: [LeverSetting(name: "moved", text: "5k")])
        session.work("mine = plan:line 'A.1'", "amount = gbp(1)")
        let completion = session.session.completion(of: text)
        #expect(completion.length == length)
        if let candidates { #expect(completion.candidates == candidates) }
        if candidates == nil { #expect(completion.candidates.contains("mine")) }
    }
}
