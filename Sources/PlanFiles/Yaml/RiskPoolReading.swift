import Diagnostics
import Finance
import Yams

/// Reads the risk pools of plan.yaml.
struct RiskPoolReading {
    /// The keys of a risk pool.
    static let poolKeys = PlanManifest.Keys(
        required: ["id", "title", "amount", "held_in"],
        optional: [
            "metric", "unit", "planned", "formula", "quarters", "unit_cost", "payment_lag_quarters", "steps",
            "retained_by", "released_to", "stages", "note",
        ])
    /// The keys of a step of a threshold.
    static let stepKeys = PlanManifest.Keys(required: ["from", "released"])
    /// The keys of a share of what is retained.
    static let shareKeys = PlanManifest.Keys(required: ["partner", "share"])
    /// The keys of a next scheme.
    static let schemeKeys = PlanManifest.Keys(required: ["title"], optional: ["line", "amount"])
    /// The keys of a stage.
    static let stageKeys = PlanManifest.Keys(required: ["stage", "by"])

    private let reading: YamlReading
    private let later: LaterChecks
    private let partners: [Partner]
    private let places: PlaceReading
    /// The formulas that were named, to be held against the rulebook.
    private(set) var formulas: [(name: String, node: Node)] = []

    /// Reads with what notes the mistakes of the file.
    init(_ reading: YamlReading, _ later: LaterChecks, partners: [Partner], reserves: [String]) {
        self.reading = reading
        self.later = later
        self.partners = partners
        places = PlaceReading(reading, later, reserves: reserves)
    }

    /// The risk pools that could be read.
    mutating func pools(_ node: Node?) -> [RiskPool] {
        let items = reading.items(of: node, "risk_pools") ?? []
        for item in items {
            let formula = item.mapping?.first { $0.key.scalar?.string == "formula" }?.value
            if let formula, let name = formula.scalar?.string, name != notStated { formulas.append((name, formula)) }
        }
        return read(items)
    }

    private func read(_ items: [Node]) -> [RiskPool] {
        var known = KnownIds("risk pool")
        return items.compactMap { item in
            guard let fields = reading.fields(of: item, "a risk pool", Self.poolKeys) else { return nil }
            let id = known.add(fields["id"], reading)
            let title = reading.text(fields["title"], "title")
            let amount = reading.statedMoney(fields["amount"], "amount")
            let heldIn = places.place(fields["held_in"], "held_in")
            let planned = planned(fields["planned"])
            let terms = terms(fields)
            let pool = RiskPool(
                id: id ?? "", title: title ?? "", amount: amount ?? .zero, heldIn: heldIn ?? .notStated,
                metric: reading.textOrNotStated(fields["metric"], "metric"),
                unit: reading.textOrNotStated(fields["unit"], "unit"), planned: planned, terms: terms,
                releasedTo: nextSchemes(fields["released_to"]), stages: places.stages(fields["stages"]),
                note: reading.text(fields["note"], "note"))
            check(pool, at: fields)
            return id == nil || title == nil || amount == nil ? nil : pool
        }
    }

    private func terms(_ fields: [String: Node]) -> RiskPoolTerms {
        var terms = RiskPoolTerms()
        terms.formula = reading.textOrNotStated(fields["formula"], "formula")
        if let node = fields["quarters"], node.scalar?.string != notStated {
            terms.quarters = reading.word(node, "quarters", RiskPoolTerms.Quarters.self)
        }
        terms.unitCost = reading.moneyOrNotStated(fields["unit_cost"], "unit_cost")
        if let node = fields["payment_lag_quarters"], node.scalar?.string != notStated {
            terms.paymentLag = count(node, "payment_lag_quarters", upTo: 4).map { Int($0) }
        }
        if let node = fields["steps"], node.scalar?.string != notStated { terms.steps = steps(node) }
        if let node = fields["retained_by"], node.scalar?.string != notStated { terms.retainedBy = shares(node) }
        return terms
    }

    private func steps(_ node: Node) -> [RiskPoolTerms.Step]? {
        guard let items = reading.items(of: node, "steps") else { return nil }
        let steps = items.compactMap { item -> RiskPoolTerms.Step? in
            guard let fields = reading.fields(of: item, "a step", Self.stepKeys) else { return nil }
            let from = reading.percentage(fields["from"], "from")
            let released = reading.percentage(fields["released"], "released")
            guard let from, let released else { return nil }
            return .init(from: from, released: released)
        }
        guard steps.count == items.count else { return nil }
        guard let problem = RiskPoolTerms.problem(ofSteps: steps) else { return steps }
        reading.note(
            "plan.risk-pool.steps", problem, at: node, reason: "more delivery never releases less",
            help: "write the steps from the lowest up, such as {from: 80%, released: 50%}")
        return nil
    }

