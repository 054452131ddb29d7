import Diagnostics
import Finance

extension CheckReport {
    /// The report as text for people.
    package func text() -> String {
        let identity = plan.identity
        var text = "\(identity.title) (\(identity.id))\n"
        text += "\(String(repeating: "═", count: identity.title.count))\n\n"
        text += "  Area     \(identity.area)\n"
        text += "  Year     \(identity.year.text)\n"
        text += "  Lines    \(plan.lines.count) in \(plan.themes.count) themes\n"
        text += "  Sources  \(plan.sources.count)\n\n"
        text += bySource()
        text += table("Spend by contributor", spendByContributor)
        text += table("Spend by theme", spendByTheme)
        text += table("Spend by pool", spendByPool)
        text += memoranda()
        text += openAttributesTable()
        if !warnings.isEmpty { text += DiagnosticRenderer().render(warnings) + "\n" }
        text += provenance.rendered()
        text +=
            plan.isBalanced
            ? "\nResult: income equals expenditure for every source\n"
            : "\nResult: income does not equal expenditure for every source\n"
        return text
    }

    private func bySource() -> String {
        var table = TextTable([
            .words("Source"), .words(""), .figures("Income"), .figures("Spend"), .figures("Unallocated"),
        ])
        for (index, source) in plan.sources.enumerated() {
            table.add([
                source.id, source.title.shortened(to: 50), plan.funding(source: index).description,
                plan.spend(source: index).description, plan.unallocated(source: index).description,
            ])
        }
        table.addRule()
        table.add([
            "Total", "", plan.totalFunding.description, plan.totalSpend.description, plan.totalUnallocated.description,
        ])
        return "Income and spend by source\n\(table.rendered())\n"
    }

    private func table(_ title: String, _ rows: [(name: String, amount: Money)]) -> String {
        var table = TextTable([.words(""), .figures("Spend")])
        for row in rows { table.add([row.name.shortened(to: 60), row.amount.description]) }
        table.addRule()
        table.add(["Total", plan.totalSpend.description])
        return "\(title)\n\(table.rendered())\n"
    }

    private func memoranda() -> String {
        if plan.memoranda.isEmpty { return "" }
        var table = TextTable([.words(""), .figures("Stated")])
        for memorandum in plan.memoranda {
            table.add([memorandum.title.shortened(to: 60), memorandum.amount.description])
        }
        return "Stated outside the tables, and in no total\n\(table.rendered())\n"
    }

    private func openAttributesTable() -> String {
        let open = openAttributes
        if open.isEmpty { return "" }
        var table = TextTable([.words("Attribute"), .figures("Lines"), .figures("Their spend")])
        for row in open { table.add([row.property.rawValue, String(row.lines), row.spend.description]) }
        return "Not stated\n\(table.rendered())\n"
    }
}
