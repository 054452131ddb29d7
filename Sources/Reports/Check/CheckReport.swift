package import Diagnostics
package import Finance

/// What a plan holds, presented after it was read and found sound: totals by source, contributor, pool and theme, and
/// what the plan does not state.
package struct CheckReport: Sendable {
    let plan: Plan
    let warnings: [Diagnostic]
    let provenance: Provenance
    let showsLines: Bool

    /// Makes a report of a plan, with a list of its lines when asked.
    package init(_ plan: Plan, warnings: [Diagnostic], provenance: Provenance, showsLines: Bool = false) {
        self.showsLines = showsLines
        self.plan = plan
        self.warnings = warnings
        self.provenance = provenance
    }

    /// One attribute that part of the plan leaves open.
    struct OpenAttribute {
        let name: String
        let lines: Int
        let spend: Money
    }

    /// The attributes of lines that the plan leaves open, each with how many lines do and what they spend.
    var openAttributes: [OpenAttribute] {
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
    var openElsewhere: [String] {
        var rows = plan.pools.filter { $0.host == nil }.map { "the host of pool \($0.id)" }
        let undated = plan.sources.filter { source in source.tranches.contains { $0.availableFrom == nil } }
        if !undated.isEmpty {
            rows.append("from when \(undated.count) of \(plan.sources.count) sources are available")
        }
        return rows
    }

    /// Spend added up by a name of each line or source, in the order in which the names first appear.
    static func grouped(_ rows: some Sequence<(name: String, amount: Money)>) -> [(name: String, amount: Money)] {
        var order: [String] = []
        var sums: [String: Int64] = [:]
        for row in rows {
            if sums[row.name] == nil { order.append(row.name) }
            sums[row.name, default: 0] += row.amount.pence
        }
        return order.map { ($0, Money(pence: sums[$0] ?? 0)) }
    }

    var spendByTheme: [(name: String, amount: Money)] {
        Self.grouped(plan.lines.indices.map { (plan.lines[$0].theme, plan.total(line: $0)) })
    }

    var spendByContributor: [(name: String, amount: Money)] {
        Self.grouped(plan.sources.indices.map { (title(of: plan.sources[$0].contributor), plan.spend(source: $0)) })
    }

    var spendByPool: [(name: String, amount: Money)] {
        Self.grouped(plan.sources.indices.map { (title(of: plan.sources[$0].pool), plan.spend(source: $0)) })
    }

    private func title(of id: String) -> String {
        plan.partners.first { $0.id == id }?.title ?? plan.pools.first { $0.id == id }?.title ?? id
    }
}
