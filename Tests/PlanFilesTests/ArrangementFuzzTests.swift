import Diagnostics
import Finance
import PlanFiles
import TestSupport
import Testing

/// What plan.yaml says of pools, minimums, stated figures and declarations, spoilt by chance and on purpose.
struct ArrangementFuzzTests {
    /// All of it, without a mistake.
    private static let good = """
            active_from: november
            contributions: {instalments: quarterly, variation: by agreement}
            virement: [{authority: Manager, up_to: "£5"}, {authority: Board, up_to: no limit}]
            contingency: care-act
            opening_balance: {lcc: "£5", ccg: "£7"}
            overspend:
              strategy: waterfall
              clause: schedule 3
              steps:
                - underspends
                - contingency
                - {step: schemes, lines: [A2]}
                - {step: outside, by: {strategy: pro-rata-contribution, to: line, caps: {lcc: "£9"}}}
            underspend: {strategy: fixed-shares, shares: {lcc: 50%, ccg: 50%}, ring_fenced: [dfg]}
            lines:
              - line: A1
                lead: ccg
                overspend: {strategy: threshold-cascade, first: {ccg: 10%}, lead: lcc}
                underspend: {strategy: to-contingency}

        """
    private static let figures = """

        minimums:
          - {condition: nhs-minimum-contribution, amount: £1,000, note: Table 1}
        stated_planned:
          - {condition: nhs-out-of-hospital, planned: £14,000, precision: £1,000}
        declarations:
          - {condition: joint-plan, declared: yes}

        """

    private static func plan(pool: String, figures: String) -> SmallPlan {
        var plan = SmallPlan()
        plan.yaml = plan.yaml.with("memoranda:", "\(pool)memoranda:")
        plan.yaml += figures.utf8
        return plan
    }

    @Test func `It is read without a mistake`() throws {
        let arrangements = try Self.plan(pool: Self.good, figures: Self.quoted).read().plan.arrangements
        let terms = try #require(arrangements.poolTerms["main"])
        #expect(terms.overspend?.share.strategy == .waterfall && terms.lines.count == 1 && terms.virement.count == 2)
        #expect(arrangements.statedPlanned.map(\.precision) == [Money(pence: 100_000)])
    }

    /// Commas within braces part entries, so amounts are quoted.
    private static let quoted =
        figures.replacing("amount: £1,000", with: "amount: \"£1,000\"")
        .replacing("planned: £14,000, precision: £1,000", with: "planned: \"£14,000\", precision: \"£1,000\"")

    @Test(
        arguments: [
            ("planned: \"£14,000\"", "planned: \"£-14,000\"", "plan.amount.below-zero"),
            ("amount: \"£1,000\"", "amount: \"£-1\"", "plan.amount.below-zero"),
            ("precision: \"£1,000\"", "precision: £0", "rulebook.amount"),
            ("precision: \"£1,000\"", "precision: £-5", "rulebook.amount"),
        ])
    func `A figure that cannot be is refused`(old: String, new: String, code: String) throws {
        let problems = try Self.plan(pool: "", figures: Self.quoted.replacing(old, with: new)).problems()
        #expect(problems.map(\.code) == [code])
        #expect(problems.allSatisfy { $0.place?.line != nil && $0.reason != nil && $0.help != nil })
    }

    @Test func `A merge key is told as a key that nobody knows, beside what is missing`() throws {
        let problems = try Self.plan(pool: "    overspend: {<<: {strategy: own-risk}}\n", figures: "").problems()
        #expect(problems.map(\.code).sorted() == ["pool.key.missing", "pool.key.unknown"])
        let none = try Self.plan(pool: "    contingency: nowhere\n", figures: "").problems()
        #expect(none.first?.help?.hasPrefix("list it under `contingencies` or `memoranda`, or name one of") == true)
    }

    @Test func `Brackets without end are told as what they are`() throws {
        var plan = SmallPlan()
        plan.yaml += "\nnotes: \(String(repeating: "[", count: 20_000))".utf8
        #expect(try plan.problems().map(\.code) == ["yaml.syntax"])
        #expect(try plan.problems()[0].message == "lists and mappings stand too deep inside each other")
    }

    @Test(arguments: 0..<6 as Range<UInt64>)
    func `Any bytes in these keys give a plan whose pools share every penny, or errors that can be shown`(
        seed: UInt64
    ) throws {
        let pieces = [
            "£", "%", "not stated", "£9223372036854775807", "-1", "[", "{", "}", "]", ":", "\n", "A1", "lcc", "ccg",
            "100%", "0%", "33.333333333333%", "\"", "own-risk", "waterfall", "strategy", "underspends", "no limit",
            "<<", "&a", "*a", "care-act", ", ", "- ", "\u{7}", "\u{202E}",
        ]
        var chance = Chance(seed: seed)
        for round in 0..<120 * Chance.rounds {
            var pool = Array(Self.good.utf8)
            var figures = Array(Self.quoted.utf8)
            for _ in 0..<Int.random(in: 1...3, using: &chance) {
                let piece = (pieces.randomElement(using: &chance) ?? "").utf8
                let size = Int.random(in: 0...8, using: &chance)
                if Bool.random(using: &chance) {
                    let place = Int.random(in: 0..<pool.count, using: &chance)
                    pool.replaceSubrange(place..<min(pool.count, place + size), with: piece)
                } else {
                    let place = Int.random(in: 0..<figures.count, using: &chance)
                    figures.replaceSubrange(place..<min(figures.count, place + size), with: piece)
                }
            }
            let text = (String(decoding: pool, as: UTF8.self), String(decoding: figures, as: UTF8.self))
            do {
                var plan = try Self.plan(pool: text.0, figures: text.1).read().plan
                for (line, amount) in [("A1", 900_000), ("A2", 1), ("B1", 77)] {
                    try plan.record(
                        PlanRecord(
                            .outturn(Outturn(line: line, amount: Money(pence: Int64(amount)))),
                            note: Movement.Note(reason: "r")))
                }
                for year in (try? plan.poolYears()) ?? [] {
                    for part in year.apportionments {
                        #expect(part.parts.reduce(0) { $0 + $1.amount.pence } == part.amount.pence, "\(seed), \(round)")
                    }
                    #expect(year.account.closing == year.account.closingByShares, "seed \(seed), round \(round)")
                }
                _ = plan.conditionAssessments()
            } catch let list as DiagnosticList {
                let shown = DiagnosticRenderer().render(list.diagnostics)
                #expect(
                    list.diagnostics.allSatisfy { $0.place != nil && $0.reason != nil && $0.help != nil },
                    "seed \(seed), round \(round): \(shown)")
                #expect(
                    shown.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 0x20 && $0.value != 0x202E) },
                    "seed \(seed), round \(round)")
            }
        }
    }
}
