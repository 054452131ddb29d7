import Draws
import Finance

/// The model once more, slow and plain, straight from its formulas: one value of each figure, one step after the other,
/// and nothing shared with the engine. What the engine says is held to it.
struct OutcomeOracle {
    let before: Plan
    let after: Plan
    /// The value of each figure by its name.
    let value: [String: Double]

    private let stated: PlanArrangements
    private let monthly: [[MonthlyAmounts]]

    init(before: Plan, after: Plan, value: [String: Double]) throws {
        (self.before, self.after, self.value) = (before, after, value)
        stated = after.arrangements
        monthly = try [before, after].map { try $0.monthlySpendByLine(spreadNotStated: true) }
    }

    // A side is 0 for the plan before and 1 for the plan after.

    // MARK: - The year

    func days(_ month: Int) -> Double {
        // Month 1 is April; February is month 11.
        if [1, 3, 6, 8].contains(month) { return 30 }
        if month != 11 { return 31 }
        let year = after.identity.year.start + 1
        return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    }

    func days(_ months: ClosedRange<Int>) -> Double { months.map(days).reduce(0, +) }

    static func months(_ part: YearPart) -> ClosedRange<Int> {
        switch part {
        case .month(let month): month...month
        case .quarter(let quarter): quarter * 3 - 2...quarter * 3
        case .year: 1...12
        }
    }

    func people(_ id: String, _ month: Int) -> Double {
        let calendarMonth = (month + 2) % 12 + 1
        let year = after.identity.year.start + (calendarMonth < 4 ? 1 : 0)
        let day = "\(year)-" + (calendarMonth < 10 ? "0" : "") + "\(calendarMonth)-01"
        var found = Double.nan
        for population in stated.populations where population.id == id {
            for count in population.counts {
                if let from = count.inForce {
                    if from <= day { found = Double(count.people) }
                } else {
                    found = Double(count.people)
                }
            }
        }
        return found
    }

    func people(_ id: String, _ months: ClosedRange<Int>) -> Double {
        months.map { people(id, $0) * days($0) }.reduce(0, +) / days(months)
    }

    // MARK: - Effects

    func spend(_ effect: Effect, _ side: Int, _ month: Int) -> Double {
        guard let line = (side == 0 ? before : after).lines.firstIndex(where: { $0.id == effect.line }) else {
            return 0
        }
        let pounds = Double(monthly[side][line].months[month - 1].pence) / 100
        return pounds > 0 ? pounds : 0
    }

    func curved(_ curve: [Effect.CurvePoint], _ funded: Double) -> Double {
        var (left, right) = (Effect.CurvePoint(funded: 0, effective: 0), curve[0])
        for point in curve {
            right = point
            if funded <= point.funded { break }
            left = point
        }
        if funded >= right.funded { return right.effective }
        let part = (funded - left.funded) / (right.funded - left.funded)
        return left.effective * (1 - part) + right.effective * part
    }

    func funded(_ effect: Effect, _ side: Int, _ month: Int) throws -> Double {
        let cost = try figure("\(effect.id)/unit-cost")
        return cost > 0 ? spend(effect, side, month) / cost : 0
    }

    /// Units delivered in a month; a month before April is one at or below 0.
    func units(_ effect: Effect, _ side: Int, _ month: Int) throws -> Double {
        if month < 1 { return effect.isEstablished ? try units(effect, side, 1) : 0 }
        let funded = try funded(effect, side, month)
        var effective = funded
        if let curve = effect.curve { effective = curved(curve, 12 * funded) / 12 }
        if effect.capacity != nil { effective = min(effective, try figure("\(effect.id)/capacity") / 12) }
        let delivery = effect.delivery == nil ? 1 : try figure("\(effect.id)/delivery")
        var ramp = 1.0
        if !effect.isEstablished, effect.rampMonths > 1 {
            var first = 0
            for earlier in (1...12).reversed() where spend(effect, side, earlier) > 0 { first = earlier }
            ramp = first == 0 || month < first ? 0 : min(1, Double(month - first + 1) / Double(effect.rampMonths))
        }
        return effective * delivery * ramp
    }

    /// Units that count: of a scheme that the basis counts already, only what is more or less than before.
    func unitsThatCount(_ effect: Effect, _ side: Int, _ month: Int) throws -> Double {
        let month = month - effect.lagMonths
        let all = try units(effect, side, month)
        return effect.isInBasis ? all - (try units(effect, 0, month)) : all
    }

    func counted(_ effect: Effect, _ side: Int, _ month: Int) throws -> Double {
        try figure("\(effect.id)/per-unit") * unitsThatCount(effect, side, month)
    }

    /// Which part of what an effect counts it is credited with.
    func creditedPart(_ effect: Effect, _ side: Int, _ month: Int) throws -> Double {
        guard let overlap = effect.overlap else { return 1 }
        let group = stated.effects.filter { $0.overlap == overlap && $0.metric == effect.metric }
        let counts = try group.map { try counted($0, side, month) }
        // Those that pull in different directions do not reach the same people.
        if counts.contains(where: { $0 > 0 }), counts.contains(where: { $0 < 0 }) { return 1 }
        let total = counts.reduce(0, +)
        if total == 0 { return 0 }
        var largest = 0.0
        for count in counts where abs(count) > abs(largest) { largest = count }
        return (largest + (1 - (try figure("\(overlap)/shared"))) * (total - largest)) / total
    }

