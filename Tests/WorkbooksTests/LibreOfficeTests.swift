import Diagnostics
import Finance
import Foundation
import PlanFiles
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
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
        arguments.append(nil)
        defer { arguments.forEach { free($0) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in [Int32(1), 2] {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A thread of the tests may block signals, and LibreOffice would wait for its own for ever.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var child = pid_t()
        try #require(posix_spawnp(&child, "timeout", &actions, &attributes, arguments, environ) == 0)
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
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
