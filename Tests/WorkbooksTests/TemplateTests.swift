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

    private static func first(_ book: RawWorkbook) throws -> Diagnostic { try #require(problems(book.bytes).first) }

    @Test("An amount that no scheme claims is refused, as of merged cells below the first, and a row of totals is not")
    func withoutScheme() throws {
        let found = try Self.first(Self.book(Self.changed(2, 0, nil), merged: ["A5:A6"]))
        #expect(found.code == "workbook.no-scheme" && found.place?.file == "plan.xlsx!5. Expenditure!A6")
        var titled = Self.changed(2, 0, nil)
        titled[2][11] = nil
        #expect(try Self.first(Self.book(titled)).code == "workbook.no-scheme")
        func row(_ first: String?, _ title: String?) -> [String?] {
            [first, title] + [String?](repeating: nil, count: 10) + ["3570.75"]
        }
        let totals = [row("Total", nil), row("Grand total", nil), row(nil, "Total expenditure"), row(nil, nil)]
        #expect(problems(Self.book(Self.rows + totals).bytes).isEmpty)
    }

    @Test(
        "An income that stands as text is refused, and words beside a heading are none",
        arguments: [
            ("'£1,000.50", true), ("'1,000", true), ("'(500)", true), ("'-5", true), ("'1.2m", true),
            ("'2025", false), ("'2025-26", false), ("'Contribution", false), ("'", false), ("'-", false),
        ])
    func incomeInWords(text: String, isRefused: Bool) throws {
        var book = Self.book(Self.rows)
        book.sheets.remove(at: 1)
        book.add(
            "4. Income",
            [[nil, "NHS Minimum Contribution"], [nil, "NHS East ICB", text], [nil, "NHS West ICB", "3000.5"]])
        let found = problems(book.bytes)
        #expect(found.map(\.code) == (isRefused ? ["workbook.text-for-amount"] : []))
        if isRefused { #expect(found.first?.place?.file == "plan.xlsx!4. Income!C2") }
    }

    @Test("Spaces around a scheme's id do not make another scheme of it, and a share of a third is a third")
    func smallThings() throws {
        var rows = Self.rows
        rows[2][0] = "' 2 "
        for row in 1...2 { (rows[row][8], rows[row][9]) = ("0.333333333333333", "0.666666666666667") }
        let reader = try WorkbookReader(Self.book(rows).bytes, file: "template.xlsx")
        let plan = try WorkbookImport(reader, to: "out/plan").folder.plan
        #expect(plan.lines.map(\.id) == ["1", "2", "3"])
        #expect(plan.lines[1].commissioner?.description == "joint 33.333333% nhs")
    }

    @Test("A year that is none is refused, though the cover says one") func year() throws {
        let reader = try WorkbookReader(Self.book(Self.rows).bytes, file: "template.xlsx")
        let error = #expect(throws: DiagnosticList.self) {
            _ = try WorkbookImport(reader, to: "out/plan", year: "2025-27")
        }
        #expect(error?.diagnostics.first?.code == "workbook.no-year")
    }

    @Test("Thousands of rows of one scheme, and of one contributor, are read one after the other") func many() throws {
        let count = 5_000
        var book = Self.book(
            (0..<count).map { number in
                var row = Self.rows[0]
                (row[1], row[12]) = ("Adaptations number \(number)", "1")
                return row
            })
        book.sheets.remove(at: 1)
        book.add(
            "4. Income",
            [[nil, "Disabled Facilities Grant (DFG)"]] + (0..<count).map { _ in [nil, "Testshire", "1"] })
        let plan = try WorkbookImport(try WorkbookReader(book.bytes, file: "template.xlsx"), to: "out/plan").folder.plan
        #expect(plan.lines.count == count && plan.lines.last?.id == "1-\(count)")
        #expect(plan.sources[0].tranches.map(\.title).suffix(1) == ["Testshire (\(count))"])
    }

    @Test("Sources that the template does not know each become one of their own, and far too many are refused")
    func unknownSources() throws {
        func rows(_ names: [String]) -> [[String?]] {
            Self.rows
                + names.enumerated().map { number, name in
                    var row = Self.rows[0]
                    (row[0], row[11]) = ("\(number + 10)", "'" + name)
                    return row
                }
        }
        let names = ["Title", "—", "…", "Unallocated", "Discharge LA", "Charity, east", "Charity east"]
        let reader = try WorkbookReader(Self.book(rows(names)).bytes, file: "template.xlsx")
        let plan = try WorkbookImport(reader, to: "out/plan").folder.plan
        #expect(
            plan.sources.map(\.id).suffix(7) == [
                "source-title", "source", "source-2", "source-unallocated", "discharge-la-2", "charity-east",
                "charity-east-2",
            ])
        #expect(plan.sources.map(\.title).suffix(7) == names[...])
        let many = try Self.first(Self.book(rows((0..<3_000).map { "Source \($0)" })))
        #expect(many.code == "workbook.too-large" && many.place?.file == "plan.xlsx!5. Expenditure!L205")
    }

    @Test("Words that the template's lists do not have are noted, and TRUE is no word") func unknownWords() throws {
        var rows = Self.rows
        (rows[0][5], rows[0][7]) = ("Nowhere", "Somebody")
        let reader = try WorkbookReader(Self.book(rows).bytes, file: "template.xlsx")
        let notes = try WorkbookImport(reader, to: "out/plan").notes
        #expect(notes.contains { $0.contains("`Nowhere` is read as `not stated`") })
        #expect(notes.contains { $0.contains("`Somebody` is read as `not stated`") })
        var book = Self.book(Self.rows)
        book.sheets[2].xml = book.sheets[2].xml.replacing(
            "<c r=\"A4\"><v>1</v></c>", with: "<c r=\"A4\" t=\"b\"><v>1</v></c>")
        let found = try Self.first(book)
        #expect(found.code == "workbook.truth-for-words" && found.place?.file == "plan.xlsx!5. Expenditure!A4")
    }

    @Test("Two sheets of one name but for their numbers are refused: the money of one of them would be lost")
    func twoSheets() throws {
        var book = Self.book(Self.rows)
        book.add("6. Expenditure", [Self.headings] + Self.rows)
        #expect(try Self.first(book).code == "workbook.two-sheets")
    }
}
