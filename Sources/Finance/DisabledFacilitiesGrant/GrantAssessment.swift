/// Where the Disabled Facilities Grant goes in a plan. It shows, and refuses nothing: only districts and their county can
/// say what they have agreed.
package struct GrantAssessment: Hashable, Sendable {
    /// One district. Amounts that the papers do not divide between districts are `nil`, unless a scenario states a key.
    package struct District: Hashable, Sendable {
        /// The district council, by id.
        package let id: String
        /// What it is entitled to.
        package let entitled: Money?
        /// What it gets by name.
        package let passedByName: Money
        /// Its share of what is passed to the districts together; `nil` when no key divides that.
        package let share: Money?
        /// Whether something is passed to the districts together, so that its part cannot be told without a key.
        package let isDivided: Bool

        /// What it gets; `nil` when it cannot be told.
        package var passed: Money? {
            guard isDivided else { return passedByName }
            return share.map { Money(pence: $0.pence + passedByName.pence) }
        }
        /// How much less it gets than it is entitled to; `nil` when it cannot be told, or when it gets enough.
        package var short: Money? {
            guard let entitled, let passed, passed < entitled else { return nil }
            return Money(pence: entitled.pence - passed.pence)
        }
    }

    /// A part of the grant on a line that keeps it.
    package struct Kept: Hashable, Sendable {
        /// The line, by id.
        package let line: String
        /// What was agreed, or is said to have been.
        package let stated: Money
        /// What the line has of the grant now.
        package let held: Money
        /// How well the agreement is known; `nil` for what is spent under a policy.
        package let evidence: DisabledFacilitiesGrant.Agreement.Evidence?
    }

    /// Something that a person should look at.
    package enum Flag: Hashable, Sendable {
        /// A line keeps so much, and no record of an agreement is at hand.
        case keptWithoutEvidence(line: String, Money, DisabledFacilitiesGrant.Agreement.Evidence)
        /// A line keeps so much more than was agreed.
        case keptBeyondAgreement(line: String, Money)
        /// The grant, which is capital, pays for a line that the plan calls revenue.
        case onRevenue(line: String, Money)
        /// The grant pays for a line of which the plan does not say whether it is capital.
        case natureNotStated(line: String, Money)
        /// It is not said when so much is passed down; the day is the rulebook's, where it has one.
        case passedWithoutDay(line: String, by: String?)
        /// It is passed down after the rulebook's day.
        case passedLate(line: String, on: String, by: String)
        /// The line has another amount of the grant than the plan states.
        case statedDiffers(line: String, stated: Money, held: Money)
        /// A district gets less than it is entitled to.
        case districtShort(district: String, Money)
        /// So much of the grant is neither passed down, kept nor spent under a policy.
        case unaccounted(Money)
    }

    /// The allocation.
    package let allocation: Money
    /// What the districts are entitled to together; `nil` when the plan does not state it of each.
    package let entitled: Money?
    /// What the lines pass down.
    package let passedDown: Money
    /// What is kept by agreement, evidenced or not.
    package let retained: Money
    /// What is kept by agreements of which a record is at hand.
    package let evidenced: Money
    /// What is spent under a policy.
    package let topSliced: Money
    /// Of what is passed down, what surely is by the rulebook's day.
    package let passedInTime: Money
    /// The lines that keep a part, and those that spend one under the policy.
    package let kept: [Kept]
    /// The districts, in the plan's order of partners.
    package let districts: [District]
    /// The key by which a scenario divides what goes to the districts together; `nil` when none does.
    package let key: String?
    /// The rulebook's day by which it is to be passed down; `nil` when it has none.
    package let passBy: String?
    /// What a person should look at.
    package let flags: [Flag]

    /// What is neither passed down, kept nor spent under a policy; below zero when lines have more than the allocation.
    package var unaccounted: Money {
        Money(pence: allocation.pence &- passedDown.pence &- retained.pence &- topSliced.pence)
    }
}

extension Plan {
    /// Where the Disabled Facilities Grant goes; `nil` when the plan does not say how it is passed down.
    package func grantAssessment() -> GrantAssessment? {
        arrangements.disabledFacilitiesGrant.map { GrantReckoning($0, plan: self).assessment }
    }
}

/// Works out where the grant goes.
private struct GrantReckoning {
    let grant: DisabledFacilitiesGrant
    let plan: Plan
    private let sums: GrantSums

    init(_ grant: DisabledFacilitiesGrant, plan: Plan) {
        self.grant = grant
        self.plan = plan
        sums = GrantSums(grant, of: plan)
    }

    /// What a line passes down.
    private func passed(_ line: String) -> Money { sums.uses(of: line, in: plan, grant).passed }

    private func held(_ line: Int) -> Money { sums.held(line, in: plan) }

    private var passBy: String? {
        for condition in plan.rulebook?.conditions ?? [] {
            if case .passDown(_, .district, let day) = condition.test { return day }
        }
        return nil
    }

    private var split: DistrictSplit? {
        for case .districtSplit(let split) in plan.records.map(\.fact) { return split }
        return nil
    }

