import Foundation
import Testing

@Suite struct ExplainCommandTests {
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
}
