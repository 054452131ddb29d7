/// What is left of a reserve when its year ends as a plan says.
package struct ReserveAssessment: Hashable, Sendable {
    /// A sum that is set aside, or would be if it sat in the reserve.
    package struct SetAside: Hashable, Sendable {
        /// What it is.
        package let title: String
        /// How much.
        package let amount: Money
    }

    /// The reserve.
    package let reserve: Reserve
    /// What its sources bring into the plan.
    package let drawn: Money
    /// What is set aside in it: the plan says so.
    package let placed: [SetAside]
    /// What the plan sets aside without saying where. It is shown and not taken off.
    package let unplaced: [SetAside]

    /// What it holds when the year ends, with what is set aside in it. Below zero when it is overdrawn.
    package var closing: Money { Self.less(reserve.opening, drawn) }
    /// What is free: the closing balance less what is set aside in it.
    package var free: Money { Self.less(closing, placed) }
    /// What would be free if everything that the plan sets aside without saying where sat in it.
    package var freeIfAllSatHere: Money { Self.less(free, unplaced) }
    /// Whether more is drawn or set aside than it holds.
    package var isOverdrawn: Bool { free.isNegative }

    /// The readers bound an opening balance and the placed sums, and a plan its funding, so that differences fit; what
    /// does not is held at the ends of what does.
    private static func less(_ amount: Money, _ other: Money) -> Money {
        Money(pence: amount.pence.subtractingClamped(other.pence))
    }

    private static func less(_ amount: Money, _ sums: [SetAside]) -> Money {
        sums.reduce(amount) { less($0, $1.amount) }
    }
}

extension Int64 {
    /// The difference, or the end of what fits that it lies beyond.
    fileprivate func subtractingClamped(_ other: Int64) -> Int64 {
        let (rest, overflow) = subtractingReportingOverflow(other)
        return overflow ? (other < 0 ? .max : .min) : rest
    }
}

extension Plan {
    /// A reserve of the plan with what is left of it; `nil` when the plan states none of that id.
    package func reserveAssessment(_ id: String) -> ReserveAssessment? {
        arrangements.reserves.first { $0.id == id }.map(assessment(of:))
    }

    /// Every reserve that the plan states, with what is left of it.
    package func reserveAssessments() -> [ReserveAssessment] { arrangements.reserves.map(assessment(of:)) }

    /// What is free in the reserve that has least; `nil` when the plan states none. The same as the least
    /// ``ReserveAssessment/free``, without what only a report shows.
    var leastFreeReserve: Money? {
        var least: Money?
        for reserve in arrangements.reserves {
            var free = reserve.opening.pence
            for index in sources.indices where reserve.sources.contains(sources[index].id) {
                free = free.subtractingClamped(funding(source: index).pence)
            }
            for placed in reserve.placed { free = free.subtractingClamped(placed.amount.pence) }
            let here = MoneyPlace.reserve(reserve.id)
            for pool in arrangements.riskPools where pool.heldIn == here {
                free = free.subtractingClamped(stillHeld(of: pool).pence)
            }
            for contingency in arrangements.contingencies where contingency.heldIn == here {
                free = free.subtractingClamped(contingency.amount.pence)
            }
            least = min(least ?? Money(pence: free), Money(pence: free))
        }
        return least
    }

    private func assessment(of reserve: Reserve) -> ReserveAssessment {
        let drawn = sources.indices.reduce(Int64(0)) {
            reserve.sources.contains(sources[$1].id) ? $0 + funding(source: $1).pence : $0
        }
        typealias SetAside = ReserveAssessment.SetAside
        var placed = reserve.placed.map { SetAside(title: $0.title, amount: $0.amount) }
        var unplaced: [SetAside] = []
        // Of a risk pool, what is retained goes back to partners, and what has entered the plan is drawn already.
        let held =
            arrangements.riskPools.map { pool in
                (place: pool.heldIn, sum: SetAside(title: pool.title, amount: stillHeld(of: pool)))
            }
            + arrangements.contingencies.map {
                (place: $0.heldIn, sum: SetAside(title: $0.title, amount: $0.amount))
            }
        for (place, sum) in held {
            switch place {
            case .reserve(let id) where id == reserve.id: placed.append(sum)
            case .outside, .notStated: unplaced.append(sum)
            case .reserve, .line, .source: break
            }
        }
        return ReserveAssessment(
            reserve: reserve, drawn: Money(pence: drawn), placed: placed, unplaced: unplaced)
    }
}
