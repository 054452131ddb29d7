import Finance

/// Reads one output of an evaluated block, a number a sample.
final class OutputReader {
    private let reading: OutputReading
    private let evaluator: BlockEvaluator
    private let room = Room(4 * BlockEvaluator.width)

    init(_ reading: OutputReading, _ evaluator: BlockEvaluator) {
        self.reading = reading
        self.evaluator = evaluator
    }

    /// Writes the output of all samples of the block.
    func read(into target: UnsafeMutablePointer<Double>) {
        let width = BlockEvaluator.width
        switch reading {
        case .metric(let metric, let period, let side, let isFigure):
            onSides(side, target) { side, target in
                metricRow(metric, side, period, isFigure, target)
            }
        case .value(let metrics, let cash):
            let (notional, releasing) = (room.numbers + 2 * width, room.numbers + 3 * width)
            target.update(repeating: 0, count: width)
            for metric in metrics {
                evaluator.values(ofChangeOf: metric, notional: notional, cash: releasing)
                let pounds = cash ? releasing : notional
                for sample in 0..<width { target[sample] += Double(Estimate.money(pounds[sample]).pence) }
            }
            for sample in 0..<width { target[sample] /= 100 }
        case .money(let pool, let quarters, let side, let retained):
            let forecast = evaluator.model.pools[pool].forecast
            onSides(side, target) { side, target in
                for sample in 0..<width {
                    var pence = InlineArray<8, Int64>(repeating: 0)
                    forecast.reckon(evaluator.delivered(pool, side, sample), into: &pence)
                    target[sample] = Double(quarters.reduce(Int64(0)) { $0 + pence[$1 + (retained ? 4 : 0)] }) / 100
                }
            }
        }
    }

    private func metricRow(
        _ metric: Int, _ side: Int, _ period: Int, _ isFigure: Bool, _ target: UnsafeMutablePointer<Double>
    ) {
        let width = BlockEvaluator.width
        let months = OutcomePeriods.months(at: period)
        target.update(repeating: 0, count: width)
        for month in months {
            let row = evaluator.counts(metric, side, month)
            for sample in 0..<width { target[sample] += row[sample] }
        }
        guard isFigure else { return }
        if evaluator.model.metrics[metric].isShare {
            let whole = room.numbers + 2 * width
            whole.update(repeating: 0, count: width)
            for month in months {
                guard let row = evaluator.ofs(metric, side, month) else { continue }
                for sample in 0..<width { whole[sample] += row[sample] }
            }
            for sample in 0..<width { target[sample] = Share.percent(target[sample], of: whole[sample]) }
        } else {
            let factor = evaluator.model.metrics[metric].factors[period]
            for sample in 0..<width { target[sample] *= factor }
        }
    }

    private func onSides(
        _ side: OutcomeOutput.Side, _ target: UnsafeMutablePointer<Double>,
        _ write: (Int, UnsafeMutablePointer<Double>) -> Void
    ) {
        write(side == .after ? 1 : 0, target)
        guard side == .change else { return }
        write(1, room.numbers)
        for sample in 0..<BlockEvaluator.width { target[sample] = room.numbers[sample] - target[sample] }
    }
}
