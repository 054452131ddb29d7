import Finance

// The parts of a rulebook in plain words, for people who have to judge them.

extension SpendFilter {
    /// What the filter asks for: `source_kind nhs-minimum; area_of_spend not acute`.
    var words: String {
        func part<Word: RawRepresentable<String>>(_ name: String, _ filter: WordFilter<Word>?) -> String? {
            filter.map { "\(name) \($0.words(\.rawValue))" }
        }
        let parts = [
            part("source_kind", sourceKind), part("contributor_kind", contributorKind),
            part("commissioner", commissioner), part("area_of_spend", areaOfSpend), part("provider", provider),
            part("capital_or_revenue", nature), schemeType.map { "scheme_type \($0.words(\.self))" },
            isProtected.map { "protected \($0 ? "yes" : "no")" },
        ].compactMap(\.self)
        return parts.isEmpty ? "all money" : parts.joined(separator: "; ")
    }
}

extension WordFilter {
    fileprivate func words(_ text: (Word) -> String) -> String {
        switch self {
        case .any(let words): words.map(text).joined(separator: " or ")
        case .not(let words): "not " + words.map(text).joined(separator: " nor ")
        }
    }
}

extension Condition.Measure {
    /// The sum in words.
    var words: String {
        switch self {
        case .spend(let filter): "spend of \(filter.words)"
        case .funding(let filter): "income of \(filter.words)"
        }
    }
}

extension Condition.Required {
    /// What is required, in words.
    var words: String {
        switch self {
        case .amount(let amount): "\(amount)"
        case .stated: "the minimum that the plan states for its area"
        case .share(let amount, let kind, let national):
            "the area's share of \(amount), by its \(kind.rawValue) of the national \(national)"
        case .uplifted(let previous, let uplift): "last year's minimum of \(previous), grown by the uplift \(uplift)"
        }
    }
}

extension Condition.Test {
    /// The test in words.
    var words: String {
        switch self {
        case .balance: "income equals expenditure, source by source"
        case .minimum(let measure, let required): "\(measure.words) is at least \(required.words)"
        case .maximum(let measure, let required): "\(measure.words) is at most \(required.words)"
        case .ringFence(let money, let lines): "money of \(money.words) is spent only on \(lines.words)"
        case .passDown(let money, let kind, let day):
            "money of \(money.words) reaches the partners of kind \(kind.rawValue)"
                + (day.map { " by \($0)" } ?? "; by when is not stated")
        case .share(let part, let rate, let whole): "\(part.words) is at least \(rate) of \(whole.words)"
        case .reserve: "no reserve is drawn below zero"
        case .capitalOnCapital(let money): "money of \(money.words) is spent only on lines of capital"
        case .declaration: "the plan declares it; no figure decides it"
        }
    }
}

extension Rulebook {
    /// Every entry as a row: what it is, its id, what it says, and its citation. In the order of the file.
    var rows: [(group: String, id: String, title: String, facts: [String], note: String?, citation: Citation)] {
        var rows: [(group: String, id: String, title: String, facts: [String], note: String?, citation: Citation)] = []
        for rule in funding {
            rows.append(
                (
                    "Money", rule.id, rule.title,
                    [
                        rule.isMandatory ? "mandatory" : "voluntary",
                        "national amount \(rule.national?.description ?? notStated)",
                    ], rule.note, rule.citation
                ))
        }
        for uplift in uplifts {
            rows.append(
                (
                    "Uplifts", uplift.id, "of \(uplift.appliesTo)", [uplift.rate?.description ?? notStated],
                    uplift.note,
                    uplift.citation
                ))
        }
        for condition in conditions {
            let breach = condition.onBreach == .flag ? ["a breach is shown and fails nothing"] : []
            rows.append(
                (
                    "Conditions", condition.id, condition.title, [condition.test.words] + breach, condition.note,
                    condition.citation
                ))
        }
        for metric in metrics {
            rows.append(
                (
                    "Metrics", metric.id, metric.title,
                    [
                        "\(metric.unit ?? "unit not stated"), by \(metric.period?.rawValue ?? "a period not stated")",
                        "\(metric.good.rawValue) is good",
                    ] + metric.definitionWords(in: self), metric.note, metric.citation
                ))
        }
        for formula in riskFormulas {
            rows.append(
                (
                    "Money at risk", formula.id, formula.formula,
                    formula.terms.map { "\($0.name): \($0.value ?? notStated)" }, formula.note, formula.citation
                ))
        }
        if let rounding {
            rows.append(
                (
                    "Rounding", "rounding", rounding.rule.rawValue, ["to \(rounding.unit)"], nil, rounding.citation
                ))
        }
        return rows
    }
}

extension MetricRule {
    /// What is counted, what it is divided by and how, each on a line; nothing where none of it is stated.
    func definitionWords(in rulebook: Rulebook?) -> [String] {
        var words: [String] = []
        if let numerator { words.append("numerator: \(numerator)") }
        if let denominator { words.append("denominator: \(denominator)") }
        if let measure { words.append("measure: \(measure.words)") }
        if let definition { words.append("definition: \(definition.words(in: rulebook))") }
        return words
    }
}
