import Foundation
import Testing

struct QuestionCommandTests {
    private static let assistive = "Scenarios/urgent-care-to-assistive-technology.lua"
    private static let homeCare = "Scenarios/home-care-within-the-out-of-hospital-minimum.lua"
    private static let more = #"result:change { line = "LTC4.2" }"#

    @Test(
        "What seek and optimise print is what was looked at when the golden file was written",
        arguments: [
            (
                "seek-found",
                ["seek", assistive, "--change", "moved", "--until", #"result:line("UPO5.1").total >= gbp "1.2m""#], 0
            ),
            (
                "seek-not-found",
                ["seek", assistive, "--change", "moved", "--until", #"result:line("UPO5.1").total >= gbp "2m""#], 1
            ),
            (
                "seek-json",
                [
                    "seek", homeCare, "--change", "community", "--exact", "--set", "reablement=3000000", "--until",
                    #"not result:condition("nhs-out-of-hospital").met"#, "--format", "json",
                ], 0
            ), ("optimise-found", ["optimise", homeCare, "--maximise", more], 0),
            (
                "optimise-not-found",
                [
                    "optimise", homeCare, "--maximise", more, "--subject-to",
                    #"result:line("LTC4.2").total >= gbp "15m""#,
                ],
                1
            ),
            (
                "optimise-searched",
                [
                    "optimise", homeCare, "--maximise", "levers.reablement.pence * levers.community.pence",
                    "--evaluations", "300",
                ], 0
            ), ("optimise-json", ["optimise", homeCare, "--minimise", "gbp(0) - \(more)", "--format", "json"], 0),
        ] as [(String, [String], Int32)])
    func golden(name: String, arguments: [String], status: Int32) throws {
        let run = try Command(arguments)
        #expect(run.status == status, "\(run.errors)")
        try Golden.expect(run.output, is: "\(name).txt")
    }

    @Test("The command that a report names makes the figures that it shows")
    func again() throws {
        let run = try Command([
            "seek", Self.assistive, "--change", "moved", "--exact", "--until",
            #"result:line("UPO5.1").total >= gbp "1,234,567.89""#,
        ])
        #expect(run.output.contains("--set moved=284,367.89"))
        let again = try Command(["run", Self.assistive, "--set", "moved=284,367.89"])
        #expect(again.status == 0)
        #expect(again.output.contains("£1,234,567.89"))
    }

    @Test("A worker and this process find the same")
    func inProcess() throws {
        let arguments = ["optimise", Self.homeCare, "--maximise", Self.more]
        let (one, other) = (try Command(arguments), try Command(arguments + ["--in-process"]))
        #expect(one.output == other.output)
    }

    @Test(
        "What cannot be asked is refused with its code and exit 2",
        arguments: [
            (["seek", assistive, "--change", "movd", "--until", "true"], "lever.unknown"),
            (
                ["seek", assistive, "--change", "moved", "--until", "true", "--set", "moved=1"],
                "question.set-and-changed"
            ),
            (["seek", assistive, "--change", "moved", "--until", "1 +"], "lua.syntax"),
            (["seek", assistive, "--change", "moved", "--until", "levers.moved => gbp(1)"], "lua.syntax"),
            (["seek", assistive, "--change", "moved", "--until", "expect(true, 'x')"], "expression.declares"),
            (["seek", assistive, "--change", "moved", "--until", "levers.moved"], "expression.not-a-condition"),
            (["seek", assistive, "--change", "moved", "--until", "levers.moved > 1"], "expression.kinds"),
            (["seek", assistive, "--change", "moved", "--until", "true", "--to", "391k"], "lever.out-of-range"),
            (["seek", "nosuch.lua", "--change", "moved", "--until", "true"], "file."),
            (["optimise", assistive], "usage.one-goal"),
            (["optimise", assistive, "--maximise", "1", "--minimise", "1"], "usage.one-goal"),
            (["optimise", assistive, "--maximise", "1 < 2"], "expression.not-a-figure"),
            (
                ["optimise", assistive, "--maximise", "1", "--allow", "nhs-out-of-hospitl"],
                "optimise.unknown-condition"
            ),
            (["optimise", assistive, "--maximise", "1", "--set", "moved=1"], "optimise.no-levers"),
            (["optimise", assistive, "--maximise", "1", "--evaluations", "0"], "usage.evaluations"),
            (["optimise", "Scenarios/close-points-of-access.lua", "--maximise", "1"], "optimise.no-levers"),
        ])
    func refused(arguments: [String], code: String) throws {
        let run = try Command(arguments + ["--format", "json"])
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        let errors = try #require(
            try JSONSerialization.jsonObject(with: Data(run.errors.utf8)) as? [String: Any])["errors"]
        let first = try #require((errors as? [[String: Any]])?.first)
        #expect((first["code"] as? String)?.hasPrefix(code) == true, "\(run.errors)")
        #expect(
            first["help"] as? String != nil || ["file.", "lua.syntax", "lever.out-of-range"].contains(code),
            "\(run.errors)")
    }

    @Test("An expression that does not end is stopped, and says so")
    func endless() throws {
        let run = try Command([
            "seek", Self.assistive, "--change", "moved", "--until", "('a'):rep(1e8):rep(1e8) == 'a'", "--format",
            "json",
        ])
        #expect(run.status == 2)
        #expect(run.errors.contains(#""code": "lua."#), "\(run.errors)")
    }
}
