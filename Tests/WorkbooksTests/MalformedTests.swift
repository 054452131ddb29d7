import Diagnostics
import Finance
import Foundation
import PlanFiles
import TestSupport
import Testing
import Workbooks

struct MalformedTests {
    static func good() -> RawWorkbook {
        var book = RawWorkbook()
        book.add(
            "Funding",
            [
                ["source", "title", "kind", "contributor", "pool", "tranche", "available_from", "amount (£)"],
                ["dfg", "Grant", "disabled-facilities-grant", "lcc", "main", "annual", "2025-04-01", "500"],
            ])
        book.add(
            "Spending",
            [
                ["id", "theme", "title", "dfg (£)", "total (£)"], ["A1", "Homes", "Adaptations", "500", "500"],
            ])
        let yaml = PlanTexts.small.yaml.split(separator: "\n").map(String.init)
        book.add(
            "Plan files",
            [["file", "line", "text"]] + yaml.enumerated().map { ["plan.yaml", String($0 + 1), "'" + $1] })
        return book
    }

    @Test("A workbook of another program, with texts in its cells, is read") func sound() {
        #expect(problems(Self.good().bytes).isEmpty)
    }

    struct Slip: Sendable, CustomTestStringConvertible {
        let name: String
        let code: String
        let place: String
        let sheet: Int
        let old: String
        let new: String
        var testDescription: String { name }
    }

    static let slips = [
        Slip(
            name: "shared text out of range", code: "workbook.shared-text", place: "plan.xlsx!Spending!C2", sheet: 1,
            old: "t=\"inlineStr\"><is><t>Adaptations</t></is>", new: "t=\"s\"><v>7</v>"),
        Slip(
            name: "text for an amount", code: "workbook.text-for-amount", place: "plan.xlsx!Spending!D2", sheet: 1,
            old: "<c r=\"D2\"><v>500</v></c>", new: "<c r=\"D2\" t=\"inlineStr\"><is><t>500</t></is></c>"),
        Slip(
            name: "formula without a value", code: "workbook.not-calculated", place: "plan.xlsx!Spending!D2", sheet: 1,
            old: "<c r=\"D2\"><v>500</v></c>", new: "<c r=\"D2\"><f>250*2</f></c>"),
        Slip(
            name: "day for words", code: "workbook.day-for-words", place: "plan.xlsx!Spending!C2", sheet: 1,
            old: "<c r=\"C2\" t=\"inlineStr\"><is><t>Adaptations</t></is></c>",
            new: "<c r=\"C2\" s=\"1\"><v>45748</v></c>"),
        Slip(
            name: "number for words", code: "workbook.number-for-words", place: "plan.xlsx!Spending!C2", sheet: 1,
            old: "<c r=\"C2\" t=\"inlineStr\"><is><t>Adaptations</t></is></c>", new: "<c r=\"C2\"><v>1.1</v></c>"),
        Slip(
            name: "number for a day", code: "workbook.number-for-day", place: "plan.xlsx!Funding!G2", sheet: 0,
            old: "<c r=\"G2\" t=\"inlineStr\"><is><t>2025-04-01</t></is></c>", new: "<c r=\"G2\"><v>45748</v></c>"),
        Slip(
            name: "part of a penny", code: "workbook.part-of-penny", place: "plan.xlsx!Funding!H2", sheet: 0,
            old: "<v>500</v>", new: "<v>500.001</v>"),
        Slip(
            name: "an error of Excel", code: "workbook.error-value", place: "plan.xlsx!Funding!H2", sheet: 0,
            old: "<c r=\"H2\"><v>500</v>", new: "<c r=\"H2\" t=\"e\"><v>#REF!</v>"),
        Slip(
            name: "merged headings", code: "workbook.merged-heading", place: "plan.xlsx!Spending!B1", sheet: 1,
            old: "</sheetData>", new: "</sheetData><mergeCells><mergeCell ref=\"B1:C1\"/></mergeCells>"),
        Slip(
            name: "duplicate headings", code: "csv.heading.duplicate", place: "plan.xlsx!Spending!C1", sheet: 1,
            old: "<t>title</t>", new: "<t>theme</t>"),
        Slip(
            name: "an unknown partner", code: "funding.contributor.unknown", place: "plan.xlsx!Funding!D2", sheet: 0,
            old: "<t>lcc</t>", new: "<t>ccl</t>"),
        Slip(
            name: "a row that does not foot", code: "spending.row.does-not-foot", place: "plan.xlsx!Spending!E2",
            sheet: 1,
            old: "<c r=\"E2\"><v>500</v>", new: "<c r=\"E2\"><v>400</v>"),
        Slip(
            name: "cells out of order", code: "workbook.disorder", place: "plan.xlsx!Spending!2:2", sheet: 1,
            old: "<c r=\"D2\">", new: "<c r=\"A2\">"),
        Slip(name: "broken XML", code: "workbook.bad-xml", place: "plan.xlsx", sheet: 1, old: "</row>", new: "</rows>"),
        Slip(
            name: "entities", code: "workbook.bad-xml", place: "plan.xlsx", sheet: 1, old: "<worksheet>",
            new: "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><worksheet>"),
        Slip(
            name: "a wrong number", code: "workbook.bad-number", place: "plan.xlsx!Spending!D2", sheet: 1,
            old: "<c r=\"D2\"><v>500</v>", new: "<c r=\"D2\"><v>5OO</v>"),
        Slip(
            name: "a slip in plan.yaml", code: "yaml.key.unknown", place: "plan.xlsx!Plan files!C4", sheet: 2,
            old: "<t>title: A small plan</t>", new: "<t>tilte: A small plan</t>"),
    ]

