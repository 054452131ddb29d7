/// A way in which delivery becomes money, by its name.
///
/// A formula is a function of the year so far: it says what each quarter earns, and never takes back what an earlier
/// quarter earned. A new one is a value in ``all``.
package struct RiskPoolFormula: Sendable {
    /// The name in plan.yaml and in scripts.
    package let name: String
    /// What it does, in a few words.
    package let summary: String
    /// Whether a later quarter can earn what an earlier one missed. Then nothing is retained before the last quarter.
    package let catchesUp: Bool
    /// Which terms it cannot do without, by the names of plan.yaml.
    let needs: [String]
    /// What each quarter earns; `nil` for one that has no delivery yet.
    let earned: @Sendable (RiskPoolYear) -> [Money?]

    /// Every formula, in the order of the documentation.
    package static let all = [proportional, threshold, cumulative, paymentForPerformance]

    /// The formula of a name.
    package static func named(_ name: String) -> RiskPoolFormula? { all.first { $0.name == name } }
}

/// A year of a risk pool so far, as formulas see it. Units are counted in millionths, so that 70% of 379 is exact.
struct RiskPoolYear {
    /// What was planned and delivered in a quarter.
    struct Delivered {
        /// In millionths of a unit, at or above zero.
        let planned: Int128
        /// In millionths of a unit; below zero where things got worse.
        let actual: Int128
    }

    /// What is at risk over the year.
    let amount: Money
    /// What is at risk in each quarter.
    let shares: [Money]
    /// What is planned in each quarter in millionths of a unit; where the pool has no trajectory, one unit each.
    let planned: [Int128]
    /// What was delivered; `nil` for a quarter that nobody has spoken of.
    let delivered: [Delivered?]
    /// The terms, filled.
    let terms: RiskPoolTerms
}

// MARK: - The formulas

extension RiskPoolFormula {
    /// Each quarter by itself: 70% of the plan earns 70% of the quarter's money.
    static let proportional = RiskPoolFormula(
        name: "proportional", summary: "a quarter's money in proportion to its delivery, from 0% to 100%",
        catchesUp: false, needs: ["quarters"]
    ) { year in
        zip(year.shares, year.delivered).map { share, delivered in
            delivered.map { part($0.actual, of: $0.planned, times: share) }
        }
    }

    /// Each quarter by itself: all or nothing, or by steps.
    static let threshold = RiskPoolFormula(
        name: "threshold", summary: "the share of a quarter's money that the highest step reached gives",
        catchesUp: false, needs: ["quarters", "steps"]
    ) { year in
        zip(year.shares, year.delivered).map { share, delivered in
            guard let delivered else { return nil }
            let reached = (year.terms.steps ?? []).last { step in
                delivered.actual * Int128(step.from.denominator) >= delivered.planned * Int128(step.from.numerator)
            }
            guard let released = reached?.released else { return .zero }
            return Money(
                pence: Int64(
                    Rounding.halfAwayFromZero.divide(
                        Int128(share.pence) * Int128(released.numerator), by: Int128(released.denominator))))
        }
    }

    /// All quarters so far together: what one missed, a later one can make up for.
    static let cumulative = RiskPoolFormula(
        name: "cumulative", summary: "the money so far in proportion to delivery so far; a later quarter can catch up",
        catchesUp: true, needs: ["quarters"]
    ) { year in
        var (planned, actual, share, paid) = (Int128(0), Int128(0), Int64(0), Int64(0))
        return zip(year.shares, year.delivered).map { quarter, delivered in
            guard let delivered else { return nil }
            planned += delivered.planned
            actual += delivered.actual
            share += quarter.pence
            let due = part(actual, of: planned, times: Money(pence: share)).pence
            let earned = max(0, due - paid)
            paid += earned
            return Money(pence: earned)
        }
    }

    /// The payment for performance of 2015/16: units avoided so far, at a price each, up to those planned so far.
    static let paymentForPerformance = RiskPoolFormula(
        name: "payment-for-performance",
        summary: "units delivered so far, up to those planned so far, at the unit cost, less what was earned before",
        catchesUp: true, needs: ["planned", "unit_cost"]
    ) { year in
        var (planned, actual, paid) = (Int128(0), Int128(0), Int64(0))
        let price = Int128(year.terms.unitCost?.pence ?? 0)
        return year.delivered.map { delivered in
            guard let delivered else { return nil }
            planned += delivered.planned
            actual += delivered.actual
            let counted = min(max(actual, 0), planned)
            let due = Rounding.halfAwayFromZero.divide(counted * price, by: 1_000_000)
            let earned = max(0, min(due, Int128(year.amount.pence)) - Int128(paid))
            paid += Int64(earned)
            return Money(pence: Int64(earned))
        }
    }

    /// `amount × actual / planned`, from nothing to the whole, rounded once. Where nothing was planned, nothing fell short.
    private static func part(_ actual: Int128, of planned: Int128, times amount: Money) -> Money {
        guard planned > 0 else { return actual < 0 ? .zero : amount }
        if actual <= 0 { return .zero }
        if actual >= planned { return amount }
        return Money(
            pence: Int64(Rounding.halfAwayFromZero.divide(Int128(amount.pence) * actual, by: planned)))
    }
}
