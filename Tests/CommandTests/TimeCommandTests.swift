import Foundation
import Testing

@Suite struct TimeCommandTests {
    static let rolled = "Scenarios/roll-forward-2017-18.lua"

    private func json(_ words: [String]) throws -> [String: Any] {
        let run = try Command(words + ["--format", "json"])
        return try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    }

    @Test(arguments: ["quarter", "month"])
    func `The year is shown by quarter or by month where that is asked for`(step: String) throws {
        let run = try Command(["run", "Scenarios/urgent-care-to-assistive-technology.lua", "--by", step])
        #expect(run.status == 0 && run.output.contains("\nBy \(step), 2016/17\n"))
        #expect(run.output.contains("--by \(step)"), "the command that makes the report again")
        let without = try Command(["run", "Scenarios/urgent-care-to-assistive-technology.lua"])
        #expect(!without.output.contains("\nBy "))
    }

    @Test func `Months, quarters and what has no month sum to the year, line by line`() throws {
        let report = try json(["run", "Scenarios/supporting-families-full-year.lua", "--by", "month"])
        let view = try #require(report["by_month"] as? [String: Any])
        let lines = try #require(view["spend_by_line_pence"] as? [[String: Any]])
        #expect(lines.count == 63)
        var total = 0
        for line in lines {
            let year = try #require(line["year"] as? Int)
            for parts in ["months", "quarters"] {
                let sum = try #require(line[parts] as? [Int]).reduce(0, +)
                #expect(sum + (line["not_stated"] as? Int ?? 0) == year)
            }
            total += year
        }
        #expect(total == (report["total_spend_pence"] as? [String: Int])?["after"])
    }

    @Test func `The years of a roll-forward carry figures that sum, source by source`() throws {
        let report = try json(["run", Self.rolled])
        let years = try #require(report["years"] as? [[String: Any]])
        #expect(years.map { $0["year"] as? String } == ["2016-17", "2017-18"])
        #expect(years[0]["spend_pence"] as? Int == 39_419_213_00)
        let reserves = try #require(years[0]["reserves"] as? [[String: Any]])
        #expect(reserves.map { $0["closing_pence"] as? Int } == [(4_374_000 - 265_248) * 100])
        let rolled = try #require(years[1]["rolled_forward"] as? [String: Any])
        for source in try #require(rolled["by_source_pence"] as? [[String: Any]]) {
            for kind in ["funding", "spend"] {
                let parts = try #require(source[kind] as? [String: Int])
                let sum = ["carried", "not_recurrent", "full_year_effect", "uplift"].reduce(0) { $0 + (parts[$1] ?? 0) }
                #expect(sum == parts["next"])
            }
        }
    }

    @Test func `A report names the rulebook of every year, with its hash`() throws {
        let provenance = try #require(try json(["run", Self.rolled])["provenance"] as? [String: Any])
        let later = try #require(provenance["later_rulebooks"] as? [[String: Any]])
        #expect(provenance["rulebook"] as? String == "2016-17")
        #expect(later.map { $0["id"] as? String } == ["2017-18"])
        let hash = try #require(later[0]["hash"] as? String)
        #expect(try Command(["rules", "2017-18"]).output.contains(hash))
        #expect(
            try Command(["compare", Self.rolled, "Scenarios/close-points-of-access.lua"]).output.contains(
                "2017-18  \(hash)"))
    }

    @Test func `A figure of the next year is walked back to the cell of the year before`() throws {
        let explain = try Command(["explain", Self.rolled, "HDR5.4", "--source", "wlccg-minimum"])
        #expect(explain.status == 0)
        #expect(explain.output.contains("spending.csv:44:15"))
        let report = try json(["explain", Self.rolled, "HDR6.2"])
        let steps = try #require(report["steps"] as? [[String: Any]])
        #expect(steps.contains { ($0["why"] as? String) == "rolled forward to 2017/18: full-year effect" })
        #expect(steps.reduce(0) { $0 + ($1["amount_pence"] as? Int ?? 0) } == 412_800_00)
        #expect(report["figure_pence"] as? Int == 412_800_00)
        let income = try Command(["explain", Self.rolled, "wlccg-minimum"])
        #expect(income.output.contains("uplift of 1.79%") && income.output.contains("unconfirmed"))
    }

    @Test(arguments: [Self.rolled, "Scenarios/four-year-savings-against-protected-social-care.lua"])
    func `A worker and this process come to the same report over years`(scenario: String) throws {
        let worker = try Command(["run", scenario, "--format", "json"])
        let here = try Command(["run", scenario, "--format", "json", "--in-process"])
        #expect(worker.output == here.output && worker.status == here.status && !worker.output.isEmpty)
    }
}
