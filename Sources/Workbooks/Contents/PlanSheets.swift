import Finance
import PlanFiles

/// The sheets that hold a plan, and that an import reads back: Funding, Spending and Plan files.
struct PlanSheets {
    let plan: Plan
    /// The files of the folder that the plan was read from.
    let files: PlanFolderFiles
    let places: PlanSheetPlaces
    private let fundingRows: [[SheetCell]]

    init(_ plan: Plan, files: PlanFolderFiles) {
        self.plan = plan
        self.files = files
        fundingRows = Self.fundingRows(of: plan)
        places = PlanSheetPlaces(plan, fundingRows: fundingRows.count)
    }

    /// What comes in: a row for each tranche.
    var funding: WorkbookSheet {
        let widths: [Double] = [14, 34, 24, 16, 14, 16, 14, 18, 18, 40]
        let columns = zip(PlanSheetPlaces.fundingColumns, widths).map { name, width in
            let isMoney = name == "amount" || name == "prior_year"
            return SheetColumn(isMoney ? "\(name) (£)" : name, width: width, isSummed: isMoney)
        }
        return WorkbookSheet(
            PlanSheetPlaces.fundingName, about: "What comes in: a row for each tranche of each source",
            columns: columns,
            rows: fundingRows.isEmpty ? [columns.map { _ in .blank }] : fundingRows, isReadBack: true)
    }

    private static func fundingRows(of plan: Plan) -> [[SheetCell]] {
        plan.sources.indices.flatMap { source -> [[SheetCell]] in
            let each = plan.sources[source]
            func row(_ tranche: String, _ day: String?, _ amount: SheetCell, isFirst: Bool) -> [SheetCell] {
                let prior: SheetCell =
                    isFirst ? each.priorYear.map { .money($0) } ?? .text(notStated) : .text(notStated)
                return [
                    .text(each.id), .text(each.title), .text(each.kind.rawValue), .text(each.contributor),
                    .text(each.pool), .text(tranche), .text(day ?? notStated), amount, prior,
                    isFirst ? .text(each.reference ?? "") : .blank,
                ]
            }
            var rows = each.tranches.enumerated().map { index, tranche in
                row(tranche.title, tranche.availableFrom, .money(tranche.amount), isFirst: index == 0)
            }
            if !each.isIncomeStated { rows = [row("annual", nil, .text(notStated), isFirst: true)] }
            // What scenarios brought in, or gave back; and whatever a roll-forward made of the tranches.
            let stated = each.tranches.reduce(Int64(0)) { $0 &+ $1.amount.pence }
            let change = plan.funding(source: source).pence &- stated
            if change != 0 || rows.isEmpty {
                var title = PlanSheetPlaces.scenarioTranche
                while each.tranches.contains(where: { $0.title == title }) { title += "+" }
                rows.append(row(title, nil, .money(Money(pence: change)), isFirst: rows.isEmpty))
            }
            return rows
        }
    }

    /// What it is spent on: a row for each line, a column for each source.
    var spending: WorkbookSheet {
        let widths: [Double] = [12, 10, 20, 18, 36, 20, 16, 16, 18, 12, 12, 14, 12, 16]
        var columns = zip(PlanSheetPlaces.attributes, widths).map { SheetColumn($0, width: $1) }
        columns += plan.sources.map { SheetColumn("\($0.id) (£)", width: 18, isSummed: true) }
        columns.append(SheetColumn("total (£)", width: 18, isSummed: true))
        let last = CellName.column(PlanSheetPlaces.attributes.count + plan.sources.count - 1)
        let first = CellName.column(PlanSheetPlaces.attributes.count)
        let rows = plan.lines.indices.map { index -> [SheetCell] in
            let line = plan.lines[index]
            func yesNo(_ value: Bool?) -> String { value.map { $0 ? "yes" : "no" } ?? notStated }
            let words = [
                line.id, line.ref, line.theme, line.heading, line.title, line.schemeType ?? notStated,
                line.areaOfSpend?.rawValue ?? notStated, line.commissioner?.description ?? notStated,
                line.provider?.rawValue ?? notStated, line.nature?.rawValue ?? notStated, yesNo(line.isProtected),
                line.months?.description ?? notStated, yesNo(line.isRecurrent), line.status.rawValue,
            ]
            let total: SheetCell =
                plan.sources.isEmpty
                ? .money(.zero)
                : .moneyFormula("SUM(\(first)\(index + 2):\(last)\(index + 2))", plan.total(line: index))
            return words.map { .text($0) } + plan.cells(line: index).map { .money($0) } + [total]
        }
        return WorkbookSheet(
            PlanSheetPlaces.spendingName, about: "What it is spent on: a row for each line, a column for each source",
            columns: columns, rows: rows.isEmpty ? [columns.map { _ in .blank }] : rows, frozenColumns: 1,
            isReadBack: true)
    }

    /// The sheet that carries the other files of the plan's folder, line by line.
    static let filesName = "Plan files"
    /// What stands for the number of a line where a cell could not hold all of it.
    static let continued = "goes on"

    /// The other files of the folder as they are, so that an import gives back what no table shows.
    var planFiles: WorkbookSheet {
        var rows: [[SheetCell]] = []
        func add(_ name: String, _ bytes: [UInt8]) {
            // By bytes: a carriage return before the line break belongs to the line.
            var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            // The file ends with a line break, which an import puts back.
            if lines.last?.isEmpty == true { lines.removeLast() }
            for (index, line) in lines.enumerated() {
                let parts = CellText.parts(String(decoding: line, as: UTF8.self))
                for (place, part) in parts.enumerated() {
                    rows.append([
                        .text(name), place == 0 ? .count(index + 1) : .text(Self.continued), .text(part),
                    ])
                }
            }
        }
        if case .success(let bytes)? = files.files.first { add(PlanFolder.fileNames[0], bytes) }
        for (name, file) in zip(PlanFolder.optionalFileNames, files.optionalFiles) {
            // A rulebook that was named on the command line is none of the plan's.
            if files.rulebookPath != nil, name.hasPrefix("rulebook") { continue }
            if case .success(let bytes)? = file { add(name, bytes) }
        }
        return WorkbookSheet(
            Self.filesName, about: "The plan's other files, line by line, for bcf import",
            columns: [SheetColumn("file", width: 16), SheetColumn("line", width: 8), SheetColumn("text", width: 110)],
            rows: rows.isEmpty ? [[.blank, .blank, .blank]] : rows, isReadBack: true)
    }
}
