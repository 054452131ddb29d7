import Diagnostics
import Finance
import Scripting
import Testing

@Suite struct OutcomeTests {
    private static func plan() throws -> Plan {
        try Plan(
            identity: PlanIdentity(id: "p", title: "P", area: "A", year: PlanningYear(startingIn: 2016)),
            sources: [
                FundingSource(
                    id: "s", title: "S", kind: .nhsMinimum, contributor: "c", pool: "pool",
                    tranches: [.init(title: "t", availableFrom: nil, amount: Money(pence: 300), origin: nil)])
            ],
            lines: [SpendLine(id: "A", theme: "T", title: "A"), SpendLine(id: "B", theme: "T", title: "B")],
            cells: [Money(pence: 200), Money(pence: 100)])
    }

    private static func outcome(_ movements: [Movement], closures: [Closure] = []) -> ScenarioOutcome {
        let changes = PlanChanges(sources: [], lines: [], movements: movements, closures: closures)
        return ScenarioOutcome(
            title: "T", about: nil, plan: "p", levers: [],
            layers: [LayerOutcome(title: "T", script: "a.lua", changes: changes, alone: nil)], expectations: [],
            assumptions: [], printed: "", streams: [])
    }

    private static func movement(
        _ pence: Int64, from: Movement.End = .line("A"), to: Movement.End = .line("B"), source: Int = 0,
        reason: String = "r"
    ) -> Movement {
        Movement(
            verb: .move, from: from, to: to, parts: [.init(source: source, amount: Money(pence: pence))],
            note: Movement.Note(reason: reason))
    }

    @Test func `The figures are made of the plan and the movements, here`() throws {
        let run = try ScenarioRun(Self.outcome([Self.movement(50)]), of: "a.lua", on: try Self.plan())
        #expect(run.evaluation.after.total(line: 1) == Money(pence: 150))
        #expect(run.layers.count == 1)
    }

    @Test(arguments: [
        [movement(201)], [movement(-1)], [movement(0)], [movement(1, source: 1)], [movement(1, source: -1)],
        [movement(1, from: .line("X"))], [movement(1, to: .line("A"))], [movement(1, reason: " ")],
        [movement(.max, from: .contributor)],
    ])
    func `A forged movement is refused, and no figure is made of it`(movements: [Movement]) throws {
        let list = #expect(throws: DiagnosticList.self) {
            try ScenarioRun(Self.outcome(movements), of: "a.lua", on: try Self.plan())
        }
        #expect(list?.diagnostics.map(\.code) == ["scenario.outcome-refused"])
    }

    @Test func `A line that holds money cannot be called closed`() throws {
        let closure = Closure(line: "A", note: Movement.Note(reason: "r"))
        #expect(throws: DiagnosticList.self) {
            try ScenarioRun(Self.outcome([], closures: [closure]), of: "a.lua", on: try Self.plan())
        }
    }
}
