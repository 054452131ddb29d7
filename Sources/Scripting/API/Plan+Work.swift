import Finance

// What reading a plan costs, in about as many instructions of a script. It hangs on the plan's size alone, so that a
// script is charged the same on every machine.

extension Plan {
    /// The cells that are added up in about the time of an instruction.
    static let cellsAnInstruction = 8

    /// Adding up all cells.
    var workOfTotals: Int { lines.count * sources.count / Self.cellsAnInstruction }

    /// Looking through lines and sources for those that a selection means: each filter compares texts.
    func work(ofFinding selection: Selection) -> Int {
        let lineFilters = Selection.LineProperty.allCases.count { selection.lines[$0] != nil }
        let sourceFilters = Selection.SourceProperty.allCases.count { selection.sources[$0] != nil }
        // A line's id alone is at hand.
        let isOneLine = lineFilters == 1 && selection.lines[.line] != nil
        return (isOneLine ? 0 : lines.count * lineFilters) + sources.count * sourceFilters
    }

    /// The same, and adding up as many cells as it may mean.
    func work(ofSumming selection: Selection) -> Int {
        let isOneLine = selection.lines[.line] != nil
        return work(ofFinding: selection)
            + (isOneLine ? sources.count : lines.count * sources.count) / Self.cellsAnInstruction
    }
}
