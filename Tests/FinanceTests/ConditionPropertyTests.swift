import Finance
import TestSupport
import Testing

/// Plans and rules by chance, held against sums that are worked out the slow way.
@Suite struct ConditionPropertyTests {
    private static let commissioners: [SpendLine.Commissioner?] =
        [.localAuthority, .nhs, nil]
        + ["joint 40% nhs", "joint 33.3% nhs", "joint 12.345678% nhs"].map { SpendLine.Commissioner($0) }

    private static func pick<Item>(_ items: [Item], _ chance: inout Chance) -> Item { items[chance.below(items.count)] }

    private static func filter(_ chance: inout Chance, lines: Bool = true) -> SpendFilter {
        var filter = SpendFilter()
        if chance.below(3) > 0 {
            filter.sourceKind = pick(
                [.any([.nhsMinimum]), .any([.nhsMinimum, .additionalLA]), .not([.disabledFacilitiesGrant])], &chance)
        }
        guard lines else { return filter }
        if chance.below(2) == 0 { filter.commissioner = pick([.any([.nhs]), .not([.nhs])], &chance) }
        if chance.below(2) == 0 { filter.areaOfSpend = pick([.not([.acute]), .any([.socialCare, .other])], &chance) }
        if chance.below(4) == 0 { filter.isProtected = chance.below(2) == 0 }
        if chance.below(4) == 0 { filter.nature = .any([.capital]) }
        return filter
    }

    private static func plan(_ chance: inout Chance, _ rulebook: Rulebook?, isStated: Bool) throws -> Plan {
        let kinds: [FundingSource.Kind] = [.nhsMinimum, .nhsMinimum, .disabledFacilitiesGrant, .additionalLA]
        let count = 1 + chance.below(8)
        var lines: [SpendLine] = []
        for index in 0..<count {
            let blank = isStated ? 0 : chance.below(3)
            lines.append(
                SpendLine(
                    id: "l\(index)", theme: "t", title: "t",
                    areaOfSpend: blank == 1 ? nil : pick(SpendLine.AreaOfSpend.allCases, &chance),
                    commissioner: isStated
                        ? pick([.nhs, .localAuthority], &chance) : pick(commissioners, &chance),
                    nature: blank == 2 ? nil : pick([.capital, .revenue], &chance),
                    isProtected: isStated ? false : pick([true, false, nil], &chance)))
        }
        let cells = (0..<count * kinds.count).map { _ in Money(pence: chance.ofAnySize(bits: 40)) }
        var arrangements = PlanArrangements.none
        arrangements.rulebook = rulebook
        return try Plan(
            identity: PlanIdentity(id: "p", title: "p", area: "p", year: PlanningYear(startingIn: 2016)),
            arrangements: arrangements,
            sources: kinds.enumerated().map { index, kind in
                let total = stride(from: index, to: cells.count, by: kinds.count).reduce(0) { $0 + cells[$1].pence }
                return FundingSource(
                    id: "s\(index)", title: "s", kind: kind, contributor: "c", pool: "b",
                    tranches: [.init(title: "a", availableFrom: nil, amount: Money(pence: total), origin: nil)])
            },
            lines: lines, cells: cells)
    }

    private static func book(_ test: Condition.Test) -> Rulebook {
        let citation = Citation(document: "d", section: nil, confidence: .seen, inForce: "2016-04-01")
        return Rulebook(
            year: PlanningYear(startingIn: 2016), title: "r",
            conditions: [Condition(id: "c", title: "c", test: test, citation: citation)])
    }

