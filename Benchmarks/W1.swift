import Finance

/// Workload W1: one Health and Wellbeing Board, 5 sources × 40 schemes × 2 years. A scenario is five uplifts in basis
/// points; each year every source grows, is apportioned over the schemes to the penny, three conditions are checked and
/// one outcome is added up. The peers in `peers/` compute the same model and must print the same checksum.
struct W1 {
    static let sourceCount = 5
    static let schemeCount = 40
    static let yearCount = 2

    private static let opening: [Int64] = [
        24_318_554_17, 3_120_455_33, 11_904_221_08, 2_500_000_00, 1_750_000_01,
    ]

    private let keys: [ApportionmentKey]
    private let unitCosts: [Double]
    private let effects: [Double]

    /// What the evaluations add up to.
    struct Checksum: Equatable {
        var pence: Int64 = 0
        var outcome = 0.0
        var conditionsMet = 0
    }

    init() throws {
        var keys: [ApportionmentKey] = []
        for source in 0..<Self.sourceCount {
            let weights = (0..<Self.schemeCount).map { scheme in Int64((source * 37 + scheme * 17) % 23 + 1) }
            keys.append(try ApportionmentKey(weights: weights))
        }
        self.keys = keys
        unitCosts = (0..<Self.schemeCount).map { scheme in Double(1500 + 97 * ((scheme * 7) % 31)) }
        effects = (0..<Self.schemeCount).map { scheme in 0.001 * Double(1 + (scheme * 13) % 17) }
    }

    /// Evaluates scenarios one after another and adds up what they give.
    func evaluate(scenarios: Int) throws -> Checksum {
        var checksum = Checksum()
        var lottery = UInt64(12345)
        var totals = [Int64](repeating: 0, count: Self.schemeCount)
        var remainders = [UInt64](repeating: 0, count: Self.schemeCount)
        var ranking = remainders
        var amounts = [Money](repeating: .zero, count: Self.sourceCount)
        var growth: [Rate] = []
        for _ in 0..<scenarios {
            growth.removeAll(keepingCapacity: true)
            for source in 0..<Self.sourceCount {
                lottery = (lottery * 1_103_515_245 + 12345) % 2_147_483_648
                guard let rate = Rate(10_000 + Int64(lottery % 900) - 300, over: 10_000) else { continue }
                growth.append(rate)
                amounts[source] = Money(pence: Self.opening[source])
            }
            var isMet = true
            for _ in 0..<Self.yearCount {
                for scheme in totals.indices { totals[scheme] = 0 }
                var funded = Money.zero
                do {
                    var totalsSpan = totals.mutableSpan
                    var remaindersSpan = remainders.mutableSpan
                    var rankingSpan = ranking.mutableSpan
                    for source in 0..<Self.sourceCount {
                        amounts[source] = try growth[source].of(amounts[source])
                        funded = try funded.adding(amounts[source])
                        keys[source].add(
                            sharesOf: amounts[source].pence, to: &totalsSpan, remainders: &remaindersSpan,
                            ranking: &rankingSpan)
                    }
                }
                var spent: Int64 = 0
                var firstHalf: Int64 = 0
                for scheme in totals.indices {
                    spent += totals[scheme]
                    if scheme < Self.schemeCount / 2 { firstHalf += totals[scheme] }
                    checksum.outcome += Double(totals[scheme]) / unitCosts[scheme] * effects[scheme]
                }
                checksum.pence += spent
                let conditions =
                    spent == funded.pence && firstHalf * 100 >= spent * 40 && amounts[1].pence * 1000 >= spent * 50
                isMet = isMet && conditions
                checksum.conditionsMet += conditions ? 1 : 0
            }
        }
        return checksum
    }
}
