import Diagnostics
import Finance
import Yams

/// Reads the entries of a rulebook; each step notes what is wrong and goes on.
struct RulebookEntryReading {
    /// The keys of each kind of entry.
    static let documentKeys = PlanManifest.Keys(required: ["id", "title", "where"])
    static let citeKeys = PlanManifest.Keys(required: ["document", "section", "confidence", "in_force"])
    static let fundingKeys = PlanManifest.Keys(
        required: ["id", "kind", "title", "mandatory", "cite"], optional: ["national", "note"])
    static let upliftKeys = PlanManifest.Keys(required: ["id", "applies_to", "rate", "cite"], optional: ["note"])
    static let conditionKeys = PlanManifest.Keys(
        required: ["id", "title", "test", "on_breach", "cite"], optional: ["note"])
    static let metricKeys = PlanManifest.Keys(
        required: ["id", "title", "unit", "period", "good", "cite"],
        optional: ["numerator", "denominator", "measure", "per", "population", "definition_cite", "note"])
    static let formulaKeys = PlanManifest.Keys(required: ["id", "formula", "terms", "cite"], optional: ["note"])
    static let roundingKeys = PlanManifest.Keys(required: ["rule", "cite"], optional: ["unit"])

    let reading: YamlReading
    private let year: PlanningYear?
    /// Whether the ids of documents, conditions and funding below an overlay are known.
    private let base: Rulebook?
    private var documentIds: [String] = []
    /// The ids that an uplift may apply to and a condition may name.
    var conditionIds: [String] = []
    var fundingIds: [String] = []
    var upliftIds: [String] = []
    /// The kinds of money that tests may speak of.
    private var fundingKinds = FundingSource.Kind.allCases

    /// Reads with what notes the mistakes of the file.
    init(_ reading: YamlReading, year: PlanningYear?, base: Rulebook?) {
        self.reading = reading
        self.year = year
        self.base = base
    }

    /// The ids that a list gives, before its entries are read.
    static func ids(in node: Node?) -> [String] { texts("id", in: node) }

    private static func texts(_ key: String, in node: Node?) -> [String] {
        guard case .sequence(let items)? = node else { return [] }
        return items.compactMap { item in
            item.mapping?.first { $0.key.scalar?.string == key }?.value.scalar?.string
        }
    }

    /// The documents that are cited.
    mutating func documents(_ node: Node?) -> [CitedDocument] {
        documentIds = base?.documents.map(\.id) ?? []
        let own = each(of: node, "documents", "a document", Self.documentKeys) {
            reading, id, fields -> CitedDocument? in
            let title = reading.text(fields["title"], "title")
            let location = reading.text(fields["where"], "where")
            guard let id, let title, let location else { return nil }
            return CitedDocument(id: id, title: title, location: location)
        }
        // Those with a slip of their own are named all the same: one slip is one message.
        documentIds += Self.ids(in: node)
        return own
    }

    /// The kinds of money.
    mutating func funding(_ node: Node?) -> [FundingRule] {
        fundingIds = Self.ids(in: node)
        fundingKinds = FundingSource.Kind.known(in: base) + Self.texts("kind", in: node).map(FundingSource.Kind.init)
        return each(of: node, "funding", "a kind of money", Self.fundingKeys) { reading, id, fields -> FundingRule? in
            // Any word: the entry is what makes it a kind of money.
            let kind = reading.identifier(fields["kind"], "kind").map(FundingSource.Kind.init(rawValue:))
            let title = reading.text(fields["title"], "title")
            let isMandatory = reading.yesOrNo(fields["mandatory"], "mandatory")
            let national = orNotStated(fields["national"]) { positive($0, "national") }
            let (note, cite) = (reading.text(fields["note"], "note"), citation(fields["cite"]))
            guard let id, let kind, let title, let isMandatory, let cite else { return nil }
            return FundingRule(
                id: id, kind: kind, title: title, isMandatory: isMandatory, national: national, note: note,
                citation: cite)
        }
    }

    /// The uplifts.
    mutating func uplifts(_ node: Node?) -> [Uplift] {
        upliftIds = Self.ids(in: node)
        let known = fundingIds + conditionIds
        return each(of: node, "uplifts", "an uplift", Self.upliftKeys) { reading, id, fields -> Uplift? in
            let appliesTo = reading.identifier(fields["applies_to"], "applies_to")
            if let appliesTo, let node = fields["applies_to"], !known.contains(appliesTo) {
                reading.note(
                    "rulebook.uplift.nothing", "nothing is called `\(Quoting.short(appliesTo))`", at: node,
                    reason: "an uplift is of an entry of `funding` or of `conditions`",
                    help: Suggestion.didYouMean(appliesTo, in: known) ?? "write one of \(Quoting.list(known))")
            }
            let rate = orNotStated(fields["rate"]) { reading.growth($0, "rate") }
            let (note, cite) = (reading.text(fields["note"], "note"), citation(fields["cite"]))
            guard let id, let appliesTo, let cite else { return nil }
            return Uplift(id: id, appliesTo: appliesTo, rate: rate, note: note, citation: cite)
        }
    }

