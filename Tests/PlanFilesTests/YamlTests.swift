import Diagnostics
import Finance
import PlanFiles
import Testing

struct YamlTests {
    @Test(
        arguments: [
            BadInput(
                .yaml, "area:", "aera:", "yaml.key.unknown", at: "4:1", says: "`aera`", help: "did you mean `area`?"),
            BadInput(.yaml, "bcf-plan/1", "bcf-plan/2", "plan.format", at: "1:9", help: "write `format: bcf-plan/1`"),
            BadInput(.yaml, "£1,388,000", "1388000", "money.no-sign", at: "17:13", help: "write it as £1,388,000"),
            BadInput(.yaml, "£1,388,000", "£about", "money.not-an-amount", at: "17:13", help: "1234.56"),
        ])
    func `A key is known and its value is checked`(bad: BadInput) throws {
        var plan = SmallPlan()
        plan.yaml = plan.yaml.with(bad.old, bad.new)
        let problems = try plan.problems()
        let found = try #require(problems.first { $0.code == bad.code }, "\(problems)")
        #expect(found.place?.description == "plan/plan.yaml:\(bad.place)")
        #expect(found.help?.contains(bad.help) == true)
    }

    @Test(
        arguments: [
            BadInput(.yaml, "year: 2016-17", "year: 2006-+7", "plan.year", at: "5:16", help: "2016-17"),
            BadInput(.yaml, "year: 2016-17", "year: 2016--17", "plan.year", at: "5:16", help: "2016-17"),
            BadInput(.yaml, "year: 2016-17", "year: 2016-18", "plan.year", at: "5:16", help: "2016-17"),
            BadInput(.yaml, "kind: ccg", "kind: cgc", "yaml.word.unknown", at: "8:43", help: "did you mean `ccg`?"),
            BadInput(.yaml, "host: lcc", "host: llc", "plan.partner.unknown", at: "12:11", help: "did you mean `lcc`?"),
            BadInput(
                .yaml, "[lcc, ccg]", "[lcc, xyz]", "plan.partner.unknown", at: "13:21", help: "one of `lcc`, `ccg`"),
            BadInput(.yaml, "[lcc, ccg]", "lcc", "yaml.not-a-list", at: "13:15", help: "starts with `- `"),
            BadInput(.yaml, "Testshire\n", "[Testshire]\n", "yaml.not-text", at: "4:7", help: "on one line"),
            BadInput(.yaml, "Testshire\n", "\n", "yaml.blank", at: "4:6", help: "write the value"),
            BadInput(.yaml, "Testshire\n", "null\n", "yaml.blank", at: "4:7", help: "write the value"),
            BadInput(
                .yaml, "id: ccg", "id: lcc", "plan.partner.duplicate", at: "8:10", says: "on line 7", help: "another id"
            ),
            BadInput(
                .yaml, "title: A small", "title: &name A small", "yaml.anchor", at: "3:8", help: "write the value out"),
            BadInput(
                .yaml, "title: A small plan", "title: *name", "yaml.anchor", at: "3:8", help: "write the value out"),
            BadInput(.yaml, "title: A small", "title: !secret A small", "yaml.tag", at: "3:8", help: "delete the tag"),
            BadInput(.yaml, "title: A small", "id: x\ntitle: A small", "yaml.key.duplicate", at: "2:1", help: "delete"),
            BadInput(
                .yaml, "title: A", "title: \"A", "yaml.syntax", at: "18:29", says: "starts on line 3", help: "quotes"),
            BadInput(
                .yaml, "format: bcf-plan/1", "a\n---\nb", "yaml.documents", at: "2:1", help: "delete the line `---`"),
        ])
    func `YAML is read without its surprises`(bad: BadInput) throws {
        var plan = SmallPlan()
        plan.yaml = plan.yaml.with(bad.old, bad.new)
        let problems = try plan.problems()
        let found = try #require(problems.first { $0.code == bad.code }, "\(problems)")
        #expect(found.place?.description == "plan/plan.yaml:\(bad.place)")
        #expect(found.message.contains(bad.message))
        #expect(found.help?.contains(bad.help) == true, "\(found)")
    }

