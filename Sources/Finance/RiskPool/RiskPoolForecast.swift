/// What a risk pool would release and retain for deliveries that are expected and that nobody has noted yet.
///
/// Deliveries that the plan has noted count as they are; only quarters without one take what is expected. The stages of
/// decision are presumed to follow the formula, as a forecast asks what the year would bring and not how far a body
/// has come.
package struct RiskPoolForecast: Sendable {
    /// The money of a quarter.
    package struct Quarter: Hashable, Sendable {
        /// What the delivery earns.
        package let released: Money
        /// What is kept with this quarter; with formulas by which a later quarter catches up, all with the last.
        package let retained: Money

        /// Makes a quarter.
        package init(released: Money, retained: Money) {
            self.released = released
            self.retained = retained
        }
    }

    /// The most millionths of a unit that a quarter can deliver or miss; what is beyond counts as this.
    package static let mostMillionths = RiskPool.mostUnits * 1_000_000

    /// The pool.
    package let pool: RiskPool
    /// The terms that count, as in the pool's assessment.
    package let terms: RiskPoolTerms
    /// Why it cannot be told; `nil` when it can.
    package let obstacle: String?
    /// What the plan has noted, by quarter; `nil` where what is expected counts.
    package let noted: [Delivery.Measure?]

    let formula: RiskPoolFormula?
    let year: RiskPoolYear?
    private let fast: FastRiskPool?

    fileprivate init(_ reckoning: RiskPoolReckoning) {
        pool = reckoning.pool
        terms = reckoning.terms
        let formula = terms.formula.flatMap(RiskPoolFormula.named)
        self.formula = formula
        let shares = reckoning.shares(for: formula)
        let deliveries = reckoning.facts.deliveries
        let noted = deliveries.indices.map { deliveries[$0] }
        self.noted = noted
        let missing =
            pool.planned == nil && noted.contains { $0 == nil }
            ? "what is planned by quarter is not stated, so nothing can be held against it" : nil
        obstacle = reckoning.obstacle(formula, hasShares: shares != nil) ?? missing
        year = shares.map(reckoning.year)
        fast =
            if obstacle == nil, let year, let formula { FastRiskPool(year, formula) } else { nil }
    }

    /// The four quarters for what is expected, in millionths of a unit; `nil` when it cannot be told.
    ///
    /// Works by the formula itself; ``reckon(_:into:)`` gives the same and is fast.
    package func quarters(expecting millionths: [Int64]) -> [Quarter]? {
        precondition(millionths.count == 4, "a year has four quarters")
        guard obstacle == nil, let formula, let year else { return nil }
        let delivered = (0..<4).map { quarter in
            year.delivered[quarter]
                ?? RiskPoolYear.Delivered(
                    planned: year.planned[quarter], actual: Int128(Self.bounded(millionths[quarter])))
        }
        let filled = RiskPoolYear(
            amount: year.amount, shares: year.shares, planned: year.planned, delivered: delivered, terms: year.terms)
        let earned = formula.earned(filled).map { $0?.pence ?? 0 }
        let rest = year.amount.pence - earned.reduce(0, +)
        return (0..<4).map { quarter in
            let retained =
                formula.catchesUp ? (quarter == 3 ? rest : 0) : year.shares[quarter].pence - earned[quarter]
            return Quarter(released: Money(pence: earned[quarter]), retained: Money(pence: retained))
        }
    }

    /// Pence released by quarter, then pence retained by quarter, for what is expected in millionths of a unit.
    ///
    /// Leaves `pence` as it is for a pool that has an ``obstacle``.
    package func reckon(_ millionths: InlineArray<4, Int64>, into pence: inout InlineArray<8, Int64>) {
        if let fast { return fast.reckon(millionths, into: &pence) }
        guard let quarters = quarters(expecting: millionths.indices.map { millionths[$0] }) else { return }
        for (index, quarter) in quarters.enumerated() {
            pence[index] = quarter.released.pence
            pence[index + 4] = quarter.retained.pence
        }
    }

    static func bounded(_ millionths: Int64) -> Int64 { min(max(millionths, -mostMillionths), mostMillionths) }
}

extension Plan {
    /// A risk pool of the plan, ready for what is expected to be delivered.
    package func riskPoolForecast(of pool: RiskPool) -> RiskPoolForecast {
        RiskPoolForecast(RiskPoolReckoning(pool, RiskPoolFacts(of: pool, in: self), in: self))
    }
}

