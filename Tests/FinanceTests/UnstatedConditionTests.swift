import Finance
import TestSupport
import Testing

/// Conditions and pools of a plan that does not state what a source brings, or what kind of money it is.
@Suite struct UnstatedConditionTests {
    private static let citation = Citation(document: "d", section: nil, confidence: .seen, inForce: "2016-04-01")

    private static func ofKind(_ kind: FundingSource.Kind) -> SpendFilter {
        var filter = SpendFilter()
        filter.sourceKind = .any([kind])
        return filter
    }

    /// One line that spends £600 of `known` and £300 of `open`.
    private func plan(
        _ test: Condition.Test, kind: FundingSource.Kind = .nhsMinimum, isIncomeStated: Bool = true,
        stated: Money? = nil
    ) throws -> Plan {
        var arrangements = PlanArrangements()
        arrangements.rulebook = Rulebook(
            year: PlanningYear(startingIn: 2016), title: "R",
            conditions: [Condition(id: "c", title: "c", test: test, onBreach: .breach, citation: Self.citation)])
        arrangements.statedPlanned = stated.map { [StatedAmount(condition: "c", amount: $0)] } ?? []
        func source(_ id: String, _ kind: FundingSource.Kind, _ pounds: Int64?) -> FundingSource {
            FundingSource(
                id: id, title: id, kind: kind, contributor: "p", pool: "b",
                tranches: pounds.map { [.init(title: "annual", availableFrom: nil, amount: .gbp($0), origin: nil)] }
                    ?? [], isIncomeStated: pounds != nil)
        }
        return try Plan(
            identity: PlanIdentity(id: "p", title: "p", area: "p", year: PlanningYear(startingIn: 2016)),
            arrangements: arrangements,
            sources: [source("known", .nhsMinimum, 600), source("open", kind, isIncomeStated ? 300 : nil)],
            lines: [SpendLine(id: "l", theme: "t", title: "l")], cells: [.gbp(600), .gbp(300)])
    }

    private func assessment(_ plan: Plan) throws -> ConditionAssessment {
        try #require(plan.assessment(ofCondition: "c"))
    }

    @Test("Whether income equals expenditure is not said where an income is not stated")
    func balance() throws {
        let open = try assessment(plan(.balance, isIncomeStated: false))
        #expect(open.verdict == .cannotBeTold && open.required == nil && open.certain == .gbp(900))
        #expect(open.reason == .incomeNotStated(1))
        #expect(try assessment(plan(.balance)).verdict == .met)
        // What is known to have no use breaks it all the same.
        var moved = try plan(.balance, isIncomeStated: false)
        try moved.move(.gbp(1), from: .line("l"), to: .unallocated, source: 0, note: .test)
        #expect(try assessment(moved).verdict == .breached)
    }

    @Test("An income that is not stated is not taken for nothing, whatever it is held against")
    func incomes() throws {
        let filter = Self.ofKind(.nhsMinimum)
        let tests: [Condition.Test] = [
            .minimum(of: .funding(filter), required: .amount(.gbp(700))),
            .maximum(of: .funding(filter), required: .amount(.gbp(700))),
            .minimum(of: .spend(filter), required: .share(of: .gbp(1), by: .nhsMinimum, national: .gbp(3))),
            .share(of: .spend(filter), atLeast: Rate.half, to: .funding(filter)),
        ]
        for test in tests {
            #expect(try assessment(plan(test)).verdict != .notTested)
            let open = try assessment(plan(test, isIncomeStated: false))
            #expect(open.verdict == .notTested && open.reason == .incomeNotStated(1), "\(test)")
        }
        // The document's own figure stands in for what is not stated.
        let stated = try assessment(plan(tests[0], isIncomeStated: false, stated: .gbp(800)))
        #expect(stated.verdict == .met && stated.headroom == .gbp(100))
    }

