import Diagnostics
import Finance
import PlanFiles
import Testing

struct CsvFormTests {
    @Test(arguments: ["\n", "\r\n", "\r"], [true, false])
    func `Line ends and byte order marks of all tools are read`(lineEnd: String, hasMark: Bool) throws {
        var plan = SmallPlan()
        let text = String(decoding: plan.spending, as: UTF8.self).replacing("\n", with: lineEnd)
        plan.spending = (hasMark ? [0xEF, 0xBB, 0xBF] : []) + Array(text.utf8)
        let lines = try plan.read().plan.lines
        #expect(lines.map(\.id) == ["A1", "A2", "B1"])
        #expect(lines.map { $0.origin?.line } == [2, 3, 4])
    }

    @Test func `A file may end without a line end, and blank rows are skipped`() throws {
        var plan = SmallPlan()
        while plan.spending.last == UInt8(ascii: "\n") { plan.spending.removeLast() }
        plan.spending = plan.spending.with("A2,", "\n   \n,,,,,,,,,,,,,,,,\nA2,")
        #expect(try plan.read().plan.lines.map { $0.origin?.line } == [2, 6, 7])
    }

    @Test func `Quoted fields hold commas, quotes and line ends`() throws {
        var plan = SmallPlan()
        plan.spending = plan.spending.with("\"Carers, old and young\"", " \"The \"\"old\"\",\r\nand \"\"\"\"\" ")
        let lines = try plan.read().plan.lines
        #expect(lines[0].title == "The \"old\",\r\nand \"\"")
        #expect(lines.map { $0.origin?.line } == [2, 4, 5])
    }

    @Test func `A quote inside an unquoted field is a plain character`() throws {
        var plan = SmallPlan()
        plan.spending = plan.spending.with("Adaptations", "Rails of 12\" and more")
        #expect(try plan.read().plan.lines[1].title == "Rails of 12\" and more")
    }

    @Test(
        arguments: [
            BadInput(
                .spending, "\"Carers, old and young\"", "\"Carers", "csv.quote.unclosed", at: "2:5",
                help: "close it with"),
            BadInput(
                .spending, "young\",", "young\" x,", "csv.quote.text-after", at: "2:5", help: "write \"\" for a quote"),
            BadInput(
                .spending, "0,600.50\n", "0\n", "csv.row.too-few-fields", at: "2:16", says: "16 fields",
                help: "add the missing fields"),
            BadInput(
                .spending, "0,600.50\n", "0,6,00.50\n", "csv.row.too-many-fields", at: "2:18", says: "18 fields",
                help: "put a field that holds a comma in quotes"),
            BadInput(.spending, "young", "yo\0ung", "text.zero-byte", at: "2", help: "CSV UTF-8"),
        ])
    func `A row that is no CSV is named and the rest is read`(bad: BadInput) throws { try bad.expectToBeReported() }

    @Test func `A row that cannot be read does not hide mistakes in later rows`() throws {
        var plan = SmallPlan()
        plan.spending = plan.spending.with("0,600.50\n", "0\n").with("0,450,450", "0,x,450")
        #expect(try plan.problems().map(\.code) == ["csv.row.too-few-fields", "money.not-an-amount"])
    }

    @Test(
        arguments: [
            ("", "csv.empty"), ("\n\n", "csv.empty"), ("id,theme,title,minimum [gbp],dfg [gbp]\n", "csv.no-rows"),
            ("A1,Prevention,Carers,600,0\nA2,Prevention,Other,400,0\n", "csv.no-headings"),
            ("id;theme;title;minimum [gbp]\nA1;T;t;5\n", "csv.separator"),
            ("id\ttheme\ttitle\tminimum [gbp]\nA1\tT\tt\t5\n", "csv.separator"),
        ])
    func `A file that is no table is one error`(text: String, code: String) throws {
        var plan = SmallPlan()
        plan.spending = Array(text.utf8)
        let problems = try plan.problems()
        #expect(problems.map(\.code) == [code])
        #expect(problems.first?.help != nil)
    }

    @Test func `Bytes that are not UTF-8 are named by line and offset`() throws {
        var plan = SmallPlan()
        plan.spending = plan.spending.with("Adaptations", "Costs £5")
        let pound = try #require(plan.spending.firstIndex(of: 0xC2))
        plan.spending.remove(at: pound)
        let problem = try #require(try plan.problems().first)
        #expect(problem.code == "text.not-utf8")
        #expect(problem.place?.description == "plan/spending.csv:3")
        #expect(problem.message.contains("0xA3 (byte \(pound) of the file)"))
        #expect(problem.reason?.contains("Windows-1252") == true)
        #expect(problem.help?.contains("CSV UTF-8") == true)
    }

