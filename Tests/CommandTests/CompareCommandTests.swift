import Foundation
import Testing

@Suite struct CompareCommandTests {
    private static let scripts = [
        "Scenarios/urgent-care-to-assistive-technology.lua", "Scenarios/two-proposals-together.lua",
        "Scenarios/grant-to-districts.lua",
    ]

    @Test func `The comparison reads as its golden file, and passes`() throws {
        let compared = try Command(["compare"] + Self.scripts)
        #expect(compared.status == 0 && compared.errors.isEmpty)
        try Golden.expect(compared.output, is: "compare-three.txt")
        // Three scenarios fit on a page.
        let tables = compared.output.split(separator: "\n").filter { $0.hasPrefix("  ─") }
        #expect(tables.allSatisfy { $0.count <= 120 })
    }

    @Test func `The JSON form holds the figures of the runs themselves`() throws {
        func json(_ words: [String]) throws -> [String: Any] {
            let printed = try Command(words + ["--format", "json"])
            #expect(printed.status == 0)
            return try #require(try JSONSerialization.jsonObject(with: Data(printed.output.utf8)) as? [String: Any])
        }
        func amounts(_ report: [String: Any], _ cut: String, _ name: String) throws -> [String: Int] {
            let rows = try #require(report[cut] as? [[String: Any]])
            return Dictionary(uniqueKeysWithValues: rows.map { ($0["id"] as? String ?? "", $0[name] as? Int ?? 0) })
        }
        let compared = try json(["compare"] + Self.scripts)
        #expect(compared["format"] as? String == "bcf-compare/1" && compared["passed"] as? Bool == true)
        let names = try #require(compared["scenarios"] as? [[String: Any]]).map { $0["name"] as? String }
        #expect(names == ["A", "B", "C"])
        for cut in ["spend_by_theme_pence", "spend_by_contributor_pence", "spend_by_source_pence"] {
            let rows = try #require(compared[cut] as? [[String: Any]])
            for (index, script) in Self.scripts.enumerated() {
                let run = try json(["run", script])
                let (before, after) = (try amounts(run, cut, "before"), try amounts(run, cut, "after"))
                for row in rows {
                    let id = try #require(row["id"] as? String)
                    let column = try #require(row["scenarios"] as? [Any])[index] as? Int
                    let change = try #require(row["changes"] as? [Int])[index]
                    #expect(column == after[id] && change == (after[id] ?? 0) - (before[id] ?? 0), "\(script) \(id)")
                }
            }
        }
    }

    @Test func `The command in a comparison makes the same comparison again`() throws {
        let first = try Command(["compare", Self.scripts[0], Self.scripts[1]])
        let line = try #require(first.output.split(separator: "\n").first { $0.hasPrefix("  again     bcf ") })
        let again = line.dropFirst("  again     bcf ".count).split(separator: " ").map(String.init)
        #expect(again.contains("--plan"))
        #expect(try Command(again).output == first.output)
    }

    @Test func `A scenario that does not pass makes the exit code 1, and is named`() throws {
        let folder = try TemporaryFolder()
        let script = try folder.write(
            """
            return scenario {
              title = "Frees money", plan = "leicestershire-2016-17",
              change = function(plan)
                plan:move { from = "IUR2.2", to = "unallocated", amount = gbp(1), reason = "r" }
              end,
            }
            """, to: "frees.lua")
        let compared = try Command(["compare", Self.scripts[0], script, "--plan", "Examples/leicestershire-2016-17"])
        #expect(compared.status == 1)
        #expect(compared.output.hasSuffix("Result: failed: B of 2 scenarios did not pass\n"))
    }

    @Test(arguments: [
        (["Scenarios/close-points-of-access.lua"], "a comparison needs two"),
        (["Scenarios/close-points-of-access.lua", "Scenarios/close-points-of-access.lua"], "is named twice"),
        (["Scenarios/close-points-of-access.lua", "no.lua"], "there is no file `no.lua`"),
        (["no.lua", "nor.lua"], "there is no file `nor.lua`"),
        (["Scenarios/close-points-of-access.lua", "Scenarios/grant-to-districts.lua", "--set", "x=1"], "no lever `x`"),
        ((1...27).map { "\($0).lua" }, "27 scenarios are too many"),
    ])
    func `What cannot be compared is refused, and nothing is printed`(words: [String], message: String) throws {
        let compared = try Command(["compare"] + words)
        #expect(compared.status == 2 && compared.output.isEmpty)
        #expect(compared.errors.contains(message), "\(compared.errors)")
    }

    @Test func `Scenarios of different plans are refused, also when both plans have the same id`() throws {
        let folder = try TemporaryFolder()
        #expect(try Command(["new", "plan", "p"], in: folder.path).status == 0)
        #expect(try Command(["new", "plan", "q"], in: folder.path).status == 0)
        #expect(try Command(["new", "scenario", "one.lua", "--plan", "p"], in: folder.path).status == 0)
        #expect(try Command(["new", "scenario", "two.lua", "--plan", "q"], in: folder.path).status == 0)
        let different = try Command(["compare", "one.lua", "two.lua"], in: folder.path)
        #expect(different.status == 2 && different.output.isEmpty)
        #expect(different.errors.contains("the script is for plan `q`, and one.lua is for plan `p`"))

        try FileManager.default.createDirectory(atPath: folder.path + "/other", withIntermediateDirectories: true)
        #expect(try Command(["new", "plan", "other/p", "--title", "Other"], in: folder.path).status == 0)
        #expect(try Command(["new", "scenario", "other/two.lua", "--plan", "other/p"], in: folder.path).status == 0)
        let alike = try Command(["compare", "one.lua", "other/two.lua"], in: folder.path)
        #expect(alike.status == 2 && alike.errors.contains("are not the same for every scenario"))
        #expect(try Command(["compare", "one.lua", "other/two.lua", "--plan", "p"], in: folder.path).status == 0)
    }
}
