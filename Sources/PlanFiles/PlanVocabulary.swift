import Finance

/// Every name and word that a plan folder may hold, as the readers know them: what the reference page must tell.
package enum PlanVocabulary {
    /// A key of plan.yaml or a column of a table.
    package struct Entry: Hashable, Sendable {
        /// The key, or the column's heading without its unit.
        package let name: String
        /// Whether it must be there.
        package let isRequired: Bool
    }

    /// The keys of plan.yaml: of the plan itself, a partner, a pool, its contributions, a level of virement, a line's
    /// terms, a rule, a step of a waterfall, a memorandum, a minimum, a document's own figure and a declaration, in this
    /// order.
    package static let manifest: [[Entry]] = [
        PlanManifest.planKeys, PlanManifest.partnerKeys, PoolReading.poolKeys, PoolReading.contributionKeys,
        PoolReading.virementKeys, PoolReading.lineKeys, PoolReading.ruleKeys, PoolReading.stepKeys,
        PlanManifest.memorandumKeys,
        MinimumsReading.minimumKeys, MinimumsReading.plannedKeys, MinimumsReading.declarationKeys,
    ].map { keys in
        keys.required.map { Entry(name: $0, isRequired: true) }
            + keys.optional.map { Entry(name: $0, isRequired: false) }
    }

    /// The columns of funding.csv.
    package static let funding = FundingTable.rules.map { Entry(name: $0.name, isRequired: $0.isRequired) }

    /// The columns of spending.csv beside those of its sources.
    package static let spending = SpendingReading.rules.map { Entry(name: $0.name, isRequired: $0.isRequired) }

    /// The permitted words of each controlled key or column, by file and name.
    package static let words: [String: [String: [String]]] = [
        PlanManifest.fileName: [
            "format": [PlanManifest.format], "kind": Partner.Kind.allCases.map(\.rawValue), "host": [notStated],
            "active_from": [notStated],
            "instalments": ContributionTerms.Instalments.allCases.map(\.rawValue) + [notStated],
            "up_to": [PoolReading.noLimit],
            "strategy": RiskShare.Strategy.allCases.map(\.rawValue)
                + UnderspendRule.Treatment.Word.allCases.map(\.rawValue),
            "to": RiskShare.Basis.allCases.map(\.rawValue),
            "step": RiskShare.Step.Kind.allCases.map(\.rawValue),
        ],
        FundingTable.fileName: [
            "kind": FundingSource.Kind.allCases.map(\.rawValue), "available_from": [notStated],
            "prior_year": [notStated],
        ],
        SpendingTable.fileName: [
            "scheme_type": [notStated],
            "area_of_spend": SpendLine.AreaOfSpend.allCases.map(\.rawValue) + [notStated],
            "commissioner": ["la", "nhs", "joint 40% nhs", notStated],
            "provider": SpendLine.Provider.allCases.map(\.rawValue) + [notStated],
            "capital_or_revenue": SpendLine.Nature.allCases.map(\.rawValue) + [notStated],
            "protected": ["yes", "no", notStated],
            "months": ["all year", "june", "apr-sep", notStated],
            "recurrent": ["yes", "no", notStated],
            "status": SpendingReading.statuses.map(\.rawValue),
        ],
    ]
}
