import Foundation
import Testing

@Suite struct CompareCommandTests {
    private static let scripts = [
        "Scenarios/urgent-care-to-assistive-technology.lua", "Scenarios/two-proposals-together.lua",
        "Scenarios/grant-to-districts.lua",
    ]

    @Test func `The comparison reads as its golden file, and passes`() throws {
        let compared = try Command(["compare"] + Self.scripts)
        #expect(compared.status == 0 && compared.errors.isEmpty)
        try Golden.expect(compared.output, is: "compare-three.txt")
        // Three scenarios fit on a page.
        let tables = compared.output.split(separator: "\n").filter { $0.hasPrefix("  ─") }
        #expect(tables.allSatisfy { $0.count <= 100 })
    }

    @Test(arguments: [("json", "compare-three.json"), ("csv", "compare-three.csv"), ("table", "compare-three.txt")])
    func `Every form reads as its golden file, to the byte, however many threads make the samples`(
        form: String, golden: String
    ) throws {
        let one = try Command(["compare"] + Self.scripts + ["--format", form, "--workers", "1"])
        let four = try Command(["compare"] + Self.scripts + ["--format", form, "--workers", "4"])
        #expect(one.status == 0 && one.output == four.output)
        try Golden.expect(one.output, is: golden)
    }

    @Test func `Plain text has one fact a line and no letters that only draw`() throws {
        let compared = try Command(["compare"] + Self.scripts + ["--plain"])
        #expect(compared.status == 0)
        try Golden.expect(compared.output, is: "compare-three-plain.txt")
        #expect(compared.output.unicodeScalars.allSatisfy { !(0x2500...0x259F).contains($0.value) && $0.value != 0x1B })
    }

    @Test func `A scenario may be the base, and only what is asked for is shown, in the order asked for`() throws {
        let words = [
            "--base", Self.scripts[0], "--only", "changed", "--filter", "line", "--filter", "waterfall", "--sort",
            "change",
            "--samples", "0",
        ]
        let compared = try Command(["compare"] + Self.scripts + words)
        #expect(compared.status == 0)
        try Golden.expect(compared.output, is: "compare-against-a-scenario.txt")
        let line = try #require(compared.output.split(separator: "\n").first { $0.hasPrefix("  again     bcf ") })
        let again = line.dropFirst("  again     bcf ".count).split(separator: " ").map(String.init)
        #expect(try Command(again).output == compared.output)
    }

    @Test func `One scenario alone is held against the plan`() throws {
        let alone = try Command(["compare", Self.scripts[0], "--samples", "0"])
        #expect(alone.status == 0 && alone.output.hasPrefix("1 scenario compared\n"))
        #expect(try Command(["compare", Self.scripts[0], "--samples", "0", "--base", "plan"]).status == 0)
    }

    @Test func `At a terminal tables fit its width, and colour is left out where nobody wants it`() throws {
        for (environment, isColoured) in [(["COLUMNS": "72"], false), (["COLUMNS": "72", "NO_COLOR": ""], true)] {
            let terminal = try PseudoTerminal(
                ["compare"] + Self.scripts + ["--samples", "0"], environment: environment)
            #expect(terminal.end() == 0 && terminal.shown.contains("Result: passed"))
            #expect(terminal.shown.contains("\u{1B}[1m") == isColoured)
            let tables = terminal.shown.split(separator: "\r\n").filter { $0.hasPrefix("  ─") }
            #expect(!tables.isEmpty && tables.allSatisfy { $0.count <= 72 })
        }
    }

