/// What a document says a service is good for, in figures: what it states, and nothing that is worked out.
package struct BenefitCase: Hashable, Sendable {
    /// What a saving is worth to whoever holds the budget.
    package enum Value: String, Hashable, Sendable, CaseIterable {
        /// Money that can be spent on something else.
        case cashReleasing = "cash-releasing"
        /// What would have been spent; no budget becomes smaller by it.
        case notional
    }

    /// For which time a saving is.
    package enum Period: String, Hashable, Sendable, CaseIterable { case week, month, year }

    /// What `one for every so many people` means.
    package enum RateMeaning: String, Hashable, Sendable, CaseIterable {
        /// So many are avoided.
        case avoided
        /// So many are left.
        case remaining
    }

    /// A figure for one unit that is tried because the document states none.
    package struct TriedValue: Hashable, Sendable {
        /// What it is.
        package let title: String
        /// What one unit is worth.
        package let unitValue: Money
        /// Where it comes from.
        package let reference: String?

        /// Makes a value.
        package init(title: String, unitValue: Money, reference: String? = nil) {
            self.title = title
            self.unitValue = unitValue
            self.reference = reference
        }
    }

    /// A short id, unique in its list.
    package let id: String
    /// The name as people write it.
    package let title: String
    /// Who has the benefit.
    package var beneficiary: String?
    /// What the saving is worth.
    package var value: Value?
    /// What is saved, at least.
    package var saving: Money?
    /// What is saved, at most; the same as ``saving`` where one figure is stated.
    package var savingTo: Money?
    /// For which time the saving is.
    package var per: Period?
    /// What is avoided, such as `fall`.
    package var unit: String?
    /// For how many people one unit is avoided, or left.
    package var peoplePerUnit: DecimalFigure?
    /// What the rate means.
    package var rateMeans: RateMeaning?
    /// How many people the service reaches.
    package var people: Int64?
    /// What one unit is worth.
    package var unitValue: Money?
    /// What the service costs.
    package var cost: Money?
    /// How many groups or courses there are.
    package var groups: Int64?
    /// How many weeks each lasts.
    package var weeks: Int64?
    /// Values of one unit that are tried, each with where it comes from.
    package var tried: [TriedValue] = []
    /// What there is to say of it.
    package var note: String?
    /// Where it is printed.
    package var reference: String?

    /// Makes a case in which nothing is stated; each figure is then set.
    package init(id: String, title: String) {
        self.id = id
        self.title = title
    }
}