    @Test(
        "Money of a kind that is not stated counts at most, and not at least",
        arguments: [
            (700, .cannotBeTold), (600, .met), (900, .cannotBeTold), (901, .breached),
        ] as [(Int64, ConditionAssessment.Verdict)])
    func kinds(required: Int64, verdict: ConditionAssessment.Verdict) throws {
        for measure in [Condition.Measure.spend(Self.ofKind(.nhsMinimum)), .funding(Self.ofKind(.nhsMinimum))] {
            let found = try assessment(
                plan(.minimum(of: measure, required: .amount(.gbp(required))), kind: .notStated))
            #expect(found.verdict == verdict)
            #expect(found.certain == .gbp(600) && found.possible == .gbp(900))
            if verdict == .cannotBeTold {
                #expect(found.reason == .unstated(amount: .gbp(300), attributes: ["source_kind"]))
            }
        }
    }

    @Test("A ring-fence of money that may be there is not said to hold")
    func ringFence() throws {
        var lines = SpendFilter()
        lines.nature = .any([.capital])
        let grant = Self.ofKind(.disabledFacilitiesGrant)
        let open = try assessment(plan(.ringFence(money: grant, onlyOn: lines), kind: .notStated))
        #expect(open.verdict == .cannotBeTold && open.headroom == .gbp(-300) && open.required == .zero)
        #expect(
            open.reason == .unstated(amount: .gbp(300), attributes: ["capital_or_revenue", "source_kind"]),
            "what is open is said once")
        let none = try assessment(plan(.ringFence(money: grant, onlyOn: lines), kind: .additionalLA))
        #expect(none.verdict == .met && none.headroom == .zero)
    }

    @Test("From a document's own figure, money of a kind that is not stated goes both ways")
    func statedKinds() throws {
        let test = Condition.Test.minimum(
            of: .spend(Self.ofKind(.nhsMinimum)), required: .amount(.gbp(700)))
        var plan = try plan(test, kind: .notStated, stated: .gbp(750))
        #expect(try assessment(plan).headroom == .gbp(50))
        try plan.move(.gbp(60), from: .line("l"), to: .unallocated, source: 1, note: .test)
        let after = try assessment(plan)
        #expect(after.certain == .gbp(690) && after.possible == .gbp(750) && after.verdict == .cannotBeTold)
    }
}

/// Pools of which a contribution is not stated, that name one contingency together, or that go on into the next year.
@Suite struct PoolsTogetherTests {
    private func plan(
        _ pools: [String: PoolTerms], isIncomeStated: Bool = true, opening: Int64? = nil
    ) throws -> Plan {
        var arrangements = PlanArrangements()
        arrangements.poolTerms = pools
        func source(_ id: String, _ pool: String, _ pounds: Int64?) -> FundingSource {
            FundingSource(
                id: id, title: id, kind: .additionalLA, contributor: id == "ccg" ? "ccg" : "lcc", pool: pool,
                tranches: pounds.map { [.init(title: "annual", availableFrom: nil, amount: .gbp($0), origin: nil)] }
                    ?? [], isIncomeStated: pounds != nil)
        }
        return try Plan(
            identity: PlanIdentity(id: "p", title: "P", area: "A", year: PlanningYear(startingIn: 2016)),
            partners: [
                Partner(id: "lcc", title: "C", kind: .county), Partner(id: "ccg", title: "G", kind: .ccg),
            ],
            pools: [
                Pool(id: "one", title: "1", host: nil, partners: ["lcc", "ccg"]),
                Pool(id: "two", title: "2", host: nil, partners: ["lcc"]),
            ], arrangements: arrangements,
            sources: [
                source("lcc", "one", 100), source("ccg", "one", isIncomeStated ? 300 : nil), source("own", "two", 100),
            ], lines: ["A", "B"].map { SpendLine(id: $0, theme: "T", title: $0, isRecurrent: true) },
            cells: [.gbp(100), .gbp(300), .gbp(0), .gbp(0), .gbp(0), .gbp(100)])
    }

