import Diagnostics
import Finance
import PlanFiles
import TestSupport
import Testing
import Workbooks

struct RoundTripTests {
    /// A plan, and what comes back from a workbook of it.
    private struct Trip {
        let before: Plan
        let after: Plan
        /// The files that the import makes, by name.
        let files: [String: String]
    }

    private static func trip(_ files: PlanFolderFiles) throws -> Trip {
        let folder = try PlanFolder.read(files)
        let bytes = try WorkbookFile.bytes(of: try PlanWorkbook.plain(folder, files).content())
        let reader = try WorkbookReader(bytes, file: "plan.xlsx")
        let back = try WorkbookImport(reader, to: files.path)
        let texts = Dictionary(back.files.map { ($0.path, $0.text) }) { first, _ in first }
        return Trip(before: folder.plan, after: back.folder.plan, files: texts)
    }

    /// The folder that an import makes, as it will be read.
    private static func folder(_ texts: [String: String], at path: String) -> PlanFolderFiles {
        func file(_ name: String) -> Result<[UInt8], Diagnostic>? { texts[name].map { .success(Array($0.utf8)) } }
        return PlanFolderFiles(
            path: path, files: PlanFolder.fileNames.compactMap { file($0) },
            optionalFiles: PlanFolder.optionalFileNames.map { file($0) })
    }

    /// The files of a folder that no sheet shows as a table.
    private static func carried(_ files: PlanFolderFiles) throws -> [String: [UInt8]] {
        var result: [String: [UInt8]] = [:]
        result[PlanFolder.fileNames[0]] = try files.files[0].get()
        for (name, file) in zip(PlanFolder.optionalFileNames, files.optionalFiles) { result[name] = try file?.get() }
        return result
    }

    private static func holds(_ files: PlanFolderFiles) throws {
        let trip = try trip(files)
        #expect(PlanSaying(trip.before) == PlanSaying(trip.after))
        for (name, bytes) in try carried(files) {
            let ended = bytes.last == UInt8(ascii: "\n") ? bytes : bytes + [UInt8(ascii: "\n")]
            #expect(trip.files[name].map { Array($0.utf8) } == ended, "\(name)")
        }
        let again = try self.trip(folder(trip.files, at: files.path))
        #expect(again.files == trip.files, "once more changes nothing")
    }

    @Test(
        "A plan that goes into a workbook comes back as it was, with each of its files",
        arguments: ["leicestershire-2016-17", "leicestershire-2021-22"])
    func examples(name: String) throws { try Self.holds(PlanFolderFiles(at: "\(root)/Examples/\(name)")) }

    @Test("Everything that a plan can state comes back: metrics, effects, readings, prices, capacity, benefits")
    func everything() throws {
        try Self.holds(PlanTexts.full.files)
        let plan = try PlanFolder.read(PlanTexts.full.files).plan.arrangements
        #expect(!plan.metrics.isEmpty && !plan.effects.isEmpty && !plan.readings.isEmpty && !plan.statedPrices.isEmpty)
        #expect(!plan.capacity.isEmpty && !plan.benefits.isEmpty && !plan.populations.isEmpty)
        #expect(!plan.minimums.isEmpty)
    }

    @Test("Files with a mark of their encoding, with other line ends, and with lines longer than a cell, come back")
    func otherForms() throws {
        var texts = PlanTexts.full
        texts.effects = texts.effects?.replacing("\n", with: "\r\n")
        texts.readings = texts.readings.map { "\u{FEFF}" + $0 }
        texts.metrics = texts.metrics?.replacing("Table 5", with: String(repeating: "=long 👩🏽‍⚕️ ", count: 4_000))
        texts.prices = texts.prices?.replacing("Table 6", with: "\"one\n\n  two\"")
        texts.yaml += "# " + String(repeating: "_x0041_", count: 9_000)
        try Self.holds(texts.files)
    }

    @Test("The small plan comes back with its minimum, its metric and its two tranches") func small() throws {
        let after = try Self.trip(PlanTexts.small.files).after
        #expect(after.arrangements.metrics.first?.periods.first?.target?.description == "1,742.90")
        #expect(after.arrangements.minimums.count == 1)
        #expect(after.sources[1].tranches.count == 2)
    }

    private static let hostile = [
        "=1+1", "+SUM(A1)", "-2", "@cmd", "=HYPERLINK(\"http://x\")", "مرحبا", "👩🏽‍⚕️ team", "_x0041_", "_x005F_x0041_",
        "a\"b", "1.10", "007", "TRUE", "<script>alert(1)</script>", "&amp;", "a,b", "1E5", "2025-04-01", "£5",
        "'quoted",
        String(repeating: "long ", count: 400) + "end", "日本語", "#N/A", "[x]", "tab", "%",
    ]

