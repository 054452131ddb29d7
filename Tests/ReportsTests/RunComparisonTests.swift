import Diagnostics
import Finance
import Scripting
import Testing

@testable import Reports

@Suite struct RunComparisonTests {
    private static func plan(_ pounds: [Int64] = [100, 50]) throws -> Plan {
        try Plan(
            identity: PlanIdentity(id: "small", title: "Small", area: "Shire", year: PlanningYear(startingIn: 2016)),
            partners: [Partner(id: "ccg", title: "CCG", kind: .ccg)],
            sources: [
                FundingSource(
                    id: "nhs", title: "NHS", kind: .nhsMinimum, contributor: "ccg", pool: "pool",
                    tranches: [
                        .init(title: "annual", availableFrom: nil, amount: Money(pence: 150_00), origin: nil)
                    ])
            ],
            lines: pounds.indices.map { SpendLine(id: "L\($0 + 1)", theme: "Theme", title: "Line \($0 + 1)") },
            cells: pounds.map { Money(pence: $0 * 100) })
    }

    private static func run(
        _ change: String, check: String = "", lever: String = "gbp(1)", on plan: Plan? = nil
    ) throws -> ScenarioRun {
        let text = """
            return scenario { title = "Test", plan = "small", levers = { sum = lever { default = \(lever) } },
            change = function(plan, levers) \(change) end, check = function(result) \(check) end }
            """
        return try ScenarioScript(ScriptText(name: "test.lua", text: text)).run(on: try plan ?? Self.plan())
    }

    private static func moving(_ pounds: Int) -> String {
        #"plan:move { from = "L1", to = "L2", amount = gbp(\#(pounds)), reason = "r" }"#
    }

    @Test("Two runs of the same script and plan differ in nothing")
    func same() throws {
        let check = #"expect(true, "a") expect(false, "a") print("x")"#
        let comparison = RunComparison(
            last: try Self.run(Self.moving(5), check: check), now: try Self.run(Self.moving(5), check: check))
        #expect(comparison.isEmpty)
        #expect(comparison.text() == "No figure changed.\n")
    }

    @Test("Every figure that changed is there, with what it was and what it is")
    func figures() throws {
        let comparison = RunComparison(last: try Self.run(Self.moving(5)), now: try Self.run(Self.moving(7)))
        #expect(
            comparison.lines.map(\.id) == ["L1", "L1", "L2", "L2"]
                && comparison.lines.map(\.title) == ["", "from nhs", "", "from nhs"])
        #expect(comparison.lines.map { $0.last?.pence } == [95_00, 95_00, 55_00, 55_00])
        #expect(comparison.lines.map { $0.now?.pence } == [93_00, 93_00, 57_00, 57_00])
        #expect(comparison.lines.map { $0.difference?.pence } == [-2_00, -2_00, 2_00, 2_00])
        #expect(comparison.sources.isEmpty && comparison.totals.isEmpty && comparison.expectations.isEmpty)
        #expect(comparison.verdict.map(\.title) == ["Outcome"], "the verdict stays, the sum in words does not")
    }

    @Test("Money that leaves a source changes the source, the totals and the verdict")
    func sources() throws {
        let freed = #"plan:move { from = "L1", to = "unallocated", amount = gbp(5), reason = "r" }"#
        let comparison = RunComparison(last: try Self.run(""), now: try Self.run(freed))
        #expect(comparison.sources.map(\.title) == ["spend", "unallocated"])
        #expect(comparison.totals.map(\.title) == ["Total spend", "Unallocated"])
        #expect(comparison.verdict.first?.last == "passed" && comparison.verdict.first?.now == "failed")
    }

    @Test("Lines come and go with the plan and with the script")
    func linesComeAndGo() throws {
        let larger = try Self.run("", on: try Self.plan([100, 50, 0]))
        let smaller = try Self.run("", on: try Self.plan([100, 50]))
        let came = RunComparison(last: smaller, now: larger).lines
        #expect(came.map(\.id) == ["L3"] && came[0].last == nil && came[0].now == .zero)
        let went = RunComparison(last: larger, now: smaller).lines
        #expect(went.map(\.id) == ["L3"] && went[0].last == .zero && went[0].now == nil)
        #expect(RunComparison(last: larger, now: smaller).text().contains("–"))
    }

    @Test("Expectations are compared by their words, also when two have the same")
    func expectations() throws {
        let last = try Self.run("", check: #"expect(true, "a") expect(true, "a") expect(true, "gone")"#)
        let now = try Self.run("", check: #"expect(true, "a") expect(false, "a") expect(false, "new")"#)
        let changed = RunComparison(last: last, now: now).expectations
        #expect(changed.map(\.title) == ["a (2)", "new", "gone"])
        #expect(changed.map(\.last) == ["met", nil, "met"])
        #expect(changed.map(\.now) == ["NOT MET", "NOT MET", nil])
    }

    @Test("Levers and printed text are compared too")
    func leversAndText() throws {
        let comparison = RunComparison(
            last: try Self.run("print(1)"), now: try Self.run("print(2)", lever: "gbp(2)"))
        #expect(comparison.levers == [.init(title: "sum", last: "£1", now: "£2")])
        #expect(comparison.isPrintedChanged)
        #expect(comparison.text().contains("What the script prints changed."))
    }
}
