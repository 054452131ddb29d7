package import Draws
package import Finance
import Synchronization

extension OutcomeModel {
    /// How many numbers the samples of one run may have together: a gigabyte.
    package static let mostNumbers = 1 << 27

    /// Samples the model: every uncertain figure by chance, both plans with the same draws.
    ///
    /// The same seed gives the same samples to the last bit, whatever the number of workers. A figure's draws depend on
    /// its name and not on what else there is, except that the Sobol design counts dimensions in the plan's order.
    ///
    /// - Parameters:
    ///   - among: how many models keep their samples at once, which share the room for them.
    ///   - progress: is told by any thread from time to time how many samples are made.
    package func sample(
        count: Int, seed: UInt64, design: SamplingDesign = .independent, workers: Int = 1, among: Int = 1,
        progress: @escaping @Sendable (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) throws(PlanError) -> OutcomeSamples {
        let most = Self.mostNumbers / max(1, SampleStore.numbers(compiled)) / max(1, among)
        guard count > 0, count <= most else {
            throw PlanError(
                "outcomes.samples", "\(count) samples cannot be made",
                reason: among == 1
                    ? "at least 1 is needed, and so large a model has room for \(most)"
                    : "at least 1 is needed, and \(among) so large models have room for \(most) each",
                help: "10000 samples give percentiles to within about one part in a hundred")
        }
        let draws = try ParameterDraws(self, seed: seed, design: design, count: count)
        let store = SampleStore(compiled, count: count)
        // Pieces are the same whoever does them; small enough that a piece's values stay in the cache.
        let blocks = 8
        let piece = blocks * BlockEvaluator.width
        let (compiled, parameterCount) = (compiled, parameters.count)
        let made = Made()
        Parallel.run(pieces: (count + piece - 1) / piece, workers: workers) {
            let evaluator = BlockEvaluator(compiled, parameterCount: parameterCount, blocks: blocks)
            let room = Room(4 * BlockEvaluator.width)
            draws.prepare(evaluator)
            return { number in
                let first = number * piece
                let wanted = min(piece, count - first)
                draws.fill(evaluator, from: first, count: wanted)
                for block in stride(from: 0, to: wanted, by: BlockEvaluator.width) {
                    evaluator.offset = block
                    store.aim(evaluator, at: first + block)
                    evaluator.evaluate()
                    store.keep(
                        evaluator, at: first + block, count: min(BlockEvaluator.width, wanted - block), room.numbers)
                }
                progress(made.adding(wanted), count)
            }
        }
        let summaries = SampleSummaries(store: store, statements: after.arrangementsAsSupposed, workers: workers)
        return OutcomeSamples(
            count: count, seed: seed, design: design, metrics: try summaries.metrics(), obstacles: obstacles,
            value: try summaries.valueOfAll(), riskPools: try summaries.riskPools(), store: store)
    }
}

/// How many samples all threads have made.
private final class Made: Sendable {
    private let count = Atomic<Int>(0)

    func adding(_ number: Int) -> Int { count.wrappingAdd(number, ordering: .relaxed).newValue }
}

/// Room for numbers that are worked out on the way.
final class Room {
    let numbers: UnsafeMutablePointer<Double>

    init(_ count: Int) {
        numbers = .allocate(capacity: max(1, count))
        numbers.initialize(repeating: 0, count: max(1, count))
    }

    deinit { numbers.deallocate() }
}
