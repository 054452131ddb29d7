package import Finance
import Outcomes

extension ScenarioComparison {
    /// One thing by which the base and the scenarios are held against each other.
    package struct Measure: Hashable, Sendable {
        /// What is measured.
        package enum Kind: Hashable, Sendable {
            /// Total planned spend: less of it is better.
            case spend
            /// Money that ends on another line than it was on: less of it disturbs less.
            case moved
            /// Money that has come in and has no line: less of it is better.
            case unallocated
            /// The smallest margin to breach of the conditions that can be told of all options and that one of them
            /// moves: more of it is better. What nobody can tell, or nobody moves, tells no options apart.
            case margin
            /// The margin to breach of one condition, by id: more of it is better.
            case condition(String)
            /// The year's change of a metric, by id, better in the metric's good direction.
            case metric(String)
            /// What a risk pool releases in the year, by id: more of it is better.
            case released(String)
        }

        /// Which way is better.
        package enum Better: String, Hashable, Sendable { case low, high }

        /// What is measured.
        package let kind: Kind
        /// The word that asks for it.
        package let id: String
        /// What it is, in words.
        package let title: String
        /// Which way is better; `nil` where nobody says, and then nothing is better.
        package let better: Better?
        /// The base's value, and then each scenario's.
        package let values: [Value?]
        /// Why nothing can be judged by it; `nil` when it can.
        package let obstacle: String?

        /// Whether it can be judged by.
        package var isComparable: Bool { obstacle == nil && better != nil && values.allSatisfy { $0 != nil } }
    }

    /// A value of a measure: exact money, or an estimate.
    package enum Value: Hashable, Sendable {
        case money(Money)
        case figure(Double)

        /// Whether this is strictly better than another of the same measure.
        func isBetter(than other: Value, _ better: Measure.Better) -> Bool {
            let isBelow: Bool
            switch (self, other) {
            case (.money(let one), .money(let two)): isBelow = better == .low ? one < two : one > two
            default: isBelow = better == .low ? number < other.number : number > other.number
            }
            return isBelow
        }

        /// Pounds, or the figure itself.
        package var number: Double {
            switch self {
            case .money(let amount): Double(amount.pence) / 100
            case .figure(let figure): figure
            }
        }
    }
}

/// Makes the measures that a person chooses, or those that usually say something.
struct MeasureMaking {
    let base: Plan
    let plans: [Plan]
    let conditions: [ScenarioComparison.ConditionRow]
    let metrics: [ScenarioComparison.MetricRow]
    let riskPools: [ScenarioComparison.RiskPoolRow]

    private typealias Value = ScenarioComparison.Value

    /// What is measured when nobody chooses: spend where a scenario changes it, otherwise the money moved; the smallest
    /// margin, where one that can be told is moved; every metric that moves and says which way is better.
    var usual: [ScenarioComparison.Measure] {
        let changesSpend = plans.contains { $0.totalSpend != base.totalSpend }
        var kinds: [ScenarioComparison.Measure.Kind] = [changesSpend ? .spend : .moved]
        if conditions.contains(where: \.tellsApart) { kinds.append(.margin) }
        kinds += metrics.filter { $0.isMoved && $0.metric.good != nil }.map { .metric($0.metric.id) }
        return kinds.map(measure)
    }

    /// The words that a person may choose from.
    var words: [String] {
        ["spend", "moved", "unallocated", "margin"] + metrics.map(\.metric.id)
            + riskPools.map(\.pool.id) + marginIDs
    }

    private var marginIDs: [String] {
        var seen: Set<String> = []
        return conditions.filter(\.hasMargin).map(\.condition.id).filter { seen.insert($0).inserted }
    }

    /// The measure that a word asks for; `nil` when none does.
    func measure(named word: String) -> ScenarioComparison.Measure? {
        switch word {
        case "spend": measure(.spend)
        case "moved": measure(.moved)
        case "unallocated": measure(.unallocated)
        case "margin": measure(.margin)
        case _ where metrics.contains { $0.metric.id == word }: measure(.metric(word))
        case _ where riskPools.contains { $0.pool.id == word }: measure(.released(word))
        case _ where marginIDs.contains(word): measure(.condition(word))
        default: nil
        }
    }

