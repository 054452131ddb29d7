import Finance
import TestSupport
import Testing

/// What holds of every pool, whatever its rules: no penny is lost, made, or paid twice.
@Suite struct PoolPropertyTests {
    /// A pool of any shape: partners, lines, sources of any kind, and rules of every strategy.
    struct AnyPool {
        var pool = PoolFixture()
        var outturns: [(line: String, amount: Int64)] = []
        private var chance: Chance

        init(seed: UInt64, strategy: RiskShare.Strategy) {
            chance = Chance(seed: seed)
            let kinds: [Partner.Kind] = [.county, .ccg, .icb, .other]
            pool.partners = (0..<2 + chance.below(3)).map { Partner(id: "p\($0)", title: "P\($0)", kind: kinds[$0]) }
            pool.members = pool.partners.map(\.id)
            pool.councilKind = chance.below(2) == 0 ? .disabledFacilitiesGrant : .additionalLA
            pool.lines = []
            for number in 0..<1 + chance.below(8) { pool.lines.append(anyLine(number)) }
            for line in pool.lines.map(\.line.id) where chance.below(4) > 0 {
                outturns.append((line, chance.below(3) == 0 ? 0 : chance.ofAnySize(bits: 34)))
            }
            pool.terms.overspend = OverspendRule(anyRule(strategy))
            if chance.below(3) > 0 { pool.terms.underspend = anyUnderspend() }
            for line in pool.lines.map(\.line.id) where chance.below(4) == 0 {
                pool.terms.lines.append(
                    LineTerms(
                        line: line, lead: chance.below(2) == 0 ? anyPartner() : nil,
                        overspend: chance.below(2) == 0 ? OverspendRule(anyRule(anyStrategy())) : nil,
                        underspend: chance.below(2) == 0 ? anyUnderspend() : nil))
            }
        }

        private mutating func anyLine(_ number: Int) -> (line: SpendLine, pounds: [Int64]) {
            let share = Rate(percentage: "\(chance.below(101))")
            let commissioners: [SpendLine.Commissioner?] = [nil, .localAuthority, .nhs, share.map { .joint(nhs: $0) }]
            let line = SpendLine(
                id: "L\(number)", theme: "T", title: "L", commissioner: commissioners[chance.below(4)],
                status: chance.below(3) == 0 ? .toBeConfirmed : .active)
            return (line, pool.partners.map { _ in chance.below(3) == 0 ? 0 : chance.ofAnySize(bits: 27) })
        }

        private mutating func anyPartner() -> String { pool.members[chance.below(pool.members.count)] }

        private mutating func anyStrategy() -> RiskShare.Strategy {
            RiskShare.Strategy.allCases[chance.below(RiskShare.Strategy.allCases.count)]
        }

        private mutating func anyCaps() -> [RiskShare.PartnerAmount] {
            pool.members.filter { _ in chance.below(2) == 0 }.map {
                .init(partner: $0, amount: Money(pence: chance.ofAnySize(bits: 34)))
            }
        }

        private mutating func anyRates(whole: Bool) -> [RiskShare.PartnerShare] {
            let first = Int64(chance.below(100_001))
            let rates = whole ? [first, 100_000 - first] : [first, Int64(chance.below(100_001))]
            return zip(pool.members, rates).compactMap { partner, rate in
                Rate(rate, over: 100_000).map { .init(partner: partner, rate: $0) }
            }
        }

        mutating func anyRule(_ strategy: RiskShare.Strategy) -> RiskShare {
            switch strategy {
            case .ownRisk: return .ownRisk
            case .proRataContribution:
                return .proRataContribution(to: chance.below(2) == 0 ? .pool : .line, caps: anyCaps())
            case .proRataCommissioned:
                return .proRataCommissioned(
                    joint: chance.below(2) == 0 ? nil : .proRataContribution(to: .line, caps: anyCaps()))
            case .fixedVariable: return .fixedVariable(variable: Array(pool.members.dropFirst()))
            case .fixedShares: return .fixedShares(anyRates(whole: true))
            case .thresholdCascade:
                return .thresholdCascade(first: anyRates(whole: false), lead: anyPartner())
            case .waterfall:
                var steps: [RiskShare.Step] = [
                    .underspends, .contingency(id: "c", holds: Money(pence: chance.ofAnySize(bits: 34))),
                    .schemes(lines: chance.below(2) == 0 ? nil : ["L0", "L1"]),
                ]
                steps.shuffle(using: &chance)
                let others = RiskShare.Strategy.allCases.filter { $0 != .waterfall }
                if chance.below(2) == 0 {
                    let place = chance.below(steps.count + 1)
                    steps.insert(.outside(anyRule(others[chance.below(others.count)])), at: place)
                }
                return .waterfall(steps)
            }
        }

