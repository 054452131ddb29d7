import Finance

/// A plan of three lines and three sources, small enough to check by hand.
enum SmallPlan {
    /// Pounds a line and source:
    ///
    ///            nhs   dfg  council
    ///     A.1    600   400      0
    ///     A.2      0   250     50
    ///     B.1    300     0      0
    static func make(cells: [Int64] = [600, 400, 0, 0, 250, 50, 300, 0, 0], funding: [Int64] = [900, 650, 50]) throws
        -> Plan
    {
        func source(_ id: String, _ kind: FundingSource.Kind, _ contributor: String, _ pounds: Int64) -> FundingSource {
            FundingSource(
                id: id, title: id.uppercased(), kind: kind, contributor: contributor, pool: "pool",
                tranches: [.init(title: "annual", availableFrom: nil, amount: Money(pence: pounds * 100), origin: nil)])
        }
        return try Plan(
            identity: PlanIdentity(id: "small", title: "Small", area: "Shire", year: PlanningYear(startingIn: 2016)),
            partners: [
                Partner(id: "ccg", title: "Shire CCG", kind: .ccg), Partner(id: "lcc", title: "Council", kind: .county),
            ],
            pools: [Pool(id: "pool", title: "Pool", host: "lcc", partners: ["lcc", "ccg"])],
            sources: [
                source("nhs", .nhsMinimum, "ccg", funding[0]),
                source("dfg", .disabledFacilitiesGrant, "lcc", funding[1]),
                source("council", .additionalLA, "lcc", funding[2]),
            ],
            lines: [
                SpendLine(id: "A.1", theme: "A", title: "First", areaOfSpend: .socialCare),
                SpendLine(id: "A.2", theme: "A", title: "Second"),
                SpendLine(id: "B.1", theme: "B", title: "Third", areaOfSpend: .acute),
            ],
            cells: cells.map { Money(pence: $0 * 100) })
    }
}

extension Money {
    /// An amount of whole pounds, for tests.
    static func gbp(_ pounds: Int64) -> Money { Money(pence: pounds * 100) }
}

extension Movement.Note {
    static let test = Movement.Note(reason: "a test")
}
