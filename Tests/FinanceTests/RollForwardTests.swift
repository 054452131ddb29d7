import Finance
import TestSupport
import Testing

@Suite struct RollForwardTests {
    private static let year = PlanningYear(startingIn: 2016)
    private static let kinds: [FundingSource.Kind] = [.nhsMinimum, .disabledFacilitiesGrant, .additionalLA]

    private static func terms(
        uplift: String = "0", lines: String = "0", notStated: Bool? = true, recurrent: Set<String> = [],
        ends: Set<String> = [], sameMonths: Set<String> = [], to year: PlanningYear = year.next
    ) -> RollForwardTerms {
        RollForwardTerms(
            to: year,
            uplifts: kinds.map { .init(.kind($0), Rate(percentage: uplift) ?? .zero, citation: "a circular") },
            lineUplift: Rate(percentage: lines) ?? .zero, recurrent: recurrent, nonRecurrent: ends,
            sameMonths: sameMonths, notStatedRecurs: notStated, note: .test)
    }

    private static func plan(months: String? = nil) throws -> Plan {
        let small = try SmallPlan.make()
        var lines = small.lines
        lines[0].months = months.flatMap { MonthSpan($0) }
        return try Plan(
            identity: small.identity, partners: small.partners, pools: small.pools, sources: small.sources,
            lines: lines, cells: small.lines.indices.flatMap { small.cells(line: $0) })
    }

    private func code(_ plan: Plan, _ terms: RollForwardTerms) -> String? {
        var plan = plan
        do throws(PlanError) { try plan.rollForward(terms) } catch { return error.code }
        return nil
    }

    @Test func `Flat terms carry everything, and the closed year stays as it was`() throws {
        let before = try Self.plan()
        var plan = before
        try plan.rollForward(Self.terms())
        #expect(plan.identity.year == Self.year.next && plan.totalSpend == before.totalSpend && plan.isBalanced)
        #expect(plan.movements.isEmpty && plan.earlierYears.count == 1)
        #expect(plan.earlierYears[0].identity.year == Self.year)
        #expect(plan.sources.map(\.priorYear) == before.sources.indices.map { before.funding(source: $0) })
    }

    @Test func `Income grows by its uplift, rounded once, and lines that do not keep up leave a gap or money over`()
        throws
    {
        var plan = try Self.plan()
        try plan.rollForward(Self.terms(uplift: "1.79", lines: "5"))
        // 900 × 1.79% = 16.11; 900 × 5% = 45.
        #expect(plan.funding(source: 0) == Money(pence: 916_11) && plan.spend(source: 0) == .gbp(945))
        #expect(plan.unallocated(source: 0) == Money(pence: -28_89))
        #expect(!plan.isBalanced)
    }

    @Test func `A part-year line costs a full year's money, rounded once, and then runs all year`() throws {
        var plan = try Self.plan(months: "apr-oct")
        #expect(try plan.fullYearEffect(line: 0) == Money(pence: 42857 + 28571))
        try plan.rollForward(Self.terms())
        // 600 × 12 / 7 = 1028.571…; 400 × 12 / 7 = 685.714…
        #expect(plan.cells(line: 0).map(\.pence) == [102_857, 68_571, 0])
        #expect(plan.lines[0].months == .wholeYear)
        try plan.rollForward(Self.terms(to: Self.year.next.next))
        #expect(plan.cells(line: 0).map(\.pence) == [102_857, 68_571, 0], "a full year has no effect of its own")
    }

    @Test func `A line that runs in the same months every year has no full-year effect`() throws {
        var plan = try Self.plan(months: "oct-mar")
        try plan.rollForward(Self.terms(sameMonths: ["A.1"]))
        #expect(plan.total(line: 0) == .gbp(1000) && plan.lines[0].months == MonthSpan("oct-mar"))
    }

    @Test func `A movement for the year only is undone, and one for part of the year gets its full-year effect`() throws
    {
        var plan = try Self.plan(months: "all year")
        let once = Movement.Note(reason: "r", isRecurrent: false)
        let half = Movement.Note(reason: "r", isRecurrent: true, months: MonthSpan("oct-mar"))
        try plan.move(.gbp(100), from: .line("A.1"), to: .line("A.2"), source: 0, note: once)
        try plan.move(.gbp(150), from: .line("A.1"), to: .line("B.1"), source: 0, note: half)
        try plan.contribute(.gbp(20), to: .line("A.2"), source: 2, note: half)
        try plan.contribute(.gbp(7), to: .line("A.2"), source: 2, note: once)
        try plan.rollForward(Self.terms())
        #expect(plan.cells(line: 0)[0] == .gbp(300) && plan.cells(line: 1)[0] == .zero)
        #expect(plan.cells(line: 2)[0] == .gbp(600))
        #expect(plan.cells(line: 1)[2] == .gbp(90) && plan.funding(source: 2) == .gbp(90))
        #expect(plan.spend(source: 0) == .gbp(900))
    }