    @Test func `The smallest margin is of conditions that can be told and that a scenario moves`() throws {
        let moving = try Command([
            "compare", Self.scripts[0], "Scenarios/close-points-of-access.lua", "--samples", "0", "--plain",
        ])
        let margins = moving.output.split(separator: "\n").filter {
            $0.contains("Smallest margin of a moved condition")
        }
        #expect(
            margins.prefix(3).map { $0.split(separator: ": ").last } == [
                "£3,860,943.88", "£3,470,943.88", "£3,860,943.88",
            ])
        // It moves no margin, and two conditions cannot be told.
        let still = ["compare", "Scenarios/night-nursing-to-frail-older-people.lua", "--samples", "0"]
        let unmoved = try Command(still)
        #expect(unmoved.status == 0 && unmoved.output.contains("-£1,328,141") && !unmoved.output.contains("Smallest"))
        let asked = try Command(still + ["--measures", "margin,moved"])
        #expect(asked.output.contains("Not judged by margin: no margin that can be told of all differs"))
        // What only one of the options can tell is no measure of all.
        let told = try Command(["compare", Self.scripts[2], "--samples", "0", "--measures", "margin"])
        #expect(told.output.contains("  No measure counts dfg-passed-to-districts, which can be told of A"))
        #expect(told.status == 0 && !told.output.contains("Smallest margin of a moved condition, more is better  -"))
    }

    @Test func `A measure and a waterfall of a metric say what they count and which way is better`() throws {
        let compared = try Command(["compare", Self.scripts[0], "--samples", "0"])
        let words = "admissions per 100,000 people a month, low is better"
        #expect(compared.output.contains("  Non-elective admissions, general and acute, \(words)\n"))
        let notes = compared.output.split(separator: "\n").joined(separator: " ").split(separator: " ")
            .joined(separator: " ")
        #expect(notes.contains("Change of Non-elective admissions, general and acute: \(words)"))
        #expect(notes.contains("general and acute: in admissions per 100,000 people a month"))
    }

    @Test(arguments: ["run", "check"])
    func `A run and a check can be a table of separated values, and other reports say that they cannot`(
        name: String
    ) throws {
        let subject = name == "run" ? Self.scripts[0] : "Examples/leicestershire-2016-17"
        let made = try Command([name, subject, "--format", "csv"])
        #expect(made.status == 0)
        // In Swift, CR LF is one letter.
        let rows = made.output.split(separator: "\r\n", omittingEmptySubsequences: false)
        #expect(rows[0].hasPrefix("table,id,title,measure,of,amount_gbp,") && rows.last == "")
        #expect(rows.contains { $0.hasPrefix("totals,total,Total spend,spend,plan,39419213.00,") })
        try Golden.expect(made.output, is: "\(name)-leicestershire.csv")
        let refused = try Command(["metrics", "Examples/leicestershire-2016-17", "--format", "csv"])
        #expect(refused.status == 2 && refused.output.isEmpty)
        #expect(refused.errors.contains("cannot be written as `csv`"))
    }

    @Test func `The JSON form holds the figures of the runs themselves`() throws {
        func json(_ words: [String]) throws -> [String: Any] {
            let printed = try Command(words + ["--format", "json"])
            #expect(printed.status == 0)
            return try #require(try JSONSerialization.jsonObject(with: Data(printed.output.utf8)) as? [String: Any])
        }
        func amounts(_ report: [String: Any], _ cut: String, _ name: String) throws -> [String: Int] {
            let rows = try #require(report[cut] as? [[String: Any]])
            return Dictionary(uniqueKeysWithValues: rows.map { ($0["id"] as? String ?? "", $0[name] as? Int ?? 0) })
        }
        let compared = try json(["compare"] + Self.scripts)
        #expect(compared["format"] as? String == "bcf-compare/2" && compared["passed"] as? Bool == true)
        let names = try #require(compared["scenarios"] as? [[String: Any]]).map { $0["name"] as? String }
        #expect(names == ["A", "B", "C"])
        for cut in ["spend_by_theme_pence", "spend_by_contributor_pence", "spend_by_source_pence"] {
            let rows = try #require(compared[cut] as? [[String: Any]])
            for (index, script) in Self.scripts.enumerated() {
                let run = try json(["run", script])
                let (before, after) = (try amounts(run, cut, "before"), try amounts(run, cut, "after"))
                for row in rows {
                    let id = try #require(row["id"] as? String)
                    let column = try #require(row["scenarios"] as? [Any])[index] as? Int
                    let change = try #require(row["changes"] as? [Int])[index]
                    #expect(column == after[id] && change == (after[id] ?? 0) - (before[id] ?? 0), "\(script) \(id)")
                }
            }
        }
    }

    @Test func `The command in a comparison makes the same comparison again`() throws {
        let first = try Command(["compare", Self.scripts[0], Self.scripts[1]])
        let line = try #require(first.output.split(separator: "\n").first { $0.hasPrefix("  again     bcf ") })
        let again = line.dropFirst("  again     bcf ".count).split(separator: " ").map(String.init)
        #expect(again.contains("--plan"))
        #expect(try Command(again).output == first.output)
    }

    @Test func `A scenario that does not pass makes the exit code 1, and is named`() throws {
        let folder = try TemporaryFolder()
        let script = try folder.write(
            """
            return scenario {
              title = "Frees money", plan = "leicestershire-2016-17",
              change = function(plan)
                plan:move { from = "IUR2.2", to = "unallocated", amount = gbp(1), reason = "r" }
              end,
            }
            """, to: "frees.lua")
        let compared = try Command(["compare", Self.scripts[0], script, "--plan", "Examples/leicestershire-2016-17"])
        #expect(compared.status == 1)
        #expect(compared.output.hasSuffix("Result: failed: B of 2 scenarios did not pass\n"))
    }

    @Test(arguments: [
        (
            ["Scenarios/close-points-of-access.lua", "--base", "Scenarios/close-points-of-access.lua"],
            "there is none to hold against it"
        ),
        (["Scenarios/close-points-of-access.lua", "Scenarios/close-points-of-access.lua"], "is named twice"),
        (["Scenarios/close-points-of-access.lua", "no.lua"], "there is no file `no.lua`"),
        (["no.lua", "nor.lua"], "there is no file `nor.lua`"),
        (["Scenarios/close-points-of-access.lua", "Scenarios/grant-to-districts.lua", "--set", "x=1"], "no lever `x`"),
        ((1...27).map { "\($0).lua" }, "27 scenarios are too many"),
        (["Scenarios/close-points-of-access.lua", "--base", "no.lua"], "there is no file `no.lua`"),
        (["Scenarios/close-points-of-access.lua", "--filter", "them"], "did you mean `theme`?"),
        (["Scenarios/close-points-of-access.lua", "--filter", "theme="], "has no pattern"),
        (["Scenarios/close-points-of-access.lua", "--sort", "size"], "'size' is invalid"),
        (["Scenarios/close-points-of-access.lua", "--only", "new"], "'new' is invalid"),
        (["Scenarios/close-points-of-access.lua", "--measures", "spent"], "did you mean `spend`?"),
        (["Scenarios/close-points-of-access.lua", "--measures", ","], "names nothing to judge by"),
        (["Scenarios/close-points-of-access.lua", "--waterfall", "EN4.1"], "did you mean `EN04.1`?"),
        (["Scenarios/close-points-of-access.lua", "--samples=-1"], "--samples -1 is no number"),
    ])
    func `What cannot be compared is refused, and nothing is printed`(words: [String], message: String) throws {
        let compared = try Command(["compare"] + words)
        #expect(compared.status == 2 && compared.output.isEmpty)
        #expect(compared.errors.contains(message), "\(compared.errors)")
    }

    @Test func `Scenarios of different plans are refused, also when both plans have the same id`() throws {
        let folder = try TemporaryFolder()
        #expect(try Command(["new", "plan", "p"], in: folder.path).status == 0)
        #expect(try Command(["new", "plan", "q"], in: folder.path).status == 0)
        #expect(try Command(["new", "scenario", "one.lua", "--plan", "p"], in: folder.path).status == 0)
        #expect(try Command(["new", "scenario", "two.lua", "--plan", "q"], in: folder.path).status == 0)
        let different = try Command(["compare", "one.lua", "two.lua"], in: folder.path)
        #expect(different.status == 2 && different.output.isEmpty)
        #expect(different.errors.contains("the script is for plan `q`, and one.lua is for plan `p`"))

        try FileManager.default.createDirectory(atPath: folder.path + "/other", withIntermediateDirectories: true)
        #expect(try Command(["new", "plan", "other/p", "--title", "Other"], in: folder.path).status == 0)
        #expect(try Command(["new", "scenario", "other/two.lua", "--plan", "other/p"], in: folder.path).status == 0)
        let alike = try Command(["compare", "one.lua", "other/two.lua"], in: folder.path)
        #expect(alike.status == 2 && alike.errors.contains("are not the same for every scenario"))
        #expect(try Command(["compare", "one.lua", "other/two.lua", "--plan", "p"], in: folder.path).status == 0)
    }
}
