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

    @Test func `What a scenario notes of a year is still told when the year is closed`() throws {
        let folder = try Self.folder(
            terms: """
                    virement:
                      - {authority: Pool manager, up_to: "£100,000"}
                      - {authority: Board, up_to: no limit}
                    overspend: {strategy: own-risk}
                    underspend: {strategy: stays}
                    opening_balance: {lcc: "£12,000"}
                """,
            change: """
                plan:move {
                  from = "IUR2.2", to = "UPO5.1", amount = gbp "100,001", reason = "r", authority = "Pool manager",
                  recurrent = true,
                }
                plan:outturn { line = "LTC5.1", amount = gbp "2,316", reason = "month 12" }
                plan:deliver { risk_pool = "emergency-admissions", quarter = 1, delivery = percent(70), reason = "r" }
                plan:roll_forward {
                  to = "2017-18", lines = "flat", not_stated = "recurrent", reason = "r",
                  uplift = {
                    ["nhs-minimum"] = percent(0), ["disabled-facilities-grant"] = percent(0),
                    ["additional-la"] = percent(0),
                  },
                }
                """)
        defer { try? FileManager.default.removeItem(at: folder) }
        let arguments = [
            folder.appendingPathComponent("s.lua").path, "--plan",
            folder.appendingPathComponent("leicestershire-2016-17").path,
        ]
        let run = try Command(["run"] + arguments)
        #expect(run.output.contains("movement 1, 2016/17, pool bcf: £100,001 needs Board"), "\(run.errors)")
        #expect(run.output.contains("1 virement needs another authority"))
        #expect(run.output.contains("Forecast outturn of pool bcf, 2016/17"))
        #expect(run.output.contains("Risk pool: Risk pool for emergency admissions, 2016/17"))
        #expect(run.output.contains("quarter 1 delivered 70% of plan"))

        let report = try Self.json(arguments)
        let findings = try #require(report["virement_findings"] as? [[String: Any]])
        #expect(findings.map { $0["year"] as? String } == ["2016-17"])
        let pools = try #require(report["pools"] as? [[String: Any]]).filter { $0["id"] as? String == "bcf" }
        #expect(pools.map { $0["year"] as? String } == ["2016-17", "2017-18"])
        let accounts = pools.compactMap { $0["account"] as? [String: Any] }
        // £12,000 brought forward, and £100,000 that the line does not spend.
        #expect(accounts[0]["closing_pence"] as? Int == 112_000_00)
        #expect(accounts[1]["opening_pence"] as? Int == 112_000_00)
    }
}
