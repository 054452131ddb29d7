// What reading a plan costs, in about as many instructions of a script. It hangs on the plan's size alone, so that a
// script is charged the same on every machine.

extension Plan {
    /// The cells that are added up in about the time of an instruction.
    package static let cellsAnInstruction = 8

    /// Adding up all cells.
    package var workOfTotals: Int { lines.count * sources.count / Self.cellsAnInstruction }

    /// Looking through everything that a scenario noted and moved.
    package var workOfFacts: Int { records.count + movements.count }

    /// Spreading all cells and movements over months: wide sums, twelve an amount.
    package var workOfMonths: Int { 12 * workOfTotals + 4 * (lines.count + movements.count) }

    /// Looking through lines and sources for those that a selection means: each filter compares texts.
    package func work(ofFinding selection: Selection) -> Int {
        // A line's id alone is at hand.
        let isOneLine = selection.lines.only(.line) != nil
        return (isOneLine ? 0 : lines.count * selection.lines.count) + sources.count * selection.sources.count
    }

    /// The same, and adding up as many cells as it may mean.
    package func work(ofSumming selection: Selection) -> Int {
        let isOneLine = selection.lines[.line] != nil
        return work(ofFinding: selection)
            + (isOneLine ? sources.count : lines.count * sources.count) / Self.cellsAnInstruction
    }
}
