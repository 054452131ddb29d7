import Finance

/// The ways in which a plan's spend is cut; whichever way, the parts are the whole.
enum ComparisonCut {
    /// Of a plan by what is said of each source.
    static func spend(_ plan: Plan, bySource key: (FundingSource) -> (id: String, title: String)) -> [ComparedEntry] {
        sums(plan.sources.enumerated().map { (key($1), plan.spend(source: $0)) })
    }

    /// Of a plan by what is said of each line.
    static func spend(_ plan: Plan, byLine key: (SpendLine) -> (id: String, title: String)) -> [ComparedEntry] {
        sums(plan.lines.enumerated().map { (key($1), plan.total(line: $0)) })
    }

    /// By the partner that puts the money in.
    static func contributor(_ plan: Plan) -> [ComparedEntry] {
        spend(plan, bySource: { ($0.contributor, plan.title(ofPartner: $0.contributor)) })
    }

    /// By pooled fund.
    static func pool(_ plan: Plan) -> [ComparedEntry] {
        spend(plan, bySource: { ($0.pool, plan.title(ofPool: $0.pool)) })
    }

    /// By who buys the service. What is bought together stays together, with its share in words.
    static func commissioner(_ plan: Plan) -> [ComparedEntry] {
        spend(
            plan,
            byLine: { line in
                switch line.commissioner {
                case .localAuthority?: ("la", "Local authority")
                case .nhs?: ("nhs", "NHS")
                case .joint(let share)?: ("joint \(share) nhs", "Joint, \(share) by the NHS")
                case nil: ("not-stated", "not stated")
                }
            })
    }

    /// By who provides the service.
    static func provider(_ plan: Plan) -> [ComparedEntry] {
        spend(
            plan,
            byLine: { line in
                line.provider.map { ($0.rawValue, $0.rawValue) } ?? ("not-stated", "not stated")
            })
    }

    /// What of the Disabled Facilities Grant reaches each district. A district of which that cannot be told has no row.
    static func district(_ plan: Plan) -> [ComparedEntry] {
        (plan.grantAssessment()?.districts ?? []).compactMap { district in
            district.passed.map {
                ComparedEntry(id: district.id, title: plan.title(ofPartner: district.id), amount: $0)
            }
        }
    }

    /// Sums by key, in the order in which keys first appear. Sums of a plan's cells fit.
    private static func sums(_ cells: [(key: (id: String, title: String), amount: Money)]) -> [ComparedEntry] {
        var places: [ComparedEntry.Key: Int] = [:]
        var found: [ComparedEntry] = []
        for (key, amount) in cells {
            let entry = ComparedEntry(id: key.id, title: key.title, amount: amount)
            if let place = places[entry.key] {
                found[place] = ComparedEntry(
                    id: key.id, title: key.title, amount: Money(pence: found[place].amount.pence + amount.pence))
            } else {
                places[entry.key] = found.count
                found.append(entry)
            }
        }
        return found
    }
}

extension ScenarioComparison {
    /// The lines that a plan changes, adds or closes, of the first plan's and what the others add.
    static func lines(_ plans: [Plan], totals: [Row]) -> [LineRow] {
        let columns = plans.map(LineColumn.init)
        return totals.compactMap { total in
            let key = ComparedEntry.Key(id: total.id, title: total.title)
            let cells = columns.map { $0[key] }
            let base = cells[0]
            guard cells.dropFirst().contains(where: { $0 != base }) else { return nil }
            var seen: Set<ComparedEntry.Key> = []
            let sources = cells.compactMap { $0?.sources }.joined().filter { seen.insert($0).inserted }
            let rows = sources.map { source in
                Row(
                    id: source.id, title: source.title, base: base.map { $0.amounts[source] ?? .zero },
                    amounts: cells.dropFirst().map { line in line.map { $0.amounts[source] ?? .zero } })
            }
            return LineRow(
                total: total,
                sources: rows.filter { row in row.changes.contains { $0.map { !$0.isZero } ?? false } },
                closedBy: cells.indices.dropFirst().filter { cells[$0]?.isClosed == true && base?.isClosed != true }
                    .map { $0 - 1 })
        }
    }

    /// One plan's lines by what people know them by.
    private struct LineColumn {
        struct Line: Equatable {
            let sources: [ComparedEntry.Key]
            let amounts: [ComparedEntry.Key: Money]
            let isClosed: Bool

            /// The same money, whether or not a source that holds none of it is there.
            static func == (one: Self, other: Self) -> Bool {
                one.isClosed == other.isClosed && one.amounts == other.amounts
            }
        }

        private let plan: Plan
        private let places: [ComparedEntry.Key: Int]
        private let sources: [ComparedEntry.Key]

        init(_ plan: Plan) {
            self.plan = plan
            places = Dictionary(
                plan.lines.enumerated().map { (ComparedEntry.Key(id: $1.id, title: $1.title), $0) },
                uniquingKeysWith: { first, _ in first })
            sources = plan.sources.map { ComparedEntry.Key(id: $0.id, title: $0.title) }
        }

        subscript(key: ComparedEntry.Key) -> Line? {
            guard let place = places[key] else { return nil }
            var amounts: [ComparedEntry.Key: Money] = [:]
            for (source, amount) in zip(sources, plan.cells(line: place)) where !amount.isZero {
                amounts[source] = amount
            }
            return Line(sources: sources, amounts: amounts, isClosed: plan.lines[place].status == .closed)
        }
    }
}
