import Diagnostics
import Finance

/// What spending.csv says: the lines in order, and what each spends from each source.
struct SpendingTable {
    /// The file's name in a plan folder.
    static let fileName = "spending.csv"

    /// A column that holds what lines spend from one source.
    struct MoneyColumn {
        /// The source's id, as the heading names it.
        let source: String
        /// Where it stands and its unit.
        let column: Columns.Money
        /// The column's heading as it is written.
        let heading: String
        /// The sum of its cells in pence.
        var total: Int128 = 0
        /// Whether all its cells could be read.
        var isWhole = true
    }

    /// The lines whose rows could be read.
    private(set) var lines: [SpendLine] = []
    /// The physical line of the file on which each of ``lines`` stands.
    private(set) var rowNumbers: [Int] = []
    /// The columns of money from left to right, without the check column.
    private(set) var columns: [MoneyColumn] = []
    /// Whether ``lines`` are all the lines that there are.
    private(set) var isWhole = true
    /// One amount for each of ``lines`` and ``columns``; `nil` for one that could not be read.
    private(set) var cells: [Money?] = []

    /// Reads the table. `nil` when the file is no table at all; what is wrong stands in `findings`.
    init?(_ file: FileBytes, funding: FundingTable?, findings: Findings) {
        let known = SpendingReading.rules.filter(\.isRequired).map(\.name)
        guard var sheet = Sheet(file, known: known, required: known, findings: findings) else { return nil }
        let names = Set(funding?.names ?? [])
        let found = Columns(SpendingReading.rules, takesOtherMoney: true, otherMoney: names, in: sheet)
        columns = found.others.map { other in
            MoneyColumn(source: other.name, column: other.column, heading: sheet.headings[other.column.index].text)
        }
        if let funding { check(columns, against: funding, in: sheet) }

        var reading = SpendingReading(columns: found)
        while sheet.nextRow() {
            if reading.isTotal(in: sheet) { continue }
            let amounts = readCells(of: sheet)
            reading.checkTotal(of: amounts, in: sheet)
            guard let line = reading.line(of: sheet) else {
                isWhole = false
                continue
            }
            lines.append(line)
            rowNumbers.append(sheet.row.line)
            cells += amounts
        }
        if !sheet.isWhole { isWhole = false }
        if let funding, sheet.isWhole { checkUnits(against: funding, in: sheet) }
    }

    /// Notes money columns that name no source, and sources with money that no column names.
    private func check(_ columns: [MoneyColumn], against funding: FundingTable, in sheet: Sheet) {
        let names = Set(funding.names)
        let headed = Set(sheet.headings.map { $0.name.lowercased() })
        // Names are known to be wrong only when all good ones are known.
        for column in columns where funding.isWhole && !names.contains(column.source) {
            sheet.findings.add(
                Diagnostic(
                    "spending.source.unknown", "no funding source is called `\(Quoting.short(column.source))`",
                    at: sheet.headingPlace(column.column.index),
                    reason: "a column of money is headed by the id of a source in funding.csv, and its unit",
                    help: Suggestion.didYouMean(column.source, in: funding.names.prefix(1000) + ["total"])
                        ?? "add the source to funding.csv, or delete the column; the sources are "
                        + Quoting.list(funding.names)))
        }
        for source in funding.sources {
            let mayBringMoney = !source.isIncomeStated || source.tranches.contains { !$0.amount.isZero }
            guard !headed.contains(source.id.lowercased()), mayBringMoney else { continue }
            sheet.findings.add(
                Diagnostic(
                    "spending.source.no-column",
                    "there is no column for the source `\(source.id)`, "
                        + (source.isIncomeStated ? "which has funding" : "whose income is not stated"),
                    at: sheet.headingPlace(nil),
                    reason: "without a column it could not be told from a source whose column was lost",
                    help: "add a column `\(source.id) [gbp]`, with 0 in each row that spends nothing from it"))
        }
    }

    private mutating func readCells(of sheet: Sheet) -> [Money?] {
        var amounts: [Money?] = []
        amounts.reserveCapacity(columns.count)
        for index in columns.indices {
            let amount = sheet.money(columns[index].column)
            if let amount {
                columns[index].total += Int128(amount.pence)
            } else {
                columns[index].isWhole = false
            }
            amounts.append(amount)
        }
        return amounts
    }

    /// Notes a source whose spending and funding look as if one of them were in thousands.
    private func checkUnits(against funding: FundingTable, in sheet: Sheet) {
        let sources = Dictionary(funding.sources.map { ($0.id, $0) }) { first, _ in first }
        for column in columns where column.isWhole {
            guard let source = sources[column.source] else { continue }
            let income = source.tranches.reduce(Int128(0)) { $0 + Int128($1.amount.pence) }
            guard let suspect = ThousandFold(spending: column.total, funding: income) else { continue }
            sheet.findings.add(
                suspect.diagnostic(
                    source: source.id, unit: column.column.unit, at: sheet.headingPlace(column.column.index)))
        }
    }

    /// The amounts of a line in the order of `sources`: nothing for a source that has no column, and `nil` in all when
    /// one could not be read.
    func matrix(sources: [FundingSource]) -> (cells: [Money], origins: [Place?])? {
        let places = Dictionary(columns.indices.map { (columns[$0].source, $0) }) { first, _ in first }
        let order = sources.map { places[$0.id] }
        var amounts: [Money] = []
        var origins: [Place?] = []
        amounts.reserveCapacity(lines.count * sources.count)
        origins.reserveCapacity(lines.count * sources.count)
        for line in lines.indices {
            for place in order {
                guard let place else {
                    amounts.append(.zero)
                    origins.append(nil)
                    continue
                }
                guard let amount = cells[line * columns.count + place] else { return nil }
                amounts.append(amount)
                origins.append(
                    Place(
                        file: SpendingTable.fileName, line: rowNumbers[line], column: columns[place].column.index + 1,
                        name: columns[place].heading))
            }
        }
        return (amounts, origins)
    }
}
