/// Which words an attribute may have: those of a list, or all but those of a list.
package enum WordFilter<Word: Hashable & Sendable>: Hashable, Sendable {
    /// One of these.
    case any([Word])
    /// None of these.
    case not([Word])

    /// Whether the filter lets a word through.
    package func admits(_ word: Word) -> Bool {
        switch self {
        case .any(let words): words.contains(word)
        case .not(let words): !words.contains(word)
        }
    }

    /// The words that it names.
    package var words: [Word] {
        switch self {
        case .any(let words), .not(let words): words
        }
    }
}

/// Which money a rule is about: what its source must be, and what the line that spends it must be.
///
/// An attribute without a filter may be anything. Lines often do not state an attribute; then it cannot be told whether
/// the filter lets them through, and ``weight(of:)`` says so with a range.
package struct SpendFilter: Hashable, Sendable {
    /// Who buys a service, without the share of a joint line.
    package enum Buyer: String, Hashable, Sendable, CaseIterable {
        case localAuthority = "la"
        case nhs
    }

    /// The national kind of the source.
    package var sourceKind: WordFilter<FundingSource.Kind>?
    /// The kind of the partner that contributes the source.
    package var contributorKind: WordFilter<Partner.Kind>?
    /// Who buys the service. Of a line that is bought jointly, each buyer's share counts.
    package var commissioner: WordFilter<Buyer>?
    /// The official area of spend.
    package var areaOfSpend: WordFilter<SpendLine.AreaOfSpend>?
    /// Who provides the service.
    package var provider: WordFilter<SpendLine.Provider>?
    /// Capital or revenue.
    package var nature: WordFilter<SpendLine.Nature>?
    /// The official scheme type.
    package var schemeType: WordFilter<String>?
    /// Whether the plan protects the line.
    package var isProtected: Bool?

    /// Everything; the filters are then set.
    package init() {}

    /// Whether it says anything about lines.
    package var isAboutLines: Bool {
        commissioner != nil || areaOfSpend != nil || provider != nil || nature != nil || schemeType != nil
            || isProtected != nil
    }

    /// Whether the filter lets money of a source through, or might: nobody states what kind of money it is. A contributor
    /// that the plan does not list is no partner of any kind.
    package func mayAdmit(_ source: FundingSource, contributor: Partner.Kind?) -> Bool {
        if let sourceKind, source.kind != .notStated, !sourceKind.admits(source.kind) { return false }
        guard let contributorKind else { return true }
        guard let contributor else { return false }
        return contributorKind.admits(contributor)
    }
}

/// How much of a line's money a filter lets through: at least `certain`, at most `possible`, as shares of one.
package struct LineWeight: Hashable, Sendable {
    /// What surely counts.
    package let certain: Rate
    /// What might count.
    package let possible: Rate

    /// Nothing.
    static let none = LineWeight(certain: .nothing, possible: .nothing)
}

extension Rate {
    /// 0%.
    static let nothing = known(0)
    /// 100%.
    static let whole = known(1)

    private static func known(_ number: Int64) -> Rate {
        guard let rate = Rate(number) else { preconditionFailure("a whole number is a rate") }
        return rate
    }

    /// What is left of the whole: 100% less this. `nil` when the terms do not fit.
    var complement: Rate? {
        let (rest, overflow) = denominator.subtractingReportingOverflow(numerator)
        return overflow ? nil : Rate(rest, over: denominator)
    }
}

extension SpendFilter {
    /// How much of a line's money the filter lets through.
    package func weight(of line: SpendLine) -> LineWeight {
        var isCertain = true
        func isOut<Word>(_ filter: WordFilter<Word>?, _ word: Word?) -> Bool {
            guard let filter else { return false }
            guard let word else {
                isCertain = false
                return false
            }
            return !filter.admits(word)
        }
        if isOut(areaOfSpend, line.areaOfSpend) || isOut(provider, line.provider) || isOut(nature, line.nature)
            || isOut(schemeType, line.schemeType) || isOut(isProtected.map { .any([$0]) }, line.isProtected)
        {
            return .none
        }
        var share = Rate.whole
        if let commissioner {
            guard let stated = line.commissioner else {
                let couldCount = Buyer.allCases.contains { commissioner.admits($0) }
                return LineWeight(certain: .nothing, possible: couldCount ? .whole : .nothing)
            }
            share = Self.share(of: stated, admittedBy: commissioner)
        }
        return LineWeight(certain: isCertain ? share : .nothing, possible: share)
    }

    /// The attributes that the filter asks for and the line does not state, by the names of the spending table.
    package func unstated(of line: SpendLine) -> [String] {
        var names: [String] = []
        if commissioner != nil, line.commissioner == nil { names.append("commissioner") }
        if areaOfSpend != nil, line.areaOfSpend == nil { names.append("area_of_spend") }
        if provider != nil, line.provider == nil { names.append("provider") }
        if nature != nil, line.nature == nil { names.append("capital_or_revenue") }
        if schemeType != nil, line.schemeType == nil { names.append("scheme_type") }
        if isProtected != nil, line.isProtected == nil { names.append("protected") }
        return names
    }

    private static func share(of stated: SpendLine.Commissioner, admittedBy filter: WordFilter<Buyer>) -> Rate {
        switch stated {
        case .localAuthority: return filter.admits(.localAuthority) ? .whole : .nothing
        case .nhs: return filter.admits(.nhs) ? .whole : .nothing
        case .joint(let nhs):
            switch (filter.admits(.nhs), filter.admits(.localAuthority)) {
            case (true, true): return .whole
            case (true, false): return nhs
            case (false, true): return nhs.complement ?? .nothing
            case (false, false): return .nothing
            }
        }
    }
}
