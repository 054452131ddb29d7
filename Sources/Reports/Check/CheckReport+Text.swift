import Diagnostics
import Finance

extension CheckReport {
    /// The report as text for people.
    package func text() -> String {
        let identity = plan.identity
        let title = identity.title.onOneLine
        var text = "\(title) (\(identity.id.onOneLine))\n"
        text += "\(String(repeating: "═", count: title.count))\n\n"
        text += "  Area     \(identity.area.onOneLine)\n"
        text += "  Year     \(identity.year.text)\n"
        text += "  Lines    \(plan.lines.count) in \(plan.themes.count) theme\(plan.themes.count == 1 ? "" : "s")\n"
        text += "  Sources  \(plan.sources.count)\n\n"
        text += bySource()
        text += table("Planned spend by contributor", spendByContributor)
        text += table("Planned spend by theme", spendByTheme)
        text += table("Planned spend by pool", spendByPool)
        if showsLines { text += lines() }
        text += conditions()
        text += memoranda()
        text += setAside()
        text += metrics()
        text += prices()
        text += openAttributesTable()
        if !warnings.isEmpty { text += DiagnosticRenderer().render(warnings) + "\n" }
        text += provenance.rendered()
        let verdict =
            switch plan.balance {
            case .met: "income equals expenditure for every source"
            case .notMet: "income does not equal expenditure for every source"
            case .cannotBeTold: "whether income equals expenditure cannot be told: \(plan.unstatedIncomeWords ?? "")"
            }
        return text + "\nResult: \(verdict)\(breachedWords)\n"
    }

    private func bySource() -> Passage {
        var table = TextTable([
            .words("Source"), .words(""), .figures("Income"), .figures("Spend"), .figures("Unallocated"),
        ])
        for (index, source) in plan.sources.enumerated() {
            table.add([
                source.id, source.title.shortened(to: 50), plan.incomeWords(source: index),
                plan.spend(source: index).description, plan.unallocatedWords(source: index),
            ])
        }
        table.addRule()
        table.add([
            "Total", "", plan.totalIncomeWords, plan.totalSpend.description, plan.totalUnallocatedWords,
        ])
        return "Income and planned spend by source\n\(table.passage)\(plan.leftOutLine)\n"
    }

    private func table(_ title: String, _ rows: [Group]) -> Passage {
        var table = TextTable([.words(""), .figures("Spend")])
        for row in rows { table.add([row.title.shortened(to: 60), row.spend.description]) }
        table.addRule()
        table.add(["Total", plan.totalSpend.description])
        return "\(title)\n\(table.passage)\n"
    }

    private func conditions() -> String {
        guard let rulebook = plan.rulebook else { return "" }
        return ConditionTable(rulebook: rulebook, plan: plan, changes: conditionChanges, isCompared: false).text()
    }

    /// Amounts that are stated outside the tables.
    package func memoranda() -> Passage {
        if plan.memoranda.isEmpty { return "" }
        var table = TextTable([.words(""), .figures("Stated")])
        for memorandum in plan.memoranda {
            table.add([memorandum.title.shortened(to: 60), memorandum.amount.description])
        }
        return "Stated outside the tables, and in no total\n\(table.passage)\n"
    }

    private func lines() -> Passage {
        var table = TextTable([.words("Line"), .words("Ref"), .words(""), .figures("Planned spend")])
        for (index, line) in plan.lines.enumerated() {
            table.add([line.id, line.ref, line.title.shortened(to: 70), plan.total(line: index).description])
        }
        table.addRule()
        table.add(["Total", "", "", plan.totalSpend.description])
        return "Lines\n\(table.passage)\n"
    }

    /// What the plan leaves open.
    package func openAttributesTable() -> Passage {
        let open = openAttributes
        var text: Passage = "Not stated\n"
        if !open.isEmpty {
            var table = TextTable([.words("Attribute"), .figures("Lines"), .figures("Their spend")])
            for row in open { table.add([row.name, String(row.lines), row.spend.description]) }
            text += table.passage
        }
        for row in openElsewhere { text += "  \(row)\n" }
        return open.isEmpty && openElsewhere.isEmpty ? "" : text + "\n"
    }
}