        private mutating func anyUnderspend() -> UnderspendRule {
            let ringFenced = chance.below(3) == 0 ? [anyPartner()] : []
            let others = RiskShare.Strategy.allCases.filter { $0 != .waterfall }
            let treatments: [UnderspendRule.Treatment] = [
                .stays, .returns, .toContingency("c"), .retainedBy(anyPartner()), .retainedBy(nil),
                .shared(anyRule(others[chance.below(others.count)])),
            ]
            return UnderspendRule(treatments[chance.below(treatments.count)], ringFenced: ringFenced)
        }

        func year() throws -> (plan: Plan, year: PoolYear) {
            var plan = try pool.plan()
            for outturn in outturns { try plan.note(outturn.line, Money(pence: outturn.amount)) }
            return (plan, try plan.poolYear(plan.pools[0]))
        }
    }

    @Test("Every penny of every difference stands in one part", arguments: RiskShare.Strategy.allCases)
    func everyPenny(strategy: RiskShare.Strategy) throws {
        for seed in 0..<400 as Range<UInt64> {
            let (plan, year) = try AnyPool(seed: seed, strategy: strategy).year()
            var sums: [PoolApportionment.Direction: Int64] = [:]
            for apportionment in year.apportionments {
                #expect(apportionment.parts.allSatisfy { $0.amount > .zero }, "\(strategy), \(seed)")
                let sum = apportionment.parts.reduce(0) { $0 + $1.amount.pence }
                #expect(sum == apportionment.amount.pence, "\(strategy), \(seed)")
                sums[apportionment.direction, default: 0] += sum
            }
            #expect(sums[.overspend, default: 0] == year.overspend.pence, "\(strategy), \(seed)")
            #expect(sums[.underspend, default: 0] == year.underspend.pence, "\(strategy), \(seed)")
            #expect(year.overspend.pence - year.underspend.pence == year.variance.pence)
            #expect(year.account.closing == year.account.closingByShares, "\(strategy), \(seed)")
            #expect(year.forecast.pence - year.budget.pence == year.variance.pence)
            // The outturns themselves, added up without looking at sources.
            let stated = plan.lines.indices.reduce(Int64(0)) { sum, line in
                var last: Int64?
                for case .outturn(let outturn) in plan.records.map(\.fact) where outturn.line == plan.lines[line].id {
                    last = outturn.amount.pence
                }
                return sum + (last ?? plan.total(line: line).pence)
            }
            #expect(year.forecast.pence == stated, "\(strategy), \(seed)")
        }
    }

