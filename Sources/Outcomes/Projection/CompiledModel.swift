import Finance

/// A model as flat arrays of numbers: what the inner loops walk over.
struct CompiledModel: Sendable {
    /// An effect, by places in the arrays. -1 stands for none.
    struct CompiledEffect: Sendable {
        let id: String
        let metric: Int
        let group: Int
        let unitCost: Int
        let capacity: Int
        let delivery: Int
        let perUnit: Int
        let perUnitOf: Int
        let cashReleasing: Int
        let curve: [Effect.CurvePoint]
        /// £ by month, before and after.
        let spend: [[Double]]
        /// What part of all it can do the scheme does, by month, before and after.
        let ramp: [[Double]]
        /// The month whose units are counted in a month, -1 for none.
        let source: [Int]
        /// Whether only the difference between the plans counts.
        let isInBasis: Bool
        /// Whether both plans spend the same on it.
        let isUnchanged: Bool
    }

    /// A metric, by places in the arrays. -1 stands for none.
    struct CompiledMetric: Sendable {
        let id: String
        let count: Int
        let of: Int
        let growth: Int
        let unitValue: Int
        let weights: [Double]
        /// By period; empty for a share.
        let factors: [Double]
        /// 1 where a fall is worth something, -1 where a rise is, 0 where nobody says.
        let worth: Double
        /// Its effects, in the order of the plan.
        let effects: [Int]
        /// Whether no effect of it changes.
        let isUnchanged: Bool

        var isShare: Bool { factors.isEmpty }
        var hasValue: Bool { unitValue >= 0 && worth != 0 }
    }

    /// Effects that reach some of the same people.
    struct Group: Sendable {
        let shared: Int
        let effects: [Int]
    }

    /// A risk pool that can be told.
    struct CompiledPool: Sendable {
        let forecast: RiskPoolForecast
        let metric: Int
    }

    var effects: [CompiledEffect] = []
    var metrics: [CompiledMetric] = []
    var groups: [Group] = []
    var pools: [CompiledPool] = []
    /// Why a risk pool cannot be told, in the order of the plan's pools; `nil` for those among ``pools``.
    var poolObstacles: [(pool: RiskPool, obstacle: String?)] = []
}
