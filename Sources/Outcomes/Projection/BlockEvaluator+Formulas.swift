import Kernels

/// The formulas: each is a loop over the samples of twelve months.
extension BlockEvaluator {
    /// What the money of each month funds, and what is delivered of it.
    func buy(_ index: Int, _ side: Int, isSeen: Bool) {
        model.effects.withUnsafeBufferPointer { effects in
            func figure(_ place: Int) -> UnsafePointer<Double>? { place >= 0 ? UnsafePointer(values(place)) : nil }
            let (spend, ramp) = money(index, side)
            kernel_buy(
                spend, ramp, values(effects[index].unitCost), figure(effects[index].capacity),
                figure(effects[index].delivery), curves[index], curves[index].count / 2, isSeen ? funded : nil, units)
        }
    }

    /// What the delivered units change, month by month, before overlaps.
    func count(_ index: Int, _ side: Int) {
        model.effects.withUnsafeBufferPointer { effects in
            let perUnitOf = effects[index].perUnitOf
            kernel_count(units, sources[index], values(effects[index].perUnit), credited(index, side, 0))
            if let of = creditedOf(index, side, 0) {
                kernel_count(units, sources[index], perUnitOf >= 0 ? UnsafePointer(values(perUnitOf)) : nil, of)
            }
        }
    }

    /// Leaves of an effect that the basis already counts what it does after the scenario and not before.
    func deduct(_ index: Int) {
        for side in isAliased[index] ? [0] : [1, 0] {
            take(credited(index, 0, 0), from: credited(index, side, 0))
            if let before = creditedOf(index, 0, 0), let of = creditedOf(index, side, 0) { take(before, from: of) }
        }
    }

    /// Takes the samples of twelve months from others, which may be the same.
    private func take(_ less: UnsafeMutablePointer<Double>, from rows: UnsafeMutablePointer<Double>) {
        for place in 0..<12 * Self.width { rows[place] -= less[place] }
    }

    /// Takes from a group's effects what they count twice.
    func share(_ group: CompiledModel.Group) {
        guard let first = group.effects.first, isNeeded[model.effects[first].metric], group.effects.count > 1 else {
            return
        }
        for side in 0..<(isAliased[first] ? 1 : 2) {
            let counted = group.effects.map { credited($0, side, 0) }
            let of = group.effects.compactMap { creditedOf($0, side, 0) }
            if of.isEmpty {
                kernel_share(values(group.shared), counted, nil, counted.count)
            } else {
                kernel_share(values(group.shared), counted, of, counted.count)
            }
        }
    }

    /// What is counted of a metric: without schemes, and with what they are credited.
    func sum(_ index: Int) {
        model.metrics.withUnsafeBufferPointer { metrics in
            let growth = metrics[index].growth >= 0 ? UnsafePointer(values(metrics[index].growth)) : nil
            for side in 0..<(metrics[index].isUnchanged ? 1 : 2) {
                let credits = metrics[index].effects.map { UnsafePointer(credited($0, side, 0)) }
                kernel_total(
                    values(metrics[index].count), growth, metrics[index].weights, credits, credits.count,
                    totals(index, side, 0), counts(index, side, 0), apart)
                if let of = ofs(index, side, 0) {
                    let credits = metrics[index].effects.compactMap {
                        creditedOf($0, side, 0).map { UnsafePointer($0) }
                    }
                    kernel_total(
                        values(metrics[index].of), growth, metrics[index].weights, credits, credits.count, nil, of,
                        apart)
                }
            }
            for effect in metrics[index].effects {
                if isAliased[effect] {
                    changes(effect).update(repeating: 0, count: Self.width)
                } else {
                    kernel_change(credited(effect, 0, 0), credited(effect, 1, 0), changes(effect))
                }
            }
        }
    }
}
