import Foundation
import Testing

@Suite struct CheckCommandTests {
    @Test func `The Leicestershire plan is sound, and its totals are the document's`() throws {
        let check = try Command(["check", "Examples/leicestershire-2016-17"])
        #expect(check.status == 0 && check.errors.isEmpty)
        try Golden.expect(check.output, is: "check-leicestershire-2016-17.txt")
    }

    @Test func `The narrative plan says what it does not state, and passes as far as can be told`() throws {
        let check = try Command(["check", "Examples/leicestershire-2021-22"])
        #expect(check.status == 0 && check.errors.isEmpty)
        try Golden.expect(check.output, is: "check-leicestershire-2021-22.txt")
    }

    @Test func `What is not stated is null in JSON, with a flag`() throws {
        func json(_ words: [String]) throws -> [String: Any] {
            let run = try Command(words + ["--format", "json"])
            #expect(run.status == 0)
            return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        }
        let check = try json(["check", "Examples/leicestershire-2021-22"])
        for key in ["balanced", "total_funding_pence", "unallocated_pence"] { #expect(check[key] is NSNull, "\(key)") }
        #expect(check["income_not_stated"] as? [String] == ["bcf-not-stated", "ibcf"])
        let sources = try #require(check["sources"] as? [[String: Any]])
        #expect(sources.allSatisfy { $0["income_stated"] as? Bool == false && $0["funding_pence"] is NSNull })
        #expect(sources.allSatisfy { $0["kind"] as? String != "" && $0["spend_pence"] as? Int ?? 0 > 0 })
        let metrics = try #require(check["metrics"] as? [[String: Any]])
        #expect(metrics.count == 6 && metrics[2]["target"] as? String == "93.10" && metrics[2]["baseline"] is NSNull)
        let prices = try #require(check["prices"] as? [[String: Any]])
        #expect(prices.count == 4 && prices.allSatisfy { $0["price_pence"] is NSNull })

        let run = try json(["run", "Scenarios/home-care-price-bands.lua"])
        #expect(run["balanced"] is NSNull && run["passed"] as? Bool == true)
        let funding = try #require(run["funding_by_source_pence"] as? [[String: Any]])
        #expect(funding.map { $0["income_stated"] as? Bool } == [false, false, true])
        #expect(funding[0]["after"] is NSNull && funding[0]["change"] as? Int == 0)
        #expect(funding[2]["after"] as? Int == 1_380_000_00)

        let explained = try json(["explain", "Examples/leicestershire-2021-22", "income"])
        #expect(explained["figure_pence"] is NSNull)
        #expect(explained["income_not_stated"] as? [String] == ["bcf-not-stated", "ibcf"])
    }

    @Test func `An income that is not stated is compared, explained and left out in words`() throws {
        let scenario = "Scenarios/home-care-price-bands.lua"
        let folder = try TemporaryFolder()
        let text = try String(contentsOfFile: Command.root + "/" + scenario, encoding: .utf8)
        let other = try folder.write(text, to: "other.lua")
        let plan = "Examples/leicestershire-2021-22"
        let compare = try Command(["compare", scenario, other, "--plan", plan])
        #expect(compare.status == 0)
        #expect(compare.output.contains("cannot be told  cannot be told"))
        #expect(compare.output.contains("leave out what is not stated: bcf-not-stated, ibcf"))
        #expect(compare.output.contains("passed: in no scenario is a source known to be out of balance"))
        let explain = try Command(["explain", "Examples/leicestershire-2021-22", "income", "source=ibcf"])
        #expect(explain.status == 0)
        #expect(explain.output.hasPrefix("Income from source `ibcf` (Improved Better Care Fund (iBCF)): not stated\n"))
        let script = try folder.write(
            """
            return scenario { title = "x", plan = "leicestershire-2021-22", change = function(plan)
              plan:close_line { line = "DIS-HET", reason = "r" }
            end }
            """, to: "freed.lua")
        let freed = try Command(["run", script, "--plan", "Examples/leicestershire-2021-22"])
        #expect(freed.status == 1)
        #expect(freed.output.contains("£107,000 is left without a use"))
        #expect(freed.output.contains("not stated, +£107,000"))
    }

    @Test(arguments: [
        ("Unified Prevention Offer", 5_880_996), ("Long Term Conditions", 16_616_504), ("Urgent Response", 5_297_520),
        ("Hospital Discharge and Reablement", 10_886_844), ("Enablers", 737_349),
    ])
    func `Theme totals are computed from lines`(theme: String, pounds: Int) throws {
        let check = try Command(["check", "Examples/leicestershire-2016-17", "--format", "json"])
        let report = try #require(try JSONSerialization.jsonObject(with: Data(check.output.utf8)) as? [String: Any])
        let themes = try #require(report["spend_by_theme"] as? [[String: Any]])
        #expect(themes.first { $0["id"] as? String == theme }?["spend_pence"] as? Int == pounds * 100)
        #expect(report["lines"] as? Int == 62)
        #expect(report["balanced"] as? Bool == true)
    }

    @Test func `The lines are listed when asked, with ids, printed references and amounts that sum`() throws {
        let check = try Command(["check", "Examples/leicestershire-2016-17", "--lines"])
        #expect(check.output.contains("UPO3.1   UP03   Local Area Co-ordination"))
        let json = try Command(["check", "Examples/leicestershire-2016-17", "--format", "json"])
        let report = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        let lines = try #require(report["line_items"] as? [[String: Any]])
        #expect(lines.count == 62)
        #expect(lines.reduce(0) { $0 + ($1["spend_pence"] as? Int ?? 0) } == 39_419_213_00)
    }

    @Test func `A plan that does not balance is shown and ends with exit 1`() throws {
        let folder = try PlanCopy()
        try folder.replace("3067448", with: "3067449", in: "funding.csv")
        let check = try Command(["check", folder.path])
        #expect(check.status == 1)
        #expect(check.output.contains("Result: income does not equal expenditure for every source"))
    }

    @Test func `All errors of all files come at once, with exit 2 and nothing on standard output`() throws {
        let folder = try PlanCopy()
        try folder.replace("kind: county", with: "kind: conty", in: "plan.yaml")
        try folder.replace("3067448", with: "lots", in: "funding.csv")
        try folder.replace("92707", with: "", in: "spending.csv")
        try folder.replace("UPO2.2,", with: "UPO2.1,", in: "spending.csv")
        let check = try Command(["check", folder.path])
        #expect(check.status == 2 && check.output.isEmpty)
        for text in [
            "plan.yaml:", "funding.csv:5:8", "spending.csv:2:15", "spending.csv:4:1", "`lots`", "a blank is not zero",
            "4 errors",
        ] {
            #expect(check.errors.contains(text), "\(text) in \(check.errors)")
        }
    }
}

/// A copy of the Leicestershire plan that a test may spoil.
final class PlanCopy {
    private let folder: TemporaryFolder
    /// The plan folder.
    var path: String { folder.path + "/leicestershire-2016-17" }

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.copyItem(
            atPath: Command.root + "/Examples/leicestershire-2016-17", toPath: folder.path + "/leicestershire-2016-17")
    }

    /// Replaces the first place where a text stands in a file, which must be there.
    func replace(_ old: String, with new: String, in file: String) throws {
        let url = URL(fileURLWithPath: path + "/" + file)
        let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
        let range = try #require(text.range(of: old))
        try Data(text.replacingCharacters(in: range, with: new).utf8).write(to: url)
    }
}
