import Draws
package import Finance

/// Which part of the doubt about an output each uncertain figure explains. Figures that go up and down together are one
/// factor, as their parts cannot be told apart.
package struct SobolIndices: Sendable {
    /// A figure, or a group of figures that go together.
    package struct Factor: Hashable, Sendable {
        /// The figure's name, or the correlation's id.
        package let name: String
        /// The figures: one, or all of the group.
        package let parameters: [ModelParameter]
        /// What it explains by itself.
        package let first: SobolEstimates.Share
        /// What it explains by itself and together with others.
        package let total: SobolEstimates.Share
    }

    /// What two factors explain only together.
    package struct Pair: Hashable, Sendable {
        /// The places of the factors.
        package let factors: [Int]
        /// What they explain together beyond what each does by itself.
        package let share: SobolEstimates.Share
    }

    /// What is explained.
    package let output: OutcomeOutput
    /// How many samples each factor is mixed in.
    package let baseSamples: Int
    /// How often the model was worked out.
    package let evaluations: Int
    /// The mean of the output.
    package let mean: Double
    /// Its variance.
    package let variance: Double
    /// Every factor, in the plan's order.
    package let factors: [Factor]
    /// Every pair of factors; empty unless asked for.
    package let pairs: [Pair]
}

extension OutcomeModel {
    /// The most times that one analysis may work the model out.
    package static let mostEvaluations = 1 << 26

    /// The Sobol indices of an output; `nil` when the model does not tell it.
    ///
    /// The samples are a scrambled Sobol sequence of two dimensions a figure. A power of two for `baseSamples` keeps it
    /// even. It takes `baseSamples × (factors + 2)` evaluations, or `× (2 × factors + 2)` with pairs.
    package func sobolIndices(
        of output: OutcomeOutput, baseSamples: Int, seed: UInt64, pairs: Bool = false, workers: Int = 1
    ) throws(PlanError) -> SobolIndices? {
        guard let reading = OutputReading(output, compiled) else { return nil }
        let places = parameters.indices.filter { !parameters[$0].isCertain }
        let groups = try ParameterDraws.groups(self, places)
        var factors: [[Int]] = []
        var names: [String] = []
        for index in places.indices {
            let group = groups.firstIndex { $0.members.contains(index) }
            if let group, groups[group].members.min() != index { continue }
            factors.append(group.map { groups[$0].members } ?? [index])
            names.append(group.map { correlations[$0].id } ?? parameters[places[index]].name)
        }
        let runs = (pairs ? 2 : 1) * factors.count + 2
        guard baseSamples > 1, baseSamples <= Self.mostEvaluations / runs else {
            throw PlanError(
                "outcomes.samples", "\(baseSamples) base samples cannot be made",
                reason: "each is worked out \(runs) times, and \(Self.mostEvaluations) times in all are the most",
                help: "1024 base samples are a good start")
        }
        let a = try ParameterDraws(self, seed: seed, design: .sobol, count: baseSamples)
        let b = try ParameterDraws(
            self, seed: seed, design: .sobol, count: baseSamples, twin: true)
        let run = SobolRun(
            reading: reading, model: compiled, parameterCount: parameters.count, a: a, b: b,
            factors: factors.map { $0.map { places[$0] } }, pairs: pairs, count: baseSamples, runs: runs)
        let outputs = run.outputs(workers: workers)
        let mixed = Array(outputs[2..<2 + factors.count])
        let estimates = SobolEstimates(a: outputs[0], b: outputs[1], mixed: mixed)
        var found: [SobolIndices.Pair] = []
        if pairs {
            for second in factors.indices {
                for first in 0..<second {
                    let share = SobolEstimates.pair(
                        estimates.first[first], estimates.first[second], a: outputs[0], b: outputs[1],
                        mixed: mixed[first], mixedBack: outputs[2 + factors.count + second], mean: estimates.mean,
                        variance: estimates.variance)
                    found.append(SobolIndices.Pair(factors: [first, second], share: share))
                }
            }
        }
        return SobolIndices(
            output: output, baseSamples: baseSamples, evaluations: baseSamples * runs, mean: estimates.mean,
            variance: estimates.variance,
            factors: factors.indices.map { index in
                SobolIndices.Factor(
                    name: names[index], parameters: factors[index].map { parameters[places[$0]] },
                    first: estimates.first[index], total: estimates.total[index])
            }, pairs: found)
    }
}

/// Works a model out at two samples and at all their mixtures.
private struct SobolRun: Sendable {
    let reading: OutputReading
    let model: CompiledModel
    let parameterCount: Int
    let a: ParameterDraws
    let b: ParameterDraws
    let factors: [[Int]]
    let pairs: Bool
    let count: Int
    let runs: Int

    /// The outputs at A, at B, at A with each factor from B, and with pairs at B with each factor from A.
    func outputs(workers: Int) -> [[Double]] {
        let kept = KeptOutputs(runs * count)
        let blocks = 8
        let piece = blocks * BlockEvaluator.width
        Parallel.run(pieces: (count + piece - 1) / piece, workers: workers) { [self] in
            let needed = reading.metrics(model)
            let left = BlockEvaluator(model, parameterCount: parameterCount, blocks: blocks, only: needed)
            let right = BlockEvaluator(model, parameterCount: parameterCount, blocks: blocks, only: needed)
            let readers = [OutputReader(reading, left), OutputReader(reading, right)]
            let room = Room(BlockEvaluator.width)
            a.prepare(left)
            b.prepare(right)
            return { number in
                let first = number * piece
                let wanted = min(piece, count - first)
                a.fill(left, from: first, count: wanted)
                b.fill(right, from: first, count: wanted)
                for block in stride(from: 0, to: wanted, by: BlockEvaluator.width) {
                    (left.offset, right.offset) = (block, block)
                    let some = min(BlockEvaluator.width, wanted - block)
                    func keep(_ evaluator: BlockEvaluator, _ reader: OutputReader, _ run: Int) {
                        evaluator.evaluate()
                        reader.read(into: room.numbers)
                        (kept.numbers + run * count + first + block).update(from: room.numbers, count: some)
                    }
                    keep(left, readers[0], 0)
                    keep(right, readers[1], 1)
                    for (index, factor) in factors.enumerated() {
                        exchange(factor, left, right)
                        keep(left, readers[0], 2 + index)
                        if pairs { keep(right, readers[1], 2 + factors.count + index) }
                        exchange(factor, left, right)
                    }
                }
            }
        }
        return (0..<runs).map { run in
            Array(UnsafeBufferPointer(start: kept.numbers + run * count, count: count))
        }
    }

    private func exchange(_ factor: [Int], _ left: BlockEvaluator, _ right: BlockEvaluator) {
        for parameter in factor {
            let (one, other) = (left.values(parameter), right.values(parameter))
            for sample in 0..<BlockEvaluator.width { swap(&one[sample], &other[sample]) }
        }
    }
}

// Each piece writes its own places, and they are read when all have ended.
private final class KeptOutputs: @unchecked Sendable {
    let numbers: UnsafeMutablePointer<Double>
    init(_ count: Int) { numbers = .allocate(capacity: max(1, count)) }
    deinit { numbers.deallocate() }
}
