/// Where a pool's sources and those who pay them stand in a plan: names are looked up once, and a pool's year only adds.
///
/// A plan keeps them with what it was when it was read. A scenario that adds sources makes them anew. A class, so that handing them
/// on copies nothing.
final class PoolPlaces: Sendable {
    /// A source that goes into the pool.
    struct Source: Sendable {
        /// Its place in the plan.
        let index: Int
        /// The place of its contributor in ``PoolPlaces/contributors``.
        let contributor: Int
    }

    /// The pool.
    let pool: Pool
    /// The partners that share its risk, each once.
    let partners: [String]
    /// These partners, then others that put money into the pool.
    let contributors: [String]
    /// The sources that go into the pool.
    let sources: [Source]
    private let sourceCount: Int

    /// Looks the names up.
    init(_ pool: Pool, partners all: [Partner], sources: [FundingSource]) {
        partners = Self.sharers(of: pool, among: all)
        var contributors = partners
        var ours: [Source] = []
        for (index, source) in sources.enumerated() where source.pool == pool.id {
            if !contributors.contains(source.contributor) { contributors.append(source.contributor) }
            ours.append(Source(index: index, contributor: contributors.firstIndex(of: source.contributor) ?? 0))
        }
        self.pool = pool
        self.contributors = contributors
        self.sources = ours
        sourceCount = sources.count
    }

    /// The partners that share a pool's risk: those that it lists, or all of the plan's but reserves, which are nobody.
    static func sharers(of pool: Pool, among all: [Partner]) -> [String] {
        if pool.partners.isEmpty { return all.filter { $0.kind != .reserve }.map(\.id) }
        var seen: Set<String> = []
        return pool.partners.filter { seen.insert($0).inserted }
    }

    /// What each contributor puts into the pool.
    func contributions(of plan: Plan) -> [RiskShare.PartnerAmount] {
        var amounts = [Int64](repeating: 0, count: contributors.count)
        for source in sources { amounts[source.contributor] += plan.funding[source.index] }
        return contributors.indices.map { .init(partner: contributors[$0], amount: Money(pence: amounts[$0])) }
    }

    /// The contributors of which the plan does not state what they put in.
    func unstatedContributors(of plan: Plan) -> [String] {
        var found: [String] = []
        for source in sources where !plan.isIncomeStated(source: source.index) {
            let contributor = contributors[source.contributor]
            if !found.contains(contributor) { found.append(contributor) }
        }
        return found
    }

    /// What each partner puts into a line from the pool's sources.
    func contributions(toLine line: Int, of plan: Plan) -> [Int64] {
        var amounts = [Int64](repeating: 0, count: partners.count)
        for source in sources where source.contributor < partners.count {
            amounts[source.contributor] += plan.cell(line: line, source: source.index).pence
        }
        return amounts
    }

    /// Whether they still hold for a plan that a scenario has changed.
    func fit(_ plan: Plan) -> Bool { plan.sources.count == sourceCount }
}

extension Plan {
    /// The partners that share a pool's risk: those that it lists, or all of the plan's but reserves, which are nobody.
    package func sharers(of pool: Pool) -> [String] { PoolPlaces.sharers(of: pool, among: partners) }

    /// Where a pool's sources stand now.
    func places(of pool: Pool) -> PoolPlaces {
        if let known = poolPlaces.first(where: { $0.pool.id == pool.id }), known.fit(self) { return known }
        return PoolPlaces(pool, partners: partners, sources: sources)
    }
}
