import Diagnostics
import Finance

/// What funding.csv says: the sources in their order of appearance, each with its tranches.
struct FundingTable {
    /// The file's name in a plan folder.
    static let fileName = "funding.csv"

    /// The sources whose rows could be read.
    private(set) var sources: [FundingSource] = []
    /// The ids of all sources that the file names, in order, also of those with mistakes elsewhere in their rows.
    private(set) var names: [String] = []
    /// Whether ``names`` are all the sources that there are.
    private(set) var isWhole = true

    /// The columns that the table may have.
    static let rules: [ColumnRule] = [
        .words("source", isRequired: true, .id, about: "The id of the source of money; its tranches share it."),
        .words("title", isRequired: true, about: "The source's name."),
        .words("kind", isRequired: true, about: "The national kind of money, as the rulebook names it."),
        .words("contributor", isRequired: true, .id, about: "The partner that puts it in, by its id in plan.yaml."),
        .words("pool", isRequired: true, .id, about: "The pool that it goes into, by its id in plan.yaml."),
        .words("tranche", about: "What the part is called that comes at one time."),
        .words("available_from", .day, about: "The day from which it is available."),
        .money("amount", isRequired: true, about: "How much it brings."),
        .money("prior_year", about: "What the same source brought the year before."),
        .words("reference", about: "Where the figures come from."),
    ]

    /// Reads the table. `nil` when the file is no table at all; what is wrong stands in `findings`.
    ///
    /// - Parameter kinds: the kinds of money that its sources may be of; `nil` when they are not known.
    init?(_ file: FileBytes, manifest: PlanManifest?, kinds: [FundingSource.Kind]?, findings: Findings) {
        let required = FundingTable.rules.filter(\.isRequired).map(\.name)
        guard
            var sheet = Sheet(
                file, known: FundingTable.rules.map(\.example), required: required, findings: findings)
        else { return nil }
        let columns = Columns(FundingTable.rules, in: sheet)
        var reading = FundingReading(columns: columns, manifest: manifest, kinds: kinds)
        while sheet.nextRow() { reading.readRow(of: &sheet) }
        names = reading.drafts.map(\.id)
        sources = reading.drafts.compactMap { $0.source() }
        isWhole = sheet.isWhole && columns.words("source") != nil
    }
}
