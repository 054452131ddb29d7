package import Diagnostics
package import Finance

/// What a plan holds, presented after it was read and found sound: totals by source, contributor, pool and theme, and
/// what the plan does not state.
package struct CheckReport: Sendable {
    /// The plan.
    package let plan: Plan
    /// What a person should look at, though the plan is sound.
    package let warnings: [Diagnostic]
    /// What it takes to make the report again.
    package let provenance: Provenance
    /// Whether the lines are listed.
    package let showsLines: Bool
    /// The conditions of the year's rulebook; before and after are the same.
    package let conditionChanges: [ConditionChange]
    /// The conditions that are broken, beside the balance.
    private let breached: [ConditionChange]

    /// Whether nothing of what was tested fails: no source is known to be out of balance, and no condition is breached.
    package var isPassed: Bool { plan.isBalanced && breached.isEmpty }

    /// What the plan holds, in one sentence.
    package var summary: String {
        let balance =
            switch plan.balance {
            case .met: "income equals expenditure for every source"
            case .notMet: "income does not equal expenditure"
            case .cannotBeTold: "whether income equals expenditure cannot be told"
            }
        return "Plans to spend \(plan.totalSpend) from \(plan.sources.count) sources on \(plan.lines.count) lines; "
            + balance + breachedWords + "."
    }

    /// What the last line says of the conditions.
    package var breachedWords: String {
        if breached.isEmpty { return "" }
        return "; \(breached.count) national condition\(breached.count == 1 ? "" : "s") BREACHED: "
            + breached.map(\.condition.markedId).joined(separator: ", ")
    }

    /// Makes a report of a plan, with a list of its lines when asked.
    package init(_ plan: Plan, warnings: [Diagnostic], provenance: Provenance, showsLines: Bool = false) {
        self.showsLines = showsLines
        self.plan = plan
        let evaluation = Evaluation(before: plan, after: plan)
        conditionChanges = evaluation.conditions
        breached = evaluation.breached
        self.warnings = warnings
        self.provenance = provenance
    }

    /// One attribute that part of the plan leaves open.
    package struct OpenAttribute {
        /// Its name.
        package let name: String
        /// How many lines leave it open.
        package let lines: Int
        /// What they spend.
        package let spend: Money
    }

    /// The attributes of lines that the plan leaves open, each with how many lines do and what they spend.
    package var openAttributes: [OpenAttribute] {
        let properties: [Selection.LineProperty] = [
            .schemeType, .areaOfSpend, .commissioner, .provider, .capitalOrRevenue, .protected, .recurrent, .status,
        ]
        let attributes = properties.map { property in
            open(property.rawValue) { $0.text(of: property) == notStated }
        }
        return (attributes + [open("months") { $0.months == nil }]).filter { $0.lines > 0 }
    }

    private func open(_ name: String, where isOpen: (SpendLine) -> Bool) -> OpenAttribute {
        let lines = plan.lines.indices.filter { isOpen(plan.lines[$0]) }
        // Cells are at or above zero and their sum fits, so part of it does.
        let spend = Money(pence: lines.reduce(0) { $0 + plan.total(line: $1).pence })
        return OpenAttribute(name: name, lines: lines.count, spend: spend)
    }

    /// What the plan leaves open about pools and sources, in words.
    package var openElsewhere: [String] {
        var rows = plan.pools.filter { $0.host == nil }.map { "the host of pool \($0.id)" }
        func ofSources(_ count: Int) -> String { "\(count) of \(plan.sources.count) sources" }
        let unstated = plan.unstatedSources.count
        if unstated > 0 { rows.append("the income of \(ofSources(unstated))") }
        let ofNoKind = plan.sources.count { $0.kind == .notStated }
        if ofNoKind > 0 { rows.append("the kind of money of \(ofSources(ofNoKind))") }
        let undated = plan.sources.filter { source in source.tranches.contains { $0.availableFrom == nil } }
        if !undated.isEmpty {
            rows.append("from when \(ofSources(undated.count)) are available")
        }
        return rows
    }

    /// Spend of one theme, contributor or pool.
    package struct Group {
        /// Its id.
        package let id: String
        /// Its name.
        package let title: String
        /// What is spent.
        package let spend: Money
    }

    /// Spend by theme.
    package var spendByTheme: [Group] {
        grouped(plan.lines.indices.map { (plan.lines[$0].theme, plan.total(line: $0)) }) { $0 }
    }

    /// Spend by contributor.
    package var spendByContributor: [Group] {
        grouped(plan.sources.indices.map { (plan.sources[$0].contributor, plan.spend(source: $0)) }) {
            plan.title(ofPartner: $0)
        }
    }

    /// Spend by pool.
    package var spendByPool: [Group] {
        grouped(plan.sources.indices.map { (plan.sources[$0].pool, plan.spend(source: $0)) }) {
            plan.title(ofPool: $0)
        }
    }

    /// Spend added up by id, in the order in which the ids first appear: two bodies may share a title.
    private func grouped(_ rows: [(id: String, spend: Money)], title: (String) -> String) -> [Group] {
        var order: [String] = []
        var sums: [String: Int64] = [:]
        for row in rows {
            if sums[row.id] == nil { order.append(row.id) }
            sums[row.id, default: 0] += row.spend.pence
        }
        return order.map { Group(id: $0, title: title($0), spend: Money(pence: sums[$0] ?? 0)) }
    }
}
