import Finance
import TestSupport
import Testing

@Suite struct MovementTests {
    @Test func `A movement without a source takes from the line's sources in proportion`() throws {
        var plan = try SmallPlan.make()
        try plan.move(.gbp(100), from: .line("A.1"), to: .line("B.1"), source: nil, note: .test)
        #expect(plan.cells(line: 0) == [.gbp(540), .gbp(360), .zero])
        #expect(plan.cells(line: 2) == [.gbp(360), .gbp(40), .zero])
        #expect(plan.totalSpend == .gbp(1600))
        #expect(plan.movements.map(\.amount) == [.gbp(100)])
    }

    @Test func `A movement with a source takes that source alone`() throws {
        var plan = try SmallPlan.make()
        try plan.move(.gbp(400), from: .line("A.1"), to: .line("A.2"), source: 1, note: .test)
        #expect(plan.cells(line: 0) == [.gbp(600), .zero, .zero])
        #expect(plan.cells(line: 1) == [.zero, .gbp(650), .gbp(50)])
    }

    @Test func `Money that is freed is unallocated until it has a use`() throws {
        var plan = try SmallPlan.make()
        try plan.move(.gbp(300), from: .line("B.1"), to: .unallocated, source: nil, note: .test)
        #expect(plan.unallocated(source: 0) == .gbp(300))
        #expect(!plan.isBalanced)
        try plan.move(.gbp(300), from: .unallocated, to: .line("A.2"), source: 0, note: .test)
        #expect(plan.isBalanced)
    }

    @Test func `A contribution brings money in and a withdrawal takes it out`() throws {
        var plan = try SmallPlan.make()
        try plan.contribute(.gbp(70), to: .line("B.1"), source: 2, note: .test)
        #expect(plan.totalFunding == .gbp(1670))
        #expect(plan.funding(source: 2) == .gbp(120))
        try plan.withdraw(.gbp(50), from: .line("A.2"), source: 2, note: .test)
        #expect(plan.funding(source: 2) == .gbp(70))
        #expect(plan.isBalanced)
    }

    @Test func `Scaling rounds the line's total once and shares the change over its sources`() throws {
        var plan = try SmallPlan.make(cells: [0, 0, 0, 0, 0, 0, 300, 0, 0], funding: [300, 0, 0])
        let third = try #require(Rate(1, over: 3))
        try plan.move(Money(pence: 1), from: .line("B.1"), to: .unallocated, source: nil, note: .test)
        try plan.scale(line: 2, to: third, source: nil, note: .test)
        #expect(plan.total(line: 2).pence == 100_00)  // 299.99 / 3 = 99.9966…
        #expect(plan.unallocated(source: 0) == .gbp(200))
        try plan.scale(line: 2, to: try #require(Rate(percentage: "150")), source: 0, note: .test)
        #expect(plan.total(line: 2) == .gbp(150))
        let movements = plan.movements.count
        try plan.scale(line: 2, to: try #require(Rate(1)), source: nil, note: .test)
        #expect(plan.movements.count == movements, "a scale that changes nothing makes no movement")
    }

    @Test func `A closed line gives up all its money and takes no more`() throws {
        var plan = try SmallPlan.make()
        try plan.closeLine(0, to: .line("A.2"), note: .test)
        #expect(plan.cells(line: 1) == [.gbp(600), .gbp(650), .gbp(50)])
        #expect(plan.lines[0].status == .closed)
        let error = #expect(throws: PlanError.self) {
            try plan.move(.gbp(1), from: .line("B.1"), to: .line("A.1"), source: nil, note: .test)
        }
        #expect(error?.code == "plan.line.closed")
        #expect(throws: PlanError.self) { try plan.closeLine(0, to: .unallocated, note: .test) }
    }

    @Test func `A new line and a new source start with nothing and keep everybody else's money in place`() throws {
        var plan = try SmallPlan.make()
        try plan.addSource(
            FundingSource(
                id: "extra", title: "Extra", kind: .additionalNHS, contributor: "ccg", pool: "pool", tranches: []))
        try plan.addLine(SpendLine(id: "C.1", theme: "C", title: "Fourth"))
        #expect(plan.cells(line: 1) == [.zero, .gbp(250), .gbp(50), .zero])
        try plan.contribute(.gbp(5), to: .line("C.1"), source: 3, note: .test)
        #expect(plan.total(line: 3) == .gbp(5))
        #expect(plan.isBalanced)
        #expect(plan.explanation(of: try plan.figure(named: ["A.2"])).figure == .gbp(300))
        #expect(throws: PlanError.self) { try plan.addLine(SpendLine(id: "A.1", theme: "A", title: "Again")) }
    }

    @Test func `A slip in a theme is refused, and a theme that only differs in its number is a new one`() throws {
        var plan = try SmallPlan.make()
        try plan.addLine(SpendLine(id: "C.1", theme: "Urgent Response 1", title: "New"))
        let error = #expect(throws: PlanError.self) {
            try plan.addLine(SpendLine(id: "C.2", theme: "Urgent response 1", title: "New"))
        }
        #expect(error?.code == "plan.theme.slip" && error?.help == "did you mean `Urgent Response 1`?")
        try plan.addLine(SpendLine(id: "C.2", theme: "Urgent Response 2", title: "New"))
        #expect(plan.themes == ["A", "B", "Urgent Response 1", "Urgent Response 2"])
    }

