import Finance

/// Works the model out for a block of samples at a time: one number a sample side by side, so that a loop over a block
/// is a loop over neighbours, and small enough for all of it to stay in the cache.
///
/// Nothing is allocated after it is made. Sums run in the order of the plan's effects, so that the same values give the
/// same bits whatever the block.
final class BlockEvaluator {
    /// How many samples a block has. All are worked out, also where fewer are wanted.
    static let width = 64

    let model: CompiledModel
    /// The values of every parameter, `parameter × stride + sample`: to be filled by the caller.
    let values: UnsafeMutablePointer<Double>
    /// How many samples of a parameter lie side by side: a whole number of blocks.
    let stride: Int
    /// The first sample of the block among them.
    var offset = 0

    // Laid out as effect, side, month, sample.
    private let credited: UnsafeMutablePointer<Double>
    private let creditedOf: UnsafeMutablePointer<Double>?
    // Laid out as metric, side, month, sample.
    private let totals: UnsafeMutablePointer<Double>
    private let counts: UnsafeMutablePointer<Double>
    private let ofs: UnsafeMutablePointer<Double>?
    // A row each: what is worked out on the way.
    private let rows: UnsafeMutablePointer<Double>
    private let funded: UnsafeMutablePointer<Double>
    private let units: UnsafeMutablePointer<Double>
    // Laid out as effect, sample.
    private let changes: UnsafeMutablePointer<Double>
    // Laid out as effect, side, month.
    private let spend: UnsafeMutablePointer<Double>
    private let ramp: UnsafeMutablePointer<Double>

    /// Whether an effect is credited with the same before and after.
    private let isAliased: [Bool]
    private let isNeeded: [Bool]

    /// Makes an evaluator for so many blocks side by side; with `only`, of the metrics at these places and of what they
    /// need.
    init(_ model: CompiledModel, parameterCount: Int, blocks: Int = 1, only: Set<Int>? = nil) {
        self.model = model
        stride = blocks * Self.width
        func doubles(_ count: Int) -> UnsafeMutablePointer<Double> {
            let pointer = UnsafeMutablePointer<Double>.allocate(capacity: max(1, count))
            pointer.initialize(repeating: 0, count: max(1, count))
            return pointer
        }
        let hasShare = model.metrics.contains { $0.isShare }
        let (effects, metrics) = (model.effects.count, model.metrics.count)
        let year = 12 * Self.width
        values = doubles(parameterCount * stride)
        credited = doubles(effects * 2 * year)
        creditedOf = hasShare ? doubles(effects * 2 * year) : nil
        totals = doubles(metrics * 2 * year)
        counts = doubles(metrics * 2 * year)
        ofs = hasShare ? doubles(metrics * 2 * year) : nil
        rows = doubles(4 * Self.width)
        funded = doubles(year)
        units = doubles(year)
        changes = doubles(effects * Self.width)
        spend = doubles(effects * 24)
        ramp = doubles(effects * 24)
        for (index, effect) in model.effects.enumerated() {
            for side in 0..<2 {
                for month in 0..<12 {
                    spend[(index * 2 + side) * 12 + month] = effect.spend[side][month]
                    ramp[(index * 2 + side) * 12 + month] = effect.ramp[side][month]
                }
            }
        }
        isAliased = model.effects.map { effect in
            effect.isUnchanged
                && (effect.group < 0 || model.groups[effect.group].effects.allSatisfy { model.effects[$0].isUnchanged })
        }
        isNeeded = model.metrics.indices.map { only?.contains($0) ?? true }
    }

    deinit {
        for pointer in [values, credited, totals, counts, rows, funded, units, changes, spend, ramp] {
            pointer.deallocate()
        }
        creditedOf?.deallocate()
        ofs?.deallocate()
    }

    /// What is counted of a metric in a month, side 0 before and 1 after; a row of samples.
    func counts(_ metric: Int, _ side: Int, _ month: Int) -> UnsafeMutablePointer<Double> {
        // What does not change is worked out once.
        let side = model.metrics[metric].isUnchanged ? 0 : side
        return counts + ((metric * 2 + side) * 12 + month) * Self.width
    }

    /// How many could be counted of a share.
    func ofs(_ metric: Int, _ side: Int, _ month: Int) -> UnsafeMutablePointer<Double>? {
        let side = model.metrics[metric].isUnchanged ? 0 : side
        return ofs.map { $0 + ((metric * 2 + side) * 12 + month) * Self.width }
    }

