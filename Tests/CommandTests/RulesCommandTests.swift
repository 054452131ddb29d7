import Foundation
import Testing

@Suite struct RulesCommandTests {
    @Test func `The years are listed, and one is shown with its citations`() throws {
        let list = try Command(["rules"])
        #expect(list.status == 0 && list.errors.isEmpty)
        for year in ["2015-16", "2021-22", "2025-26"] { #expect(list.output.contains(year)) }
        let rules = try Command(["rules", "2016-17"])
        #expect(rules.status == 0 && rules.errors.isEmpty)
        try Golden.expect(rules.output, is: "rules-2016-17.txt")
    }

    @Test func `What changed between two years is shown entry by entry`() throws {
        let difference = try Command(["rules", "diff", "2016-17", "2021-22"])
        #expect(difference.status == 0 && difference.errors.isEmpty)
        try Golden.expect(difference.output, is: "rules-diff-2016-17-2021-22.txt")
        let none = try Command(["rules", "diff", "2016-17", "2016-17"])
        #expect(none.output.contains("the same in both") && !none.output.contains("changed:"))
    }

    @Test(arguments: [["rules"], ["rules", "2019-20"], ["rules", "diff", "2016-17", "2017-18"]])
    func `The same is there as JSON`(words: [String]) throws {
        let command = try Command(words + ["--format", "json"])
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(command.output.utf8)) as? [String: Any])
        #expect((json["format"] as? String)?.hasPrefix("bcf-rules") == true)
    }

    @Test(arguments: [
        (["rules", "2016-18"], "rules.unknown-year"), (["rules", "2014-15"], "rules.unknown-year"),
        (["rules", "diff", "2016-17"], "usage.rules"), (["rules", "check"], "usage.rules"),
        (["rules", "check", "not/there.yaml"], "file.missing"),
    ])
    func `A form that there is not is said, with what there is`(words: [String], code: String) throws {
        let command = try Command(words + ["--format", "json"])
        #expect(command.status == 2 && command.output.isEmpty)
        #expect(command.errors.contains("\"\(code)\""))
    }

    private static let overlay = """
        format: bcf-rulebook/1
        overlays: 2016-17
        title: Our board's reading
        documents:
          - {id: minutes, title: Minutes, where: our files}
        conditions:
          - id: nhs-out-of-hospital
            title: Services out of hospital
            test:
              kind: minimum
              of: {spend: {source_kind: [nhs-minimum], commissioner: [nhs], area_of_spend: {not: [acute]}}}
              required: {amount: "£14,000,000"}
            on_breach: breach
            cite: {document: minutes, section: "7", confidence: seen, in_force: 2016-04-01}
        """

    @Test func `A rulebook of one's own is checked, and puts its condition in force`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(Self.overlay, to: "own.yaml")
        let check = try Command(["rules", "check", file])
        #expect(check.status == 0 && check.output.hasSuffix("Result: the rulebook can be used\n"))
        let scenario = try folder.write(
            """
            return scenario {
              title = "Break it", plan = "leicestershire-2016-17",
              change = function(plan)
                plan:move { from = "HDR2.1", to = "LTC4.2", amount = gbp "200,000", reason = "to break it" }
              end,
              check = function(result)
                local condition = result:condition "nhs-out-of-hospital"
                expect(condition.met, fmt("{} by {}, before {}", condition.verdict, condition.headroom, condition.headroom_before))
                expect(#result:conditions() > 10, "all conditions are there")
              end,
            }
            """, to: "break.lua")
        let run = try Command(["run", scenario, "--plan", "Examples/leicestershire-2016-17", "--rulebook", file])
        #expect(run.status == 1)
        let summary = run.output.components(separatedBy: "\n")[3]
        #expect(summary.hasPrefix("BREAKS the condition nhs-out-of-hospital, £98,500 short; "), "\(summary)")
        #expect(run.output.contains("NOT MET breached by -£98,500, before £101,500"), "\(run.output)")
        #expect(run.output.contains("rules   2016-17 + own.yaml  sha256:"))
        #expect(run.output.contains("--rulebook \(file)"))
        // A breach fails the run, also where the script does not ask.
        let silent = try folder.write(
            try String(contentsOfFile: scenario, encoding: .utf8).replacingOccurrences(
                of: "expect(condition.met", with: "print(condition.met"), to: "silent.lua")
        let broken = try Command(["run", silent, "--plan", "Examples/leicestershire-2016-17", "--rulebook", file])
        #expect(broken.status == 1)
        #expect(
            broken.output.contains(
                "Result: failed: income equals expenditure; 1 national condition BREACHED: nhs-out-of-hospital"))
        // One that its rulebook only flags does not.
        let flagging = Self.overlay.replacingOccurrences(of: "on_breach: breach", with: "on_breach: flag")
        try #require(flagging != Self.overlay)
        let other = try folder.write(flagging, to: "flagging.yaml")
        let flagged = try Command(["run", silent, "--plan", "Examples/leicestershire-2016-17", "--rulebook", other])
        #expect(flagged.status == 0)
    }

    @Test func `No line of the conditions is wider than 100 columns`() throws {
        for words in [
            ["check", "Examples/leicestershire-2016-17"],
            ["run", "Scenarios/urgent-care-to-assistive-technology.lua", "--room"],
        ] {
            let output = try Command(words).output
            let section = try #require(output.components(separatedBy: "National conditions of").dropFirst().first)
                .components(separatedBy: "\n\n")[0]
            for line in section.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
        }
    }
}