    private static func quoted(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }

    /// A plan by chance, with texts that other programs take for something else.
    private static func chance(_ generator: inout Chance) -> PlanTexts {
        var texts = PlanTexts.small
        func word(_ generator: inout Chance) -> String { hostile[generator.below(hostile.count)] }
        func plain(_ amount: Int64) -> String {
            Money(pence: amount).formatted(pence: .whenNeeded, symbol: false).filter { $0 != "," }
        }
        func day(_ generator: inout Chance) -> String { generator.below(2) == 0 ? "2025-04-01" : notStated }
        let kinds = FundingSource.Kind.allCases.map(\.rawValue)
        let sources = (0...generator.below(5)).map { ["s", "S", "x-", "1.", "a/b"][$0] + String($0 / 2) }
        // A plan that spends a thousand times its income is refused, so both are of one size.
        let size = generator.ofAnySize(bits: 36) + 100
        let lines = 1 + generator.below(8)
        texts.funding =
            "source,title,kind,contributor,pool,tranche,available_from,amount [gbp],prior_year [gbp],reference\n"
        for source in sources {
            let head =
                "\(source),\(quoted("T " + word(&generator))),\(kinds[generator.below(kinds.count)]),"
                + "\(generator.below(2) == 0 ? "lcc" : "icb"),main,"
            if generator.below(5) == 0 {
                texts.funding += head + "annual,not stated,not stated,not stated,\(quoted("r" + word(&generator)))\n"
                continue
            }
            let reference = quoted("r" + word(&generator))
            for tranche in 0...generator.below(3) {
                let amount = size + Int64(generator.below(Int(size)))
                texts.funding += head + "\(quoted("t\(tranche) " + word(&generator))),\(day(&generator)),"
                texts.funding += "\(quoted(Money(pence: amount).formatted())),"
                texts.funding += (generator.below(2) == 0 ? notStated : "12.34") + ",\(reference)\n"
            }
        }
        texts.spending =
            "id,ref,theme,heading,title,area_of_spend,commissioner,capital_or_revenue,protected,recurrent,"
            + sources.map { "\($0) [gbp]" }.joined(separator: ",") + "\n"
        let areas = SpendLine.AreaOfSpend.allCases.map(\.rawValue) + [notStated]
        for line in 0..<lines {
            let words = (0..<4).map { _ in word(&generator) }
            texts.spending += "L\(line),\(quoted(words[0])),\(quoted("Theme " + words[1])),\(quoted(words[2])),"
            texts.spending += "\(quoted("Line " + words[3])),\(areas[generator.below(areas.count)]),"
            texts.spending += ["la", "nhs", "joint 33.3% nhs", notStated][generator.below(4)] + ","
            texts.spending += ["capital", "revenue", notStated][generator.below(3)] + ","
            texts.spending += ["yes", "no", notStated][generator.below(3)] + ","
            texts.spending += ["yes", "no", notStated][generator.below(3)]
            for _ in sources {
                let most = max(Int(size) / lines, 2)
                texts.spending += ",\(plain(Int64(line == 0 ? most : generator.below(most))))"
            }
            texts.spending += "\n"
        }
        texts.metrics = "id,title,period,unit,baseline,target,actual,good,reference\n"
        for metric in 0..<1 + generator.below(3) {
            let title = quoted("M " + word(&generator))
            for year in 0...generator.below(2) {
                let figures = (0..<3).map { _ in
                    generator.below(3) == 0
                        ? notStated
                        : quoted(
                            DecimalFigure(digits: generator.ofAnySize(bits: 50), places: generator.below(6)).description
                        )
                }
                texts.metrics? += "m\(metric),\(title),20\(25 - year)/\(26 - year),\"per 100,000\","
                texts.metrics? += figures.joined(separator: ",") + ",low,\(quoted("r" + word(&generator)))\n"
            }
        }
        return texts
    }

    @Test(
        "Plans by chance, with texts that look like formulas, numbers and days, come back as they were",
        arguments: 0..<4 as Range<UInt64>)
    func byChance(seed: UInt64) throws {
        var generator = Chance(seed: seed)
        let rounds = 25 * Chance.rounds
        var refusals: [String] = []
        for _ in 0..<rounds {
            let texts = Self.chance(&generator)
            do throws(DiagnosticList) {
                _ = try PlanFolder.read(texts.files)
            } catch {
                // Some texts are refused in a plan, such as a title that is a total: then there is no plan to come back.
                refusals += error.diagnostics.map { "\($0.code): \($0.message)" }
                continue
            }
            try Self.holds(texts.files)
        }
        #expect(refusals.count <= rounds / 5, "the generator makes plans that can be read: \(refusals.prefix(5))")
    }
}
