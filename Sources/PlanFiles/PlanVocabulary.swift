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
    /// terms, a rule, a step of a waterfall, a memorandum, a minimum, a document's own figure and a declaration; then
    /// those of the Disabled Facilities Grant, risk pools, contingencies, reserves, populations, capacity and benefits, in
    /// this order.
    package static let manifest: [[Entry]] = [
        PlanManifest.planKeys, PlanManifest.partnerKeys, PoolReading.poolKeys, PoolReading.contributionKeys,
        PoolReading.virementKeys, PoolReading.lineKeys, PoolReading.ruleKeys, PoolReading.stepKeys,
        PlanManifest.memorandumKeys,
        MinimumsReading.minimumKeys, MinimumsReading.plannedKeys, MinimumsReading.declarationKeys,
        DisabledFacilitiesGrantReading.grantKeys, DisabledFacilitiesGrantReading.entitlementKeys,
        DisabledFacilitiesGrantReading.passDownKeys, DisabledFacilitiesGrantReading.retainedKeys,
        DisabledFacilitiesGrantReading.policyKeys, DisabledFacilitiesGrantReading.topSliceKeys,
        RiskPoolReading.poolKeys, RiskPoolReading.stepKeys, RiskPoolReading.shareKeys, RiskPoolReading.schemeKeys,
        RiskPoolReading.stageKeys, ReserveReading.contingencyKeys, ReserveReading.reserveKeys,
        ReserveReading.placedKeys, PlaceReading.placeKeys, PopulationReading.populationKeys,
        PopulationReading.countKeys,
        CapacityReading.chainKeys, CapacityReading.stageKeys, CapacityReading.figureKeys, CapacityReading.changeKeys,
        CapacityReading.hoursKeys, BenefitsReading.caseKeys, BenefitsReading.triedKeys,
    ].map { keys in
        keys.required.map { Entry(name: $0, isRequired: true) }
            + keys.optional.map { Entry(name: $0, isRequired: false) }
    }

    /// The columns of funding.csv.
    package static let funding = FundingTable.rules.map { Entry(name: $0.name, isRequired: $0.isRequired) }

    /// The columns of spending.csv beside those of its sources.
    package static let spending = SpendingReading.rules.map { Entry(name: $0.name, isRequired: $0.isRequired) }

    /// The columns of metrics.csv.
    package static let metrics = MetricsTable.rules.map { Entry(name: $0.name, isRequired: $0.isRequired) }

    /// The columns of effects.csv.
    package static let effects = EffectsTable.rules.map { Entry(name: $0.name, isRequired: $0.isRequired) }

    /// The figures of effects.csv, kind by kind.
    package static let effectFigures = EffectFigure.Subject.allCases.map { subject in
        EffectFigure.all(of: subject).map { Entry(name: $0.name, isRequired: $0.isRequired) }
    }

    /// The columns of readings.csv.
    package static let readings = ReadingsTable.rules.map { Entry(name: $0.name, isRequired: $0.isRequired) }

    /// The columns of prices.csv.
    package static let prices = PricesTable.rules.map { Entry(name: $0.name, isRequired: $0.isRequired) }

    /// The permitted words of each controlled key or column, by file and name.
    package static let words: [String: [String: [String]]] = [
        PlanManifest.fileName: [
            "format": [PlanManifest.format], "kind": Partner.Kind.allCases.map(\.rawValue), "host": [notStated],
            "entitlements": [notStated], "policy": [notStated], "on": [notStated], "purpose": [notStated],
            "agreement": DisabledFacilitiesGrant.Agreement.Evidence.allCases.map(\.rawValue),
            "with": [DisabledFacilitiesGrantReading.together],
            "held_in": [PlaceReading.outside, notStated],
            "formula": RiskPoolFormula.all.map(\.name) + [notStated],
            "quarters": RiskPoolTerms.Quarters.allCases.map(\.rawValue) + [notStated],
            "unit_cost": [notStated], "payment_lag_quarters": [notStated], "steps": [notStated],
            "retained_by": [notStated], "released_to": [notStated], "stages": [notStated],
            "stage": RiskPoolDecision.Stage.allCases.map(\.rawValue),
            "active_from": [notStated], "in_force": [notStated],
            "instalments": ContributionTerms.Instalments.allCases.map(\.rawValue) + [notStated],
            "up_to": [PoolReading.noLimit],
            "strategy": RiskShare.Strategy.allCases.map(\.rawValue)
                + UnderspendRule.Treatment.Word.allCases.map(\.rawValue),
            "to": RiskShare.Basis.allCases.map(\.rawValue),
            "step": RiskShare.Step.Kind.allCases.map(\.rawValue),
            "figure": CapacityFigure.allCases.map(\.rawValue), "quality": Evidence.Quality.allCases.map(\.rawValue),
            "value": BenefitCase.Value.allCases.map(\.rawValue), "per": BenefitCase.Period.allCases.map(\.rawValue),
            "rate_means": BenefitCase.RateMeaning.allCases.map(\.rawValue),
        ],
        FundingTable.fileName: [
            "kind": FundingSource.Kind.allCases.map(\.rawValue), "available_from": [notStated],
            "amount": [notStated], "prior_year": [notStated],
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
        MetricsTable.fileName: [
            "unit": [notStated], "baseline": [notStated], "target": [notStated], "actual": [notStated],
            "good": Metric.Direction.allCases.map(\.rawValue) + [notStated],
            "measure": MetricRule.Form.allCases.map(\.rawValue),
        ],
        EffectsTable.fileName: [
            "kind": EffectFigure.Subject.allCases.map(\.rawValue),
            "shape": EffectShape.allCases.map(\.rawValue),
            "quality": Evidence.Quality.allCases.map(\.rawValue),
        ],
        ReadingsTable.fileName: ["printed": [notStated]],
        PricesTable.fileName: [
            "band": [notStated], "unit": StatedPrice.Unit.allCases.map(\.rawValue) + [notStated],
            "price": [notStated], "from": [notStated],
        ],
    ]
}
