import Finance

/// Every sample's numbers, each number's samples side by side.
///
/// Blocks are written by several threads, each its own samples; read once all are done. Nothing changes then.
final class SampleStore: @unchecked Sendable {
    let model: CompiledModel
    let count: Int
    // Metric, side, month, then sample; metrics that do not change keep one side.
    private let counts: UnsafeMutablePointer<Double>
    private let ofs: UnsafeMutablePointer<Double>
    private let places: [Int]
    private let ofPlaces: [Int]
    // Metrics that have a value: pence of the change, then pence of it that release cash.
    private let values: UnsafeMutablePointer<Double>
    private let valuePlaces: [Int]
    // Pool, side, four quarters released and four retained, in pence.
    private let money: UnsafeMutablePointer<Double>

    init(_ model: CompiledModel, count: Int) {
        self.model = model
        self.count = count
        var (next, nextOf, nextValue) = (0, 0, 0)
        var (places, ofPlaces, valuePlaces): ([Int], [Int], [Int]) = ([], [], [])
        for metric in model.metrics {
            places.append(next)
            ofPlaces.append(nextOf)
            valuePlaces.append(metric.hasValue ? nextValue : -1)
            let rows = metric.isUnchanged ? 12 : 24
            next += rows
            if metric.isShare { nextOf += rows }
            if metric.hasValue { nextValue += 2 }
        }
        (self.places, self.ofPlaces, self.valuePlaces) = (places, ofPlaces, valuePlaces)
        counts = .allocate(capacity: max(1, next * count))
        ofs = .allocate(capacity: max(1, nextOf * count))
        values = .allocate(capacity: max(1, nextValue * count))
        money = .allocate(capacity: max(1, model.pools.count * 16 * count))
    }

    deinit {
        for pointer in [counts, ofs, values, money] { pointer.deallocate() }
    }

    /// How many numbers a sample of a model has.
    static func numbers(_ model: CompiledModel) -> Int {
        model.metrics.reduce(model.pools.count * 16) { $0 + ($1.isUnchanged ? 12 : 24) * ($1.isShare ? 2 : 1) + 2 }
    }

    /// Keeps the first samples of an evaluated block.
    func keep(_ evaluator: BlockEvaluator, at first: Int, count wanted: Int, _ room: UnsafeMutablePointer<Double>) {
        for metric in model.metrics.indices {
            for side in 0..<(model.metrics[metric].isUnchanged ? 1 : 2) {
                for month in 0..<12 {
                    (row(metric, side, month) + first).update(
                        from: evaluator.counts(metric, side, month), count: wanted)
                    if model.metrics[metric].isShare, let of = evaluator.ofs(metric, side, month) {
                        (ofRow(metric, side, month) + first).update(from: of, count: wanted)
                    }
                }
            }
            if valuePlaces[metric] >= 0 {
                let (notional, cash) = (room, room + BlockEvaluator.width)
                evaluator.values(ofChangeOf: metric, notional: notional, cash: cash)
                let kept = values + valuePlaces[metric] * count + first
                for sample in 0..<wanted {
                    kept[sample] = Double(Estimate.money(notional[sample]).pence)
                    kept[sample + count] = Double(Estimate.money(cash[sample]).pence)
                }
            }
        }
        for pool in model.pools.indices {
            for side in 0..<2 {
                let kept = money + (pool * 2 + side) * 8 * count + first
                let forecast = model.pools[pool].forecast
                for sample in 0..<wanted {
                    var pence = InlineArray<8, Int64>(repeating: 0)
                    forecast.reckon(evaluator.delivered(pool, side, sample), into: &pence)
                    for place in 0..<8 { kept[place * count + sample] = Double(pence[place]) }
                }
            }
        }
    }

    private func row(_ metric: Int, _ side: Int, _ month: Int) -> UnsafeMutablePointer<Double> {
        let side = model.metrics[metric].isUnchanged ? 0 : side
        return counts + (places[metric] + side * 12 + month) * count
    }

    private func ofRow(_ metric: Int, _ side: Int, _ month: Int) -> UnsafeMutablePointer<Double> {
        let side = model.metrics[metric].isUnchanged ? 0 : side
        return ofs + (ofPlaces[metric] + side * 12 + month) * count
    }

    // MARK: - Reading

    /// Writes what is counted in a part of the year.
    func count(_ metric: Int, _ side: Int, _ period: Int, into target: UnsafeMutablePointer<Double>) {
        sum(OutcomePeriods.months(at: period), into: target) { row(metric, side, $0) }
    }

    /// Writes a metric's figure in a part of the year; `room` has as many places as there are samples.
    func figure(
        _ metric: Int, _ side: Int, _ period: Int, into target: UnsafeMutablePointer<Double>,
        room: UnsafeMutablePointer<Double>
    ) {
        count(metric, side, period, into: target)
        if model.metrics[metric].isShare {
            sum(OutcomePeriods.months(at: period), into: room) { ofRow(metric, side, $0) }
            for sample in 0..<count { target[sample] = Share.percent(target[sample], of: room[sample]) }
        } else {
            let factor = model.metrics[metric].factors[period]
            for sample in 0..<count { target[sample] *= factor }
        }
    }

    private func sum(
        _ months: Range<Int>, into target: UnsafeMutablePointer<Double>, _ row: (Int) -> UnsafeMutablePointer<Double>
    ) {
        target.update(from: row(months.lowerBound), count: count)
        for month in months.dropFirst() {
            let next = row(month)
            for sample in 0..<count { target[sample] += next[sample] }
        }
    }

    /// The pence of a metric's change, notional or cash-releasing.
    func value(_ metric: Int, cash: Bool) -> UnsafePointer<Double>? {
        valuePlaces[metric] < 0 ? nil : UnsafePointer(values + (valuePlaces[metric] + (cash ? 1 : 0)) * count)
    }

    /// The pence that a pool releases or retains in a quarter from 0.
    func money(_ pool: Int, _ side: Int, _ quarter: Int, retained: Bool) -> UnsafePointer<Double> {
        UnsafePointer(money + ((pool * 2 + side) * 8 + (retained ? 4 : 0) + quarter) * count)
    }
}