    @Test(
        arguments: [
            BadInput(
                .yaml, "format: bcf-plan/1\n", "", "yaml.key.missing", at: "1:1", says: "a plan has no `format`",
                help: "add `format: bcf-plan/1`"),
            BadInput(
                .yaml, "year: 2016-17", "year: 2016", "plan.year", at: "5:16", help: "write `planning_year: 2016-17`"),
        ])
    func `A remedy shows the line to write`(bad: BadInput) throws { try bad.expectToBeReported() }

    @Test func `A missing key is named`() throws {
        var plan = SmallPlan()
        plan.yaml = plan.yaml.with("    host: lcc\n", "")
        try #require(try plan.problems().map(\.code) == ["yaml.key.missing"])
        #expect(try plan.problems().first?.message == "a pool has no `host`")
    }

    @Test func `A host may be not stated, and lists may be empty`() throws {
        var plan = SmallPlan()
        plan.yaml = plan.yaml.with("host: lcc", "host: not stated").with("[lcc, ccg]", "[]")
        #expect(try plan.read().plan.pools.first?.host == nil)
        #expect(try plan.read().plan.pools.first?.partners == [])
    }

    @Test func `A bomb of aliases is refused before it goes off`() throws {
        var text = "a0: &a0 [x, x]\n"
        for level in 1...40 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        text += "? *a40\n: x\n? [*a40]\n: y\n"
        var plan = SmallPlan()
        plan.yaml = Array(text.utf8)
        #expect(try plan.problems().map(\.code) == ["yaml.anchor"])
    }

    @Test(arguments: ["[", "{a: ", "- "])
    func `Deep nesting is an error and no trap`(opening: String) throws {
        var plan = SmallPlan()
        plan.yaml = Array(String(repeating: opening, count: 100_000).utf8)
        #expect(try plan.problems().map(\.code) == ["yaml.syntax"])
    }

    @Test(arguments: [
        ("", "yaml.empty"), ("# nothing\n", "yaml.empty"), ("plan", "yaml.not-a-mapping"), ("[]", "yaml.not-a-mapping"),
    ])
    func `A file that says nothing is an error`(text: String, code: String) throws {
        var plan = SmallPlan()
        plan.yaml = Array(text.utf8)
        #expect(try plan.problems().map(\.code) == [code])
    }

    @Test func `A byte order mark and CRLF are read in YAML too`() throws {
        var plan = SmallPlan()
        let text = String(decoding: plan.yaml, as: UTF8.self)
        plan.yaml = [0xEF, 0xBB, 0xBF] + Array(text.replacing("\n", with: "\r\n").utf8)
        #expect(try plan.read().plan.identity.title == "A small plan")
    }

    @Test func `Minimums, a document's own figures and declarations are read`() throws {
        var plan = SmallPlan()
        plan.yaml +=
            """

            minimums:
              - {condition: nhs-minimum-contribution, amount: "£1,000", note: "template"}
            stated_planned:
              - {condition: nhs-out-of-hospital, planned: "£14.102m", precision: "£1,000"}
            declarations:
              - {condition: joint-plan, declared: yes}
              - {condition: data-sharing, declared: no}
            """.utf8
        let arrangements = try plan.read().plan.arrangements
        #expect(
            arrangements.minimums == [
                StatedAmount(condition: "nhs-minimum-contribution", amount: Money(pence: 100_000), note: "template")
            ])
        #expect(
            arrangements.statedPlanned == [
                StatedAmount(
                    condition: "nhs-out-of-hospital", amount: Money(pence: 1_410_200_000),
                    precision: Money(pence: 100_000))
            ])
        #expect(arrangements.declarations.map(\.isDeclared) == [true, false])
    }

    @Test(
        arguments: [
            ("minimums:\n  - {condition: a, amount: 5}\n", "money.no-sign"),
            (
                "minimums:\n  - {condition: a, amount: \"£5\"}\n  - {condition: a, amount: \"£6\"}\n",
                "plan.condition.twice"
            ),
            ("declarations:\n  - {condition: a, declared: perhaps}\n", "yaml.yes-no"),
            ("stated_planned:\n  - {condition: a, amount: \"£5\"}\n", "yaml.key.unknown"),
        ])
    func `A slip in what stands beside the tables is told`(text: String, code: String) throws {
        var plan = SmallPlan()
        plan.yaml += "\n\(text)".utf8
        #expect(try plan.problems().contains { $0.code == code })
    }
}
