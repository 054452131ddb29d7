import Diagnostics
package import Finance

/// A figure that can be explained.
package enum ExplainedFigure: Hashable, Sendable {
    /// What is planned, has come in or is left.
    case money(Figure)
    /// A condition of the year's rulebook, by id.
    case condition(String)
    /// A metric, by id.
    case metric(String)
    /// What is released of a risk pool, by id; of one quarter of it, where that is asked for.
    case riskPool(String, quarter: Int?)
    /// What a partner puts into a pool.
    case contribution(pool: String, partner: String)
    /// What a partner bears of a pool's overspends, less what it gets of its underspends.
    case share(pool: String, partner: String)
    /// What a district gets of the Disabled Facilities Grant.
    case district(String)
}

extension ExplainedFigure {
    /// The kinds of figures beside those of lines and sources: the word that asks for them, and what they are called.
    enum Kind: String, CaseIterable {
        case condition, metric
        case riskPool = "risk_pool"
        case district

        var words: String { self == .riskPool ? "risk pool" : rawValue }
    }

    /// The words that ask for a partner's part of a pool.
    static let contributionWord = "contribution"
    static let shareWord = "share"
}

extension Plan {
    /// The figure that a person asks for: what ``figure(named:source:)`` knows, `condition=ID`, `metric=ID`,
    /// `risk_pool=ID`, `district=ID`, or `contribution` and `share` with a pool and a partner. The first three may be
    /// asked for by the id alone, where it names nothing else.
    package func explained(named words: [String], source: String? = nil) throws(PlanError) -> ExplainedFigure {
        guard let first = words.first else { return .money(try figure(named: words, source: source)) }
        if first == ExplainedFigure.contributionWord || first == ExplainedFigure.shareWord {
            try Self.refuse(source: source, first)
            let (pool, partner) = try poolAndPartner(Array(words.dropFirst()), first)
            return first == ExplainedFigure.shareWord
                ? .share(pool: pool, partner: partner) : .contribution(pool: pool, partner: partner)
        }
        for kind in ExplainedFigure.Kind.allCases where first.hasPrefix(kind.rawValue + "=") {
            try Self.refuse(source: source, first)
            let id = String(first.dropFirst(kind.rawValue.count + 1))
            guard ids(of: kind).contains(id) else { throw unknown(id, kind) }
            return try explained(kind, id, Array(words.dropFirst()))
        }
        let kinds = ExplainedFigure.Kind.allCases.filter { $0 != .district && ids(of: $0).contains(first) }
        guard let kind = kinds.first, source == nil, Figure.Measure(rawValue: first) == nil else {
            return try money(words, source)
        }
        // A name may be a line's or a theme's as well, and then it has to be said which is meant.
        guard (try? figure(named: [first])) == nil, kinds.count == 1 else {
            throw PlanError(
                "explain.ambiguous", "`\(first)` can mean several things",
                help: "write "
                    + kinds.map { "\($0.rawValue)=\(first) for the \($0.words)" }.joined(separator: ", ")
                    + ((try? figure(named: [first])).map { ", or spend and what narrows it for \($0.words)" } ?? ""))
        }
        return try explained(kind, first, Array(words.dropFirst()))
    }

    private static func refuse(source: String?, _ what: String) throws(PlanError) {
        guard let source else { return }
        throw PlanError(
            "explain.by-source", "`\(what)` cannot be narrowed to the source `\(source)`",
            reason: "only spend, income and unallocated money are by source", help: "leave --source out")
    }

    private func explained(
        _ kind: ExplainedFigure.Kind, _ id: String, _ rest: [String]
    ) throws(PlanError) -> ExplainedFigure {
        var quarter: Int?
        for word in rest {
            guard kind == .riskPool, quarter == nil, word.hasPrefix("quarter="), let number = Int(word.dropFirst(8)),
                (1...4).contains(number)
            else {
                throw PlanError(
                    "explain.narrowed", "`\(word)` does not narrow down a \(kind.words)",
                    help: kind == .riskPool
                        ? "write quarter=1 to quarter=4 after it, or nothing" : "name it alone")
            }
            quarter = number
        }
        return switch kind {
        case .condition: .condition(id)
        case .metric: .metric(id)
        case .riskPool: .riskPool(id, quarter: quarter)
        case .district: .district(id)
        }
    }

