import Finance
import Kernels

/// Works the model out for a block of samples at a time: one number a sample side by side, so that a loop over a block
/// is a loop over neighbours, and small enough for all of it to stay in the cache.
///
/// Nothing is allocated after it is made. Sums run in the order of the plan's effects, so that the same values give the
/// same bits whatever the block.
final class BlockEvaluator {
    /// How many samples a block has. All are worked out, also where fewer are wanted.
    static let width = Int(KERNEL_WIDTH)

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
    // Its own, as the layout says; the counts may be written elsewhere.
    private let layout: RowLayout
    private let ownCounts: UnsafeMutablePointer<Double>
    private let ownOfs: UnsafeMutablePointer<Double>
    private var counts: UnsafeMutablePointer<Double>
    private var ofs: UnsafeMutablePointer<Double>
    /// How far apart the months' counts lie.
    private(set) var apart = BlockEvaluator.width
    // What is worked out on the way: twelve rows each.
    let funded: UnsafeMutablePointer<Double>
    let units: UnsafeMutablePointer<Double>
    // Laid out as effect, sample.
    private let changes: UnsafeMutablePointer<Double>
    // Laid out as effect, side, month.
    private let spend: UnsafeMutablePointer<Double>
    private let ramp: UnsafeMutablePointer<Double>
    /// By effect: the points of its curve, funded and effective in turns.
    let curves: [[Double]]
    /// By effect and month: whose units are counted, -1 for none.
    let sources: [[Int32]]

    /// Whether an effect is credited with the same before and after.
    let isAliased: [Bool]
    /// Whether an effect is on a share.
    private let isOfShare: [Bool]
    let isNeeded: [Bool]

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
        layout = RowLayout(model)
        ownCounts = doubles(layout.countRows * Self.width)
        ownOfs = doubles(layout.ofRows * Self.width)
        (counts, ofs) = (ownCounts, ownOfs)
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
        curves = model.effects.map { $0.curve.flatMap { [$0.funded, $0.effective] } }
        sources = model.effects.map { $0.source.map { Int32($0) } }
        isAliased = model.effects.map { effect in
            effect.isUnchanged
                && (effect.group < 0 || model.groups[effect.group].effects.allSatisfy { model.effects[$0].isUnchanged })
        }
        isOfShare = model.effects.map { model.metrics[$0.metric].isShare }
        isNeeded = model.metrics.indices.map { only?.contains($0) ?? true }
    }

    deinit {
        for pointer in [values, credited, totals, ownCounts, ownOfs, funded, units, changes, spend, ramp] {
            pointer.deallocate()
        }
        creditedOf?.deallocate()
    }

    /// Has the counts of the next blocks written to rows of somebody's own, laid out as ``RowLayout`` says.
    func write(
        to counts: UnsafeMutablePointer<Double>, _ ofs: UnsafeMutablePointer<Double>, apart: Int
    ) {
        (self.counts, self.ofs, self.apart) = (counts, ofs, apart)
    }

    /// What is counted of a metric in a month, side 0 before and 1 after; a row of samples.
    func counts(_ metric: Int, _ side: Int, _ month: Int) -> UnsafeMutablePointer<Double> {
        counts + (layout.counts(metric, side) + month) * apart
    }

    /// How many could be counted of a share.
    func ofs(_ metric: Int, _ side: Int, _ month: Int) -> UnsafeMutablePointer<Double>? {
        layout.ofs(metric, side).map { ofs + ($0 + month) * apart }
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

    /// What it is credited with in the denominator of a share; `nil` for an effect on what is no share.
    func creditedOf(_ effect: Int, _ side: Int, _ month: Int) -> UnsafeMutablePointer<Double>? {
        guard isOfShare[effect] else { return nil }
        let side = isAliased[effect] ? 0 : side
        return creditedOf.map { $0 + ((effect * 2 + side) * 12 + month) * Self.width }
    }

    /// By how much an effect's credit of the year changes.
    func changes(_ effect: Int) -> UnsafeMutablePointer<Double> { changes + effect * Self.width }

    /// What an effect's line spends in £, and what part of all it can do the scheme does, by month.
    func money(_ effect: Int, _ side: Int) -> (spend: UnsafePointer<Double>, ramp: UnsafePointer<Double>) {
        let place = (effect * 2 + side) * 12
        return (UnsafePointer(spend + place), UnsafePointer(ramp + place))
    }

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
                buy(effect, side, isSeen: seen != nil)
                seen?(effect, side, funded, units)
                count(effect, side)
            }
            if model.effects[effect].isInBasis { deduct(effect) }
        }
        for group in model.groups { share(group) }
        for metric in model.metrics.indices where isNeeded[metric] { sum(metric) }
    }
}
