import Diagnostics
import Finance
import TestSupport
import Testing

/// Rules and plans small enough to be worked by hand.
private enum Rules {
    static let citation = Citation(document: "d", section: nil, confidence: .derived, inForce: "2016-04-01")

    static func filter(_ change: (inout SpendFilter) -> Void) -> SpendFilter {
        var filter = SpendFilter()
        change(&filter)
        return filter
    }

    static func book(
        _ conditions: [Condition], uplifts: [Uplift] = [], rounding: Rounding? = nil, unit: Int64 = 1
    ) -> Rulebook {
        Rulebook(
            year: PlanningYear(startingIn: 2016), title: "Rules", uplifts: uplifts, conditions: conditions,
            rounding: rounding.map { RoundingRule(rule: $0, unit: Money(pence: unit), citation: citation) })
    }

    static func condition(
        _ test: Condition.Test, id: String = "c", onBreach: Condition.OnBreach = .breach
    ) -> Condition {
        Condition(id: id, title: id, test: test, onBreach: onBreach, citation: citation)
    }

    /// Services that the NHS buys out of hospital from its minimum.
    static let outOfHospital = filter {
        $0.sourceKind = .any([.nhsMinimum])
        $0.commissioner = .any([.nhs])
        $0.areaOfSpend = .not([.acute])
    }

    /// A plan of lines with what each spends from the NHS minimum, in pounds, and from the council.
    static func plan(
        _ lines: [(SpendLine.Commissioner?, SpendLine.AreaOfSpend?, Int64)], rulebook: Rulebook?,
        council: [Int64] = [], nature: SpendLine.Nature? = nil, _ change: (inout PlanArrangements) -> Void = { _ in }
    ) throws -> Plan {
        var arrangements = PlanArrangements.none
        arrangements.rulebook = rulebook
        change(&arrangements)
        let councils = lines.indices.map { $0 < council.count ? council[$0] : 0 }
        func source(_ id: String, _ kind: FundingSource.Kind, _ pounds: Int64) -> FundingSource {
            FundingSource(
                id: id, title: id, kind: kind, contributor: "p", pool: "b",
                tranches: [
                    .init(title: "annual", availableFrom: nil, amount: Money(pence: pounds * 100), origin: nil)
                ])
        }
        return try Plan(
            identity: PlanIdentity(id: "p", title: "p", area: "p", year: PlanningYear(startingIn: 2016)),
            arrangements: arrangements,
            sources: [
                source("nhs", .nhsMinimum, lines.reduce(0) { $0 + $1.2 }),
                source("dfg", .disabledFacilitiesGrant, councils.reduce(0, +)),
            ],
            lines: lines.enumerated().map { index, line in
                SpendLine(
                    id: "l\(index)", theme: "t", title: "l\(index)", areaOfSpend: line.1, commissioner: line.0,
                    nature: nature)
            },
            cells: lines.indices.flatMap { [Money(pence: lines[$0].2 * 100), Money(pence: councils[$0] * 100)] })
    }

    static let note = Movement.Note(reason: "test")
}

@Suite struct ConditionTests {
    @Test func `A minimum that the lines meet has a headroom`() throws {
        let rulebook = Rules.book([
            Rules.condition(
                .minimum(of: .spend(Rules.outOfHospital), required: .amount(Money(pence: 100_000))))
        ])
        let plan = try Rules.plan(
            [(.nhs, .communityHealth, 1200), (.nhs, .acute, 500), (.localAuthority, .socialCare, 300)],
            rulebook: rulebook)
        let found = try #require(plan.assessment(ofCondition: "c"))
        #expect(found.verdict == .met)
        #expect(found.required == Money(pence: 100_000))
        #expect(found.planned == Money(pence: 120_000))
        #expect(found.headroom == Money(pence: 20_000))
    }

