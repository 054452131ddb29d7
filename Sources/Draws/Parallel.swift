import Glibc
import Synchronization

/// Work that is done in fixed parts by several threads.
///
/// The parts depend on the count alone and each is done once, so where the parts write to places of their own, the
/// result is the same for any number of workers.
package enum Parallel {
    /// Does the work of every part of a size, the last maybe smaller, with so many workers: the caller and other threads.
    package static func forEachPart(
        of count: Int, size: Int, workers: Int, _ work: @Sendable (Range<Int>) -> Void
    ) {
        precondition(size > 0 && workers > 0, "parts and workers")
        let parts = (count + size - 1) / size
        withoutActuallyEscaping(work) { work in
            let list = List(parts: parts) { work($0 * size..<min(count, ($0 + 1) * size)) }
            var threads: [pthread_t] = []
            for _ in 1..<max(1, min(workers, parts)) {
                var thread = pthread_t()
                let reference = Unmanaged.passRetained(list)
                let result = pthread_create(
                    &thread, nil,
                    { argument in
                        if let argument { Unmanaged<List>.fromOpaque(argument).takeRetainedValue().work() }
                        return nil
                    }, reference.toOpaque())
                // Without another thread the caller does its parts.
                if result == 0 { threads.append(thread) } else { reference.release() }
            }
            list.work()
            for thread in threads { pthread_join(thread, nil) }
        }
    }

    /// The parts that are still to be done.
    private final class List: Sendable {
        private let next = Atomic(0)
        private let parts: Int
        private let part: @Sendable (Int) -> Void

        init(parts: Int, _ part: @escaping @Sendable (Int) -> Void) {
            self.part = part
            self.parts = parts
        }

        func work() {
            while true {
                let mine = next.wrappingAdd(1, ordering: .relaxed).oldValue
                if mine >= parts { return }
                part(mine)
            }
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