    /// What the metric's effects are credited with together.
    func totals(_ metric: Int, _ side: Int, _ month: Int) -> UnsafeMutablePointer<Double> {
        let side = model.metrics[metric].isUnchanged ? 0 : side
        return totals + ((metric * 2 + side) * 12 + month) * Self.width
    }

    /// What an effect is credited with.
    func credited(_ effect: Int, _ side: Int, _ month: Int) -> UnsafeMutablePointer<Double> {
        let side = isAliased[effect] ? 0 : side
        return credited + ((effect * 2 + side) * 12 + month) * Self.width
    }

    private func creditedOf(_ effect: Int, _ side: Int, _ month: Int) -> UnsafeMutablePointer<Double>? {
        let side = isAliased[effect] ? 0 : side
        return creditedOf.map { $0 + ((effect * 2 + side) * 12 + month) * Self.width }
    }

    /// By how much an effect's credit of the year changes.
    func changes(_ effect: Int) -> UnsafeMutablePointer<Double> { changes + effect * Self.width }

    /// The values of a parameter in the block.
    func values(_ parameter: Int) -> UnsafeMutablePointer<Double> { values + parameter * stride + offset }

    /// Gives a parameter one value in all blocks.
    func fix(_ parameter: Int, at value: Double) {
        (values + parameter * stride).update(repeating: value, count: stride)
    }

    /// Works out a block. `seen` is told each effect's side with its funded and delivered units by month and sample.
    func evaluate(
        seen: ((_ effect: Int, _ side: Int, UnsafePointer<Double>, UnsafePointer<Double>) -> Void)? = nil
    ) {
        for effect in model.effects.indices where isNeeded[model.effects[effect].metric] {
            for side in 0..<(isAliased[effect] && seen == nil ? 1 : 2) {
                buy(effect, side)
                seen?(effect, side, funded, units)
                count(effect, side)
            }
        }
        for group in model.groups { share(group) }
        for metric in model.metrics.indices where isNeeded[metric] { sum(metric) }
    }

    // MARK: - The formulas

    /// What the money of each month funds, and what is delivered of it.
    private func buy(_ index: Int, _ side: Int) {
        let width = Self.width
        model.effects.withUnsafeBufferPointer { effects in
            let (inverse, most, delivery) = (rows, rows + width, rows + 2 * width)
            let cost = values(effects[index].unitCost)
            for sample in 0..<width { inverse[sample] = cost[sample] > 0 ? 1 / cost[sample] : 0 }
            let capacity = effects[index].capacity
            if capacity >= 0 {
                let given = values(capacity)
                for sample in 0..<width { most[sample] = given[sample] / 12 }
            } else {
                for sample in 0..<width { most[sample] = .infinity }
            }
            if effects[index].delivery >= 0 {
                delivery.update(from: values(effects[index].delivery), count: width)
            } else {
                delivery.update(repeating: 1, count: width)
            }
            let hasCurve = !effects[index].curve.isEmpty
            for month in 0..<12 {
                let place = (index * 2 + side) * 12 + month
                let (money, part) = (spend[place], ramp[place])
                let (bought, done) = (funded + month * width, units + month * width)
                for sample in 0..<width { bought[sample] = money * inverse[sample] }
                if hasCurve {
                    bend(bought, by: effects[index].curve, into: done)
                } else {
                    done.update(from: bought, count: width)
                }
                for sample in 0..<width {
                    let effective = done[sample] < most[sample] ? done[sample] : most[sample]
                    done[sample] = effective * delivery[sample] * part
                }
            }
        }
    }

    /// The effective units a month for the funded ones: the sum of what each straight piece of the curve adds.
    private func bend(
        _ bought: UnsafeMutablePointer<Double>, by curve: [Effect.CurvePoint], into done: UnsafeMutablePointer<Double>
    ) {
        let width = Self.width
        done.update(repeating: 0, count: width)
        var (x, y) = (0.0, 0.0)
        for point in curve {
            let length = point.funded - x
            let slope = (point.effective - y) / length
            for sample in 0..<width {
                let over = bought[sample] * 12 - x
                let within = over > 0 ? (over < length ? over : length) : 0
                done[sample] += slope * within
            }
            (x, y) = (point.funded, point.effective)
        }
        for sample in 0..<width { done[sample] /= 12 }
    }

