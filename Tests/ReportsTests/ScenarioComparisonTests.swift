import Diagnostics
import Finance
import Scripting
import Testing

@testable import Reports

@Suite struct ScenarioComparisonTests {
    private static func plan() throws -> Plan {
        func source(_ id: String, _ pounds: Int64) -> FundingSource {
            FundingSource(
                id: id, title: id.uppercased(), kind: .nhsMinimum, contributor: "ccg", pool: "pool",
                tranches: [.init(title: "annual", availableFrom: nil, amount: Money(pence: pounds * 100), origin: nil)])
        }
        return try Plan(
            identity: PlanIdentity(id: "small", title: "Small", area: "Shire", year: PlanningYear(startingIn: 2016)),
            partners: [Partner(id: "ccg", title: "CCG", kind: .ccg)],
            sources: [source("one", 160), source("two", 40)],
            lines: (1...3).map { SpendLine(id: "L\($0)", theme: "Theme \($0)", title: "Line \($0)") },
            cells: [100, 20, 50, 10, 10, 10].map { Money(pence: $0 * 100) })
    }

    private static func run(_ change: String, check: String = "", named name: String = "a.lua") throws -> ScenarioRun {
        let text = """
            return scenario { title = "Test", plan = "small",
            change = function(plan) \(change) end, check = function(result) \(check) end }
            """
        return try ScenarioScript(ScriptText(name: name, text: text)).run(on: try plan())
    }

    private static func move(_ from: String, _ to: String, _ pounds: Int, source: String = "one") -> String {
        #"plan:move { from = "\#(from)", to = "\#(to)", source = "\#(source)", amount = gbp(\#(pounds)), reason = "r" } "#
    }

    private static func assume(_ what: String, _ value: String) -> String {
        """
        assume { what = "\(what)", value = "\(value)", owner = "o", source = "s", date = "2026-01-02",
        quality = "estimate" }
        """
    }

    private static func report(_ runs: [ScenarioRun]) throws -> CompareReport {
        CompareReport(
            try ScenarioComparison(runs), planHash: "sha256:p", scriptHashes: runs.map { "sha256:" + $0.script },
            command: ["bcf", "compare"])
    }

    @Test("Every figure stands in the plan's column and in each scenario's, with its difference")
    func figures() throws {
        let comparison = try ScenarioComparison([
            try Self.run(Self.move("L1", "L2", 5)), try Self.run(Self.move("L1", "L3", 7)), try Self.run(""),
        ])
        #expect(comparison.lines.map(\.total.id) == ["L1", "L2", "L3"] && comparison.unchangedLines == 0)
        #expect(comparison.lines[0].total.base?.pence == 120_00)
        #expect(comparison.lines[0].total.amounts.map { $0?.pence } == [115_00, 113_00, 120_00])
        #expect(comparison.lines[0].total.changes.map { $0?.pence } == [-5_00, -7_00, 0])
        #expect(
            comparison.byTheme.map { $0.changes.map { $0?.pence } } == [
                [-5_00, -7_00, 0], [5_00, 0, 0], [0, 7_00, 0],
            ])
        #expect(comparison.spend.changes.map { $0?.pence } == [0, 0, 0] && !comparison.spend.isChanged)
    }

    @Test("A line whose total stays while another source pays is a line that changes")
    func sources() throws {
        let swap = Self.move("L1", "L2", 5) + Self.move("L2", "L1", 5, source: "two")
        let comparison = try ScenarioComparison([try Self.run(""), try Self.run(swap)])
        #expect(comparison.lines.map(\.total.id) == ["L1", "L2"] && comparison.unchangedLines == 1)
        #expect(!comparison.lines[0].total.isChanged)
        #expect(comparison.lines[0].sources.map(\.id) == ["one", "two"])
        #expect(
            comparison.lines[0].sources.map { $0.amounts.map { $0?.pence } } == [[100_00, 95_00], [20_00, 25_00]])
    }

    @Test("What only one scenario adds is not there in the others, and that is not nothing")
    func added() throws {
        func adding(_ title: String) -> String { #"plan:add_line { id = "N", theme = "New", title = "\#(title)" }"# }
        let same = try ScenarioComparison([try Self.run(adding("New")), try Self.run(""), try Self.run(adding("New"))])
        #expect(same.lines.map(\.total.id) == ["N"])
        #expect(same.lines[0].total.base == nil && same.lines[0].total.amounts == [.zero, nil, .zero])
        #expect(same.byTheme.last?.title == "New" && same.byTheme.last?.base == nil)
        let other = try ScenarioComparison([try Self.run(adding("One thing")), try Self.run(adding("Another"))])
        #expect(other.lines.map(\.total.title) == ["One thing", "Another"], "one id, two things")
        let text = try Self.report([try Self.run(adding("New")), try Self.run("")]).text()
        #expect(text.contains("not there"))
    }

    @Test("A line that is closed, and money without a use, are shown")
    func closedAndUnallocated() throws {
        let close = #"plan:close_line { line = "L3", to = "unallocated", reason = "r" }"#
        let comparison = try ScenarioComparison([try Self.run(""), try Self.run(close)])
        #expect(comparison.lines.map(\.closedBy) == [[1]])
        #expect(comparison.unallocated.amounts.map { $0?.pence } == [0, 20_00])
        #expect(!comparison.isPassed)
        let text = try Self.report([try Self.run(""), try Self.run(close)]).text()
        #expect(text.contains("  L3 is closed by B\n") && text.contains("Result: failed: B of 2 scenarios"))
    }

    @Test("Assumptions are held against each other by what they are of")
    func assumptions() throws {
        let comparison = try ScenarioComparison([
            try Self.run(Self.assume("cost", "£5") + Self.assume("demand", "10")),
            try Self.run(Self.assume("cost", "£6") + Self.assume("demand", "10")), try Self.run(""),
        ])
        #expect(comparison.assumptions.map(\.what) == ["cost", "demand"])
        #expect(comparison.assumptions.map(\.hasDifferentValues) == [true, false])
        #expect(comparison.assumptions[0].statements.map(\.scenarios) == [[0], [1]])
        #expect(comparison.assumptions[1].statements.map(\.scenarios) == [[0, 1]])
        let text = try Self.report(comparison.runs).text()
        #expect(text.contains("     A  £5; o; s; looked at 2026-01-02, estimate\n"))
        #expect(text.contains("     A, B  10; o; s; looked at 2026-01-02, estimate\n     not stated by C\n"))
        #expect(text.ranges(of: "DIFFERENT VALUES").count == 1)
    }

    @Test("An expectation that is not met is shown with its scenario")
    func expectations() throws {
        let runs = [
            try Self.run("", check: #"expect(true, "a")"#), try Self.run("", check: #"expect(false, "it holds")"#),
        ]
        let text = try Self.report(runs).text()
        #expect(text.contains("  B  NOT MET it holds  (a.lua:2)\n"))
        #expect(text.contains("Expectations met           1 of 1  0 of 1\n"))
    }
}
