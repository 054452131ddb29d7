package import Diagnostics
package import Finance

/// What a plan holds, presented after it was read and found sound: totals by source, contributor, pool and theme, and
/// what the plan does not state.
package struct CheckReport: Sendable {
    let plan: Plan
    let warnings: [Diagnostic]
    let provenance: Provenance

    /// Makes a report of a plan.
    package init(_ plan: Plan, warnings: [Diagnostic], provenance: Provenance) {
        self.plan = plan
        self.warnings = warnings
        self.provenance = provenance
    }

    /// The attributes that matter to the national conditions, each with how many lines leave it open and what they
    /// spend.
    var openAttributes: [(property: Selection.LineProperty, lines: Int, spend: Money)] {
        let properties: [Selection.LineProperty] = [
            .schemeType, .areaOfSpend, .commissioner, .provider, .capitalOrRevenue, .protected, .recurrent,
        ]
        return properties.compactMap { property in
            let open = plan.lines.indices.filter { plan.lines[$0].text(of: property) == notStated }
            // Cells are at or above zero and their sum fits, so part of it does.
            let spend = Money(pence: open.reduce(0) { $0 + plan.total(line: $1).pence })
            return open.isEmpty ? nil : (property, open.count, spend)
        }
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
