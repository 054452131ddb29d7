import Diagnostics
import Finance
import Foundation
import PlanFiles
import TestSupport
import Testing
import Workbooks

/// LibreOffice, as an independent reckoner: every formula is worked out anew when it opens a workbook.
enum LibreOffice {
    static let program = ["/usr/bin/soffice", "/usr/local/bin/soffice"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    /// The workbooks as LibreOffice saves them, by name.
    static func recalculated(_ books: [String: [UInt8]]) throws -> [String: WorkbookReader] {
        let program = try #require(program)
        let work = try TemporaryFolder()
        let profile = work.path + "/profile/user"
        try FileManager.default.createDirectory(atPath: profile, withIntermediateDirectories: true)
        let settings = """
            <?xml version="1.0" encoding="UTF-8"?>
            <oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
            <item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
            <value>0</value></prop></item></oor:items>
            """
        try settings.write(toFile: profile + "/registrymodifications.xcu", atomically: false, encoding: .utf8)
        for (name, bytes) in books { try Data(bytes).write(to: URL(fileURLWithPath: "\(work.path)/\(name).xlsx")) }
        let words =
            [
                "timeout", "120", program, "-env:UserInstallation=file://\(work.path)/profile", "--headless",
                "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", work.path + "/out",
            ] + books.keys.sorted().map { "\(work.path)/\($0).xlsx" }
        let (status, text, _) = try Program.run(words)
        try #require(status == 0, "LibreOffice: \(text)")
        var readers: [String: WorkbookReader] = [:]
        for name in books.keys { readers[name] = try WorkbookReader(at: "\(work.path)/out/\(name).xlsx") }
        return readers
    }

    /// The formulas of a workbook whose values differ between two copies of it, and how many there are.
    static func differences(
        _ one: WorkbookReader, _ other: WorkbookReader, sheets: [String]? = nil
    ) throws -> (formulas: Int, different: [String]) {
        var formulas = 0
        var different: [String] = []
        for name in sheets ?? one.sheetNames {
            let found = Dictionary(
                try other.sheet(name).rows.map { row in (row.index, row) }, uniquingKeysWith: { first, _ in first })
            for row in try one.sheet(name).rows {
                for cell in row.cells where cell.isFormula {
                    formulas += 1
                    let value = found[row.index]?.cell(cell.column)?.value
                    let isSame: Bool
                    switch (cell.value, value) {
                    case (.number(let left, _), .number(let right, _)): isSame = abs(left - right) < 0.005
                    case (let left, let right?): isSame = left == right
                    case (_, nil): isSame = false
                    }
                    if !isSame {
                        let place = CellName.cell(row: row.index, column: cell.column)
                        different.append(
                            "\(name)!\(place): bcf \(cell.value), LibreOffice \(value.map { "\($0)" } ?? "nothing")")
                    }
                }
            }
        }
        return (formulas, different)
    }
}

@Suite(.enabled(if: LibreOffice.program != nil, "LibreOffice is not installed"), .serialized)
struct LibreOfficeTests {
    private static func plan(_ name: String) throws -> WorkbookContent {
        let files = try PlanFolderFiles(at: "\(root)/Examples/\(name)")
        return try PlanWorkbook.plain(try PlanFolder.read(files), files).content()
    }

