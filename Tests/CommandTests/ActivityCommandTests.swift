import Foundation
import Testing

@Suite struct ActivityCommandTests {
    private static let data = "Examples/delayed-transfers/delayed-days.csv"
    private static let people = ["--population", "2017=546300", "--population", "2018=550100@2018-01"]
    private static let leicestershire = ["activity", data, "--authority", "Leicestershire"]

    @Test(
        "What people read of activity, capacity and benefits",
        arguments: [
            ("activity", ["activity", data], 0),
            ("activity-leicestershire", leicestershire + ["--from", "2016-04"] + people, 0),
            (
                "activity-printed",
                leicestershire + ["--printed", "Examples/leicestershire-bulletins/printed.csv"] + people, 1
            ),
            ("activity-changed", leicestershire + ["--changed", "2017-11", "--after", "5"] + people, 0),
            ("before-after", ["before-after", "Examples/leicestershire-bulletins/before-after.csv"], 0),
            ("capacity-leicestershire-2021-22", ["capacity", "Examples/leicestershire-2021-22"], 1),
            ("capacity-leicestershire-2016-17", ["capacity", "Examples/leicestershire-2016-17"], 0),
            ("benefits", ["benefits", "Examples/leicestershire-bulletins/benefits.yaml"], 0),
        ])
    func golden(name: String, words: [String], status: Int32) throws {
        let run = try Command(words)
        #expect(run.status == status && run.errors.isEmpty, "\(run.errors)")
        try Golden.expect(run.output, is: "\(name).txt")
        let json = try Command(words + ["--format", "json"])
        #expect(json.status == status)
        let document = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        #expect((document?["format"] as? String)?.hasPrefix("bcf-") ?? false)
    }

    @Test("A total that is off by one is listed with its row, and fails")
    func offByOne() throws {
        let folder = try TemporaryFolder()
        let text = try String(contentsOfFile: Command.root + "/" + Self.data, encoding: .utf8)
        let file = try folder.write(
            text.replacingOccurrences(
                of: "E10000018,508,Leicestershire,1207,", with: "E10000018,508,Leicestershire,1208,"),
            to: "spoilt.csv")
        let run = try Command(["activity", file])
        #expect(run.status == 1)
        #expect(run.output.contains("2 totals do not add up"))
        #expect(run.output.contains("NHS + social care + both") && run.output.contains("nhs_days of all authorities"))
    }

    @Test(
        "A slip in the command line is told",
        arguments: [
            (["--authority", "Leicestershre"], "did you mean `Leicestershire`"),
            (["--authority", "Leicestershire", "--changed", "2018-01"], "has no days of 2018-04"),
            (["--authority", "Leicestershire", "--changed", "18-01"], "is not a month"),
            (["--authority", "Leicestershire", "--population", "many"], "is not a number of people"),
            (["--authority", "Leicestershire", "--from", "2018-02", "--to", "2018-01"], "is after"),
            (["--authority", "Leicestershire", "--changed", "2017-11", "--before", "0"], "1 to 60"),
            (["--authority", "Leicestershire", "--changed", "2017-11", "--after", "5", "--part", "hns"], "nhs"),
            (["--from", "2018-01"], "needs an authority"), (["--people", "adults"], "name the plan"),
            (["--plan", "Examples/leicestershire-2021-22", "--people", "nobody"], "no population"),
        ])
    func slips(words: [String], says: String) throws {
        let run = try Command(["activity", Self.data] + words)
        #expect(run.status == 2 && run.output.isEmpty && run.errors.contains(says), "\(run.errors)")
    }
}
