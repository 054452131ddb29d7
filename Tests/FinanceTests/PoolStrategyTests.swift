import Finance
import Testing

/// Every strategy on a pool that can be worked out by hand: lcc puts in £410, west £320, east £220.
@Suite struct PoolStrategyTests {
    static func shares(_ shares: KeyValuePairs<String, String>) -> [RiskShare.PartnerShare] {
        shares.compactMap { partner, percentage in
            Rate(percentage: percentage).map { .init(partner: partner, rate: $0) }
        }
    }

    static func caps(_ caps: KeyValuePairs<String, Int64>) -> [RiskShare.PartnerAmount] {
        caps.map { .init(partner: $0.key, amount: .gbp($0.value)) }
    }

    /// A rule, the outturns, what lcc, west and east bear in pence, and what nobody bears.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let rule: RiskShare
        let outturns: [(line: String, pounds: Int64)]
        let pence: [Int64]
        var unresolved: Int64 = 0

        var testDescription: String { name }
    }

    static let cases: [Case] = [
        Case(name: "The council bears its own line", rule: .ownRisk, outturns: [("A", 500)], pence: [10_000, 0, 0]),
        Case(
            name: "Two CCGs could bear an NHS line, so nobody does", rule: .ownRisk, outturns: [("B", 500)],
            pence: [0, 0, 0], unresolved: 10_000),
        Case(
            name: "A joint line has no one to bear it", rule: .ownRisk, outturns: [("C", 110)], pence: [0, 0, 0],
            unresolved: 1000),
        Case(
            name: "Nor has one without a commissioner", rule: .ownRisk, outturns: [("D", 51)], pence: [0, 0, 0],
            unresolved: 100),
        // 100 × 410/950 = 43.1578…, 320/950 = 33.6842…, 220/950 = 23.1578…: the penny left goes to west.
        Case(
            name: "Contributions to the pool", rule: .proRataContribution(to: .pool, caps: []), outturns: [("A", 500)],
            pence: [4316, 3368, 2316]),
        Case(
            name: "Contributions to the line", rule: .proRataContribution(to: .line, caps: []),
            outturns: [("A", 500), ("B", 401)], pence: [7500, 2550, 50]),
        Case(
            name: "What is beyond a cap goes to the others in proportion",
            rule: .proRataContribution(to: .pool, caps: caps(["lcc": 10])), outturns: [("A", 464)],
            // 6400: lcc 1000, the other 5400 by 320 : 220.
            pence: [1000, 3200, 2200]),
        Case(
            name: "A cap that binds only then holds, too",
            rule: .proRataContribution(to: .pool, caps: caps(["lcc": 10, "west": 30])), outturns: [("A", 464)],
            pence: [1000, 3000, 2400]),
        Case(
            name: "When all are at their caps, both chief finance officers are needed",
            rule: .proRataContribution(to: .pool, caps: caps(["lcc": 10, "west": 30, "east": 0])),
            outturns: [("A", 464)], pence: [1000, 3000, 0], unresolved: 2400),
        Case(
            name: "A cap holds over all lines together",
            rule: .proRataContribution(to: .line, caps: caps(["lcc": 40])), outturns: [("A", 440), ("C", 200)],
            // A: 3000 and 1000. C: lcc has 1000 left of its cap, the other 9000 by 20 : 20.
            pence: [4000, 5500, 4500]),
        Case(
            name: "Fixed contributions do not move", rule: .fixedVariable(variable: ["west"]), outturns: [("B", 410)],
            pence: [0, 1000, 0]),
        Case(
            name: "Several that vary share by what they put into the line",
            rule: .fixedVariable(variable: ["lcc", "east"]), outturns: [("C", 108)], pence: [600, 0, 200]),
        Case(
            name: "Half and half", rule: .fixedShares(shares(["lcc": "50%", "west": "50%"])),
            outturns: [("A", 400), ("B", 401)],
            pence: [50, 50, 0]),
        Case(
            name: "Shares to the thousandth",
            rule: .fixedShares(shares(["lcc": "33.333%", "west": "33.333%", "east": "33.334%"])),
            outturns: [("B", 401)], pence: [33, 33, 34]),
        Case(
            name: "First those who are named, up to a percentage of what they put in, then the lead",
            rule: .thresholdCascade(first: shares(["west": "10%", "east": "10%"]), lead: "lcc"),
            outturns: [("A", 500)], pence: [4600, 3200, 2200]),
        Case(
            name: "The lead has nothing to bear below the thresholds",
            rule: .thresholdCascade(first: shares(["west": "10%", "east": "10%"]), lead: "lcc"),
            outturns: [("A", 427)], pence: [0, 1600, 1100]),
    ]

    @Test("A strategy shares an overspend as worked by hand", arguments: cases)
    func sharesByHand(example: Case) throws {
        var pool = PoolFixture()
        pool.terms.overspend = OverspendRule(example.rule, clause: "clause 12")
        let year = try pool.year(example.outturns)
        #expect(year.pence == example.pence)
        #expect(year.unresolved.pence == example.unresolved)
        #expect(year.apportionments.allSatisfy { $0.clause == "clause 12" })
    }

    @Test("A joint line is shared as it is commissioned, or by the rule for joint lines")
    func jointLines() throws {
        var pool = PoolFixture()
        pool.partners.removeLast()
        pool.members.removeLast()
        pool.lines = pool.lines.map { ($0.line, Array($0.pounds.dropLast())) }
        pool.terms.overspend = OverspendRule(.proRataCommissioned(joint: nil))
        #expect(try pool.year([("A", 401), ("B", 201), ("C", 90)]).pence == [100 + 600, 100 + 400])
        pool.terms.overspend = OverspendRule(
            .proRataCommissioned(joint: .proRataContribution(to: .line, caps: Self.caps(["lcc": 5]))))
        #expect(try pool.year([("C", 90)]).pence == [500, 500])
    }

    @Test("A line's lead bears it, whoever commissions it")
    func lead() throws {
        var pool = PoolFixture()
        pool.terms.overspend = OverspendRule(.ownRisk)
        pool.terms.lines = [LineTerms(line: "B", lead: "west"), LineTerms(line: "C", lead: "lcc")]
        #expect(try pool.year([("B", 401), ("C", 102)]).pence == [200, 100, 0])
    }

    @Test("What cannot be told says which line, and what would help")
    func untold() throws {
        var pool = PoolFixture()
        pool.terms.overspend = OverspendRule(.ownRisk)
        let year = try pool.year([("D", 51)])
        guard case .unresolved(let why)? = year.apportionments.first?.parts.first?.taker else {
            Issue.record("nobody is left with it")
            return
        }
        #expect(why.reason == "line `D` states no commissioner")
        #expect(why.help.contains("`lead`"))
    }

    @Test("A line's own rule goes before the pool's")
    func ownRule() throws {
        var pool = PoolFixture()
        pool.terms.overspend = OverspendRule(.fixedShares(Self.shares(["lcc": "100%"])))
        pool.terms.lines = [LineTerms(line: "B", overspend: OverspendRule(.fixedVariable(variable: ["east"])))]
        let year = try pool.year([("A", 401), ("B", 402)])
        #expect(year.pence == [100, 0, 200])
        #expect(year.apportionments.map(\.line) == ["B", nil])
    }

    // MARK: Waterfall

    private static let contingency = RiskShare.Step.contingency(id: "contingency", holds: .gbp(15))

    @Test(
        "Money falls from step to step, each as far as it goes",
        arguments: [
            // Underspends of B hold £20, the contingency £15, line D £50.
            (410, [1000, 0, 0, 0, 0]), (430, [2000, 1000, 0, 0, 0]), (440, [2000, 1500, 500, 0, 0]),
            (500, [2000, 1500, 5000, 1500, 0]),
        ] as [(Int64, [Int64])])
    func waterfall(outturn: Int64, expected: [Int64]) throws {
        var pool = PoolFixture()
        pool.terms.overspend = OverspendRule(
            .waterfall([
                .underspends, Self.contingency, .schemes(lines: nil),
                .outside(.fixedShares(Self.shares(["lcc": "100%"]))),
            ]))
        pool.terms.underspend = UnderspendRule(.stays)
        let year = try pool.year([("A", outturn), ("B", 380)])
        func taken(_ isMeant: (PoolApportionment.Taker) -> Bool) -> Int64 {
            year.apportionments.filter { $0.direction == .overspend }.flatMap(\.parts)
                .reduce(0) { $0 + (isMeant($1.taker) ? $1.amount.pence : 0) }
        }
        #expect(
            [
                taken { $0 == .underspends }, taken { $0 == .contingency("contingency") },
                taken { $0 == .scheme("D") }, taken { $0 == .partner("lcc") }, year.unresolved.pence,
            ] == expected)
        #expect(year.account.closing == year.account.closingByShares)
        // What overspends have used is not shared again.
        #expect(year.apportionments.filter { $0.direction == .underspend }.reduce(0) { $0 + $1.amount.pence } == 2000)
    }

    @Test("Named schemes can be stopped, and what is left is shown")
    func namedSchemes() throws {
        var pool = PoolFixture()
        pool.terms.overspend = OverspendRule(.waterfall([.schemes(lines: ["C"])]))
        let year = try pool.year([("A", 520)])
        #expect(year.apportionments[0].parts.map(\.amount) == [.gbp(100), .gbp(20)])
        #expect(year.unresolved == .gbp(20))
    }

    @Test("Two lines do not draw the same contingency twice")
    func contingencyOnce() throws {
        var pool = PoolFixture()
        let rule = OverspendRule(.waterfall([Self.contingency]))
        pool.terms.lines = [LineTerms(line: "A", overspend: rule), LineTerms(line: "B", overspend: rule)]
        let year = try pool.year([("A", 410), ("B", 410)])
        #expect(year.account.metByContingency == .gbp(15))
        #expect(year.unresolved == .gbp(5))
    }

    @Test("Ring-fenced money is neither spent on overspends nor freed by stopping its line")
    func ringFences() throws {
        var pool = PoolFixture()
        pool.councilKind = .disabledFacilitiesGrant
        pool.terms.overspend = OverspendRule(.waterfall([.underspends, .schemes(lines: nil)]))
        pool.terms.underspend = UnderspendRule(.stays)
        // C underspends by £10, £6 of it grant; D is all grant.
        let year = try pool.year([("B", 410), ("C", 90)])
        #expect(year.unresolved == .gbp(6))
        #expect(year.apportionments.flatMap(\.parts).contains { $0.taker == .ringFence("lcc") && $0.amount == .gbp(6) })
    }
}
