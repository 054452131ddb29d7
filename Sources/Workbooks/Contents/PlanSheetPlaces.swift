import Finance

/// Where the figures of a plan stand in its sheets, for formulas that point to them.
struct PlanSheetPlaces {
    static let spendingName = "Spending"
    static let fundingName = "Funding"

    /// The columns of the Spending sheet before its sources, as spending.csv calls them.
    static let attributes = [
        "id", "ref", "theme", "heading", "title", "scheme_type", "area_of_spend", "commissioner", "provider",
        "capital_or_revenue", "protected", "months", "recurrent", "status",
    ]
    /// The columns of the Funding sheet, as funding.csv calls them; money has its unit in the heading.
    static let fundingColumns = [
        "source", "title", "kind", "contributor", "pool", "tranche", "available_from", "amount", "prior_year",
        "reference",
    ]
    /// The tranche under which a scenario's contributions stand, less what it withdraws.
    static let scenarioTranche = "scenario"

    let plan: Plan
    /// The last row of the Spending sheet that is a line, as Excel counts.
    let lastLine: Int
    /// The last row of the Funding sheet that is a tranche.
    let lastTranche: Int

    init(_ plan: Plan, fundingRows: Int) {
        self.plan = plan
        lastLine = max(plan.lines.count, 1) + 1
        lastTranche = max(fundingRows, 1) + 1
    }

    /// The letters of a source's column in the Spending sheet.
    func letters(source: Int) -> String { CellName.column(Self.attributes.count + source) }

    /// The letters of the column of totals.
    var totalLetters: String { CellName.column(Self.attributes.count + plan.sources.count) }

    /// An attribute of a line: a cell of the Spending sheet.
    func attribute(_ name: String, line: Int) -> String {
        "\(Self.spendingName)!\(CellName.column(Self.attributes.firstIndex(of: name) ?? 0))\(line + 2)"
    }

    /// An attribute of all lines.
    func attribute(_ name: String) -> String {
        column(CellName.column(Self.attributes.firstIndex(of: name) ?? 0))
    }

    /// What a line spends from a source: a cell of the Spending sheet.
    func cell(line: Int, source: Int) -> String { "\(Self.spendingName)!\(letters(source: source))\(line + 2)" }

    /// What all lines spend from a source.
    func spend(source: Int) -> String { column(letters(source: source)) }

    /// What every line spends in all.
    var totals: String { column(totalLetters) }

    private func column(_ letters: String) -> String {
        "\(Self.spendingName)!$\(letters)$2:$\(letters)$\(lastLine)"
    }

    /// What comes in from the source whose id stands in a cell. Ids differ in their capitals, so they are compared exactly.
    func income(ofSourceIn cell: String) -> String {
        let ids = "\(Self.fundingName)!$A$2:$A$\(lastTranche)"
        return "SUMPRODUCT(EXACT(\(ids),\(cell))*1,\(Self.fundingName)!$H$2:$H$\(lastTranche))"
    }

    /// A text within a formula.
    static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
