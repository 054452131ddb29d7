import Finance
import Reports

/// A figure of the base and of each scenario as cells, each scenario's with its change, absolute and in per cent, as
/// live formulas.
struct CompareColumns {
    let comparison: ScenarioComparison

    /// Where a figure does not exist, that is not nothing.
    static let absent = "not there"

    /// The headings: the base, then three columns for each scenario.
    func headings(unit: String) -> [SheetColumn] {
        [SheetColumn("\(comparison.baseName)\(unit)", width: 18)]
            + comparison.runs.indices.flatMap { index in
                let letter = ScenarioComparison.letter(index)
                return [
                    SheetColumn("\(letter)\(unit)", width: 18), SheetColumn("\(letter) change\(unit)", width: 18),
                    SheetColumn("\(letter) change", width: 10),
                ]
            }
    }

    /// The letters of the column of an option: the base first, then the scenarios.
    static func letters(option: Int, first: Int) -> String {
        CellName.column(first + (option == 0 ? 0 : 3 * option - 2))
    }

    /// The cells of a row of money.
    ///
    /// - Parameters:
    ///   - row: the row, as Excel counts.
    ///   - first: the column of the base, counted from 0.
    ///   - absentIsNothing: whether what is not there counts as nothing in a change, as a line that only one option
    ///     has; otherwise, as where a margin cannot be told, there is no change.
    ///   - formula: what works out an option's figure; `nil` where it stands as it is.
    func money(
        _ base: Money?, _ amounts: [Money?], row: Int, first: Int, absentIsNothing: Bool = true,
        formula: ((_ option: Int) -> String)? = nil
    ) -> [SheetCell] {
        func cell(_ amount: Money?, _ option: Int) -> SheetCell {
            guard let amount else { return .text(Self.absent) }
            return formula.map { .moneyFormula($0(option), amount) } ?? .money(amount)
        }
        let start = "\(CellName.column(first))\(row)"
        var cells = [cell(base, 0)]
        for (index, amount) in amounts.enumerated() {
            let own = "\(Self.letters(option: index + 1, first: first))\(row)"
            let isKnown = absentIsNothing || (amount != nil && base != nil)
            let change = isKnown ? Money(pence: (amount?.pence ?? 0) &- (base?.pence ?? 0)) : nil
            let words = PlanSheetPlaces.quoted(Self.absent)
            let formula =
                absentIsNothing
                ? "ROUND(N(\(own))-N(\(start)),2)"
                : "IF(COUNT(\(own),\(start))=2,ROUND(\(own)-\(start),2),\(words))"
            let changeCell = "\(CellName.column(first + 3 * index + 2))\(row)"
            cells += [
                cell(amount, index + 1),
                change.map { .moneyFormula(formula, $0) } ?? .textFormula(formula, Self.absent),
                Self.share(
                    changeCell, of: start,
                    base.flatMap { base in base.isZero ? nil : change.map { base.ratio(of: $0) } }),
            ]
        }
        return cells
    }

    /// The cells of a row of estimates.
    ///
    /// - Parameter changes: each scenario's change. It stands as it is where the options have no base in common, as
    ///   where scenarios suppose different figures and each is held against the base in its own world.
    func figures(
        _ base: Double?, _ figures: [Double?], changes: [Double?], row: Int, first: Int, places: Int
    ) -> [SheetCell] {
        func cell(_ figure: Double?) -> SheetCell {
            figure.map { .estimate($0, places: places) } ?? .text(Self.absent)
        }
        let start = "\(CellName.column(first))\(row)"
        var cells = [cell(base)]
        for (index, figure) in figures.enumerated() {
            let own = "\(Self.letters(option: index + 1, first: first))\(row)"
            let changeCell = "\(CellName.column(first + 3 * index + 2))\(row)"
            let change = base.flatMap { base in figure.map { $0 - base } }
            let words = PlanSheetPlaces.quoted(Self.absent)
            let formula = "IF(COUNT(\(own),\(start))=2,\(own)-\(start),\(words))"
            let ownWorld = base == nil ? changes[index] : nil
            cells += [
                cell(figure),
                ownWorld.map { .estimate($0, places: places) }
                    ?? change.map { .figureFormula(formula, $0, places: places) } ?? .textFormula(formula, Self.absent),
                Self.share(
                    changeCell, of: start, base.flatMap { base in base == 0 ? nil : change.map { $0 / abs(base) } }),
            ]
        }
        return cells
    }

    /// A change as a share of what it is a change of; a dash where that is nothing.
    private static func share(_ change: String, of start: String, _ value: Double?) -> SheetCell {
        let formula = "IF(OR(N(\(start))=0,NOT(ISNUMBER(\(change)))),\"–\",\(change)/ABS(\(start)))"
        return value.map { .shareFormula(formula, $0) } ?? .textFormula(formula, "–")
    }
}

extension Money {
    fileprivate func ratio(of change: Money) -> Double { Double(change.pence) / Double(pence.magnitude) }
}
