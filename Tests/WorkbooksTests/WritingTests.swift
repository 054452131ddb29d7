import Diagnostics
import Finance
import PlanFiles
import Testing
import Workbooks

struct WritingTests {
    private static func content(_ texts: PlanTexts = .small) throws -> WorkbookContent {
        try PlanWorkbook.plain(try PlanFolder.read(texts.files), texts.files).content()
    }

    @Test("The same plan gives the same bytes") func sameBytes() throws {
        let content = try Self.content()
        #expect(try WorkbookFile.bytes(of: content) == WorkbookFile.bytes(of: content))
    }

    @Test("The sheets stand in the order in which they are read") func sheets() throws {
        let reader = try WorkbookReader(try WorkbookFile.bytes(of: try Self.content()), file: "plan.xlsx")
        #expect(
            reader.sheetNames == [
                "Cover", "Contents", "Summary", "Funding", "Spending", "Movements", "Conditions", "Workings", "Metrics",
                "Comparison", "Assumptions", "Checks", "Notes", "Plan files",
            ])
    }

    @Test("No sheet has a merged cell, and every table has headings that differ, from A1") func accessible() throws {
        let content = try Self.content()
        let reader = try WorkbookReader(try WorkbookFile.bytes(of: content), file: "plan.xlsx")
        for sheet in content.sheets {
            let read = try reader.sheet(sheet.name)
            #expect(read.merged.isEmpty, "\(sheet.name)")
            guard sheet.isTable else { continue }
            #expect(read.rows.first?.index == 0 && read.rows.first?.cells.count == sheet.columns.count, "\(sheet.name)")
            #expect(Set(sheet.columns.map { $0.heading.lowercased() }).count == sheet.columns.count, "\(sheet.name)")
        }
    }

    @Test(
        "What begins like a formula stays text",
        arguments: ["=1+1", "+1", "-1", "@x", "{=1}", "=HYPERLINK(\"http://x\",\"y\")", "<b>", "http://example.org"])
    func hostile(text: String) throws {
        var texts = PlanTexts.small
        texts.spending = texts.spending.replacing("Crisis team", with: "\"" + text.replacing("\"", with: "\"\"") + "\"")
        let reader = try WorkbookReader(try WorkbookFile.bytes(of: try Self.content(texts)), file: "plan.xlsx")
        let cell = try reader.sheet("Spending").rows[3].cell(4)
        #expect(cell?.value == .text(text))
        #expect(cell?.isFormula == false)
    }

    @Test("An amount that Excel cannot hold to the penny is refused, and the largest one is exact") func large() throws
    {
        var texts = PlanTexts.small
        texts.funding = texts.funding.replacing("\"1,000.50\"", with: "899999999999.99")
        texts.spending = texts.spending.replacing("600.50,0", with: "899999999599.99,0")
        texts.funding = texts.funding.replacing(",300,250,", with: ",0,250,").replacing(",200,not", with: ",0,not")
        texts.spending = texts.spending.replacing("active,0,500", with: "active,0,0")
        let reader = try WorkbookReader(try WorkbookFile.bytes(of: try Self.content(texts)), file: "plan.xlsx")
        let back = try WorkbookImport(reader, to: "small-2025-26").folder.plan
        #expect(back.totalFunding.pence == 89_999_999_999_999)
        #expect(back.totalSpend.pence == 89_999_999_999_999)

        texts.funding = texts.funding.replacing("899999999999.99", with: "900000000000.01")
        let error = #expect(throws: DiagnosticList.self) { _ = try Self.content(texts) }
        #expect(error?.diagnostics.first?.code == "workbook.amount-too-large")
    }

    @Test("Every total, difference, share and check is a formula") func formulas() throws {
        let content = try Self.content()
        func isFormula(_ sheet: String, _ column: Int) -> Bool {
            content.sheet(sheet)?.rows.allSatisfy { $0[column].formula != nil } ?? false
        }
        #expect([5, 7, 8, 9].allSatisfy { isFormula("Summary", $0) })
        #expect(isFormula("Spending", 16))
        #expect([4, 5, 6].allSatisfy { isFormula("Comparison", $0) })
        let checks = try #require(content.sheet("Checks"))
        #expect(checks.rows.allSatisfy { $0[5].formula != nil })
        #expect(content.sheet("Cover")?.rows[1][1].formula != nil)
        let conditions = try #require(content.sheet("Conditions"))
        let minimum = try #require(conditions.rows.first { $0[1] == .text("nhs-minimum-to-adult-social-care") })
        #expect(minimum[4] == .money(Money(pence: 40_000)))
        #expect([5, 6, 8, 9].allSatisfy { minimum[$0].formula != nil })
    }
}
