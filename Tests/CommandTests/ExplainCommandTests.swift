import Foundation
import Testing

@Suite struct ExplainCommandTests {
    @Test func `At a terminal the figure and its tree fit the width`() throws {
        let words = ["explain", "Scenarios/urgent-care-to-assistive-technology.lua", "nhs-out-of-hospital"]
        let terminal = try PseudoTerminal(words, environment: ["COLUMNS": "72"])
        #expect(terminal.end() == 0)
        let lines = terminal.shown.split(separator: "\r\n").prefix { !$0.hasPrefix("Assumptions") }
        #expect(lines.count > 40 && lines.allSatisfy { $0.count <= 72 }, "\(lines.filter { $0.count > 72 })")
        let file = try Command(words).output.split(separator: "\n").prefix { !$0.hasPrefix("Assumptions") }
        #expect(file.allSatisfy { $0.count <= 100 } && file.count < lines.count)
    }

    @Test func `A figure is walked back to its input cell and its movements`() throws {
        let explain = try Command(["explain", "Scenarios/grant-to-districts.lua", "UPO5.1"])
        #expect(explain.status == 0)
        try Golden.expect(explain.output, is: "explain-grant-to-districts.txt")
    }

    @Test(arguments: [
        "UPO1.1", "HDR5.4", "EN01.2", "wlccg-minimum", "social-care-capital-grant", "Enablers", "lcc", "bcf", "spend",
    ])
    func `The steps of an explanation sum to its figure`(figure: String) throws {
        for subject in ["Examples/leicestershire-2016-17", "Scenarios/urgent-care-to-assistive-technology.lua"] {
            let explain = try Command(["explain", subject, figure, "--format", "json"])
            let report = try #require(
                try JSONSerialization.jsonObject(with: Data(explain.output.utf8)) as? [String: Any])
            let steps = try #require(report["steps"] as? [[String: Any]])
            #expect(steps.reduce(0) { $0 + ($1["amount_pence"] as? Int ?? 0) } == report["figure_pence"] as? Int)
        }
    }

    @Test func `A cell is the row and column of the file as it stands`() throws {
        let explain = try Command(
            ["explain", "Examples/leicestershire-2016-17", "UPO1.1", "--source", "wlccg-minimum"])
        #expect(explain.output.contains("spending.csv:2:15"))
        let text = try String(
            contentsOfFile: Command.root + "/Examples/leicestershire-2016-17/spending.csv", encoding: .utf8)
        #expect(text.split(separator: "\n")[1].split(separator: ",")[14] == "92707")
    }

    @Test func `A total is shown part by part, with the source of every movement`() throws {
        let explain = try Command(["explain", "Scenarios/close-points-of-access.lua", "spend"])
        try Golden.expect(explain.output, is: "explain-close-points-of-access.txt")
    }

    @Test(arguments: [
        (["social-care-capital-grant"], "Every cell that was read for it holds £0"),
        (["provider=nhs-acute", "pool=bcf", "theme=Enablers"], "No cell was read for it"),
    ])
    func `A figure that nothing was read for says so, without an empty table`(words: [String], text: String) throws {
        let explain = try Command(["explain", "Examples/leicestershire-2016-17"] + words)
        #expect(explain.status == 0 && explain.output.contains(": £0\n\n  \(text)"), "\(explain)")
        #expect(!explain.output.contains("─"))
    }

    @Test(arguments: [
        (["UPO99"], "the plan has no figure `UPO99`"), (["UP03"], "did you mean `UPO3.1`, Local Area Co-ordination?"),
        (["UPO1.1", "--source", "dgf"], "did you mean `dfg`?"), (["UPO1.1", "--set", "a=1"], "for scripts"),
    ])
    func `What cannot be explained ends with exit 2 and a remedy`(words: [String], text: String) throws {
        let explain = try Command(["explain", "Examples/leicestershire-2016-17"] + words)
        #expect(explain.status == 2 && explain.output.isEmpty)
        #expect(explain.errors.contains(text), "\(explain.errors)")
    }

    /// One figure of each kind, of the Leicestershire plan and of scenarios on it.
    private static let kinds: [(name: String, arguments: [String])] = {
        let plan = "Examples/leicestershire-2016-17"
        return [
            ("condition", [plan, "nhs-out-of-hospital"]), ("ring-fence", [plan, "dfg-capital-only"]),
            ("balance", [plan, "condition=income-equals-expenditure", "--depth", "1"]),
            ("declaration", [plan, "condition=joint-plan"]), ("reserve", [plan, "reserve-not-negative"]),
            ("pass-down", ["Scenarios/grant-to-districts.lua", "dfg-passed-to-districts"]),
            ("metric", [plan, "metric=non-elective-admissions", "--samples", "500"]),
            ("metric-not-projected", [plan, "delayed-transfers-of-care"]),
            ("metric-moved", ["Scenarios/night-nursing-to-frail-older-people.lua", "non-elective-admissions"]),
            ("risk-pool", ["Scenarios/quarter-delivered-at-70-percent.lua", "emergency-admissions"]),
            ("quarter", ["Scenarios/quarter-delivered-at-70-percent.lua", "emergency-admissions", "quarter=1"]),
            ("contribution", [plan, "contribution", "pool=bcf", "partner=wlccg"]),
            ("share", ["Scenarios/overspend-shared-three-ways.lua", "share", "pool=bcf", "partner=lcc"]),
            ("district", ["Scenarios/dfg-split-by-key.lua", "district=melton"]),
            ("income", [plan, "income"]),
            ("unallocated", ["Scenarios/grant-to-districts.lua", "unallocated", "source=dfg"]),
            ("rolled-forward", ["Scenarios/roll-forward-2017-18.lua", "UPO1.1"]),
        ]
    }()

    @Test(arguments: kinds)
    func `One figure of each kind reads as it was looked at`(name: String, arguments: [String]) throws {
        let text = try Command(["explain"] + arguments)
        #expect(text.status == 0 && text.errors.isEmpty, "\(text.errors)")
        #expect(
            text.output.split(separator: "\n").dropFirst().prefix { !$0.hasPrefix("Made by") }.allSatisfy {
                $0.count <= 100
            })
        try Golden.expect(text.output, is: "explain/\(name).txt")
        let json = try Command(["explain"] + arguments + ["--format", "json"])
        try Golden.expect(json.output, is: "explain/\(name).json")
    }

    @Test(arguments: [
        ("nhs-out-of-hospitl", "`condition=nhs-out-of-hospital`, a condition"),
        ("non-elective-admision", "`metric=non-elective-admissions`, a metric"),
        ("condition=nhs-out-of-hospitl", "did you mean `nhs-out-of-hospital`?"),
        ("risk_pool=emergency", "it has emergency-admissions"), ("district=meltn", "did you mean `melton`?"),
        ("contribution", "write contribution pool=bcf partner="),
    ])
    func `A name that is nearly one of any kind is answered with how to write it`(name: String, help: String) throws {
        let explain = try Command(["explain", "Examples/leicestershire-2016-17", name])
        #expect(explain.status == 2 && explain.errors.contains(help), "\(explain.errors)")
    }

    @Test(arguments: [
        (["nhs-out-of-hospital", "UPO5.1"], "does not narrow down a condition"),
        (["nhs-out-of-hospital", "--source", "dfg"], "the plan has no figure"),
        (["condition=nhs-out-of-hospital", "--source", "dfg"], "cannot be narrowed to the source"),
        (["emergency-admissions", "quarter=5"], "write quarter=1 to quarter=4"),
        (["share", "pool=nix", "partner=lcc"], "no pool or partner `nix`"),
        (["spend", "--depth=-1"], "no number of levels"),
    ])
    func `What cannot be asked of a figure is refused with a remedy`(words: [String], text: String) throws {
        let explain = try Command(["explain", "Examples/leicestershire-2016-17"] + words)
        #expect(explain.status == 2 && explain.output.isEmpty && explain.errors.contains(text), "\(explain.errors)")
    }
}
