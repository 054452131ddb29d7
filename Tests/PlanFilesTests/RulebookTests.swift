import Diagnostics
import Finance
import PlanFiles
import TestSupport
import Testing

/// A small rulebook, to be changed and read.
private let small = """
    format: bcf-rulebook/1
    year: 2016-17
    title: Rules
    documents:
      - {id: letter, title: A letter, where: not read}
    funding:
      - id: nhs-minimum
        kind: nhs-minimum
        title: NHS minimum
        mandatory: yes
        national: £3,519m
        cite: {document: letter, section: "1", confidence: seen, in_force: 2016-04-01}
    uplifts:
      - id: growth
        applies_to: nhs-minimum
        rate: 1.79%
        cite: {document: letter, section: "2", confidence: derived, in_force: 2016-04-01}
    conditions:
      - id: balanced
        title: Income equals expenditure
        test: {kind: balance}
        on_breach: breach
        cite: {document: letter, section: not stated, confidence: unconfirmed, in_force: 2016-04-01}
      - id: out-of-hospital
        title: Out of hospital
        test:
          kind: minimum
          of: {spend: {source_kind: [nhs-minimum], area_of_spend: {not: [acute]}}}
          required: {share_of: "£1,000m", by: nhs-minimum, national: "£3,519m"}
        on_breach: flag
        cite: {document: letter, section: "3", confidence: seen, in_force: 2016-04-01}
    rounding:
      rule: half-away-from-zero
      cite: {document: letter, section: "4", confidence: seen, in_force: 2016-04-01}

    """

/// One change of the rulebook that makes it wrong, and what is said of it.
struct BadRulebook: Sendable, CustomTestStringConvertible {
    let old: String
    let new: String
    let code: String
    let place: String
    let help: String

    init(_ old: String, _ new: String, _ code: String, at place: String, help: String) {
        self.old = old
        self.new = new
        self.code = code
        self.place = place
        self.help = help
    }

    var testDescription: String { "\(code) at \(place)" }
}

struct RulebookTests {
    private func problems(_ text: String, named name: String = "rules.yaml") throws -> [Diagnostic] {
        let folder = try TemporaryFolder()
        try folder.write(Array(text.utf8), to: name)
        do throws(DiagnosticList) {
            _ = try RulebookFile.read(at: "\(folder.path)/\(name)")
        } catch {
            return error.diagnostics
        }
        return []
    }

