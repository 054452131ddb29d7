/// How partners of a pooled fund share an overspend or an underspend: one of a closed set of strategies.
///
/// Section 75 agreements state the rule in words; these are the forms that published agreements use.
package indirect enum RiskShare: Hashable, Sendable {
    /// The partner that leads a line, or commissions it, bears it alone.
    case ownRisk
    /// In proportion to what each partner puts into the pool or the line; no partner bears more than its cap.
    case proRataContribution(to: Basis, caps: [PartnerAmount])
    /// In proportion to how much of the line each side commissions; a joint line may follow a rule of its own.
    case proRataCommissioned(joint: RiskShare?)
    /// These partners' contributions vary and bear it, in proportion to what they put into the line; all others' are
    /// fixed.
    case fixedVariable(variable: [String])
    /// In stated shares that add to the whole.
    case fixedShares([PartnerShare])
    /// One thing after another, each as far as it goes.
    case waterfall([Step])
    /// First these partners, together and each up to a percentage of its contribution to the pool, then the lead.
    case thresholdCascade(first: [PartnerShare], lead: String)

    /// The words by which agreements in plan.yaml and in scripts name the strategies.
    package enum Strategy: String, Sendable, CaseIterable {
        case ownRisk = "own-risk"
        case proRataContribution = "pro-rata-contribution"
        case proRataCommissioned = "pro-rata-commissioned"
        case fixedVariable = "fixed-variable"
        case fixedShares = "fixed-shares"
        case waterfall
        case thresholdCascade = "threshold-cascade"
    }

    /// What contributions are counted.
    package enum Basis: String, Sendable, CaseIterable { case pool, line }

    /// An amount of one partner.
    package struct PartnerAmount: Hashable, Sendable {
        /// The partner, by id.
        package let partner: String
        /// The amount; not below zero.
        package let amount: Money

        /// Makes an amount of a partner.
        package init(partner: String, amount: Money) {
            self.partner = partner
            self.amount = amount
        }
    }

    /// A percentage of one partner.
    package struct PartnerShare: Hashable, Sendable {
        /// The partner, by id.
        package let partner: String
        /// The percentage; not below zero.
        package let rate: Rate

        /// Makes a percentage of a partner.
        package init(partner: String, rate: Rate) {
            self.partner = partner
            self.rate = rate
        }
    }

    /// A step of a waterfall.
    package enum Step: Hashable, Sendable {
        /// Underspends of other lines of the pool, ring-fenced money excepted.
        case underspends
        /// A contingency or risk pool, up to what it holds.
        case contingency(id: String, holds: Money)
        /// Schemes that are not committed: these lines, or every line whose status is to be confirmed.
        case schemes(lines: [String]?)
        /// Money from outside the pool, by another strategy.
        case outside(RiskShare)

        /// The words that name the steps.
        package enum Kind: String, Sendable, CaseIterable { case underspends, contingency, schemes, outside }

        /// Which step it is.
        package var kind: Kind {
            switch self {
            case .underspends: .underspends
            case .contingency: .contingency
            case .schemes: .schemes
            case .outside: .outside
            }
        }
    }

    /// Which strategy it is.
    package var strategy: Strategy {
        switch self {
        case .ownRisk: .ownRisk
        case .proRataContribution: .proRataContribution
        case .proRataCommissioned: .proRataCommissioned
        case .fixedVariable: .fixedVariable
        case .fixedShares: .fixedShares
        case .waterfall: .waterfall
        case .thresholdCascade: .thresholdCascade
        }
    }

    /// Whether it asks something of the line, so that a pool's lines are shared one after another and not as a sum.
    package var isByLine: Bool {
        switch self {
        case .ownRisk, .proRataCommissioned, .fixedVariable: true
        case .proRataContribution(let basis, _): basis == .line
        case .fixedShares, .thresholdCascade: false
        case .waterfall(let steps):
            steps.contains { step in
                if case .outside(let share) = step { share.isByLine } else { false }
            }
        }
    }

    /// The unit in which percentages are weighed against each other: a percentage has up to 12 decimals.
    static let wholeWeight: Int64 = 100_000_000_000_000

    /// A rate as a weight; `nil` for one that is below zero, above 100 times the whole, or no decimal percentage.
    static func weight(_ rate: Rate) -> Int64? {
        guard rate.numerator >= 0, wholeWeight % rate.denominator == 0 else { return nil }
        let (weight, overflow) = rate.numerator.multipliedReportingOverflow(by: wholeWeight / rate.denominator)
        return overflow || weight > 100 * wholeWeight ? nil : weight
    }
}

extension RiskShare {
    /// The rule in words, such as `pro rata to contributions to the pool, lcc at most £100,000`.
    package var words: String {
        switch self {
        case .ownRisk: return "own risk: the line's lead or commissioner bears it"
        case .proRataContribution(let basis, let caps):
            return "pro rata to contributions to the \(basis.rawValue)"
                + caps.map { ", \($0.partner) at most \($0.amount)" }.joined()
        case .proRataCommissioned(let joint):
            return "pro rata to what each side commissions" + (joint.map { "; joint lines \($0.words)" } ?? "")
        case .fixedVariable(let variable):
            return "\(variable.joined(separator: ", ")) varies, all other contributions are fixed"
        case .fixedShares(let shares):
            return "fixed shares: " + shares.map { "\($0.partner) \($0.rate)" }.joined(separator: ", ")
        case .waterfall(let steps):
            return "waterfall: "
                + steps.enumerated().map { "\($0.offset + 1) \($0.element.words)" }.joined(separator: ", ")
        case .thresholdCascade(let first, let lead):
            return first.map { "\($0.partner) up to \($0.rate)" }.joined(separator: ", ") + ", then \(lead)"
        }
    }
}

extension RiskShare.Step {
    /// The step in words.
    package var words: String {
        switch self {
        case .underspends: "other underspends"
        case .contingency(let id, let holds): "\(id) up to \(holds)"
        case .schemes(let lines): "uncommitted schemes" + (lines.map { " \($0.joined(separator: ", "))" } ?? "")
        case .outside(let share): "outside the pool, \(share.words)"
        }
    }
}
