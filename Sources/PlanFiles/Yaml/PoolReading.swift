import Diagnostics
import Finance
import Yams

/// Reads the pools of plan.yaml: who hosts them, who takes part, and what the agreement says.
struct PoolReading {
    /// The keys of a pool.
    static let poolKeys = PlanManifest.Keys(
        required: ["id", "title", "host"],
        optional: [
            "partners", "active_from", "contributions", "virement", "overspend", "underspend", "contingency",
            "opening_balance", "lines",
        ])
    /// The keys of the terms of contributions.
    static let contributionKeys = PlanManifest.Keys(required: ["instalments"], optional: ["variation"])
    /// The keys of a level of authority.
    static let virementKeys = PlanManifest.Keys(required: ["authority", "up_to"])
    /// The keys of the terms of a line.
    static let lineKeys = PlanManifest.Keys(required: ["line"], optional: ["lead", "overspend", "underspend"])
    /// The keys of a rule: `strategy` and those that some strategy has.
    static let ruleKeys = PlanManifest.Keys(required: ["strategy"], optional: TermsReading.ruleKeys)
    /// The keys of a step of a waterfall.
    static let stepKeys = PlanManifest.Keys(required: ["step"], optional: TermsReading.stepKeys)
    /// What a virement level without a limit says.
    static let noLimit = "no limit"

    /// A line or a source that a rule of a pool names, to be looked at when the tables are read.
    struct Mention {
        let pool: String
        let id: String
        let place: Place
    }

    /// The pools that could be read.
    private(set) var pools: [Pool] = []
    /// What their agreements say, by pool id; pools of which nothing is said are left out.
    private(set) var terms: [String: PoolTerms] = [:]
    /// The lines that rules name.
    private(set) var lines: [Mention] = []
    /// The sources that rules name.
    private(set) var sources: [Mention] = []
    /// The ids of all pools that the file names, or `nil` when their list could not be read.
    private(set) var known: KnownIds?

    private let reading: YamlReading
    private let partners: KnownIds?
    /// The partners that share a pool which lists none.
    private let sharers: [String]
    private let amounts: [String: Money]

    /// Reads the list of pools. `amounts` are those that a contingency may name, by id.
    init(
        _ node: Node?, partners: KnownIds?, sharers: [String], amounts: [String: Money], _ reading: YamlReading
    ) {
        self.sharers = sharers
        self.reading = reading
        self.partners = partners
        self.amounts = amounts
        guard let items = reading.items(of: node, "pools") else { return }
        var known = KnownIds("pool")
        for item in items {
            guard let fields = reading.fields(of: item, "a pool", Self.poolKeys) else { continue }
            let id = known.add(fields["id"], reading)
            let title = reading.text(fields["title"], "title")
            let host = partner(fields["host"], "host", orNotStated: true)
            let members = reading.items(of: fields["partners"], "partners") ?? []
            var memberIds: [String] = []
            for member in members {
                guard let partner = partner(member, "partners", orNotStated: false) else { continue }
                if memberIds.contains(partner) {
                    reading.note(
                        "pool.partner.twice", "`\(Quoting.short(partner))` stands twice in `partners`", at: member,
                        reason: "a partner takes one share", help: "delete one of them")
                }
                memberIds.append(partner)
            }
            // A partner that is not read is told once, and not again wherever the terms name it.
            let isWhole = memberIds.count == members.count && partners != nil
            readTerms(fields, pool: id ?? "", partners: isWhole ? memberIds : nil)
            if let id, let title { pools.append(Pool(id: id, title: title, host: host, partners: memberIds)) }
        }
        self.known = known.isWhole && known.count == items.count ? known : nil
    }

    /// The id of a partner that the file lists; `nil` for `not stated` and for anything wrong.
    private func partner(_ node: Node?, _ key: String, orNotStated: Bool) -> String? {
        guard let node, let value = reading.text(node, key) else { return nil }
        if orNotStated, value == notStated { return nil }
        guard let partners, !partners.contains(value) else { return value }
        let others = partners.ids.prefix(1000) + (orNotStated ? [notStated] : [])
        reading.note(
            "plan.partner.unknown", "there is no partner `\(Quoting.short(value))`", at: node,
            reason: "`\(key)` names partners of the list `partners`",
            help: Suggestion.didYouMean(value, in: others)
                ?? "add it to `partners`, or write one of \(Quoting.list(Array(others)))")
        return nil
    }

    // MARK: Terms

