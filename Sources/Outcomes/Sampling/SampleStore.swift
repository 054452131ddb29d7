import Finance
import Kernels

/// Every sample's numbers, each number's samples side by side.
///
/// Blocks are written by several threads, each its own samples; read once all are done. Nothing changes then.
final class SampleStore: @unchecked Sendable {
    let model: CompiledModel
    let count: Int
    /// How far apart two rows lie: whole blocks, so that an evaluator may write them where they stay.
    let apart: Int
    private let layout: RowLayout
    private let counts: UnsafeMutablePointer<Double>
    private let ofs: UnsafeMutablePointer<Double>
    // Metrics that have a value: pence of the change, then pence of it that release cash.
    private let values: UnsafeMutablePointer<Double>
    private let valuePlaces: [Int]
    // Pool, side, four quarters released and four retained, in pence.
    private let money: UnsafeMutablePointer<Double>

    init(_ model: CompiledModel, count: Int) {
        self.model = model
        self.count = count
        apart = Self.apart(count)
        layout = RowLayout(model)
        var next = 0
        valuePlaces = model.metrics.map { metric in
            defer { if metric.hasValue { next += 2 } }
            return metric.hasValue ? next : -1
        }
        counts = .allocate(capacity: max(1, layout.countRows * apart))
        ofs = .allocate(capacity: max(1, layout.ofRows * apart))
        values = .allocate(capacity: max(1, next * count))
        money = .allocate(capacity: max(1, model.pools.count * 16 * count))
    }

    private static func apart(_ count: Int) -> Int {
        let blocks = (count + BlockEvaluator.width - 1) / BlockEvaluator.width
        // Rows a whole number of pages apart would push each other out of the processor's nearest store.
        return (blocks.isMultiple(of: 8) ? blocks + 1 : blocks) * BlockEvaluator.width
    }

    deinit {
        for pointer in [counts, ofs, values, money] { pointer.deallocate() }
    }

    /// How many numbers a sample of a model has.
    static func numbers(_ model: CompiledModel) -> Int {
        model.metrics.reduce(model.pools.count * 16) { $0 + ($1.isUnchanged ? 12 : 24) * ($1.isShare ? 2 : 1) + 2 }
    }

    /// Has a block's counts written where they are kept.
    func aim(_ evaluator: BlockEvaluator, at first: Int) {
        evaluator.write(to: counts + first, ofs + first, apart: apart)
    }

    /// Keeps the money of the first samples of an evaluated block.
    func keep(_ evaluator: BlockEvaluator, at first: Int, count wanted: Int, _ room: UnsafeMutablePointer<Double>) {
        for metric in model.metrics.indices {
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
                let isSmall = evaluator.delivered(pool, side, into: room)
                for sample in 0..<wanted {
                    var pence = InlineArray<8, Int64>(repeating: 0)
                    var millionths = InlineArray<4, Int64>(repeating: 0)
                    if isSmall {
                        for quarter in 0..<4 {
                            millionths[quarter] = Int64(room[quarter * BlockEvaluator.width + sample])
                        }
                    } else {
                        millionths = evaluator.delivered(pool, side, sample)
                    }
                    forecast.reckon(millionths, into: &pence)
                    for place in 0..<8 { kept[place * count + sample] = Double(pence[place]) }
                }
            }
        }
    }

    // MARK: - Reading

    /// Writes what is counted in a part of the year.
    func count(_ metric: Int, _ side: Int, _ period: Int, into target: UnsafeMutablePointer<Double>) {
        sum(counts + layout.counts(metric, side) * apart, period, times: 1, into: target)
    }

    /// Writes a metric's figure in a part of the year; `room` has as many places as there are samples.
    func figure(
        _ metric: Int, _ side: Int, _ period: Int, into target: UnsafeMutablePointer<Double>,
        room: UnsafeMutablePointer<Double>
    ) {
        if let row = layout.ofs(metric, side) {
            count(metric, side, period, into: target)
            sum(ofs + row * apart, period, times: 1, into: room)
            kernel_percent(room, count, target)
        } else {
            sum(
                counts + layout.counts(metric, side) * apart, period, times: model.metrics[metric].factors[period],
                into: target)
        }
    }

    private func sum(
        _ rows: UnsafePointer<Double>, _ period: Int, times factor: Double, into target: UnsafeMutablePointer<Double>
    ) {
        let months = OutcomePeriods.months(at: period)
        kernel_months(rows + months.lowerBound * apart, apart, months.count / 3, count, factor, target)
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
