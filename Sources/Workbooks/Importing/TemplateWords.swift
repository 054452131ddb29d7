import Finance

/// What the words of the planning template mean in a plan.
enum TemplateWords {
    /// A kind of money as the template calls it.
    struct Money: Hashable {
        let id: String
        let title: String
        let kind: FundingSource.Kind
        let isNHS: Bool
    }

    /// The kinds that every template has had, by a word that only they have; the first that is found counts.
    static let kinds: [(words: [String], money: Money)] = [
        (
            ["dfg", "disabled facilities"],
            Money(id: "dfg", title: "Disabled Facilities Grant", kind: .disabledFacilitiesGrant, isNHS: false)
        ),
        (
            ["ibcf", "improved better care"],
            Money(id: "ibcf", title: "Improved Better Care Fund", kind: .improvedBetterCareFund, isNHS: false)
        ),
        (
            ["local authority better care"],
            Money(
                id: "la-better-care-grant", title: "Local Authority Better Care Grant",
                kind: .localAuthorityBetterCareGrant, isNHS: false)
        ),
        (
            ["winter pressure"],
            Money(id: "winter-pressures", title: "Winter Pressures Grant", kind: .winterPressures, isNHS: false)
        ),
        (
            ["local authority discharge", "la discharge"],
            Money(id: "discharge-la", title: "Local Authority Discharge Funding", kind: .dischargeFundLA, isNHS: false)
        ),
        (
            ["icb discharge", "ccg discharge", "nhs discharge"],
            Money(id: "discharge-icb", title: "ICB Discharge Funding", kind: .dischargeFundICB, isNHS: true)
        ),
        (
            ["additional la", "additional local authority"],
            Money(id: "additional-la", title: "Additional LA Contribution", kind: .additionalLA, isNHS: false)
        ),
        (
            ["additional nhs", "additional ccg", "additional icb"],
            Money(id: "additional-nhs", title: "Additional NHS Contribution", kind: .additionalNHS, isNHS: true)
        ),
        (
            ["nhs minimum", "minimum nhs", "ccg minimum", "minimum ccg"],
            Money(id: "nhs-minimum", title: "NHS Minimum Contribution", kind: .nhsMinimum, isNHS: true)
        ),
    ]

    /// The kind of money that a text names.
    static func money(_ text: String) -> Money? {
        let lower = text.lowercased()
        return kinds.first { $0.words.contains { lower.contains($0) } }?.money
    }

    /// A text in small letters and single spaces, as headings are compared.
    static func plain(_ text: String) -> String {
        let words = text.lowercased().prefix(200).split { !($0.isLetter || $0.isNumber || $0 == "%") }
        return words.joined(separator: " ")
    }

    /// A text as a word of small letters, digits and hyphens; `nil` where nothing is left.
    static func word(_ text: String) -> String? {
        let words = text.lowercased().utf8.prefix(120).split { byte in
            !((0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte))
        }
        let joined = words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-")
        return joined.isEmpty ? nil : String(joined.prefix(60))
    }

    /// The area of spend of the template's list.
    static func area(_ text: String) -> SpendLine.AreaOfSpend? {
        word(text).flatMap { SpendLine.AreaOfSpend(rawValue: $0) }
    }

    /// The kind of provider of the template's list.
    static func provider(_ text: String) -> SpendLine.Provider? {
        let lower = text.lowercased()
        if lower.contains("acute") { return .nhsAcute }
        if lower.contains("mental") { return .nhsMentalHealth }
        if lower.contains("community") { return .nhsCommunity }
        if lower.contains("charity") || lower.contains("voluntary") { return .charityVoluntary }
        if lower.contains("private") { return .private }
        if lower.contains("local authority") || lower == "la" { return .localAuthority }
        if lower.contains("icb") { return .icb }
        if lower.contains("ccg") { return .ccg }
        return nil
    }

    /// The planning year that a text names, such as `Better Care Fund 2025-26 Template`.
    static func year(in text: String) -> PlanningYear? {
        text.prefix(500).split { !($0.isNumber || $0 == "-" || $0 == "/") }.lazy.compactMap { PlanningYear($0) }.first
    }
}
