import Draws
package import Finance

/// Which uncertain figure moves an output most, each by itself: from its 5th to its 95th percentile, with all others at
/// their central value. That is the range that `between(low, high)` states.
///
/// Figures that go up and down together are turned one by one here too; ``SobolIndices`` turns them together.
package struct Tornado: Sendable {
    /// What is moved.
    package let output: OutcomeOutput
    /// The output with every figure at its central value.
    package let central: Double
    /// A bar for every uncertain figure, the longest first; bars of one length in the plan's order.
    package let bars: [Bar]

    /// What one figure does.
    package struct Bar: Hashable, Sendable {
        /// The figure.
        package let parameter: ModelParameter
        /// Its 5th percentile.
        package let low: Double
        /// Its 95th percentile.
        package let high: Double
        /// The output with the figure at its low value.
        package let atLow: Double
        /// The output with the figure at its high value.
        package let atHigh: Double
        /// The notional value of the change of the output's metric at the low value; `nil` where it has none.
        package let valueAtLow: Money?
        /// The same at the high value.
        package let valueAtHigh: Money?

        /// How far apart the two outputs are.
        package var swing: Double { (atHigh - atLow).magnitude }
    }
}

extension OutcomeModel {
    /// The tornado of an output; `nil` when the model does not tell it.
    package func tornado(of output: OutcomeOutput) -> Tornado? {
        guard let reading = OutputReading(output, compiled) else { return nil }
        let places = parameters.indices.filter { !parameters[$0].isCertain }
        let ends = places.map { place in
            [samplers[place].quantile(0.05), samplers[place].quantile(0.95)]
        }
        // Sample 0 is central; then two for each figure.
        let blocks = (2 * places.count + BlockEvaluator.width) / BlockEvaluator.width
        let evaluator = BlockEvaluator(
            compiled, parameterCount: parameters.count, blocks: blocks, only: reading.metrics(compiled))
        for (place, value) in centralValues.enumerated() { evaluator.fix(place, at: value) }
        for (index, place) in places.enumerated() {
            let row = evaluator.values + place * evaluator.stride
            row[2 * index + 1] = ends[index][0]
            row[2 * index + 2] = ends[index][1]
        }
        let values = OutputReading(.notionalValue(metric: output.metric), compiled)
        let readers = [reading, values].map { $0.map { OutputReader($0, evaluator) } }
        let room = Room(2 * evaluator.stride)
        for offset in stride(from: 0, to: evaluator.stride, by: BlockEvaluator.width) {
            evaluator.offset = offset
            evaluator.evaluate()
            for (index, reader) in readers.enumerated() {
                reader?.read(into: room.numbers + index * evaluator.stride + offset)
            }
        }
        func value(_ sample: Int) -> Money? {
            output.metric == nil || values == nil ? nil : Estimate.money(room.numbers[evaluator.stride + sample])
        }
        let bars = places.enumerated().map { index, place in
            Tornado.Bar(
                parameter: parameters[place], low: ends[index][0], high: ends[index][1],
                atLow: room.numbers[2 * index + 1], atHigh: room.numbers[2 * index + 2],
                valueAtLow: value(2 * index + 1), valueAtHigh: value(2 * index + 2))
        }
        let order = bars.indices.sorted { bars[$0].swing == bars[$1].swing ? $0 < $1 : bars[$0].swing > bars[$1].swing }
        return Tornado(output: output, central: room.numbers[0], bars: order.map { bars[$0] })
    }
}

extension OutcomeOutput {
    /// The metric that it is of; `nil` for money of several.
    package var metric: String? {
        switch self {
        case .count(let metric, _, _), .figure(let metric, _, _): metric
        case .notionalValue(let metric), .cashReleasingValue(let metric): metric
        case .released, .retained: nil
        }
    }
}
