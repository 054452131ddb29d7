import Foundation
import Testing

/// The JSON Schemas: that they are published as they lie, and that what every command writes is of its schema.
@Suite struct SchemaCommandTests {
    private static let folder = Command.root + "/Schemas"

    private static func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }.sorted()
    }

    @Test func `Every schema is printed as it lies in Schemas, and every form of the code has one`() throws {
        let files = try Self.files()
        let list = try Command(["schema"]).output
        for file in files {
            let name = String(file.dropLast(5))
            let text = try String(contentsOfFile: Self.folder + "/" + file, encoding: .utf8)
            #expect(try Command(["schema", name]).output == text)
            let schema = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
            let form = try #require(schema["title"] as? String)
            #expect(form.replacingOccurrences(of: "/", with: "-") == name && list.contains("  \(form) "))
        }
        let sources = try #require(FileManager.default.enumerator(atPath: Command.root + "/Sources/Reports"))
        var forms: Set<String> = []
        for case let path as String in sources where path.hasSuffix(".swift") {
            let text = try String(contentsOfFile: Command.root + "/Sources/Reports/" + path, encoding: .utf8)
            for match in text.matches(of: /"(bcf-[a-z-]+)\/([0-9]+)"/) { forms.insert("\(match.1)-\(match.2).json") }
        }
        #expect(forms.count > 15 && forms.isSubset(of: files), "\(forms.subtracting(files))")
    }

    @Test(arguments: [("rum", "did you mean `run`?"), ("nothing at all", "`bcf schema` lists the forms")])
    func `A form that is not there is refused with what may be meant`(name: String, help: String) throws {
        let schema = try Command(["schema", name])
        #expect(schema.status == 2 && schema.errors.contains(help), "\(schema.errors)")
    }

    /// The commands of which each form is written, in every shape that the examples give.
    private static let commands: [[String]] = {
        let plans = ["Examples/leicestershire-2016-17", "Examples/leicestershire-2021-22"]
        let names = (try? FileManager.default.contentsOfDirectory(atPath: Command.root + "/Scenarios")) ?? []
        let scenarios = names.filter { $0.hasSuffix(".lua") }.sorted().map { "Scenarios/\($0)" }
        let demo = "Scenarios/urgent-care-to-assistive-technology.lua"
        let home = "Scenarios/home-care-within-the-out-of-hospital-minimum.lua"
        let more = #"result:change { line = "LTC4.2" }"#
        let data = ["activity", "Examples/delayed-transfers/delayed-days.csv", "--authority", "Leicestershire"]
        let people = ["--population", "2017=546300", "--population", "2018=550100"]
        let figures = [
            ["spend"], ["income"], ["unallocated"], ["UPO5.1"], ["nhs-out-of-hospital"], ["condition=joint-plan"],
            ["income-equals-expenditure"], ["non-elective-admissions"], ["emergency-admissions"], ["district=melton"],
            ["contribution", "partner=lcc"], ["share", "partner=lcc"], ["no-such-figure"],
        ]
        var commands = scenarios.flatMap { [["run", $0, "--by", "quarter", "--samples", "200"]] }
        commands += [["run", demo, "--room"], ["run", demo, "--samples", "0"], ["run", "no-such.lua"]]
        commands += plans.flatMap { plan in
            [
                ["check", plan], ["check", plan, "--lines"], ["metrics", plan], ["capacity", plan], ["benefits", plan],
                ["explain", plan, "spend"],
            ]
        }
        commands += figures.flatMap { [["explain", demo] + $0, ["explain", plans[0]] + $0] }
        commands += [
            ["compare", demo, "Scenarios/close-points-of-access.lua", "Scenarios/roll-forward-2017-18.lua"],
            [
                "compare", demo, "Scenarios/night-nursing-to-frail-older-people.lua", "--waterfall",
                "non-elective-admissions", "--filter", "theme", "--sort", "change", "--samples", "200",
            ],
            ["compare", "Scenarios/dfg-split-by-key.lua", demo, "--base", demo, "--samples", "0"],
            [
                "compare", "Scenarios/risk-pool-at-uncertain-delivery.lua", demo, "--waterfall",
                "emergency-admissions", "--samples", "200",
            ],
            ["seek", demo, "--change", "moved", "--until", #"result:line("UPO5.1").total >= gbp "1.2m""#],
            ["seek", demo, "--change", "moved", "--until", #"result:line("UPO5.1").total >= gbp "2m""#],
            ["optimise", home, "--maximise", more],
            ["optimise", home, "--maximise", more, "--subject-to", #"result:line("LTC4.2").total >= gbp "15m""#],
            ["sensitivity", demo], ["rules"], ["rules", "2016-17"], ["rules", "2023-24"],
            ["rules", "diff", "2016-17", "2021-22"], ["lint"] + scenarios, Array(data.prefix(2)), data + people,
            data + ["--printed", "Examples/leicestershire-bulletins/printed.csv"] + people,
            data + ["--changed", "2017-11", "--after", "5"] + people, data + ["--changed", "2017-11", "--after", "5"],
            ["before-after", "Examples/leicestershire-bulletins/before-after.csv"],
            ["benefits", "Examples/leicestershire-bulletins/benefits.yaml"], ["api"],
        ]
        return commands
    }()

    private static let validator = #"""
        import glob, json, os, sys
        from jsonschema import Draft202012Validator
        schemas = {}
        for path in glob.glob(sys.argv[1] + "/*.json"):
            schema = json.load(open(path))
            Draft202012Validator.check_schema(schema)
            schemas[schema["title"]] = Draft202012Validator(schema)
        seen = set()
        for path in sorted(glob.glob(sys.argv[2] + "/*.json"), key=lambda p: int(os.path.basename(p)[:-5])):
            document = json.load(open(path))
            form = document.get("format") or document.get("schema")
            seen.add(form)
            for error in list(schemas[form].iter_errors(document))[:3]:
                print(os.path.basename(path), form, list(error.absolute_path), error.message[:300])
            # A member that no schema knows is told of, on whatever level.
            document["extra"] = 1
            if schemas[form].is_valid(document): print(form, "takes a member that it does not know")
        for form in sorted(set(schemas) - seen): print(form, "was not written")
        print("looked at", len(seen))
        """#

    /// What is written of a plan without metrics, of a year without a rulebook too, and of scenarios that fail.
    private static func bare(in work: TemporaryFolder) throws -> [[String]] {
        let plan = "\(work.path)/bare"
        #expect(try Command(["new", "plan", plan]).status == 0)
        let manifest = plan + "/plan.yaml"
        let text = try String(contentsOfFile: manifest, encoding: .utf8)
        let unruled = "\(work.path)/unruled"
        try FileManager.default.copyItem(atPath: plan, toPath: unruled)
        try text.replacing("planning_year: 2025-26", with: "planning_year: 2031-32")
            .write(toFile: unruled + "/plan.yaml", atomically: true, encoding: .utf8)
        let scripts = try ["", "expect(false, 'it holds')"].enumerated().map { place, check in
            try work.write(
                """
                return scenario { title = "t", plan = "bare", change = function(plan)
                plan:close_line { line = "HF3", to = "unallocated", reason = "r" } end,
                check = function(result) \(check) end }
                """, to: "bare-\(place).lua")
        }
        return [plan, unruled].flatMap { folder in
            ["check", "metrics", "capacity", "benefits"].map { [$0, folder] }
                + [["explain", folder, "income"], ["compare"] + scripts + ["--plan", folder]]
                + scripts.flatMap { [["run", $0, "--plan", folder], ["sensitivity", $0, "--plan", folder]] }
        }
    }

    @Test(.enabled(if: Python.has("jsonschema"), "python3-jsonschema is not installed"))
    func `What every command writes is of its schema, and every schema is of something`() throws {
        let work = try TemporaryFolder()
        let slip = try work.write(
            """
            return scenario { title = "t", plan = "leicestershire-2016-17",
            change = function(plan) local x = 1; y = 2 end }
            """, to: "slip.lua")
        let made = try Self.bare(in: work)
        for (number, words) in (Self.commands + made + [["lint", slip], ["run", slip]]).enumerated() {
            let run = try Command(words + ["--format", "json"])
            let text = run.output.isEmpty ? run.errors : run.output
            #expect(text.hasPrefix("{"), "\(words) \(text.prefix(200))")
            _ = try work.write(text, to: "\(number).json")
        }
        let found = try Python.run(Self.validator, [Self.folder, work.path])
        let forms = try Self.files().count
        #expect(found.output == "looked at \(forms)\n", "\(found.output)\(found.errors)")
    }
}