    private func shares(_ node: Node) -> [RiskPoolTerms.Share]? {
        guard let items = reading.items(of: node, "retained_by") else { return nil }
        let shares = items.compactMap { item -> RiskPoolTerms.Share? in
            guard let fields = reading.fields(of: item, "a share of what is retained", Self.shareKeys) else {
                return nil
            }
            let partner = partner(fields["partner"])
            let rate = reading.percentage(fields["share"], "share")
            guard let partner, let rate else { return nil }
            return .init(partner: partner, rate: rate)
        }
        guard shares.count == items.count else { return nil }
        guard let problem = RiskPoolTerms.problem(ofShares: shares) else { return shares }
        reading.note(
            "plan.risk-pool.shares", problem, at: node, reason: "what is retained is shared out to the last penny",
            help: "give shares that add up to 100%")
        return nil
    }

    private func partner(_ node: Node?) -> String? {
        guard let node, let id = reading.text(node, "partner") else { return nil }
        let known = partners.map(\.id)
        if known.contains(id) { return id }
        reading.note(
            "plan.partner.unknown", "there is no partner `\(Quoting.short(id))`", at: node,
            reason: "what is retained is kept by partners of the list `partners`",
            help: Suggestion.didYouMean(id, in: known.prefix(1000)) ?? "write one of \(Quoting.list(known))")
        return nil
    }

    private func nextSchemes(_ node: Node?) -> [RiskPool.NextScheme]? {
        guard let node, node.scalar?.string != notStated else { return nil }
        return reading.items(of: node, "released_to")?.compactMap { item in
            guard let fields = reading.fields(of: item, "a next scheme", Self.schemeKeys) else { return nil }
            let title = reading.text(fields["title"], "title")
            let line = fields["line"].flatMap {
                $0.scalar?.string == notStated ? nil : reading.line($0, "line", later)
            }
            let amount = reading.moneyOrNotStated(fields["amount"], "amount")
            return title.map { .init(line: line, title: $0, amount: amount) }
        }
    }

    private func planned(_ node: Node?) -> [Int64]? {
        guard let node, node.scalar?.string != notStated, let items = reading.items(of: node, "planned") else {
            return nil
        }
        guard items.count == 4 else {
            reading.note(
                "plan.risk-pool.planned", "`planned` has \(items.count) figures", at: node,
                reason: "a trajectory has one figure for each quarter",
                help: "write four, such as [380, 380, 379, 378], or `not stated`")
            return nil
        }
        let counts = items.compactMap { count($0, "planned", upTo: RiskPool.mostUnits) }
        return counts.count == 4 ? counts : nil
    }

    private func count(_ node: Node, _ key: String, upTo most: Int64) -> Int64? {
        guard let value = reading.text(node, key) else { return nil }
        let digits = value.filter { $0 != "," }
        let isPlain = digits.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        if isPlain, let count = Int64(digits), count <= most { return count }
        reading.note(
            "plan.count", "`\(Quoting.short(value))` is no number for `\(key)`", at: node,
            reason: "it is a whole number from 0 to \(most)", help: "write it in digits, such as 1 or 380")
        return nil
    }

    /// Terms that contradict each other, or that a formula cannot do with.
    private func check(_ pool: RiskPool, at fields: [String: Node]) {
        if pool.terms.quarters == .byTrajectory, let node = fields["quarters"],
            pool.planned?.allSatisfy({ $0 == 0 }) == true
        {
            reading.note(
                "plan.risk-pool.quarters", "the quarters are divided by a trajectory that plans nothing", at: node,
                reason: "what is planned in each quarter is the key",
                help: "give `planned` figures above 0, or write `quarters: equal`")
        }
        if pool.terms.unitCost == .zero, let node = fields["unit_cost"] {
            reading.note(
                "plan.risk-pool.unit-cost", "a unit is worth £0", at: node, reason: "what is avoided saves money",
                help: "write the cost of one unit, or `\(notStated)`")
        }
        if pool.terms.steps != nil, let formula = pool.terms.formula, formula != "threshold",
            RiskPoolFormula.named(formula) != nil,
            let node = fields["steps"]
        {
            reading.note(
                "plan.risk-pool.terms", "the formula `\(Quoting.short(formula))` has no steps", at: node,
                reason: "steps belong to the formula `threshold`", help: "write `formula: threshold`, or delete `steps`"
            )
        }
    }
}

extension RiskPoolReading {
    /// Holds the formulas that plan.yaml names against those that bcf knows and those of the year's rulebook.
    func check(against rulebook: Rulebook?) {
        let own = RiskPoolFormula.all.map(\.name) + ["locally-agreed"]
        let known = own + (rulebook?.riskFormulas ?? []).flatMap { [$0.id, $0.formula] }.filter { !own.contains($0) }
        for (name, node) in formulas where !known.contains(name) {
            reading.note(
                "plan.risk-pool.formula", "no formula is called `\(Quoting.short(name))`", at: node,
                reason: "how delivery becomes money is one of a list, or an entry of the rulebook",
                help: Suggestion.didYouMean(name, in: known) ?? "write `\(notStated)`, or one of \(Quoting.list(known))"
            )
        }
    }
}