    @Test("LibreOffice works out every formula of both examples and of a small plan to the penny") func plans() throws {
        let contents = [
            "leicestershire-2016": try Self.plan("leicestershire-2016-17"),
            "leicestershire-2021": try Self.plan("leicestershire-2021-22"),
            "small": try PlanWorkbook.plain(try PlanFolder.read(PlanTexts.small.files), PlanTexts.small.files)
                .content(),
        ]
        let books = try contents.mapValues { try WorkbookFile.bytes(of: $0) }
        let recalculated = try LibreOffice.recalculated(books)
        for (name, bytes) in books {
            let own = try WorkbookReader(bytes, file: name)
            let (formulas, different) = try LibreOffice.differences(own, try #require(recalculated[name]))
            #expect(formulas > 50)
            #expect(different.isEmpty, "\(name): \(different.prefix(5))")
        }
    }

    @Test("LibreOffice works out every formula of runs to the penny, also of one that rolls its plan forward")
    func runs() throws {
        let work = try TemporaryFolder()
        var books: [String: [UInt8]] = [:]
        for name in ["urgent-care-to-assistive-technology", "roll-forward-2017-18", "partner-withdraws-mid-year"] {
            let file = "\(work.path)/\(name).xlsx"
            let (status, text, _) = try Program.run([
                Program.bcf, "run", "Scenarios/\(name).lua", "--format", "xlsx", "-o", file,
            ])
            #expect(status < 2, "\(text)")
            books[name] = Array(try Data(contentsOf: URL(fileURLWithPath: file)))
        }
        let recalculated = try LibreOffice.recalculated(books)
        for (name, bytes) in books {
            let own = try WorkbookReader(bytes, file: name)
            let (formulas, different) = try LibreOffice.differences(own, try #require(recalculated[name]))
            #expect(formulas > 500)
            #expect(different.isEmpty, "\(name): \(different.prefix(5))")
        }
    }

    @Test("LibreOffice works out every formula of a comparison to the penny")
    func comparison() throws {
        let work = try TemporaryFolder()
        let file = "\(work.path)/compare.xlsx"
        let scenarios = [
            "urgent-care-to-assistive-technology", "roll-forward-2017-18", "night-nursing-to-frail-older-people",
        ].map { "Scenarios/\($0).lua" }
        let (status, text, _) = try Program.run(
            [Program.bcf, "compare"] + scenarios + ["--format", "xlsx", "-o", file])
        #expect(status < 2, "\(text)")
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: file)))
        let own = try WorkbookReader(bytes, file: "compare.xlsx")
        let recalculated = try #require(try LibreOffice.recalculated(["compare": bytes])["compare"])
        let (formulas, different) = try LibreOffice.differences(own, recalculated)
        #expect(formulas > 1_500)
        #expect(different.isEmpty, "\(different.prefix(5))")
        let totals = try own.sheet("Comparison").rows[1]
        #expect(totals.cell(0)?.value == .text("total") && totals.cell(3)?.isFormula == true)
        // Where scenarios suppose different figures there is no plan in common, and each change stands all the same.
        let metric = try own.sheet("Metrics").rows[1]
        #expect(metric.cell(4)?.value == .text("not there"))
        guard case .number = metric.cell(6)?.value else {
            Issue.record("no change: \(String(describing: metric.cell(6)))")
            return
        }
        // A release that cannot be told is no change of nothing.
        #expect(try own.sheet("Risk pools").rows[1].cell(4)?.value == .text("not there"))
    }

    @Test("A workbook that LibreOffice saved is imported as the same plan") func saved() throws {
        let files = PlanTexts.full.files
        let folder = try PlanFolder.read(files)
        let bytes = try WorkbookFile.bytes(of: try PlanWorkbook.plain(folder, files).content())
        let saved = try #require(try LibreOffice.recalculated(["full": bytes])["full"])
        let back = try WorkbookImport(saved, to: files.path).folder.plan
        #expect(PlanSaying(back) == PlanSaying(folder.plan))
    }

