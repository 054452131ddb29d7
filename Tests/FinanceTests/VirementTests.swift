import Finance
import Testing

@Suite struct VirementTests {
    private static func plan() throws -> Plan {
        var pool = PoolFixture()
        pool.terms.virement = [
            VirementLevel(authority: "Pool manager", limit: .gbp(100)),
            VirementLevel(authority: "Executive", limit: .gbp(200)),
            VirementLevel(authority: "Board", limit: nil),
        ]
        return try pool.plan()
    }

    @Test(
        "A movement above its authority's limit is told, with the level that it needs",
        arguments: [
            (100, "Pool manager", nil), (101, "Pool manager", "needs Executive: Pool manager decides up to £100"),
            (101, "executive", nil), (201, "Executive", "needs Board: Executive decides up to £200"),
            (201, "Board, on the Executive's advice", nil), (1, nil, "needs Pool manager, and no authority is stated"),
            (
                1, "Pool manger",
                "needs Pool manager, and the agreement has no level `Pool manger`: did you mean `Pool manager`?"
            ),
            (1, "The Crown", "needs Pool manager, and the agreement has no level `The Crown`"),
        ] as [(Int64, String?, String?)])
    func limits(pounds: Int64, authority: String?, words: String?) throws {
        var plan = try Self.plan()
        try plan.move(
            .gbp(pounds), from: .line("A"), to: .line("B"), source: nil,
            note: .init(reason: "r", authority: authority))
        #expect(plan.virementFindings().map(\.words) == (words.map { ["£\(pounds) \($0)"] } ?? []))
    }

    @Test("Splitting a movement does not pass a limit unseen")
    func cumulative() throws {
        var plan = try Self.plan()
        for _ in 1...2 {
            try plan.move(
                .gbp(60), from: .line("A"), to: .line("B"), source: nil,
                note: .init(reason: "r", authority: "Pool manager"))
        }
        let findings = plan.virementFindings()
        #expect(findings.map(\.movement) == [1])
        #expect(findings.first?.isCumulative == true)
        #expect(findings.first?.amount == .gbp(120))
        #expect(findings.first?.needed == "Executive")
    }

    @Test("Above every level's limit, no level can be named")
    func aboveAll() throws {
        var pool = PoolFixture()
        pool.terms.virement = [VirementLevel(authority: "Board", limit: .gbp(5))]
        var plan = try pool.plan()
        try plan.move(
            .gbp(6), from: .line("A"), to: .unallocated, source: 0, note: .init(reason: "r", authority: "Board"))
        #expect(plan.virementFindings().first?.needed == nil)
        #expect(plan.virementFindings().first?.words == "£6 is above the limit of every level: Board decides up to £5")
    }

    @Test("New money and money that goes back are no virements")
    func contributions() throws {
        var plan = try Self.plan()
        try plan.contribute(.gbp(500), to: .line("A"), source: 0, note: .test)
        try plan.withdraw(.gbp(300), from: .line("A"), source: 0, note: .test)
        #expect(plan.virementFindings().isEmpty)
    }
}
