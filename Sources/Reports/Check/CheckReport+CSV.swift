import Finance

extension CheckReport {
    /// The report as one long table of separated values, whose columns ``TidyTable`` says: every line by source, whether
    /// or not the lines are asked for.
    package func csv() -> String {
        var table = TidyTable()
        func add(_ name: String, _ id: String, _ title: String, _ measure: String, _ amount: Money?) {
            table.add(.init(table: name, id: id, title: title, measure: measure, of: "plan", amount: amount))
        }
        add("totals", "total", "Total spend", "spend", plan.totalSpend)
        add("totals", "funding", "Total funding", "funding", plan.statesIncome ? plan.totalFunding : nil)
        add("totals", "unallocated", "Unallocated", "unallocated", plan.statesIncome ? plan.totalUnallocated : nil)
        for group in spendByTheme { add("spend-by-theme", group.id, group.title, "spend", group.spend) }
        for group in spendByContributor { add("spend-by-contributor", group.id, group.title, "spend", group.spend) }
        for group in spendByPool { add("spend-by-pool", group.id, group.title, "spend", group.spend) }
        for (index, source) in plan.sources.enumerated() {
            let isStated = plan.isIncomeStated(source: index)
            add("sources", source.id, source.title, "funding", isStated ? plan.funding(source: index) : nil)
            add("sources", source.id, source.title, "spend", plan.spend(source: index))
            add("sources", source.id, source.title, "unallocated", isStated ? plan.unallocated(source: index) : nil)
        }
        for (index, line) in plan.lines.enumerated() {
            add("lines", line.id, line.title, "spend", plan.total(line: index))
            for (source, amount) in zip(plan.sources, plan.cells(line: index)) where !amount.isZero {
                add("lines", line.id, line.title, "spend from \(source.id)", amount)
            }
        }
        table.add(conditions: conditionChanges, isCompared: false)
        for memorandum in plan.memoranda {
            add("memoranda", memorandum.id, memorandum.title, "amount", memorandum.amount)
        }
        return table.rendered()
    }
}
