import Testing
import Workbooks

struct CellTextTests {
    @Test(
        "Columns are called as in Excel",
        arguments: [
            (0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD"),
        ])
    func columns(index: Int, letters: String) {
        #expect(CellName.column(index) == letters)
        #expect(CellName.cell(row: 6, column: index) == "\(letters)7")
    }
}
