package import Diagnostics

/// A cell as a workbook holds it.
package struct ReadCell: Sendable {
    /// What it holds.
    package enum Value: Sendable, Hashable {
        /// Words.
        case text(String)
        /// A number, and how it is shown.
        case number(Double, NumberForm)
        /// TRUE or FALSE.
        case boolean(Bool)
        /// An error of Excel, such as `#N/A`.
        case error(String)
        /// A formula whose value nobody worked out.
        case notCalculated
    }

    /// The column, from 0.
    package let column: Int
    /// What it holds.
    package let value: Value
    /// Whether a formula gives it.
    package let isFormula: Bool
}

/// How a number is shown: what it may mean beyond its digits.
package enum NumberForm: Sendable, Hashable {
    /// As a day or a time.
    case day
    /// With so many decimals.
    case decimals(Int)
    /// As it comes.
    case general
}

/// A row that holds something.
package struct ReadRow: Sendable {
    /// The row, from 0.
    package let index: Int
    /// Its cells from left to right.
    package let cells: [ReadCell]

    /// What stands in a column.
    package func cell(_ column: Int) -> ReadCell? {
        // Rows are short, and cells mostly stand at their own place.
        if column < cells.count, cells[column].column == column { return cells[column] }
        return cells.first { $0.column == column }
    }
}

/// A sheet as it was read.
package struct ReadSheet: Sendable {
    /// The file as the person named it.
    package let file: String
    /// The name on its tab.
    package let name: String
    /// The rows that hold something, from the top.
    package let rows: [ReadRow]
    /// Cells that are merged: first and last row and column, from 0.
    package let merged: [(rows: ClosedRange<Int>, columns: ClosedRange<Int>)]

    /// The place of a cell, as in `plan.xlsx!Spending!B7`.
    package func place(row: Int? = nil, column: Int? = nil, name heading: String? = nil) -> Place {
        var text = "\(file)!\(name.onOneLine)"
        if let row { text += "!" + (column.map { CellName.cell(row: row, column: $0) } ?? "\(row + 1):\(row + 1)") }
        return Place(file: text, name: heading?.onOneLine)
    }
}
