import Diagnostics
import Finance
import Foundation
import PlanFiles
import TestSupport
import Testing
import Workbooks

/// The checkout.
let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

/// A fresh folder for one test, removed when the test is over.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/bcf-workbooks-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A plan folder in memory.
struct PlanTexts {
    var yaml: String
    var funding: String
    var spending: String
    var metrics: String?
    var effects: String?
    var readings: String?
    var prices: String?

    var files: PlanFolderFiles {
        PlanFolderFiles(
            path: "small-2025-26",
            files: [yaml, funding, spending].map { .success(Array($0.utf8)) },
            optionalFiles: PlanFolder.optionalFileNames.map { name in
                let texts = [
                    "metrics.csv": metrics, "effects.csv": effects, "readings.csv": readings, "prices.csv": prices,
                ]
                return texts[name]?.map { .success(Array($0.utf8)) }
            })
    }

    /// A small plan that balances.
    static let small = PlanTexts(
        yaml: """
            format: bcf-plan/1
            id: small-2025-26
            title: A small plan
            area: Testshire
            planning_year: 2025-26
            partners:
              - {id: lcc, title: Testshire County Council, kind: county}
              - {id: icb, title: Testshire ICB, kind: icb}
            pools:
              - {id: main, title: Main pool, host: lcc, partners: [lcc, icb]}
            memoranda:
              - {id: care-act, title: Care Act element, amount: "£1,388", note: stated in the text}
            minimums:
              - {condition: nhs-minimum-to-adult-social-care, amount: "£400", note: Table 2}

            """,
        funding: """
            source,title,kind,contributor,pool,tranche,available_from,amount [gbp],prior_year [gbp],reference
            minimum,NHS minimum,nhs-minimum,icb,main,annual,2025-04-01,"1,000.50",900,Table 1
            dfg,Disabled Facilities Grant,disabled-facilities-grant,lcc,main,first half,2025-04-01,300,250,
            dfg,Disabled Facilities Grant,disabled-facilities-grant,lcc,main,second half,not stated,200,not stated,

            """,
        spending: """
            id,ref,theme,heading,title,scheme_type,area_of_spend,commissioner,provider,capital_or_revenue,protected,months,recurrent,status,minimum [gbp],dfg [gbp]
            A1,A,Prevention,Carers,"Carers, old and young",carers-services,social-care,la,charity-voluntary,revenue,yes,all year,yes,active,600.50,0
            A2,,Prevention,,Adaptations,dfg-related,not stated,joint 40% nhs,district,capital,no,apr-sep,not stated,active,0,500
            B1,B,Urgent Response,Crisis,Crisis team,not stated,community-health,nhs,nhs-community,revenue,not stated,June,no,to-be-confirmed,400,0

            """,
        metrics: """
            id,title,period,unit,baseline,target,actual,good,reference
            falls,Admissions after falls,2025/26,"per 100,000",not stated,"1,742.90",not stated,low,Table 5

            """)
}

extension PlanTexts {
    /// The small plan with all that a plan can state.
    static let full: PlanTexts = {
        var texts = PlanTexts.small
        texts.yaml += """
            populations:
              - id: adults
                title: People aged 18 and over
                counts:
                  - {people: "550,183", in_force: 2025-01-01, vintage: projection for 2025}
                  - {people: "546,291", note: derived}
            capacity:
              - id: crs
                title: Response
                worker: assistants
                stages:
                  - {id: a, title: then, starts_per_week: 120, days: 3, calls_per_day: 2, staff: 20, double_handed: 25%}
                  - id: b
                    title: now
                    days: {value: 6, low: 5, high: 7, quality: assumed, reference: p. 3}
                    minutes_per_call: not stated
                    reference: p. 2
                changes:
                  - {figure: days, stage: b, change: 100%}
            benefits:
              - id: b
                title: Balance
                value: notional
                saving: £40
                saving_to: £50
                per: week
                unit: fall
                people_per_unit: 17
                rate_means: not stated
                people: 167
                groups: 14
                tried:
                  - {title: admission, unit_value: "£1,490"}

            """
        texts.metrics = """
            id,title,period,unit,baseline,target,actual,good,reference,measure
            falls,Admissions after falls,2025/26,"per 100,000",not stated,"1,742.90",not stated,low,Table 5,count
            at-home,Still at home after 91 days,2025/26,%,84.70,85,0,high,,share

            """
        texts.effects = """
            kind,id,figure,value,low,high,shape,quality,reference
            metric,falls,count,1000,,,,derived,Table 5
            metric,falls,growth,1%,0.5%,2%,triangular,assumed,
            metric,falls,unit-value,,"£1,490",2197,uniform,assumed,
            metric,at-home,count,80,,,,derived,
            metric,at-home,of,100,,,,derived,
            effect,nursing,line,A1,,,,,Table 7
            effect,nursing,metric,falls,,,,,
            effect,nursing,title,Nursing,,,,,
            effect,nursing,unit,visit,,,,,
            effect,nursing,unit-cost,£50.25,,,,stated,Table 8
            effect,nursing,per-unit,-0.5,,,,derived,
            effect,nursing,overlap,urgent,,,,,
            overlap,urgent,shared,10%,,,,assumed,

            """
        texts.readings = """
            id,title,metric,reading,printed,calculation,reference
            fall,Fall of the rate,falls,of the rate before,2.5%,"(1,742.9 - 1,700) / 1,742.9",Table 5
            number,Number of admissions,,in the text,"1,500",,Section 5

            """
        texts.prices = """
            service,band,unit,price [gbp],from,reference
            Home Care,Urban,hour,18.50,2025-04-01,Table 6
            Home Care,Rural,hour,not stated,not stated,

            """
        return texts
    }()
}

