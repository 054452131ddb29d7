package import Draws
package import Finance
package import Outcomes

extension ScenarioComparison {
    /// A metric in the base and after each scenario.
    package struct MetricRow: Sendable {
        /// The metric.
        package let metric: Metric
        /// What each scenario does to it; `nil` where it is not projected for the scenario.
        package let scenarios: [Effect?]

        /// What one scenario does to a metric, over the planning year.
        package struct Effect: Sendable {
            /// With the base's money, in the world that the scenario supposes.
            package let before: Double
            /// With the scenario's money.
            package let after: Double
            /// After less before, in each sample the same world; `nil` without samples.
            package let sampledChange: Summary?
            /// The figure after, over the samples.
            package let sampledAfter: Summary?
            /// In how many samples the scenario is strictly better than the base; `nil` without samples, and where
            /// nobody says which way is better.
            package let better: Draws.Chance?
            /// In how many it is strictly worse.
            package let worse: Draws.Chance?
            /// The targets of the year's parts, and whether and how often they are met.
            package let targets: [Target]
            /// The twelve months from April, with the base's money and with the scenario's.
            package let months: [(before: Double, after: Double)]

            /// By how much the scenario changes the figure.
            package var change: Double { after - before }
            /// The change as a percentage of the figure before; `nil` from nothing.
            package var percentage: Double? { before == 0 ? nil : change / before * 100 }
            /// Whether the money does anything to it, in any month.
            package let isMoved: Bool
        }

        /// A target of the planning year.
        package struct Target: Sendable {
            /// The part of the year.
            package let part: YearPart
            /// What is to be reached.
            package let target: DecimalFigure
            /// Whether the central figure meets it; `nil` when nobody says which way is better.
            package let isMetBefore: Bool?
            /// The same after.
            package let isMetAfter: Bool?
            /// How often samples meet it before; `nil` without samples.
            package let chanceBefore: Draws.Chance?
            /// How often after.
            package let chanceAfter: Draws.Chance?
        }

        /// The figure in the base where all scenarios see the same; `nil` where they suppose different worlds.
        package var base: Double? {
            let all = Set(scenarios.compactMap { $0?.before })
            return all.count == 1 ? all.first : nil
        }

        /// Whether any scenario's money does anything to it.
        package var isMoved: Bool { scenarios.contains { $0?.isMoved == true } }
    }

    /// What a risk pool would release, in the base and after each scenario.
    package struct RiskPoolRow: Sendable {
        /// The pool.
        package let pool: RiskPool
        /// What each scenario does to it; `nil` where nothing is projected for the scenario.
        package let scenarios: [Release?]

        /// What the year's release comes to, as if every decision followed the formula.
        package struct Release: Sendable {
            /// Why it cannot be told; `nil` when it can. Then the amounts are `nil`.
            package let obstacle: String?
            /// With the base's money.
            package let before: Money?
            /// With the scenario's money.
            package let after: Money?
            /// After less before, sample by sample; `nil` without samples.
            package let sampledChange: MoneySummary?
            /// What is released after, over the samples.
            package let sampledAfter: MoneySummary?
            /// How often the whole amount is released; `nil` without samples.
            package let allReleased: Draws.Chance?

            /// By how much the scenario changes the release.
            package var change: Money? { before.flatMap { before in after.flatMap { $0.less(before) } } }
        }
    }

    /// The metrics of all outcomes side by side, in the plan's order.
    static func metrics(_ outcomes: [RunOutcomes]) -> [MetricRow] {
        var order: [Metric] = []
        for metric in outcomes.flatMap({ $0.central?.metrics.map(\.metric) ?? [] })
        where !order.contains(where: { $0.id == metric.id }) {
            order.append(metric)
        }
        return order.map { metric in
            MetricRow(metric: metric, scenarios: outcomes.map { $0.comparedEffect(on: metric) })
        }
    }

    /// The risk pools of all outcomes side by side, in the plan's order.
    static func riskPools(_ outcomes: [RunOutcomes]) -> [RiskPoolRow] {
        var order: [RiskPool] = []
        for pool in outcomes.flatMap({ $0.central?.riskPools.map(\.pool) ?? [] })
        where !order.contains(where: { $0.id == pool.id }) {
            order.append(pool)
        }
        return order.map { pool in
            RiskPoolRow(pool: pool, scenarios: outcomes.map { $0.comparedRelease(of: pool) })
        }
    }
}

extension RunOutcomes {
    fileprivate func comparedEffect(on metric: Metric) -> ScenarioComparison.MetricRow.Effect? {
        guard let projection = central?.metric(metric.id) else { return nil }
        let sampled = samples?.metric(metric.id)
        let year = sampled?.period(.year)
        var chances: (better: Draws.Chance?, worse: Draws.Chance?) = (nil, nil)
        if let good = metric.good, let draws = changes(of: metric) {
            let (down, up) = draws.reduce(into: (0, 0)) { counts, draw in
                if draw < 0 { counts.0 += 1 }
                if draw > 0 { counts.1 += 1 }
            }
            let (better, worse) = good == .low ? (down, up) : (up, down)
            chances = (Chance(met: better, of: draws.count), Chance(met: worse, of: draws.count))
        }
        return .init(
            before: projection.year.figure.before, after: projection.year.figure.after, sampledChange: year?.change,
            sampledAfter: year?.after, better: chances.better, worse: chances.worse,
            targets: projection.targets.map { target in
                let chance = sampled?.targets.first { $0.period == target.period }
                return .init(
                    part: target.part, target: target.target, isMetBefore: target.isMetBefore,
                    isMetAfter: target.isMetAfter, chanceBefore: chance?.before, chanceAfter: chance?.after)
            },
            months: (1...12).compactMap { month in
                projection.period(.month(month)).map { ($0.figure.before, $0.figure.after) }
            },
            isMoved: projection.isMoved)
    }

    fileprivate func comparedRelease(of pool: RiskPool) -> ScenarioComparison.RiskPoolRow.Release? {
        guard let projection = central?.riskPools.first(where: { $0.pool.id == pool.id }) else { return nil }
        let sampled = samples?.riskPools.first { $0.pool.id == pool.id }
        return .init(
            obstacle: projection.obstacle, before: projection.released(before: true),
            after: projection.released(before: false), sampledChange: sampled?.changeOfReleased,
            sampledAfter: sampled?.after?.year.released, allReleased: sampled?.after?.allReleased)
    }

    /// The change of a metric's figure of the year in every sample; `nil` without samples.
    func changes(of metric: Metric) -> [Double]? {
        guard let samples, samples.metric(metric.id) != nil else { return nil }
        return samples.values(of: .figure(metric: metric.id, .year, .change))
    }
}

extension RiskPoolProjection {
    /// What the year releases; `nil` when it cannot be told.
    func released(before: Bool) -> Money? {
        guard obstacle == nil else { return nil }
        return try? Money.sum((before ? self.before : after).map(\.money.released))
    }
}
