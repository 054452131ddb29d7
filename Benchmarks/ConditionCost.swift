import Diagnostics
import Finance
import PlanFiles

/// What it costs to hold a plan against the conditions of its year, and how many evaluations of W1 a second are left when
/// each of its two years is held against three conditions that were compiled from a rulebook.
enum ConditionCost {
    /// Prints the medians of five.
    static func measure() throws {
        let plan = try PlanFolder.read(at: "Examples/leicestershire-2016-17").plan
        var after = plan
        let line = try plan.lineIndex("IUR2.2")
        try after.move(
            Money(pence: 1), from: .line(plan.lines[line].id), to: .line("UPO5.1"), source: 1,
            note: Movement.Note(reason: "measured"))
        let conditions = plan.rulebook?.conditions.count ?? 0
        let assessed = median(rounds: 20_000) { after.conditionAssessments().count }
        let evaluated = median(rounds: 5_000) { Evaluation(before: plan, after: after).conditions.count }
        print("\(plan.lines.count) lines, \(plan.sources.count) sources, \(conditions) conditions")
        print("  all conditions of one plan          \(assessed) µs")
        print("  whole evaluation, before and after  \(evaluated) µs (goal: 20)")

        let board = try board()
        let workload = try W1()
        let count = 100_000
        var rates: [Int] = []
        for _ in 1...5 {
            var met = 0
            let time = try ContinuousClock().measure {
                met += try workload.evaluate(scenarios: count).conditionsMet
                for _ in 0..<count * W1.yearCount { met += board.conditionAssessments().count { $0.isMet } }
            }
            guard met > 0 else { throw Diagnostic("benchmark.conditions", "no condition was met") }
            rates.append(Int(Double(count) / time.seconds))
        }
        print("W1 with three compiled conditions a year  \(rates.sorted()[2]) evaluations/s (goal: 150,000)")
    }

    /// The median time of one round in microseconds, with two decimals.
    private static func median(rounds: Int, _ body: () -> Int) -> Double {
        var times: [Double] = []
        var sum = 0
        for _ in 1...5 {
            let time = ContinuousClock().measure { for _ in 0..<rounds { sum += body() } }
            times.append(time.seconds / Double(rounds) * 1e6)
        }
        precondition(sum >= 0, "the work is done")
        return (times.sorted()[2] * 100).rounded() / 100
    }

    /// A plan of W1's size: 40 lines, 5 sources, a balance, a share and a minimum.
    private static func board() throws -> Plan {
        let citation = Citation(document: "w1", section: nil, confidence: .derived, inForce: "2016-04-01")
        var first = SpendFilter()
        first.areaOfSpend = .any([.socialCare])
        guard let fortyPercent = Rate(40, over: 100) else { throw Diagnostic("benchmark.conditions", "no rate") }
        func condition(_ id: String, _ test: Condition.Test) -> Condition {
            Condition(id: id, title: id, test: test, citation: citation)
        }
        var nhs = SpendFilter()
        nhs.sourceKind = .any([.nhsMinimum])
        var arrangements = PlanArrangements.none
        arrangements.rulebook = Rulebook(
            year: PlanningYear(startingIn: 2016), title: "W1",
            conditions: [
                condition("balance", .balance),
                condition("half", .share(of: .spend(first), atLeast: fortyPercent, to: .spend(SpendFilter()))),
                condition("minimum", .minimum(of: .spend(nhs), required: .amount(Money(pence: 1_000_000)))),
            ])
        let kinds: [FundingSource.Kind] = [
            .nhsMinimum, .disabledFacilitiesGrant, .improvedBetterCareFund, .additionalLA, .reserve,
        ]
        let cells = (0..<W1.schemeCount * kinds.count).map { Money(pence: Int64(10_000_000 + $0 * 7_919)) }
        return try Plan(
            identity: PlanIdentity(id: "w1", title: "W1", area: "W1", year: PlanningYear(startingIn: 2016)),
            arrangements: arrangements,
            sources: kinds.enumerated().map { place, kind in
                let total = stride(from: place, to: cells.count, by: kinds.count).reduce(0) { $0 + cells[$1].pence }
                return FundingSource(
                    id: kind.rawValue, title: kind.rawValue, kind: kind, contributor: "w1", pool: "w1",
                    tranches: [.init(title: "annual", availableFrom: nil, amount: Money(pence: total), origin: nil)])
            },
            lines: (0..<W1.schemeCount).map { scheme in
                SpendLine(
                    id: "\(scheme)", theme: "w1", title: "\(scheme)",
                    areaOfSpend: scheme < W1.schemeCount / 2 ? .socialCare : .communityHealth)
            },
            cells: cells)
    }
}
