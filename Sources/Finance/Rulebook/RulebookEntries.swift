/// A kind of money of the Better Care Fund in one year, with what the nation puts in where that is known.
package struct FundingRule: RulebookEntry {
    package let id: String
    /// The kind of money.
    package let kind: FundingSource.Kind
    /// What it is called.
    package let title: String
    /// Whether an area must pool it.
    package let isMandatory: Bool
    /// The national amount; `nil` when it is not stated.
    package let national: Money?
    package let note: String?
    package let citation: Citation

    /// Makes a kind of money.
    package init(
        id: String, kind: FundingSource.Kind, title: String, isMandatory: Bool, national: Money?, note: String? = nil,
        citation: Citation
    ) {
        self.id = id
        self.kind = kind
        self.title = title
        self.isMandatory = isMandatory
        self.national = national
        self.note = note
        self.citation = citation
    }
}

/// By how much a kind of money, or the minimum of a condition, grows from the year before.
package struct Uplift: RulebookEntry {
    package let id: String
    /// What grows: the id of a kind of money or of a condition.
    package let appliesTo: String
    /// By how much; `nil` when it is not stated.
    package let rate: Rate?
    package let note: String?
    package let citation: Citation

    /// Makes an uplift.
    package init(id: String, appliesTo: String, rate: Rate?, note: String? = nil, citation: Citation) {
        self.id = id
        self.appliesTo = appliesTo
        self.rate = rate
        self.note = note
        self.citation = citation
    }
}

/// A measure of outcomes that plans set targets for.
package struct MetricRule: RulebookEntry {
    /// The time over which it is measured.
    ///
    /// A cohort is those of a part of the year who are followed until later, such as people discharged from October to
    /// December and where they are 91 days on.
    package enum Period: String, Hashable, Sendable, CaseIterable { case month, quarter, year, cohort }
    /// Which way is good.
    package enum Good: String, Hashable, Sendable, CaseIterable { case low, high }
    /// How counts become its figures.
    package enum Form: String, Hashable, Sendable, CaseIterable {
        /// The number counted.
        case count
        /// By people, over the whole period.
        case rate
        /// By people and months.
        case monthlyRate = "monthly-rate"
        /// By people and days.
        case dailyRate = "daily-rate"
        /// By those who could be counted, in %.
        case share

        /// Whether it is by people.
        package var isRate: Bool { self == .rate || self == .monthlyRate || self == .dailyRate }
    }

    package let id: String
    /// What it is called.
    package let title: String
    /// What one of it is; `nil` when it is not stated.
    package let unit: String?
    /// The time over which it is measured; `nil` when it is not stated.
    package let period: Period?
    /// Which way is good.
    package let good: Good
    /// What is counted, in words; `nil` when it is not stated.
    package let numerator: String?
    /// What the count is divided by, in words, with when it was counted; `nil` for nothing or not stated.
    package let denominator: String?
    /// How counts become figures; `nil` when the plan's figures cannot be worked out from counts, as standardised rates.
    package let measure: Metric.Measure?
    /// Where the definition comes from: numerator, denominator and measure; `nil` when none of them is stated.
    package let definition: Citation?
    package let note: String?
    package let citation: Citation

    /// Makes a metric.
    package init(
        id: String, title: String, unit: String?, period: Period?, good: Good, numerator: String? = nil,
        denominator: String? = nil, measure: Metric.Measure? = nil, definition: Citation? = nil, note: String? = nil,
        citation: Citation
    ) {
        self.id = id
        self.title = title
        self.unit = unit
        self.period = period
        self.good = good
        self.numerator = numerator
        self.denominator = denominator
        self.measure = measure
        self.definition = definition
        self.note = note
        self.citation = citation
    }
}

/// How money is tied to performance in one year: the name of a formula, and its terms as the rulebook writes them.
package struct RiskFormula: RulebookEntry {
    /// One term of a formula.
    package struct Term: Hashable, Sendable {
        /// Its name.
        package let name: String
        /// What it is, as written; `nil` when it is not stated.
        package let value: String?

        /// Makes a term.
        package init(name: String, value: String?) {
            self.name = name
            self.value = value
        }
    }

    package let id: String
    /// The formula's name, such as `payment-for-performance`.
    package let formula: String
    /// Its terms, in the order of the file.
    package let terms: [Term]
    package let note: String?
    package let citation: Citation

    /// Makes a formula.
    package init(id: String, formula: String, terms: [Term], note: String? = nil, citation: Citation) {
        self.id = id
        self.formula = formula
        self.terms = terms
        self.note = note
        self.citation = citation
    }

    /// What a term is, as written; `nil` when there is none or it is not stated.
    package func term(_ name: String) -> String? { terms.first { $0.name == name }?.value }
}

/// How an amount that a rule works out becomes a whole number of its unit.
package struct RoundingRule: Hashable, Sendable {
    /// The rule.
    package let rule: Rounding
    /// The unit: a penny, or a pound where the minimums are published in whole pounds.
    package let unit: Money
    /// Where it comes from.
    package let citation: Citation

    /// Makes a rule of rounding.
    package init(rule: Rounding, unit: Money = Money(pence: 1), citation: Citation) {
        precondition(unit > .zero, "a unit is above zero")
        self.rule = rule
        self.unit = unit
        self.citation = citation
    }
}
