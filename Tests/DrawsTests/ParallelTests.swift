import Synchronization
import Testing

@testable import Draws

struct ParallelTests {
    @Test(arguments: [1, 2, 8])
    func `Any number of workers makes the same draws`(workers: Int) {
        let (sampler, stream) = (Sampler(.between(low: 10, high: 30)), DrawStream(seed: 3, name: "workers"))
        let bits = sampler.draws(40_000, from: stream, workers: workers).map(\.bitPattern)
        #expect(bits == sampler.draws(40_000, from: stream).map(\.bitPattern))
    }

    @Test(arguments: [0, 1, 6, 7, 100], [1, 3, 200])
    func `Every part is done once`(count: Int, workers: Int) {
        let seen = Mutex([Range<Int>]())
        Parallel.forEachPart(of: count, size: 7, workers: workers) { part in seen.withLock { $0.append(part) } }
        let parts = seen.withLock { $0 }
        #expect(parts.flatMap { Array($0) }.sorted() == Array(0..<count))
        #expect(parts.allSatisfy { $0.lowerBound % 7 == 0 && $0.count <= 7 })
    }
}
