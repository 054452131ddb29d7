import Foundation
import Testing

@Suite struct MetricsCommandTests {
    @Test(arguments: ["leicestershire-2016-17", "leicestershire-2021-22"])
    func `What a plan states of its metrics is shown, with its readings`(plan: String) throws {
        let metrics = try Command(["metrics", "Examples/\(plan)"])
        #expect(metrics.status == 0 && metrics.errors.isEmpty)
        try Golden.expect(metrics.output, is: "metrics-\(plan).txt")
    }

    @Test func `The same is there as JSON, printed figures as they are printed`() throws {
        let command = try Command(["metrics", "Examples/leicestershire-2016-17", "--format", "json"])
        #expect(command.status == 0)
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(command.output.utf8)) as? [String: Any])
        #expect(json["format"] as? String == "bcf-metrics/1")
        let metrics = try #require(json["metrics"] as? [[String: Any]])
        #expect(metrics.count == 6)
        let admissions = try #require(metrics.first { $0["id"] as? String == "non-elective-admissions" })
        let period = try #require((admissions["periods"] as? [[String: Any]])?.first)
        #expect((period["stated"] as? [String: Any])?["target"] as? String == "726.38")
        #expect((period["target_in_numbers"] as? [String: Any])?["count"] as? Int == 58_836)
        let readings = try #require(json["readings"] as? [[String: Any]])
        let fall = try #require(readings.first { $0["id"] as? String == "nea-fall" }?["ways"] as? [[String: Any]])
        #expect(fall.map { $0["agrees"] as? Bool } == [false, true, true, false])
        #expect(fall.map { $0["worked_out"] as? String } == ["1.87%", "2.49%", "2.49%", "2.51%"])
        let effects = try #require(json["effects"] as? [[String: Any]])
        #expect(effects.allSatisfy { ($0["unit_cost"] as? [String: Any])?["reference"] is String })
    }

    @Test func `A plan without metrics says so`() throws {
        let folder = try TemporaryFolder()
        let made = try Command(["new", "plan", folder.path + "/testshire-2026-27"])
        #expect(made.status == 0)
        let metrics = try Command(["metrics", folder.path + "/testshire-2026-27"])
        #expect(metrics.status == 0 && metrics.output.contains("Result: "))
        let missing = try Command(["metrics", folder.path + "/nowhere"])
        #expect(missing.status == 2 && missing.errors.contains("there is no folder"))
    }
}
