import Diagnostics
import Finance

/// The reading of funding.csv row by row: collects the tranches of each source and checks that its rows agree.
struct FundingReading {
    /// The sources so far, in their order of appearance.
    private(set) var drafts: [SourceDraft] = []

    // Apart from the drafts, so that a draft can be changed in place while a row is read.
    private let rows: FundingRows
    private var indices: [String: Int] = [:]

    /// Starts with no rows read.
    init(columns: Columns, manifest: PlanManifest?, kinds: [FundingSource.Kind]?) {
        rows = FundingRows(columns: columns, manifest: manifest, kinds: kinds?.map(\.rawValue))
    }

    /// Reads the current row.
    mutating func readRow(of sheet: inout Sheet) {
        if rows.isTotal(in: sheet) { return }
        guard let id = rows.sourceId(in: sheet) else {
            // Whose tranche it is cannot be told; what else is wrong with the row can.
            sheet.rowIsLost()
            var nobody = rows.firstRow("", in: sheet)
            rows.readTranche(into: &nobody, of: sheet)
            return
        }
        let index = indices[id] ?? drafts.count
        if index == drafts.count {
            indices[id] = index
            drafts.append(rows.firstRow(id, in: sheet))
        } else {
            rows.checkAgreement(with: drafts[index], in: sheet)
        }
        rows.readTranche(into: &drafts[index], of: sheet)
    }
}