    /// What the delivered units change, month by month, before overlaps.
    private func count(_ index: Int, _ side: Int) {
        let width = Self.width
        model.effects.withUnsafeBufferPointer { effects in
            let perUnit = values(effects[index].perUnit)
            let perUnitOf = effects[index].perUnitOf >= 0 ? values(effects[index].perUnitOf) : nil
            for month in 0..<12 {
                let source = effects[index].source[month]
                let target = credited(index, side, month)
                guard source >= 0 else {
                    target.update(repeating: 0, count: width)
                    creditedOf(index, side, month)?.update(repeating: 0, count: width)
                    continue
                }
                let done = units + source * width
                for sample in 0..<width { target[sample] = perUnit[sample] * done[sample] }
                if let targetOf = creditedOf(index, side, month) {
                    if let perUnitOf {
                        for sample in 0..<width { targetOf[sample] = perUnitOf[sample] * done[sample] }
                    } else {
                        targetOf.update(repeating: 0, count: width)
                    }
                }
            }
        }
    }

    /// Takes from a group's effects what they count twice.
    private func share(_ group: CompiledModel.Group) {
        guard let first = group.effects.first, isNeeded[model.effects[first].metric], group.effects.count > 1 else {
            return
        }
        let width = Self.width
        let (sum, size, most) = (rows, rows + width, rows + 2 * width)
        let shared = values(group.shared)
        for side in 0..<(isAliased[first] ? 1 : 2) {
            for month in 0..<12 {
                sum.update(repeating: 0, count: 3 * width)
                for effect in group.effects {
                    let one = credited(effect, side, month)
                    for sample in 0..<width {
                        let magnitude = one[sample].magnitude
                        sum[sample] += one[sample]
                        size[sample] += magnitude
                        most[sample] = most[sample] < magnitude ? magnitude : most[sample]
                    }
                }
                for sample in 0..<width {
                    let all = size[sample]
                    let together = most[sample] + (1 - shared[sample]) * (all - most[sample])
                    // Of effects that pull in different directions the sum is smaller than the sizes together.
                    let isOneWay = all > 0 && sum[sample].magnitude == all
                    sum[sample] = isOneWay ? together / all : 1
                }
                for effect in group.effects {
                    let one = credited(effect, side, month)
                    for sample in 0..<width { one[sample] *= sum[sample] }
                    if let of = creditedOf(effect, side, month) {
                        for sample in 0..<width { of[sample] *= sum[sample] }
                    }
                }
            }
        }
    }

    /// What is counted of a metric: without schemes, and with what they are credited.
    private func sum(_ index: Int) {
        let width = Self.width
        let basis = rows
        let (isUnchanged, isShare) = (model.metrics[index].isUnchanged, model.metrics[index].isShare)
        let growth = model.metrics[index].growth
        for part in 0..<(isShare ? 2 : 1) {
            let base = values(part == 0 ? model.metrics[index].count : model.metrics[index].of)
            if growth >= 0 {
                let grown = values(growth)
                for sample in 0..<width { basis[sample] = base[sample] * (1 + grown[sample]) }
            } else {
                basis.update(from: base, count: width)
            }
            for side in 0..<(isUnchanged ? 1 : 2) {
                for month in 0..<12 {
                    let total = part == 0 ? totals(index, side, month) : rows + width
                    total.update(repeating: 0, count: width)
                    for effect in model.metrics[index].effects {
                        guard let one = part == 0 ? credited(effect, side, month) : creditedOf(effect, side, month)
                        else { continue }
                        for sample in 0..<width { total[sample] += one[sample] }
                    }
                    guard let counted = part == 0 ? counts(index, side, month) : ofs(index, side, month) else {
                        continue
                    }
                    let weight = model.metrics[index].weights[month]
                    for sample in 0..<width { counted[sample] = basis[sample] * weight + total[sample] }
                }
            }
        }
        for effect in model.metrics[index].effects { change(effect) }
    }

    private func change(_ effect: Int) {
        let width = Self.width
        let change = changes(effect)
        change.update(repeating: 0, count: width)
        if isAliased[effect] { return }
        for month in 0..<12 {
            let (old, new) = (credited(effect, 0, month), credited(effect, 1, month))
            for sample in 0..<width { change[sample] += new[sample] - old[sample] }
        }
    }

    // MARK: - What becomes money

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
}

/// Where an estimate becomes a whole number.
enum Estimate {
    /// The nearest whole number, halves away from zero; the largest or smallest where it is beyond what is counted.
    static func whole(_ value: Double) -> Int64 {
        if value.magnitude < 0x1p62 { return Int64(value.rounded(.toNearestOrAwayFromZero)) }
        return value.isNaN ? 0 : value > 0 ? 1 << 62 : -(1 << 62)
    }

    /// An amount of £, to the penny.
    static func money(_ pounds: Double) -> Money { Money(pence: whole(pounds * 100)) }
}
