/// A line's budget in one pool, what it is forecast to spend, and the difference.
package struct LineVariance: Hashable, Sendable {
    /// The place of the line in the plan's list.
    package let index: Int
    /// The line, by id.
    package let line: String
    /// What the line may spend from the pool's sources, after the scenario.
    package let budget: Money
    /// What it is expected to spend, or spent; `nil` where nobody stated it. It then counts as on budget.
    package let outturn: Money?
    /// The difference by source, by the place of the source in the plan's list; those without one are left out.
    package let bySource: [SourceVariance]
    /// What is underspent of ring-fenced sources, which is carried forward and not shared.
    package var ringFenced: [SourceVariance] { bySource.filter(\.isRingFenced) }

    /// The difference of one source.
    package struct SourceVariance: Hashable, Sendable {
        /// The place of the source in the plan's list.
        package let source: Int
        /// Above zero where more is spent than budgeted.
        package let amount: Money
        /// Whether it is underspent, and the source ring-fenced: then it is carried forward and not shared.
        package internal(set) var isRingFenced = false
    }

    /// The outturn, or the budget where none is stated.
    package var forecast: Money { outturn ?? budget }
    /// Outturn less budget: above zero is adverse, below is favourable.
    package var variance: Money { Money(pence: forecast.pence - budget.pence) }
    /// What is left to share when ring-fenced underspends are carried forward.
    package var shared: Money {
        Money(pence: bySource.reduce(variance.pence) { $1.isRingFenced ? $0 - $1.amount.pence : $0 })
    }
}

/// What the scenario and the plan state of outturns, line by line.
struct StatedOutturns {
    /// What is stated of one line: as a whole, or of single sources by their place, in the plan's order.
    enum Stated {
        case whole(Money)
        case bySource([SourceAmount])

        /// What is stated of one source.
        struct SourceAmount {
            let source: Int
            let amount: Money
        }

        /// Whether it tells something of the money of any of these sources.
        func isAboutAny(_ isMeant: (Int) -> Bool) -> Bool {
            switch self {
            case .whole: true
            case .bySource(let amounts): amounts.contains { isMeant($0.source) }
            }
        }
    }

    /// By the place of the line.
    private var lines: [Stated?]

    /// Of several outturns of the same line and source, the last counts: a forecast is made again and again.
    init(of plan: Plan) {
        lines = Array(repeating: nil, count: plan.lines.count)
        let records = plan.records
        for place in records.indices {
            guard case .outturn(let outturn) = records[place].fact, let line = try? plan.lineIndex(outturn.line) else {
                continue
            }
            guard let id = outturn.source, let source = try? plan.sourceIndex(id) else {
                lines[line] = .whole(outturn.amount)
                continue
            }
            var amounts: [Stated.SourceAmount] = []
            if case .bySource(let stated)? = lines[line] { amounts = stated }
            let place = amounts.firstIndex { $0.source >= source } ?? amounts.count
            if place < amounts.count, amounts[place].source == source { amounts.remove(at: place) }
            amounts.insert(.init(source: source, amount: outturn.amount), at: place)
            lines[line] = .bySource(amounts)
        }
    }

    /// What is stated of a line; `nil` where nothing is.
    subscript(line: Int) -> Stated? { lines[line] }

    /// A line's variance by source. Where only its whole is stated, it is shared in proportion to the line's budget by
    /// source; `nil` for a line without a budget, of which nobody can tell whose money it spends.
    func variance(ofLine line: Int, in plan: Plan) -> [LineVariance.SourceVariance]? {
        guard let stated = lines[line] else { return [] }
        var variances: [LineVariance.SourceVariance] = []
        switch stated {
        case .bySource(let amounts):
            for stated in amounts {
                let variance = stated.amount.pence - plan.cell(line: line, source: stated.source).pence
                if variance != 0 { variances.append(.init(source: stated.source, amount: Money(pence: variance))) }
            }
        case .whole(let amount):
            let variance = Money(pence: amount.pence - plan.total(line: line).pence)
            if variance.isZero { return [] }
            let width = plan.sources.count
            let cells = Array(plan.spending[line * width..<(line + 1) * width])
            guard let parts = try? variance.apportioned(by: cells) else { return nil }
            for (source, part) in parts.enumerated() where !part.isZero {
                variances.append(.init(source: source, amount: part))
            }
        }
        return variances
    }
}