    private mutating func readTerms(_ fields: [String: Node], pool: String, partners members: [String]?) {
        var terms = PoolTerms()
        // A pool that lists no partners is everybody's.
        let sharing = members.map { $0.isEmpty ? sharers : $0 }
        var marks = YamlTerms()
        var rules = TermsReading(.init(partners: sharing, amounts: amounts))
        func stated(_ key: String) -> Node? {
            guard let node = fields[key], node.scalar?.string != notStated else { return nil }
            return node
        }
        terms.activeFrom = activeFrom(fields["active_from"])
        terms.contributions = stated("contributions").flatMap { contributions($0) }
        terms.virement = stated("virement").map { virement($0) } ?? []
        if let node = stated("contingency"), let id = reading.identifier(node, "contingency") {
            terms.contingency = rules.contingency(named: id, marks.value(node).mark)
            rules.known.contingency = terms.contingency
        }
        terms.overspend = stated("overspend").flatMap { rules.overspend(marks.value($0)) }
        terms.underspend = stated("underspend").flatMap { rules.underspend(marks.value($0)) }
        terms.openingBalance = stated("opening_balance").flatMap { rules.amounts(marks.value($0), "opening_balance") }
        terms.lines = readLines(fields["lines"], &rules, &marks)
        for problem in rules.problems { note(problem, marks) }
        lines += rules.lines.map { Mention(pool: pool, id: $0.id, place: reading.source.place(marks.nodes[$0.mark])) }
        sources += rules.sources.map {
            Mention(pool: pool, id: $0.id, place: reading.source.place(marks.nodes[$0.mark]))
        }
        if terms != PoolTerms() { self.terms[pool] = terms }
    }

    private func note(_ problem: TermsProblem, _ marks: YamlTerms) {
        reading.note(
            problem.code, problem.message, at: marks.nodes[problem.mark], reason: problem.reason, help: problem.help)
    }

    private func activeFrom(_ node: Node?) -> MonthSpan? {
        guard let node, let text = reading.text(node, "active_from"), text != notStated else { return nil }
        if let months = MonthSpan(text), months.count == 1 { return months }
        reading.note(
            "pool.month", "`\(Quoting.short(text))` is not a month", at: node,
            reason: "a pool starts with a month of the planning year", help: "write `active_from: november`")
        return nil
    }

    private func contributions(_ node: Node) -> ContributionTerms? {
        guard let fields = reading.fields(of: node, "contributions", Self.contributionKeys) else { return nil }
        let variation = reading.text(fields["variation"], "variation")
        guard let instalments = fields["instalments"] else { return nil }
        if instalments.scalar?.string == notStated { return ContributionTerms(instalments: nil, variation: variation) }
        return reading.word(instalments, "instalments", ContributionTerms.Instalments.self)
            .map { ContributionTerms(instalments: $0, variation: variation) }
    }

    /// Levels from the lowest up, each above the one before it.
    private func virement(_ node: Node) -> [VirementLevel] {
        var levels: [VirementLevel] = []
        for item in reading.items(of: node, "virement") ?? [] {
            guard let fields = reading.fields(of: item, "a level", Self.virementKeys) else { continue }
            let authority = reading.text(fields["authority"], "authority")
            guard let limitNode = fields["up_to"] else { continue }
            let isUnlimited = limitNode.scalar?.string == Self.noLimit
            let limit = isUnlimited ? nil : reading.money(limitNode, "up_to")
            guard let authority, isUnlimited || limit != nil else { continue }
            if let last = levels.last, !(last.limit.map { before in limit.map { $0 > before } ?? true } ?? false) {
                reading.note(
                    "pool.virement.order",
                    "the level of \(Quoting.short(authority)) is not above the one before it", at: limitNode,
                    reason: "a movement goes to the first level whose limit reaches it",
                    help: "list the levels from the lowest up; only the last may have no limit")
            }
            if limit?.isNegative == true {
                reading.note(
                    "pool.amount", "a limit is not below zero", at: limitNode, reason: "it is a size of a movement",
                    help: "write it as £100,000")
            }
            if levels.contains(where: { $0.authority.lowercased() == authority.lowercased() }) {
                reading.note(
                    "pool.virement.twice", "`\(Quoting.short(authority))` has two levels",
                    at: fields["authority"] ?? item, reason: "it could not be told how far its authority goes",
                    help: "delete one of them")
            }
            levels.append(VirementLevel(authority: authority, limit: limit))
        }
        return levels
    }

    private func readLines(
        _ node: Node?, _ rules: inout TermsReading, _ marks: inout YamlTerms
    ) -> [LineTerms] {
        var terms: [LineTerms] = []
        var places: [String: Int] = [:]
        for item in reading.items(of: node, "lines") ?? [] {
            guard let fields = reading.fields(of: item, "a line of a pool", Self.lineKeys) else { continue }
            let line = fields["line"].flatMap { rules.line(marks.value($0), "line") }
            let lead = fields["lead"].flatMap { rules.partner(marks.value($0), "lead") }
            let overspend = fields["overspend"].flatMap { rules.overspend(marks.value($0)) }
            let underspend = fields["underspend"].flatMap { rules.underspend(marks.value($0)) }
            guard let line, let lineNode = fields["line"] else { continue }
            if let first = places[line] {
                reading.note(
                    "pool.line.twice", "line `\(Quoting.short(line))` has rules already, on line \(first)",
                    at: lineNode,
                    reason: "it could not be told which rule holds", help: "put them together, or delete one of them")
                continue
            }
            places[line] = lineNode.mark?.line ?? 0
            terms.append(LineTerms(line: line, lead: lead, overspend: overspend, underspend: underspend))
        }
        return terms
    }
}
