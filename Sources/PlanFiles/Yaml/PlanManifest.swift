import Diagnostics
import Finance
import Yams

/// What plan.yaml says: what the plan is about, who takes part, and which pools there are.
struct PlanManifest {
    /// The file's name in a plan folder.
    static let fileName = "plan.yaml"
    /// The format that this version reads.
    static let format = "bcf-plan/1"

    /// The keys of a mapping.
    struct Keys: Equatable {
        /// Those that must be there.
        let required: [String]
        /// Those that may be left out.
        var optional: [String] = []
    }

    /// The keys of the file.
    static let planKeys = Keys(
        required: ["format", "id", "title", "area", "planning_year", "partners", "pools"],
        optional: [
            "memoranda", "minimums", "previous_minimums", "stated_planned", "declarations", "disabled_facilities_grant",
            "risk_pools", "contingencies", "reserves", "populations", "capacity", "benefits",
        ])
    /// The keys of a partner.
    static let partnerKeys = Keys(required: ["id", "title", "kind"])
    /// The keys of a memorandum.
    static let memorandumKeys = Keys(required: ["id", "title", "amount"], optional: ["note"])

    /// What the plan is about, when all of it could be read.
    private(set) var identity: PlanIdentity?
    /// The partners that could be read.
    private(set) var partners: [Partner] = []
    /// The pools that could be read.
    private(set) var pools: [Pool] = []
    /// The memoranda that could be read.
    private(set) var memoranda: [Memorandum] = []
    /// What the file says beside the lists above.
    private(set) var arrangements = PlanArrangements.none
    /// The checks that need the tables.
    let later = LaterChecks()
    /// Holds the conditions that the file names against a rulebook's.
    private(set) var minimums: MinimumsReading
    /// Holds the formulas that the file names against a rulebook's.
    private(set) var riskPools: RiskPoolReading?
    /// The lines that rules of pools name.
    private(set) var poolLines: [PoolReading.Mention] = []
    /// The sources that rules of pools name.
    private(set) var poolSources: [PoolReading.Mention] = []
    /// The ids of all populations that the file names.
    private(set) var knownPopulations: [String] = []
    /// The ids of all partners that the file names, or `nil` when their list could not be read.
    private(set) var knownPartners: KnownIds?
    /// The ids of all pools that the file names, or `nil` when their list could not be read.
    private(set) var knownPools: KnownIds?

    /// Reads the file. `nil` when it is not a YAML mapping; what is wrong stands in `findings`.
    init?(_ file: FileBytes, findings: Findings) {
        guard let document = YamlDocument(file, findings: findings) else { return nil }
        let reading = YamlReading(source: document.source, findings: findings)
        minimums = MinimumsReading(reading)
        guard let fields = reading.fields(of: document.root, "a plan", PlanManifest.planKeys) else { return nil }

        PlanManifest.checkFormat(fields["format"], reading)
        readIdentity(fields, reading)
        readPartners(fields["partners"], reading)
        readMemoranda(fields["memoranda"], reading)
        readGrants(fields, reading)
        readPools(fields["pools"], reading)
        (arrangements.populations, knownPopulations) = PopulationReading(reading).populations(fields["populations"])
        arrangements.minimums = minimums.amounts(fields["minimums"], "minimums", "a minimum", key: "amount")
        arrangements.previousMinimums = minimums.amounts(
            fields["previous_minimums"], "previous_minimums", "a minimum of the year before", key: "amount")
        arrangements.statedPlanned = minimums.amounts(
            fields["stated_planned"], "stated_planned", "a stated amount", key: "planned")
        arrangements.declarations = minimums.declarations(fields["declarations"])
        arrangements.capacity = CapacityReading(reading).chains(fields["capacity"])
        arrangements.benefits = BenefitsReading(reading).cases(fields["benefits"])
    }

    private mutating func readGrants(_ fields: [String: Node], _ reading: YamlReading) {
        let reserves = ReserveReading(reading, later)
        let (found, ids) = reserves.reserves(fields["reserves"])
        arrangements.reserves = found
        arrangements.contingencies = reserves.contingencies(fields["contingencies"], reserves: ids)
        var pools = RiskPoolReading(reading, later, partners: partners, reserves: ids)
        arrangements.riskPools = pools.pools(fields["risk_pools"])
        riskPools = pools
        arrangements.disabledFacilitiesGrant = DisabledFacilitiesGrantReading(
            reading, later, partners: partners, year: identity?.year
        ).grant(fields["disabled_facilities_grant"])
    }

    private static func checkFormat(_ node: Node?, _ reading: YamlReading) {
        guard let node, let value = reading.text(node, "format"), value != format else { return }
        reading.note(
            "plan.format", "`\(Quoting.short(value))` is not a format that this version reads", at: node,
            reason: "the format says how the rest of the folder is to be understood", help: "write `format: \(format)`")
    }

    private mutating func readIdentity(_ fields: [String: Node], _ reading: YamlReading) {
        let id = reading.identifier(fields["id"], "id")
        let title = reading.text(fields["title"], "title")
        let area = reading.text(fields["area"], "area")
        let year = PlanManifest.year(fields["planning_year"], reading)
        guard let id, let title, let area, let year else { return }
        identity = PlanIdentity(id: id, title: title, area: area, year: year)
    }

    private static func year(_ node: Node?, _ reading: YamlReading) -> PlanningYear? {
        guard let node, let value = reading.text(node, "planning_year") else { return nil }
        if let year = PlanningYear(value) { return year }
        reading.note(
            "plan.year", "`\(Quoting.short(value))` is not a financial year", at: node,
            reason: "a financial year runs from 1 April to 31 March", help: "write `planning_year: 2016-17`")
        return nil
    }

    private mutating func readPartners(_ node: Node?, _ reading: YamlReading) {
        guard let items = reading.items(of: node, "partners") else { return }
        var known = KnownIds("partner")
        for item in items {
            guard let fields = reading.fields(of: item, "a partner", PlanManifest.partnerKeys) else { continue }
            let id = known.add(fields["id"], reading)
            let title = reading.text(fields["title"], "title")
            let kind = reading.word(fields["kind"], "kind", Partner.Kind.self)
            if let id, let title, let kind { partners.append(Partner(id: id, title: title, kind: kind)) }
        }
        knownPartners = known.isWhole && known.count == items.count ? known : nil
    }

    private mutating func readPools(_ node: Node?, _ reading: YamlReading) {
        let amounts = arrangements.amountsForContingencies(memoranda)
        let read = PoolReading(
            node, partners: knownPartners, sharers: partners.filter { $0.kind != .reserve }.map(\.id), amounts: amounts,
            reading)
        pools = read.pools
        knownPools = read.known
        poolLines = read.lines
        poolSources = read.sources
        arrangements.poolTerms = read.terms
    }

    private mutating func readMemoranda(_ node: Node?, _ reading: YamlReading) {
        guard let items = reading.items(of: node, "memoranda") else { return }
        var known = KnownIds("memorandum")
        for item in items {
            guard let fields = reading.fields(of: item, "a memorandum", PlanManifest.memorandumKeys) else { continue }
            let id = known.add(fields["id"], reading)
            let title = reading.text(fields["title"], "title")
            let amount = reading.money(fields["amount"], "amount")
            let note = reading.text(fields["note"], "note")
            guard let id, let title, let amount else { continue }
            memoranda.append(Memorandum(id: id, title: title, amount: amount, note: note))
        }
    }
}