    /// The conditions.
    func conditions(_ node: Node?) -> [Condition] {
        let tests = RulebookTestReading(reading, upliftIds: upliftIds, kinds: fundingKinds)
        return each(of: node, "conditions", "a condition", Self.conditionKeys) { reading, id, fields -> Condition? in
            let title = reading.text(fields["title"], "title")
            let test = fields["test"].flatMap(tests.test)
            let onBreach = reading.word(fields["on_breach"], "on_breach", Condition.OnBreach.self)
            let (note, cite) = (reading.text(fields["note"], "note"), citation(fields["cite"]))
            guard let id, let title, let test, let onBreach, let cite else { return nil }
            return Condition(id: id, title: title, test: test, onBreach: onBreach, note: note, citation: cite)
        }
    }

    /// The metrics.
    func metrics(_ node: Node?) -> [MetricRule] {
        each(of: node, "metrics", "a metric", Self.metricKeys) { reading, id, fields -> MetricRule? in
            let title = reading.text(fields["title"], "title")
            let unit = orNotStated(fields["unit"]) { reading.text($0, "unit") }
            let period = orNotStated(fields["period"]) { reading.word($0, "period", MetricRule.Period.self) }
            let good = reading.word(fields["good"], "good", MetricRule.Good.self)
            let (note, cite) = (reading.text(fields["note"], "note"), citation(fields["cite"]))
            let numerator = orNotStated(fields["numerator"]) { reading.text($0, "numerator") }
            let denominator = orNotStated(fields["denominator"]) { reading.text($0, "denominator") }
            let measure = measure(fields)
            let definition = definition(fields)
            guard let id, let title, let good, let cite else { return nil }
            return MetricRule(
                id: id, title: title, unit: unit, period: period, good: good, numerator: numerator,
                denominator: denominator, measure: measure, definition: definition, note: note, citation: cite)
        }
    }

    /// Where the definition of a metric comes from, which may be another document than the one that asks for it.
    private func definition(_ fields: [String: Node]) -> Citation? {
        let defining = ["numerator", "denominator", "measure"].first { fields[$0] != nil }
        if let defining, let node = fields[defining], fields["definition_cite"] == nil {
            reading.note(
                "rulebook.definition.no-cite", "a metric with `\(defining)` has no `definition_cite`", at: node,
                reason: "every entry says where it comes from, and how surely it is known",
                help: "add `definition_cite: {document: …, section: …, confidence: …, in_force: …}`")
        }
        return citation(fields["definition_cite"])
    }

    /// How counts become a metric's figures. Where it is not stated, they cannot be worked out from counts.
    private func measure(_ fields: [String: Node]) -> Metric.Measure? {
        let form = orNotStated(fields["measure"]) { reading.word($0, "measure", MetricRule.Form.self) }
        let population = reading.identifier(fields["population"], "population")
        let per = fields["per"].flatMap { people($0) }
        for key in ["per", "population"] {
            if let form, form.isRate, fields[key] == nil, let node = fields["measure"] {
                reading.note(
                    "rulebook.measure", "a rate has no `\(key)`", at: node,
                    reason: "a rate is so many per so many people of a population",
                    help: "add `\(key): \(key == "per" ? "100,000" : "adults")`")
            } else if let node = fields[key], !(form?.isRate ?? false), form != nil || fields["measure"] == nil {
                reading.note(
                    "rulebook.measure", "`\(key)` belongs to a rate, and the metric is none", at: node,
                    reason: "a rate is so many per so many people of a population",
                    help: "delete it, or write `measure: rate`, `monthly-rate` or `daily-rate`")
            }
        }
        return form.flatMap { Metric.Measure($0, per: per, population: population) }
    }

    private func people(_ node: Node) -> Int64? {
        guard let value = reading.text(node, "per") else { return nil }
        if let figure = DecimalFigure(value), figure.places == 0, (1...1_000_000_000).contains(figure.digits) {
            return figure.digits
        }
        reading.note(
            "rulebook.per", "`\(Quoting.short(value))` is not a number of people", at: node,
            reason: "a rate is per so many people", help: "write it as `per: 100,000`")
        return nil
    }