    private static func terms(_ share: RiskShare) -> PoolTerms {
        var terms = PoolTerms()
        terms.overspend = OverspendRule(share)
        return terms
    }

    private static let contingency = RiskShare.waterfall([.contingency(id: "c", holds: .gbp(100))])

    @Test("A contingency that two pools name pays no more than it holds, the first pool first")
    func oneContingency() throws {
        var plan = try plan(["one": Self.terms(Self.contingency), "two": Self.terms(Self.contingency)])
        try plan.note("A", .gbp(470))
        try plan.note("B", .gbp(150))
        let years = try plan.poolYears()
        #expect(years.map(\.account.metByContingency) == [.gbp(70), .gbp(30)])
        #expect(years.map(\.unresolved) == [.zero, .gbp(20)])
        // Asked for alone, a pool is as it is among the others.
        #expect(try plan.poolYear(plan.pools[1]).account == years[1].account)
        #expect(try plan.poolYear(plan.pools[0]).account == years[0].account)
    }

    @Test("A contribution that is not stated is not nothing: nobody bears a share of what is not known")
    func unstated() throws {
        for share in [
            RiskShare.proRataContribution(to: .pool, caps: []),
            .thresholdCascade(first: [.init(partner: "ccg", rate: .half)], lead: "lcc"),
        ] {
            var plan = try plan(["one": Self.terms(share)], isIncomeStated: false)
            try plan.note("A", .gbp(500))
            let year = try plan.poolYear(plan.pools[0])
            #expect(year.unresolved == .gbp(100))
            #expect(year.partners.allSatisfy { year.share(of: $0).isZero })
            let rows = year.accountRows(in: plan)
            let unknown = rows.filter { $0.amount == nil }.map(\.title)
            #expect(
                unknown == [
                    "Opening balance", "Contribution of G", "Contributions", "Surplus or deficit of the year",
                    "Closing balance",
                ])
        }
        // What it puts into a line is known.
        var plan = try plan(
            ["one": Self.terms(.proRataContribution(to: .line, caps: []))], isIncomeStated: false)
        try plan.note("A", .gbp(500))
        #expect(try plan.poolYear(plan.pools[0]).pence == [2500, 7500])
    }

    @Test("What a pool leaves is what the next year's opens with, and what a contingency held is not held again")
    func nextYear() throws {
        var terms = Self.terms(.waterfall([.underspends, .contingency(id: "c", holds: .gbp(100))]))
        terms.openingBalance = [.init(partner: "lcc", amount: .gbp(40))]
        terms.underspend = UnderspendRule(.stays)
        terms.activeFrom = MonthSpan("november")
        var plan = try plan(["one": terms, "two": Self.terms(Self.contingency)])
        try plan.note("A", .gbp(320))
        let closing = try plan.poolYear(plan.pools[0]).account
        #expect(closing.closing == .gbp(120))
        try plan.rollForward(
            RollForwardTerms(
                to: PlanningYear(startingIn: 2017), uplifts: [.init(.kind(.additionalLA), .zero)], lineUplift: .zero,
                note: .test))
        let next = try #require(plan.arrangements.poolTerms["one"])
        #expect(next.openingBalance?.map(\.amount) == closing.closingShares.map(\.amount))
        #expect(next.openingBalance?.map(\.partner) == ["lcc", "ccg"])
        #expect(next.activeFrom == nil && next.overspend?.share == .waterfall([.underspends]))
        #expect(plan.arrangements.poolTerms["two"] == nil)
        try plan.note("A", .gbp(450))
        #expect(try plan.poolYear(plan.pools[0]).account.metByContingency == .zero)
    }
}

extension Rate {
    fileprivate static var half: Rate {
        guard let rate = Rate(1, over: 2) else { preconditionFailure("a half is a rate") }
        return rate
    }
}
