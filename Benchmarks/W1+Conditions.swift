import Diagnostics
import Finance

extension W1 {
    /// Evaluates scenarios, and holds a plan of the same size against three conditions that were compiled from a rulebook,
    /// once for each year of each scenario: what a sweep over a real plan does beside the arithmetic of W1.
    func evaluateWithConditions(scenarios: Int) throws -> Checksum {
        let board = try Self.board()
        var met = 0
        let checksum = try evaluate(scenarios: scenarios)
        for _ in 0..<scenarios * Self.yearCount { met += board.conditionAssessments().count { $0.isMet } }
        guard met == scenarios * Self.yearCount * 3 else {
            throw Diagnostic("benchmark.conditions", "not every condition was met")
        }
        return checksum
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
