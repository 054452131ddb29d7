import Kernels

/// Sums in an order that depends on nothing but the count: parts of 1,024 in eight columns, the parts added in pairs.
/// Rounding grows with the logarithm of the count, and not with the count.
package enum Sums {
    /// The sum of many values.
    package static func sum(_ values: UnsafeBufferPointer<Double>) -> Double {
        total(values) { kernel_sum($0, $1).sum }
    }

    /// The sum of many values.
    package static func sum(_ values: [Double]) -> Double { values.withUnsafeBufferPointer { sum($0) } }

    /// The sum of the squares of the distances from a centre.
    static func squares(_ values: UnsafeBufferPointer<Double>, around centre: Double) -> Double {
        total(values) { kernel_squares($0, $1, centre) }
    }

    private static let part = 1024

    @inline(__always)
    fileprivate static func total(
        _ values: UnsafeBufferPointer<Double>, _ sumOfPart: (UnsafePointer<Double>, Int) -> Double
    ) -> Double {
        guard let base = values.baseAddress else { return 0 }
        // Like the carries of a counter: the sum at a place stands for 2^place parts.
        var pending: [Double] = []
        var done = 0
        var start = 0
        while start < values.count {
            var sum = sumOfPart(base + start, min(part, values.count - start))
            var carries = done
            while carries & 1 == 1 {
                sum = pending.removeLast() + sum
                carries >>= 1
            }
            pending.append(sum)
            done += 1
            start += part
        }
        return pending.reversed().reduce(0) { $1 + $0 }
    }
}

/// What one pass over draws says of them: their sum, the least and the most.
struct Extent {
    /// The sum.
    let sum: Double
    /// From the least to the most.
    let range: ClosedRange<Double>

    /// Looks at every draw; `nil` where there are none or one is not a finite number.
    init?(of draws: UnsafeBufferPointer<Double>) {
        guard let first = draws.first else { return nil }
        var (least, most, isFinite) = (first, first, true)
        sum = Sums.total(draws) { values, count in
            let part = kernel_sum(values, count)
            least = part.least < least ? part.least : least
            most = part.most > most ? part.most : most
            isFinite = isFinite && part.is_finite
            return part.sum
        }
        guard isFinite else { return nil }
        range = least...most
    }
}