    /// The formulas that tie money to performance.
    func riskFormulas(_ node: Node?) -> [RiskFormula] {
        each(of: node, "risk_formulas", "a formula", Self.formulaKeys) { reading, id, fields -> RiskFormula? in
            let formula = reading.identifier(fields["formula"], "formula")
            let terms = self.terms(fields["terms"])
            let (note, cite) = (reading.text(fields["note"], "note"), citation(fields["cite"]))
            guard let id, let formula, let terms, let cite else { return nil }
            return RiskFormula(id: id, formula: formula, terms: terms, note: note, citation: cite)
        }
    }

    private func terms(_ node: Node?) -> [RiskFormula.Term]? {
        guard let node else { return nil }
        guard case .mapping(let pairs) = node else {
            reading.note(
                "yaml.not-a-mapping", "`terms` is a list of `name: value` lines", at: node,
                reason: "what a value means is told by its name", help: "write `terms: {}` for none")
            return nil
        }
        return pairs.compactMap { key, value in
            guard let name = reading.identifier(key, "terms") else { return nil }
            return RiskFormula.Term(name: name, value: orNotStated(value) { reading.text($0, name) })
        }
    }

    /// How worked-out amounts are rounded.
    func rounding(_ node: Node?) -> RoundingRule? {
        guard let node, let fields = reading.fields(of: node, "the rounding", Self.roundingKeys) else { return nil }
        let rule = reading.word(fields["rule"], "rule", Rounding.self)
        let unit = fields["unit"].map { positive($0, "unit") } ?? Money(pence: 1)
        guard let rule, let unit, let cite = citation(fields["cite"]) else { return nil }
        return RoundingRule(rule: rule, unit: unit, citation: cite)
    }
}

// What several kinds of entry have.
extension RulebookEntryReading {
    /// The entries of a list, each with an id of its own.
    private func each<Entry>(
        of node: Node?, _ list: String, _ what: String, _ keys: PlanManifest.Keys,
        _ read: (YamlReading, String?, [String: Node]) -> Entry?
    ) -> [Entry] {
        var lines: [String: Int] = [:]
        return (reading.items(of: node, list) ?? []).compactMap { item in
            guard let fields = reading.fields(of: item, what, keys) else { return nil }
            let id = reading.identifier(fields["id"], "id")
            if let id, let node = fields["id"] {
                if let first = lines[id] {
                    reading.note(
                        "rulebook.duplicate", "`\(id)` stands twice in `\(list)`, first on line \(first)", at: node,
                        reason: "an id is unique in its list", help: "give one of them another id, or delete it")
                } else {
                    lines[id] = node.mark?.line ?? 0
                }
            }
            return read(reading, id, fields)
        }
    }

    /// A value, or `nil` where it is not there or `not stated`.
    private func orNotStated<Value>(_ node: Node?, _ read: (Node) -> Value?) -> Value? {
        guard let node, node.scalar?.string != notStated else { return nil }
        return read(node)
    }

    /// An amount above zero.
    private func positive(_ node: Node, _ key: String) -> Money? { reading.positiveMoney(node, key) }

    /// Where an entry comes from. That there is none is noted with the other missing keys.
    private func citation(_ node: Node?) -> Citation? {
        guard let node, let fields = reading.fields(of: node, "a citation", Self.citeKeys) else { return nil }
        let document = reading.identifier(fields["document"], "document")
        if let document, let node = fields["document"], !documentIds.contains(document) {
            reading.note(
                "rulebook.document.unknown", "there is no document `\(Quoting.short(document))`", at: node,
                reason: "a citation names a document of the list `documents`",
                help: Suggestion.didYouMean(document, in: documentIds)
                    ?? "add it to `documents`, or write one of \(Quoting.list(documentIds))")
        }
        let section = orNotStated(fields["section"]) { reading.text($0, "section") }
        let confidence = reading.word(fields["confidence"], "confidence", Citation.Confidence.self)
        let day = inForce(fields["in_force"])
        guard let document, let confidence, let day else { return nil }
        return Citation(document: document, section: section, confidence: confidence, inForce: day)
    }

    /// A day that exists and that is not after the year's end.
    private func inForce(_ node: Node?) -> String? {
        guard let node, let day = reading.day(node, "in_force") else { return nil }
        guard let year, day > "\(year.start + 1)-03-31" else { return day }
        reading.note(
            "rulebook.date.out-of-year", "\(day) is after the year \(year.text)", at: node,
            reason: "a rule that comes into force later says nothing about the year",
            help: "write the day from which it is in force, at the latest \(year.start + 1)-03-31")
        return nil
    }
}
