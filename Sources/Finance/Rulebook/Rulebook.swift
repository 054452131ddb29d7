/// What the Better Care Fund asks of a plan of one year. Data, not code: each entry carries its citation, and how surely
/// it is known.
///
/// It never changes; a user's own rules make a new one with ``overlaid(by:)``.
package struct Rulebook: Hashable, Sendable {
    /// The financial year that it is for.
    package let year: PlanningYear
    /// What it is called.
    package var title: String
    /// The documents that its entries cite.
    package var documents: [CitedDocument]
    /// The kinds of money.
    package var funding: [FundingRule]
    /// By how much money and minimums grow from the year before.
    package var uplifts: [Uplift]
    /// What a plan must meet.
    package var conditions: [Condition]
    /// The measures of outcomes.
    package var metrics: [MetricRule]
    /// How money is tied to performance.
    package var riskFormulas: [RiskFormula]
    /// How worked-out amounts are rounded; `nil` when the rulebook does not say, and then they stay exact.
    package var rounding: RoundingRule?
    /// The files that laid their entries over it, in order.
    package var overlays: [String] = []
    /// `sha256:` and 64 hexadecimal digits over the files that it was read from; `nil` when it was not read.
    package var hash: String?

    /// Makes a rulebook; what is left out holds nothing.
    package init(
        year: PlanningYear, title: String, documents: [CitedDocument] = [], funding: [FundingRule] = [],
        uplifts: [Uplift] = [], conditions: [Condition] = [], metrics: [MetricRule] = [],
        riskFormulas: [RiskFormula] = [], rounding: RoundingRule? = nil
    ) {
        self.year = year
        self.title = title
        self.documents = documents
        self.funding = funding
        self.uplifts = uplifts
        self.conditions = conditions
        self.metrics = metrics
        self.riskFormulas = riskFormulas
        self.rounding = rounding
    }

    /// What names it in reports: the year, and the files that lie over it.
    package var id: String { ([year.id] + overlays).joined(separator: " + ") }

    /// The rulebook with another's entries: one that has the id of an entry here replaces it where it stands, the others
    /// are added at the end.
    package func overlaid(by other: Rulebook) -> Rulebook {
        var result = self
        result.title = other.title
        result.documents = Self.overlay(documents, other.documents, \.id)
        result.funding = Self.overlay(funding, other.funding, \.id)
        result.uplifts = Self.overlay(uplifts, other.uplifts, \.id)
        result.conditions = Self.overlay(conditions, other.conditions, \.id)
        result.metrics = Self.overlay(metrics, other.metrics, \.id)
        result.riskFormulas = Self.overlay(riskFormulas, other.riskFormulas, \.id)
        result.rounding = other.rounding ?? rounding
        result.overlays += other.overlays
        result.hash = other.hash
        return result
    }

    private static func overlay<Entry>(_ entries: [Entry], _ others: [Entry], _ id: (Entry) -> String) -> [Entry] {
        var places: [String: Int] = [:]
        for (index, entry) in entries.enumerated() { places[id(entry)] = index }
        var result = entries
        for other in others {
            if let place = places[id(other)] {
                result[place] = other
            } else {
                result.append(other)
            }
        }
        return result
    }

    /// A document that it cites, by id.
    package func document(_ id: String) -> CitedDocument? { documents.first { $0.id == id } }

    /// A condition, by id.
    package func condition(_ id: String) -> Condition? { conditions.first { $0.id == id } }

    /// An uplift, by id.
    package func uplift(_ id: String) -> Uplift? { uplifts.first { $0.id == id } }

    /// A formula that ties money to performance, by id.
    package func riskFormula(_ id: String) -> RiskFormula? { riskFormulas.first { $0.id == id } }
}
