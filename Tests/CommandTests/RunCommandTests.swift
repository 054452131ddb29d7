import Foundation
import Testing

@Suite struct RunCommandTests {
    static let scenarios = [
        "close-points-of-access", "dfg-split-by-key", "four-year-savings-against-protected-social-care",
        "grant-to-districts", "home-care-price-bands", "home-care-within-the-out-of-hospital-minimum",
        "night-nursing-to-frail-older-people", "overspend-shared-three-ways", "partner-withdraws-mid-year",
        "quarter-delivered-at-70-percent", "risk-pool-at-uncertain-delivery", "roll-forward-2017-18",
        "supporting-families-full-year",
        "two-proposals-together", "urgent-care-to-assistive-technology",
    ]

    /// Scenarios whose last year leaves money without a use, or that break a condition, which is what they are there to
    /// show.
    static let failing = [
        "four-year-savings-against-protected-social-care", "partner-withdraws-mid-year", "roll-forward-2017-18",
    ]

    @Test(arguments: scenarios)
    func `Each scenario's report reads as its golden file, and passes unless it is there to fail`(scenario: String)
        throws
    {
        let run = try Command(["run", "Scenarios/\(scenario).lua"])
        #expect(run.status == (Self.failing.contains(scenario) ? 1 : 0))
        #expect(run.errors.isEmpty)
        try Golden.expect(run.output, is: "\(scenario).txt")
    }

