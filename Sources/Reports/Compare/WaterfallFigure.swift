import Diagnostics
import Finance
import Outcomes

/// A figure whose change is attributed.
struct WaterfallFigure: Hashable {
    enum Kind: Hashable {
        /// Money of the plan, by the word that asks for it.
        case money(String)
        /// A metric's figure of the year, by id.
        case metric(String)
        /// What a risk pool releases in the year, by id.
        case released(String)
    }

    let kind: Kind
    /// The word that asks for it.
    let id: String
    let title: String

    /// The value of money in a plan; nothing of what the plan does not have, such as a line that a scenario adds.
    static func money(_ word: String, in plan: Plan) -> Money {
        guard let figure = try? plan.figure(named: [word]) else { return .zero }
        switch figure.measure {
        case .spend:
            let pence = figure.lines.reduce(Int64(0)) { sum, line in
                figure.sources.reduce(sum) { $0 + plan.cell(line: line, source: $1).pence }
            }
            return Money(pence: pence)
        case .income: return Money(pence: figure.sources.reduce(0) { $0 + plan.funding(source: $1).pence })
        case .unallocated: return Money(pence: figure.sources.reduce(0) { $0 + plan.unallocated(source: $1).pence })
        }
    }

    /// A metric or a release in a projection, in whole units; `nil` when it is not told.
    func units(_ projection: OutcomeProjection, before: Bool) -> Int64? {
        switch kind {
        case .money: return nil
        case .metric(let id):
            guard let figure = projection.metric(id)?.year.figure else { return nil }
            return Self.millionths(before ? figure.before : figure.after)
        case .released(let id):
            return projection.riskPools.first { $0.pool.id == id }?.released(before: before)?.pence
        }
    }

    /// Rounded once; what is beyond every figure of a plan stands at its end, far enough inside for sums to fit.
    private static func millionths(_ value: Double) -> Int64 {
        let scaled = (value * 1_000_000).rounded(.toNearestOrAwayFromZero)
        let most = 1e17
        return Int64(min(max(scaled.isFinite ? scaled : 0, -most), most))
    }
}

/// What a movement does to a sum of money: movements only add and take away, so their effects add up.
struct MoneyEffect {
    private let measure: Figure.Measure
    private let lines: Set<String>
    private let sources: Set<Int>

    /// Of a figure by the word that asks for it; `nil` when the plan does not have it.
    init?(_ word: String, in plan: Plan) {
        guard let figure = try? plan.figure(named: [word]) else { return nil }
        measure = figure.measure
        lines = Set(figure.lines.map { plan.lines[$0].id })
        sources = Set(figure.sources)
    }

    /// The pence by which a movement changes the sum. Movements fit one by one; their sums are taken with care.
    func pence(_ movement: Movement) -> Int64 {
        let amount = movement.parts.reduce(Int64(0)) { sources.contains($1.source) ? $0 + $1.amount.pence : $0 }
        return (counts(movement.to) ? amount : 0) - (counts(movement.from) ? amount : 0)
    }

    private func counts(_ end: Movement.End) -> Bool {
        switch (measure, end) {
        case (.spend, .line(let id)): lines.contains(id)
        case (.unallocated, .unallocated): true
        default: false
        }
    }

    /// The same of what comes in from outside, which is an end of its own.
    func incomePence(_ movement: Movement) -> Int64 {
        guard measure == .income else { return 0 }
        let amount = movement.parts.reduce(Int64(0)) { sources.contains($1.source) ? $0 + $1.amount.pence : $0 }
        return (movement.from == .contributor ? amount : 0) - (movement.to == .contributor ? amount : 0)
    }
}