    @Test(arguments: [[0xFF, 0xFE] as [UInt8], [0xFE, 0xFF]])
    func `UTF-16 is known by its mark`(mark: [UInt8]) throws {
        var plan = SmallPlan()
        plan.spending = mark + plan.spending.flatMap { [$0, 0] }
        let problems = try plan.problems()
        #expect(problems.map(\.code) == ["text.utf16"])
        #expect(problems.first?.help?.contains("CSV UTF-8") == true)
    }

    @Test(arguments: [[0xFF, 0xFE, 0x6C, 0] as [UInt8], [0x2D, 0x2D, 0xA3], [0x2D, 0xC0], [0x2D, 0]])
    func `Nothing about tables is said of a script`(bytes: [UInt8]) throws {
        let folder = try TemporaryFolder()
        try folder.write(bytes, to: "move.lua")
        let script = try FileBytes.read(at: folder.file("move.lua"), limit: 100)
        do throws(Diagnostic) {
            _ = try script.text()
            Issue.record("this is no text")
        } catch {
            #expect(error.help == "save it as UTF-8 in your editor")
            let text = DiagnosticRenderer().render(folder.strip(error)).replacing("plan/", with: "")
            for word in ["CSV", "plan file", "workbook"] { #expect(!text.contains(word), "\(text)") }
        }
    }

    @Test(arguments: ["", "\""])
    func `A line of ten megabytes is an error with a short excerpt`(quote: String) throws {
        var plan = SmallPlan()
        let long = quote + String(repeating: "x", count: 10_000_000) + quote
        plan.spending = plan.spending.with("Adaptations", long)
        let problems = try plan.problems()
        #expect(problems.map(\.code) == ["csv.row.too-long"])
        #expect(problems.first?.place?.description == "plan/spending.csv:3")
        #expect(DiagnosticRenderer().render(problems).utf8.count < 2000)
    }

    @Test func `A line of ten megabytes of commas is an error`() throws {
        var plan = SmallPlan()
        plan.spending += Array("A9".utf8) + [UInt8](repeating: UInt8(ascii: ","), count: 10_000_000)
        #expect(try plan.problems().map(\.code) == ["csv.row.too-long"])
        plan.spending = Array(repeating: UInt8(ascii: ","), count: 5000) + Array("id\n".utf8)
        #expect(try plan.problems().map(\.code) == ["csv.too-many-columns"])
    }

    @Test func `A flood of errors is cut, and the last one counts the rest`() throws {
        var plan = SmallPlan()
        let row = ",,,,,X,x,x,x,x,x,x,x,x,x,x,x\n"
        plan.spending += Array(String(repeating: row, count: 300).utf8)
        let problems = try plan.problems()
        #expect(problems.count == 201)
        #expect(problems.last?.code == "file.more-errors")
        #expect(problems.last?.message == "\(300 * 15 - 200) more errors in this file are not shown")
    }

    @Test func `The same error down a column is shown twenty times, and then counted`() throws {
        var plan = SmallPlan()
        let row = ",,T,,t,not stated,not stated,la,district,capital,no,all year,yes,active,x,0,0\n"
        plan.spending += Array((String(repeating: row, count: 300) + "short\n").utf8)
        let problems = try plan.problems()
        #expect(problems.count { $0.code == "csv.blank" } == 21)
        #expect(problems.count { $0.code == "money.not-an-amount" } == 21)
        #expect(problems.count == 43)
        let last = try #require(problems.last { $0.code == "money.not-an-amount" })
        #expect(
            last.message == "280 more rows have the same error in the column `minimum [gbp]`: from row 25 to row 304")
        #expect(last.place?.description.hasPrefix("plan/spending.csv:25:15") == true)

        plan = SmallPlan()
        plan.spending += Array(String(repeating: "short\n", count: 21).utf8)
        #expect(try plan.problems().last?.message == "1 more row has the same error: row 25")
        plan = SmallPlan()
        plan.spending += Array(String(repeating: "short\n", count: 20).utf8)
        #expect(try plan.problems().count == 20)
    }

    @Test func `Control characters of a file never reach the terminal`() throws {
        var plan = SmallPlan()
        plan.spending = plan.spending.with(",la,", ",\u{1B}[2J\u{202E}la,")
        let text = DiagnosticRenderer().render(try plan.problems())
        #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
        #expect(text.contains("csv") && text.contains("^"))
    }

    @Test func `The excerpt underlines the field that is wrong`() throws {
        var plan = SmallPlan()
        plan.spending = plan.spending.with("Adaptations", "Café, Größe").with("0,450,450", "0,oops,450")
        plan.spending = plan.spending.with("Café, Größe", "\"Café, Größe\"")
        let place = try #require(try plan.problems().first?.place)
        let letters = Array(try #require(place.excerpt))
        #expect(String(letters[try #require(place.marked)]) == "oops")
        #expect(place.name == "dfg [gbp]")
    }
}
