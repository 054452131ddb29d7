import Finance
import Testing

/// Oldham's section 75 pool in 2018/19, as its committee papers print it (committees.oldham.gov.uk, item 33640), in
/// thousands of pounds. Its lines are not printed; two stand here for what the council and the CCG bear. The rule of
/// the agreement is not printed either: own risk is what gives the printed shares on such lines.
@Suite struct OldhamTests {
    static func thousand(_ thousands: Int64) -> Money { Money(pence: thousands * 100_000) }

    static func plan() throws -> Plan {
        let parts: [(id: String, thousands: Int64)] = [
            ("pooled-aligned", 124_986), ("pooled", 1447), ("transformation", 9192),
        ]
        var terms = PoolTerms()
        terms.overspend = OverspendRule(.ownRisk)
        var arrangements = PlanArrangements()
        arrangements.poolTerms = ["s75": terms]
        let lines = [
            SpendLine(id: "council", theme: "Pool", title: "Council commissioned", commissioner: .localAuthority),
            SpendLine(id: "ccg", theme: "Pool", title: "CCG commissioned", commissioner: .nhs),
        ]
        return try Plan(
            identity: PlanIdentity(
                id: "oldham", title: "Oldham", area: "Oldham", year: PlanningYear(startingIn: 2018)),
            partners: [
                Partner(id: "council", title: "Oldham Council", kind: .unitary),
                Partner(id: "ccg", title: "Oldham CCG", kind: .ccg),
            ], pools: [Pool(id: "s75", title: "Pool", host: nil, partners: ["council", "ccg"])],
            arrangements: arrangements,
            sources: parts.map { part in
                FundingSource(
                    id: part.id, title: part.id, kind: .additionalLA, contributor: "council", pool: "s75",
                    tranches: [
                        .init(title: "annual", availableFrom: nil, amount: thousand(part.thousands), origin: nil)
                    ])
            }, lines: lines,
            cells: [60_000, 447, 4192, 64_986, 1000, 5000].map { thousand($0) })
    }

    @Test("The pool is the sum of its three parts, and virements bring it to what is printed")
    func pool() throws {
        var plan = try Self.plan()
        #expect(plan.totalFunding == Self.thousand(135_625))
        try plan.withdraw(
            Self.thousand(135_625 - 133_462), from: .line("ccg"), source: nil, note: .init(reason: "virements"))
        #expect(plan.totalFunding == Self.thousand(133_462))
        #expect(try plan.poolYear(plan.pools[0]).budget == Self.thousand(133_462))
    }

    @Test("The council's and the CCG's parts of the adverse variance are those printed")
    func variance() throws {
        var plan = try Self.plan()
        try plan.withdraw(
            Self.thousand(135_625 - 133_462), from: .line("ccg"), source: nil, note: .init(reason: "virements"))
        func forecast(_ line: String, over thousands: Int64) throws {
            let budget = plan.total(line: try plan.lineIndex(line))
            try plan.note(line, try budget.adding(Self.thousand(thousands)))
        }
        try forecast("council", over: 1615)
        let month9 = try plan.poolYear(plan.pools[0]).share(of: "council")
        try forecast("council", over: 4325)
        try forecast("ccg", over: 8812 - 4325)
        let year = try plan.poolYear(plan.pools[0])
        #expect(year.variance == Self.thousand(8812))
        #expect(year.share(of: "council") == Self.thousand(4325))
        #expect(year.share(of: "ccg") == Self.thousand(4487))
        #expect(try year.share(of: "council").subtracting(month9) == Self.thousand(2710))
        #expect(year.unresolved.isZero)
        #expect(year.account.closing.isZero)
        #expect(year.account.metByPartners == Self.thousand(8812))
    }
}