extension PlanWorkbook {
    /// The workbook of a plan, without words that only reports have.
    static func plain(_ folder: PlanFolder, _ files: PlanFolderFiles) -> PlanWorkbook {
        PlanWorkbook(of: folder.plan, files: files, summary: "A test.", facts: [], warnings: []) { _, _ in nil }
    }
}

/// Everything that a plan says, without the places that it was read from.
struct PlanSaying: Equatable {
    let identity: PlanIdentity
    let partners: [Partner]
    let pools: [Pool]
    let memoranda: [Memorandum]
    let arrangements: PlanArrangements
    let sources: [String]
    let lines: [SpendLine]
    let cells: [[Money]]

    init(_ plan: Plan) {
        identity = plan.identity
        partners = plan.partners
        pools = plan.pools
        memoranda = plan.memoranda
        var arrangements = plan.arrangements
        arrangements.laterRulebooks = nil
        self.arrangements = arrangements
        sources = plan.sources.map { source in
            let tranches = source.tranches.map { "\($0.title)|\($0.availableFrom ?? "?")|\($0.amount.pence)" }
            return [
                source.id, source.title, source.kind.rawValue, source.contributor, source.pool,
                "\(source.isIncomeStated)", "\(source.priorYear?.pence ?? -1)", source.reference ?? "?",
                tranches.joined(separator: ";"),
            ].joined(separator: "\u{1}")
        }
        lines = plan.lines.map {
            var line = $0
            line.origin = nil
            return line
        }
        cells = plan.lines.indices.map { plan.cells(line: $0) }
    }
}

/// A zip archive of files as they are, or packed.
struct Zip {
    private var body: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    /// Adds a file. `packed` is what stands in the archive where it is not the file itself.
    /// `size` is what it says of its own size, and `flags` are those of its entry, of which the first says that it is encrypted.
    mutating func add(_ name: String, _ bytes: [UInt8], packed: [UInt8]? = nil, size: Int? = nil, flags: Int = 0) {
        let data = packed ?? bytes
        var common: [UInt8] = []
        for number in [20, flags, packed == nil ? 0 : 8, 0, 33] { common += Self.little(number, 2) }
        common +=
            Self.little(Int(Self.checksum(bytes)), 4) + Self.little(data.count, 4) + Self.little(size ?? bytes.count, 4)
        common += Self.little(name.utf8.count, 2) + Self.little(0, 2)
        directory += [0x50, 0x4B, 1, 2] + Self.little(20, 2) + common + Self.little(0, 2) + Self.little(0, 2)
        directory += Self.little(0, 2) + Self.little(0, 4) + Self.little(body.count, 4) + Array(name.utf8)
        body += [0x50, 0x4B, 3, 4] + common + Array(name.utf8) + data
        count += 1
    }

    var bytes: [UInt8] {
        body + directory + [0x50, 0x4B, 5, 6] + Self.little(0, 4) + Self.little(count, 2) + Self.little(count, 2)
            + Self.little(directory.count, 4) + Self.little(body.count, 4) + Self.little(0, 2)
    }

