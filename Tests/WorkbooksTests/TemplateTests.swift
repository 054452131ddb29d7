import Diagnostics
import Finance
import PlanFiles
import Testing
import Workbooks

struct TemplateTests {
    private static let headings = [
        "Scheme ID", "Scheme Name", "Brief Description of Scheme", "Scheme Type", "Sub Types", "Area of Spend",
        "Please specify if 'Area of Spend' is 'other'", "Commissioner", "% NHS (if Joint Commissioner)",
        "% LA (if Joint Commissioner)", "Provider", "Source of Funding", "Expenditure (£)", "New/ Existing Scheme",
    ]

    private static func book(_ rows: [[String?]], headings: [String] = headings, merged: [String] = []) -> RawWorkbook {
        var book = RawWorkbook()
        book.add(
            "2. Cover",
            [
                ["Better Care Fund 2025-26 Planning Template"], [nil, "Health and Wellbeing Board:", "Testshire"],
            ])
        book.add(
            "4. Income",
            [
                ["Better Care Fund 2025-26 Template"], [nil, "Local Authority Contribution"],
                [nil, "Disabled Facilities Grant (DFG)", "Gross Contribution"], [nil, "Testshire", "500"],
                [nil, "DFG breakdown for two-tier areas only"], [nil, "Northshire", "200"], [nil, "Southshire", "300"],
                [nil, "Total Minimum LA Contribution", "500"], [nil, "NHS Minimum Contribution", "Contribution"],
                [nil, "NHS East ICB", "1000.5"], [nil, "NHS West ICB", "2000"],
                [nil, "Total NHS Minimum Contribution", "3000.5"],
            ])
        book.add("5. Expenditure", [["Guidance"], [nil], headings] + rows, merged: merged)
        return book
    }

    private static let rows: [[String?]] = [
        [
            "1", "Adaptations", "Homes", "DFG Related Schemes", "Adaptations", "Social Care", nil, "LA", nil, nil,
            "Local Authority", "DFG", "500", "Existing",
        ],
        [
            "2", "Joint team", "Both", "Urgent Community Response", nil, "Community Health", nil, "Joint", "0.4", "0.6",
            "NHS Community Provider", "Minimum NHS Contribution", "2500", "New",
        ],
        [
            "2", "Joint team", "Both", "Urgent Community Response", nil, "Community Health", nil, "Joint", "0.4", "0.6",
            "NHS Community Provider", "Additional LA Contribution", "70.25", "New",
        ],
        [
            "3", "Carers", nil, "Carers Services", nil, "Social Care", nil, "NHS", nil, nil,
            "Charity / Voluntary Sector",
            "Minimum NHS Contribution", "500.5", "Existing",
        ],
    ]

    @Test("A planning template becomes a plan: one scheme over several rows, one row a source") func sound() throws {
        let reader = try WorkbookReader(Self.book(Self.rows).bytes, file: "template.xlsx")
        let plan = try WorkbookImport(reader, to: "out/testshire-2025-26").folder.plan
        #expect(plan.identity.id == "testshire-2025-26" && plan.identity.area == "Testshire")
        #expect(plan.identity.year == PlanningYear("2025-26"))
        #expect(plan.sources.map(\.id) == ["dfg", "nhs-minimum", "additional-la"])
        #expect(plan.sources[1].tranches.map(\.amount.pence) == [100_050, 200_000])
        #expect(plan.sources[0].tranches.map(\.amount.pence) == [50_000], "the districts' parts are in the total")
        #expect(!plan.sources[2].isIncomeStated)
        #expect(plan.lines.map(\.id) == ["1", "2", "3"])
        #expect(plan.cells(line: 1).map(\.pence) == [0, 250_000, 7_025])
        #expect(plan.lines[1].commissioner?.description == "joint 40% nhs")
        #expect(plan.lines[1].provider == .nhsCommunity && plan.lines[1].areaOfSpend == .communityHealth)
        #expect(plan.lines[0].schemeType == "dfg-related-schemes")
        #expect(plan.partners.map(\.title) == ["Testshire", "NHS East ICB and NHS West ICB"])
        #expect(plan.unallocated(source: 0).isZero && plan.unallocated(source: 1).isZero)
    }

    private static func changed(_ row: Int, _ column: Int, _ value: String?) -> [[String?]] {
        var rows = rows
        rows[row][column] = value
        return rows
    }

    @Test("What is wrong with a template is told with its cell") func slips() throws {
        func first(_ book: RawWorkbook) throws -> (code: String, place: String?) {
            let found = try #require(problems(book.bytes).first)
            return (found.code, found.place?.file)
        }
        #expect(
            try first(Self.book(Self.changed(1, 12, "=1+1"))) == (
                "workbook.not-calculated", "plan.xlsx!5. Expenditure!M5"
            ))
        #expect(
            try first(Self.book(Self.changed(1, 12, "'£2,500"))) == (
                "workbook.text-for-amount", "plan.xlsx!5. Expenditure!M5"
            ))
        #expect(try first(Self.book(Self.changed(1, 12, nil))) == ("workbook.no-amount", "plan.xlsx!5. Expenditure!M5"))
        #expect(try first(Self.book(Self.changed(1, 11, nil))) == ("workbook.no-source", "plan.xlsx!5. Expenditure!L5"))
        #expect(try first(Self.book(Self.changed(1, 9, "0.5"))) == ("workbook.shares", "plan.xlsx!5. Expenditure!I5"))
        #expect(try first(Self.book(Self.changed(0, 12, "-5"))).place == "plan.xlsx!5. Expenditure!M4")
        #expect(
            try first(Self.book(Self.rows, merged: ["D3:E3"])) == (
                "workbook.merged-heading", "plan.xlsx!5. Expenditure!D3"
            ))
        var headings = Self.headings
        headings[2] = "Scheme Name"
        #expect(
            try first(Self.book(Self.rows, headings: headings)) == (
                "workbook.duplicate-heading", "plan.xlsx!5. Expenditure!C3"
            ))
        var withoutIncome = Self.book(Self.rows)
        withoutIncome.sheets.remove(at: 1)
        #expect(try first(withoutIncome).code == "workbook.no-sheet")
    }
}
