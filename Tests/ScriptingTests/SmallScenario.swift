import Diagnostics
import Draws
import Finance
import Scripting

/// A plan of two themes and two sources, and scripts on it.
enum SmallScenario {
    /// Pounds a line and source:
    ///
    ///            nhs   dfg
    ///     A.1    600   400
    ///     A.2      0   250
    ///     B.1    300     0
    static func plan() throws -> Plan {
        func source(_ id: String, _ kind: FundingSource.Kind, _ contributor: String, _ pounds: Int64) -> FundingSource {
            FundingSource(
                id: id, title: id.uppercased(), kind: kind, contributor: contributor, pool: "pool",
                tranches: [.init(title: "annual", availableFrom: nil, amount: Money(pence: pounds * 100), origin: nil)])
        }
        var arrangements = Self.arrangements
        arrangements.metrics = [
            Metric(
                id: "falls", title: "Falls", unit: "per 100,000", good: .low,
                periods: [
                    MetricPeriod(
                        period: "2016/17", baseline: DecimalFigure(digits: 1800),
                        target: DecimalFigure(digits: 17429, places: 1))
                ]),
            Metric(
                id: "admissions", title: "Admissions", good: .low, measure: .count,
                periods: [MetricPeriod(period: "2016/17", part: .year, target: DecimalFigure(digits: 950))],
                basis: MetricBasis(
                    count: Evidence(.between(low: 900, high: 1100), quality: .assumed),
                    unitValue: Evidence(.certain(1000), quality: .stated))),
            Metric(id: "stays", title: "Stays", measure: .count), Metric(id: "home", title: "Home", measure: .share),
        ]
        arrangements.effects = [
            Effect(
                id: "visits", title: "Visits", line: "A.1", metric: "admissions", unit: "visit",
                unitCost: Evidence(.certain(10), quality: .derived),
                perUnit: Evidence(.between(low: -0.3, high: 0.1), quality: .assumed), isEstablished: true)
        ]
        arrangements.statedPrices = [
            StatedPrice(service: "Home Care", band: "Urban", unit: .hour, price: .gbp(18)),
            StatedPrice(service: "Home Care", band: "Rural", unit: .hour),
            StatedPrice(service: "Day Care", unit: .visit, price: .gbp(40), from: "2016-04-01"),
            StatedPrice(service: "Day Care", unit: .visit, price: .gbp(42), from: "2016-10-01"),
        ]
        return try Plan(
            identity: PlanIdentity(id: "small", title: "Small", area: "Shire", year: PlanningYear(startingIn: 2016)),
            partners: [
                Partner(id: "ccg", title: "Shire CCG", kind: .ccg), Partner(id: "lcc", title: "Council", kind: .county),
                Partner(id: "east", title: "East District", kind: .district),
            ],
            pools: [Pool(id: "pool", title: "Pool", host: "lcc", partners: [])], arrangements: arrangements,
            sources: [source("nhs", .nhsMinimum, "ccg", 900), source("dfg", .disabledFacilitiesGrant, "lcc", 650)],
            lines: [
                SpendLine(id: "A.1", theme: "Prevention", title: "First", areaOfSpend: .socialCare, isProtected: true),
                SpendLine(id: "A.2", theme: "Prevention", title: "Second"),
                SpendLine(id: "B.1", theme: "Urgent Response", title: "Third", commissioner: .nhs),
            ],
            cells: [600, 400, 0, 250, 300, 0].map { Money(pence: $0 * 100) })
    }

    /// A risk pool of which the plan states the formula and the stages, one of which it states nothing, one that sits in
    /// a reserve, and a grant that is passed to the districts together.
    private static var arrangements: PlanArrangements {
        var arrangements = PlanArrangements()
        let stages = [
            GovernanceStage(stage: .recommended, body: "Group"), GovernanceStage(stage: .approved, body: "Board"),
        ]
        func pool(_ id: String, _ terms: RiskPoolTerms, in place: MoneyPlace = .notStated, planned: [Int64]? = nil)
            -> RiskPool
        {
            RiskPool(
                id: id, title: id, amount: .gbp(400), heldIn: place, planned: planned, terms: terms,
                stages: id == "open" ? [] : stages)
        }
        let terms = RiskPoolTerms(formula: "cumulative", quarters: .equal)
        arrangements.riskPools = [
            pool("stated", terms, planned: [10, 10, 10, 10]), pool("open", RiskPoolTerms()),
            pool("reserved", terms, in: .reserve("r")),
        ]
        arrangements.reserves = [Reserve(id: "r", title: "R", opening: .gbp(900), sources: ["nhs"])]
        arrangements.disabledFacilitiesGrant = DisabledFacilitiesGrant(
            sources: ["dfg"], passedDown: [.init(line: "A.1")])
        arrangements.laterRulebooks = RulebookShelf("test") { $0.id == "2018-19" ? rulebook : nil }
        return arrangements
    }

    /// The rulebook of the year after the next.
    private static var rulebook: Rulebook {
        let citation = Citation(document: "d", section: "p. 2", confidence: .unconfirmed, inForce: "2018-04-01")
        return Rulebook(
            year: PlanningYear(startingIn: 2018), title: "Later",
            documents: [CitedDocument(id: "d", title: "Circular", location: "not read")],
            uplifts: [
                Uplift(id: "u", appliesTo: "nhs-minimum", rate: Rate(1, over: 8), citation: citation),
                Uplift(id: "v", appliesTo: "disabled-facilities-grant", rate: nil, citation: citation),
            ],
            conditions: [Condition(id: "balanced", title: "Balanced", test: .balance, citation: citation)],
            rounding: RoundingRule(rule: .towardZero, citation: citation))
    }

    /// A script whose `change` and `check` are the given lines. The body of `change` starts on line 4.
    static func script(change: String = "", check: String = "", levers: String = "", before: String = "") -> String {
        """
        \(before)
        return scenario { title = "Test", plan = "small", levers = { \(levers) },
        change = function(plan, levers)
        \(change)
        end,
        check = function(result)
        \(check)
        end }
        """
    }

    /// Runs a script on the plan.
    static func run(_ script: String, settings: [LeverSetting] = []) throws -> ScenarioRun {
        try ScenarioScript(ScriptText(name: "test.lua", text: script)).run(on: try plan(), settings: settings)
    }

    /// Runs the lines as the body of `change`.
    static func change(_ lines: String) throws -> ScenarioRun { try run(script(change: lines)) }

    /// The one diagnostic that running the script ends in.
    static func refusal(_ script: String, settings: [LeverSetting] = []) throws -> Diagnostic {
        do {
            _ = try run(script, settings: settings)
        } catch let list as DiagnosticList {
            if list.diagnostics.count == 1 { return list.diagnostics[0] }
            throw list
        }
        throw Unrefused()
    }

    struct Unrefused: Error {}
}

extension Money {
    /// An amount of whole pounds, for tests.
    static func gbp(_ pounds: Int64) -> Money { Money(pence: pounds * 100) }
}