    @Test func `A rulebook is read as it is written`() throws {
        let folder = try TemporaryFolder()
        try folder.write(Array(small.utf8), to: "2016-17.yaml")
        let rulebook = try RulebookFile.read(at: "\(folder.path)/2016-17.yaml")
        #expect(rulebook.conditions.map(\.id) == ["balanced", "out-of-hospital"])
        #expect(rulebook.conditions[0].citation.section == nil)
        #expect(rulebook.funding[0].national == Money(pence: 351_900_000_000))
        #expect(rulebook.uplifts[0].rate == Rate(179, over: 10_000))
        guard case .minimum(.spend(let filter), let required) = rulebook.conditions[1].test else {
            Issue.record("the test is a minimum of spend")
            return
        }
        #expect(filter.sourceKind == .any([.nhsMinimum]))
        #expect(filter.areaOfSpend == .not([.acute]))
        #expect(
            required
                == .share(of: Money(pence: 100_000_000_000), by: .nhsMinimum, national: Money(pence: 351_900_000_000)))
        #expect(rulebook.hash?.hasPrefix("sha256:") == true)
    }

    @Test(
        arguments: [
            BadRulebook("bcf-rulebook/1", "bcf-rulebook/2", "rulebook.format", at: "1:9", help: "bcf-rulebook/1"),
            BadRulebook("year: 2016-17", "year: 2016-18", "rulebook.year", at: "2:7", help: "2016-17"),
            BadRulebook("rate: 1.79%", "rate: 1.79", "rulebook.rate", at: "16:11", help: "rate: 1.79%"),
            BadRulebook("rate: 1.79%", "rate: -101%", "rulebook.rate", at: "16:11", help: "sign"),
            BadRulebook("rate: 1.79%", "rate: lots%", "rulebook.rate", at: "16:11", help: "1.79%"),
            BadRulebook(
                "applies_to: nhs-minimum", "applies_to: nhs-minimun", "rulebook.uplift.nothing", at: "15:17",
                help: "did you mean `nhs-minimum`?"),
            BadRulebook("id: out-of-hospital", "id: balanced", "rulebook.duplicate", at: "24:9", help: "another id"),
            BadRulebook(
                "    cite: {document: letter, section: not stated, confidence: unconfirmed, in_force: 2016-04-01}\n",
                "", "yaml.key.missing", at: "19:5", help: "cite"),
            BadRulebook(
                "letter, section: \"1\"", "leter, section: \"1\"", "rulebook.document.unknown", at: "12:22",
                help: "did you mean `letter`?"),
            BadRulebook("confidence: derived", "confidence: certain", "yaml.word.unknown", at: "17:56", help: "seen"),
            BadRulebook("kind: balance", "kind: balanced", "rulebook.test.unknown", at: "21:18", help: "`balance`"),
            BadRulebook("{kind: balance}", "{of: balance}", "yaml.key.missing", at: "21:11", help: "kind"),
            BadRulebook("[nhs-minimum], area", "[nhs-min], area", "yaml.word.unknown", at: "28:34", help: "one of"),
            BadRulebook("{not: [acute]}", "[]", "rulebook.filter.empty", at: "28:63", help: "delete the filter"),
            BadRulebook("{not: [acute]}", "{nto: [acute]}", "yaml.key.unknown", at: "28:64", help: "`not`"),
            BadRulebook("of: {spend:", "of: {spent:", "yaml.key.unknown", at: "28:12", help: "`spend`"),
            BadRulebook(", national: \"£3,519m\"}", "}", "rulebook.required", at: "29:17", help: "{stated: yes}"),
            BadRulebook("share_of: \"£1,000m\"", "share_of: £0", "rulebook.amount", at: "29:28", help: "amount"),
            BadRulebook("on_breach: flag", "on_breach: shrug", "yaml.word.unknown", at: "30:16", help: "one of"),
            BadRulebook(
                "section: \"3\", confidence: seen, in_force: 2016-04-01",
                "section: \"3\", confidence: seen, in_force: 2017-04-01",
                "rulebook.date.out-of-year", at: "31:72", help: "2017-03-31"),
            BadRulebook(
                "section: \"3\", confidence: seen, in_force: 2016-04-01",
                "section: \"3\", confidence: seen, in_force: 1/4/2016",
                "rulebook.date", at: "31:72", help: "2016-04-01"),
            BadRulebook("half-away-from-zero", "half-up", "yaml.word.unknown", at: "33:9", help: "`half-"),
            BadRulebook("title: Rules", "titel: Rules", "yaml.key.unknown", at: "3:1", help: "`title`"),
        ])
    func `What is wrong with a rulebook is said where it stands`(bad: BadRulebook) throws {
        try #require(small.contains(bad.old))
        var text = small
        let range = try #require(text.firstRange(of: bad.old))
        text.replaceSubrange(range, with: bad.new)
        let found = try problems(text)
        let problem = try #require(found.first { $0.code == bad.code }, "\(found)")
        #expect(problem.place?.description.hasSuffix("rules.yaml:\(bad.place)") == true, "\(problem)")
        #expect(problem.help?.contains(bad.help) == true, "\(problem)")
    }

    @Test func `All mistakes come at once, by line`() throws {
        let text = small.replacing("1.79%", with: "1.79").replacing("kind: balance", with: "kind: blance")
            .replacing("mandatory: yes", with: "mandatory: perhaps")
        let found = try problems(text)
        #expect(found.map(\.code) == ["yaml.yes-no", "rulebook.rate", "rulebook.test.unknown"])
    }

    @Test func `The year of a file's name is the file's year`() throws {
        #expect(try problems(small, named: "2017-18.yaml").map(\.code) == ["rulebook.other-year"])
        #expect(try problems(small, named: "2016-17.yaml").isEmpty)
    }

    @Test func `An overlay changes one rule and keeps the others`() throws {
        let folder = try TemporaryFolder()
        let text = """
            format: bcf-rulebook/1
            overlays: 2016-17
            title: Our own reading
            documents:
              - {id: minutes, title: Board minutes, where: our files}
            conditions:
              - id: joint-plan
                title: Plan signed by all partners
                test: {kind: declaration}
                on_breach: flag
                cite: {document: minutes, section: "7", confidence: seen, in_force: 2016-04-01}
            """
        try folder.write(Array(text.utf8), to: "own.yaml")
        let rulebook = try RulebookFile.read(at: "\(folder.path)/own.yaml")
        let base = try #require(try BuiltInRulebooks.rulebook(of: PlanningYear(startingIn: 2016)))
        #expect(rulebook.conditions.map(\.id) == base.conditions.map(\.id))
        #expect(rulebook.condition("joint-plan")?.title == "Plan signed by all partners")
        #expect(rulebook.id == "2016-17 + own.yaml")
        #expect(rulebook.hash != base.hash)
        let missing = text.replacing("overlays: 2016-17", with: "overlays: 2039-40")
            .replacing("in_force: 2016", with: "in_force: 2039")
        #expect(try problems(missing).map(\.code).contains("rulebook.no-base"))
    }

    @Test(arguments: BuiltInRulebooks.years.map(\.id))
    func `Every rule that the program carries says where it stands`(year: String) throws {
        let wanted = try #require(PlanningYear(year))
        let rulebook = try #require(try BuiltInRulebooks.rulebook(of: wanted))
        let entries: [any RulebookEntry] =
            rulebook.funding + rulebook.uplifts + rulebook.conditions + rulebook.metrics + rulebook.riskFormulas
        #expect(!entries.isEmpty)
        for entry in entries {
            #expect(rulebook.document(entry.citation.document) != nil, "\(entry.id)")
            #expect(entry.citation.inForce <= "\(rulebook.year.start + 1)-03-31", "\(entry.id)")
        }
        for metric in rulebook.metrics {
            let isDefined = metric.numerator != nil || metric.denominator != nil || metric.measure != nil
            #expect(isDefined == (metric.definition != nil), "\(metric.id)")
            if let definition = metric.definition {
                #expect(rulebook.document(definition.document) != nil, "\(metric.id)")
                #expect(definition.inForce <= "\(rulebook.year.start + 1)-03-31", "\(metric.id)")
            }
            // Only 2015/16's survey was left to each area, so nobody can say what it counts.
            #expect(isDefined || metric.id == "patient-experience", "\(metric.id)")
            if let population = metric.measure?.population {
                #expect(["all-ages", "adults", "65-and-over"].contains(population), "\(metric.id)")
            }
        }
        #expect(rulebook.condition("income-equals-expenditure")?.test == .balance)
        #expect(rulebook.year.id == year)
    }

    @Test func `A rulebook is there for every year from 2015 to 2026`() {
        #expect(BuiltInRulebooks.years.map(\.start).starts(with: 2015...2025))
    }

    @Test func `A plan folder's own rulebook counts, and one of another year is refused`() throws {
        let folder = try TemporaryFolder()
        try SmallPlan().write(to: folder)
        try folder.write(Array(small.utf8), to: "rulebook.yaml")
        let read = try PlanFolder.read(at: folder.path)
        #expect(read.plan.rulebook?.title == "Rules")
        // £400 of the minimum has no line.
        #expect(read.plan.assessment(ofCondition: "balanced")?.verdict == .breached)
        #expect(read.hash == (try SmallPlan().read().hash), "the plan is the same, whatever it is held against")
        try folder.write(Array(small.replacing("2016-17", with: "2017-18").utf8), to: "rulebook.yaml")
        let refused = #expect(throws: DiagnosticList.self) { try PlanFolder.read(at: folder.path) }
        #expect(refused?.diagnostics.map(\.code) == ["rulebook.other-year"])
        #expect(refused?.diagnostics[0].place?.file.hasSuffix("/rulebook.yaml") == true)
    }

    /// A plan of a year and of a kind of money that the program knows nothing of.
    private static func planOfNewKind() -> (plan: SmallPlan, rules: String) {
        var plan = SmallPlan()
        plan.yaml = plan.yaml.with("planning_year: 2016-17", "planning_year: 2041-42")
        let funding = String(decoding: plan.funding, as: UTF8.self)
        plan.funding = Array(
            funding.replacing("2016-", with: "2041-").replacing(",nhs-minimum,", with: ",neighbourhood-fund,").utf8)
        let rules = small.replacing("2016", with: "2041").replacing("nhs-minimum", with: "neighbourhood-fund")
            .replacing("2041-17", with: "2041-42")
        return (plan, rules)
    }

    @Test func `A new year with a new kind of money is a new file and no code`() throws {
        let (files, rules) = Self.planOfNewKind()
        let folder = try TemporaryFolder()
        try files.write(to: folder)
        try folder.write(Array(rules.utf8), to: "rulebook.yaml")
        let plan = try PlanFolder.read(at: folder.path).plan
        #expect(plan.sources[0].kind.rawValue == "neighbourhood-fund")
        let condition = try #require(plan.assessment(ofCondition: "out-of-hospital"))
        #expect(condition.certain == Money(pence: 600_50) && condition.possible == condition.certain)
        #expect(try plan.figure(named: ["income", "kind=neighbourhood-fund"]).sources == [0])
        var changed = plan
        func source(_ kind: String) -> FundingSource {
            FundingSource(
                id: "more", title: "More", kind: .init(rawValue: kind), contributor: "lcc", pool: "main", tranches: [])
        }
        try changed.addSource(source("neighbourhood-fund"))
        #expect(throws: PlanError.self) { try changed.addSource(source("neighborhood-fund")) }
    }

    @Test func `A kind of money that no rulebook brings is refused, and a bad rulebook is one mistake`() throws {
        let (files, rules) = Self.planOfNewKind()
        let problem = try #require(try files.problems().first)
        #expect(problem.code == "csv.word.unknown" && problem.place?.file.hasSuffix("/funding.csv") == true)
        let folder = try TemporaryFolder()
        try files.write(to: folder)
        try folder.write(Array(rules.replacing("kind: balance", with: "kind: balanced").utf8), to: "rulebook.yaml")
        let refused = #expect(throws: DiagnosticList.self) { try PlanFolder.read(at: folder.path) }
        #expect(refused?.diagnostics.map(\.code) == ["rulebook.test.unknown"])
    }

    @Test func `A year without a rulebook is said, and the balance is tested all the same`() throws {
        var plan = SmallPlan()
        plan.yaml = plan.yaml.with("planning_year: 2016-17", "planning_year: 2041-42")
        let funding = String(decoding: plan.funding, as: UTF8.self)
        plan.funding = Array(funding.replacing("2016-", with: "2041-").utf8)
        let read = try plan.read()
        #expect(read.warnings.contains { $0.code == "plan.no-rulebook" && $0.message.contains("2041/42") })
        #expect(read.plan.rulebook == nil)
        #expect(read.plan.conditionAssessments().isEmpty)
    }

    @Test(
        arguments: [
            ("minimums:\n  - {condition: nhs-out-of-hospitl, amount: £1}", "plan.condition.unknown"),
            ("declarations:\n  - {condition: nhs-out-of-hospital, declared: yes}", "plan.condition.has-figure"),
            ("stated_planned:\n  - {condition: joint-plan, planned: £1}", "plan.condition.no-figure"),
        ])
    func `What plan.yaml says of a condition is held against the rulebook`(text: String, code: String) throws {
        var plan = SmallPlan()
        plan.yaml += Array("\n\(text)\n".utf8)
        let problems = try plan.problems()
        #expect(problems.map(\.code) == [code])
        #expect(problems.first?.place?.line == 20)
    }

    @Test(arguments: 0..<6 as Range<UInt64>)
    func `Any bytes give a rulebook or errors that can be shown`(seed: UInt64) throws {
        var chance = Chance(seed: seed)
        let pieces = [
            "not stated", "[", "]", "{", "}", "£", "%", "- ", ": ", "\n", "  ", "&a ", "*a", "yes", "not:",
            "99999999999",
            "2016-04-01", "\0", "é", "#", "'", "\"", "nhs-minimum", "kind", "spend",
        ]
        let start = Array(small.utf8)
        let folder = try TemporaryFolder()
        for round in 0..<150 {
            var bytes = start
            for _ in 0...chance.below(4) {
                let place = chance.below(bytes.count)
                let end = min(bytes.count, place + chance.below(12))
                switch chance.below(3) {
                case 0: bytes.removeSubrange(place..<end)
                case 1: bytes[place] = UInt8(truncatingIfNeeded: chance.next())
                default: bytes.replaceSubrange(place..<end, with: pieces[chance.below(pieces.count)].utf8)
                }
            }
            try folder.write(bytes, to: "rules.yaml")
            do throws(DiagnosticList) {
                let rulebook = try RulebookFile.read(at: "\(folder.path)/rules.yaml")
                #expect(Set(rulebook.conditions.map(\.id)).count == rulebook.conditions.count)
            } catch {
                #expect(!error.diagnostics.isEmpty, "seed \(seed), round \(round)")
                #expect(error.diagnostics.allSatisfy { $0.place != nil && !$0.message.isEmpty })
                #expect(DiagnosticRenderer().render(error.diagnostics).contains("rules.yaml"))
            }
        }
    }

    @Test func `Leicestershire's conditions are those of its paper`() throws {
        let path =
            "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
            + "/Examples/leicestershire-2016-17"
        let plan = try PlanFolder.read(at: path).plan
        let minimums = plan.arrangements.minimums.reduce(0) { $0 + $1.amount.pence }
        #expect(minimums == 39_103_965_00)
        let found = try #require(plan.assessment(ofCondition: "nhs-out-of-hospital"))
        // 36,036,517 of 3,519m, times 1,000m: £10,240,556.1239…, rounded once to the penny.
        #expect(found.required == Money(pence: 10_240_556_12))
        #expect(found.planned == Money(pence: 14_102_000_00))
        #expect(found.headroom == Money(pence: 3_860_943_88))
        #expect(found.verdict == .met)
        #expect(found.isStated)
        #expect(plan.conditionAssessments().allSatisfy { $0.verdict != .breached })
    }
}
