/// Shares of an amount in proportion to weights, of which some are capped: what is beyond a cap goes to the others in
/// proportion, and what nobody can take is left.
struct CappedShares {
    /// One share a weight.
    private(set) var shares: [Int64]
    /// Which shares their cap has cut.
    private(set) var isCut: [Bool]
    /// What nobody takes: every weight above zero is at its cap, or there is none.
    private(set) var left: Int64

    /// Shares an amount of pence that is not below zero.
    ///
    /// Whoever would get more than its cap gets its cap, and the rest is shared again among the others, until nobody is
    /// above. A cap is whole pence, so no share that is rounded up can pass it.
    init(of amount: Int64, by weights: [Int64], caps: [Int64?]) {
        shares = [Int64](repeating: 0, count: weights.count)
        isCut = [Bool](repeating: false, count: weights.count)
        left = amount
        var open = weights.indices.filter { weights[$0] > 0 }
        while left > 0 {
            let whole = open.reduce(UInt128(0)) { $0 + UInt128(weights[$1]) }
            let above = open.filter { index in
                guard let cap = caps[index] else { return false }
                return UInt128(left) * UInt128(weights[index]) > UInt128(max(cap, 0)) * whole
            }
            if above.isEmpty { break }
            for index in above {
                shares[index] = max(caps[index] ?? 0, 0)
                isCut[index] = true
                left -= shares[index]
            }
            open.removeAll { isCut[$0] }
        }
        guard left > 0, let key = try? ApportionmentKey(weights: open.map { weights[$0] }) else { return }
        for (index, share) in zip(open, key.apportion(Money(pence: left))) { shares[index] = share.pence }
        left = 0
    }
}
