/// A key by which amounts are shared out: one weight a share.
///
/// Amounts are apportioned by the largest-remainder method. Every share gets its exact part rounded down; the pence
/// left over go one each to the shares with the largest remainders, and among equal remainders to the one that stands
/// first. So the shares always sum to the whole, the same input always gives the same shares, and no share is a penny
/// or more away from its exact part. A negative amount is shared as its positive twin, with the signs turned.
package struct ApportionmentKey: Sendable {
    /// Why there is no key to share by.
    package enum Failure: Error, Hashable, Sendable {
        /// There are no weights, or all of them are zero: nothing says who should get the money.
        case noWeight
        /// A weight is below zero.
        case negativeWeight(Int64)
        /// The weights together do not fit in 64 bits.
        case tooMuchWeight
    }

    /// The weights, one a share, none below zero and at least one above.
    package let weights: [Int64]
    private let sum: UInt64
    /// Whether `remainder × weight` fits in 64 bits for every weight, so that wide division is not needed.
    private let isNarrow: Bool
    /// Whether it fits in 32 bits, where division is several times as fast again.
    private let isVeryNarrow: Bool

    /// Makes a key from weights; the unit of the weights does not matter.
    package init(weights: [Int64]) throws(Failure) {
        var sum: UInt128 = 0
        var largest: Int64 = 0
        for weight in weights {
            guard weight >= 0 else { throw .negativeWeight(weight) }
            sum += UInt128(weight)
            largest = max(largest, weight)
        }
        guard sum > 0 else { throw .noWeight }
        guard sum <= UInt128(UInt64.max) else { throw .tooMuchWeight }
        self.weights = weights
        self.sum = UInt64(sum)
        let largestProduct = (sum - 1).multipliedReportingOverflow(by: UInt128(largest))
        isNarrow = !largestProduct.overflow && largestProduct.partialValue <= UInt128(UInt64.max)
        isVeryNarrow = !largestProduct.overflow && largestProduct.partialValue <= UInt128(UInt32.max)
    }

    /// The shares of an amount, in the order of the weights.
    package func apportion(_ amount: Money) -> [Money] {
        let count = weights.count
        return withUnsafeTemporaryAllocation(of: Int64.self, capacity: count) { shares in
            withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2 * count) { scratch in
                shares.initialize(repeating: 0)
                scratch.initialize(repeating: 0)
                var target = shares.mutableSpan
                var remainders = UnsafeMutableBufferPointer(rebasing: scratch[..<count]).mutableSpan
                var ranking = UnsafeMutableBufferPointer(rebasing: scratch[count...]).mutableSpan
                add(sharesOf: amount.pence, to: &target, remainders: &remainders, ranking: &ranking)
                return shares.map { Money(pence: $0) }
            }
        }
    }

    /// Adds the shares of an amount of pence to running totals, without allocating: for sweeps over many scenarios.
    ///
    /// - Parameters:
    ///   - pence: the amount to share.
    ///   - totals: one total a share; each grows by its share. Sums that do not fit are the caller's to exclude.
    ///   - remainders: scratch space of the same length.
    ///   - ranking: scratch space of the same length.
    package func add(
        sharesOf pence: Int64, to totals: inout MutableSpan<Int64>, remainders: inout MutableSpan<UInt64>,
        ranking: inout MutableSpan<UInt64>
    ) {
        precondition(
            totals.count == weights.count && remainders.count == weights.count && ranking.count == weights.count,
            "one total and one scratch place a share")
        let magnitude = pence.magnitude
        // Each weight takes this many whole pence of every full round; only the rest needs wide arithmetic.
        let rounds = magnitude / sum
        let rest = magnitude % sum
        let sign: Int64 = pence < 0 ? -1 : 1
        var left = rest
        let weights = weights.span
        for index in weights.indices {
            let weight = UInt64(weights[index])
            let quotient: UInt64
            if isVeryNarrow {
                let product = UInt32(truncatingIfNeeded: rest * weight)
                let divisor = UInt32(truncatingIfNeeded: sum)
                let narrow = product / divisor
                quotient = UInt64(narrow)
                remainders[index] = UInt64(product - narrow * divisor)
            } else if isNarrow {
                (quotient, remainders[index]) = (rest * weight).quotientAndRemainder(dividingBy: sum)
            } else {
                (quotient, remainders[index]) = sum.dividingFullWidth(rest.multipliedFullWidth(by: weight))
            }
            left -= quotient
            // The share's magnitude is at most the amount's, so turning its sign cannot overflow.
            let share = Int64(truncatingIfNeeded: rounds * weight + quotient)
            totals[index] &+= sign &* share
        }
        guard left > 0 else { return }
        spread(left, sign: sign, to: &totals, remainders: remainders, ranking: &ranking)
    }

    /// Gives one penny each to the `count` largest remainders, the first standing of equals first.
    private func spread(
        _ count: UInt64, sign: Int64, to totals: inout MutableSpan<Int64>, remainders: borrowing MutableSpan<UInt64>,
        ranking: inout MutableSpan<UInt64>
    ) {
        assert(count < UInt64(weights.count), "fewer pence are left over than there are shares")
        for index in ranking.indices { ranking[index] = remainders[index] }
        let threshold = Self.largest(Int(count), of: &ranking)
        var left = count
        for index in totals.indices where remainders[index] > threshold {
            totals[index] &+= sign
            left -= 1
        }
        for index in totals.indices where left > 0 && remainders[index] == threshold {
            totals[index] &+= sign
            left -= 1
        }
        assert(left == 0, "every penny finds its share")
    }

    /// The `rank`-th largest value, counted from 1, by quickselect with the middle element as pivot; reorders `values`.
    private static func largest(_ rank: Int, of values: inout MutableSpan<UInt64>) -> UInt64 {
        var low = 0
        var high = values.count - 1
        let wanted = rank - 1
        while low < high {
            let pivot = values[(low + high) / 2]
            var i = low
            var j = high
            while i <= j {
                while values[i] > pivot { i += 1 }
                while values[j] < pivot { j -= 1 }
                if i <= j {
                    let held = values[i]
                    values[i] = values[j]
                    values[j] = held
                    i += 1
                    j -= 1
                }
            }
            if wanted <= j {
                high = j
            } else if wanted >= i {
                low = i
            } else {
                break
            }
        }
        return values[wanted]
    }
}

extension Money {
    /// Shares of this amount in proportion to weights, by the largest-remainder method; see ``ApportionmentKey``.
    package func apportioned(by weights: [Int64]) throws(ApportionmentKey.Failure) -> [Money] {
        try ApportionmentKey(weights: weights).apportion(self)
    }

    /// Shares of this amount in proportion to amounts of money, such as what each source has put in.
    package func apportioned(by amounts: [Money]) throws(ApportionmentKey.Failure) -> [Money] {
        try apportioned(by: amounts.map(\.pence))
    }
}
