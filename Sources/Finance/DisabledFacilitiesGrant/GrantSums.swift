/// The sums of a grant in a plan: what a condition needs, without what only a report shows.
struct GrantSums {
    /// What a plan does with the grant.
    struct Totals {
        /// The allocation: what the plan states, with what a scenario brought in or gave back; or what the sources bring.
        var allocation = Money.zero
        var passedDown = Money.zero
        /// What surely is passed down by the day.
        var inTime = Money.zero
        /// What surely is passed down after it.
        var late = Money.zero
        var retained = Money.zero
        /// What is kept by agreements of which a record is at hand.
        var evidenced = Money.zero
        /// What is kept by agreements, of which a record is at hand or asserted.
        var agreed = Money.zero
        var topSliced = Money.zero
    }

    /// The sources that are the grant, by place.
    private let sources: [Int]

    init(_ grant: DisabledFacilitiesGrant, of plan: Plan) {
        sources = plan.sources.indices.filter { grant.sources.contains(plan.sources[$0].id) }
    }

    /// What a line has of the grant; nothing for a line that the plan does not have.
    func held(_ line: String, in plan: Plan) -> Money {
        guard let index = try? plan.lineIndex(line) else { return .zero }
        return held(index, in: plan)
    }

    /// What a line has of the grant.
    func held(_ line: Int, in plan: Plan) -> Money {
        var pence: Int64 = 0
        for source in sources { pence += plan.cell(line: line, source: source).pence }
        return Money(pence: pence)
    }

    /// What a line does with its part of the grant. One that stands in several lists spends under the policy and retains
    /// what is stated, as far as it goes, and the rest is what it passes down, or else retains.
    func uses(of line: String, in plan: Plan, _ grant: DisabledFacilitiesGrant)
        -> (passed: Money, retained: Money, sliced: [Money])
    {
        var left = held(line, in: plan).pence
        let passes = grant.passedDown.contains { $0.line == line }
        let retained = grant.retained.first { $0.line == line }
        let slices = (grant.policy?.topSlices ?? []).filter { $0.line == line }
        func take(_ stated: Money, orAll: Bool) -> Money {
            let part = orAll ? left : min(left, stated.pence)
            left -= part
            return Money(pence: part)
        }
        let isOnlySliced = !passes && retained == nil
        let sliced = slices.enumerated().map {
            take($1.amount, orAll: isOnlySliced && $0 == slices.count - 1)
        }
        let kept = retained.map { take($0.amount, orAll: !passes) } ?? .zero
        return (passes ? Money(pence: left) : .zero, kept, sliced)
    }

    /// The totals, with what is passed down by a day.
    func totals(of grant: DisabledFacilitiesGrant, in plan: Plan, by day: String?) -> Totals {
        var totals = Totals()
        var funding: Int64 = 0
        var opening: Int64 = 0
        for source in sources {
            funding += plan.funding(source: source).pence
            for tranche in plan.sources[source].tranches { opening += tranche.amount.pence }
        }
        // The readers bound what is stated, and a plan its funding.
        totals.allocation = Money(pence: (grant.allocation?.pence ?? opening) &+ (funding - opening))
        for (index, part) in grant.passedDown.enumerated() {
            // A line counts once, also where it passes several parts.
            guard !grant.passedDown[..<index].contains(where: { $0.line == part.line }) else { continue }
            let held = uses(of: part.line, in: plan, grant).passed
            totals.passedDown.add(held)
            var (isInTime, isLate) = (true, day != nil)
            for other in grant.passedDown[index...] where other.line == part.line {
                guard let day else { continue }
                // Days are written so that they sort as text. A part without a day may be on time and may be late.
                if (other.day ?? "9") > day { isInTime = false }
                if (other.day ?? "0") <= day { isLate = false }
            }
            if isInTime { totals.inTime.add(held) }
            if isLate { totals.late.add(held) }
        }
        for part in grant.retained {
            let held = uses(of: part.line, in: plan, grant).retained
            totals.retained.add(held)
            if part.agreement.evidence == .evidenced { totals.evidenced.add(min(held, part.amount)) }
            if part.agreement.evidence != .notEvidenced { totals.agreed.add(min(held, part.amount)) }
        }
        let slices = grant.policy?.topSlices ?? []
        for (index, part) in slices.enumerated() where !slices[..<index].contains(where: { $0.line == part.line }) {
            for amount in uses(of: part.line, in: plan, grant).sliced { totals.topSliced.add(amount) }
        }
        return totals
    }
}

extension Money {
    /// Cells of one plan sum to what fits.
    fileprivate mutating func add(_ other: Money) { self = Money(pence: pence &+ other.pence) }
}
