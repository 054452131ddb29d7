import Diagnostics
import Draws
import Finance
import Foundation
import PlanFiles
import Reports
import ScenarioRuns
import Scripting
import Testing
import Workbooks

/// Texts that other programs would run, cut, turn around or choke on: everywhere they are cells of text.
struct HostileTests {
    static let texts = [
        "=1+1", "=HYPERLINK(\"http://x\",\"y\")", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "{=1}", "'=1",
        "\u{FEFF}=1", "<script>alert(1)</script>", "&lt;b&gt;", "]]>", "http://example.org", "mailto:a@b",
        "internal:Cover!A1", "\u{202E}gnp.exe", "مرحبا بالعالم", "👩🏽‍⚕️", "e\u{301}", "_x0041_", "_x005F_",
        "  spaces  ", "1.10", "007", "1E5", "TRUE", "#REF!", "2025-04-01", "£5", "%s%n",
    ]

    private static func quoted(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }

    private static func yaml(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    /// The small plan with a text wherever people write one.
    private static func plan(_ text: String) -> PlanTexts {
        var texts = PlanTexts.full
        texts.yaml = texts.yaml.replacing("title: A small plan", with: "title: \(yaml(text))")
            .replacing("area: Testshire", with: "area: \(yaml(text))")
            .replacing("title: Testshire County Council", with: "title: \(yaml(text))")
            .replacing("title: Main pool", with: "title: \(yaml(text))")
            .replacing("note: Table 2", with: "note: \(yaml(text))")
        texts.funding = texts.funding.replacing(",NHS minimum,", with: "," + quoted(text) + ",")
            .replacing(",first half,", with: "," + quoted(text) + ",")
            .replacing(",Table 1", with: "," + quoted(text))
        texts.spending = texts.spending.replacing(
            "A1,A,Prevention,Carers,\"Carers, old and young\"",
            with: {
                "A1," + [text, text, text, text].map(quoted).joined(separator: ",")
            }())
        texts.metrics = texts.metrics?.replacing("Admissions after falls", with: quoted(text))
            .replacing("Table 5", with: quoted(text))
        texts.prices = texts.prices?.replacing(",Table 6", with: "," + quoted(text))
        return texts
    }

    /// The workbook of a run in which the script says the text wherever it can.
    private static func content(_ text: String) throws -> WorkbookContent {
        let files = plan(text).files
        let plan = try PlanFolder.read(files).plan
        let script = """
            return scenario {
              title = t, about = t, plan = "small-2025-26",
              change = function(plan)
                assume { what = t, value = t, owner = t, source = t, date = "2025-04-01", quality = "judgement" }
                plan:move { from = "A1", to = "B1", amount = gbp "1", reason = t, authority = t }
              end,
              check = function(result) expect(false, t) end,
            }
            """
        let long = text.unicodeScalars.map { "\\u{" + String($0.value, radix: 16) + "}" }.joined()
        let runner = try ScenarioRunner(.inProcess)
        let file = text.contains("\n") ? "change.lua" : text + ".lua"
        _ = try runner.declare(ScriptText(name: file, text: "local t = \"\(long)\"\n" + script), modules: [])
        try runner.load(files, as: plan)
        let run = try runner.run(on: plan, ScenarioSettings())
        let outcomes = try RunOutcomes(run, .init(count: 20, seed: 0, design: .independent, workers: 1))
        return try PlanWorkbook(
            of: run, outcomes: outcomes, files: files, summary: text, facts: [("again", text)]
        ) { _, _ in text }.content()
    }

    /// The same value in a cell, whichever way it is held.
    private static func isSame(_ written: SheetCell, _ read: ReadCell?) -> Bool {
        switch written {
        case .text(let text): read?.value == (text.isEmpty ? nil : .text(text)) && read?.isFormula != true
        case .textFormula(_, let text): read?.value == .text(text)
        case .link(let name): read?.value == .text(name) && read?.isFormula != true
        case .blank: read == nil
        default: if case .number? = read?.value { true } else { false }
        }
    }

    @Test("What people write stays text in every sheet, and only bcf's own cells are formulas", arguments: texts)
    func everywhere(text: String) throws {
        let content = try Self.content(text)
        let reader = try WorkbookReader(try WorkbookFile.bytes(of: content), file: "hostile.xlsx")
        #expect(reader.sheetNames == content.sheets.map(\.name))
        #expect(content.sheets.allSatisfy { $0.name.utf8.allSatisfy { $0 == 0x20 || (0x41...0x7A).contains($0) } })
        var seen: Set<String> = []
        for sheet in content.sheets {
            let rows = Dictionary(
                try reader.sheet(sheet.name).rows.map { ($0.index, $0) }, uniquingKeysWith: { first, _ in first })
            for (index, row) in sheet.rows.enumerated() {
                for (column, cell) in row.enumerated() {
                    let read = rows[index + (sheet.isTable ? 1 : 0)]?.cell(column)
                    let place = "\(sheet.name)!\(CellName.cell(row: index, column: column))"
                    #expect(Self.isSame(cell, read), "\(place): \(cell) is \(String(describing: read))")
                    #expect(read?.isFormula != true || cell.formula != nil, "\(place)")
                    // Words within a formula are the program's own: people's are pointed to.
                    if text.count > 3 { #expect(cell.formula?.contains(text) != true, "\(place)") }
                    if case .text(text) = cell { seen.insert(sheet.name) }
                }
            }
        }
        let expected: Set<String> = [
            "Cover", "Summary", "Funding", "Spending", "Movements", "Conditions", "Metrics", "Outcomes", "Comparison",
            "Assumptions", "Checks", "Prices",
        ]
        #expect(
            seen.isSuperset(of: expected.subtracting(text.hasPrefix("  ") ? ["Funding", "Spending"] : [])), "\(seen)")
    }

    @Test("Control characters, line breaks and every plane of Unicode come back as they were") func characters() throws
    {
        let texts =
            (0..<0x20).map { "a\(Character(UnicodeScalar($0)!))b" }
            + [0x7F, 0x85, 0x200B, 0x2028, 0xD7FF, 0xE000, 0xFFFD, 0xFFFE, 0xFFFF, 0x10000, 0x10FFFF].map {
                "a\(Character(UnicodeScalar($0)!))b"
            } + ["\r\n", "a\r\nb", "\n", "\t", "_x000D_", "_x000d_x", String(repeating: "x", count: 32_767)]
        let sheet = WorkbookSheet(
            "Texts", about: "", columns: [SheetColumn("text")], rows: texts.map { [.text($0)] })
        let bytes = try WorkbookFile.bytes(
            of: WorkbookContent(title: "\u{1}<&>", subject: "=1", comments: "]]>", sheets: [sheet]))
        let rows = try WorkbookReader(bytes, file: "texts.xlsx").sheet("Texts").rows
        for (text, row) in zip(texts, rows.dropFirst()) {
            #expect(row.cell(0)?.value == .text(text), "\(text.unicodeScalars.prefix(3).map(\.value))")
        }
    }

    @Test("A text longer than a cell is cut where people read it, and refused where an import would need it")
    func long() throws {
        let text = String(repeating: "=lang 👩🏽‍⚕️ ", count: 5_000)
        func content(_ isReadBack: Bool) -> WorkbookContent {
            WorkbookContent(
                title: text, subject: text, comments: text,
                sheets: [
                    WorkbookSheet(
                        "Texts", about: "", columns: [SheetColumn("text")], rows: [[.text(text)]],
                        isReadBack: isReadBack)
                ])
        }
        let rows = try WorkbookReader(try WorkbookFile.bytes(of: content(false)), file: "long.xlsx").sheet("Texts").rows
        guard case .text(let shown)? = rows.last?.cell(0)?.value else {
            Issue.record("there is no text")
            return
        }
        #expect(shown.utf16.count <= 32_767 && shown.utf16.count > 32_000 && shown.hasSuffix("…"))
        let error = #expect(throws: DiagnosticList.self) { _ = try WorkbookFile.bytes(of: content(true)) }
        #expect(error?.diagnostics.first?.code == "workbook.text-too-long")
        #expect(error?.diagnostics.first?.place?.file == "Texts!A2")
    }

    @Test(
        "A sheet whose name no workbook can have is refused, and one that looks like a cell has a table",
        arguments: [
            ("=1+1", true), ("مرحبا", true), ("👩🏽‍⚕️", true), ("A1", true), ("R1C1", true), ("2016", true), ("", false),
            ("a/b", false), ("a:b", false), ("'a", false), ("[a]", false), (String(repeating: "a", count: 32), false),
            ("a*", false), ("a?", false), ("<script>", true), ("a\\b", false),
        ])
    func sheetNames(name: String, isGood: Bool) throws {
        let content = WorkbookContent(
            title: "", subject: "", comments: "",
            sheets: [
                WorkbookSheet(
                    name, about: "", columns: [SheetColumn("=1"), SheetColumn("[a#']")],
                    rows: [[.text("=1"), .money(.zero)]])
            ])
        guard isGood else {
            let error = #expect(throws: DiagnosticList.self) { _ = try WorkbookFile.bytes(of: content) }
            #expect(error?.diagnostics.first?.code == "workbook.refused")
            return
        }
        let reader = try WorkbookReader(try WorkbookFile.bytes(of: content), file: "names.xlsx")
        #expect(reader.sheetNames == [name])
        #expect(try reader.sheet(name).rows.map { $0.cell(0)?.value } == [.text("=1"), .text("=1")])
    }
}