/// The formulas again, in whole numbers of 64 bits wherever they fit, and without an array: a run of samples asks them
/// hundreds of thousands of times. A test holds them to the formulas.
private struct FastRiskPool: Sendable {
    private enum Kind { case proportional, threshold, cumulative, payment }

    private let kind: Kind
    private let amount: Int64
    private var shares = InlineArray<4, Int64>(repeating: 0)
    private var planned = InlineArray<4, Int64>(repeating: 0)
    private var actual = InlineArray<4, Int64?>(repeating: nil)
    private let price: Int64
    private let steps: [RiskPoolTerms.Step]

    init?(_ year: RiskPoolYear, _ formula: RiskPoolFormula) {
        switch formula.name {
        case RiskPoolFormula.proportional.name: kind = .proportional
        case RiskPoolFormula.threshold.name: kind = .threshold
        case RiskPoolFormula.cumulative.name: kind = .cumulative
        case RiskPoolFormula.paymentForPerformance.name: kind = .payment
        default: return nil
        }
        amount = year.amount.pence
        price = year.terms.unitCost?.pence ?? 0
        steps = year.terms.steps ?? []
        for quarter in 0..<4 {
            shares[quarter] = year.shares[quarter].pence
            let noted = year.delivered[quarter]
            // Bounded by what a plan takes: a thousand million units, at most a thousandfold.
            guard let units = Int64(exactly: noted?.planned ?? year.planned[quarter]) else { return nil }
            planned[quarter] = units
            if let noted {
                guard let units = Int64(exactly: noted.actual) else { return nil }
                actual[quarter] = units
            }
        }
    }

    func reckon(_ expected: InlineArray<4, Int64>, into pence: inout InlineArray<8, Int64>) {
        var (units, reached, share, paid) = (Int64(0), Int64(0), Int64(0), Int64(0))
        for quarter in 0..<4 {
            let delivered = actual[quarter] ?? RiskPoolForecast.bounded(expected[quarter])
            var earned: Int64
            switch kind {
            case .proportional: earned = Self.part(delivered, of: planned[quarter], times: shares[quarter])
            case .threshold: earned = byStep(delivered, of: planned[quarter], times: shares[quarter])
            case .cumulative:
                units += planned[quarter]
                reached += delivered
                share += shares[quarter]
                earned = max(0, Self.part(reached, of: units, times: share) - paid)
                paid += earned
            case .payment:
                units += planned[quarter]
                reached += delivered
                let due = Self.product(min(max(reached, 0), units), price, over: 1_000_000, atMost: amount)
                earned = max(0, due - paid)
                paid += earned
            }
            pence[quarter] = earned
            pence[quarter + 4] = shares[quarter] - earned
        }
        if kind == .cumulative || kind == .payment {
            pence[4] = 0
            pence[5] = 0
            pence[6] = 0
            pence[7] = amount - paid
        }
    }

    private static func part(_ actual: Int64, of planned: Int64, times amount: Int64) -> Int64 {
        guard planned > 0 else { return actual < 0 ? 0 : amount }
        if actual <= 0 { return 0 }
        if actual >= planned { return amount }
        return product(amount, actual, over: planned, atMost: amount)
    }

    private func byStep(_ delivered: Int64, of planned: Int64, times share: Int64) -> Int64 {
        var released: Rate?
        for step in steps
        where Int128(delivered) * Int128(step.from.denominator) >= Int128(planned) * Int128(step.from.numerator) {
            released = step.released
        }
        guard let released else { return 0 }
        return Self.product(share, released.numerator, over: released.denominator, atMost: share)
    }

    /// `a × b / c`, halves upwards, at most `most`. All are at or above zero, and `c` above it.
    private static func product(_ a: Int64, _ b: Int64, over c: Int64, atMost most: Int64) -> Int64 {
        let wide = UInt64(bitPattern: a).multipliedFullWidth(by: UInt64(bitPattern: b))
        if wide.high == 0 {
            let (quotient, rest) = wide.low.quotientAndRemainder(dividingBy: UInt64(bitPattern: c))
            let rounded = rest >= UInt64(bitPattern: c) - rest ? quotient + 1 : quotient
            return rounded > UInt64(bitPattern: most) ? most : Int64(bitPattern: rounded)
        }
        let exact = Rounding.halfAwayFromZero.divide(Int128(a) * Int128(b), by: Int128(c))
        return Int64(min(exact, Int128(most)))
    }
}
