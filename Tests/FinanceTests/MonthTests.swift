import Finance
import TestSupport
import Testing

@Suite struct MonthTests {
    /// The small plan with months: A.1 all year, A.2 from April to September, B.1 not stated.
    private static func plan(days: [String?] = ["2016-04-01", "2016-10-01", nil]) throws -> Plan {
        let small = try SmallPlan.make()
        var lines = small.lines
        lines[0].months = .wholeYear
        lines[1].months = MonthSpan("apr-sep")
        return try Plan(
            identity: small.identity, partners: small.partners, pools: small.pools,
            sources: zip(small.sources, days).map { source, day in
                FundingSource(
                    id: source.id, title: source.title, kind: source.kind, contributor: source.contributor,
                    pool: source.pool,
                    tranches: source.tranches.map {
                        .init(title: $0.title, availableFrom: day, amount: $0.amount, origin: nil)
                    })
            }, lines: lines, cells: small.lines.indices.flatMap { small.cells(line: $0) })
    }

    @Test func `A line's money is spread equally over its months, and odd pence are spread too`() throws {
        let months = try Self.plan().monthlySpend(line: 0, source: 0)
        #expect(months.months == Array(repeating: .gbp(50), count: 12))
        let sevenths = try Plan(
            identity: try SmallPlan.make().identity, sources: [try SmallPlan.make().sources[0]],
            lines: [SpendLine(id: "x", theme: "T", title: "x", months: MonthSpan("apr-oct"))],
            cells: [Money(pence: 100)])
        let spread = try sevenths.monthlySpend(line: 0)
        #expect(spread.months.map(\.pence) == [15, 14, 14, 15, 14, 14, 14, 0, 0, 0, 0, 0])
        #expect(spread.quarters.map(\.pence) == [43, 43, 14, 0])
    }

    @Test(arguments: Int64(0)..<24)
    func `Quarters of a whole year differ by a penny at most, and sum to it`(odd: Int64) throws {
        let small = try SmallPlan.make()
        let plan = try Plan(
            identity: small.identity, sources: [small.sources[0]],
            lines: [SpendLine(id: "x", theme: "T", title: "x", months: MonthSpan("all year"))],
            cells: [Money(pence: 50_000_000 + odd)])
        let quarters = try plan.monthlySpend(line: 0).quarters.map(\.pence)
        #expect(quarters.reduce(0, +) == 50_000_000 + odd)
        #expect((quarters.max() ?? 0) - (quarters.min() ?? 0) <= 1)
        #expect(odd % 4 != 0 || Set(quarters).count == 1)
    }

    @Test func `A line whose months are not stated is in no month, unless it is asked to be spread`() throws {
        let plan = try Self.plan()
        let kept = try plan.monthlySpend(line: 2)
        #expect(kept.months.allSatisfy(\.isZero) && kept.notStated == .gbp(300) && kept.total == .gbp(300))
        let spread = try plan.monthlySpend(line: 2, spreadNotStated: true)
        #expect(spread.months == Array(repeating: .gbp(25), count: 12) && spread.notStated.isZero)
    }

    @Test func `A movement changes the months in which it takes effect`() throws {
        var plan = try Self.plan()
        let note = Movement.Note(reason: "half a year", months: MonthSpan("oct-mar"))
        try plan.move(.gbp(60), from: .line("A.1"), to: .line("A.2"), source: 0, note: note)
        #expect(try plan.monthlySpend(line: 0, source: 0).quarters == [.gbp(150), .gbp(150), .gbp(120), .gbp(120)])
        #expect(try plan.monthlySpend(line: 1, source: 0).months[6] == .gbp(10))
        try plan.move(.gbp(12), from: .line("A.1"), to: .unallocated, source: 0, note: .test)
        #expect(try plan.monthlySpend(line: 0, source: 0).months[0] == .gbp(49), "as the line runs")
    }

    @Test func `A month from which more is taken than it has is below zero, and said to be`() throws {
        var plan = try Self.plan()
        try plan.move(
            .gbp(500), from: .line("A.1"), to: .line("B.1"), source: 0,
            note: Movement.Note(reason: "r", months: MonthSpan("march")))
        let months = try plan.monthlySpend(line: 0, source: 0)
        #expect(months.monthsBelowZero == [12] && months.total == .gbp(100))
    }

