import Finance
import Outcomes

extension ScenarioComparison {
    /// Which of the base and the scenarios are dominated: another is at least as good by every measure, and better by
    /// one.
    package struct Pareto: Hashable, Sendable {
        /// For the base, and then each scenario: the places of those that dominate it, 0 being the base.
        package let dominatedBy: [[Int]]
        /// The measures that were judged by, by their places among the comparison's.
        package let judgedBy: [Int]

        /// The places of those that nothing dominates: to be better by one measure, somebody has to take less by
        /// another.
        package var front: [Int] { dominatedBy.indices.filter { dominatedBy[$0].isEmpty } }

        /// Judges by the measures that can be told of all.
        package init(_ measures: [Measure], options: Int) {
            let judging = measures.indices.filter { measures[$0].isComparable }
            judgedBy = judging
            let columns = judging.compactMap { index -> (values: [Value], better: Measure.Better)? in
                measures[index].better.map { (measures[index].values.compactMap(\.self), $0) }
            }
            dominatedBy = (0..<options).map { option in
                (0..<options).filter { other in
                    let isWorseNowhere = !columns.contains {
                        $0.values[option].isBetter(than: $0.values[other], $0.better)
                    }
                    return isWorseNowhere
                        && columns.contains { $0.values[other].isBetter(than: $0.values[option], $0.better) }
                }
            }
        }
    }

    /// What somebody who takes an option misses by one measure: the best of all options less what the option gives.
    ///
    /// Where there are samples of the measure, the best is that of each sample, so it may be another option in each. An
    /// option's regret is never below nought; in each sample, the best one's is nought.
    package struct Regret: Hashable, Sendable {
        /// The measure, by its place among the comparison's.
        package let measure: Int
        /// How many samples there are; `nil` where there is one central value each.
        package let samples: Int?
        /// The base, and then each scenario.
        package let options: [Option]

        /// What is missed with one option, in £ or in the metric's unit.
        package struct Option: Hashable, Sendable {
            /// On average.
            package let expected: Double
            /// At most.
            package let most: Double
            /// In how many samples the option is best, alone or with others; 1 or 0 where there are no samples.
            package let timesBest: Int
        }

        /// Regret by one amount of each option. The difference is taken in pence: that of two amounts in pounds would be
        /// off by parts of a penny.
        package init(measure: Int, pence: [Int64], better: Measure.Better) {
            let best = better == .low ? pence.min() : pence.max()
            self.measure = measure
            samples = nil
            options = pence.map { amount in
                let missed = Double(amount.subtractingReportingOverflow(best ?? 0).partialValue.magnitude) / 100
                return Option(expected: missed, most: missed, timesBest: amount == best ? 1 : 0)
            }
        }

        /// Regret by one value of each option, or by many: `draws[option][sample]`.
        package init(measure: Int, draws: [[Double]], better: Measure.Better, isSampled: Bool) {
            precondition(!draws.isEmpty && !draws[0].isEmpty, "options with values")
            let count = draws[0].count
            var (sums, most) = ([Double](repeating: 0, count: draws.count), [Double](repeating: 0, count: draws.count))
            var best = [Int](repeating: 0, count: draws.count)
            for sample in 0..<count {
                var top = draws[0][sample]
                for option in draws.indices.dropFirst() {
                    let value = draws[option][sample]
                    if better == .low ? value < top : value > top { top = value }
                }
                for option in draws.indices {
                    let missed = (draws[option][sample] - top).magnitude
                    sums[option] += missed
                    if missed > most[option] { most[option] = missed }
                    if missed == 0 { best[option] += 1 }
                }
            }
            self.measure = measure
            samples = isSampled ? count : nil
            options = draws.indices.map {
                // A mean of rounded sums is never beyond the largest of what was added.
                Option(expected: min(sums[$0] / Double(count), most[$0]), most: most[$0], timesBest: best[$0])
            }
        }
    }
}

extension ScenarioComparison {
    /// The regret by every measure that can be told of all: per sample where the measure is sampled.
    static func regrets(_ measures: [Measure], _ outcomes: [RunOutcomes], _ metrics: [MetricRow]) -> [Regret] {
        measures.enumerated().compactMap { place, measure in
            guard measure.isComparable, let better = measure.better else { return nil }
            if let draws = draws(of: measure, outcomes, metrics) {
                return Regret(measure: place, draws: draws, better: better, isSampled: true)
            }
            let values = measure.values.compactMap(\.self)
            let pence = values.compactMap { if case .money(let amount) = $0 { amount.pence } else { nil } }
            guard pence.count == values.count else {
                return Regret(measure: place, draws: values.map { [$0.number] }, better: better, isSampled: false)
            }
            return Regret(measure: place, pence: pence, better: better)
        }
    }

    /// The change of each option in every sample, the base's being nought; `nil` where some scenario has no samples.
    private static func draws(
        of measure: Measure, _ outcomes: [RunOutcomes], _ metrics: [MetricRow]
    ) -> [[Double]]? {
        let changes: [[Double]?]
        switch measure.kind {
        case .metric(let id):
            guard let metric = metrics.first(where: { $0.metric.id == id })?.metric else { return nil }
            changes = outcomes.map { $0.changes(of: metric) }
        case .released(let id):
            changes = outcomes.map { $0.samples?.values(of: .released(riskPool: id, .year, .change)) }
        default: return nil
        }
        let sampled = changes.compactMap(\.self)
        guard let count = sampled.first?.count, sampled.count == changes.count,
            sampled.allSatisfy({ $0.count == count })
        else { return nil }
        return [[Double](repeating: 0, count: count)] + sampled
    }
}
