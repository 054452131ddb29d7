import Diagnostics
import Finance
import Workbooks

/// A sheet of 100,000 rows and 6 columns, written or read in a process of its own; beside it, openpyxl does the same.
enum WorkbookBenchmark {
    private static let rows = 100_000

    static func run(_ words: [String]) throws {
        guard words.count == 2 else {
            print("usage: bcf-benchmarks workbooks write|read FILE")
            return
        }
        if words[0] == "write" { try write(to: words[1]) } else { try read(words[1]) }
    }

    private static func write(to path: String) throws {
        let columns = ["id", "title", "theme", "first", "second", "third"].map { SheetColumn($0) }
        let cells = (0..<rows).map { row -> [SheetCell] in
            [
                .text("L\(row)"), .text("Line number \(row)"), .text("Theme \(row % 12)"),
                .money(Money(pence: Int64(row) * 101)), .money(Money(pence: Int64(row) * 7 + 3)),
                .money(Money(pence: 1)),
            ]
        }
        let sheet = WorkbookSheet("Spending", about: "", columns: columns, rows: cells)
        try WorkbookFile.write(
            WorkbookContent(title: "Benchmark", subject: "", comments: "", sheets: [sheet]), to: path)
    }

    private static func read(_ path: String) throws {
        var count = 0
        var sum = 0.0
        let reader = try WorkbookReader(at: path)
        _ = try reader.read("Spending") { row in
            for cell in row.cells {
                count += 1
                if case .number(let number, _) = cell.value { sum += number }
            }
        }
        print("\(count) \(Int(sum.rounded()))")
    }
}
