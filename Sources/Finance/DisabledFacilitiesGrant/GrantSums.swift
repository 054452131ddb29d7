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

    /// What a line does with its part of the grant.
    struct Uses {
        var passed = Money.zero
        var retained = Money.zero
        /// What it spends under the policy, one amount an entry of the line.
        var sliced: [Money] = []
    }

    /// The terms, with the places of what they name.
    let places: GrantPlaces
    /// What each of the lines that the terms name does with its part, in the order of ``GrantPlaces/lines``.
    let uses: [Uses]

    /// The sums of a plan; `nil` when it does not say how the grant is passed down.
    init?(of plan: Plan) {
        guard let places = plan.grantPlaces?.fitting(plan) else { return nil }
        self.places = places
        let spending = plan.spending
        let width = plan.sources.count
        uses = places.lines.map { line in
            let held = line.index.map { Self.held($0, places.sources, spending, width) } ?? 0
            return Self.uses(of: line, held: held, places.grant)
        }
    }

    /// The lines that have something of the grant, with how much.
    func linesThatHold(in plan: Plan) -> [(line: Int, held: Money)] {
        let spending = plan.spending
        let width = plan.sources.count
        var lines: [(line: Int, held: Money)] = []
        for line in plan.lines.indices {
            let held = Self.held(line, places.sources, spending, width)
            if held > 0 { lines.append((line, Money(pence: held))) }
        }
        return lines
    }

    private static func held(_ line: Int, _ sources: [Int], _ spending: [Int64], _ width: Int) -> Int64 {
        var pence: Int64 = 0
        for source in sources { pence += spending[line * width + source] }
        return pence
    }

    /// One that stands in several lists spends under the policy and retains what is stated, as far as it goes, and the
    /// rest is what it passes down, or else retains.
    private static func uses(of line: GrantPlaces.Line, held: Int64, _ grant: DisabledFacilitiesGrant) -> Uses {
        var left = held
        var uses = Uses()
        func take(_ stated: Money, orAll: Bool) -> Money {
            let part = orAll ? left : min(left, stated.pence)
            left -= part
            return Money(pence: part)
        }
        let passes = !line.passedDown.isEmpty
        if let slices = grant.policy?.topSlices {
            for (number, entry) in line.slices.enumerated() {
                let isLast = number == line.slices.count - 1
                uses.sliced.append(take(slices[entry].amount, orAll: isLast && !passes && line.retained == nil))
            }
        }
        if let entry = line.retained { uses.retained = take(grant.retained[entry].amount, orAll: !passes) }
        if passes { uses.passed = Money(pence: left) }
        return uses
    }

    /// The totals, with what is passed down by a day.
    func totals(in plan: Plan, by day: String?) -> Totals {
        var totals = Totals()
        let grant = places.grant
        var funding: Int64 = 0
        var opening: Int64 = 0
        for source in places.sources {
            funding += plan.funding(source: source).pence
            opening += plan.openingFunding(source: source)
        }
        // The readers bound what is stated, and a plan its funding.
        totals.allocation = Money(pence: (grant.allocation?.pence ?? opening) &+ (funding - opening))
        for line in 0..<places.passDownCount {
            let held = uses[line].passed
            totals.passedDown.add(held)
            var (isInTime, isLate) = (true, day != nil)
            if let day {
                for entry in places.lines[line].passedDown {
                    // Days are written so that they sort as text. A part without a day may be on time and may be late.
                    if (grant.passedDown[entry].day ?? "9") > day { isInTime = false }
                    if (grant.passedDown[entry].day ?? "0") <= day { isLate = false }
                }
            }
            if isInTime { totals.inTime.add(held) }
            if isLate { totals.late.add(held) }
        }
        for (entry, line) in places.retained.enumerated() {
            let held = uses[line].retained
            let (stated, evidence) = (grant.retained[entry].amount, grant.retained[entry].agreement.evidence)
            totals.retained.add(held)
            if evidence == .evidenced { totals.evidenced.add(min(held, stated)) }
            if evidence != .notEvidenced { totals.agreed.add(min(held, stated)) }
        }
        for uses in uses { for amount in uses.sliced { totals.topSliced.add(amount) } }
        return totals
    }
}

extension Money {
    /// Cells of one plan sum to what fits.
    fileprivate mutating func add(_ other: Money) { self = Money(pence: pence &+ other.pence) }
}
