import Diagnostics
import Finance
import Glibc
import Workbooks

/// A sheet of 100,000 rows and 6 columns, written and read; beside it, openpyxl does the same.
enum WorkbookBenchmark {
    private static let rows = 100_000

    static func run(_ path: String) throws {
        let columns = ["id", "title", "theme", "first", "second", "third"].map { SheetColumn($0) }
        let cells = (0..<rows).map { row -> [SheetCell] in
            [
                .text("L\(row)"), .text("Line number \(row)"), .text("Theme \(row % 12)"),
                .money(Money(pence: Int64(row) * 101)), .money(Money(pence: Int64(row) * 7 + 3)),
                .money(Money(pence: 1)),
            ]
        }
        let content = WorkbookContent(
            title: "Benchmark", subject: "", comments: "",
            sheets: [WorkbookSheet("Spending", about: "", columns: columns, rows: cells)])
        let clock = ContinuousClock()
        let writing = try clock.measure { try WorkbookFile.write(content, to: path) }
        var count = 0
        var sum = 0.0
        let reading = try clock.measure {
            let reader = try WorkbookReader(at: path)
            _ = try reader.read("Spending") { row in
                for cell in row.cells {
                    count += 1
                    if case .number(let number, _) = cell.value { sum += number }
                }
            }
        }
        print("\(writing.seconds) \(reading.seconds) \(count) \(Int(sum.rounded()))")
    }
}