    @Test("No step of a waterfall uses more than it has")
    func waterfallSteps() throws {
        for seed in 0..<600 as Range<UInt64> {
            let any = AnyPool(seed: seed, strategy: .waterfall)
            let (plan, year) = try any.year()
            var used: [PoolApportionment.Taker: Int64] = [:]
            for part in year.apportionments.filter({ $0.direction == .overspend }).flatMap(\.parts) {
                used[part.taker, default: 0] += part.amount.pence
            }
            var most: Int64 = 0
            let rules = [any.pool.terms.overspend].compactMap(\.self) + any.pool.terms.lines.compactMap(\.overspend)
            for case .waterfall(let steps) in rules.map(\.share) {
                for case .contingency(_, let holds) in steps { most = max(most, holds.pence) }
            }
            #expect(used[.contingency("c"), default: 0] <= most, "\(seed)")
            #expect(used[.underspends, default: 0] <= year.underspend.pence, "\(seed)")
            for line in year.lines {
                let stopped = used[.scheme(line.line), default: 0]
                #expect(stopped <= line.forecast.pence && (stopped == 0 || line.variance <= .zero), "\(seed)")
                #expect(
                    stopped == 0 || any.pool.councilKind != .disabledFacilitiesGrant
                        || stopped <= line.forecast.pence - plan.cell(line: line.index, source: 0).pence, "\(seed)")
            }
            let given = year.apportionments.filter { $0.direction == .underspend }.flatMap(\.parts)
            #expect(
                given.reduce(0) { $0 + ($1.taker == .underspends ? $1.amount.pence : 0) }
                    == used[.underspends, default: 0], "\(seed)")
        }
    }

    /// What each partner bears exactly: its cap, or its part at the level at which the parts sum to the amount. As
    /// fractions of a penny over a common denominator, found by filling up one partner after another.
    private static func level(_ amount: Int64, _ weights: [Int64], _ caps: [Int64?]) -> (above: Int128, below: Int128)?
    {
        let order = weights.indices.filter { weights[$0] > 0 }.sorted { left, right in
            guard let leftCap = caps[left] else { return false }
            guard let rightCap = caps[right] else { return true }
            return Int128(leftCap) * Int128(weights[right]) < Int128(rightCap) * Int128(weights[left])
        }
        var full: Int128 = 0
        for (place, index) in order.enumerated() {
            let open = order[place...].reduce(Int128(0)) { $0 + Int128(weights[$1]) }
            let rest = Int128(amount) - full
            // The level rest / open keeps this partner, and so all after it, within their caps.
            guard let cap = caps[index], rest * Int128(weights[index]) > Int128(cap) * open else { return (rest, open) }
            full += Int128(cap)
        }
        return nil
    }

    @Test("Shares in proportion are those of exact fractions, to the penny, and caps hold")
    func oracle() throws {
        for seed in 0..<1500 as Range<UInt64> {
            var chance = Chance(seed: seed &+ 77)
            var pool = PoolFixture()
            pool.lines = [
                (SpendLine(id: "A", theme: "T", title: "A"), (0..<3).map { _ in chance.ofAnySize(bits: 30) }),
                (SpendLine(id: "B", theme: "T", title: "B"), (0..<3).map { _ in chance.ofAnySize(bits: 30) }),
            ]
            let caps = pool.members.filter { _ in chance.below(3) > 0 }.map {
                RiskShare.PartnerAmount(partner: $0, amount: Money(pence: chance.ofAnySize(bits: 36)))
            }
            let basis = RiskShare.Basis.allCases[chance.below(2)]
            pool.terms.overspend = OverspendRule(.proRataContribution(to: basis, caps: caps))
            var plan = try pool.plan()
            let over = chance.ofAnySize(bits: 40)
            try plan.note("A", Money(pence: plan.total(line: 0).pence + over))
            let year = try plan.poolYear(plan.pools[0])
            let weights = pool.members.indices.map { place in
                basis == .line ? plan.cell(line: 0, source: place).pence : plan.funding(source: place).pence
            }
            let limits = pool.members.map { partner in caps.first { $0.partner == partner }?.amount.pence }
            if basis == .pool, caps.isEmpty, over > 0, weights.contains(where: { $0 > 0 }) {
                try LargestRemainderOracle(amount: Money(pence: over), weights: weights)
                    .verify(pool.members.map { year.share(of: $0) })
            }
            guard let level = Self.level(over, weights, limits) else {
                // Everybody is at the cap, or nobody contributes.
                for (partner, (weight, limit)) in zip(pool.members, zip(weights, limits)) where weight > 0 {
                    #expect(year.share(of: partner).pence == limit)
                }
                continue
            }
            #expect(year.unresolved == .zero)
            for (partner, (weight, limit)) in zip(pool.members, zip(weights, limits)) {
                let share = Int128(year.share(of: partner).pence)
                let exact = level.above * Int128(weight)
                if let limit, exact > Int128(limit) * level.below {
                    #expect(share == Int128(limit), "\(seed)")
                } else {
                    #expect(share * level.below > exact - level.below && share * level.below < exact + level.below)
                }
                #expect(limit.map { share <= Int128($0) } ?? true)
            }
        }
    }

    @Test("A threshold is never passed before the lead pays")
    func thresholds() throws {
        for seed in 0..<500 as Range<UInt64> {
            let any = AnyPool(seed: seed, strategy: .thresholdCascade)
            guard case .thresholdCascade(let first, let lead)? = any.pool.terms.overspend?.share else { continue }
            var pool = any.pool
            pool.terms.lines = []
            pool.terms.underspend = nil
            var plan = try pool.plan()
            for outturn in any.outturns { try plan.note(outturn.line, Money(pence: outturn.amount)) }
            let year = try plan.poolYear(plan.pools[0])
            for share in first where share.partner != lead {
                let place = pool.members.firstIndex(of: share.partner) ?? 0
                let most = Int128(plan.funding(source: place).pence) * Int128(share.rate.numerator)
                #expect(Int128(year.share(of: share.partner).pence) * Int128(share.rate.denominator) <= most, "\(seed)")
            }
            #expect(year.unresolved.isZero)
        }
    }
}
