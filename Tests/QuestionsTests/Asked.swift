import Diagnostics
import Finance
import Questions
import Scripting
import Testing

/// A plan of one source and four lines, and scripts on it that a question turns.
///
/// Pounds: A 1,000, B 2,000, C 3,000, D 4,000; theme Prevention has A and B, theme Urgent C and D.
struct Asked {
    let script: ScenarioScript
    let plan: Plan
    private let levers: [Lever]

    static func plan() throws -> Plan {
        let pounds: [Int64] = [1_000, 2_000, 3_000, 4_000]
        var arrangements = PlanArrangements()
        var filter = SpendFilter()
        filter.commissioner = .any([.nhs])
        let citation = Citation(document: "d", section: nil, confidence: .derived, inForce: "2016-04-01")
        arrangements.rulebook = Rulebook(
            year: PlanningYear(startingIn: 2016), title: "Example",
            documents: [CitedDocument(id: "d", title: "A document", location: "not read")],
            conditions: [
                Condition(
                    id: "least-urgent", title: "Urgent care keeps a least",
                    test: .minimum(of: .spend(filter), required: .amount(Money(pence: 500_000))), citation: citation)
            ])
        return try Plan(
            identity: PlanIdentity(id: "small", title: "Small", area: "Shire", year: PlanningYear(startingIn: 2016)),
            partners: [Partner(id: "ccg", title: "Shire CCG", kind: .ccg)],
            pools: [Pool(id: "pool", title: "Pool", host: "ccg", partners: [])], arrangements: arrangements,
            sources: [
                FundingSource(
                    id: "nhs", title: "NHS", kind: .nhsMinimum, contributor: "ccg", pool: "pool",
                    tranches: [
                        .init(title: "annual", availableFrom: nil, amount: Money(pence: 1_000_000), origin: nil)
                    ])
            ],
            lines: ["A", "B", "C", "D"].enumerated().map { place, id in
                SpendLine(
                    id: id, theme: place < 2 ? "Prevention" : "Urgent", title: id,
                    commissioner: place < 2 ? .localAuthority : .nhs)
            }, cells: pounds.map { Money(pence: $0 * 100) })
    }

    /// Reads a script whose levers and body of `change` are the given lines.
    init(levers: String, change: String, check: String = "") throws {
        let text = """
            return scenario { title = "Test", plan = "small", levers = { \(levers) },
            change = function(plan, levers)
            local function move(from, to, amount)
              if amount:is_zero() then return end
              plan:move { from = from, to = to, amount = amount, reason = "to see" }
            end
            \(change)
            end,
            check = function(result) \(check) end }
            """
        plan = try Self.plan()
        script = try ScenarioScript(ScriptText(name: "test.lua", text: text))
        self.levers = try script.run(on: plan).levers
    }

    func lever(_ name: String) throws -> Lever { try #require(levers.first { $0.name == name }) }

    func ask(
        _ expressions: [ScenarioExpression], _ settings: [[LeverSetting]]
    ) throws(DiagnosticList) -> [QuestionPoint] {
        try script.ask(expressions, on: plan, over: settings)
    }

    /// What expressions come to at one setting.
    func values(_ text: String, _ settings: [String: String] = [:]) throws -> [QuestionValue] {
        let point = try ask(
            [try ScenarioExpression("--until", text)],
            [settings.sorted { $0.key < $1.key }.map { LeverSetting(name: $0.key, text: $0.value) }])[0]
        guard case .figures(let figures) = point else { return [] }
        return figures.values
    }

    func seek(
        _ lever: String, until text: String, _ choice: LeverGrid.Choice = .init(), others: [LeverSetting] = []
    ) throws -> SeekAnswer {
        try Seek.answer(
            try LeverGrid(try self.lever(lever), choice), until: try ScenarioExpression("--until", text),
            others: others, asking: { (expressions, settings) throws(DiagnosticList) in try ask(expressions, settings) }
        )
    }

    func optimise(
        _ goal: OptimiseQuestion.Goal, _ text: String, _ names: [String], subjectTo: [String] = [],
        keeping conditions: Bool = true, budget: Int = 2_000, seed: UInt64 = 0, onlySearches: Bool = false
    ) throws -> OptimiseAnswer {
        let question = OptimiseQuestion(
            goal, try ScenarioExpression("--\(goal)", text),
            subjectTo: try subjectTo.map { try ScenarioExpression("--subject-to", $0) },
            grids: try names.map { try LeverGrid(try lever($0), .init(hasEnd: false)) },
            conditions: conditions ? [.init(place: 0, id: "least-urgent")] : [], budget: budget, seed: seed,
            onlySearches: onlySearches)
        return try Optimise.answer(
            question, asking: { (expressions, settings) throws(DiagnosticList) in try ask(expressions, settings) })
    }

    /// The one diagnostic that something ends in.
    static func refusal(_ body: () throws -> Void) throws -> Diagnostic {
        do { try body() } catch let list as DiagnosticList { return list.diagnostics[0] } catch let one as Diagnostic {
            return one
        }
        struct Unrefused: Error {}
        throw Unrefused()
    }
}

extension LeverValue {
    static func pounds(_ pounds: Int64) -> LeverValue { .money(Money(pence: pounds * 100)) }
    static func pence(_ pence: Int64) -> LeverValue { .money(Money(pence: pence)) }
}
