import Diagnostics
import Finance
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
        let (packed, count) = Zip.repeated(copies: 40_000)
        var zip = Self.good().zip
        var book = RawWorkbook()
        book.add("Funding", [])
        _ = book
        zip = Zip()
        zip.add("xl/workbook.xml", [UInt8](repeating: UInt8(ascii: " "), count: count), packed: packed)
        var limits = WorkbookLimits()
        limits.ratio = 50
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
