import Finance
import Reports
import Scripting

/// What every line spends from every source, in the base and after each scenario: the table that totals are formulas over.
struct CompareCells {
    static let name = "Spending"
    /// The columns before the amounts.
    private static let words = ["line", "title", "theme", "source", "contributor", "pool"]
    /// The column of the base.
    static let first = words.count

    private struct Key: Hashable {
        let words: [String]
    }

    private let comparison: ScenarioComparison
    private let keys: [Key]
    private let amounts: [[Key: Money]]

    init(_ comparison: ScenarioComparison) {
        self.comparison = comparison
        let start = comparison.baseRun?.evaluation.after ?? comparison.plan
        var keys: [Key] = []
        var seen: Set<Key> = []
        var amounts: [[Key: Money]] = []
        for plan in [start] + comparison.runs.map(\.evaluation.after) {
            var own: [Key: Money] = [:]
            for line in plan.lines.indices {
                for source in plan.sources.indices {
                    let amount = plan.cell(line: line, source: source)
                    if amount.isZero { continue }
                    let (each, from) = (plan.lines[line], plan.sources[source])
                    let key = Key(words: [each.id, each.title, each.theme, from.id, from.contributor, from.pool])
                    own[key] = amount
                    if seen.insert(key).inserted { keys.append(key) }
                }
            }
            amounts.append(own)
        }
        self.keys = keys
        self.amounts = amounts
    }

    private var last: Int { max(keys.count, 1) + 1 }

    private func column(_ letters: String) -> String { "\(Self.name)!$\(letters)$2:$\(letters)$\(last)" }

    /// The whole spend of an option: the base first, then the scenarios.
    func total(option: Int) -> String { "SUM(\(column(CompareColumns.letters(option: option, first: Self.first))))" }

    /// What an option spends where a column holds the words of cells; ids differ in their capitals.
    func sum(option: Int, _ matches: [(word: String, cell: String)]) -> String {
        let tests = matches.map { word, cell in
            "EXACT(\(column(CellName.column(Self.words.firstIndex(of: word) ?? 0))),\(cell))*"
        }
        let amounts = column(CompareColumns.letters(option: option, first: Self.first))
        return "SUMPRODUCT(\(tests.joined())\(amounts))"
    }

    var sheet: WorkbookSheet {
        let columns = CompareColumns(comparison: comparison)
        let rows = keys.enumerated().map { index, key in
            key.words.map { SheetCell.text($0) }
                + columns.money(
                    amounts[0][key] ?? .zero, amounts.dropFirst().map { $0[key] ?? .zero }, row: index + 2,
                    first: Self.first)
        }
        let widths: [Double] = [12, 36, 20, 14, 14, 14]
        let headings =
            zip(Self.words, widths).map { SheetColumn($0, width: $1) }
            + columns.headings(unit: " (£)").map {
                SheetColumn($0.heading, width: $0.width, isSummed: $0.heading.hasSuffix("(£)"))
            }
        return WorkbookSheet(
            Self.name, about: "What each line spends from each source; the totals of Comparison are worked out from it",
            columns: headings, rows: rows.isEmpty ? [headings.map { _ in .blank }] : rows, frozenColumns: 2)
    }
}
