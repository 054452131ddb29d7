import Finance

/// The lines and sources of the Leicestershire plan that the examples of the API speak of.
enum ExamplePlan {
    static func make() throws -> Plan {
        let sources: [(id: String, kind: FundingSource.Kind, contributor: String)] = [
            ("wlccg-minimum", .nhsMinimum, "wlccg"), ("dfg", .disabledFacilitiesGrant, "lcc"),
            ("lcc-programme-management", .additionalLA, "lcc"), ("reserve-ipoa", .reserve, "reserve"),
        ]
        let lines: [(id: String, theme: String, pounds: [Int64])] = [
            ("UPO5.1", "Unified Prevention Offer", [0, 950_200, 0, 0]),
            ("UPO6.1", "Unified Prevention Offer", [0, 1_739_307, 0, 0]),
            ("UPO9.1", "Unified Prevention Offer", [57_000, 0, 0, 0]),
            ("LTC5.1", "Long Term Conditions", [58_115, 0, 0, 0]), ("IUR2.2", "Urgent Response", [390_000, 0, 0, 0]),
            ("EN04.1", "Enablers", [0, 0, 0, 137_000]),
        ]
        let cells = lines.flatMap(\.pounds).map { Money(pence: $0 * 100) }
        return try Plan(
            identity: PlanIdentity(
                id: "leicestershire-2016-17", title: "Example", area: "Leicestershire",
                year: PlanningYear(startingIn: 2016)),
            partners: ["wlccg", "lcc", "reserve"].map { Partner(id: $0, title: $0, kind: .other) },
            pools: [Pool(id: "bcf", title: "Pool", host: nil, partners: [])],
            sources: sources.enumerated().map { place, source in
                let funding = lines.reduce(0) { $0 + $1.pounds[place] }
                return FundingSource(
                    id: source.id, title: source.id, kind: source.kind, contributor: source.contributor, pool: "bcf",
                    tranches: [
                        .init(title: "annual", availableFrom: nil, amount: Money(pence: funding * 100), origin: nil)
                    ])
            },
            lines: lines.map { SpendLine(id: $0.id, theme: $0.theme, title: $0.id, months: .wholeYear) }, cells: cells)
    }
}
