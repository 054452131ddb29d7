/// What the figures of a condition are counted of, for those who explain them.
package struct ConditionMakeup: Sendable {
    /// The condition.
    package let condition: Condition
    /// What counts towards it; `nil` where it is no sum, or cannot be tested.
    package let counted: ConditionSum?
    /// What the counted sum is held against, where that is a sum too: all money of a ring-fence, the whole of a share.
    package let whole: ConditionSum?
    /// The income by which a national amount is shared, where the required amount is such a share.
    package let income: ConditionSum?
    /// The document's own figure, from which counting starts; `nil` where lines are counted from nothing.
    package let stated: StatedAmount?

    init(_ test: CompiledTest) {
        condition = test.condition
        stated = test.stated
        switch test.form {
        case .minimum(let sum, let required), .maximum(let sum, let required):
            counted = sum
            whole = nil
            if case .share(let income, _, _) = required { self.income = income } else { income = nil }
        case .ringFence(let inside, let all):
            counted = inside
            whole = all
            income = nil
        case .share(let part, _, let base):
            counted = part
            whole = base
            income = nil
        case .balance, .passDown, .reserve, .declaration, .untested:
            counted = nil
            whole = nil
            income = nil
        }
    }
}

extension Plan {
    /// What the figures of one condition are counted of; `nil` when the plan's rulebook has none of that id.
    package func makeup(ofCondition id: String) -> ConditionMakeup? { conditions?.makeup(of: id, in: self) }
}

// MARK: - Part by part

extension ConditionSum {
    /// A line or source of a sum, with what counts of it in parts of a penny.
    package struct Item: Sendable {
        /// The place of the line, or of the source where the sum is of income.
        package let index: Int
        /// The places of the sources of which something counts.
        package let sources: [Int]
        /// What counts, in parts of ``ConditionSum/parts``.
        package let counted: Int128
        /// The share of it that counts, over ``ConditionSum/parts``.
        package let weight: Int64
    }

    /// What counts of each line or source: at least, or at most, what may count. Together they are the sum.
    package func items(of plan: Plan, atMost: Bool) -> [Item] {
        if isFunding {
            let certain = sources.map {
                Item(index: $0, sources: [$0], counted: Int128(plan.funding(source: $0).pence), weight: 1)
            }
            guard atMost else { return certain }
            return certain
                + openSources.map {
                    Item(
                        index: $0, sources: [$0], counted: max(0, Int128(plan.funding(source: $0).pence)), weight: 1)
                }
        }
        let counting = atMost ? (sources + openSources).sorted() : sources
        return lines.map { line in
            let weight = atMost ? line.possible : line.certain
            let pence = counting.reduce(Int64(0)) { $0 + plan.cell(line: line.index, source: $1).pence }
            return Item(
                index: line.index, sources: counting, counted: Int128(pence) * Int128(weight), weight: weight)
        }
    }

    /// What changed of each line or source since the plan was read, as it counts: at least, or at most.
    package func changes(of plan: Plan, atMost: Bool) -> [Item] {
        if isFunding {
            let certain = sources.map { change(ofSource: $0, in: plan) }
            // Of income of a kind that nobody states, only the sum can be told to count one way or the other.
            let open = openSources.map { change(ofSource: $0, in: plan) }
            let sum = open.reduce(Int128(0)) { $0 + $1.counted }
            return certain + ((atMost ? sum > 0 : sum < 0) ? open : [])
        }
        return lines.flatMap { line -> [Item] in
            func change(_ sources: [Int]) -> Int128 {
                sources.reduce(Int128(0)) {
                    $0 + Int128(plan.cell(line: line.index, source: $1).pence)
                        - Int128(plan.openingCell(line: line.index, source: $1))
                }
            }
            func item(_ sources: [Int], _ pence: Int128, _ weight: Int64) -> Item {
                Item(index: line.index, sources: sources, counted: pence * Int128(weight), weight: weight)
            }
            let sure = change(sources)
            let open = change(openSources)
            var items: [Item] = []
            if sure != 0 { items.append(item(sources, sure, (sure > 0) == atMost ? line.possible : line.certain)) }
            if atMost ? open > 0 : open < 0 { items.append(item(openSources, open, line.possible)) }
            return items
        }
    }

    private func change(ofSource source: Int, in plan: Plan) -> Item {
        Item(
            index: source, sources: [source],
            counted: Int128(plan.funding(source: source).pence) - Int128(plan.openingFunding(source: source)),
            weight: 1)
    }
}

extension Plan {
    /// What a line spent from a source when the plan was read; nothing where either came later.
    fileprivate func openingCell(line: Int, source: Int) -> Int64 {
        line < openingLineCount && source < openingSourceCount
            ? openingSpending[line * openingSourceCount + source] : 0
    }
}