    var assessment: GrantAssessment {
        let kept = grant.retained.map {
            GrantAssessment.Kept(
                line: $0.line, stated: $0.amount, held: sums.uses(of: $0.line, in: plan, grant).retained,
                evidence: $0.agreement.evidence)
        }
        let slices = grant.policy?.topSlices ?? []
        let sliced = slices.enumerated().map { index, slice in
            let place = slices[..<index].count { $0.line == slice.line }
            return GrantAssessment.Kept(
                line: slice.line, stated: slice.amount,
                held: sums.uses(of: slice.line, in: plan, grant).sliced[place], evidence: nil)
        }
        let passBy = passBy
        let districts = districts
        let entitled = grant.entitlements.map(\.amount)
        let totals = sums.totals(of: grant, in: plan, by: passBy)
        let result = GrantAssessment(
            allocation: totals.allocation,
            entitled: entitled.isEmpty || entitled.contains(nil) ? nil : sum(entitled.compactMap(\.self)),
            passedDown: totals.passedDown, retained: totals.retained, evidenced: totals.evidenced,
            topSliced: totals.topSliced, passedInTime: totals.inTime, kept: kept + sliced,
            districts: districts, key: split?.key, passBy: passBy, flags: [])
        var flags = flags(kept: kept, sliced: sliced, passBy: passBy)
        flags += districts.compactMap { district in district.short.map { .districtShort(district: district.id, $0) } }
        if !result.unaccounted.isZero { flags.append(.unaccounted(result.unaccounted)) }
        return result.with(flags)
    }

    // The readers bound stated amounts, and a plan its cells, so sums of either fit.
    private func sum(_ amounts: [Money]) -> Money { Money(pence: amounts.reduce(0) { $0 &+ $1.pence }) }

    // MARK: - Districts

    /// What goes to districts by name, and what to the districts together: a line that names several districts and holds
    /// another amount than it did no longer says how much each gets.
    private var passedByDistrict: (byName: [String: Int64], together: Money) {
        var byName: [String: Int64] = [:]
        var together: Int64 = 0
        for line in grant.passDownLines {
            let parts = grant.passedDown.filter { $0.line == line }
            let amounts = parts.compactMap { $0.amount?.pence }
            if let only = parts.first, parts.count == 1 {
                if let district = only.district {
                    byName[district, default: 0] += passed(line).pence
                } else {
                    together += passed(line).pence
                }
            } else if amounts.count == parts.count, amounts.reduce(0, &+) == passed(line).pence {
                for part in parts {
                    if let district = part.district {
                        byName[district, default: 0] &+= part.amount?.pence ?? 0
                    } else {
                        together &+= part.amount?.pence ?? 0
                    }
                }
            } else {
                together += passed(line).pence
            }
        }
        return (byName, Money(pence: together))
    }

    private var districts: [GrantAssessment.District] {
        let (byName, together) = passedByDistrict
        var shares: [String: Money] = [:]
        if let split, let parts = try? together.apportioned(by: split.weights.map(\.weight)) {
            for (weight, part) in zip(split.weights, parts) { shares[weight.district] = part }
        }
        let entitlements = Dictionary(grant.entitlements.map { ($0.district, $0.amount) }) { first, _ in first }
        return plan.partners.filter { $0.kind == .district }.map { partner in
            GrantAssessment.District(
                id: partner.id, entitled: entitlements[partner.id] ?? nil,
                passedByName: Money(pence: byName[partner.id] ?? 0), share: shares[partner.id],
                isDivided: together > .zero)
        }
    }

    // MARK: - Flags

    private func flags(
        kept: [GrantAssessment.Kept], sliced: [GrantAssessment.Kept], passBy: String?
    ) -> [GrantAssessment.Flag] {
        var flags: [GrantAssessment.Flag] = []
        for line in kept where line.held > .zero {
            if let evidence = line.evidence, evidence != .evidenced {
                flags.append(.keptWithoutEvidence(line: line.line, line.held, evidence))
            }
        }
        for line in kept + sliced where line.held > line.stated {
            flags.append(
                .keptBeyondAgreement(line: line.line, Money(pence: line.held.pence - line.stated.pence)))
        }
        for index in plan.lines.indices where held(index) > .zero {
            switch plan.lines[index].nature {
            case .revenue: flags.append(.onRevenue(line: plan.lines[index].id, held(index)))
            case nil: flags.append(.natureNotStated(line: plan.lines[index].id, held(index)))
            case .capital: break
            }
        }
        for line in grant.passDownLines where passed(line) > .zero {
            let parts = grant.passedDown.filter { $0.line == line }
            if parts.contains(where: { $0.day == nil }) { flags.append(.passedWithoutDay(line: line, by: passBy)) }
            if let passBy, let late = parts.compactMap(\.day).filter({ $0 > passBy }).max() {
                flags.append(.passedLate(line: line, on: late, by: passBy))
            }
            let amounts = parts.compactMap(\.amount)
            if amounts.count == parts.count, sum(amounts) != passed(line) {
                flags.append(.statedDiffers(line: line, stated: sum(amounts), held: passed(line)))
            }
        }
        return flags
    }
}

extension GrantAssessment {
    fileprivate func with(_ flags: [Flag]) -> GrantAssessment {
        GrantAssessment(
            allocation: allocation, entitled: entitled, passedDown: passedDown, retained: retained,
            evidenced: evidenced, topSliced: topSliced, passedInTime: passedInTime, kept: kept, districts: districts,
            key: key, passBy: passBy, flags: flags)
    }
}