    private func poolAndPartner(
        _ words: [String], _ what: String
    ) throws(PlanError) -> (pool: String, partner: String) {
        var pool: String?
        var partner: String?
        for word in words {
            let value = word.firstIndex(of: "=").map { String(word[word.index(after: $0)...]) } ?? word
            if word.hasPrefix("partner=") || word.hasPrefix("contributor=") || (value == word && isPartner(value)) {
                guard isPartner(value) else { throw .unknown(value, "partner", known: sharersOfAnyPool) }
                partner = value
            } else {
                guard pools.contains(where: { $0.id == value }) else {
                    throw .unknown(value, "pool or partner", known: pools.map(\.id) + sharersOfAnyPool)
                }
                pool = value
            }
        }
        if pool == nil, pools.count == 1 { pool = pools[0].id }
        guard let pool, let partner else {
            throw PlanError(
                "explain.whose", "`\(what)` is of a partner in a pool",
                help: "write \(what) pool=\(pools.first?.id ?? "ID") partner=\(sharersOfAnyPool.first ?? "ID")")
        }
        return (pool, partner)
    }

    private func isPartner(_ id: String) -> Bool { sharersOfAnyPool.contains(id) }

    /// Who has part in any pool, or puts money into one.
    private var sharersOfAnyPool: [String] {
        var seen: Set<String> = []
        return (partners.map(\.id) + sources.map(\.contributor)).filter { seen.insert($0).inserted }
    }

    /// The ids of a kind of figures.
    func ids(of kind: ExplainedFigure.Kind) -> [String] {
        switch kind {
        case .condition:
            var seen: Set<String> = []
            return allYears.flatMap { $0.rulebook?.conditions ?? [] }.map(\.id).filter { seen.insert($0).inserted }
        case .metric: return metrics.map(\.id)
        case .riskPool: return arrangements.riskPools.map(\.id)
        case .district: return arrangements.disabledFacilitiesGrant == nil ? [] : districts
        }
    }

    private func unknown(_ id: String, _ kind: ExplainedFigure.Kind) -> PlanError {
        .unknown(id, kind.words, known: ids(of: kind))
    }

    /// A figure of lines and sources; where there is none of that name, near names of every kind with how to write them.
    private func money(_ words: [String], _ source: String?) throws(PlanError) -> ExplainedFigure {
        do throws(PlanError) {
            return .money(try figure(named: words, source: source))
        } catch {
            guard error.code == "explain.unknown-figure" else { throw error }
            // The first word that the plan does not know is the one to look for.
            let name = words.first { word in error.message.contains("`\(word)`") } ?? words[0]
            var near: [String] = []
            for kind in ExplainedFigure.Kind.allCases {
                if let id = Suggestion.nearest(to: name, in: ids(of: kind)) {
                    near.append("`\(kind.rawValue)=\(id)`, a \(kind.words)")
                }
            }
            guard !near.isEmpty else { throw error }
            var help = "did you mean \(near.joined(separator: ", or "))?"
            if let first = error.help, first.hasPrefix("did you mean ") {
                help = first.dropLast() + ", or " + near.joined(separator: ", or ") + "?"
            }
            throw PlanError(error.code, error.message, reason: error.reason, help: help)
        }
    }
}

extension PlanError {
    fileprivate static func unknown(_ id: String, _ what: String, known: [String]) -> PlanError {
        PlanError(
            "explain.unknown-figure", "the plan has no \(what) `\(id)`",
            help: Suggestion.didYouMean(id, in: known)
                ?? (known.isEmpty ? "it has none" : "it has \(known.prefix(20).joined(separator: ", "))"))
    }
}
