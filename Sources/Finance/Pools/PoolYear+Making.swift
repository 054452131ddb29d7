extension Plan {
    /// A pool's terms as the plan states them, with what the scenario states in their place.
    package func terms(ofPool id: String) -> PoolTerms { terms(ofPool: id, with: agreements(ofPool: id)) }

    /// A pool's terms as the plan states them, with what these records state in their place.
    func terms(ofPool id: String, with agreed: [PlanRecord]) -> PoolTerms {
        var terms = arrangements.poolTerms[id] ?? PoolTerms()
        for record in agreed {
            if case .agreement(let agreement) = record.fact { terms = terms.applying(agreement) }
        }
        return terms
    }

    /// What the scenario states of a pool's agreement.
    func agreements(ofPool id: String) -> [PlanRecord] {
        records.filter { if case .agreement(let agreement) = $0.fact { agreement.pool == id } else { false } }
    }

    /// Whether there is anything to say about pools: an outturn, or terms.
    package var hasPoolYear: Bool {
        !arrangements.poolTerms.isEmpty
            || records.contains { record in
                switch record.fact {
                case .outturn, .agreement: true
                default: false
                }
            }
    }

    /// The year of every pool, in the plan's order.
    package func poolYears() throws(PlanError) -> [PoolYear] {
        var years: [PoolYear] = []
        var drawn: [String: Int64] = [:]
        for pool in pools { years.append(try poolYear(pool, drawn: &drawn)) }
        return years
    }

    /// The year of one pool.
    ///
    /// Lines with a rule of their own come first, in the plan's order, then the pool's rule takes the others; then
    /// underspends, less what overspends have used of them, in the same way. A contingency that several pools name pays
    /// for the pools in the plan's order, as far as it goes.
    package func poolYear(_ pool: Pool) throws(PlanError) -> PoolYear {
        var drawn: [String: Int64] = [:]
        for earlier in pools.prefix(while: { $0.id != pool.id }) where !terms(ofPool: earlier.id).contingencies.isEmpty
        {
            _ = try poolYear(earlier, drawn: &drawn)
        }
        return try poolYear(pool, drawn: &drawn)
    }

    private func poolYear(_ pool: Pool, drawn: inout [String: Int64]) throws(PlanError) -> PoolYear {
        // Everything below adds and subtracts these figures, and forecasts of at most £1tn a record.
        let limit = Int64.max / 4
        let agreed = agreements(ofPool: pool.id)
        let terms = terms(ofPool: pool.id, with: agreed)
        let isSmall =
            totalFunding.pence < limit && totalSpend.pence < limit
            && (terms.openingBalance ?? []).reduce(UInt128(0)) { $0 + UInt128($1.amount.pence.magnitude) }
                < UInt128(limit)
        guard isSmall else {
            throw .tooLarge("the amounts of pool `\(pool.id)` together are too large to share exactly")
        }
        var sharing = PoolSharing(of: pool, in: self, terms: terms, agreed: agreed, drawn: drawn)
        sharing.shareOverspends()
        sharing.shareUnderspends()
        drawn = sharing.drawn
        return sharing.year
    }

    /// The lines whose outturn cannot be told to belong to a pool: they hold no money, no source is named, and there are
    /// several pools. By id, with the amount.
    package func outturnsWithoutPool() -> [(line: String, amount: Money)] {
        guard pools.count > 1 else { return [] }
        let stated = StatedOutturns(of: self)
        return lines.indices.compactMap { line in
            guard case .whole(let amount)? = stated[line], stated.variance(ofLine: line, in: self) == nil else {
                return nil
            }
            return (lines[line].id, amount)
        }
    }
}

extension Plan {
    /// The lines with money in a pool, or with an outturn there.
    func lineVariances(of places: PoolPlaces, terms: PoolTerms) -> [LineVariance] {
        // Nothing of a pool without sources is in any line; an outturn alone could only be that of the one pool there is.
        if places.sources.isEmpty, pools.count > 1 { return [] }
        let stated = StatedOutturns(of: self)
        // Taken out once: each access goes through what plans share.
        let (lines, spending) = (self.lines, self.spending)
        let width = sources.count
        var variances: [LineVariance] = []
        variances.reserveCapacity(lines.count)
        for line in lines.indices {
            var pence: Int64 = 0
            for source in places.sources { pence += spending[line * width + source.index] }
            let budget = Money(pence: pence)
            if let said = stated[line] {
                let all = stated.variance(ofLine: line, in: self)
                let variance = lineVariance(line, budget, said, bySource: all, of: places, terms: terms)
                if let variance { variances.append(variance) }
            } else if pence != 0 {
                variances.append(
                    LineVariance(
                        index: line, line: lines[line].id, budget: budget, outturn: nil, bySource: []))
            }
        }
        return variances
    }

    /// A line of which an outturn is stated; `nil` for one that has nothing to do with the pool.
    private func lineVariance(
        _ line: Int, _ budget: Money, _ stated: StatedOutturns.Stated, bySource all: [LineVariance.SourceVariance]?,
        of places: PoolPlaces, terms: PoolTerms
    ) -> LineVariance? {
        func isOurs(_ source: Int) -> Bool { places.sources.contains { $0.index == source } }
        var bySource = (all ?? []).filter { isOurs($0.source) }
        var outturn: Money?
        if all == nil {
            // Money of a line without a budget is the only pool's, where there is only one.
            if pools.count == 1, case .whole(let amount) = stated { outturn = amount }
        } else if stated.isAboutAny(isOurs) {
            outturn = Money(pence: bySource.reduce(budget.pence) { $0 + $1.amount.pence })
        }
        guard !budget.isZero || !bySource.isEmpty || (all == nil && outturn != nil) else { return nil }
        if bySource.contains(where: \.amount.isNegative) {
            let fenced = terms.ringFencedSources(ofLine: lines[line].id)
            for place in bySource.indices where bySource[place].amount.isNegative {
                bySource[place].isRingFenced = sources[bySource[place].source].isRingFenced(besides: fenced)
            }
        }
        return LineVariance(
            index: line, line: lines[line].id, budget: budget, outturn: outturn, bySource: bySource)
    }
}
