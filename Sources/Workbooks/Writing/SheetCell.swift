package import Finance

/// A cell of a sheet as it is to be written. A formula carries the value that bcf computed, so that a program that does
/// not calculate shows the same figure.
package enum SheetCell: Hashable, Sendable {
    /// Nothing is written.
    case blank
    /// Words. They never become a formula, whatever they begin with.
    case text(String)
    /// An amount that somebody put in.
    case money(Money)
    /// A figure with as many decimals as are printed.
    case figure(DecimalFigure)
    /// An estimate, shown with so many decimals.
    case estimate(Double, places: Int)
    /// A share that somebody counted or stated, shown in per cent.
    case share(Double)
    /// A number of pounds and parts of a penny, or a share.
    case number(Double)
    /// A whole number of things.
    case count(Int)
    /// A formula that gives pounds.
    case moneyFormula(String, Money)
    /// A formula that gives pounds and parts of a penny.
    case amountFormula(String, Double)
    /// A formula that gives a share, shown in per cent.
    case shareFormula(String, Double)
    /// A formula that gives a figure with so many decimals.
    case figureFormula(String, Double, places: Int)
    /// A formula that gives words.
    case textFormula(String, String)
    /// The name of another sheet, as a link to it.
    case link(sheet: String)

    /// The formula without its `=`, where it is one.
    package var formula: String? {
        switch self {
        case .moneyFormula(let formula, _), .amountFormula(let formula, _), .shareFormula(let formula, _),
            .textFormula(let formula, _), .figureFormula(let formula, _, _):
            formula
        default: nil
        }
    }

    /// The cell with the value of its formula instead.
    var value: SheetCell {
        switch self {
        case .moneyFormula(_, let value): .money(value)
        case .amountFormula(_, let value): .number(value)
        case .shareFormula(_, let value): .share(value)
        case .figureFormula(_, let value, let places): .estimate(value, places: places)
        case .textFormula(_, let value): .text(value)
        default: self
        }
    }
}

/// A column of a sheet.
package struct SheetColumn: Hashable, Sendable {
    /// What stands in the first row.
    package let heading: String
    /// How wide it is, in letters.
    package let width: Double
    /// Whether the last row of the table sums it.
    package let isSummed: Bool

    /// Makes a column.
    package init(_ heading: String, width: Double = 14, isSummed: Bool = false) {
        self.heading = heading
        self.width = width
        self.isSummed = isSummed
    }
}

/// A sheet: one table from A1, with its headings in the first row.
package struct WorkbookSheet: Hashable, Sendable {
    /// The name on its tab.
    package let name: String
    /// What it shows, for the list of contents.
    package let about: String
    /// The columns from left to right; a sheet without headings has columns without names.
    package let columns: [SheetColumn]
    /// The rows below the headings, a cell for each column.
    package var rows: [[SheetCell]]
    /// How many columns stay in view.
    package let frozenColumns: Int
    /// Whether it is a table with headings; the cover is none.
    package let isTable: Bool
    /// Whether an import reads it back, so that no text in it may be cut.
    package let isReadBack: Bool

    /// Makes a sheet.
    package init(
        _ name: String, about: String, columns: [SheetColumn], rows: [[SheetCell]], frozenColumns: Int = 1,
        isTable: Bool = true, isReadBack: Bool = false
    ) {
        self.name = name
        self.about = about
        self.columns = columns
        self.rows = rows
        self.frozenColumns = frozenColumns
        self.isTable = isTable
        self.isReadBack = isReadBack
    }

    /// Whether the last row of the table holds sums.
    package var hasTotals: Bool { columns.contains(where: \.isSummed) }
}

/// A workbook before it is written: a value, so that it can be looked at without a file.
package struct WorkbookContent: Hashable, Sendable {
    /// The document's title.
    package let title: String
    /// What it is about.
    package let subject: String
    /// What made it, and from what.
    package let comments: String
    /// The sheets in the order of their tabs.
    package let sheets: [WorkbookSheet]

    /// Makes a workbook.
    package init(title: String, subject: String, comments: String, sheets: [WorkbookSheet]) {
        self.title = title
        self.subject = subject
        self.comments = comments
        self.sheets = sheets
    }

    /// A sheet by its name.
    package func sheet(_ name: String) -> WorkbookSheet? { sheets.first { $0.name == name } }
}