    func credited(_ effect: Effect, _ side: Int, _ month: Int) throws -> Double {
        try counted(effect, side, month) * creditedPart(effect, side, month)
    }

    func creditedOf(_ effect: Effect, _ side: Int, _ month: Int) throws -> Double {
        guard effect.perUnitOf != nil else { return 0 }
        // Where nothing is counted, nobody can be counted twice.
        let part = try counted(effect, side, month) == 0 ? 1 : creditedPart(effect, side, month)
        return try figure("\(effect.id)/per-unit-of") * unitsThatCount(effect, side, month) * part
    }

    // MARK: - Metrics

    func effects(_ metric: Metric) -> [Effect] { stated.effects.filter { $0.metric == metric.id } }

    func weight(_ metric: Metric, _ month: Int) -> Double {
        if let profile = metric.basis?.profile { return profile[month - 1] / profile.reduce(0, +) }
        return days(month) / days(1...12)
    }

    func count(_ metric: Metric, _ side: Int, _ months: ClosedRange<Int>) throws -> Double {
        let growth = metric.basis?.growth == nil ? 0 : try figure("\(metric.id)/growth")
        var sum = 0.0
        for month in months {
            sum += try figure("\(metric.id)/count") * (1 + growth) * weight(metric, month)
            for effect in effects(metric) { sum += try credited(effect, side, month) }
        }
        return sum
    }

    func of(_ metric: Metric, _ side: Int, _ months: ClosedRange<Int>) throws -> Double {
        let growth = metric.basis?.growth == nil ? 0 : try figure("\(metric.id)/growth")
        var sum = 0.0
        for month in months {
            sum += try figure("\(metric.id)/of") * (1 + growth) * weight(metric, month)
            for effect in effects(metric) { sum += try creditedOf(effect, side, month) }
        }
        return sum
    }

    func figure(_ metric: Metric, _ side: Int, _ part: YearPart) throws -> Double {
        let months = Self.months(part)
        let count = try count(metric, side, months)
        switch metric.measure {
        case .count?: return count
        case .rate(let per, let id)?: return count / people(id, months) * per
        case .monthlyRate(let per, let id)?: return count / people(id, months) * per / Double(months.count)
        case .dailyRate(let per, let id)?: return count / days(months) / people(id, months) * per
        case .share?:
            let whole = try of(metric, side, months)
            return whole > 0 ? count / whole * 100 : 0
        case nil: return .nan
        }
    }

    /// What the change is worth: notional and cash-releasing, in £.
    func worth(_ metric: Metric) throws -> (notional: Double, cash: Double)? {
        guard metric.basis?.unitValue != nil, let good = metric.good else { return nil }
        let sign: Double = good == .low ? -1 : 1
        let value = try figure("\(metric.id)/unit-value")
        let notional = sign * (try count(metric, 1, 1...12) - count(metric, 0, 1...12)) * value
        var cash = 0.0
        for effect in effects(metric) where effect.cashReleasing != nil {
            for month in 1...12 {
                let change = try credited(effect, 1, month) - credited(effect, 0, month)
                cash += sign * change * value * (try figure("\(effect.id)/cash-releasing"))
            }
        }
        return (notional, cash)
    }

    static func pence(_ pounds: Double) -> Int64 {
        let pence = (abs(pounds) * 100 + 0.5).rounded(.down)
        return pounds < 0 ? -Int64(pence) : Int64(pence)
    }

    // MARK: - Risk pools

    /// Pence released and retained by quarter, by a proportional formula over equal quarters.
    func proportional(_ pool: RiskPool, _ side: Int) throws -> [(released: Int64, retained: Int64)] {
        let metric = stated.metrics.first { $0.id == pool.metric }
        return try (1...4).map { quarter in
            var units = 0.0
            for effect in stated.effects where effect.metric == pool.metric {
                for month in quarter * 3 - 2...quarter * 3 { units += try credited(effect, side, month) }
            }
            if metric?.good == .low { units = -units }
            // Odd pence go to the first quarters.
            let share = pool.amount.pence / 4 + (Int64(quarter) <= pool.amount.pence % 4 ? 1 : 0)
            var (planned, actual) = (Int128(pool.planned?[quarter - 1] ?? 0) * 1_000_000, Int128(0))
            var noted = false
            for record in after.records {
                if case .delivery(let delivery) = record.fact, delivery.quarter == quarter,
                    case .counted(let of, let got) = delivery.measure
                {
                    (planned, actual, noted) = (Int128(of) * 1_000_000, Int128(got) * 1_000_000, true)
                }
            }
            if !noted { actual = Int128((units * 1_000_000).rounded(.toNearestOrAwayFromZero)) }
            var released = Int64(0)
            if planned == 0 {
                released = actual < 0 ? 0 : share
            } else if actual > 0 {
                let exact = Int128(share) * min(actual, planned)
                released = Int64((2 * exact + planned) / (2 * planned))
            }
            return (released, share - released)
        }
    }

    private func figure(_ name: String) throws -> Double {
        guard let value = value[name] else { throw Missing(name: name) }
        return value
    }

    struct Missing: Error { let name: String }
}
