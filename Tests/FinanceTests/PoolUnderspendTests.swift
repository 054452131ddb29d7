import Finance
import Testing

@Suite struct PoolUnderspendTests {
    @Test(
        "An underspend goes where the rule says",
        arguments: [
            (.stays, [0, 0, 0], 10_000, 0), (.returns, [-4316, -3368, -2316], 0, 0),
            (.toContingency("contingency"), [0, 0, 0], 0, 10_000), (.retainedBy("west"), [0, -10_000, 0], 0, 0),
            (.retainedBy(nil), [-10_000, 0, 0], 0, 0),
            (.shared(.fixedShares(PoolStrategyTests.shares(["lcc": "50%", "east": "50%"]))), [-5000, 0, -5000], 0, 0),
        ] as [(UnderspendRule.Treatment, [Int64], Int64, Int64)])
    func treatments(treatment: UnderspendRule.Treatment, pence: [Int64], stays: Int64, toContingency: Int64) throws {
        var pool = PoolFixture()
        pool.terms.underspend = UnderspendRule(treatment)
        let year = try pool.year([("A", 300)])
        #expect(year.pence == pence)
        #expect(year.account.toContingency.pence == toContingency)
        #expect(year.account.closing.pence == stays)
        #expect(year.account.closing == year.account.closingByShares)
    }

    @Test("Ring-fenced money is carried forward and not shared")
    func ringFence() throws {
        var pool = PoolFixture()
        pool.terms.underspend = UnderspendRule(.returns, ringFenced: ["west"])
        let year = try pool.year([("A", 300)])
        // Of £100, £25 is west's part of the line.
        #expect(year.underspend == .gbp(100))
        #expect(year.pence.reduce(0, +) == -7500)
        #expect(year.account.closingShares.first { $0.partner == "west" }?.amount == .gbp(25))
    }

    @Test("An outturn of one source is that source's alone")
    func bySource() throws {
        var plan = try PoolFixture().plan()
        try plan.note("A", .gbp(250), source: "lcc")
        try plan.note("A", .gbp(130), source: "west")
        let year = try plan.poolYear(plan.pools[0])
        #expect(year.lines[0].bySource.map(\.amount) == [.gbp(-50), .gbp(30)])
        #expect(year.lines[0].outturn == .gbp(380))
        #expect(year.notStated == ["B", "C", "D"])
    }

    @Test("A later outturn takes the place of an earlier one; both kinds at once are refused")
    func later() throws {
        var plan = try PoolFixture().plan()
        try plan.note("A", .gbp(450))
        try plan.note("A", .gbp(420))
        #expect(try plan.poolYear(plan.pools[0]).variance == .gbp(20))
        #expect { try plan.note("A", .gbp(1), source: "lcc") } throws: {
            ($0 as? PlanError)?.code == "plan.outturn.mixed"
        }
    }

    @Test("Without rules nothing is guessed: both differences stay unresolved")
    func noRules() throws {
        let year = try PoolFixture().year([("A", 500), ("B", 370)])
        #expect(year.pence == [0, 0, 0])
        #expect(year.unresolved == .gbp(100))
        #expect(year.unresolvedUnderspend == .gbp(30))
        #expect(year.account.closing == .gbp(-70))
        #expect(year.account.closingShares.last?.partner == nil)
        #expect(year.account.closing == year.account.closingByShares)
    }

    @Test("Money of a contributor that is no partner of the pool is counted, and shares no risk")
    func stranger() throws {
        var pool = PoolFixture()
        pool.members = ["lcc", "west"]
        pool.terms.overspend = OverspendRule(.proRataContribution(to: .pool, caps: []))
        let year = try pool.year([("A", 473)])
        #expect(year.pence == [4100, 3200])
        #expect(year.account.contributed == .gbp(950))
    }

    @Test("A partner's instalments sum to its contribution")
    func instalments() {
        let quarterly = ContributionTerms(instalments: .quarterly)
        #expect(quarterly.parts(of: Money(pence: 1001))?.map(\.pence) == [251, 250, 250, 250])
        #expect(ContributionTerms(instalments: .monthly).parts(of: .gbp(12)) == Array(repeating: .gbp(1), count: 12))
        #expect(ContributionTerms(instalments: nil).parts(of: .gbp(12)) == nil)
    }

    @Test("What a scenario agrees takes the place of what the plan states, and nothing else")
    func agreement() throws {
        var pool = PoolFixture()
        pool.terms.overspend = OverspendRule(.ownRisk)
        pool.terms.underspend = UnderspendRule(.stays)
        var plan = try pool.plan()
        let half = OverspendRule(.fixedShares(PoolStrategyTests.shares(["west": "50%", "east": "50%"])))
        try plan.record(PlanRecord(.agreement(PoolAgreement(pool: "pool", overspend: half)), note: .test))
        try plan.record(
            PlanRecord(.agreement(PoolAgreement(pool: "pool", line: "B", lead: "east")), note: .test))
        let terms = plan.terms(ofPool: "pool")
        #expect(terms.overspend == half)
        #expect(terms.underspend == UnderspendRule(.stays))
        #expect(terms.terms(ofLine: "B")?.lead == "east")
        #expect(plan.arrangements.poolTerms["pool"]?.overspend == OverspendRule(.ownRisk))
        #expect { try plan.record(PlanRecord(.agreement(PoolAgreement(pool: "x")), note: .test)) } throws: {
            ($0 as? PlanError)?.code == "plan.pool.unknown"
        }
    }

    @Test("A line without money in a plan of several pools belongs to none of them, and is named")
    func noPool() throws {
        let plan = try PoolFixture().plan()
        var two = try Plan(
            identity: plan.identity, partners: plan.partners,
            pools: plan.pools + [Pool(id: "other", title: "Other", host: nil, partners: [])], sources: plan.sources,
            lines: plan.lines + [SpendLine(id: "Z", theme: "T", title: "Z")],
            cells: plan.lines.indices.flatMap { plan.cells(line: $0) } + plan.sources.map { _ in .zero })
        try two.note("Z", .gbp(7))
        #expect(two.outturnsWithoutPool().map(\.line) == ["Z"])
        #expect(try two.poolYears().allSatisfy { $0.variance.isZero })
    }
}
