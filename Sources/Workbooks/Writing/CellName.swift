/// Names of cells, columns and ranges, such as `B7`.
package enum CellName {
    /// The letters of a column, counted from 0: `A`, `Z`, `AA`.
    package static func column(_ index: Int) -> String {
        var letters = ""
        var rest = index
        repeat {
            letters = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(rest % 26))) + letters
            rest = rest / 26 - 1
        } while rest >= 0
        return letters
    }

    /// A cell by its row and column, both counted from 0.
    package static func cell(row: Int, column: Int) -> String { "\(Self.column(column))\(row + 1)" }

    /// The row and column of a name such as `B7`, counted from 0; `nil` for anything else, and beyond what Excel has.
    static func place(_ name: some Collection<UInt8>) -> (row: Int, column: Int)? {
        var column = 0
        var row = 0
        var isRow = false
        for byte in name {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z") where !isRow:
                column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
                guard column <= mostColumns else { return nil }
            case UInt8(ascii: "0")...UInt8(ascii: "9") where column > 0:
                isRow = true
                row = row * 10 + Int(byte - UInt8(ascii: "0"))
                guard row <= mostRows else { return nil }
            default: return nil
            }
        }
        return row > 0 ? (row - 1, column - 1) : nil
    }

    /// How many rows and columns a sheet of Excel has.
    static let mostRows = 1_048_576
    static let mostColumns = 16_384
}
