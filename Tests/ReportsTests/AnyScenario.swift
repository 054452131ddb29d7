import Diagnostics
import Finance
import TestSupport

/// Plans and scenarios by chance, and every figure of them that can be asked for.
struct AnyScenario {
    private(set) var plan: Plan
    private var chance: Chance

    /// A scenario on a plan: movements, new money, closures, outturns, deliveries, a key, and now and then a year more.
    init(on plan: Plan, seed: UInt64) {
        self.plan = plan
        chance = Chance(seed: seed)
        for number in 0..<chance.below(30) { step(number) }
        if chance.below(4) == 0 { rollForward() }
        for number in 30..<30 + chance.below(10) { step(number) }
    }

    /// What a step refuses is left out: the plan stays as it was.
    private mutating func step(_ number: Int) {
        let note = Movement.Note(
            reason: "chance \(number)", authority: chance.below(2) == 0 ? "board" : nil,
            isRecurrent: chance.below(2) == 0, written: Place(file: "any.lua", line: number + 1))
        let (line, other) = (chance.below(plan.lines.count), chance.below(plan.lines.count))
        let source = chance.below(plan.sources.count)
        let held = plan.cell(line: line, source: source)
        let part = Money(pence: held.pence > 0 ? 1 + Int64(chance.next() % UInt64(held.pence)) : 1)
        let new = Money(pence: chance.ofAnySize(bits: 36) + 1)
        let from = Movement.End.line(plan.lines[line].id)
        let to: Movement.End = chance.below(3) == 0 ? .unallocated : .line(plan.lines[other].id)
        switch chance.below(9) {
        case 0...2: try? plan.move(part, from: from, to: to, source: source, note: note)
        case 3: try? plan.contribute(new, to: to, source: source, note: note)
        case 4: try? plan.withdraw(part, from: from, source: source, note: note)
        case 5: try? plan.closeLine(line, to: to, note: note)
        case 6: try? plan.record(PlanRecord(.outturn(Outturn(line: plan.lines[line].id, amount: new)), note: note))
        case 7:
            for pool in plan.arrangements.riskPools {
                let quarter = 1 + chance.below(4)
                let rate = Rate(Int64(chance.below(150)), over: 100) ?? .zero
                try? plan.record(
                    PlanRecord(
                        .riskPoolTerms(
                            SupposedTerms(
                                riskPool: pool.id,
                                terms: RiskPoolTerms(formula: "proportional", quarters: .equal))), note: note))
                try? plan.record(
                    PlanRecord(.delivery(Delivery(riskPool: pool.id, quarter: quarter, .share(rate))), note: note))
                for stage in pool.stages {
                    let decision = RiskPoolDecision(
                        riskPool: pool.id, quarter: quarter, stage: stage.stage, body: "body")
                    try? plan.record(PlanRecord(.decision(decision), note: note))
                }
            }
        default:
            let weights = plan.districts.map { DistrictSplit.Weight(district: $0, weight: Int64(chance.below(9))) }
            try? plan.record(PlanRecord(.districtSplit(DistrictSplit(key: "any", weights: weights)), note: note))
        }
    }

    private mutating func rollForward() {
        let rate = Rate(Int64(chance.below(70)) - 10, over: 1000) ?? .zero
        let terms = RollForwardTerms(
            to: PlanningYear(startingIn: plan.identity.year.start + 1), uplifts: [], lineUplift: rate,
            notStatedRecurs: chance.below(2) == 0,
            note: Movement.Note(reason: "a year more", written: Place(file: "any.lua", line: 99)))
        try? plan.rollForward(terms)
    }

    /// Everything that can be asked of the plan, by the words that ask.
    var names: [[String]] {
        var names: [[String]] = Figure.Measure.allCases.map { [$0.rawValue] }
        names += plan.lines.map { ["line=\($0.id)"] } + plan.themes.map { ["theme=\($0)"] }
        for source in plan.sources {
            names += Figure.Measure.allCases.map { [$0.rawValue, "source=\(source.id)"] }
            names.append(["contributor=\(source.contributor)"])
        }
        for pool in plan.pools {
            for partner in plan.partners {
                for word in ["contribution", "share"] {
                    names.append([word, "pool=\(pool.id)", "partner=\(partner.id)"])
                }
            }
        }
        for year in plan.allYears { names += (year.rulebook?.conditions ?? []).map { ["condition=\($0.id)"] } }
        for pool in plan.arrangements.riskPools {
            names.append(["risk_pool=\(pool.id)"])
            names += (1...4).map { ["risk_pool=\(pool.id)", "quarter=\($0)"] }
        }
        if plan.arrangements.disabledFacilitiesGrant != nil { names += plan.districts.map { ["district=\($0)"] } }
        return names
    }