    /// Every sum by the definition: line by line, cell by cell, in hundred-millionths of a penny.
    private static func oracle(_ plan: Plan, _ filter: SpendFilter) -> (certain: Int128, possible: Int128) {
        let scale: Int128 = 100_000_000
        var (certain, possible): (Int128, Int128) = (0, 0)
        for line in plan.lines.indices {
            let it = plan.lines[line]
            var (isIn, isSure) = (true, true)
            if let area = filter.areaOfSpend {
                if let own = it.areaOfSpend { isIn = isIn && area.admits(own) } else { isSure = false }
            }
            if let nature = filter.nature {
                if let own = it.nature { isIn = isIn && nature.admits(own) } else { isSure = false }
            }
            if let wanted = filter.isProtected {
                if let own = it.isProtected { isIn = isIn && own == wanted } else { isSure = false }
            }
            guard isIn else { continue }
            var share = scale
            if let buyer = filter.commissioner {
                switch it.commissioner {
                case nil: isSure = false
                case .nhs?: share = buyer.admits(.nhs) ? scale : 0
                case .localAuthority?: share = buyer.admits(.localAuthority) ? scale : 0
                case .joint(let nhs)?:
                    let part = scale * Int128(nhs.numerator) / Int128(nhs.denominator)
                    share = buyer.admits(.nhs) ? part : scale - part
                }
            }
            for (index, source) in plan.sources.enumerated() where filter.sourceKind?.admits(source.kind) ?? true {
                let pence = Int128(plan.cell(line: line, source: index).pence)
                if isSure { certain += pence * share }
                possible += pence * share
            }
        }
        return (certain / scale, possible / scale)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `A sum is what its definition says, also after movements`(seed: UInt64) throws {
        var chance = Chance(seed: seed)
        for _ in 0..<40 {
            let filter = Self.filter(&chance)
            let rulebook = Self.book(.minimum(of: .spend(filter), required: .amount(Money(pence: 1))))
            var plan = try Self.plan(&chance, rulebook, isStated: false)
            for _ in 0...3 {
                let found = try #require(plan.assessment(ofCondition: "c"))
                let slow = Self.oracle(plan, filter)
                #expect(found.certain.map { Int128($0.pence) } == slow.certain)
                #expect(found.possible.map { Int128($0.pence) } == slow.possible)
                let line = chance.below(plan.lines.count)
                let source = chance.below(plan.sources.count)
                let held = plan.cell(line: line, source: source)
                let to = chance.below(plan.lines.count)
                guard held > .zero, to != line else { continue }
                try plan.move(
                    Money(pence: 1 + Int64(chance.next() % UInt64(held.pence))), from: .line("l\(line)"),
                    to: .line("l\(to)"), source: source, note: Movement.Note(reason: "chance"))
            }
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `Moving the headroom keeps a condition met, and one penny more breaks it`(seed: UInt64) throws {
        var chance = Chance(seed: 1000 + seed)
        var tried = 0
        for _ in 0..<200 {
            let filter = Self.filter(&chance)
            let whole = Self.filter(&chance, lines: false)
            let shape = chance.below(3)
            let percent = try #require(Rate(Int64(1 + chance.below(99)), over: 300))
            let probe = try Self.plan(&chance, nil, isStated: true)
            let sum = Self.oracle(probe, filter).certain
            guard sum > 0 else { continue }
            let required = Money(pence: 1 + Int64(chance.next() % UInt64(sum)))
            let test: Condition.Test =
                switch shape {
                case 0: .minimum(of: .spend(filter), required: .amount(required))
                case 1: .share(of: .spend(filter), atLeast: percent, to: .funding(whole))
                default:
                    .minimum(
                        of: .spend(filter),
                        required: .share(of: required, by: .nhsMinimum, national: Money(pence: 7 * Int64(1 << 40))))
                }
            var arrangements = PlanArrangements.none
            arrangements.rulebook = Self.book(test)
            let sources = probe.sources
            let cells = probe.lines.indices.flatMap { probe.cells(line: $0) }
            var plan = try Plan(
                identity: probe.identity, arrangements: arrangements, sources: sources, lines: probe.lines, cells: cells
            )
            let start = try #require(plan.assessment(ofCondition: "c"))
            guard start.verdict == .met, var left = start.headroom?.pence else { continue }
            // Everything that counts may leave, line by line, until only the headroom's last penny is gone.
            func take(_ wanted: Int64) throws -> Int64 {
                var wanted = wanted
                for line in plan.lines.indices where filter.weight(of: plan.lines[line]).certain.numerator > 0 {
                    for source in plan.sources.indices
                    where filter.sourceKind?.admits(plan.sources[source].kind) ?? true {
                        let part = min(wanted, plan.cell(line: line, source: source).pence)
                        guard part > 0 else { continue }
                        try plan.move(
                            Money(pence: part), from: .line(plan.lines[line].id), to: .unallocated, source: source,
                            note: Movement.Note(reason: "headroom"))
                        wanted -= part
                    }
                }
                return wanted
            }
            left = try take(left)
            guard left == 0 else { continue }
            #expect(plan.assessment(ofCondition: "c")?.verdict == .met)
            #expect(plan.assessment(ofCondition: "c")?.headroom == .zero)
            guard try take(1) == 0 else { continue }
            #expect(plan.assessment(ofCondition: "c")?.verdict == .breached)
            #expect(plan.assessment(ofCondition: "c")?.headroom == Money(pence: -1))
            tried += 1
        }
        #expect(tried > 5)
    }
}
