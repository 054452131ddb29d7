/// A condition that a plan of the year must meet, as the rulebook states it.
package struct Condition: RulebookEntry {
    /// What a breach means.
    package enum OnBreach: String, Hashable, Sendable, CaseIterable {
        /// The condition is broken.
        case breach
        /// It is shown and fails nothing: the rule is not sure enough, or practice differs.
        case flag
    }

    package let id: String
    /// What it asks for.
    package let title: String
    /// How it is tested.
    package let test: Test
    /// What a breach means.
    package let onBreach: OnBreach
    package let note: String?
    package let citation: Citation

    /// Makes a condition.
    package init(
        id: String, title: String, test: Test, onBreach: OnBreach = .breach, note: String? = nil, citation: Citation
    ) {
        self.id = id
        self.title = title
        self.test = test
        self.onBreach = onBreach
        self.note = note
        self.citation = citation
    }
}

extension Condition {
    /// How a condition is tested.
    package indirect enum Test: Hashable, Sendable {
        /// Every source's income equals its expenditure.
        case balance
        /// A sum is at least what is required.
        case minimum(of: Measure, required: Required)
        /// A sum is at most what is allowed.
        case maximum(of: Measure, required: Required)
        /// Money of these sources is spent only on lines like these.
        case ringFence(money: SpendFilter, onlyOn: SpendFilter)
        /// Money of these sources reaches partners of a kind, by a day where one is stated.
        case passDown(money: SpendFilter, to: Partner.Kind, by: String?)
        /// A sum is at least a share of another.
        case share(of: Measure, atLeast: Rate, to: Measure)
        /// No reserve is drawn below zero.
        case reserve
        /// Money of these sources, which is capital, is spent on lines of capital.
        case capitalOnCapital(money: SpendFilter)
        /// No figure decides it: the plan declares it, and nobody else can.
        case declaration
    }

    /// A sum over a plan.
    package enum Measure: Hashable, Sendable {
        /// What lines spend, of the money that the filter lets through.
        case spend(SpendFilter)
        /// What comes in from the sources that the filter lets through.
        case funding(SpendFilter)

        /// The filter of either.
        package var filter: SpendFilter {
            switch self {
            case .spend(let filter), .funding(let filter): filter
            }
        }
    }

    /// What a sum is held against.
    package enum Required: Hashable, Sendable {
        /// The same for every area.
        case amount(Money)
        /// Published for the area; plan.yaml states it under `minimums`.
        case stated
        /// A share of a national amount, in proportion to what the area gets of a kind of money: `amount` × the area's
        /// money / `national`.
        case share(of: Money, by: FundingSource.Kind, national: Money)
        /// The minimum of the year before, grown by an uplift of the rulebook. What the plan states as the year's own
        /// minimum comes first.
        case uplifted(previous: String, uplift: String)
    }
}

extension Condition.Test {
    /// The word of the rulebook file.
    package var kind: String {
        switch self {
        case .balance: "balance"
        case .minimum: "minimum"
        case .maximum: "maximum"
        case .ringFence: "ring-fence"
        case .passDown: "pass-down"
        case .share: "share"
        case .reserve: "reserve"
        case .capitalOnCapital: "capital-on-capital"
        case .declaration: "declaration"
        }
    }
}
