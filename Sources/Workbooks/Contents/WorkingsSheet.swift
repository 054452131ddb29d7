import Finance

/// What counts of each line towards the conditions: a row for each line, two columns for each sum that looks at lines.
struct WorkingsSheet {
    static let name = "Workings"

    let places: PlanSheetPlaces
    private var columns = [SheetColumn("id", width: 12), SheetColumn("NHS share", width: 10)]
    private var cells: [[SheetCell]]
    private var plan: Plan { places.plan }

    init(_ places: PlanSheetPlaces) {
        self.places = places
        cells = places.plan.lines.indices.map { line in
            let buyer = places.attribute("commissioner", line: line)
            let share: Double
            let words: String?
            switch places.plan.lines[line].commissioner {
            case .nhs: (share, words) = (1, nil)
            case .localAuthority: (share, words) = (0, nil)
            case .joint(let nhs): (share, words) = (Double(nhs.numerator) / Double(nhs.denominator), nil)
            case nil: (share, words) = (0, notStated)
            }
            let unstated = PlanSheetPlaces.quoted(notStated)
            let formula =
                "IF(\(buyer)=\"nhs\",1,IF(\(buyer)=\"la\",0,IF(LEFT(\(buyer),6)=\"joint \","
                + "VALUE(MID(\(buyer),7,LEN(\(buyer))-10)),\(unstated))))"
            let id = places.attribute("id", line: line)
            return [
                .textFormula(id, places.plan.lines[line].id),
                words.map { .textFormula(formula, $0) } ?? .shareFormula(formula, share),
            ]
        }
    }

    /// A sum as formulas: what surely counts, what might, and what of that is of a kind of money that nobody states.
    struct Sum {
        let certain: String
        let possible: String
        let open: String
    }

    /// The formulas of a sum over the plan; columns are added where it looks at lines. `nil` where it cannot be told here.
    mutating func sum(_ measure: Condition.Measure, of condition: String) -> Sum? {
        let filter = measure.filter
        let kinds = Dictionary(plan.partners.map { ($0.id, $0.kind) }) { first, _ in first }
        let all = plan.sources.indices.filter {
            filter.mayAdmit(plan.sources[$0], contributor: kinds[plan.sources[$0].contributor])
        }
        let open = all.filter { filter.sourceKind != nil && plan.sources[$0].kind == .notStated }
        let counted = all.filter { !open.contains($0) }
        if case .funding = measure {
            // Income of an unknown kind counts at most as much as it is above zero.
            let openSum = Self.sum(open.map { "MAX(0,\(places.income(ofSourceIn: id(ofSource: $0))))" })
            let sure = Self.sum(counted.map { places.income(ofSourceIn: id(ofSource: $0)) })
            return Sum(certain: sure, possible: open.isEmpty ? sure : "\(sure)+\(openSum)", open: openSum)
        }
        guard filter.isAboutLines else {
            let sure = Self.sum(counted.map { places.spend(source: $0) })
            let openSum = Self.sum(open.map { places.spend(source: $0) })
            return Sum(certain: sure, possible: open.isEmpty ? sure : "\(sure)+\(openSum)", open: openSum)
        }
        let weight = WeightFormula(filter: filter, places: places)
        func column(_ heading: String, _ sources: [Int], isCertain: Bool) -> String {
            let letters = CellName.column(columns.count)
            columns.append(SheetColumn(unused("\(condition): \(heading)"), width: 20))
            for line in plan.lines.indices {
                let share =
                    isCertain
                    ? filter.weight(of: plan.lines[line]).certain : filter.weight(of: plan.lines[line]).possible
                let pence = sources.reduce(Int64(0)) { $0 + plan.cell(line: line, source: $1).pence }
                let value = Double(pence) / 100 * Double(share.numerator) / Double(share.denominator)
                let factor =
                    isCertain
                    ? weight.certain(line: line, share: "B\(line + 2)")
                    : weight.possible(line: line, share: "B\(line + 2)")
                let money = Self.sum(sources.map { places.cell(line: line, source: $0) })
                cells[line].append(.amountFormula("\(factor)*\(money)", value))
            }
            return "SUM(\(Self.name)!$\(letters)$2:$\(letters)$\(places.lastLine))"
        }
        let certain = column("counts (£)", counted, isCertain: true)
        let possible = column("may count (£)", counted, isCertain: false)
        guard !open.isEmpty else { return Sum(certain: certain, possible: possible, open: "0") }
        let openSum = column("of an unstated kind (£)", open, isCertain: false)
        return Sum(certain: certain, possible: "\(possible)+\(openSum)", open: openSum)
    }

    /// The cell of the Summary that holds a source's id.
    private func id(ofSource source: Int) -> String { "\(SummarySheet.name)!$A$\(source + 2)" }

    private func unused(_ heading: String) -> String {
        var result = heading
        while columns.contains(where: { $0.heading.lowercased() == result.lowercased() }) { result += " 2" }
        return result
    }

    /// A sum of cells, ranges or terms; `0` of none.
    static func sum(_ parts: [String]) -> String {
        if parts.isEmpty { return "0" }
        // A function of Excel takes 255 arguments.
        let groups = stride(from: 0, to: parts.count, by: 200).map { parts[$0..<min($0 + 200, parts.count)] }
        let sums = groups.map { "SUM(\($0.joined(separator: ",")))" }
        return sums.count == 1 ? sums[0] : "(\(sums.joined(separator: "+")))"
    }

    var sheet: WorkbookSheet {
        WorkbookSheet(
            Self.name, about: "What counts of each line towards each condition that looks at lines", columns: columns,
            rows: cells.isEmpty ? [columns.map { _ in .blank }] : cells)
    }
}