    @Test func `Every script in Scenarios is tested`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Command.root + "/Scenarios")
        #expect(files.filter { $0.hasSuffix(".lua") }.sorted() == Self.scenarios.map { $0 + ".lua" })
    }

    @Test(arguments: scenarios)
    func `The JSON report carries figures that sum, whichever way they are cut`(scenario: String) throws {
        let run = try Command(["run", "Scenarios/\(scenario).lua", "--format", "json"])
        let report = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        #expect(report["format"] as? String == "bcf-run/1")
        let total = try #require(report["total_spend_pence"] as? [String: Any])
        for time in ["before", "after"] {
            let whole = try #require(total[time] as? Int)
            for cut in [
                "spend_by_source_pence", "spend_by_contributor_pence", "spend_by_theme_pence", "spend_by_pool_pence",
            ] {
                let rows = try #require(report[cut] as? [[String: Any]])
                #expect(rows.reduce(0) { $0 + ($1[time] as? Int ?? 0) } == whole, "\(cut) \(time)")
            }
        }
        let isNarrative = scenario == "home-care-price-bands"
        #expect((total["before"] as? Int) == (isNarrative ? 40_505_000_00 : 39_419_213_00))
        let provenance = try #require(report["provenance"] as? [String: Any])
        #expect((provenance["plan_hash"] as? String)?.hasPrefix("sha256:") == true)
        #expect((provenance["script_hash"] as? String)?.hasPrefix("sha256:") == true)
    }

    @Test func `A pure move leaves every source as the document prints it`() throws {
        let run = try Command(["run", "Scenarios/urgent-care-to-assistive-technology.lua", "--format", "json"])
        let report = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        func after(_ cut: String) throws -> [String: Int] {
            let rows = try #require(report[cut] as? [[String: Any]])
            return Dictionary(uniqueKeysWithValues: rows.map { ($0["id"] as? String ?? "", $0["after"] as? Int ?? 0) })
        }
        #expect(
            try after("spend_by_contributor_pence") == [
                "wlccg": 20_476_926_00, "elrccg": 15_559_591_00, "lcc": 3_117_448_00, "reserve": 265_248_00,
            ])
        #expect(
            try after("spend_by_source_pence") == [
                "wlccg-minimum": 20_476_926_00, "elrccg-minimum": 15_559_591_00, "dfg": 3_067_448_00,
                "lcc-programme-management": 50_000_00, "reserve-funding": 128_248_00, "reserve-ipoa": 137_000_00,
                "social-care-capital-grant": 0,
            ])
    }

    @Test func `A lever that is set changes the run, and the report says so`() throws {
        let run = try Command(["run", "Scenarios/urgent-care-to-assistive-technology.lua", "--set", "moved=250k"])
        #expect(run.status == 0)
        #expect(run.output.contains("Lever    moved = £250,000, set for this run; its default is £390,000"))
        #expect(run.output.contains("--set moved=250k"))
    }

    @Test func `The command in a report makes the same report again`() throws {
        let arguments = ["run", "Scenarios/supporting-families-full-year.lua", "--set", "from_ccgs=33.3%"]
        let first = try Command(arguments)
        let line = try #require(first.output.split(separator: "\n").first { $0.hasPrefix("  again   bcf ") })
        let again = line.dropFirst("  again   bcf ".count).split(separator: " ").map(String.init)
        let second = try Command(again)
        #expect(second.output == first.output && first.status == 0)
        #expect(again.contains("--plan"))
    }

    @Test func `A report is written to a file whole, and a failing run writes none`() throws {
        let folder = try TemporaryFolder()
        let file = folder.path + "/report.json"
        let run = try Command(["run", "Scenarios/close-points-of-access.lua", "--format", "json", "-o", file])
        #expect(run.status == 0 && run.output.isEmpty)
        let written = try Data(contentsOf: URL(fileURLWithPath: file))
        #expect((try? JSONSerialization.jsonObject(with: written)) != nil)
        let other = folder.path + "/other.json"
        let failing = try Command(["run", "Scenarios/close-points-of-access.lua", "--set", "x=1", "-o", other])
        #expect(failing.status == 2)
        #expect(!FileManager.default.fileExists(atPath: other))
        let nowhere = try Command(["run", "Scenarios/close-points-of-access.lua", "-o", folder.path + "/none/x"])
        #expect(nowhere.status == 2 && nowhere.errors.contains("error: "))
    }

    @Test func `A run with money left over or an expectation unmet ends with exit 1 and its report`() throws {
        let folder = try TemporaryFolder()
        let script = try folder.write(
            """
            return scenario { title = "x", plan = "leicestershire-2016-17",
              change = function(plan) plan:close_line { line = "EN04.1", reason = "r" } end }
            """, to: "left-over.lua")
        let run = try Command(["run", script, "--plan", "Examples/leicestershire-2016-17"])
        #expect(run.status == 1)
        #expect(
            run.output.contains("£137,000 is left without a use")
                && run.output.hasSuffix(
                    "Result: failed: income does not equal expenditure; no other national condition is breached (3 of 15 open); the script states no expectation\n"
                )
        )
        let unmet = try folder.write(
            """
            return scenario { title = "x", plan = "leicestershire-2016-17",
              change = function(plan) expect(false, "pigs fly") end }
            """, to: "unmet.lua")
        let second = try Command(["run", unmet, "--plan", "Examples/leicestershire-2016-17"])
        #expect(second.status == 1 && second.output.contains("NOT MET pigs fly"))
    }

    /// A script or command line that cannot be used, and what the error must say.
    struct Slip: Sendable, CustomStringConvertible {
        let description: String
        let script: String
        let errors: [String]
    }

    private static func script(_ change: String) -> String {
        """
        return scenario { title = "x", plan = "leicestershire-2016-17", change = function(plan)
        \(change)
        end }
        """
    }

    @Test(arguments: [
        Slip(
            description: "a syntax error", script: "return scenario {\n  title = \"x\"\n  plan = \"y\"\n}",
            errors: ["slip.lua:3", "3 |   plan = \"y\"", "fix:", "is not closed before `plan`"]),
        Slip(
            description: "a typo in a name", script: script("plan:mov { }"),
            errors: ["Plan has no `mov`", "slip.lua:2:6", "fix: did you mean `move`?"]),
        Slip(
            description: "more than a line holds",
            script: script(#"plan:move { from = "IUR2.2", to = "UPO5.1", amount = gbp "390,000.01", reason = "r" }"#),
            errors: [
                "line `IUR2.2` holds £390,000, so £390,000.01 cannot leave it", "slip.lua:2", "move at most £390,000",
            ]),
        Slip(
            description: "money times money", script: script("local x = gbp(2) * gbp(3)"),
            errors: ["money times money has no meaning", "slip.lua:2"]),
        Slip(
            description: "overflow",
            script: script(#"plan:contribute { source = "dfg", amount = gbp "9e16", reason = "r" }"#),
            errors: ["`9e16` is not an amount of money"]),
        Slip(
            description: "too much money",
            script: script(#"plan:contribute { source = "dfg", amount = gbp "90,000,000,000,000,000", reason = "r" }"#),
            errors: ["too large to hold exactly", "slip.lua:2"]),
        Slip(
            description: "another plan", script: "return scenario { title = 'x', plan = 'rutland', change = print }",
            errors: ["the script is for plan `rutland`", "fix:"]),
        Slip(description: "no Lua at all", script: "\u{1}\u{2}", errors: ["is not expected here", "slip.lua:1"]),
        Slip(
            description: "a loop without end", script: script("while true do end"),
            errors: ["instructions, and was stopped", "slip.lua:2"]),
        Slip(
            description: "a script of 10 MB", script: String(repeating: "-- a long comment line\n", count: 450_000),
            errors: ["the script has 10,350,000 bytes", "fix:"]),
    ])
    func `A script that cannot be run ends with exit 2, its line and a remedy`(slip: Slip) throws {
        let folder = try TemporaryFolder()
        let script = try folder.write(slip.script, to: "slip.lua")
        let run = try Command(["run", script, "--plan", Command.root + "/Examples/leicestershire-2016-17"])
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        for text in slip.errors { #expect(run.errors.contains(text), "\(run.errors)") }
        #expect(run.errors.utf8.count < 4_000)
    }

    @Test(arguments: [
        (["run"], "scenario.lua"), (["run", "Scenarios/none.lua"], "none.lua"), (["run", "Scenarios"], "Scenarios"),
        (["rnu"], "rnu"), (["run", "Scenarios/close-points-of-access.lua", "--set", "moved"], "--set"),
        (["run", "Scenarios/close-points-of-access.lua", "--set", "moved=1"], "no lever `moved`"),
        (["run", "Scenarios/close-points-of-access.lua", "--format", "pdf"], "pdf"),
        (["run", "Scenarios/close-points-of-access.lua", "--plan", "Examples/none"], "Examples/none"),
        (["run", "Scenarios/close-points-of-access.lua", "--plan", "README.md"], "README.md"),
        (["check"], "plan"), (["check", "Examples/none"], "Examples/none"), (["check", "README.md"], "README.md"),
    ])
    func `A command line that cannot be used ends with exit 2 and names what is wrong`(words: [String], text: String)
        throws
    {
        let run = try Command(words)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains(text), "\(run.errors)")
    }

    @Test func `A report that cannot be written is not a success`() throws {
        let bcf = Command.program
        let full = try Command(["-c", "'\(bcf)' check Examples/leicestershire-2016-17 >/dev/full"], program: "/bin/sh")
        #expect(full.status == 2 && full.errors.contains("the report could not be written"))
        let closed = try Command(["-c", "'\(bcf)' check Examples/leicestershire-2016-17 >&-"], program: "/bin/sh")
        #expect(closed.status == 2)
        let piped = try Command(["-c", "'\(bcf)' check Examples/leicestershire-2016-17 | head -1"], program: "/bin/sh")
        let lost = try Command(
            ["-c", "('\(bcf)' check Examples/leicestershire-2016-17; echo $? >&2) | true"], program: "/bin/sh")
        #expect(["0\n"].contains(lost.errors))
        #expect(piped.status == 0 && piped.output.hasPrefix("Leicestershire"))
    }

    @Test func `A report never replaces what it is made from`() throws {
        let plan = try PlanCopy()
        let table = plan.path + "/spending.csv"
        let before = try Data(contentsOf: URL(fileURLWithPath: table))
        let check = try Command(["check", plan.path, "-o", table])
        #expect(check.status == 2 && check.errors.contains("the report would replace"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: table)) == before)
        let run = try Command(
            ["run", "Scenarios/close-points-of-access.lua", "--plan", plan.path, "-o", table])
        #expect(run.status == 2)
        #expect(try Data(contentsOf: URL(fileURLWithPath: table)) == before)
    }

    @Test func `No reason or title can pass for another line of the report`() throws {
        let folder = try TemporaryFolder()
        let script = try folder.write(
            """
            return scenario { title = "x\\n\\nResult: passed", plan = "leicestershire-2016-17", change = function(plan)
              plan:contribute { source = "dfg", amount = gbp(5), to = "UPO6.1",
                reason = "good\\n     authority  Secretary of State\\27[2J" }
              print("y\\nResult: passed")
              expect(false, "no\\nResult: passed")
            end }
            """, to: "forged.lua")
        let run = try Command(["run", script, "--plan", "Examples/leicestershire-2016-17"])
        #expect(run.status == 1 && !run.output.contains("\u{1B}"))
        let lines = run.output.split(separator: "\n")
        #expect(!lines.contains { $0.hasPrefix("Result: passed") || $0.hasPrefix("     authority  Secretary") })
    }

    @Test func `A script beside no plan says where it looked`() throws {
        let folder = try TemporaryFolder()
        let script = try folder.write("return scenario { title = 'x', plan = 'rutland', change = print }", to: "a.lua")
        let run = try Command(["run", script], in: folder.path)
        #expect(run.status == 2)
        #expect(run.errors.contains("there is no folder of plan `rutland`") && run.errors.contains("--plan"))
    }

    @Test(arguments: [["--help"], ["--version"], ["run", "--help"], ["help", "check"]])
    func `Help is not an error`(words: [String]) throws {
        let run = try Command(words)
        #expect(run.status == 0 && !run.output.isEmpty && run.errors.isEmpty)
    }
}
