/// The standard normal distribution: mean 0, deviation 1.
package enum Normal {
    /// The value below which a fraction of the distribution lies: about 1 part in 10^15, from 1e-300 up to 1 - 2^-53.
    ///
    /// Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied Statistics 37(3), 1988;
    /// his PPND16. Minus infinity for 0 and infinity for 1.
    package static func quantile(_ fraction: Double) -> Double {
        let q = fraction - 0.5
        return isCentral(q) ? central(q) : tail(fraction)
    }

    /// Replaces fractions by their quantiles: the same values as one at a time, and faster.
    package static func replaceByQuantiles(_ fractions: UnsafeMutableBufferPointer<Double>) {
        guard let base = fractions.baseAddress else { return }
        // The middle 85% for all, without a branch; then the tails, gathered so that they too need none.
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * blockSize) { scratch in
            withUnsafeTemporaryAllocation(of: Int.self, capacity: blockSize) { places in
                guard let tails = scratch.baseAddress, let places = places.baseAddress else { return }
                var start = 0
                while start < fractions.count {
                    let count = min(blockSize, fractions.count - start)
                    replaceBlock(base + start, count, tails, tails + blockSize, places)
                    start += count
                }
            }
        }
    }

    private static let blockSize = 1024

    private static func replaceBlock(
        _ values: UnsafeMutablePointer<Double>, _ count: Int, _ tails: UnsafeMutablePointer<Double>,
        _ quantiles: UnsafeMutablePointer<Double>, _ places: UnsafeMutablePointer<Int>
    ) {
        var found = 0
        for index in 0..<count {
            tails[found] = values[index]
            places[found] = index
            // The sign of the difference, for a branch would be guessed wrong too often.
            let isTail = (centralReach - (values[index] - 0.5).magnitude).bitPattern >> 63
            found &+= Int(truncatingIfNeeded: isTail)
        }
        for index in 0..<count { values[index] = central(values[index] - 0.5) }
        var far: UInt64 = 0
        for index in 0..<found {
            let root = tailRoot(tails[index])
            far |= root <= 5 ? 0 : 1
            quantiles[index] = signed(nearTail(root), tails[index])
        }
        // One draw in 36,000 million lies beyond 5.
        if far != 0 { for index in 0..<found { quantiles[index] = tail(tails[index]) } }
        for index in 0..<found { values[places[index]] = quantiles[index] }
    }

    private static let centralReach = 0.425

    @inline(__always)
    private static func isCentral(_ q: Double) -> Bool { q.magnitude <= centralReach }

    @inline(__always)
    private static func central(_ q: Double) -> Double {
        let r = 0.180625 - q * q
        var above = 2509.0809287301226727
        above = above * r + 33430.575583588128105
        above = above * r + 67265.770927008700853
        above = above * r + 45921.953931549871457
        above = above * r + 13731.693765509461125
        above = above * r + 1971.5909503065514427
        above = above * r + 133.14166789178437745
        above = above * r + 3.387132872796366608
        var below = 5226.495278852854561
        below = below * r + 28729.085735721942674
        below = below * r + 39307.89580009271061
        below = below * r + 21213.794301586595867
        below = below * r + 5394.1960214247511077
        below = below * r + 687.1870074920579083
        below = below * r + 42.313330701600911252
        below = below * r + 1
        return above * q / below
    }

    /// The root of minus the logarithm of the part that lies beyond.
    @inline(__always)
    private static func tailRoot(_ fraction: Double) -> Double {
        let beyond = fraction < 0.5 ? fraction : 1 - fraction
        return (-Elementary.log(beyond)).squareRoot()
    }

    @inline(__always)
    private static func signed(_ size: Double, _ fraction: Double) -> Double { fraction < 0.5 ? -size : size }

    private static func tail(_ fraction: Double) -> Double {
        let root = tailRoot(fraction)
        if root == .infinity { return signed(root, fraction) }
        return signed(root <= 5 ? nearTail(root) : farTail(root), fraction)
    }

    @inline(__always)
    private static func nearTail(_ root: Double) -> Double {
        let r = root - 1.6
        var above = 7.7454501427834140764e-4
        above = above * r + 0.0227238449892691845833
        above = above * r + 0.24178072517745061177
        above = above * r + 1.27045825245236838258
        above = above * r + 3.64784832476320460504
        above = above * r + 5.7694972214606914055
        above = above * r + 4.6303378461565452959
        above = above * r + 1.42343711074968357734
        var below = 1.05075007164441684324e-9
        below = below * r + 5.475938084995344946e-4
        below = below * r + 0.0151986665636164571966
        below = below * r + 0.14810397642748007459
        below = below * r + 0.68976733498510000455
        below = below * r + 1.6763848301838038494
        below = below * r + 2.05319162663775882187
        below = below * r + 1
        return above / below
    }

    private static func farTail(_ root: Double) -> Double {
        let r = root - 5
        var above = 2.01033439929228813265e-7
        above = above * r + 2.71155556874348757815e-5
        above = above * r + 0.0012426609473880784386
        above = above * r + 0.026532189526576123093
        above = above * r + 0.29656057182850489123
        above = above * r + 1.7848265399172913358
        above = above * r + 5.4637849111641143699
        above = above * r + 6.6579046435011037772
        var below = 2.04426310338993978564e-15
        below = below * r + 1.4215117583164458887e-7
        below = below * r + 1.8463183175100546818e-5
        below = below * r + 7.868691311456132591e-4
        below = below * r + 0.0148753612908506148525
        below = below * r + 0.13692988092273580531
        below = below * r + 0.59983220655588793769
        below = below * r + 1
        return above / below
    }
}
