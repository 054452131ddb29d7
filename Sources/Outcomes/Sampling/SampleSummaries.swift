import Draws
import Finance
import Kernels

/// Sums up what a store holds. Every summary reads the samples in their order, so that it does not depend on who made
/// them.
struct SampleSummaries {
    let store: SampleStore
    let statements: PlanArrangements
    let workers: Int

    private static let beyond = PlanError(
        "outcomes.samples.beyond", "some samples are beyond what can be calculated",
        reason: "a figure is so wide that its ends have no meaning", help: "give the widest figures a narrower range")

    // MARK: - Metrics

    func metrics() throws(PlanError) -> [MetricSamples] {
        let (store, model) = (store, store.model)
        let stated = model.metrics.map { metric in statements.metrics.first { $0.id == metric.id } }
        // Most of what a scenario leaves alone does not change: what nothing comes to is worked out once.
        let nothing = Summary(of: [Double](repeating: 0, count: store.count))
        let periods = Parallel.map(model.metrics.count * OutcomePeriods.count, workers: workers) {
            let worker = PeriodWorker(store, nothing)
            return { worker.period(of: $0 / OutcomePeriods.count, $0 % OutcomePeriods.count, stated) }
        }
        var found: [MetricSamples] = []
        for (index, metric) in stated.enumerated() {
            guard let metric else { continue }
            let own = periods[index * OutcomePeriods.count..<(index + 1) * OutcomePeriods.count]
            var parts: [MetricSamples.Period] = []
            for period in own {
                guard let part = period.period else { throw Self.beyond }
                parts.append(part)
            }
            // In the order of the plan, and not of the parts of the year.
            let targets = metric.periods.compactMap { period in
                own.lazy.flatMap(\.targets).first { $0.period == period }
            }
            var value: ValueSamples?
            if let notional = store.value(index, cash: false), let cash = store.value(index, cash: true) {
                value = ValueSamples(notional: try summary(notional), cashReleasing: try summary(cash))
            }
            found.append(MetricSamples(metric: metric, periods: parts, targets: targets, value: value))
        }
        return found
    }

    /// All metrics that have a value, sample by sample.
    func valueOfAll() throws(PlanError) -> ValueSamples? {
        guard store.model.metrics.contains(where: \.hasValue) else { return nil }
        let sum = Room(store.count)
        func all(cash: Bool) throws(PlanError) -> MoneySummary {
            sum.numbers.update(repeating: 0, count: store.count)
            for metric in store.model.metrics.indices {
                guard let pence = store.value(metric, cash: cash) else { continue }
                for sample in 0..<store.count { sum.numbers[sample] += pence[sample] }
            }
            return try summary(sum.numbers)
        }
        return ValueSamples(notional: try all(cash: false), cashReleasing: try all(cash: true))
    }

    // MARK: - Risk pools

    func riskPools() throws(PlanError) -> [RiskPoolSamples] {
        var told = 0
        var found: [RiskPoolSamples] = []
        for (pool, obstacle) in store.model.poolObstacles {
            if let obstacle {
                found.append(
                    RiskPoolSamples(pool: pool, obstacle: obstacle, before: nil, after: nil, changeOfReleased: nil))
                continue
            }
            let room = Room(3 * store.count)
            let before = try side(told, 0, pool, room)
            // The year's release of both sides stays in the room.
            room.numbers.advanced(by: 2 * store.count).update(from: room.numbers, count: store.count)
            let after = try side(told, 1, pool, room)
            let change = room.numbers.advanced(by: 2 * store.count)
            for sample in 0..<store.count { change[sample] = room.numbers[sample] - change[sample] }
            found.append(
                RiskPoolSamples(
                    pool: pool, obstacle: nil, before: before, after: after, changeOfReleased: try summary(change)))
            told += 1
        }
        return found
    }

