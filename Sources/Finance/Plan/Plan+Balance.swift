// Whether income equals expenditure, and what of that cannot be told.

extension Plan {
    /// What is known of income and expenditure: the first check of the national planning template.
    package enum Balance: Hashable, Sendable {
        /// Every source's income equals its expenditure.
        case met
        /// A source is known to have money without a use, or to be spent beyond what came in.
        case notMet
        /// No source is known to be out of balance, and some do not state their income.
        case cannotBeTold
    }

    /// Whether the plan states what a source brings.
    package func isIncomeStated(source: Int) -> Bool { sources[source].isIncomeStated }

    /// The places of the sources whose income the plan does not state.
    package var unstatedSources: [Int] { sources.indices.filter { !sources[$0].isIncomeStated } }

    /// Whether no source is known to be out of balance. A source that does not state its income is out of balance where a
    /// scenario frees money of it and gives it no use.
    package var isBalanced: Bool {
        let width = sources.count
        return withUnsafeTemporaryAllocation(of: Int64.self, capacity: width) { unallocated in
            // One walk through the matrix for all sources together.
            _ = unallocated.initialize(fromContentsOf: funding)
            for source in 0..<openingSourceCount { unallocated[source] &+= presumedFunding(source: source) }
            spending.withUnsafeBufferPointer { cells in
                for start in stride(from: 0, to: cells.count, by: max(width, 1)) {
                    for source in 0..<width { unallocated[source] &-= cells[start + source] }
                }
            }
            return unallocated.allSatisfy { $0 == 0 }
        }
    }

    /// What is known of income and expenditure.
    package var balance: Balance {
        if !isBalanced { return .notMet }
        return sources.allSatisfy(\.isIncomeStated) ? .met : .cannotBeTold
    }
}
