import Diagnostics

// The rules themselves: strategies, steps, shares.

extension TermsReading {
    /// The keys that a rule may have beside `strategy`, those of every strategy together.
    package static let ruleKeys = [
        "clause", "to", "caps", "joint", "variable", "shares", "steps", "first", "lead", "partner", "contingency",
        "ring_fenced",
    ]
    /// The keys that a step of a waterfall may have beside `step`.
    package static let stepKeys = ["contingency", "lines", "by"]

    /// The keys of any rule.
    private static let ofEveryRule = ["strategy", "clause"]

    /// Who bears an overspend.
    package mutating func overspend(_ value: TermsValue) -> OverspendRule? {
        guard let entries = strategyFields(value, "overspend") else { return nil }
        let clause = entries.fields["clause"].flatMap { text($0, "clause") }
        guard let strategy = RiskShare.Strategy(rawValue: entries.strategy) else {
            unknown(entries.strategy, "strategy", RiskShare.Strategy.allCases.map(\.rawValue), entries.mark)
            return nil
        }
        return share(strategy, value, keys: Self.ofEveryRule).map { OverspendRule($0, clause: clause) }
    }

    /// What becomes of an underspend.
    package mutating func underspend(_ value: TermsValue) -> UnderspendRule? {
        guard let entries = strategyFields(value, "underspend") else { return nil }
        let keys = Self.ofEveryRule + ["ring_fenced"]
        let clause = entries.fields["clause"].flatMap { text($0, "clause") }
        var ringFenced: [String] = []
        if let value = entries.fields["ring_fenced"], let items = list(value, "ring_fenced") {
            for item in items { if let id = source(item, "ring_fenced") { ringFenced.append(id) } }
        }
        let treatment: UnderspendRule.Treatment?
        switch UnderspendRule.Treatment.Word(rawValue: entries.strategy) {
        case .stays?: treatment = fields(value, "underspend", keys) == nil ? nil : .stays
        case .returns?: treatment = fields(value, "underspend", keys) == nil ? nil : .returns
        case .toContingency?: treatment = toContingency(value, keys)
        case .retainedBy?:
            let own = fields(value, "underspend", keys + ["partner"]) ?? [:]
            if let named = own["partner"] {
                treatment = partner(named, "partner").map { .retainedBy($0) }
            } else {
                treatment = .retainedBy(nil)
            }
        case nil:
            guard let strategy = RiskShare.Strategy(rawValue: entries.strategy), strategy != .waterfall else {
                unknown(entries.strategy, "strategy", Self.underspendWords, entries.mark)
                return nil
            }
            treatment = share(strategy, value, keys: keys).map { .shared($0) }
        }
        return treatment.map { UnderspendRule($0, ringFenced: ringFenced, clause: clause) }
    }

    /// The strategies that an underspend can have.
    package static let underspendWords =
        UnderspendRule.Treatment.Word.allCases.map(\.rawValue)
        + RiskShare.Strategy.allCases.filter { $0 != .waterfall }.map(\.rawValue)

    private mutating func toContingency(_ value: TermsValue, _ keys: [String]) -> UnderspendRule.Treatment? {
        let own = fields(value, "underspend", keys + ["contingency"]) ?? [:]
        if let named = own["contingency"] {
            return text(named, "contingency").flatMap { contingency(named: $0, named.mark) }.map {
                .toContingency($0.id)
            }
        }
        if let contingency = known.contingency { return .toContingency(contingency.id) }
        noContingency(value.mark)
        return nil
    }

    /// An amount of the plan that a rule names as a contingency.
    package mutating func contingency(named id: String, _ mark: Int) -> RiskContingency? {
        if let own = known.contingency, own.id == id { return own }
        if let amount = known.amounts[id] { return RiskContingency(id: id, holds: amount) }
        note(
            "pool.contingency.unknown", "the plan states no amount `\(id.prefix(60))`", mark,
            reason: "a contingency can pay only what it holds",
            help: Suggestion.didYouMean(id, in: known.amounts.keys.sorted())
                ?? "list it under `contingencies` or `memoranda`"
                + (known.amounts.isEmpty
                    ? "" : ", or name one of \(known.amounts.keys.sorted().joined(separator: ", "))"))
        return nil
    }

    private mutating func noContingency(_ mark: Int) {
        note(
            "pool.contingency.missing", "the rule does not say which contingency is meant", mark,
            reason: "the pool names none of its own",
            help: "add `contingency`, with the id of a contingency or a memorandum")
    }

