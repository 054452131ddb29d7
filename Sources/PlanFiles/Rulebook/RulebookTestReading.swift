import Diagnostics
import Finance
import Yams

/// Reads how a condition is tested, and the filters that say which money is meant.
struct RulebookTestReading {
    /// The kinds of test and what each must have beside its kind.
    static let kinds: [(kind: String, keys: PlanManifest.Keys)] = [
        ("balance", PlanManifest.Keys(required: ["kind"])),
        ("minimum", PlanManifest.Keys(required: ["kind", "of", "required"])),
        ("maximum", PlanManifest.Keys(required: ["kind", "of", "required"])),
        ("ring-fence", PlanManifest.Keys(required: ["kind", "money", "only_on"])),
        ("pass-down", PlanManifest.Keys(required: ["kind", "money", "to", "by"])),
        ("share", PlanManifest.Keys(required: ["kind", "of", "at_least", "to"])),
        ("reserve", PlanManifest.Keys(required: ["kind"])),
        ("capital-on-capital", PlanManifest.Keys(required: ["kind", "money"])),
        ("declaration", PlanManifest.Keys(required: ["kind"])),
    ]
    /// The filters on a source.
    static let sourceKeys = ["source_kind", "contributor_kind"]
    /// The filters on a line.
    static let lineKeys = [
        "commissioner", "area_of_spend", "provider", "capital_or_revenue", "scheme_type", "protected",
    ]

    private let reading: YamlReading
    private let upliftIds: [String]
    private let kinds: [FundingSource.Kind]

    init(_ reading: YamlReading, upliftIds: [String], kinds: [FundingSource.Kind]) {
        self.reading = reading
        self.upliftIds = upliftIds
        self.kinds = kinds
    }

    /// The test that a node states.
    func test(_ node: Node) -> Condition.Test? {
        let stated = node.mapping?.first { $0.key.scalar?.string == "kind" }?.value
        let known = Self.kinds.map(\.kind)
        guard let stated, let keys = Self.kinds.first(where: { $0.kind == stated.scalar?.string })?.keys else {
            guard let stated, let word = reading.text(stated, "kind") else {
                _ = reading.fields(of: node, "a test", PlanManifest.Keys(required: ["kind"]))
                return nil
            }
            reading.note(
                "rulebook.test.unknown", "`\(Quoting.short(word))` is not a kind of test", at: stated,
                reason: "bcf knows how to test a list of kinds",
                help: Suggestion.didYouMean(word, in: known) ?? "write one of \(Quoting.list(known))")
            return nil
        }
        guard let fields = reading.fields(of: node, "a test of this kind", keys) else { return nil }
        let money = fields["money"].flatMap { filter($0, "money", Self.sourceKeys) }
        switch stated.scalar?.string {
        case "balance": return .balance
        case "reserve": return .reserve
        case "declaration": return .declaration
        case "capital-on-capital": return money.map { .capitalOnCapital(money: $0) }
        case "ring-fence":
            let lines = fields["only_on"].flatMap { filter($0, "only_on", Self.lineKeys) }
            guard let money, let lines else { return nil }
            return .ringFence(money: money, onlyOn: lines)
        case "pass-down":
            let kind = reading.word(fields["to"], "to", Partner.Kind.self)
            let isUndated = fields["by"]?.scalar?.string == notStated
            let day = isUndated ? nil : reading.day(fields["by"], "by")
            guard let money, let kind, isUndated || day != nil else { return nil }
            return .passDown(money: money, to: kind, by: day)
        case "share":
            let (part, whole) = (measure(fields["of"], "of"), measure(fields["to"], "to"))
            let rate = share(fields["at_least"])
            guard let part, let whole, let rate else { return nil }
            return .share(of: part, atLeast: rate, to: whole)
        case let kind:
            let (sum, required) = (measure(fields["of"], "of"), required(fields["required"]))
            guard let sum, let required else { return nil }
            return kind == "minimum" ? .minimum(of: sum, required: required) : .maximum(of: sum, required: required)
        }
    }

    private func share(_ node: Node?) -> Rate? {
        guard let node, let rate = reading.rate(node, "at_least") else { return nil }
        guard rate.numerator > 0, rate.numerator <= rate.denominator else {
            reading.note(
                "rulebook.rate", "`at_least` is \(rate)", at: node, reason: "a share is above 0% and at most 100%",
                help: "write the share as a percentage")
            return nil
        }
        return rate
    }

    /// `{spend: …}` or `{funding: …}`.
    private func measure(_ node: Node?, _ key: String) -> Condition.Measure? {
        guard let node else { return nil }
        guard
            let fields = reading.fields(
                of: node, "a sum", PlanManifest.Keys(required: [], optional: ["spend", "funding"]))
        else { return nil }
        switch (fields["spend"], fields["funding"]) {
        case (let spend?, nil): return filter(spend, "spend", Self.sourceKeys + Self.lineKeys).map { .spend($0) }
        case (nil, let funding?): return filter(funding, "funding", Self.sourceKeys).map { .funding($0) }
        default:
            reading.note(
                "rulebook.sum", "`\(key)` says \(fields.isEmpty ? "neither" : "both") `spend` and `funding`", at: node,
                reason: "a sum is over what lines spend, or over what comes in",
                help: "write `\(key): {spend: {source_kind: [nhs-minimum]}}`")
            return nil
        }
    }

