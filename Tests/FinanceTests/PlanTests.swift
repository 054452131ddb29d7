import Diagnostics
import Finance
import Testing

@Suite struct PlanTests {
    @Test func `Totals are sums of cells, whichever way they are cut`() throws {
        let plan = try SmallPlan.make()
        #expect(plan.totalSpend == .gbp(1600))
        #expect((0..<3).map { plan.total(line: $0) } == [.gbp(1000), .gbp(300), .gbp(300)])
        #expect((0..<3).map { plan.spend(source: $0) } == [.gbp(900), .gbp(650), .gbp(50)])
        #expect(plan.themes == ["A", "B"])
        #expect(plan.isBalanced)
    }

    @Test func `A plan that spends more than has come in says so and does not balance`() throws {
        let plan = try SmallPlan.make(funding: [900, 600, 50])
        #expect(plan.unallocated(source: 1) == .gbp(-50))
        #expect(plan.totalUnallocated == .gbp(-50))
        #expect(!plan.isBalanced)
    }

    @Test func `A surplus of one source does not make good the shortfall of another`() throws {
        let plan = try SmallPlan.make(funding: [950, 600, 50])
        #expect(plan.totalUnallocated.isZero)
        #expect(!plan.isBalanced)
    }

    @Test func `Cells below zero and duplicate ids cannot make a plan`() throws {
        let negative = #expect(throws: PlanError.self) { try SmallPlan.make(cells: [0, 0, 0, 0, -1, 0, 0, 0, 0]) }
        #expect(negative?.code == "plan.cell.negative")
        #expect(negative?.message == "line `A.2` would spend -£1 from `dfg`")
        let plan = try SmallPlan.make()
        let twice = #expect(throws: PlanError.self) {
            try Plan(
                identity: plan.identity, sources: [plan.sources[0]], lines: [plan.lines[0], plan.lines[0]],
                cells: [.zero, .zero])
        }
        #expect(twice?.code == "plan.line.duplicate")
    }

    @Test func `Amounts that together do not fit cannot make a plan`() throws {
        let plan = try SmallPlan.make()
        let half = Money(pence: .max / 2 + 1)
        let error = #expect(throws: PlanError.self) {
            try Plan(
                identity: plan.identity, sources: [plan.sources[0]], lines: [plan.lines[0], plan.lines[1]],
                cells: [half, half])
        }
        #expect(error?.code == "plan.too-large")
    }

    @Test func `A selection sums the lines and sources that meet every filter`() throws {
        let plan = try SmallPlan.make()
        #expect(try plan.sum(Selection()) == .gbp(1600))
        #expect(try plan.sum(Selection(lines: [.theme: "A"])) == .gbp(1300))
        #expect(try plan.sum(Selection(lines: [.theme: "A"], sources: [.contributor: "lcc"])) == .gbp(700))
        #expect(try plan.sum(Selection(lines: [.areaOfSpend: "not stated"])) == .gbp(300))
        #expect(try plan.sum(Selection(lines: [.areaOfSpend: "primary-care"])) == .zero)
        #expect(try plan.sum(Selection(sources: [.kind: "winter-pressures"])) == .zero)
    }

    @Test(arguments: [
        (Selection(lines: [.theme: "a"]), "did you mean `A`?"),
        (Selection(lines: [.areaOfSpend: "social care"]), "did you mean `social-care`?"),
        (Selection(sources: [.source: "dgf"]), "did you mean `dfg`?"),
        (Selection(sources: [.contributor: "nobody at all"]), "known: ccg, lcc"),
    ])
    func `A filter that nothing could ever meet is a slip and gets advice`(selection: Selection, help: String) throws {
        let plan = try SmallPlan.make()
        let error = #expect(throws: PlanError.self) { try plan.sum(selection) }
        #expect(error?.code == "plan.selection.unknown-value")
        #expect(error?.help == help)
    }

    @Test func `A mistyped line or source is answered with the nearest one`() throws {
        let plan = try SmallPlan.make()
        #expect(#expect(throws: PlanError.self) { try plan.lineIndex("A1") }?.help == "did you mean `A.1`?")
        #expect(#expect(throws: PlanError.self) { try plan.sourceIndex("coucnil") }?.help == "did you mean `council`?")
    }

    @Test func `An explanation leads back to the input cell and the movements, in order`() throws {
        let cell = Place(file: "spending.csv", line: 2, column: 3, name: "nhs [gbp]")
        var plan = try SmallPlan.make()
        plan = try Plan(
            identity: plan.identity, sources: plan.sources, lines: plan.lines,
            cells: (0..<3).flatMap { plan.cells(line: $0) }, origins: [cell] + Array(repeating: nil, count: 8))
        try plan.move(.gbp(100), from: .line("A.1"), to: .line("B.1"), source: 0, note: .test)
        try plan.move(.gbp(30), from: .line("B.1"), to: .line("A.1"), source: 0, note: .test)
        let explanation = plan.explanation(of: try plan.figure(named: ["A.1"], source: "nhs"))
        #expect(explanation.figure == .gbp(530))
        #expect(explanation.steps.map(\.amount) == [.gbp(600), .gbp(-100), .gbp(30)])
        #expect(explanation.steps.map(\.origin) == [.spend(line: 0, cell), .movement(0), .movement(1)])
        #expect(explanation.steps.allSatisfy { $0.source == 0 })
        #expect(explanation.subject.words == "planned spend of line `A.1` (First) from source `nhs` (NHS)")
    }
}

@Suite struct PlanningYearTests {
    @Test(arguments: [("2016-17", 2016), ("2016/17", 2016), ("1999-00", 1999)])
    func `A financial year is read with a hyphen or a stroke`(text: String, start: Int) throws {
        let year = try #require(PlanningYear(text))
        #expect(year.start == start)
        #expect(PlanningYear(year.id) == year && PlanningYear(year.text) == year)
    }

    @Test(arguments: ["2016", "2016-18", "16-17", "2016-2017", "2016-17-18", "twenty", "", "-17"])
    func `Anything else is not a financial year`(text: String) {
        #expect(PlanningYear(text) == nil)
    }

    @Test(arguments: [
        ("all year", 1, 12), ("apr-sep", 1, 6), ("April to September", 1, 6), ("nov-mar", 8, 12), ("Jun", 3, 3),
        ("apr – oct", 1, 7),
    ])
    func `Months are counted from April`(text: String, first: Int, last: Int) throws {
        let span = try #require(MonthSpan(text))
        #expect(span.first == first && span.last == last && span.count == last - first + 1)
        #expect(MonthSpan(span.description) == span)
    }

    @Test(arguments: ["", "mar-apr", "sometime", "ap-se", "apr-may-jun", "13"])
    func `A span that is none or runs backwards is refused`(text: String) {
        #expect(MonthSpan(text) == nil)
    }
}