    @Test("A slip is told with its sheet and cell", arguments: slips) func slip(slip: Slip) throws {
        var book = Self.good()
        #expect(book.sheets[slip.sheet].xml.contains(slip.old))
        book.sheets[slip.sheet].xml = book.sheets[slip.sheet].xml.replacing(
            slip.old, with: slip.new, maxReplacements: 1)
        let found = problems(book.bytes)
        let first = try #require(found.first { $0.code == slip.code }, "\(found)")
        #expect(first.place?.file == slip.place)
        #expect(first.reason != nil && first.help != nil)
    }

    @Test("A workbook that was cut off says so, wherever it was cut") func truncated() {
        let bytes = Self.good().bytes
        for length in stride(from: 4, to: bytes.count - 1, by: 97) {
            #expect(problems(Array(bytes[..<length])).first?.code == "workbook.damaged", "\(length)")
        }
    }

    @Test(
        "What is no workbook says what it is",
        arguments: [
            ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], "workbook.old-or-encrypted"),
            (Array("id,title\n".utf8), "workbook.not-a-workbook"),
            ([], "workbook.not-a-workbook"), (Array("PK".utf8), "workbook.damaged"),
        ] as [([UInt8], String)])
    func otherFiles(bytes: [UInt8], code: String) {
        #expect(problems(bytes).map(\.code) == [code])
    }

    @Test("A missing sheet is named, with those that are there") func missingSheet() throws {
        var book = Self.good()
        book.sheets.removeFirst()
        let found = try #require(problems(book.bytes).first)
        #expect(found.code == "workbook.no-sheet")
        #expect(found.message.contains("Funding") && found.reason?.contains("Spending") == true)
    }

    @Test("A part that unpacks to far more than its size is not unpacked") func bomb() {
        let (packed, count) = Zip.repeated(" ", copies: 40_000)
        var zip = Zip()
        zip.add("xl/workbook.xml", [], packed: packed, size: count)
        var limits = WorkbookLimits()
        limits.ratio = 10
        #expect(problems(zip.bytes, limits: limits).map(\.code) == ["workbook.too-large"])
        limits = WorkbookLimits()
        limits.partBytes = 1 << 20
        #expect(problems(zip.bytes, limits: limits).map(\.code) == ["workbook.too-large"])
    }

    @Test("More cells than the limit end the reading") func manyCells() {
        var limits = WorkbookLimits()
        limits.cells = 20
        #expect(problems(Self.good().bytes, limits: limits).map(\.code) == ["workbook.too-large"])
    }

    @Test("A part with a password says so, and so does a damaged one") func encrypted() {
        for (flags, code) in [(1, "workbook.old-or-encrypted"), (0, "workbook.bad-xml")] {
            var zip = Zip()
            zip.add("xl/workbook.xml", Array("<workbook".utf8), flags: flags)
            #expect(problems(zip.bytes).map(\.code) == [code])
        }
        var bytes = Self.good().bytes
        let place = bytes.firstRange(of: Array("Adaptations".utf8))?.lowerBound ?? 0
        bytes[place] ^= 3
        #expect(problems(bytes).map(\.code) == ["workbook.damaged"], "the sum of its bytes is another")
    }

    @Test(
        "A path out of the archive leads nowhere",
        arguments: [
            "../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "C:\\Windows", "..\\..\\x", "", ".", "/",
            "sheet0.xml\u{0}", "%2e%2e/x",
        ])
    func paths(target: String) {
        let book = Self.good()
        var zip = Zip()
        zip.add("../../../../etc/passwd", Array("root".utf8))
        zip.add(
            "xl/workbook.xml",
            Array(
                "<workbook xmlns:r=\"urn:r\"><sheets><sheet name=\"Funding\" r:id=\"a\"/><sheet name=\"Spending\" r:id=\"b\"/><sheet name=\"Plan files\" r:id=\"a\"/></sheets></workbook>"
                    .utf8))
        zip.add(
            "xl/_rels/workbook.xml.rels",
            Array("<Relationships><Relationship Id=\"a\" Target=\"\(target)\"/></Relationships>".utf8))
        zip.add("xl/sheet0.xml", Array(book.sheets[0].xml.utf8))
        let found = problems(zip.bytes)
        #expect(found.count == 1 && ["workbook.part-missing", "workbook.bad-xml"].contains(found[0].code), "\(found)")
    }

    @Test("What a sheet claims of its size is not believed: only cells that are there count") func dimensions() {
        var book = Self.good()
        for sheet in book.sheets.indices {
            book.sheets[sheet].xml = book.sheets[sheet].xml.replacing(
                "<worksheet>",
                with: "<worksheet><dimension ref=\"A1:XFD1048576\"/><cols><col min=\"1\" max=\"16384\"/></cols>")
        }
        #expect(problems(book.bytes).isEmpty)
        var far = Self.good()
        far.sheets[1].xml = far.sheets[1].xml.replacing(
            "</sheetData>",
            with:
                "<row r=\"1048576\" spans=\"1:16384\"><c r=\"XFD1048576\" t=\"inlineStr\"><is><t>x</t></is></c></row></sheetData>"
        )
        #expect(problems(far.bytes).allSatisfy { $0.place?.file.hasPrefix("plan.xlsx!Spending!") == true })
        for ref in ["A1048577", "XFE2", "A0", "AAAA1", "A99999999999999999999"] {
            var beyond = Self.good()
            beyond.sheets[1].xml = beyond.sheets[1].xml.replacing("r=\"A2\"", with: "r=\"\(ref)\"")
            #expect(problems(beyond.bytes).map(\.code) == ["workbook.disorder"], "\(ref)")
        }
    }

    @Test("Elements in elements without end, and an element that never ends, are refused") func deep() {
        func found(_ xml: String) -> [String] {
            var book = Self.good()
            book.sheets[1].xml = xml
            return problems(book.bytes).map(\.code)
        }
        #expect(found("<worksheet>" + String(repeating: "<a>", count: 100_000)) == ["workbook.bad-xml"])
        #expect(found("<worksheet a=\"" + String(repeating: "b", count: 5 << 20)) == ["workbook.bad-xml"])
        #expect(found("<worksheet><!-- " + String(repeating: "b", count: 5 << 20)) == ["workbook.bad-xml"])
        let bomb = """
            <!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;"><!ENTITY lol3 "&lol2;&lol2;">]>
            <worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&lol3;</t></is></c></row></sheetData>
            </worksheet>
            """
        #expect(found(bomb) == ["workbook.bad-xml"])
        #expect(found("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><worksheet/>") == ["workbook.bad-xml"])
    }

    /// A file made by hand of an attack, given to the program with little memory.
    private static func imported(_ bytes: [UInt8], memory: Int) throws -> (status: Int32, text: String) {
        let work = try TemporaryFolder()
        try Data(bytes).write(to: URL(fileURLWithPath: work.path + "/attack.xlsx"))
        let (status, text, _) = try Program.run([
            "sh", "-c", "ulimit -v \(memory << 10); exec \"$0\" import \"$1/attack.xlsx\" -o \"$1/out\"", Program.bcf,
            work.path,
        ])
        #expect(!FileManager.default.fileExists(atPath: work.path + "/out"))
        return (status, text)
    }

    @Test("Attacks on memory end with a message, in a gibibyte of addresses") func memory() throws {
        func packed(_ part: String, _ unit: String, _ copies: Int, after start: String) -> [UInt8] {
            var zip = Zip()
            let good = Self.good()
            for (name, text) in good.parts where name != part { zip.add(name, Array(text.utf8)) }
            let (packed, count) = Zip.repeated(unit, copies: copies, after: start)
            zip.add(part, [], packed: packed, size: count)
            return zip.bytes
        }
        let row = "<row>" + String(repeating: "<c><v>1</v></c>", count: 11) + "</row>"
        let attacks = [
            (packed("xl/workbook.xml", " ", 2_000_000, after: "<workbook"), "has an element without an end"),
            (packed("xl/sharedStrings.xml", "<si><t>a</t></si>", 300_000, after: "<sst>"), "more text than is read"),
            (packed("xl/sheet1.xml", row, 150_000, after: "<worksheet><sheetData>"), "more than 2000000 cells"),
            (packed("xl/styles.xml", "<xf/>", 300_000, after: "<styleSheet><cellXfs>"), "is damaged"),
        ]
        // A debug build takes half a minute for all of them: one in every run, all with BCF_ROUNDS above 1.
        for (bytes, words) in attacks.prefix(Chance.rounds > 1 ? attacks.count : 1) {
            let (status, text) = try Self.imported(bytes, memory: 1024)
            #expect(status == 2 && text.contains(words), "\(words): \(status) \(text.prefix(500))")
        }
    }
}