    /// What a sum is held against.
    private func required(_ node: Node?) -> Condition.Required? {
        guard let node else { return nil }
        let known = ["amount", "stated", "share_of", "by", "national", "previous", "uplift"]
        guard
            let fields = reading.fields(of: node, "what is required", PlanManifest.Keys(required: [], optional: known))
        else { return nil }
        let amount = reading.positiveMoney(fields["amount"], "amount")
        let isStated = reading.yesOrNo(fields["stated"], "stated")
        let share = reading.positiveMoney(fields["share_of"], "share_of")
        let kind = reading.word(fields["by"], "by", among: kinds)
        let national = reading.positiveMoney(fields["national"], "national")
        let previous = reading.identifier(fields["previous"], "previous")
        let uplift = reading.identifier(fields["uplift"], "uplift")
        if let uplift, let node = fields["uplift"], !upliftIds.contains(uplift) {
            reading.note(
                "rulebook.uplift.unknown", "there is no uplift `\(Quoting.short(uplift))`", at: node,
                reason: "`uplift` names an entry of `uplifts`",
                help: Suggestion.didYouMean(uplift, in: upliftIds)
                    ?? (upliftIds.isEmpty ? "add it to `uplifts`" : "write one of \(Quoting.list(upliftIds))"))
        }
        switch Set(fields.keys) {
        case ["amount"]: return amount.map { .amount($0) }
        case ["stated"] where isStated != false: return isStated.map { _ in .stated }
        case ["share_of", "by", "national"]:
            guard let share, let kind, let national else { return nil }
            return .share(of: share, by: kind, national: national)
        case ["previous", "uplift"]:
            guard let previous, let uplift else { return nil }
            return .uplifted(previous: previous, uplift: uplift)
        default:
            reading.note(
                "rulebook.required", "what is required cannot be told from these keys", at: node,
                reason:
                    "it is an amount, a minimum that plan.yaml states, a share of a national amount, or last year's "
                    + "minimum and an uplift",
                help: "write {amount: £…}, {stated: yes}, {share_of: £…, by: KIND, national: £…} or "
                    + "{previous: CONDITION, uplift: UPLIFT}")
            return nil
        }
    }

    // MARK: Filters

    private func filter(_ node: Node, _ what: String, _ known: [String]) -> SpendFilter? {
        guard let fields = reading.fields(of: node, "`\(what)`", PlanManifest.Keys(required: [], optional: known))
        else {
            return nil
        }
        var filter = SpendFilter()
        var isWhole = true
        func read<Value>(_ key: String, _ value: (Node) -> Value?) -> Value? {
            guard let node = fields[key] else { return nil }
            let read = value(node)
            if read == nil { isWhole = false }
            return read
        }
        filter.sourceKind = read("source_kind") { node in
            listed(node, "source_kind") { reading.word($0, "source_kind", among: kinds) }
        }
        filter.contributorKind = read("contributor_kind") { words($0, "contributor_kind") }
        filter.commissioner = read("commissioner") { words($0, "commissioner") }
        filter.areaOfSpend = read("area_of_spend") { words($0, "area_of_spend") }
        filter.provider = read("provider") { words($0, "provider") }
        filter.nature = read("capital_or_revenue") { words($0, "capital_or_revenue") }
        filter.schemeType = read("scheme_type") { node in
            listed(node, "scheme_type") { reading.identifier($0, "scheme_type") }
        }
        filter.isProtected = read("protected") { reading.yesOrNo($0, "protected") }
        return isWhole ? filter : nil
    }

    private func words<Word: RawRepresentable<String> & CaseIterable & Hashable & Sendable>(
        _ node: Node, _ key: String
    ) -> WordFilter<Word>? {
        listed(node, key) { reading.word($0, key, Word.self) }
    }

    /// `[a, b]`, `{not: [a, b]}`.
    private func listed<Word: Hashable & Sendable>(
        _ node: Node, _ key: String, _ word: (Node) -> Word?
    ) -> WordFilter<Word>? {
        var list = node
        var isNot = false
        if case .mapping = node {
            guard let fields = reading.fields(of: node, "the filter", PlanManifest.Keys(required: ["not"])),
                let inner = fields["not"]
            else { return nil }
            list = inner
            isNot = true
        }
        guard let items = reading.items(of: list, isNot ? "not" : key) else { return nil }
        guard !items.isEmpty else {
            reading.note(
                "rulebook.filter.empty", "the list of `\(key)` is empty", at: list,
                reason: "a filter that lets nothing through is taken for a slip",
                help: "name a word, or delete the filter")
            return nil
        }
        let words = items.map(word)
        guard words.allSatisfy({ $0 != nil }) else { return nil }
        return isNot ? .not(words.compactMap(\.self)) : .any(words.compactMap(\.self))
    }
}