    /// The quarters and the year of one side; leaves the year's release at the start of the room.
    private func side(
        _ index: Int, _ side: Int, _ pool: RiskPool, _ room: Room
    ) throws(PlanError) -> RiskPoolSamples.Side {
        var quarters: [RiskPoolSamples.Part] = []
        let (released, retained) = (room.numbers, room.numbers.advanced(by: store.count))
        released.update(repeating: 0, count: 2 * store.count)
        for quarter in 0..<4 {
            let out = store.money(index, side, quarter, retained: false)
            let kept = store.money(index, side, quarter, retained: true)
            quarters.append(RiskPoolSamples.Part(released: try summary(out), retained: try summary(kept)))
            for sample in 0..<store.count {
                released[sample] += out[sample]
                retained[sample] += kept[sample]
            }
        }
        let all = Double(pool.amount.pence)
        let met = (0..<store.count).reduce(0) { released[$1] == all ? $0 + 1 : $0 }
        return RiskPoolSamples.Side(
            quarters: quarters,
            year: RiskPoolSamples.Part(released: try summary(released), retained: try summary(retained)),
            allReleased: Draws.Chance(met: met, of: store.count))
    }

    private func summary(_ pence: UnsafePointer<Double>) throws(PlanError) -> MoneySummary {
        guard let summary = Summary(of: UnsafeBufferPointer(start: pence, count: store.count)) else {
            throw Self.beyond
        }
        return MoneySummary(pence: summary)
    }
}

/// Sums up the parts of the year, with room of its own.
private final class PeriodWorker {
    struct Found: Sendable {
        let period: MetricSamples.Period?
        let targets: [TargetSamples]
    }

    private let store: SampleStore
    private let nothing: Summary?
    private let room: Room

    init(_ store: SampleStore, _ nothing: Summary?) {
        self.store = store
        self.nothing = nothing
        room = Room(3 * store.count)
    }

    func period(of metric: Int, _ period: Int, _ stated: [Metric?]) -> Found {
        let count = store.count
        let (before, after) = (room.numbers, room.numbers.advanced(by: count))
        let rest = room.numbers.advanced(by: 2 * count)
        store.figure(metric, 0, period, into: before, room: rest)
        func summary(_ numbers: UnsafePointer<Double>) -> Summary? {
            Summary(of: UnsafeBufferPointer(start: numbers, count: count))
        }
        let part = OutcomePeriods.all[period]
        let first = summary(before)
        guard !store.model.metrics[metric].isUnchanged else {
            return found(part, first, first, nothing, targets(stated[metric], part, before, before))
        }
        store.figure(metric, 1, period, into: after, room: rest)
        let isChanged = kernel_differ(before, after, count, rest)
        return found(
            part, first, isChanged ? summary(after) : first, isChanged ? summary(rest) : nothing,
            targets(stated[metric], part, before, after))
    }

    private func found(
        _ part: YearPart, _ before: Summary?, _ after: Summary?, _ change: Summary?, _ targets: [TargetSamples]
    ) -> Found {
        guard let before, let after, let change else { return Found(period: nil, targets: targets) }
        return Found(period: .init(part: part, before: before, after: after, change: change), targets: targets)
    }

    private func targets(
        _ metric: Metric?, _ part: YearPart, _ before: UnsafePointer<Double>, _ after: UnsafePointer<Double>
    ) -> [TargetSamples] {
        (metric?.periods ?? []).compactMap { period in
            guard let metric, period.part == part, let target = period.target else { return nil }
            let limit = target.approximate
            func chance(_ figures: UnsafePointer<Double>) -> Draws.Chance? {
                guard let good = metric.good else { return nil }
                let met =
                    good == .low
                    ? kernel_up_to(figures, store.count, limit) : kernel_from(figures, store.count, limit)
                return Draws.Chance(met: met, of: store.count)
            }
            return TargetSamples(
                period: period, part: part, target: target, before: chance(before), after: chance(after))
        }
    }
}
