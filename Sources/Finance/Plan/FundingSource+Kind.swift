extension FundingSource {
    /// A kind of money, by the word that tables, scripts and rulebooks use for it.
    ///
    /// The kinds are those of the national rules so far, and open: a rulebook may bring one that no earlier year had.
    package struct Kind: RawRepresentable, Hashable, Sendable, CaseIterable {
        /// The word.
        package let rawValue: String

        /// The kind of a word. Whether there is such a kind, only a list of them can tell: ``Plan/fundingKinds``.
        package init(rawValue: String) { self.rawValue = rawValue }

        package static let nhsMinimum = Kind(rawValue: "nhs-minimum")
        package static let disabledFacilitiesGrant = Kind(rawValue: "disabled-facilities-grant")
        package static let improvedBetterCareFund = Kind(rawValue: "improved-better-care-fund")
        package static let winterPressures = Kind(rawValue: "winter-pressures")
        package static let dischargeFundLA = Kind(rawValue: "discharge-fund-la")
        package static let dischargeFundICB = Kind(rawValue: "discharge-fund-icb")
        package static let localAuthorityBetterCareGrant = Kind(rawValue: "local-authority-better-care-grant")
        package static let socialCareCapitalGrant = Kind(rawValue: "social-care-capital-grant")
        package static let additionalLA = Kind(rawValue: "additional-la")
        package static let additionalNHS = Kind(rawValue: "additional-nhs")
        package static let reserve = Kind(rawValue: "reserve")
        /// The plan shows the money and does not say of which kind it is.
        package static let notStated = Kind(rawValue: Finance.notStated)

        /// The kinds that every plan may use, whatever its year.
        package static let allCases: [Kind] = [
            nhsMinimum, disabledFacilitiesGrant, improvedBetterCareFund, winterPressures, dischargeFundLA,
            dischargeFundICB, localAuthorityBetterCareGrant, socialCareCapitalGrant, additionalLA, additionalNHS,
            reserve, notStated,
        ]

        /// The same, and those that a rulebook brings.
        package static func known(in rulebook: Rulebook?) -> [Kind] {
            var kinds = allCases
            for rule in rulebook?.funding ?? [] where !kinds.contains(rule.kind) { kinds.append(rule.kind) }
            return kinds
        }
    }
}

extension Plan {
    /// The kinds that its sources may be of: those of the national rules, and what its own rulebook brings.
    package var fundingKinds: [FundingSource.Kind] { FundingSource.Kind.known(in: rulebook) }
}