    @Test func `What is not stated makes a range, and the verdict says what is missing`() throws {
        let rulebook = Rules.book([
            Rules.condition(
                .minimum(of: .spend(Rules.outOfHospital), required: .amount(Money(pence: 100_000))))
        ])
        let plan = try Rules.plan([(.nhs, .communityHealth, 900), (nil, nil, 400)], rulebook: rulebook)
        let found = try #require(plan.assessment(ofCondition: "c"))
        #expect(found.verdict == .cannotBeTold)
        #expect(found.certain == Money(pence: 90_000))
        #expect(found.possible == Money(pence: 130_000))
        #expect(found.planned == nil)
        #expect(found.headroom == Money(pence: -10_000))
        #expect(
            found.reason == .unstated(amount: Money(pence: 40_000), attributes: ["commissioner", "area_of_spend"]))
    }

    @Test(
        arguments: [
            ("joint 33.3% nhs", Int64(33_300)), ("joint 0% nhs", 0), ("joint 100% nhs", 100_000),
            ("joint 0.001% nhs", 1),
        ])
    func `A joint line counts with its share`(commissioner: String, counted: Int64) throws {
        let rulebook = Rules.book([
            Rules.condition(.minimum(of: .spend(Rules.outOfHospital), required: .amount(Money(pence: 1))))
        ])
        let plan = try Rules.plan(
            [(SpendLine.Commissioner(commissioner), .primaryCare, 1000)], rulebook: rulebook)
        let found = try #require(plan.assessment(ofCondition: "c"))
        #expect(found.planned == Money(pence: counted))
        #expect(found.verdict == (counted >= 1 ? .met : .breached))
    }

    @Test func `A share of a national amount stays exact until it is rounded once`() throws {
        func found(_ rulebook: Rulebook) throws -> ConditionAssessment {
            let plan = try Rules.plan([(.nhs, .communityHealth, 36_036_517)], rulebook: rulebook)
            return try #require(plan.assessment(ofCondition: "c"))
        }
        let condition = Rules.condition(
            .minimum(
                of: .spend(Rules.outOfHospital),
                required: .share(
                    of: Money(pence: 100_000_000_000), by: .nhsMinimum, national: Money(pence: 351_900_000_000))))
        // 36,036,517 × 1,000 / 3,519 = 10,240,556.1239…
        let exact = try found(Rules.book([condition]))
        #expect(exact.required == Money(pence: 10_240_556_13), "the least whole pence that meet it")
        #expect(exact.headroom == Money(pence: 36_036_517_00 - 10_240_556_13))
        let penny = try found(Rules.book([condition], rounding: .halfAwayFromZero))
        #expect(penny.required == Money(pence: 10_240_556_12))
        let pound = try found(Rules.book([condition], rounding: .halfAwayFromZero, unit: 100))
        #expect(pound.required == Money(pence: 10_240_556_00))
    }

    @Test func `A document's own figure stands for the plan, and a scenario changes it by what is certain`() throws {
        let rulebook = Rules.book([
            Rules.condition(
                .minimum(of: .spend(Rules.outOfHospital), required: .amount(Money(pence: 100_000))))
        ])
        let lines: [(SpendLine.Commissioner?, SpendLine.AreaOfSpend?, Int64)] = [
            (.nhs, .communityHealth, 900), (nil, .communityHealth, 400), (.localAuthority, .socialCare, 100),
        ]
        var plan = try Rules.plan(lines, rulebook: rulebook) {
            $0.statedPlanned = [
                StatedAmount(condition: "c", amount: Money(pence: 125_000), precision: Money(pence: 100))
            ]
        }
        func now() throws -> ConditionAssessment { try #require(plan.assessment(ofCondition: "c")) }
        #expect(try now().planned == Money(pence: 125_000))
        // The true figure may be 50p lower than the printed one.
        #expect(try now().headroom == Money(pence: 24_950))
        #expect(try now().isStated)
        // Out of a line that surely counts: exactly so much less.
        try plan.move(Money(pence: 1_000), from: .line("l0"), to: .line("l2"), source: 0, note: Rules.note)
        #expect(try now().planned == Money(pence: 124_000))
        // Out of a line of which it cannot be told: perhaps less, perhaps not.
        try plan.move(Money(pence: 2_000), from: .line("l1"), to: .line("l2"), source: 0, note: Rules.note)
        #expect(try now().certain == Money(pence: 122_000))
        #expect(try now().possible == Money(pence: 124_000))
        #expect(try now().verdict == .met)
        // Down to within the rounding of the printed figure.
        let headroom = try #require(try now().headroom)
        #expect(headroom == Money(pence: 21_950))
        try plan.move(headroom, from: .line("l0"), to: .line("l2"), source: 0, note: Rules.note)
        #expect(try now().verdict == .met)
        try plan.move(Money(pence: 1), from: .line("l0"), to: .line("l2"), source: 0, note: Rules.note)
        #expect(try now().verdict == .cannotBeTold)
        #expect(try now().headroom == Money(pence: -1))
        #expect(try now().reason == .withinRounding(Money(pence: 100)))
    }

    @Test func `A line that a scenario adds counts`() throws {
        let rulebook = Rules.book([
            Rules.condition(
                .minimum(of: .spend(Rules.outOfHospital), required: .amount(Money(pence: 100_000))))
        ])
        var plan = try Rules.plan([(.localAuthority, .socialCare, 2000)], rulebook: rulebook)
        #expect(plan.assessment(ofCondition: "c")?.verdict == .breached)
        try plan.addLine(
            SpendLine(id: "new", theme: "t", title: "New", areaOfSpend: .primaryCare, commissioner: .nhs))
        try plan.move(Money(pence: 150_000), from: .line("l0"), to: .line("new"), source: 0, note: Rules.note)
        #expect(plan.assessment(ofCondition: "c")?.headroom == Money(pence: 50_000))
    }

    @Test func `A maximum, a share and a ring-fence are margins, too`() throws {
        let social = Rules.filter { $0.areaOfSpend = .any([.socialCare]) }
        let nhs = Rules.filter { $0.sourceKind = .any([.nhsMinimum]) }
        let third = try #require(Rate(1, over: 3))
        let rulebook = Rules.book([
            Rules.condition(.maximum(of: .spend(social), required: .amount(Money(pence: 30_000))), id: "most"),
            Rules.condition(.share(of: .spend(social), atLeast: third, to: .spend(nhs)), id: "share"),
            Rules.condition(.ringFence(money: nhs, onlyOn: social), id: "fence"),
            Rules.condition(
                .ringFence(money: nhs, onlyOn: social), id: "flag", onBreach: .flag),
        ])
        let plan = try Rules.plan(
            [(.localAuthority, .socialCare, 250), (.nhs, .acute, 450)], rulebook: rulebook)
        func found(_ id: String) throws -> ConditionAssessment { try #require(plan.assessment(ofCondition: id)) }
        #expect(try found("most").headroom == Money(pence: 5_000))
        // A third of 700 is 233.33…; 250 − 233.33… is 16.66….
        #expect(try found("share").headroom == Money(pence: 1_666))
        #expect(try found("share").required == Money(pence: 23_334))
        #expect(try found("fence").verdict == .breached)
        #expect(try found("fence").headroom == Money(pence: -45_000))
        #expect(try found("flag").verdict == .flagged)
    }

    @Test func `Capital on lines that do not say what they are cannot be told`() throws {
        let grant = Rules.filter { $0.sourceKind = .any([.disabledFacilitiesGrant]) }
        let rulebook = Rules.book([Rules.condition(.capitalOnCapital(money: grant), onBreach: .flag)])
        func verdict(_ nature: SpendLine.Nature?) throws -> ConditionAssessment.Verdict? {
            try Rules.plan([(nil, nil, 100)], rulebook: rulebook, council: [50], nature: nature)
                .assessment(ofCondition: "c")?.verdict
        }
        #expect(try verdict(nil) == .cannotBeTold)
        #expect(try verdict(.capital) == .met)
        #expect(try verdict(.revenue) == .flagged)
    }

    @Test func `A declaration is never met by a figure, and never broken by one`() throws {
        let rulebook = Rules.book([Rules.condition(.declaration)])
        func found(_ declared: Bool?) throws -> ConditionAssessment? {
            try Rules.plan([(nil, nil, 1)], rulebook: rulebook) { arrangements in
                arrangements.declarations = declared.map { [Declaration(condition: "c", isDeclared: $0)] } ?? []
            }.assessment(ofCondition: "c")
        }
        #expect(try found(true)?.verdict == .declared)
        #expect(try found(false) == ConditionAssessment(.notDeclared, reason: .declaredNotMet))
        #expect(try found(nil) == ConditionAssessment(.notDeclared, reason: .silent))
    }

    @Test func `A minimum that nobody states is not tested, and last year's grows by its uplift`() throws {
        let uplift = Uplift(
            id: "u", appliesTo: "c", rate: Rate(percentage: "1.79%"), citation: Rules.citation)
        let spend = Condition.Measure.spend(Rules.outOfHospital)
        func found(
            _ required: Condition.Required, uplifts: [Uplift] = [],
            _ change: (inout PlanArrangements) -> Void = { _ in }
        ) throws -> ConditionAssessment? {
            let rulebook = Rules.book(
                [Rules.condition(.minimum(of: spend, required: required))], uplifts: uplifts,
                rounding: .halfAwayFromZero)
            return try Rules.plan([(.nhs, .primaryCare, 2000)], rulebook: rulebook, change).assessment(ofCondition: "c")
        }
        #expect(try found(.stated) == ConditionAssessment(.notTested, reason: .noMinimum))
        let own = StatedAmount(condition: "c", amount: Money(pence: 150_000))
        #expect(try found(.stated) { $0.minimums = [own] }?.headroom == Money(pence: 50_000))
        let grown = Condition.Required.uplifted(previous: "c", uplift: "u")
        #expect(try found(grown, uplifts: [uplift]) == ConditionAssessment(.notTested, reason: .noPreviousMinimum))
        let previous = StatedAmount(condition: "c", amount: Money(pence: 123_456))
        #expect(try found(grown) { $0.previousMinimums = [previous] }?.reason == .noUplift)
        // 1,234.56 × 1.0179 = 1,256.658624.
        #expect(
            try found(grown, uplifts: [uplift]) { $0.previousMinimums = [previous] }?.required
                == Money(pence: 125_666))
        // What is published for the year comes before what is worked out.
        #expect(
            try found(grown, uplifts: [uplift]) {
                $0.previousMinimums = [previous]
                $0.minimums = [own]
            }?.required == Money(pence: 150_000))
    }

    @Test func `A scenario's change of verdict is seen as its own`() throws {
        let rulebook = Rules.book([
            Rules.condition(
                .minimum(of: .spend(Rules.outOfHospital), required: .amount(Money(pence: 100_000)))),
            Rules.condition(.balance, id: "balance"),
        ])
        let before = try Rules.plan([(.nhs, .primaryCare, 1001), (.nhs, .acute, 0)], rulebook: rulebook)
        var after = before
        try after.move(Money(pence: 101), from: .line("l0"), to: .line("l1"), source: 0, note: Rules.note)
        let evaluation = Evaluation(before: before, after: after)
        #expect(evaluation.conditions[0].isNewlyBreached)
        #expect(evaluation.conditions[0].after.headroom == Money(pence: -1))
        #expect(evaluation.breached.map(\.condition.id) == ["c"])
        #expect(evaluation.conditions[1].after.isMet)
        #expect(!evaluation.conditions[1].isChanged)
    }

    @Test func `An overlay replaces entries by their id and adds the others`() {
        let base = Rules.book([Rules.condition(.balance, id: "a"), Rules.condition(.reserve, id: "b")])
        var over = Rules.book([Rules.condition(.declaration, id: "b"), Rules.condition(.balance, id: "c")])
        over.overlays = ["rulebook.yaml"]
        let result = base.overlaid(by: over)
        #expect(result.conditions.map(\.id) == ["a", "b", "c"])
        #expect(result.condition("b")?.test == .declaration)
        #expect(result.id == "2016-17 + rulebook.yaml")
        #expect(base.condition("b")?.test == .reserve)
    }
}
