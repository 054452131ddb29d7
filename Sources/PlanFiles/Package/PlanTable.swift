/// A table of a plan folder, declared: its columns are those that its reader reads by.
struct PlanTable {
    /// The file's name.
    let fileName: String
    /// What it is called.
    let title: String
    /// What it holds.
    let about: String
    /// Its columns.
    let rules: [ColumnRule]
    /// The columns that tell one row from another; none where no columns do.
    var key: [String] = []
    /// Columns that name something in another table.
    var references: [Reference] = []
    /// Whether a column of money that no rule names is a source's.
    var hasSourceColumns = false

    /// A column whose cells name something in another table.
    struct Reference {
        /// The column.
        let column: String
        /// The other table.
        let file: String
        /// The column there.
        let other: String
    }

    /// Every table that a plan folder may have.
    static let all = [
        PlanTable(
            fileName: FundingTable.fileName, title: "Funding",
            about: "What comes in: one row a source and tranche.", rules: FundingTable.rules,
            key: ["source", "tranche"]),
        PlanTable(
            fileName: SpendingTable.fileName, title: "Spending",
            about: "What it is spent on: one row a spend line, one column a source.", rules: SpendingReading.rules,
            key: ["id"], hasSourceColumns: true),
        PlanTable(
            fileName: MetricsTable.fileName, title: "Metrics",
            about: "The plan's metrics: one row a metric and period.", rules: MetricsTable.rules,
            key: ["id", "period"]),
        PlanTable(
            fileName: EffectsTable.fileName, title: "Effects",
            about: "What lines' money buys and does to metrics: one row a figure, with how well it is known.",
            rules: EffectsTable.rules),
        PlanTable(
            fileName: ReadingsTable.fileName, title: "Readings",
            about: "Printed figures that can be read in several ways: one row a way.", rules: ReadingsTable.rules,
            references: [Reference(column: "metric", file: MetricsTable.fileName, other: "id")]),
        PlanTable(
            fileName: PricesTable.fileName, title: "Prices",
            about: "What the plan pays for services: one row a price.", rules: PricesTable.rules),
    ]
}