struct WorkbookFuzzTests {
    private static let pieces = [
        "<", ">", "</c>", "<v>", "<f>", "<row r=\"1\">", "t=\"s\"", "t=\"b\"", "s=\"999999999\"", "&#0;", "&amp;", "\0",
        "é",
        "r=\"ZZZZ9\"", "r=\"A0\"", "1e309", "-", "NaN", "\"", "<is><t>", "<mergeCell ref=\"A1:XFD1048576\"/>", "<si>",
        "]]>",
    ]

    private static func mutate(_ bytes: inout [UInt8], _ generator: inout Chance) {
        for _ in 0...generator.below(4) where !bytes.isEmpty {
            let place = generator.below(bytes.count)
            let end = min(bytes.count, place + generator.below(12))
            switch generator.below(5) {
            case 0: bytes[place] ^= 1 << UInt8(generator.below(8))
            case 1: bytes.removeSubrange(place..<end)
            case 2: bytes.insert(contentsOf: bytes[place..<end], at: generator.below(bytes.count))
            default: bytes.replaceSubrange(place..<end, with: pieces[generator.below(pieces.count)].utf8)
            }
        }
    }

    private static func check(_ bytes: [UInt8], _ what: String) {
        for found in problems(bytes) {
            let text = DiagnosticRenderer().render(found)
            #expect(found.place != nil && found.severity == .error, "\(what): \(text)")
            #expect(
                text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 }, "\(what): \(text.debugDescription)")
        }
    }

    @Test("Any archive gives a plan or errors that can be shown", arguments: 0..<4 as Range<UInt64>)
    func archives(seed: UInt64) {
        var generator = Chance(seed: seed)
        let bytes = MalformedTests.good().bytes
        for round in 0..<250 * Chance.rounds {
            var changed = bytes
            Self.mutate(&changed, &generator)
            Self.check(changed, "seed \(seed), round \(round)")
        }
    }

    @Test("Any XML in a sound archive gives a plan or errors that can be shown", arguments: 0..<4 as Range<UInt64>)
    func documents(seed: UInt64) {
        var generator = Chance(seed: seed &+ 100)
        for round in 0..<250 * Chance.rounds {
            var book = MalformedTests.good()
            let sheet = generator.below(5)
            func changed(_ text: String) -> String {
                var bytes = Array(text.utf8)
                Self.mutate(&bytes, &generator)
                return String(decoding: bytes, as: UTF8.self)
            }
            switch sheet {
            case 3: book.texts = changed("<sst><si><t>a</t></si><si><r><t>b</t></r></si></sst>")
            case 4: book.styles = changed(book.styles)
            default: book.sheets[sheet].xml = changed(book.sheets[sheet].xml)
            }
            Self.check(book.bytes, "seed \(seed), round \(round)")
        }
    }
}
