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
    package var unaccounted: Money { Self.unaccounted(allocation, passedDown, retained, topSliced) }

    fileprivate static func unaccounted(
        _ allocation: Money, _ passedDown: Money, _ retained: Money, _ topSliced: Money
    ) -> Money {
        Money(pence: allocation.pence &- passedDown.pence &- retained.pence &- topSliced.pence)
    }
}

extension Plan {
    /// Where the Disabled Facilities Grant goes; `nil` when the plan does not say how it is passed down.
    package func grantAssessment() -> GrantAssessment? {
        GrantSums(of: self).map { GrantReckoning($0, plan: self).assessment }
    }
}

/// Works out where the grant goes.
private struct GrantReckoning {
    let plan: Plan
    private let sums: GrantSums

    private var places: GrantPlaces { sums.places }
    private var grant: DisabledFacilitiesGrant { sums.places.grant }

    init(_ sums: GrantSums, plan: Plan) {
        self.plan = plan
        self.sums = sums
    }

    private var split: DistrictSplit? {
        for record in plan.records {
            if case .districtSplit(let split) = record.fact { return split }
        }
        return nil
    }

    var assessment: GrantAssessment {
        let split = split
        let kept = grant.retained.indices.map { entry in
            let part = grant.retained[entry]
            return GrantAssessment.Kept(
                line: part.line, stated: part.amount, held: sums.uses[places.retained[entry]].retained,
                evidence: part.agreement.evidence)
        }
        let sliced = sliced
        let districts = districts(split)
        let totals = sums.totals(in: plan, by: places.passBy)
        let unaccounted = GrantAssessment.unaccounted(
            totals.allocation, totals.passedDown, totals.retained, totals.topSliced)
        var flags = flags(kept: kept, sliced: sliced)
        for district in districts {
            if let short = district.short { flags.append(.districtShort(district: district.id, short)) }
        }
        if !unaccounted.isZero { flags.append(.unaccounted(unaccounted)) }
        return GrantAssessment(
            allocation: totals.allocation, entitled: entitled, passedDown: totals.passedDown,
            retained: totals.retained, evidenced: totals.evidenced, topSliced: totals.topSliced,
            passedInTime: totals.inTime, kept: kept + sliced, districts: districts, key: split?.key,
            passBy: places.passBy, flags: flags)
    }

    /// What is spent under the policy.
    private var sliced: [GrantAssessment.Kept] {
        guard let slices = grant.policy?.topSlices else { return [] }
        return slices.enumerated().map { entry, slice in
            let line = places.slices[entry]
            let number = places.lines[line].slices.firstIndex(of: entry) ?? 0
            return GrantAssessment.Kept(
                line: slice.line, stated: slice.amount, held: sums.uses[line].sliced[number], evidence: nil)
        }
    }

    /// What the districts are entitled to together; `nil` when the plan does not state it of each.
    private var entitled: Money? {
        if grant.entitlements.isEmpty { return nil }
        var pence: Int64 = 0
        for entitlement in grant.entitlements {
            guard let amount = entitlement.amount else { return nil }
            pence &+= amount.pence
        }
        return Money(pence: pence)
    }

    /// What the entries of a line state that it passes down; `nil` when one of them does not. The readers bound what is
    /// stated, so that it fits.
    private func stated(_ line: GrantPlaces.Line) -> Money? {
        var pence: Int64 = 0
        for entry in line.passedDown {
            guard let amount = grant.passedDown[entry].amount else { return nil }
            pence &+= amount.pence
        }
        return Money(pence: pence)
    }

    // MARK: - Districts

    /// What goes to districts by name, and what to the districts together: a line that names several districts and holds
    /// another amount than it did no longer says how much each gets.
    private var passedByDistrict: (byName: [String: Int64], together: Money) {
        var byName: [String: Int64] = [:]
        var together: Int64 = 0
        func pass(_ pence: Int64, to district: String?) {
            if let district { byName[district, default: 0] &+= pence } else { together &+= pence }
        }
        for number in 0..<places.passDownCount {
            let line = places.lines[number]
            let passed = sums.uses[number].passed
            if line.passedDown.count == 1 {
                pass(passed.pence, to: grant.passedDown[line.passedDown[0]].district)
            } else if stated(line) == passed {
                for entry in line.passedDown {
                    pass(grant.passedDown[entry].amount?.pence ?? 0, to: grant.passedDown[entry].district)
                }
            } else {
                together &+= passed.pence
            }
        }
        return (byName, Money(pence: together))
    }

    private func districts(_ split: DistrictSplit?) -> [GrantAssessment.District] {
        let (byName, together) = passedByDistrict
        var shares: [String: Money] = [:]
        if let split, let parts = try? together.apportioned(by: split.weights.map(\.weight)) {
            for (weight, part) in zip(split.weights, parts) { shares[weight.district] = part }
        }
        let entitlements = Dictionary(grant.entitlements.map { ($0.district, $0.amount) }) { first, _ in first }
        var districts: [GrantAssessment.District] = []
        districts.reserveCapacity(plan.partners.count)
        for partner in plan.partners where partner.kind == .district {
            districts.append(
                GrantAssessment.District(
                    id: partner.id, entitled: entitlements[partner.id] ?? nil,
                    passedByName: Money(pence: byName[partner.id] ?? 0), share: shares[partner.id],
                    isDivided: together > .zero))
        }
        return districts
    }

    // MARK: - Flags

    private func flags(kept: [GrantAssessment.Kept], sliced: [GrantAssessment.Kept]) -> [GrantAssessment.Flag] {
        var flags: [GrantAssessment.Flag] = []
        for line in kept where line.held > .zero {
            if let evidence = line.evidence, evidence != .evidenced {
                flags.append(.keptWithoutEvidence(line: line.line, line.held, evidence))
            }
        }
        for lines in [kept, sliced] {
            for line in lines where line.held > line.stated {
                flags.append(
                    .keptBeyondAgreement(line: line.line, Money(pence: line.held.pence - line.stated.pence)))
            }
        }
        let lines = plan.lines
        for (index, held) in sums.linesThatHold(in: plan) {
            switch lines[index].nature {
            case .revenue: flags.append(.onRevenue(line: lines[index].id, held))
            case nil: flags.append(.natureNotStated(line: lines[index].id, held))
            case .capital: break
            }
        }
        for number in 0..<places.passDownCount where sums.uses[number].passed > .zero {
            addFlags(ofLine: places.lines[number], passed: sums.uses[number].passed, to: &flags)
        }
        return flags
    }

    /// What a person should look at in a line that passes a part down.
    private func addFlags(ofLine line: GrantPlaces.Line, passed: Money, to flags: inout [GrantAssessment.Flag]) {
        var isWithoutDay = false
        var late: String?
        for entry in line.passedDown {
            guard let day = grant.passedDown[entry].day else {
                isWithoutDay = true
                continue
            }
            if let passBy = places.passBy, day > passBy { late = max(late ?? day, day) }
        }
        if isWithoutDay { flags.append(.passedWithoutDay(line: line.id, by: places.passBy)) }
        if let late, let passBy = places.passBy { flags.append(.passedLate(line: line.id, on: late, by: passBy)) }
        if let stated = stated(line), stated != passed {
            flags.append(.statedDiffers(line: line.id, stated: stated, held: passed))
        }
    }
}