    @Test func `A contributor gets back no more than it put in`() throws {
        var plan = try SmallPlan.make(funding: [100, 650, 50])
        let error = #expect(throws: PlanError.self) {
            try plan.withdraw(.gbp(101), from: .line("A.1"), source: 0, note: .test)
        }
        #expect(error?.code == "plan.withdraw.too-much")
        #expect(plan.funding(source: 0) == .gbp(100) && plan.movements.isEmpty)
    }

    /// One refused change.
    struct Refusal: Sendable, CustomStringConvertible {
        let description: String
        let code: String
        let change: @Sendable (inout Plan) throws -> Void
    }

    @Test(arguments: [
        Refusal(description: "more than a line holds", code: "plan.line.not-enough") {
            try $0.move(.gbp(1001), from: .line("A.1"), to: .line("B.1"), source: nil, note: .test)
        },
        Refusal(description: "more than a cell holds", code: "plan.line.not-enough") {
            try $0.move(.gbp(401), from: .line("A.1"), to: .line("B.1"), source: 1, note: .test)
        },
        Refusal(description: "a line that is not there", code: "plan.line.unknown") {
            try $0.move(.gbp(1), from: .line("A.3"), to: .line("B.1"), source: 0, note: .test)
        },
        Refusal(description: "to a line that is not there", code: "plan.line.unknown") {
            try $0.move(.gbp(1), from: .line("A.1"), to: .line("B.7"), source: 0, note: .test)
        },
        Refusal(description: "to itself", code: "plan.movement.same-line") {
            try $0.move(.gbp(1), from: .line("A.1"), to: .line("A.1"), source: 0, note: .test)
        },
        Refusal(description: "from nowhere to nowhere", code: "plan.movement.nowhere") {
            try $0.move(.gbp(1), from: .unallocated, to: .unallocated, source: 0, note: .test)
        },
        Refusal(description: "nothing", code: "plan.movement.not-positive") {
            try $0.move(.zero, from: .line("A.1"), to: .line("B.1"), source: nil, note: .test)
        },
        Refusal(description: "less than nothing", code: "plan.movement.not-positive") {
            try $0.move(.gbp(-1), from: .line("A.1"), to: .line("B.1"), source: 0, note: .test)
        },
        Refusal(description: "unallocated without a source", code: "plan.movement.no-source") {
            try $0.move(.gbp(1), from: .unallocated, to: .line("B.1"), source: nil, note: .test)
        },
        Refusal(description: "unallocated that is not there", code: "plan.unallocated.not-enough") {
            try $0.move(.gbp(1), from: .unallocated, to: .line("B.1"), source: 0, note: .test)
        },
        Refusal(description: "without a reason", code: "plan.movement.no-reason") {
            try $0.move(.gbp(1), from: .line("A.1"), to: .line("B.1"), source: 0, note: .init(reason: " "))
        },
        Refusal(description: "a negative scale", code: "plan.scale.negative") {
            try $0.scale(line: 0, to: try #require(Rate(-1)), source: nil, note: .test)
        },
        Refusal(description: "growth without money", code: "plan.unallocated.not-enough") {
            try $0.scale(line: 0, to: try #require(Rate(2)), source: nil, note: .test)
        },
        Refusal(description: "a contribution that does not fit", code: "plan.too-large") {
            try $0.contribute(Money(pence: .max), to: .unallocated, source: 0, note: .test)
        },
        Refusal(description: "a duplicate line", code: "plan.line.duplicate") {
            try $0.addLine(SpendLine(id: "A.1", theme: "A", title: "Again"))
        },
    ])
    func `What cannot be is refused and leaves the plan as it was`(refusal: Refusal) throws {
        var plan = try SmallPlan.make()
        let before = plan
        let error = #expect(throws: PlanError.self) { try refusal.change(&plan) }
        #expect(error?.code == refusal.code)
        #expect(plan.movements.isEmpty && plan.lines == before.lines)
        #expect((0..<3).allSatisfy { plan.cells(line: $0) == before.cells(line: $0) })
        #expect((0..<3).allSatisfy { plan.funding(source: $0) == before.funding(source: $0) })
    }

    @Test func `A copy that changes leaves the original alone`() throws {
        let original = try SmallPlan.make()
        var copy = original
        try copy.closeLine(0, to: .unallocated, note: .test)
        #expect(original.total(line: 0) == .gbp(1000))
        #expect(original.lines[0].status == .active)
        #expect(original.movements.isEmpty)
    }

    @Test(arguments: [UInt64](1...UInt64(20 * Chance.rounds)))
    func `Random movements conserve every source, never go below zero, and are explained to the penny`(
        seed: UInt64
    ) throws {
        var chance = Chance(seed: seed)
        let before = try SmallPlan.make()
        var plan = before
        var came = [Int64](repeating: 0, count: 3)
        var accepted = 0
        for _ in 0..<150 {
            let amount = Money(pence: chance.ofAnySize(bits: 18))
            func end() -> Movement.End {
                chance.below(4) == 0 ? .unallocated : .line(plan.lines[chance.below(plan.lines.count)].id)
            }
            let source = chance.below(2) == 0 ? nil : chance.below(3)
            do throws(PlanError) {
                switch chance.below(12) {
                case 0:
                    try plan.contribute(amount, to: end(), source: source ?? 0, note: .test)
                    came[source ?? 0] += amount.pence
                case 1:
                    try plan.withdraw(amount, from: end(), source: source, note: .test)
                    for part in plan.movements[plan.movements.count - 1].parts {
                        came[part.source] -= part.amount.pence
                    }
                case 2:
                    let rate = Rate(Int64(chance.below(300)), over: 200) ?? Rate(percentage: "100")
                    if let rate {
                        try plan.scale(line: chance.below(plan.lines.count), to: rate, source: source, note: .test)
                    }
                case 3 where plan.lines.count < 8:
                    try plan.addLine(SpendLine(id: "N.\(plan.lines.count)", theme: "N", title: "New"))
                case 4 where chance.below(10) == 0:
                    try plan.closeLine(chance.below(plan.lines.count), to: end(), note: .test)
                default: try plan.move(amount, from: end(), to: end(), source: source, note: .test)
                }
                accepted += 1
            } catch {
                // Refused, and so without effect; the invariants below must hold all the same.
            }
            for source in 0..<3 {
                let funding = plan.funding(source: source)
                #expect(funding.pence == before.funding(source: source).pence + came[source])
                #expect(funding.pence == plan.spend(source: source).pence + plan.unallocated(source: source).pence)
                #expect(plan.unallocated(source: source) >= .zero)
                let id = plan.sources[source].id
                for (measure, amount) in [
                    (Figure.Measure.income, funding), (.spend, plan.spend(source: source)),
                    (.unallocated, plan.unallocated(source: source)),
                ] {
                    let figure = try plan.figure(measure, Selection(sources: [.source: id]))
                    let steps = plan.explanation(of: figure).steps
                    #expect(steps.reduce(0) { $0 + $1.amount.pence } == amount.pence)
                }
                for line in plan.lines.indices {
                    let cell = plan.cell(line: line, source: source)
                    #expect(cell >= .zero)
                    let figure = try plan.figure(named: [plan.lines[line].id], source: id)
                    let steps = plan.explanation(of: figure).steps
                    #expect(steps.reduce(0) { $0 + $1.amount.pence } == cell.pence)
                }
            }
        }
        #expect(accepted > 30, "seed \(seed) tried hardly anything")
        let evaluation = Evaluation(before: before, after: plan)
        for rows in [evaluation.bySource, evaluation.byContributor, evaluation.byPool, evaluation.byTheme] {
            #expect(rows.reduce(0) { $0 + $1.after.pence } == plan.totalSpend.pence)
            #expect(rows.reduce(0) { $0 + $1.before.pence } == before.totalSpend.pence)
        }
    }
}
