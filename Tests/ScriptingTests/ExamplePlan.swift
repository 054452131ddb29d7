import Draws
import Finance

/// The lines and sources of the Leicestershire plan that the examples of the API speak of.
enum ExamplePlan {
    private static var arrangements: PlanArrangements {
        var arrangements = PlanArrangements()
        arrangements.rulebook = rulebook
        arrangements.riskPools = [
            RiskPool(
                id: "emergency-admissions", title: "Risk pool", amount: Money(pence: 100_000_000), metric: "falls",
                stages: [.init(stage: .recommended, body: "Group"), .init(stage: .approved, body: "Board")])
        ]
        arrangements.reserves = [
            Reserve(
                id: "integration-reserve", title: "Reserve", opening: Money(pence: 437_400_000),
                sources: ["reserve-ipoa"])
        ]
        arrangements.disabledFacilitiesGrant = DisabledFacilitiesGrant(
            sources: ["dfg"], passedDown: [.init(line: "UPO6.1")])
        return arrangements
    }

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
        var arrangements = Self.arrangements
        arrangements.metrics = [
            Metric(
                id: "falls", title: "Falls", good: .low, measure: .count,
                periods: [
                    MetricPeriod(period: "2016/17", part: .year, target: DecimalFigure(digits: 17429, places: 1))
                ], basis: MetricBasis(count: Evidence(.between(low: 1700, high: 1900), quality: .assumed)))
        ]
        arrangements.effects = [
            Effect(
                id: "night-nursing", title: "Night nursing", line: "LTC5.1", metric: "falls", unit: "referral",
                unitCost: Evidence(.certain(2000), quality: .derived),
                perUnit: Evidence(.certain(-1), quality: .stated),
                isEstablished: true)
        ]
        arrangements.statedPrices = [
            StatedPrice(service: "Home Care", band: "Rural", unit: .hour, price: Money(pence: 1900))
        ]
        return try Plan(
            identity: PlanIdentity(
                id: "leicestershire-2016-17", title: "Example", area: "Leicestershire",
                year: PlanningYear(startingIn: 2016)),
            partners: ["wlccg", "lcc", "reserve"].map { Partner(id: $0, title: $0, kind: .other) }
                + ["blaby", "melton"].map { Partner(id: $0, title: $0, kind: .district) },
            pools: [Pool(id: "bcf", title: "Pool", host: nil, partners: [])], arrangements: arrangements,
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

    /// The condition that the examples speak of.
    private static var rulebook: Rulebook {
        var filter = SpendFilter()
        filter.sourceKind = .any([.nhsMinimum])
        filter.commissioner = .any([.nhs])
        let citation = Citation(document: "d", section: nil, confidence: .derived, inForce: "2016-04-01")
        let condition = Condition(
            id: "nhs-out-of-hospital", title: "Out of hospital",
            test: .minimum(of: .spend(filter), required: .amount(Money(pence: 100))), citation: citation)
        return Rulebook(
            year: PlanningYear(startingIn: 2016), title: "Example",
            documents: [CitedDocument(id: "d", title: "A document", location: "not read")], conditions: [condition])
    }
}
