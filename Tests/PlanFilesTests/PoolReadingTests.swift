import Diagnostics
import Finance
import PlanFiles
import Testing

struct PoolReadingTests {
    /// The small plan, whose pool states these terms.
    private static func plan(_ terms: String) -> SmallPlan {
        var plan = SmallPlan()
        let indented = terms.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)\n" }.joined()
        plan.yaml = plan.yaml.with("    partners: [lcc, ccg]\n", "    partners: [lcc, ccg]\n\(indented)")
        return plan
    }

    @Test func `All terms of a pool are read`() throws {
        let terms = try #require(
            try Self.plan(
                """
                active_from: november
                contributions: {instalments: quarterly, variation: by agreement of both partners}
                virement:
                  - {authority: Pool manager, up_to: "£100,000"}
                  - {authority: Board, up_to: no limit}
                contingency: care-act
                opening_balance: {ccg: "£5", lcc: "£7.50"}
                overspend:
                  strategy: waterfall
                  clause: clause 12.3
                  steps:
                    - underspends
                    - step: contingency
                    - {step: schemes, lines: [A2]}
                    - step: outside
                      by: {strategy: pro-rata-contribution, to: line, caps: {lcc: "£1m"}}
                underspend: {strategy: returns, ring_fenced: [minimum]}
                lines:
                  - line: A1
                    lead: ccg
                    overspend: {strategy: fixed-shares, shares: {ccg: 60%, lcc: 40%}}
                  - line: A2
                    underspend: {strategy: retained-by, partner: lcc}
                """
            ).read().plan.arrangements.poolTerms["main"])
        #expect(terms.activeFrom?.first == 8)
        #expect(terms.contributions?.instalments == .quarterly)
        #expect(terms.virement.map(\.limit) == [Money(pence: 10_000_000), nil])
        #expect(terms.openingBalance?.map(\.partner) == ["lcc", "ccg"])
        #expect(
            terms.overspend?.share
                == .waterfall([
                    .underspends, .contingency(id: "care-act", holds: Money(pence: 138_800_000)),
                    .schemes(lines: ["A2"]),
                    .outside(
                        .proRataContribution(
                            to: .line, caps: [.init(partner: "lcc", amount: Money(pence: 100_000_000))])),
                ]))
        #expect(terms.overspend?.clause == "clause 12.3")
        #expect(terms.underspend == UnderspendRule(.returns, ringFenced: ["minimum"]))
        #expect(terms.terms(ofLine: "A1")?.lead == "ccg")
        #expect(terms.terms(ofLine: "A2")?.underspend == UnderspendRule(.retainedBy("lcc")))
    }

    @Test func `Every strategy can be written`() throws {
        let rules = [
            "strategy: own-risk", "strategy: pro-rata-contribution",
            "strategy: pro-rata-commissioned, joint: {strategy: own-risk}",
            "strategy: fixed-variable, variable: [lcc]", "strategy: fixed-shares, shares: {lcc: 50%, ccg: 50%}",
            "strategy: waterfall, steps: [underspends, schemes]",
            "strategy: threshold-cascade, first: {ccg: 10%}, lead: lcc",
        ]
        let read = try rules.map { rule in
            try Self.plan("overspend: {\(rule)}").read().plan.arrangements.poolTerms["main"]?.overspend?.share.strategy
        }
        #expect(read == RiskShare.Strategy.allCases)
        for word in UnderspendRule.Treatment.Word.allCases {
            let plan = Self.plan("contingency: care-act\nunderspend: {strategy: \(word.rawValue)}")
            #expect(try plan.read().plan.arrangements.poolTerms["main"]?.underspend != nil)
        }
    }

    @Test func `What is not stated is nothing, and a pool without terms has none`() throws {
        let stated = "active_from: not stated\ncontributions: not stated\nvirement: not stated\noverspend: not stated"
        #expect(try Self.plan(stated).read().plan.arrangements.poolTerms.isEmpty)
    }

    @Test(
        arguments: [
            ("overspend: {strategy: own-riks}", "pool.strategy.unknown", "did you mean `own-risk`?"),
            ("overspend: {clause: twelve}", "pool.key.missing", "write one of own-risk"),
            ("overspend: {strategy: own-risk, caps: {}}", "pool.key.unknown", "known: strategy, clause"),
            (
                "overspend: {strategy: fixed-shares, shares: {lcc: 50%, ccg: 49.99%}}", "pool.shares.sum",
                "until they add to 100%"
            ),
            ("overspend: {strategy: fixed-shares, shares: {lcc: 50%, cgc: 50%}}", "pool.partner.unknown", "`ccg`?"),
            ("overspend: {strategy: fixed-shares, shares: {}}", "pool.shares.none", "lcc: 50%"),
            ("overspend: {strategy: fixed-shares, shares: {lcc: half}}", "pool.percentage", "50%"),
            ("overspend: {strategy: pro-rata-contribution, caps: {lcc: \"£-5\"}}", "pool.amount", "£100,000"),
            ("overspend: {strategy: pro-rata-contribution, caps: {lcc: 5}}", "pool.amount", "£100,000"),
            ("overspend: {strategy: pro-rata-contribution, to: lien}", "pool.to.unknown", "did you mean `line`?"),
            ("overspend: {strategy: waterfall, steps: []}", "pool.steps", "at least one"),
            ("overspend: {strategy: waterfall, steps: [overspends]}", "pool.step.unknown", "`underspends`?"),
            ("overspend: {strategy: waterfall, steps: [contingency]}", "pool.contingency.missing", "`contingency`"),
            (
                "overspend: {strategy: waterfall, steps: [{step: contingency, contingency: care-atc}]}",
                "pool.contingency.unknown", "`care-act`?"
            ),
            ("overspend: {strategy: waterfall, steps: [outside]}", "pool.key.missing", "by: {strategy"),
            (
                "overspend: {strategy: waterfall, steps: [{step: schemes, lines: [A9]}]}", "pool.line.unknown",
                "did you mean `A1`?"
            ),
            ("overspend: {strategy: fixed-variable, variable: []}", "pool.variable", "variable: [lcc]"),
            ("overspend: {strategy: threshold-cascade, first: {ccg: 10%}}", "pool.key.missing", "the rest"),
            ("underspend: {strategy: waterfall, steps: [underspends]}", "pool.strategy.unknown", "stays"),
            ("underspend: {strategy: to-contingency}", "pool.contingency.missing", "memorandum"),
            ("underspend: {strategy: stays, ring_fenced: [mnimum]}", "pool.source.unknown", "`minimum`?"),
            ("lines: [{line: A9, lead: lcc}]", "pool.line.unknown", "did you mean `A1`?"),
            ("lines: [{line: B1, lead: lcc}]", "pool.line.unknown", "delete the rule"),
            ("lines: [{line: A1, lead: lcc}, {line: A1, lead: ccg}]", "pool.line.twice", "delete one"),
            ("lines: [{line: A1, lead: xyz}]", "pool.partner.unknown", "the partners are lcc, ccg"),
            (
                "virement: [{authority: A, up_to: \"£5\"}, {authority: B, up_to: \"£5\"}]", "pool.virement.order",
                "from the lowest up"
            ),
            (
                "virement: [{authority: A, up_to: no limit}, {authority: B, up_to: \"£5\"}]", "pool.virement.order",
                "only the last"
            ),
            (
                "virement: [{authority: A, up_to: \"£5\"}, {authority: a, up_to: \"£6\"}]", "pool.virement.twice",
                "delete one"
            ),
            ("virement: [{authority: A, up_to: \"£-6\"}]", "pool.amount", "£100,000"),
            ("active_from: winter", "pool.month", "november"),
            ("active_from: apr-sep", "pool.month", "november"),
            ("contributions: {instalments: weekly}", "yaml.word.unknown", "quarterly"),
            ("contributions: {variation: none}", "yaml.key.missing", "instalments"),
            ("contingency: nowhere", "pool.contingency.unknown", "memoranda"),
            ("opening_balance: {xyz: \"£5\"}", "pool.partner.unknown", "lcc, ccg"),
            ("overspend: [own-risk]", "pool.value", "strategy"),
            ("overspend: own-risk", "pool.value", "strategy"),
        ])
    func `A contradiction in the terms is told, with its remedy`(terms: String, code: String, help: String) throws {
        let problems = try Self.plan(terms).problems()
        try #require(problems.map(\.code) == [code], "\(problems)")
        #expect(problems[0].help?.contains(help) == true, "\(problems[0])")
        let line = try #require(problems[0].place?.line)
        #expect(line >= 14 && problems[0].place?.excerpt != nil)
        #expect(problems[0].reason?.isEmpty == false)
    }

    @Test func `A partner that a pool lists twice is told, as it takes one share`() throws {
        var plan = SmallPlan()
        plan.yaml = plan.yaml.with("partners: [lcc, ccg]", "partners: [lcc, ccg, lcc]")
        let problems = try plan.problems()
        #expect(problems.map(\.code) == ["pool.partner.twice"])
        #expect(problems.first?.place?.column == 26 && problems.first?.help == "delete one of them")
    }

    @Test func `All contradictions are told at once`() throws {
        let problems = try Self.plan(
            """
            overspend: {strategy: fixed-shares, shares: {lcc: 50%, xyz: half}}
            underspend: {strategy: vanishes}
            virement: [{authority: A, up_to: "£5"}, {authority: B, up_to: "£4"}]
            """
        ).problems()
        #expect(
            problems.map(\.code) == [
                "pool.partner.unknown", "pool.percentage", "pool.strategy.unknown", "pool.virement.order",
            ])
    }
}
