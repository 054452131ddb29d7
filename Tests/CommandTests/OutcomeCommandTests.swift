import Foundation
import Testing

/// What a run's money does, through the command.
@Suite struct OutcomeCommandTests {
    private static let demo = "Scenarios/urgent-care-to-assistive-technology.lua"

    private func outcomes(_ arguments: [String]) throws -> [String: Any] {
        let run = try Command(["run"] + arguments + ["--format", "json"])
        let report = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        return try #require(report["outcomes"] as? [String: Any])
    }

    private func metric(_ id: String, _ outcomes: [String: Any]) throws -> [String: Any] {
        let metrics = try #require(outcomes["metrics"] as? [[String: Any]])
        return try #require(metrics.first { $0["id"] as? String == id })
    }

    private func year(_ metric: [String: Any]) throws -> [String: Any] {
        let periods = try #require(metric["periods"] as? [[String: Any]])
        return try #require(periods.first { $0["period"] as? String == "year" })
    }

    @Test(arguments: [
        ["run", demo, "--samples", "3000"], ["run", demo, "--samples", "3000", "--format", "json"],
        ["run", demo, "--samples", "512", "--design", "sobol"],
        ["run", demo, "--samples", "700", "--design", "latin-hypercube", "--format", "json"],
        ["sensitivity", demo, "--samples", "256"], ["sensitivity", demo, "--samples", "256", "--format", "json"],
    ])
    func `One, two and eight workers make the same bytes`(arguments: [String]) throws {
        let one = try Command(arguments + ["--workers", "1"])
        #expect(one.status == 0 && one.errors.isEmpty)
        for workers in ["2", "8"] {
            #expect(try Command(arguments + ["--workers", workers]).output == one.output)
        }
    }

    @Test func `A change is at least ten times surer than two runs with luck of their own`() throws {
        let metric = try metric("non-elective-admissions", try outcomes([Self.demo]))
        let year = try year(metric)
        let ratio = try #require(year["variance_ratio"] as? Double)
        #expect(ratio >= 10)
        let text = try Command(["run", Self.demo]).output
        #expect(text.contains("The same luck on both sides makes the variance of the change"))
        // The same from what is printed of the two sides and of the change.
        func variance(_ side: String) throws -> Double {
            let deviation = try #require((year[side] as? [String: Any])?["deviation"] as? Double)
            return deviation * deviation
        }
        let apart = try variance("sampled_before") + variance("sampled_after")
        #expect(abs(apart / (try variance("sampled_change")) - ratio) < 1e-9 * ratio)
    }

    @Test func `Two scenarios share the draws of what they share`() throws {
        let before = try [Self.demo, "Scenarios/night-nursing-to-frail-older-people.lua"].map { scenario in
            let figures = try #require(try outcomes([scenario, "--seed", "5"])["figures"] as? [[String: Any]])
            return figures.compactMap { $0["name"] as? String }
        }
        #expect(before[0].contains("non-elective-admissions/growth") && before[0] != before[1])
        // A seed of its own gives other draws, and the same seed the same.
        let one = try year(try metric("non-elective-admissions", try outcomes([Self.demo, "--seed", "5"])))
        let other = try year(try metric("non-elective-admissions", try outcomes([Self.demo, "--seed", "6"])))
        let range = { (year: [String: Any]) in (year["sampled_change"] as? [String: Any])?["p90"] as? Double }
        #expect(range(one) != nil && range(one) != range(other))
        #expect(one["before"] as? Double == other["before"] as? Double)
    }

    @Test func `A run without samples says so, and gives no range`() throws {
        let run = try Command(["run", Self.demo, "--samples", "0"])
        #expect(run.status == 0)
        #expect(run.output.contains("No samples were made"))
        #expect(run.output.contains("--samples 0") && !run.output.contains("  seed "))
        #expect(try outcomes([Self.demo, "--samples", "0"])["sampling"] is NSNull)
    }