    @Test("Cells of the Leicestershire plan changed by chance: LibreOffice and bcf agree on everything that follows")
    func changedByChance() throws {
        let content = try Self.plan("leicestershire-2016-17")
        let spending = try #require(content.sheets.firstIndex { $0.name == "Spending" })
        let funding = try #require(content.sheets.firstIndex { $0.name == "Funding" })
        var books: [String: [UInt8]] = [:]
        var generator = Chance(seed: 6)
        for round in 0..<3 * Chance.rounds {
            var sheets = content.sheets
            for _ in 0..<8 {
                let row = generator.below(sheets[spending].rows.count)
                let amounts = 14..<sheets[spending].columns.count - 1
                let column = amounts.lowerBound + generator.below(amounts.count)
                sheets[spending].rows[row][column] = .money(Money(pence: generator.ofAnySize(bits: 27)))
                let words: [(Int, [String])] = [
                    (6, ["social-care", "community-health", "acute", notStated]),
                    (7, ["la", "nhs", "joint 62.5% nhs", notStated]), (9, ["capital", "revenue", notStated]),
                    (10, ["yes", "no", notStated]),
                ]
                let (place, values) = words[generator.below(words.count)]
                sheets[spending].rows[row][place] = .text(values[generator.below(values.count)])
            }
            let tranche = generator.below(sheets[funding].rows.count)
            if case .money(let amount) = sheets[funding].rows[tranche][7] {
                sheets[funding].rows[tranche][7] = .money(Money(pence: amount.pence + 1 + Int64(round)))
            }
            // What the formulas gave before stays in their cells, as when somebody types into Excel.
            books["round-\(round)"] = try WorkbookFile.bytes(
                of: WorkbookContent(title: "", subject: "", comments: "", sheets: sheets))
        }
        for (name, reader) in try LibreOffice.recalculated(books) {
            let back = try WorkbookImport(reader, to: "leicestershire-2016-17").folder.plan
            let files = try PlanFolderFiles(at: "\(root)/Examples/leicestershire-2016-17")
            let workbook = PlanWorkbook(of: back, files: files, summary: "", facts: [], warnings: []) { _, _ in nil }
            let own = try WorkbookReader(try WorkbookFile.bytes(of: try workbook.content()), file: name)
            // Comparison holds the plan as it was read, which differs.
            let (formulas, different) = try LibreOffice.differences(
                own, reader, sheets: ["Cover", "Summary", "Funding", "Spending", "Workings", "Conditions", "Checks"])
            #expect(formulas > 400)
            #expect(different.isEmpty, "\(name): \(different.prefix(5))")
            #expect(try reader.sheet("Cover").rows[1].cell(1)?.value == .text("FAIL"))
        }
    }

    @Test("A cell that changes in Spending changes totals, margins and the overall check as bcf works them out")
    func changed() throws {
        let before = PlanTexts.small
        let content = try PlanWorkbook.plain(try PlanFolder.read(before.files), before.files).content()
        // Each change by its row and column in Spending, and the same in the plan's file.
        let changes: [(name: String, row: Int, column: Int, cell: SheetCell, old: String, new: String)] = [
            ("more", 0, 14, .money(Money(pence: 60_151)), "active,600.50,0", "active,601.51,0"),
            ("less", 0, 14, .money(Money(pence: 39_999)), "active,600.50,0", "active,399.99,0"),
            ("health", 0, 6, .text("acute"), "social-care,la", "acute,la"),
            ("open", 0, 6, .text("not stated"), "social-care,la", "not stated,la"),
            ("joint", 0, 7, .text("joint 62.5% nhs"), "social-care,la", "social-care,joint 62.5% nhs"),
        ]
        var books: [String: [UInt8]] = [:]
        var own: [String: WorkbookReader] = [:]
        for change in changes {
            var sheets = content.sheets
            let spending = try #require(sheets.firstIndex { $0.name == "Spending" })
            sheets[spending].rows[change.row][change.column] = change.cell
            // What the formulas gave before stays in their cells, as when somebody types into Excel.
            books[change.name] = try WorkbookFile.bytes(
                of: WorkbookContent(title: "", subject: "", comments: "", sheets: sheets))
            var after = before
            #expect(after.spending.contains(change.old))
            after.spending = after.spending.replacing(change.old, with: change.new, maxReplacements: 1)
            let bytes = try WorkbookFile.bytes(
                of: try PlanWorkbook.plain(try PlanFolder.read(after.files), after.files).content())
            own[change.name] = try WorkbookReader(bytes, file: change.name)
        }
        let recalculated = try LibreOffice.recalculated(books)
        for change in changes {
            // Comparison holds the plan as it was read, which differs.
            let (formulas, different) = try LibreOffice.differences(
                try #require(own[change.name]), try #require(recalculated[change.name]),
                sheets: ["Cover", "Summary", "Funding", "Spending", "Workings", "Conditions", "Checks"])
            #expect(formulas > 50)
            #expect(different.isEmpty, "\(change.name): \(different.prefix(5))")
        }
        let cover = try #require(recalculated["more"]).sheet("Cover")
        #expect(cover.rows[1].cell(1)?.value == .text("FAIL"))
    }
}
