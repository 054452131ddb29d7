/// Sums in an order that depends on nothing but the count: parts of 1,024 in eight columns, the parts added in pairs.
/// Rounding grows with the logarithm of the count, and not with the count.
package enum Sums {
    /// The sum of many values.
    package static func sum(_ values: UnsafeBufferPointer<Double>) -> Double {
        total(values) { $0 }
    }

    /// The sum of many values.
    package static func sum(_ values: [Double]) -> Double { values.withUnsafeBufferPointer { sum($0) } }

    /// The sum of the squares of the distances from a centre.
    static func squares(_ values: UnsafeBufferPointer<Double>, around centre: Double) -> Double {
        total(values) { ($0 - centre) * ($0 - centre) }
    }

    private static let part = 1024

    @inline(__always)
    private static func total(_ values: UnsafeBufferPointer<Double>, _ term: (Double) -> Double) -> Double {
        guard let base = values.baseAddress else { return 0 }
        // Like the carries of a counter: the sum at a place stands for 2^place parts.
        var pending: [Double] = []
        var done = 0
        var start = 0
        while start < values.count {
            var sum = columns(base + start, min(part, values.count - start), term)
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

    @inline(__always)
    private static func columns(_ values: UnsafePointer<Double>, _ count: Int, _ term: (Double) -> Double) -> Double {
        var (s0, s1, s2, s3, s4, s5, s6, s7) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        var index = 0
        while index &+ 8 <= count {
            s0 += term(values[index])
            s1 += term(values[index &+ 1])
            s2 += term(values[index &+ 2])
            s3 += term(values[index &+ 3])
            s4 += term(values[index &+ 4])
            s5 += term(values[index &+ 5])
            s6 += term(values[index &+ 6])
            s7 += term(values[index &+ 7])
            index &+= 8
        }
        var rest = 0.0
        while index < count {
            rest += term(values[index])
            index &+= 1
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7)) + rest
    }
}