    /// One of them.
    mutating func anyName() -> [String] {
        let names = names
        return names[chance.below(names.count)]
    }
}

extension AnyScenario {
    /// A plan by chance whose lines share their buyers in odd parts and leave much unsaid, with a condition of each form.
    static func plan(seed: UInt64) throws -> Plan {
        var chance = Chance(seed: seed)
        let kinds: [FundingSource.Kind] = [.nhsMinimum, .disabledFacilitiesGrant, .additionalLA, .notStated]
        let commissioners: [SpendLine.Commissioner?] =
            [.localAuthority, .nhs, nil] + ["joint 33.3% nhs", "joint 12.345678% nhs"].map { .init($0) }
        let lines = (0...chance.below(9)).map { index in
            SpendLine(
                id: "l\(index)", theme: "theme \(index % 3)", title: "Line \(index)",
                commissioner: commissioners[chance.below(5)],
                nature: [.capital, .revenue, nil][chance.below(3)], isRecurrent: chance.below(2) == 0)
        }
        let cells = lines.flatMap { _ in kinds.map { _ in Money(pence: chance.ofAnySize(bits: 38)) } }
        let isOpen = chance.below(3) == 0
        let sources = kinds.enumerated().map { index, kind in
            let isStated = index != 2 || !isOpen
            let sum = stride(from: index, to: cells.count, by: kinds.count).reduce(0) { $0 + cells[$1].pence }
            return FundingSource(
                id: "s\(index)", title: "Source \(index)", kind: kind, contributor: "p\(index % 2)", pool: "b",
                tranches: isStated
                    ? [.init(title: "all", availableFrom: nil, amount: Money(pence: sum), origin: nil)] : [],
                isIncomeStated: isStated)
        }
        var arrangements = PlanArrangements.none
        arrangements.rulebook = book(&chance)
        if chance.below(2) == 0 {
            arrangements.statedPlanned = [
                StatedAmount(
                    condition: "minimum", amount: Money(pence: chance.ofAnySize(bits: 36)),
                    precision: chance.below(2) == 0 ? Money(pence: 100_000) : nil)
            ]
        }
        arrangements.previousMinimums = [
            StatedAmount(condition: "before", amount: Money(pence: chance.ofAnySize(bits: 36)))
        ]
        return try Plan(
            identity: PlanIdentity(id: "p", title: "p", area: "a", year: PlanningYear(startingIn: 2016)),
            partners: [
                Partner(id: "p0", title: "One", kind: .ccg), Partner(id: "p1", title: "Other", kind: .county),
            ],
            pools: [Pool(id: "b", title: "Pool", host: "p0", partners: [])], arrangements: arrangements,
            sources: sources,
            lines: lines, cells: cells)
    }

    private static func book(_ chance: inout Chance) -> Rulebook {
        let citation = Citation(document: "d", section: "1", confidence: .seen, inForce: "2016-04-01")
        var nhs = SpendFilter()
        nhs.commissioner = .any([.nhs])
        var minimum = SpendFilter()
        minimum.sourceKind = .any([.nhsMinimum])
        var capital = SpendFilter()
        capital.nature = .any([.capital])
        let amount = Money(pence: chance.ofAnySize(bits: 36))
        let rate = Rate(Int64(chance.below(300)), over: 301) ?? .zero
        let tests: [(String, Condition.Test)] = [
            ("balance", .balance), ("minimum", .minimum(of: .spend(nhs), required: .amount(amount))),
            ("maximum", .maximum(of: .spend(nhs), required: .amount(amount))),
            ("income", .minimum(of: .funding(minimum), required: .amount(amount))),
            ("uplifted", .minimum(of: .spend(nhs), required: .uplifted(previous: "before", uplift: "growth"))),
            (
                "national",
                .minimum(
                    of: .spend(nhs),
                    required: .share(of: amount, by: .nhsMinimum, national: Money(pence: 3_519_000_000_00)))
            ), ("fence", .ringFence(money: minimum, onlyOn: nhs)), ("capital", .capitalOnCapital(money: minimum)),
            ("share", .share(of: .spend(nhs), atLeast: rate, to: .spend(minimum))), ("declared", .declaration),
        ]
        return Rulebook(
            year: PlanningYear(startingIn: 2016), title: "r",
            uplifts: [Uplift(id: "growth", appliesTo: "before", rate: Rate(17, over: 1000), citation: citation)],
            conditions: tests.map { Condition(id: $0.0, title: $0.0, test: $0.1, citation: citation) },
            rounding: chance.below(2) == 0
                ? RoundingRule(rule: .up, unit: Money(pence: 100), citation: citation) : nil)
    }
}