    @Test func `A metric of which more is taken away than there is is told`() throws {
        let folder = try TemporaryFolder()
        let script = try folder.write(
            """
            return scenario {
              title = "Hardly any", about = "t", plan = "leicestershire-2016-17",
              change = function(plan)
                plan:suppose_metric {
                  id = "non-elective-admissions", count = 10, reason = "to see it", source = "a test",
                }
              end,
            }
            """, to: "none.lua")
        let told = "The count of non-elective-admissions goes below zero, which cannot be"
        let arguments = ["--plan", "Examples/leicestershire-2016-17", "--samples", "0"]
        #expect(try Command(["run", script] + arguments).output.contains(told))
        #expect(try !Command(["run", Self.demo] + arguments).output.contains(told))
    }

    @Test func `Money that leaves a line in months without so much is told`() throws {
        let folder = try TemporaryFolder()
        // Of £1,087,520 a year, April has £90,626.67.
        let script = try folder.write(
            """
            return scenario {
              title = "All in April", about = "t", plan = "leicestershire-2016-17",
              change = function(plan)
                plan:move {
                  from = "IUR1.1", to = "IUR2.1", amount = gbp "200,000", months = "april", reason = "to see it",
                }
              end,
            }
            """, to: "april.lua")
        let run = try Command(["run", script, "--plan", "Examples/leicestershire-2016-17", "--samples", "0"])
        #expect(run.status == 0 && run.errors.isEmpty)
        let told = "More leaves IUR1.1 in some months than it spends in them: £109,373.3"
        #expect(run.output.contains(told))
    }

    @Test func `The report names what makes it again`() throws {
        let run = try Command(["run", Self.demo, "--samples", "200", "--design", "sobol", "--seed", "3"])
        #expect(run.output.contains("  seed    3\n  samples 200, sobol\n"))
        #expect(run.output.contains("--seed 3 --samples 200 --design sobol"))
    }

    @Test func `Sensitivity shows figures, levers and shares, and reads as its golden file`() throws {
        let run = try Command(["sensitivity", Self.demo])
        #expect(run.status == 0 && run.errors.isEmpty)
        try Golden.expect(run.output, is: "sensitivity-urgent-care.txt")
        let release = try Command(
            ["sensitivity", "Scenarios/risk-pool-at-uncertain-delivery.lua", "--of", "release", "--samples", "256"])
        #expect(release.status == 0 && release.errors.isEmpty)
        try Golden.expect(release.output, is: "sensitivity-risk-pool.txt")
    }

    @Test func `Shares of the variance of an additive outcome add up, and a lever has its two ends`() throws {
        let run = try Command(["sensitivity", Self.demo, "--format", "json"])
        let report = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        let levers = try #require(report["levers"] as? [[String: Any]])
        #expect(levers.map { $0["lever"] as? String } == ["moved"])
        #expect(levers[0]["at_from"] as? Double == 0)
        let outcome = try #require(report["outcome"] as? [String: Any])
        let atTo = try #require(levers[0]["at_to"] as? Double)
        #expect(abs(atTo - (outcome["central"] as? Double ?? .nan)) < 1e-9)
        let variance = try #require(report["variance"] as? [String: Any])
        let factors = try #require(variance["factors"] as? [[String: Any]])
        let totals = factors.compactMap { ($0["total"] as? [String: Any])?["share"] as? Double }
        #expect(totals.count == factors.count && totals.reduce(0, +) > 0.9)
    }

    @Test(arguments: [
        (["run", demo, "--samples=-1"], "usage.samples"), (["run", demo, "--workers", "0"], "usage.workers"),
        (["sensitivity", demo, "--of", "non-elective-admission"], "sensitivity.unknown"),
        (["sensitivity", demo, "--of", "release"], "sensitivity.no-release"),
        (["sensitivity", "Scenarios/home-care-price-bands.lua", "--of", "value"], "sensitivity.no-value"),
    ])
    func `What cannot be asked is refused with its reason`(arguments: [String], code: String) throws {
        let run = try Command(arguments + ["--format", "json"])
        #expect(run.status == 2)
        #expect(run.errors.contains("\"\(code)\""), "\(run.errors)")
    }
}