    @Test func `What ends holds no money and is closed, and a reserve ends unless it is named`() throws {
        let small = try SmallPlan.make()
        let reserve = FundingSource(
            id: "reserve", title: "Reserve", kind: .reserve, contributor: "lcc", pool: "pool",
            tranches: [.init(title: "annual", availableFrom: nil, amount: .gbp(50), origin: nil)])
        func start(_ opening: Money) throws -> Plan {
            var arrangements = PlanArrangements()
            arrangements.reserves = [Reserve(id: "r", title: "R", opening: opening, sources: ["reserve"])]
            return try Plan(
                identity: small.identity, arrangements: arrangements, sources: [small.sources[0], reserve],
                lines: [small.lines[0], small.lines[1]], cells: [.gbp(900), .zero, .zero, .gbp(50)])
        }
        var plan = try start(.gbp(200))
        try plan.rollForward(Self.terms(ends: ["A.2"]))
        #expect(plan.funding(source: 1).isZero && plan.lines[1].status == .closed && plan.total(line: 1).isZero)
        #expect(plan.yearSummaries.flatMap(\.reserves).map(\.closing) == [.gbp(150), .gbp(150)])
        #expect(throws: PlanError.self) {
            try plan.move(.gbp(1), from: .line("A.1"), to: .line("A.2"), source: nil, note: .test)
        }
        var drawing = try start(.gbp(80))
        let kept = RollForwardTerms(
            to: Self.year.next, uplifts: [.init(.kind(.nhsMinimum), .zero), .init(.source("reserve"), .zero)],
            lineUplift: .zero, recurrent: ["reserve"], notStatedRecurs: true, note: .test)
        try drawing.rollForward(kept)
        #expect(drawing.yearSummaries.flatMap(\.reserves).map(\.reserve.opening) == [.gbp(80), .gbp(30)])
        #expect(drawing.reserveAssessment("r")?.closing == .gbp(-20), "an overdrawn reserve is shown")
    }

    @Test func `A line closed for the year only is open again, one closed for good is not`() throws {
        for (recurrent, status) in [(false, SpendLine.Status.active), (true, .closed)] {
            var plan = try Self.plan()
            try plan.closeLine(2, to: .line("A.1"), note: Movement.Note(reason: "r", isRecurrent: recurrent))
            try plan.rollForward(Self.terms())
            #expect(plan.lines[2].status == status)
            #expect(plan.total(line: 2) == (recurrent ? .zero : .gbp(300)))
            #expect(plan.spend(source: 0) == .gbp(900))
        }
    }

    @Test func `What does not say whether it goes on must be decided, and the error counts it`() throws {
        var plan = try Self.plan()
        try plan.move(.gbp(1), from: .line("A.1"), to: .line("A.2"), source: 0, note: .test)
        var copy = plan
        let error = #expect(throws: PlanError.self) { try copy.rollForward(Self.terms(notStated: nil)) }
        #expect(error?.code == "plan.roll.not-stated")
        #expect(error?.message.hasPrefix("3 lines (`A.1`, `A.2`, `B.1`) and 1 movement do not say") == true)
        #expect(copy.identity.year == Self.year, "nothing changed")
    }

    @Test func `What is below nothing by its growth is told as that, and not as a movement's effect`() throws {
        let plan = try Self.plan()
        for terms in [Self.terms(uplift: "-101"), Self.terms(lines: "-101")] {
            var rolled = plan
            #expect { try rolled.rollForward(terms) } throws: { error in
                let error = error as? PlanError
                return error?.code == "plan.roll.below-zero" && error?.reason?.hasPrefix("a growth below -100%") == true
            }
        }
        #expect(code(plan, Self.terms(uplift: "-100", lines: "-100")) == nil)
    }

    @Test func `Terms that do not fit are refused`() throws {
        let plan = try Self.plan()
        #expect(code(plan, Self.terms(to: Self.year)) == "plan.roll.year")
        #expect(code(plan, Self.terms(recurrent: ["X"])) == "plan.roll.unknown")
        #expect(code(plan, Self.terms(recurrent: ["A.1"], ends: ["A.1"])) == "plan.roll.both")
        #expect(code(plan, Self.terms(sameMonths: ["nhs"])) == "plan.line.unknown")
        let bare = RollForwardTerms(
            to: Self.year.next, uplifts: [], lineUplift: .zero, notStatedRecurs: true, note: .test)
        #expect(code(plan, bare) == "plan.roll.no-uplift")
        var moved = plan
        try moved.move(
            .gbp(500), from: .line("A.1"), to: .line("B.1"), source: 0,
            note: Movement.Note(reason: "r", isRecurrent: true, months: MonthSpan("march")))
        #expect(code(moved, Self.terms()) == "plan.roll.below-zero")
    }

    @Test(arguments: 0..<60)
    func `To the penny: carried, less what ends, plus full-year effect and uplift, is next year's`(seed: Int) throws {
        var random = try RandomPlan(seed: UInt64(1000 + seed))
        for _ in 0..<4 {
            for _ in 0..<6 { random.change() }
            let closed = random.plan
            let terms = random.terms()
            var next = closed
            // Part-year movements may take away more than a line has; that is refused, and then nothing changes.
            guard (try? next.rollForward(terms)) != nil, let prior = next.priorYear else { return }
            for (index, amount) in prior.cells.enumerated() {
                let (line, source) = index.quotientAndRemainder(dividingBy: closed.sources.count)
                #expect(amount.carried == closed.cell(line: line, source: source))
                #expect(amount.next == next.cell(line: line, source: source))
            }
            for source in closed.sources.indices {
                let (funding, spend) = (prior.funding[source], prior.spend(source: source))
                #expect(funding.carried == closed.funding(source: source))
                #expect(funding.next == next.funding(source: source))
                #expect(spend.carried == closed.spend(source: source) && spend.next == next.spend(source: source))
            }
            for amount in prior.cells + prior.funding + closed.sources.indices.map({ prior.spend(source: $0) }) {
                let parts = [amount.carried, amount.notRecurrent, amount.fullYearEffect, amount.uplift]
                #expect(try Money.sum(parts) == amount.next)
            }
            for line in closed.lines.indices where next.lines[line].status == .closed {
                #expect(next.total(line: line).isZero)
            }
            random.plan = next
        }
    }

    @Test func `Plans that nobody chose are rolled forward, most of them`() throws {
        var rolled = 0
        for seed in 0..<60 {
            var random = try RandomPlan(seed: UInt64(1000 + seed))
            for _ in 0..<6 { random.change() }
            var next = random.plan
            if (try? next.rollForward(random.terms())) != nil { rolled += 1 }
        }
        #expect(rolled > 30, "the property below would hold of nothing")
    }

    @Test(arguments: 0..<40)
    func `What was done over years, done again, comes to the same, and every figure is explained`(seed: Int) throws {
        var random = try RandomPlan(seed: UInt64(2000 + seed))
        for _ in 0..<3 { random.change() }
        let before = random.plan
        for _ in 0..<3 {
            for _ in 0..<4 { random.change() }
            let terms = random.terms()
            try? random.plan.rollForward(terms)
        }
        random.change()
        let after = random.plan
        let again = try before.applying(after.changes(since: before))
        #expect(again.identity == after.identity && again.lines == after.lines && again.sources == after.sources)
        #expect(again.movements == after.movements && again.closures == after.closures)
        #expect(again.yearSummaries == after.yearSummaries)
        #expect(again.changes(since: before) == after.changes(since: before))
        for line in after.lines.indices {
            #expect(again.cells(line: line) == after.cells(line: line))
            let figure = try after.figure(named: ["spend", "line=\(after.lines[line].id)"])
            let explanation = after.explanation(of: figure)
            #expect(explanation.figure == after.total(line: line))
            #expect(try Money.sum(explanation.steps.map(\.amount)) == explanation.figure)
        }
        for measure in Figure.Measure.allCases {
            for source in after.sources.indices {
                let figure = try after.figure(named: [measure.rawValue, "source=\(after.sources[source].id)"])
                let explanation = after.explanation(of: figure)
                #expect(explanation.figure == after.amount(of: figure))
                #expect(try Money.sum(explanation.steps.map(\.amount)) == explanation.figure)
            }
        }
        #expect(after.changes(since: after).isEmpty)
    }

    @Test func `An explanation walks back through the years`() throws {
        var plan = try Self.plan(months: "apr-sep")
        try plan.move(
            .gbp(100), from: .line("A.1"), to: .line("A.2"), source: 0,
            note: Movement.Note(reason: "r", isRecurrent: false))
        try plan.rollForward(Self.terms(lines: "2"))
        try plan.move(.gbp(4), from: .line("A.1"), to: .line("A.2"), source: 0, note: .test)
        func steps(_ words: [String]) throws -> [Explanation.Step] {
            plan.explanation(of: try plan.figure(named: words, source: plan.sources[0].id)).steps
        }
        let next = Self.year.next
        let expected: [(Int64, Explanation.Step.Origin)] = [
            (600, .spend(line: 0, nil)), (-100, .earlierMovement(Self.year, 0)),
            (100, .rolled(.notRecurrent, to: next)), (600, .rolled(.fullYearEffect, to: next)),
            (24, .rolled(.uplift(Rate(2, over: 100) ?? .zero, citation: nil), to: next)), (-4, .movement(0)),
        ]
        #expect(
            try steps(["spend", "line=A.1"])
                == expected.map { Explanation.Step(amount: .gbp($0.0), source: 0, origin: $0.1) })
        #expect(
            try steps(["income"]) == [Explanation.Step(amount: .gbp(900), source: 0, origin: .income(tranche: 0, nil))])
    }

    @Test func `No plan is rolled forward without end`() throws {
        var plan = try Self.plan()
        var refusal: PlanError?
        for _ in 0..<30 where refusal == nil {
            do throws(PlanError) {
                try plan.rollForward(Self.terms(to: plan.identity.year.next))
            } catch {
                refusal = error
            }
        }
        #expect(refusal?.code == "plan.too-many" && plan.allYears.count == 20)
    }
}
