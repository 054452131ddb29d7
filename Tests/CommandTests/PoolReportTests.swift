import Foundation
import Testing

@Suite struct PoolReportTests {
    private static func json(_ arguments: [String]) throws -> [String: Any] {
        let run = try Command(["run"] + arguments + ["--format", "json"])
        return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    }

    @Test(arguments: [1, 2, 3])
    func `Under every agreement, the JSON report places every penny of every difference`(agreement: Int) throws {
        let report = try Self.json([
            "Scenarios/overspend-shared-three-ways.lua", "--set", "agreement=\(agreement)",
        ])
        let pool = try #require((report["pools"] as? [[String: Any]])?.first)
        let apportionments = try #require(pool["apportionments"] as? [[String: Any]])
        var sums: [String: Int] = [:]
        for apportionment in apportionments {
            let parts = try #require(apportionment["parts"] as? [[String: Any]])
            let amount = try #require(apportionment["amount_pence"] as? Int)
            #expect(parts.reduce(0) { $0 + ($1["amount_pence"] as? Int ?? 0) } == amount)
            sums[apportionment["direction"] as? String ?? "", default: 0] += amount
        }
        #expect(sums["overspend"] == 105_000_01 && sums["overspend"] == pool["overspend_pence"] as? Int)
        #expect(sums["underspend"] == 20_000_00 && sums["underspend"] == pool["underspend_pence"] as? Int)
        #expect(pool["variance_pence"] as? Int == 85_000_01)
        #expect(pool["unresolved_overspend_pence"] as? Int == 0)
        let account = try #require(pool["account"] as? [String: Any])
        let shares = try #require(account["closing_shares_pence"] as? [[String: Any]])
        #expect(shares.reduce(0) { $0 + ($1["amount"] as? Int ?? 0) } == account["closing_pence"] as? Int)
        #expect((pool["supposed"] as? [Any])?.isEmpty == false)
    }

    /// A copy of the Leicestershire plan whose pool states terms, and a scenario beside it that does something.
    private static func folder(terms: String, change: String) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        let plan = folder.appendingPathComponent("leicestershire-2016-17")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            atPath: Command.root + "/Examples/leicestershire-2016-17", toPath: plan.path)
        let yaml = plan.appendingPathComponent("plan.yaml")
        let text = try String(contentsOf: yaml, encoding: .utf8)
        try text.replacing("      - elrccg\n", with: "      - elrccg\n\(terms)\n").write(
            to: yaml, atomically: true, encoding: .utf8)
        let script = """
            return scenario { title = "T", plan = "leicestershire-2016-17",
            change = function(plan)
            \(change)
            end }
            """
        try script.write(
            to: folder.appendingPathComponent("s.lua"), atomically: true, encoding: .utf8)
        return folder
    }

    @Test func `A movement above its authority is flagged, and does not stop the run`() throws {
        let folder = try Self.folder(
            terms: """
                    virement:
                      - {authority: Pool manager, up_to: "£100,000"}
                      - {authority: Board, up_to: no limit}
                """,
            change: """
                plan:move { from = "IUR2.2", to = "UPO5.1", amount = gbp "100,001", reason = "r", authority = "pool manager" }
                """)
        defer { try? FileManager.default.removeItem(at: folder) }
        let script = folder.appendingPathComponent("s.lua").path
        let plan = folder.appendingPathComponent("leicestershire-2016-17").path
        let run = try Command(["run", script, "--plan", plan])
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("movement 1, pool bcf: £100,001 needs Board: Pool manager decides up to £100,000"))
        #expect(run.output.contains("Not tested: whether a named authority decided"))
        #expect(!run.output.contains("section 75 limits"))
        let findings = try #require(
            try Self.json([script, "--plan", plan])["virement_findings"] as? [[String: Any]])
        #expect(findings.map { $0["needed"] as? String } == ["Board"])
    }

    @Test func `The clause of the agreement is cited, and caps that are hit are shown`() throws {
        let folder = try Self.folder(
            terms: """
                    overspend:
                      strategy: pro-rata-contribution
                      clause: schedule 3, 4.2
                      caps: {lcc: "£1,000", wlccg: "£2,000", elrccg: "£3,000"}
                """,
            change: """
                plan:outturn { line = "IUR2.2", amount = gbp "400,000", reason = "month 9" }
                """)
        defer { try? FileManager.default.removeItem(at: folder) }
        let run = try Command([
            "run", folder.appendingPathComponent("s.lua").path, "--plan",
            folder.appendingPathComponent("leicestershire-2016-17").path,
        ])
        #expect(run.output.contains("(schedule 3, 4.2)"), "\(run.errors)")
        #expect(run.output.contains("at its cap"))
        #expect(run.output.contains("unresolved: every partner is at its cap"))
        #expect(run.output.contains("needs both chief finance officers"))
        #expect(run.output.contains("Unresolved overspend: £4,000"))
    }
}
