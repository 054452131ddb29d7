import Kernels

extension BlockEvaluator {
    /// The value in £ of a metric's change over the year: notional, and what of it can be spent on something else.
    func values(
        ofChangeOf metric: Int, notional: UnsafeMutablePointer<Double>, cash: UnsafeMutablePointer<Double>
    ) {
        let width = Self.width
        notional.update(repeating: 0, count: width)
        cash.update(repeating: 0, count: width)
        guard model.metrics[metric].hasValue else { return }
        let worth = -model.metrics[metric].worth
        let unitValue = values(model.metrics[metric].unitValue)
        for effect in model.metrics[metric].effects {
            let change = changes(effect)
            for sample in 0..<width { notional[sample] += change[sample] }
            let share = model.effects[effect].cashReleasing
            if share >= 0 {
                let releasing = values(share)
                for sample in 0..<width { cash[sample] += change[sample] * releasing[sample] }
            }
        }
        for sample in 0..<width {
            notional[sample] *= worth * unitValue[sample]
            cash[sample] *= worth * unitValue[sample]
        }
    }

    /// What a risk pool's schemes deliver in the quarters of one sample, in millionths of a unit.
    func delivered(_ pool: Int, _ side: Int, _ sample: Int) -> InlineArray<4, Int64> {
        let metric = model.pools[pool].metric
        var found = InlineArray<4, Int64>(repeating: 0)
        guard metric >= 0 else { return found }
        let worth = -model.metrics[metric].worth
        for quarter in 0..<4 {
            let credit =
                totals(metric, side, quarter * 3)[sample] + totals(metric, side, quarter * 3 + 1)[sample]
                + totals(metric, side, quarter * 3 + 2)[sample]
            found[quarter] = Estimate.whole(worth * credit * 1_000_000)
        }
        return found
    }

    /// The same for all samples, a row a quarter, where the numbers are small enough; `false` where they are not.
    func delivered(_ pool: Int, _ side: Int, into quarters: UnsafeMutablePointer<Double>) -> Bool {
        let metric = model.pools[pool].metric
        guard metric >= 0 else { return false }
        return kernel_quarters(totals(metric, side, 0), -model.metrics[metric].worth, quarters)
    }
}
