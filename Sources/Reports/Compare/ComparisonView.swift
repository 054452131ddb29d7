import Diagnostics
import Finance

/// Which rows of a comparison are shown, and in which order. What it leaves out is still compared.
package struct ComparisonView: Hashable, Sendable {
    /// The kinds of rows that a comparison has.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case total, theme, contributor, commissioner, provider, pool, source, district, line, condition, metric
        case riskPool = "risk-pool"
        case measure, regret, waterfall, assumption
    }

    /// Rows of one kind, or those of them whose id or name has a pattern.
    package struct Filter: Hashable, Sendable {
        /// The kind.
        package let kind: Kind
        /// What the id or the name must be, where `*` stands for anything, or must contain, where there is no `*`;
        /// capitals do not matter. `nil` for all of the kind.
        package let pattern: String?

        /// Makes a filter.
        package init(_ kind: Kind, pattern: String? = nil) {
            self.kind = kind
            self.pattern = pattern
        }

        /// Whether an id or a name is meant.
        func means(_ id: String, _ title: String) -> Bool {
            guard let pattern else { return true }
            let wanted = Array((pattern.contains("*") ? pattern : "*\(pattern)*").lowercased())
            return [id, title].contains { Self.matches(Array($0.lowercased()), wanted) }
        }

        /// Goes back to the last star only, so that no pattern takes longer than the lengths multiplied.
        private static func matches(_ text: [Character], _ pattern: [Character]) -> Bool {
            var (at, place) = (0, 0)
            var star: (place: Int, at: Int)?
            while at < text.count {
                if place < pattern.count, pattern[place] == "*" {
                    star = (place, at)
                    place += 1
                } else if place < pattern.count, pattern[place] == text[at] {
                    (at, place) = (at + 1, place + 1)
                } else if let last = star {
                    star = (last.place, last.at + 1)
                    (at, place) = (last.at + 1, last.place + 1)
                } else {
                    return false
                }
            }
            return pattern[place...].allSatisfy { $0 == "*" }
        }
    }

    /// What rows are put in order by; the largest first, names from A to Z. Ties keep the plan's order.
    package enum Sort: String, Hashable, Sendable, CaseIterable {
        /// The largest amount of the base or of any scenario.
        case amount
        /// The largest change of any scenario, up or down.
        case change
        /// The largest change as a percentage, up or down.
        case percentage
        /// The name.
        case name
    }

    /// Whether rows that no scenario changes are left out.
    package var onlyChanged: Bool
    /// Which rows are shown; all where there is no filter.
    package var filters: [Filter]
    /// How they are put in order; the plan's order where nothing is said.
    package var sort: Sort?

    /// Makes a view.
    package init(onlyChanged: Bool = false, filters: [Filter] = [], sort: Sort? = nil) {
        self.onlyChanged = onlyChanged
        self.filters = filters
        self.sort = sort
    }

    /// Whether a kind of rows is shown at all.
    package func shows(_ kind: Kind) -> Bool { filters.isEmpty || filters.contains { $0.kind == kind } }

    /// Whether a row of a kind is shown.
    func shows(_ kind: Kind, _ id: String, _ title: String) -> Bool {
        filters.isEmpty || filters.contains { $0.kind == kind && $0.means(id, title) }
    }

    /// Whether all is shown, in the plan's order.
    package var isWhole: Bool { self == ComparisonView() }

    // MARK: - Rows

    /// What a row is put in order by.
    private struct Order {
        let amount: Double?
        let change: Double?
        let percentage: Double?
        let name: String
    }

    /// Rows of money, chosen and in order.
    package func rows(_ kind: Kind, _ rows: [ScenarioComparison.Row]) -> [ScenarioComparison.Row] {
        chosen(kind, rows, \.id, \.title, \.isChanged, Self.order)
    }

    /// Lines that a scenario changes, chosen and in order.
    package func lines(_ lines: [ScenarioComparison.LineRow]) -> [ScenarioComparison.LineRow] {
        chosen(.line, lines, \.total.id, \.total.title, { _ in true }, { Self.order($0.total) })
    }

    /// Conditions, chosen and in order.
    package func conditions(_ rows: [ScenarioComparison.ConditionRow]) -> [ScenarioComparison.ConditionRow] {
        chosen(
            .condition, rows, \.condition.id, \.condition.title, \.isChanged,
            { row in
                let margins = ScenarioComparison.Row(
                    id: row.condition.id, title: row.condition.title, base: row.base?.headroom,
                    amounts: row.after.map { $0?.headroom })
                return Self.order(margins)
            })
    }

    /// Metrics, chosen and in order.
    package func metrics(_ rows: [ScenarioComparison.MetricRow]) -> [ScenarioComparison.MetricRow] {
        chosen(
            .metric, rows, \.metric.id, \.metric.title, \.isMoved,
            { row in
                let effects = row.scenarios.compactMap(\.self)
                return Order(
                    amount: effects.flatMap { [$0.before, $0.after] }.max(),
                    change: effects.map(\.change.magnitude).max(),
                    percentage: effects.compactMap { $0.percentage?.magnitude }.max(), name: row.metric.title)
            })
    }

    /// Risk pools, chosen and in order.
    package func riskPools(_ rows: [ScenarioComparison.RiskPoolRow]) -> [ScenarioComparison.RiskPoolRow] {
        chosen(
            .riskPool, rows, \.pool.id, \.pool.title,
            { row in row.scenarios.contains { $0?.change.map { !$0.isZero } ?? false } },
            { row in
                let releases = row.scenarios.compactMap(\.self)
                func most(_ amounts: [Money?]) -> Double? {
                    amounts.compactMap { $0.map { Double($0.pence).magnitude } }.max()
                }
                return Order(
                    amount: most(releases.flatMap { [$0.before, $0.after] }), change: most(releases.map(\.change)),
                    percentage: nil, name: row.pool.title)
            })
    }

    /// Attributed changes, chosen; they keep their order, as each figure's scenarios stand together.
    package func waterfalls(_ all: [Waterfall]) -> [Waterfall] {
        all.filter { shows(.waterfall, $0.id, $0.title) && !($0.change == 0 && $0.parts.allSatisfy { $0.effect == 0 }) }
    }

    private static func order(_ row: ScenarioComparison.Row) -> Order {
        func most(_ amounts: [Money?]) -> Double? { amounts.compactMap { $0.map { Double($0.pence) } }.max() }
        return Order(
            amount: most([row.base] + row.amounts),
            change: row.changes.compactMap { $0.map { Double($0.pence.magnitude) } }.max(),
            percentage: row.percentages.compactMap { $0?.approximate.magnitude }.max(), name: row.title)
    }

    private func chosen<Row>(
        _ kind: Kind, _ rows: [Row], _ id: (Row) -> String, _ title: (Row) -> String, _ isChanged: (Row) -> Bool,
        _ order: (Row) -> Order
    ) -> [Row] {
        let shown = rows.filter { (!onlyChanged || isChanged($0)) && shows(kind, id($0), title($0)) }
        guard let sort else { return shown }
        let keys = shown.map(order)
        func isBefore(_ one: Int, _ other: Int) -> Bool {
            func larger(_ key: KeyPath<Order, Double?>) -> Bool? {
                switch (keys[one][keyPath: key], keys[other][keyPath: key]) {
                case (let first?, let second?): first == second ? nil : first > second
                case (nil, nil): nil
                case (let first, _): first != nil
                }
            }
            let decided: Bool? =
                switch sort {
                case .amount: larger(\.amount)
                case .change: larger(\.change)
                case .percentage: larger(\.percentage)
                case .name:
                    keys[one].name.lowercased() == keys[other].name.lowercased()
                        ? nil : keys[one].name.lowercased() < keys[other].name.lowercased()
                }
            return decided ?? (one < other)
        }
        return shown.indices.sorted(by: isBefore).map { shown[$0] }
    }
}
