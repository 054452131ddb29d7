import Foundation
import Testing

/// Slips that a person who has never programmed makes, and what helps them on.
@Suite struct SlipTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        _ = try Command(["new", "plan", "testshire-2026-27"], in: folder.path)
        _ = try Command(["new", "scenario", "home-first.lua", "--plan", "testshire-2026-27"], in: folder.path)
    }

    @Test(arguments: [
        (["chek", "testshire-2026-27"], "there is no command `bcf chek`", "did you mean `check`?"),
        (["show"], "there is no command `bcf show`", "the commands are check, run, compare"),
        (["help", "explian"], "there is no command `bcf explian`", "did you mean `explain`?"),
        (["help", "new", "scenaro"], "there is no command `bcf new scenaro`", "did you mean `scenario`?"),
        (["run", "home-frist.lua"], "there is no file `home-frist.lua`", "did you mean `home-first.lua`?"),
        (["run", "home-first"], "there is no file `home-first`", "did you mean `home-first.lua`?"),
        (
            ["run", "nothing-like-it.lua"], "there is no file `nothing-like-it.lua`",
            "the folder that the command runs in"
        ),
        (
            ["check", "testshire-2026-72"], "there is no folder `testshire-2026-72`",
            "did you mean `testshire-2026-27`?"
        ),
    ])
    func `A name that is not there is answered with one that is`(words: [String], message: String, fix: String) throws {
        let run = try Command(words, in: folder.path)
        #expect(run.status == 2 && run.output.isEmpty)
        #expect(run.errors.contains("error: \(message)\n") && run.errors.contains(fix), "\(run.errors)")
    }

    @Test("What is asked for by its right name is explained", arguments: [[], ["help"], ["help", "new", "plan"]])
    func help(words: [String]) throws {
        let run = try Command(words, in: folder.path)
        #expect(run.status == 0 && run.errors.isEmpty && run.output.contains("USAGE: bcf"), "\(run)")
    }

    @Test(arguments: [
        (#"from = "HF1""#, "from = HF1", "there is no `HF1`", #"write it in quotes: "HF1""#),
        ("total_spend ==", "total_spend =", "is not closed before `=`", "compare with `==`; a single `=` assigns"),
        (
            "  end,\n\n  -- What must", "\n  -- What must", "seems to have no `end`",
            "write `end` where"
        ),
        (
            #"default = gbp "50,000""#, "default = 50000", "its default a whole number",
            #"write an amount as gbp "390,000""#
        ),
        ("plan = \"testshire-2026-27", "plan = \"testshire", "no folder of plan", "did you mean `testshire-2026-27`?"),
        (
            "plan = \"testshire-2026-27", "plan = \"testshire-2026-72", "no folder of plan",
            "did you mean `testshire-2026-27`?"
        ),
    ])
    func `A slip in a script says how to mend it`(part: String, slip: String, message: String, fix: String) throws {
        let text = try String(contentsOfFile: folder.path + "/home-first.lua", encoding: .utf8)
        try #require(text.contains(part))
        _ = try folder.write(text.replacingOccurrences(of: part, with: slip), to: "slip.lua")
        let run = try Command(["run", "slip.lua"], in: folder.path)
        #expect(run.status == 2 && run.errors.contains(message) && run.errors.contains(fix), "\(run.errors)")
        // What is read before a run says the same of a text that is no script.
        let lint = try Command(["lint", "slip.lua"], in: folder.path)
        if slip.hasSuffix("=") { #expect(lint.output.contains(fix), "\(lint.output)") }
    }

    @Test func `The name of a module that is not there is answered with one that is`() throws {
        _ = try folder.write(
            #"return scenario { title = "t", plan = "testshire-2026-27", based_on = { use "home-frist" } }"#,
            to: "both.lua")
        let run = try Command(["run", "both.lua"], in: folder.path)
        #expect(
            run.errors.contains("there is no module `home-frist`") && run.errors.contains("did you mean `home-first`?"))
    }

    @Test func `What lint finds is shown before a report, and changes neither the report nor the exit code`() throws {
        let text = try String(contentsOfFile: folder.path + "/home-first.lua", encoding: .utf8)
        let filledIn = text.replacingOccurrences(of: "ay here", with: "aid here")
        let unused = filledIn.replacingOccurrences(of: "amount = levers.moved", with: #"amount = gbp "50,000""#)
        _ = try folder.write(unused, to: "unused.lua")
        let json = try Command(["run", "unused.lua", "--format", "json"], in: folder.path)
        #expect(json.status == 0 && json.errors.isEmpty)
        for words in [["run", "unused.lua"], ["watch", "unused.lua", "--once"]] {
            let run = try Command(words, in: folder.path)
            #expect(run.status == 0 && !run.output.contains("warning"))
            #expect(
                run.errors.hasPrefix("warning: nothing reads the lever `moved`\n  --> unused.lua:14"), "\(run.errors)")
        }
        // A script that nobody has filled in runs, and its lines are named.
        let untouched = try Command(["run", "home-first.lua"], in: folder.path)
        #expect(untouched.status == 0)
        #expect(
            untouched.errors.components(separatedBy: "\n").filter { $0.hasPrefix("warning: ") }
                == [9, 31, 32].map { "warning: line \($0) still says what a new script says" }, "\(untouched.errors)")
        // Also of the scripts that it uses.
        _ = try folder.write(
            #"return scenario { title = "t", plan = "testshire-2026-27", based_on = { use "unused" } }"#, to: "top.lua")
        let top = try Command(["run", "top.lua"], in: folder.path)
        #expect(top.status == 0 && top.errors.contains("nothing reads the lever `moved`"))
    }
}