    @Test func `A tranche comes in whole in the month of its day`() throws {
        let plan = try Self.plan()
        #expect(try plan.monthlyFunding(source: 0).months[0] == .gbp(900))
        #expect(try plan.monthlyFunding(source: 1).quarters == [.zero, .zero, .gbp(650), .zero])
        #expect(try plan.monthlyFunding(source: 2).notStated == .gbp(50))
    }

    @Test func `Each month closes with what it opened with, what came in and what was not spent`() throws {
        let cash = try Self.plan().cashByMonth()
        for (month, next) in zip(cash.months, cash.months.dropFirst()) { #expect(month.closing == next.opening) }
        // April: 900 in; 1000/12 and 300/6 out, by cell, where the first month has the first odd penny.
        #expect(cash.months[0].closing == Money(pence: 900_00 - 8334 - 5001))
        #expect(cash.receiptsNotStated == .gbp(50) && cash.spendNotStated == .gbp(300))
    }

    @Test(
        arguments: [
            ("2016-04-01", 1), ("2016-12-31", 9), ("2017-01-01", 10), ("2017-03-31", 12), ("2016-03-31", nil),
            ("2017-04-01", nil), ("2017-02-29", nil), ("soon", nil),
        ] as [(String, Int?)])
    func `A day lies in one month of its financial year, or in none`(day: String, month: Int?) {
        #expect(PlanningYear(startingIn: 2016).month(of: day) == month)
    }

    @Test(arguments: 0..<40)
    func `Months and what has none sum to the year, for every line, source and total, whatever moves`(seed: Int) throws
    {
        var random = try RandomPlan(seed: UInt64(seed))
        for _ in 0..<12 {
            let plan = random.plan
            for spread in [false, true] {
                var total = [Int64](repeating: 0, count: 12)
                let lines = try plan.monthlySpendByLine(spreadNotStated: spread)
                for (index, line) in lines.enumerated() {
                    #expect(try line == plan.monthlySpend(line: index, spreadNotStated: spread))
                    #expect(line.total == plan.total(line: index))
                    #expect(try Money.sum(line.months + [line.notStated]) == line.total)
                    #expect(try Money.sum(line.quarters + [line.notStated]) == line.total)
                    for source in plan.sources.indices {
                        let cell = try plan.monthlySpend(line: index, source: source, spreadNotStated: spread)
                        #expect(cell.total == plan.cell(line: index, source: source))
                    }
                    for month in 0..<12 { total[month] += line.months[month].pence }
                    if spread { #expect(line.notStated.isZero) }
                }
                #expect(try plan.monthlySpend(spreadNotStated: spread).months.map(\.pence) == total)
                for source in plan.sources.indices {
                    let spend = try plan.monthlySpend(source: source, spreadNotStated: spread)
                    #expect(spend.total == plan.spend(source: source))
                    let income = try plan.monthlyFunding(source: source, spreadNotStated: spread)
                    #expect(income.total == plan.funding(source: source))
                    #expect(try Money.sum(income.months + [income.notStated]) == income.total)
                    let cash = try plan.cashByMonth(source: source, spreadNotStated: spread)
                    let left = cash.months[11].closing.pence + cash.receiptsNotStated.pence - cash.spendNotStated.pence
                    #expect(left == plan.unallocated(source: source).pence)
                }
            }
            random.change()
        }
    }

    @Test func `A movement between lines with months of its own changes no month of the whole`() throws {
        var chance = Chance(seed: 7)
        for seed in 0..<20 {
            var random = try RandomPlan(seed: UInt64(seed))
            let before = try random.plan.monthlySpend()
            let amount = Money(pence: 1 + Int64(chance.below(1000)))
            let note = Movement.Note(reason: "r", months: MonthSpan("jun-dec"))
            guard random.plan.lines.count > 1, random.plan.total(line: 0) >= amount else { continue }
            try random.plan.move(amount, from: .line("L0"), to: .line("L1"), source: nil, note: note)
            #expect(try random.plan.monthlySpend() == before)
        }
    }
}
