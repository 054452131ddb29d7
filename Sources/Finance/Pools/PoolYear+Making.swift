extension Plan {
    /// A pool's terms as the plan states them, with what the scenario states in their place.
    package func terms(ofPool id: String) -> PoolTerms {
        var terms = arrangements.poolTerms[id] ?? PoolTerms()
        for record in agreements(ofPool: id) {
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
        for pool in pools { years.append(try poolYear(pool)) }
        return years
    }

    /// The year of one pool.
    ///
    /// Lines with a rule of their own come first, in the plan's order, then the pool's rule takes the others; then
    /// underspends, less what overspends have used of them, in the same way.
    package func poolYear(_ pool: Pool) throws(PlanError) -> PoolYear {
        // Everything below adds and subtracts these figures, and forecasts of at most £1tn a record.
        let limit = Int64.max / 4
        let opening = arrangements.poolTerms[pool.id]?.openingBalance ?? []
        let isSmall =
            totalFunding.pence < limit && totalSpend.pence < limit
            && opening.reduce(UInt128(0)) { $0 + UInt128($1.amount.pence.magnitude) } < UInt128(limit)
        guard isSmall else {
            throw .tooLarge("the amounts of pool `\(pool.id)` together are too large to share exactly")
        }
        var sharing = PoolSharing(of: pool, in: self)
        sharing.shareOverspends()
        sharing.shareUnderspends()
        return sharing.year
    }

    /// The lines whose outturn cannot be told to belong to a pool: they hold no money, no source is named, and there are
    /// several pools. By id, with the amount.
    package func outturnsWithoutPool() -> [(line: String, amount: Money)] {
        guard pools.count > 1 else { return [] }
        let stated = StatedOutturns(of: self)
        return stated.lines.keys.sorted().compactMap { line in
            guard case .whole(let amount)? = stated.lines[line], stated.variance(ofLine: line, in: self) == nil else {
                return nil
            }
            return (lines[line].id, amount)
        }
    }
}

extension Plan {
    /// The lines with money in a pool, or with an outturn there.
    func lineVariances(of pool: Pool, terms: PoolTerms) -> [LineVariance] {
        let stated = StatedOutturns(of: self)
        // Taken out once: each access goes through what plans share.
        let (lines, sources, spending) = (self.lines, self.sources, self.spending)
        let width = sources.count
        let ours = sources.indices.filter { sources[$0].pool == pool.id }
        return lines.indices.compactMap { line -> LineVariance? in
            let budget = Money(pence: ours.reduce(0) { $0 + spending[line * width + $1] })
            let all = stated.variance(ofLine: line, in: self)
            let bySource = (all ?? []).filter { ours.contains($0.source) }
            // Money of a line without a budget is the only pool's, where there is only one.
            var outturn: Money?
            if all == nil, pools.count == 1, case .whole(let amount)? = stated.lines[line] { outturn = amount }
            if stated.isStated(line: line, sources: ours), all != nil {
                outturn = Money(pence: bySource.reduce(budget.pence) { $0 + $1.amount.pence })
            }
            let isOurs = !budget.isZero || !bySource.isEmpty || (all == nil && outturn != nil)
            guard isOurs else { return nil }
            var ringFenced: [LineVariance.SourceVariance] = []
            if bySource.contains(where: \.amount.isNegative) {
                let fenced = terms.ringFencedSources(ofLine: lines[line].id)
                ringFenced = bySource.filter {
                    $0.amount.isNegative && sources[$0.source].isRingFenced(besides: fenced)
                }
            }
            return LineVariance(
                index: line, line: lines[line].id, budget: budget, outturn: outturn, bySource: bySource,
                ringFenced: ringFenced)
        }
    }

    /// The partners that share a pool's risk: those that it lists, or all of the plan's but reserves, which are nobody.
    package func sharers(of pool: Pool) -> [String] {
        pool.partners.isEmpty ? partners.filter { $0.kind != .reserve }.map(\.id) : pool.partners
    }

    /// What each partner of a pool puts into it, then what other contributors do.
    func contributions(to pool: Pool) -> [RiskShare.PartnerAmount] {
        var amounts: [String: Int64] = [:]
        var order = sharers(of: pool)
        for (index, source) in sources.enumerated() where source.pool == pool.id {
            if !order.contains(source.contributor) { order.append(source.contributor) }
            amounts[source.contributor, default: 0] += funding(source: index).pence
        }
        return order.map { .init(partner: $0, amount: Money(pence: amounts[$0] ?? 0)) }
    }

    /// What a partner puts into a line from a pool's sources.
    func contribution(of partner: String, toLine line: Int, in pool: Pool) -> Int64 {
        sources.indices.reduce(0) { sum, index in
            let source = sources[index]
            guard source.pool == pool.id, source.contributor == partner else { return sum }
            return sum + cell(line: line, source: index).pence
        }
    }
}
