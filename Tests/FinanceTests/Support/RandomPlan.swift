import Finance
import TestSupport

/// Plans that nobody chose, and what may be done to them.
struct RandomPlan {
    var chance: Chance
    var plan: Plan

    /// A plan of some lines and sources, of which some state their months, their recurrence and their days.
    init(seed: UInt64) throws {
        var chance = Chance(seed: seed)
        let kinds: [FundingSource.Kind] = [.nhsMinimum, .disabledFacilitiesGrant, .additionalLA, .reserve]
        let lineCount = 1 + chance.below(5)
        let sourceCount = 1 + chance.below(4)
        let days = ["2016-04-01", "2016-12-31", "2017-03-31"]
        func amount(_ chance: inout Chance) -> Money {
            Money(pence: chance.below(3) == 0 ? 0 : Int64(chance.below(10_000_000)))
        }
        var sources: [FundingSource] = []
        for index in 0..<sourceCount {
            var tranches: [FundingSource.Tranche] = []
            for part in 0...chance.below(2) {
                tranches.append(
                    .init(
                        title: "\(part)", availableFrom: chance.below(2) == 0 ? nil : days[chance.below(3)],
                        amount: amount(&chance), origin: nil))
            }
            sources.append(
                FundingSource(
                    id: "s\(index)", title: "S", kind: kinds[index], contributor: "c", pool: "p", tranches: tranches))
        }
        var lines: [SpendLine] = []
        var cells: [Money] = []
        for index in 0..<lineCount {
            lines.append(
                SpendLine(
                    id: "L\(index)", theme: "T", title: "L", months: Self.months(&chance),
                    isRecurrent: [true, false, nil][chance.below(3)]))
            for _ in 0..<sourceCount { cells.append(amount(&chance)) }
        }
        plan = try Plan(
            identity: PlanIdentity(id: "p", title: "P", area: "A", year: PlanningYear(startingIn: 2016)),
            sources: sources, lines: lines, cells: cells)
        self.chance = chance
    }

    private static func months(_ chance: inout Chance) -> MonthSpan? {
        if chance.below(3) == 0 { return nil }
        let first = chance.below(12)
        let last = first + chance.below(12 - first)
        return MonthSpan("\(MonthSpan.names[first]) to \(MonthSpan.names[last])")
    }

    /// Something of whatever size, by any verb; what the plan refuses does not happen.
    mutating func change() {
        let note = Movement.Note(
            reason: "r", isRecurrent: [true, false, nil][chance.below(3)], months: Self.months(&chance))
        let line = chance.below(plan.lines.count)
        let source = chance.below(plan.sources.count)
        let amount = Money(pence: Int64(1 + chance.below(1_000_000)))
        let end = Movement.End.line("L\(line)")
        let other: Movement.End = chance.below(3) == 0 ? .unallocated : .line("L\(chance.below(plan.lines.count))")
        switch chance.below(7) {
        case 0, 1: try? plan.move(amount, from: end, to: other, source: source, note: note)
        case 2: try? plan.move(amount, from: end, to: other, source: nil, note: note)
        case 3: try? plan.contribute(amount, to: other, source: source, note: note)
        case 4: try? plan.withdraw(amount, from: end, source: source, note: note)
        case 5:
            try? plan.scale(line: line, to: Rate(Int64(chance.below(90)), over: 100) ?? .zero, source: nil, note: note)
        default:
            if chance.below(4) == 0 { try? plan.closeLine(line, to: other, note: note) }
            if chance.below(4) == 0 {
                try? plan.addSource(
                    FundingSource(
                        id: "n\(plan.sources.count)", title: "N", kind: .additionalNHS, contributor: "c", pool: "p",
                        tranches: []))
            }
            if chance.below(4) == 0 {
                try? plan.addLine(
                    SpendLine(id: "L\(plan.lines.count)", theme: "T", title: "N", months: Self.months(&chance)))
            }
        }
    }

    /// Terms for the next year that leave nothing open.
    mutating func terms() -> RollForwardTerms {
        func rate() -> Rate { Rate(Int64(chance.below(2000)) - 500, over: 10_000) ?? .zero }
        func some(_ ids: [String]) -> Set<String> { Set(ids.filter { _ in chance.below(5) == 0 }) }
        let ids = plan.lines.map(\.id) + plan.sources.map(\.id)
        let recurrent = some(ids)
        var uplifts = FundingSource.Kind.allCases.map { RollForwardTerms.Uplift(.kind($0), rate(), citation: "c") }
        if chance.below(2) == 0 { uplifts.insert(.init(.source(plan.sources[0].id), rate()), at: 0) }
        return RollForwardTerms(
            to: plan.identity.year.next, uplifts: uplifts, lineUplift: rate(), recurrent: recurrent,
            nonRecurrent: some(ids).subtracting(recurrent), sameMonths: some(plan.lines.map(\.id)),
            notStatedRecurs: chance.below(2) == 0,
            rounding: Rounding.allCases[chance.below(Rounding.allCases.count)], note: note)
    }

    private var note: Movement.Note { Movement.Note(reason: "next year", isRecurrent: true) }
}
