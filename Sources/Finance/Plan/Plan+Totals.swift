// Sums of a plan. They add plain pence: the plan's invariants guarantee that no selection of cells can overflow.

extension Plan {
    /// What a line spends from one source.
    package func cell(line: Int, source: Int) -> Money {
        Money(pence: spending[line * sources.count + source])
    }

    /// What a line spends from each source, in the order of ``sources``.
    package func cells(line: Int) -> [Money] {
        let width = sources.count
        return spending[line * width..<(line + 1) * width].map { Money(pence: $0) }
    }

    /// What a line spends in all.
    package func total(line: Int) -> Money {
        let width = sources.count
        return Money(pence: Self.sum(spending, line * width..<(line + 1) * width))
    }

    /// What all lines spend from one source.
    package func spend(source: Int) -> Money {
        let width = sources.count
        return spending.withUnsafeBufferPointer { cells in
            var pence: Int64 = 0
            for index in stride(from: source, to: cells.count, by: width) { pence += cells[index] }
            return Money(pence: pence)
        }
    }

    /// What has come in from one source. Of one that does not state its income, only what scenarios brought in, less what
    /// they gave back: below zero where they gave back more. Ask ``isIncomeStated(source:)`` before showing it.
    package func funding(source: Int) -> Money { Money(pence: funding[source]) }

    /// What has come in from one source and has no line yet. Below zero when lines spend more than has come in.
    ///
    /// Of a source that does not state its income, it is what scenarios freed: that much is known, and no more.
    package func unallocated(source: Int) -> Money {
        Money(pence: funding[source] + presumedFunding(source: source) - spend(source: source).pence)
    }

    /// What all lines spend.
    package var totalSpend: Money { Money(pence: Self.sum(spending, 0..<spending.count)) }

    /// What has come in from all sources that state it, and what scenarios brought into the others.
    package var totalFunding: Money { Money(pence: funding.reduce(0, +)) }

    /// The sum of some cells. As no sum of cells can overflow, the additions need not look for it one by one, and the
    /// processor does several at once.
    private static func sum(_ cells: [Int64], _ range: Range<Int>) -> Int64 {
        cells.withUnsafeBufferPointer { cells in
            var pence: Int64 = 0
            for index in range { pence &+= cells[index] }
            return pence
        }
    }

    /// What has come in and has no line yet, over all sources that state their income, and what scenarios freed of the
    /// others.
    package var totalUnallocated: Money {
        Money(pence: totalFunding.pence + totalPresumedFunding - totalSpend.pence)
    }

    /// The name of a partner; the id itself where the plan does not name it.
    package func title(ofPartner id: String) -> String { partners.first { $0.id == id }?.title ?? id }

    /// The name of a pool; the id itself where the plan does not name it.
    package func title(ofPool id: String) -> String { pools.first { $0.id == id }?.title ?? id }

    /// The themes in the order in which they first appear.
    package var themes: [String] {
        var seen: Set<String> = []
        return lines.compactMap { seen.insert($0.theme).inserted ? $0.theme : nil }
    }
}
