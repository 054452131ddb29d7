import Finance
import Testing

/// Sources whose income the plan does not state.
@Suite struct UnstatedIncomeTests {
    /// The small plan; the source `nhs`, of which A.1 spends £600 and B.1 £300, does not state its income.
    private func plan(dfg: Int64 = 650) throws -> Plan {
        let plan = try SmallPlan.make(funding: [900, dfg, 50])
        let sources = plan.sources.map { source in
            source.id != "nhs"
                ? source
                : FundingSource(
                    id: "nhs", title: "NHS", kind: .notStated, contributor: "ccg", pool: "pool", tranches: [],
                    isIncomeStated: false)
        }
        return try Plan(
            identity: plan.identity, partners: plan.partners, pools: plan.pools, sources: sources, lines: plan.lines,
            cells: plan.lines.indices.flatMap { plan.cells(line: $0) })
    }

    private func code(_ change: (inout Plan) throws -> Void) throws -> String? {
        var plan = try plan()
        do {
            try change(&plan)
            return nil
        } catch let error as PlanError {
            return error.code
        }
    }

    @Test("What is not stated is neither a shortfall nor nothing, and totals leave it out")
    func totals() throws {
        let plan = try plan()
        #expect(plan.unstatedSources == [0])
        #expect(plan.unallocated(source: 0) == .zero)
        #expect(plan.totalFunding == .gbp(700))
        #expect(plan.totalUnallocated == .zero)
        #expect(plan.totalSpend == .gbp(1600))
    }

    @Test("Whether it balances cannot be told, unless a source that states its income does not balance")
    func balance() throws {
        #expect(try SmallPlan.make().balance == .met)
        #expect(try plan().balance == .cannotBeTold)
        #expect(try plan().isBalanced)
        #expect(try plan(dfg: 651).balance == .notMet)
        #expect(try plan(dfg: 649).balance == .notMet)
    }

    @Test("Nothing can be taken from its unallocated money, as nobody knows whether there is any")
    func unallocated() throws {
        #expect(
            try code { try $0.move(.gbp(1), from: .unallocated, to: .line("A.1"), source: 0, note: .test) }
                == "plan.income.not-stated")
        #expect(
            try code { try $0.withdraw(.gbp(1), from: .unallocated, source: 0, note: .test) }
                == "plan.income.not-stated")
    }

    @Test("What a scenario frees is known, and no more than that can be used")
    func freed() throws {
        var plan = try plan()
        try plan.move(.gbp(100), from: .line("A.1"), to: .unallocated, source: 0, note: .test)
        #expect(plan.unallocated(source: 0) == .gbp(100))
        #expect(plan.totalUnallocated == .gbp(100))
        #expect(plan.balance == .notMet)
        let before = plan
        #expect(throws: PlanError.self) {
            try plan.move(.gbp(101), from: .unallocated, to: .line("B.1"), source: 0, note: .test)
        }
        #expect(plan.movements == before.movements)
        try plan.move(.gbp(100), from: .unallocated, to: .line("B.1"), source: 0, note: .test)
        #expect(plan.balance == .cannotBeTold)
    }

    @Test("What comes in and goes back is known by its change")
    func change() throws {
        var plan = try plan()
        try plan.contribute(.gbp(50), to: .line("A.1"), source: 0, note: .test)
        #expect(plan.funding(source: 0) == .gbp(50) && plan.unallocated(source: 0).isZero)
        try plan.withdraw(.gbp(250), from: .line("B.1"), source: 0, note: .test)
        #expect(plan.funding(source: 0) == .gbp(-200) && plan.unallocated(source: 0).isZero)
        #expect(plan.balance == .cannotBeTold)
        let again = try self.plan().applying(plan.changes(since: try self.plan()))
        #expect(again.funding(source: 0) == .gbp(-200) && again.totalSpend == plan.totalSpend)
    }

    @Test("An explanation accounts for every penny that is known, and names what it leaves out")
    func explanation() throws {
        var plan = try plan()
        try plan.move(.gbp(100), from: .line("A.1"), to: .unallocated, source: 0, note: .test)
        for measure in Figure.Measure.allCases {
            let explanation = plan.explanation(of: try plan.figure(measure))
            #expect(explanation.steps.reduce(0) { $0 + $1.amount.pence } == explanation.figure.pence)
            #expect(explanation.leftOut == (measure == .spend ? [] : [0]))
        }
        let ofOne = plan.explanation(of: try plan.figure(.unallocated, Selection(sources: [.source: "nhs"])))
        #expect(ofOne.figure == .gbp(100))
        #expect(ofOne.steps.filter { !$0.amount.isZero }.map(\.origin) == [.movement(0)])
    }

    @Test("Scenarios by chance conserve what changes of an income that is not stated", arguments: 0..<40)
    func chance(seed: UInt64) throws {
        var plan = try plan()
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        func next(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(count))
        }
        let opening = plan.spend(source: 0)
        let ends: [Movement.End] = plan.lines.map { .line($0.id) } + [.unallocated]
        var moved = 0
        for _ in 0..<60 {
            let amount = Money(pence: Int64(1 + next(40_000)))
            let (from, to) = (ends[next(ends.count)], ends[next(ends.count)])
            do throws(PlanError) {
                switch next(3) {
                case 0: try plan.move(amount, from: from, to: to, source: 0, note: .test)
                case 1: try plan.contribute(amount, to: to, source: 0, note: .test)
                default: try plan.withdraw(amount, from: from, source: 0, note: .test)
                }
                moved += 1
            } catch {}
            #expect(
                plan.funding(source: 0).pence
                    == plan.spend(source: 0).pence - opening.pence + plan.unallocated(source: 0).pence)
            #expect(!plan.unallocated(source: 0).isNegative)
        }
        #expect(moved > 0)
    }
}
