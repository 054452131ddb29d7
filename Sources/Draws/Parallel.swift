import Glibc
import Synchronization

/// Work that is cut into pieces whose results do not depend on who does them.
///
/// The pieces depend on the work alone and each is done once, so where they write to places of their own, the result is
/// the same for any number of workers.
package enum Parallel {
    /// Does every piece once, in any order, in so many threads. Each thread asks `makeWorker` once for what does pieces,
    /// so that it has its own room to work in.
    package static func run(pieces: Int, workers: Int, _ makeWorker: @escaping @Sendable () -> (Int) -> Void) {
        let work = Work(pieces: pieces, makeWorker)
        var threads: [pthread_t] = []
        for _ in 1..<max(1, min(workers, pieces)) {
            var thread = pthread_t()
            let box = Unmanaged.passRetained(work)
            let made = pthread_create(
                &thread, nil,
                { argument in
                    if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().work() }
                    return nil
                }, box.toOpaque())
            // Where no thread may be made, the others do its pieces.
            guard made == 0 else {
                box.release()
                break
            }
            threads.append(thread)
        }
        work.work()
        for thread in threads { pthread_join(thread, nil) }
    }

    /// A result for every piece, in their order.
    package static func map<Result: Sendable>(
        _ pieces: Int, workers: Int, _ makeWorker: @escaping @Sendable () -> (Int) -> Result
    ) -> [Result] {
        let results = Results<Result>(pieces)
        run(pieces: pieces, workers: workers) {
            let worker = makeWorker()
            return { results.values[$0] = worker($0) }
        }
        return (0..<pieces).compactMap { results.values[$0] }
    }

    /// Does the work of every part of a size, the last maybe smaller, with so many workers: the caller and other threads.
    package static func forEachPart(
        of count: Int, size: Int, workers: Int, _ work: @Sendable (Range<Int>) -> Void
    ) {
        precondition(size > 0 && workers > 0, "parts and workers")
        withoutActuallyEscaping(work) { work in
            run(pieces: (count + size - 1) / size, workers: workers) {
                { work($0 * size..<min(count, ($0 + 1) * size)) }
            }
        }
    }

    private final class Work: Sendable {
        private let pieces: Int
        private let makeWorker: @Sendable () -> (Int) -> Void
        private let next = Atomic<Int>(0)

        init(pieces: Int, _ makeWorker: @escaping @Sendable () -> (Int) -> Void) {
            self.pieces = pieces
            self.makeWorker = makeWorker
        }

        func work() {
            let worker = makeWorker()
            while true {
                let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard piece < pieces else { return }
                worker(piece)
            }
        }
    }

    // Every piece is written once, by one thread, and read when all have ended.
    private final class Results<Result>: @unchecked Sendable {
        let values: UnsafeMutablePointer<Result?>
        private let count: Int

        init(_ count: Int) {
            self.count = count
            values = .allocate(capacity: max(1, count))
            values.initialize(repeating: nil, count: count)
        }

        deinit {
            values.deinitialize(count: count)
            values.deallocate()
        }
    }
}

extension Sampler {
    /// Many draws of the distribution from a stream, made by several workers: the same for any number of them.
    package func draws(_ count: Int, from stream: DrawStream, workers: Int) -> [Double] {
        [Double](unsafeUninitializedCapacity: count) { values, filled in
            // Each part writes to its own range.
            nonisolated(unsafe) let base = UnsafeMutableBufferPointer(rebasing: values[..<count])
            Parallel.forEachPart(of: count, size: 16_384, workers: workers) { part in
                fill(UnsafeMutableBufferPointer(rebasing: base[part]), from: stream, first: UInt64(part.lowerBound))
            }
            filled = count
        }
    }
}
