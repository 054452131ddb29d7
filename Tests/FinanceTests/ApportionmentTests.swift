import Finance
import TestSupport
import Testing

@Suite struct ApportionmentTests {
    @Test(
        arguments: [
            (100, [1, 1, 1], [34, 33, 33]),
            (-100, [1, 1, 1], [-34, -33, -33]),
            (0, [3, 5], [0, 0]),
            (1, [1, 1], [1, 0]),
            (7, [0, 1, 0], [0, 7, 0]),
            (10, [3, 3, 3, 1], [3, 3, 3, 1]),
            (5, [2, 1, 2], [2, 1, 2]),
            (4, [2, 1, 2], [2, 1, 1]),
            // The largest remainder wins over the first place: 2 of 3/5, 1/5, 1/5.
            (2, [3, 1, 1], [1, 1, 0]),
        ] as [(Int64, [Int64], [Int64])])
    func `Shares follow the largest remainders, ties going to the first`(
        pence: Int64, weights: [Int64], expected: [Int64]
    ) throws {
        #expect(try Money(pence: pence).apportioned(by: weights).map(\.pence) == expected)
    }

    @Test func `The county's 56.8 to 43.2 split of the care-home team foots to the penny`() throws {
        // Document 003, LTC3: the printed sub-totals are a pound off because the sheet rounded each share by itself.
        let shares = try Money(pence: 503_200_00).apportioned(by: [568, 432])
        #expect(shares == [Money(pence: 285_817_60), Money(pence: 217_382_40)])
    }

    @Test(arguments: [Int64.max, .max - 1, .min, .min + 1])
    func `Amounts at the edge of the range are shared exactly`(pence: Int64) throws {
        for weights: [Int64] in [[1], [1, 1, 1], [.max, .max], [1, .max], [.max - 1, 2, 0]] {
            let amount = Money(pence: pence)
            try LargestRemainderOracle(amount: amount, weights: weights).verify(try amount.apportioned(by: weights))
        }
    }

    @Test func `Without any weight nobody gets the money, and it says so`() {
        #expect(throws: ApportionmentKey.Failure.noWeight) { try Money(pence: 5).apportioned(by: [0, 0]) }
        #expect(throws: ApportionmentKey.Failure.noWeight) { try Money(pence: 5).apportioned(by: [Int64]()) }
        #expect(throws: ApportionmentKey.Failure.negativeWeight(-1)) { try Money(pence: 5).apportioned(by: [2, -1]) }
        #expect(throws: ApportionmentKey.Failure.tooMuchWeight) {
            try Money(pence: 5).apportioned(by: [.max, .max, .max])
        }
    }

    /// Shards run side by side; together they make 128,000 cases, and with `BCF_ROUNDS=8` more than a million.
    @Test(arguments: 0..<4)
    func `Random apportionments agree with the exact oracle`(shard: Int) throws {
        var chance = Chance(seed: 0xBCF_0000 + UInt64(shard))
        for number in 0..<32_000 * Chance.rounds {
            let count = 1 + chance.below(5)
            let kind = chance.below(4)
            var weights: [Int64] = []
            for _ in 0..<count {
                switch kind {
                case 0: weights.append(Int64(chance.below(4)))  // many ties and zeros
                case 1: weights.append(Int64(chance.below(100_000)))
                case 2: weights.append(chance.ofAnySize(bits: 40))
                default: weights.append(chance.ofAnySize() / Int64(count))  // near overflow
                }
            }
            if weights.allSatisfy({ $0 == 0 }) { weights[0] = 1 }
            let magnitude = chance.below(8) == 0 ? Int64.max - Int64(chance.below(3)) : chance.ofAnySize()
            let amount = Money(pence: chance.below(2) == 0 ? magnitude : -magnitude)
            let shares = try amount.apportioned(by: weights)
            try LargestRemainderOracle(amount: amount, weights: weights).verify(
                shares, "shard \(shard), case \(number)")
        }
    }

    @Test(arguments: PythonFractionVectors.all)
    func `Shares agree with vectors computed by Python's exact fractions`(vector: PythonFractionVectors.Vector) throws {
        let shares = try Money(pence: vector.amount).apportioned(by: vector.weights)
        #expect(shares.map(\.pence) == vector.shares)
    }

    @Test func `Adding shares to running totals gives the same pence as sharing one by one`() throws {
        let key = try ApportionmentKey(weights: [5, 0, 7, 7, 23])
        var totals = [Int64](repeating: 0, count: 5)
        var scratch = [UInt64](repeating: 0, count: 5)
        var ranking = scratch
        var expected = totals
        for pence: Int64 in [1, 99, -12_345, 1_000_003] {
            var totalsSpan = totals.mutableSpan
            var scratchSpan = scratch.mutableSpan
            var rankingSpan = ranking.mutableSpan
            key.add(sharesOf: pence, to: &totalsSpan, remainders: &scratchSpan, ranking: &rankingSpan)
            for (index, share) in key.apportion(Money(pence: pence)).enumerated() { expected[index] += share.pence }
        }
        #expect(totals == expected)
    }
}