    /// A rule's strategy, looked at before its other keys: these follow from it.
    private mutating func strategyFields(
        _ value: TermsValue, _ what: String
    ) -> (strategy: String, mark: Int, fields: [String: TermsValue])? {
        guard let entries = map(value, what) else { return nil }
        let fields = Dictionary(entries.map { ($0.key, $0.value) }) { first, _ in first }
        // Without a strategy nobody looks at the other keys again.
        if fields["strategy"] == nil { _ = self.fields(value, what, ["strategy"] + Self.ruleKeys) }
        guard
            let strategy = required(
                fields, "strategy", of: what, value.mark,
                help: "write one of "
                    + (what == "underspend" ? Self.underspendWords : RiskShare.Strategy.allCases.map(\.rawValue))
                    .joined(separator: ", ")),
            let name = text(strategy, "strategy")
        else { return nil }
        return (name, strategy.mark, fields)
    }

    /// A strategy within another.
    private mutating func inner(_ value: TermsValue, _ what: String) -> RiskShare? {
        guard let entries = strategyFields(value, what) else { return nil }
        guard let strategy = RiskShare.Strategy(rawValue: entries.strategy), strategy != .waterfall else {
            let words = RiskShare.Strategy.allCases.filter { $0 != .waterfall }.map(\.rawValue)
            unknown(entries.strategy, "strategy", words, entries.mark)
            return nil
        }
        return share(strategy, value, keys: ["strategy"])
    }

    private mutating func share(_ strategy: RiskShare.Strategy, _ value: TermsValue, keys: [String]) -> RiskShare? {
        let what = strategy.rawValue
        switch strategy {
        case .ownRisk: return fields(value, what, keys) == nil ? nil : .ownRisk
        case .proRataContribution:
            guard let own = fields(value, what, keys + ["to", "caps"]) else { return nil }
            let basis = own["to"].map { word($0, "to", RiskShare.Basis.self) } ?? .pool
            let caps = own["caps"].map { amounts($0, "caps") } ?? []
            guard let basis, let caps else { return nil }
            return .proRataContribution(to: basis, caps: caps)
        case .proRataCommissioned:
            guard let own = fields(value, what, keys + ["joint"]) else { return nil }
            guard let given = own["joint"] else { return .proRataCommissioned(joint: nil) }
            return inner(given, "joint").map { .proRataCommissioned(joint: $0) }
        case .fixedVariable:
            guard let own = fields(value, what, keys + ["variable"]),
                let given = required(
                    own, "variable", of: what, value.mark,
                    help: "list the partners whose contributions vary: `variable: [\(example)]`"),
                let items = list(given, "variable")
            else { return nil }
            var partners: [String] = []
            for item in items { if let id = partner(item, "variable") { partners.append(id) } }
            guard partners.count == items.count else { return nil }
            guard !partners.isEmpty, Set(partners).count == partners.count else {
                note(
                    "pool.variable", "`variable` names each partner once, and at least one", given.mark,
                    reason: "somebody's contribution has to vary", help: "write `variable: [\(example)]`")
                return nil
            }
            return .fixedVariable(variable: inOrder(partners))
        case .fixedShares:
            guard let own = fields(value, what, keys + ["shares"]),
                let given = required(own, "shares", of: what, value.mark, help: "write `shares: {\(example): 50%, …}`"),
                let shares = rates(given, "shares")
            else { return nil }
            return whole(shares, given.mark).map { .fixedShares($0) }
        case .waterfall:
            guard let own = fields(value, what, keys + ["steps"]),
                let given = required(
                    own, "steps", of: what, value.mark,
                    help: "list the steps in their order: underspends, contingency, …"),
                let items = list(given, "steps")
            else { return nil }
            let steps = items.compactMap { step($0) }
            if items.isEmpty {
                note(
                    "pool.steps", "a waterfall without a step meets nothing", given.mark,
                    reason: "it goes from step to step", help: "list at least one step")
            }
            return steps.count == items.count && !steps.isEmpty ? .waterfall(steps) : nil
        case .thresholdCascade:
            guard let own = fields(value, what, keys + ["first", "lead"]) else { return nil }
            let first = required(
                own, "first", of: what, value.mark, help: "write `first: {\(example): 10%}`"
            ).flatMap { rates($0, "first") }
            let lead = required(
                own, "lead", of: what, value.mark, help: "name the partner that takes the rest"
            ).flatMap { partner($0, "lead") }
            guard let first, let lead else { return nil }
            return .thresholdCascade(first: first, lead: lead)
        }
    }