    private static func little(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~UInt32(0)) { table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ ($0 >> 8) }
    }

    /// A stream that unpacks to a beginning, a unit many times over, and an end, by the codes of RFC 1951: the unit
    /// once, and copies of what stands before.
    static func repeated(_ unit: String, copies: Int, after start: String = "") -> (packed: [UInt8], count: Int) {
        var bytes: [UInt8] = []
        var buffer: UInt64 = 0
        var filled: UInt64 = 0
        func add(_ bit: Int) {
            buffer |= UInt64(bit) << filled
            filled += 1
            guard filled == 8 else { return }
            bytes.append(UInt8(buffer))
            (buffer, filled) = (0, 0)
        }
        // Codes go from their first bit, other numbers from their last.
        func code(_ code: Int, _ length: Int) { for bit in (0..<length).reversed() { add(code >> bit & 1) } }
        func number(_ number: Int, _ length: Int) { for bit in 0..<length { add(number >> bit & 1) } }
        number(1, 1)
        number(1, 2)
        for byte in (start + unit).utf8 {
            precondition(byte < 144, "letters of one length")
            code(0x30 + Int(byte), 8)
        }
        let distance = unit.utf8.count
        var bits = 0
        while distance > 4 << bits { bits += 1 }
        let first = distance <= 4 ? distance : (((distance - 1) >> bits) << bits) + 1
        let symbol = distance <= 4 ? distance - 1 : 2 * bits + ((distance - 1) >> bits)
        for _ in 0..<copies {
            code(0b1100_0101, 8)
            code(symbol, 5)
            number(distance - first, distance <= 4 ? 0 : bits)
        }
        code(0, 7)
        while filled > 0 { add(0) }
        return (bytes, (start + unit).utf8.count + 258 * copies)
    }
}

/// A workbook put together part by part, as other programs write them.
struct RawWorkbook {
    var sheets: [(name: String, xml: String)] = []
    var texts = "<sst></sst>"
    var styles =
        "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"9\"/></cellXfs></styleSheet>"

    /// Adds a sheet of rows. A number stands as it is, `=1` is a formula without a value, `day:1` is shown as a day.
    mutating func add(_ name: String, _ rows: [[String?]], merged: [String] = []) {
        var xml = "<worksheet><sheetData>"
        for (row, cells) in rows.enumerated() {
            xml += "<row r=\"\(row + 1)\">"
            for (column, cell) in cells.enumerated() {
                guard let cell else { continue }
                let name = CellName.cell(row: row, column: column)
                if cell.hasPrefix("=") {
                    xml += "<c r=\"\(name)\"><f>\(cell.dropFirst())</f></c>"
                } else if cell.hasPrefix("day:") {
                    xml += "<c r=\"\(name)\" s=\"1\"><v>\(cell.dropFirst(4))</v></c>"
                } else if Double(cell) != nil {
                    xml += "<c r=\"\(name)\"><v>\(cell)</v></c>"
                } else {
                    let text = cell.hasPrefix("'") ? String(cell.dropFirst()) : cell
                    xml += "<c r=\"\(name)\" t=\"inlineStr\"><is><t>\(Self.escaped(text))</t></is></c>"
                }
            }
            xml += "</row>"
        }
        xml += "</sheetData>"
        if !merged.isEmpty {
            xml += "<mergeCells>" + merged.map { "<mergeCell ref=\"\($0)\"/>" }.joined() + "</mergeCells>"
        }
        sheets.append((name, xml + "</worksheet>"))
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    }

    /// The parts, by their names.
    var parts: [(name: String, text: String)] {
        let list = sheets.enumerated().map { "<sheet name=\"\($1.name)\" sheetId=\"\($0 + 1)\" r:id=\"r\($0)\"/>" }
        let targets = sheets.indices.map { "<Relationship Id=\"r\($0)\" Target=\"sheet\($0).xml\"/>" }
        return [
            ("xl/workbook.xml", "<workbook xmlns:r=\"urn:r\"><sheets>\(list.joined())</sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", "<Relationships>\(targets.joined())</Relationships>"),
            ("xl/sharedStrings.xml", texts), ("xl/styles.xml", styles),
        ] + sheets.enumerated().map { ("xl/sheet\($0).xml", $1.xml) }
    }

    var zip: Zip {
        var zip = Zip()
        for (name, text) in parts { zip.add(name, Array(text.utf8)) }
        return zip
    }

    var bytes: [UInt8] { zip.bytes }
}

/// What is wrong with a workbook; empty where it becomes a plan.
func problems(_ bytes: [UInt8], limits: WorkbookLimits = WorkbookLimits()) -> [Diagnostic] {
    do throws(Diagnostic) {
        let reader = try WorkbookReader(bytes, file: "plan.xlsx", limits: limits)
        do throws(DiagnosticList) {
            _ = try WorkbookImport(reader, to: "small-2025-26")
            return []
        } catch {
            return error.diagnostics
        }
    } catch {
        return [error]
    }
}
