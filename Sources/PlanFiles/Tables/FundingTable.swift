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
        .words("source", isRequired: true), .words("title", isRequired: true), .words("kind", isRequired: true),
        .words("contributor", isRequired: true), .words("pool", isRequired: true), .words("tranche"),
        .words("available_from"), .money("amount", isRequired: true), .money("prior_year"), .words("reference"),
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
