import Finance

/// The sources side by side: what comes in, what is spent, what has no use.
struct SummarySheet {
    static let name = "Summary"

    let places: PlanSheetPlaces
    private var plan: Plan { places.plan }

    /// The letters of the columns that other sheets point to.
    static let income = "F"
    static let taken = "G"
    static let spend = "H"
    static let unallocated = "I"

    /// What a source is taken to have brought where the plan does not state it.
    func taken(source: Int) -> Money {
        Money(
            pence: plan.unallocated(source: source).pence &- plan.funding(source: source).pence
                &+ plan.spend(source: source).pence)
    }

    var sheet: WorkbookSheet {
        let columns = [
            SheetColumn("source", width: 14), SheetColumn("title", width: 34), SheetColumn("kind", width: 24),
            SheetColumn("contributor", width: 24), SheetColumn("income", width: 12),
            SheetColumn("income (£)", width: 18, isSummed: true),
            SheetColumn("taken as income (£)", width: 18, isSummed: true),
            SheetColumn("spend (£)", width: 18, isSummed: true),
            SheetColumn("unallocated (£)", width: 18, isSummed: true), SheetColumn("share of spend", width: 12),
        ]
        let all = plan.totalSpend
        let rows = plan.sources.indices.map { source -> [SheetCell] in
            let each = plan.sources[source]
            let row = source + 2
            let spend = plan.spend(source: source)
            let share = all.isZero ? 0 : Double(spend.pence) / Double(all.pence)
            let total = "SUM(\(places.totals))"
            return [
                .text(each.id), .text(each.title), .text(each.kind.rawValue),
                .text(plan.title(ofPartner: each.contributor)), .text(each.isIncomeStated ? "stated" : notStated),
                .moneyFormula(places.income(ofSourceIn: "A\(row)"), plan.funding(source: source)),
                .money(taken(source: source)),
                .moneyFormula("SUM(\(places.spend(source: source)))", spend),
                .moneyFormula("ROUND(F\(row)+G\(row)-H\(row),2)", plan.unallocated(source: source)),
                .shareFormula("IF(\(total)=0,0,H\(row)/\(total))", share),
            ]
        }
        return WorkbookSheet(
            Self.name, about: "Each source: income, spend and what has no use, worked out from Funding and Spending",
            columns: columns, rows: rows.isEmpty ? [columns.map { _ in .blank }] : rows)
    }
}