    private mutating func step(_ value: TermsValue) -> RiskShare.Step? {
        let keys = ["step"] + Self.stepKeys
        // A step that has no more to say is its word alone.
        if case .text(let text) = value.content { return plainStep(text, value.mark) }
        guard let own = fields(value, "steps", keys),
            let named = required(own, "step", of: "steps", value.mark, help: "write `step: underspends`"),
            let kind = word(named, "step", RiskShare.Step.Kind.self)
        else { return nil }
        let fitting =
            ["step"] + [.contingency: ["contingency"], .schemes: ["lines"], .outside: ["by"]][kind, default: []]
        guard fields(value, kind.rawValue, fitting)?.count == own.count else { return nil }
        switch kind {
        case .underspends: return .underspends
        case .contingency:
            guard let given = own["contingency"] else { return plainStep(kind.rawValue, value.mark) }
            return text(given, "contingency").flatMap { contingency(named: $0, given.mark) }
                .map { .contingency(id: $0.id, holds: $0.holds) }
        case .schemes:
            guard let given = own["lines"] else { return .schemes(lines: nil) }
            guard let items = list(given, "lines") else { return nil }
            let ids = items.compactMap { line($0, "lines") }
            return ids.count == items.count ? .schemes(lines: ids) : nil
        case .outside:
            return required(own, "by", of: "outside", value.mark, help: "say who pays: `by: {strategy: …}`")
                .flatMap { inner($0, "by") }.map { .outside($0) }
        }
    }

    private mutating func plainStep(_ text: String, _ mark: Int) -> RiskShare.Step? {
        switch RiskShare.Step.Kind(rawValue: text) {
        case .underspends?: return .underspends
        case .schemes?: return .schemes(lines: nil)
        case .contingency?:
            if let own = known.contingency { return .contingency(id: own.id, holds: own.holds) }
            noContingency(mark)
        case .outside?:
            note(
                "pool.key.missing", "`outside` needs `by`", mark, reason: "money from outside the pool is somebody's",
                help: "say who pays: `{step: outside, by: {strategy: …}}`")
        case nil: unknown(text, "step", RiskShare.Step.Kind.allCases.map(\.rawValue), mark)
        }
        return nil
    }

    /// Amounts by partner, in the order of the pool's partners.
    package mutating func amounts(_ value: TermsValue, _ key: String) -> [RiskShare.PartnerAmount]? {
        guard let entries = map(value, key) else { return nil }
        var amounts: [RiskShare.PartnerAmount] = []
        for entry in entries {
            let partner = partner(named: entry.key, entry.mark)
            let amount = money(entry.value, entry.key)
            if let partner, let amount { amounts.append(.init(partner: partner, amount: amount)) }
        }
        return amounts.count == entries.count ? sorted(amounts, by: \.partner) : nil
    }

    private mutating func rates(_ value: TermsValue, _ key: String) -> [RiskShare.PartnerShare]? {
        guard let entries = map(value, key) else { return nil }
        var rates: [RiskShare.PartnerShare] = []
        for entry in entries {
            let partner = partner(named: entry.key, entry.mark)
            let rate = rate(entry.value, entry.key)
            if let partner, let rate { rates.append(.init(partner: partner, rate: rate)) }
        }
        guard rates.count == entries.count else { return nil }
        if rates.isEmpty {
            note(
                "pool.shares.none", "`\(key)` names no partner", value.mark, reason: "somebody has to take a part",
                help: "write `\(key): {\(example): 50%, …}`")
            return nil
        }
        return sorted(rates, by: \.partner)
    }

    private mutating func whole(_ shares: [RiskShare.PartnerShare], _ mark: Int) -> [RiskShare.PartnerShare]? {
        let sum = Int64(clamping: shares.reduce(Int128(0)) { $0 + Int128(RiskShare.weight($1.rate) ?? 0) })
        if sum == RiskShare.wholeWeight { return shares }
        note(
            "pool.shares.sum", "the shares add to \(Rate(sum, over: RiskShare.wholeWeight)?.description ?? "too much")",
            mark, reason: "shares of an amount add to 100%, or pounds would be left or made",
            help: "change them until they add to 100%")
        return nil
    }

    private var example: String { known.partners?.first ?? "partner" }

    private func inOrder(_ ids: [String]) -> [String] { sorted(ids, by: \.self) }

    /// In the order of the pool's partners, so that it does not matter in which order somebody writes them.
    private func sorted<Item>(_ items: [Item], by id: KeyPath<Item, String>) -> [Item] {
        let order = known.partners ?? []
        return items.sorted { left, right in
            (order.firstIndex(of: left[keyPath: id]) ?? .max, left[keyPath: id])
                < (order.firstIndex(of: right[keyPath: id]) ?? .max, right[keyPath: id])
        }
    }
}