    private func measure(_ kind: ScenarioComparison.Measure.Kind) -> ScenarioComparison.Measure {
        switch kind {
        case .spend:
            return money(kind, "spend", "Planned spend", .low, ([base] + plans).map(\.totalSpend))
        case .moved:
            return money(kind, "moved", "Money moved", .low, [.zero] + plans.map { moved(to: $0) })
        case .unallocated:
            return money(kind, "unallocated", "Unallocated", .low, ([base] + plans).map(\.totalUnallocated))
        case .margin:
            let telling = conditions.filter(\.tellsApart)
            let margins = (0...plans.count).map { place in telling.compactMap { headroom($0, place) }.min() }
            return money(
                kind, "margin", "Smallest margin of a moved condition", .high, margins,
                obstacle: telling.isEmpty ? "no margin that can be told of all differs" : nil)
        case .condition(let id):
            let rows = conditions.filter { $0.condition.id == id }
            let margins = (0...plans.count).map { place in rows.compactMap { headroom($0, place) }.min() }
            return money(kind, id, "Margin of \(id)", .high, margins)
        case .metric(let id): return metric(id)
        case .released(let id):
            let row = riskPools.first { $0.pool.id == id }
            let releases = row?.scenarios ?? []
            // Each scenario sees the base in its own world; the base's own is the same where none supposes anything.
            let before = Set(releases.map { $0?.before })
            let values = [before.count == 1 ? before.first ?? nil : nil] + releases.map { $0?.after }
            return money(
                kind, id, "Released from \(row?.pool.title ?? id)", .high, values,
                obstacle: releases.lazy.compactMap { $0?.obstacle }.first)
        }
    }

    private func headroom(_ row: ScenarioComparison.ConditionRow, _ place: Int) -> Money? {
        (place == 0 ? row.base : row.after[place - 1])?.headroom
    }

    private func money(
        _ kind: ScenarioComparison.Measure.Kind, _ id: String, _ title: String,
        _ better: ScenarioComparison.Measure.Better, _ amounts: [Money?], obstacle: String? = nil
    ) -> ScenarioComparison.Measure {
        let isWhole = amounts.allSatisfy { $0 != nil }
        return .init(
            kind: kind, id: id, title: title, better: better, values: amounts.map { $0.map { .money($0) } },
            obstacle: obstacle ?? (isWhole ? nil : "it cannot be told of all"))
    }

    /// A metric by its change, so that scenarios that suppose different worlds are held against what each changes.
    private func metric(_ id: String) -> ScenarioComparison.Measure {
        let row = metrics.first { $0.metric.id == id }
        let changes: [Value?] = (row?.scenarios ?? []).map { $0.map { .figure($0.change) } }
        let good = row?.metric.good
        let isWhole = changes.allSatisfy { $0 != nil }
        return .init(
            kind: .metric(id), id: id, title: "Change of \(row?.metric.title ?? id)",
            better: good.map { $0 == .low ? .low : .high }, values: [.figure(0)] + changes,
            obstacle: good == nil
                ? "nobody says which way is better" : isWhole ? nil : "it is not projected for every scenario")
    }

    /// What lines that gain have gained together, and what is no longer on a line that lost it: the larger of the two,
    /// so that money which only leaves or only arrives counts as well. Sums of cells fit.
    private func moved(to plan: Plan) -> Money? {
        let totals = ScenarioComparison.rows([base, plan].map(ScenarioComparison.lineTotals))
        var (gained, lost) = (Int64(0), Int64(0))
        for change in totals.compactMap({ $0.changes[0]?.pence }) {
            let (sum, overflow) =
                change > 0 ? gained.addingReportingOverflow(change) : lost.subtractingReportingOverflow(change)
            if overflow { return nil }
            if change > 0 { gained = sum } else { lost = sum }
        }
        return Money(pence: max(gained, lost))
    }
}

extension ScenarioComparison {
    /// What every line of a plan spends.
    static func lineTotals(_ plan: Plan) -> [ComparedEntry] {
        plan.lines.enumerated().map { ComparedEntry(id: $1.id, title: $1.title, amount: plan.total(line: $0)) }
    }
}
